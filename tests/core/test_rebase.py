"""What a merge brings in, fitted onto what the person has done meanwhile."""

from __future__ import annotations

from analyst_app.core.annotation import Annotation, Link, Unplaced
from analyst_app.core.rebase import for_another, rebase, restamped, without_twins
from analyst_app.core.store import AnnotationStore, Change

QUOTE, ACTOR = Annotation("q", "quote", 0, 5), Annotation("a", "actor", 6, 9)
SPEAKER = Link("l", "speaker", "q", "a")


def test_what_stands_here_already_is_neither_done_again_nor_told_as_skipped() -> None:
    noted = QUOTE._replace(note="x")
    store = AnnotationStore([noted._replace(modified="2026-02-02")], length=10)
    assert rebase(store, Change((QUOTE,), (noted,))) == (Change(), {})
    assert rebase(AnnotationStore(length=10), Change((QUOTE,), ())) == (Change(), {})


def test_a_record_that_both_changed_stays_as_it_is_here_and_is_told() -> None:
    mine, theirs = QUOTE._replace(note="mine"), QUOTE._replace(note="theirs")
    store = AnnotationStore([mine, ACTOR], length=10)
    found = rebase(store, Change((QUOTE, ACTOR), (theirs, ACTOR._replace(note="n"))))
    assert found.change == Change((ACTOR,), (ACTOR._replace(note="n"),))
    assert list(found.skipped.values()) == [(mine, theirs)]


def test_nothing_is_taken_away_from_a_link_that_was_drawn_meanwhile() -> None:
    store = AnnotationStore([QUOTE, ACTOR, SPEAKER], length=10)
    found = rebase(store, Change((ACTOR,), ()))
    assert found.change == Change()
    assert list(found.skipped.values()) == [(ACTOR, None)]


def test_a_link_to_what_is_gone_here_does_not_come_but_what_it_came_with_does() -> None:
    store = AnnotationStore([QUOTE], length=10)
    other = Annotation("b", "actor", 7, 8)
    found = rebase(store, Change((), (SPEAKER, other)))
    assert found.change == Change((), (other,))
    assert list(found.skipped.values()) == [(None, SPEAKER)]


def test_a_change_to_an_annotation_that_has_links_comes_in() -> None:
    store = AnnotationStore([QUOTE, ACTOR, SPEAKER], length=10)
    change = Change((ACTOR, QUOTE), (ACTOR._replace(note="n"), QUOTE._replace(end=4)))
    assert rebase(store, change) == (change, {})


def test_an_annotation_goes_with_the_links_that_go_with_it() -> None:
    store = AnnotationStore([QUOTE, ACTOR, SPEAKER], length=10)
    change = Change((ACTOR, SPEAKER), ())
    assert rebase(store, change) == (change, {})


def test_a_link_comes_in_between_annotations_that_are_here_or_come_with_it() -> None:
    link = Change((), (SPEAKER,))
    assert rebase(AnnotationStore([QUOTE, ACTOR], length=10), link) == (link, {})
    with_its_end = Change((), (ACTOR, SPEAKER))
    assert rebase(AnnotationStore([QUOTE], length=10), with_its_end) == (with_its_end, {})


def test_what_waits_is_the_same_though_its_file_counted_it_up_but_not_with_another_note() -> None:
    record = {"id": "q", "rev": 1, "tag": "quote", "exact": "hello", "note": "", "modified": "2026-01-01"}
    left = Unplaced("u", "orphan", "0" * 64, record)
    saved_again = left._replace(record=record | {"rev": 3, "modified": "2026-02-02"})
    store = AnnotationStore([saved_again], length=10)
    assert restamped(store, Change((left,))) == Change((saved_again,))
    noted = AnnotationStore([left._replace(record=record | {"rev": 2, "note": "theirs"})], length=10)
    assert noted.refusal(restamped(noted, Change((left,)))) is not None


def test_what_was_made_in_anothers_layer_goes_into_ones_own_with_the_ends_of_its_links() -> None:
    claim = Annotation("c", "claim", 1, 2)
    source = AnnotationStore([QUOTE, ACTOR, SPEAKER], length=10)  # the actor is hers, quote and link were made now
    found, left = for_another(source, Change((claim,), (QUOTE, SPEAKER)), AnnotationStore(length=10))
    assert set(found.added) == {QUOTE, ACTOR, SPEAKER}
    assert found.removed == ()
    assert left == 1, "her claim, which was deleted in hers"
    own = AnnotationStore([ACTOR], length=10)
    found, _ = for_another(source, Change((), (QUOTE, SPEAKER)), own)
    assert set(found.added) == {QUOTE, SPEAKER}
    assert own.refusal(found) is None


def test_words_that_ones_own_layer_has_tagged_already_are_not_tagged_twice() -> None:
    source = AnnotationStore([QUOTE, ACTOR, SPEAKER], length=10)
    mine = ACTOR._replace(id="mine")
    own = AnnotationStore([mine], length=10)
    found, _ = for_another(source, Change((), (QUOTE, SPEAKER)), own)
    assert set(found.added) == {QUOTE, SPEAKER._replace(to_id="mine")}
    assert own.refusal(found) is None


def test_what_the_same_words_say_besides_goes_to_the_one_that_stands_in_either_order() -> None:
    noted = ACTOR._replace(id="noted", note="chair")
    rated = ACTOR._replace(id="rated", attributes=(("role", "union"),))
    for first, second in ((noted, rated), (rated, noted)):
        store = AnnotationStore([QUOTE, first], length=10)
        change, count = without_twins(store, Change((), (second,)))
        store.apply(change)
        assert count == 1
        assert [(one.note, one.attributes) for one in store.annotations if one.tag == "actor"] == [
            ("chair", (("role", "union"),))
        ]


def test_words_of_which_two_say_different_things_stand_twice() -> None:
    store = AnnotationStore([ACTOR._replace(note="mine", attributes=(("role", "union"),))], length=10)
    for other in (ACTOR._replace(id="b", note="theirs"), ACTOR._replace(id="c", attributes=(("role", "state"),))):
        assert without_twins(store, Change((), (other,))) == (Change((), (other,)), 0)
