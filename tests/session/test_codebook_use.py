"""The version of the codebook that annotations are made under: at the layer's head, or their own."""

from __future__ import annotations

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.core.store import Change
from analyst_app.session.codebook_use import CodebookUse

NOON, ONE, TWO = "2026-11-22T12:00:00Z", "2026-11-22T13:00:00Z", "2026-11-22T14:00:00Z"


def _one(created: str = TWO, **more: object) -> Annotation:
    return Annotation("a", "claim", 3, 9, created=created, modified=created, extra=tuple(more.items()))


def _only(change: Change) -> Annotation:
    (made,) = change.added
    assert isinstance(made, Annotation)
    return made


def test_an_annotation_made_after_the_version_rose_says_its_own() -> None:
    assert _only(CodebookUse(1, 3, ONE).stamped(edits.add(_one()))).extra == (("codebook", 3),)


def test_an_annotation_of_the_layers_first_version_says_nothing() -> None:
    assert _only(CodebookUse(3, 3, ONE).stamped(edits.add(_one()))).extra == ()


def test_what_has_other_keys_and_no_version_to_say_is_not_made_anew() -> None:
    change = edits.add(_one(origins=("a:1", "b:1")))
    assert CodebookUse(3, 3, ONE).stamped(change) is change


def test_what_comes_back_from_an_earlier_save_keeps_what_it_says() -> None:
    use = CodebookUse(1, 3, ONE)
    assert _only(use.stamped(edits.add(_one(NOON)))).extra == ()
    assert _only(use.stamped(edits.add(_one(NOON, codebook=2)))).extra == (("codebook", 2),)


def test_another_edge_tag_or_value_is_given_under_the_version_that_applies() -> None:
    use, old = CodebookUse(1, 3, ONE), _one(NOON)
    for change in (
        edits.resize(old, Span(3, 8)),
        edits.replace(old, old._replace(tag="quote")),
        edits.replace(old, old._replace(attributes=(("type", "fact"),))),
    ):
        assert _only(use.stamped(change)).extra == (("codebook", 3),)


def test_a_note_is_no_reading_under_another_version() -> None:
    old = _one(NOON)
    assert _only(CodebookUse(1, 3, ONE).stamped(edits.replace(old, old._replace(note="why?")))).extra == ()


def test_an_older_reading_that_is_restored_over_a_newer_one_keeps_its_version() -> None:
    use, newer = CodebookUse(1, 3, ONE), _one(NOON, codebook=3)
    assert _only(use.stamped(edits.replace(newer, _one(NOON)._replace(end=7)))).extra == ()


def test_other_keys_stay_beside_the_version() -> None:
    made = _only(CodebookUse(1, 3, ONE).stamped(edits.add(_one(actor="p1"))))
    assert dict(made.extra) == {"actor": "p1", "codebook": 3}


def test_what_was_made_under_a_lower_version_is_older_and_confirming_it_ends_that() -> None:
    use = CodebookUse(1, 3)
    assert [use.is_older(one) for one in (_one(), _one(codebook=2), _one(codebook=3))] == [True, True, False]
    assert not use.is_older(use.confirmed(_one()))
    assert use.confirmed(_one(codebook=2)).extra == (("codebook", 3),)


def test_a_layer_of_another_codebook_says_nothing_of_this_ones_versions() -> None:
    from analyst_app import resources
    from analyst_app.core.codebook import Codebook

    codebook = Codebook.from_data({**resources.built_in_codebook(), "version": 5})
    other = CodebookUse.of((("id", "another"), ("version", 1)), codebook)
    assert other.version_of(_one()) is None
    assert not other.is_older(_one())
    assert _only(other.stamped(edits.add(_one()))).extra == ()
