"""The mend of each slip: one step, gone from the next check, and undone to what was there."""

from __future__ import annotations

import pytest

from analyst_app.assist.checking.checked_layer import CheckedLayer, StyleFinding
from analyst_app.assist.checking.layer_findings import layer_findings
from analyst_app.core import edits
from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.gestures.mending import CHANGED, mend
from analyst_app.gestures.tagging import Outcome, Scene
from tests.calls import calls_counted
from tests.core.scenes import connect, put, scene_of

TEXT = "“We stay,” said Ada Brandt. Taxes fell. Then Ada Brandt sang, and Ada Brandt wept. She said they would go.\n"


def findings(scene: Scene) -> list[StyleFinding]:
    store = scene.store
    return layer_findings(CheckedLayer(scene.text, store.annotations, store.links, scene.codebook, "en"))


def mended(scene: Scene, rule: str) -> Outcome:
    """Mend the one finding; it is gone then, and undoing brings back all that was there."""
    (finding,) = [one for one in findings(scene) if one.rule == rule]
    before = (list(scene.store.annotations), list(scene.store.links))
    outcome = mend(scene, finding)
    assert outcome.change
    scene.store.apply(outcome.change)
    assert [one for one in findings(scene) if one.rule == rule] == []
    after = (list(scene.store.annotations), list(scene.store.links))
    scene.store.apply(outcome.change.inverse())
    assert (list(scene.store.annotations), list(scene.store.links)) == before
    scene.store.apply(outcome.change)
    assert (list(scene.store.annotations), list(scene.store.links)) == after
    return outcome


def words(scene: Scene, tag: str) -> list[str]:
    return [one.span.of(scene.text) for one in scene.store.annotations if one.tag == tag]


def name_at(scene: Scene, number: int) -> Annotation:
    start = -1
    for _ in range(number):
        start = scene.text.index("Ada Brandt", start + 1)
    made = Annotation(f"n{number}", "actor", start, start + 10, (("kind", "person"),))
    scene.store.apply(edits.add(made))
    return made


def test_the_mentions_that_were_left_are_tagged_with_the_values_of_the_others() -> None:
    scene = scene_of(TEXT)
    for number in (1, 2):
        name_at(scene, number)
    outcome = mended(scene, "left_mentions")
    assert outcome.said == "Tagged 1 place as Actor."
    assert [one.attribute("kind") for one in scene.store.annotations] == ["person"] * 3


def test_a_quote_gets_the_likeliest_speaker_with_the_reporting_word() -> None:
    scene = scene_of(TEXT)
    put(scene, "quote", "“We stay,”")
    outcome = mended(scene, "no_speaker")
    assert outcome.said.startswith("Tagged “Ada Brandt” as Actor")
    assert words(scene, "actor") == ["Ada Brandt"]
    assert words(scene, "cue") == ["said"]


def test_a_quote_for_which_nobody_is_likely_says_that_no_speaker_is_stated() -> None:
    scene = scene_of("“We stay.”\n")
    put(scene, "quote", "“We stay.”")
    mended(scene, "no_speaker")
    assert scene.store.annotations[0].attribute("speaker_not_stated") is True


def test_a_speaker_is_retagged_and_keeps_its_link() -> None:
    scene = scene_of(TEXT)
    quote, claim = put(scene, "quote", "“We stay,”"), put(scene, "claim", "Ada Brandt")
    connect(scene, "speaker", quote, claim)
    mended(scene, "speaker_no_actor")
    assert words(scene, "actor") == ["Ada Brandt"]
    assert [link.role for link in scene.store.links] == ["speaker"]


@pytest.mark.parametrize(
    ("tag", "cut", "whole"),
    [
        ("quote", "“We stay", "“We stay,”"),
        ("quote", "stay,”", "“We stay,”"),
        ("claim", "“We stay", "We stay"),
        ("claim", "stay,” said Ada Brandt", "“We stay,” said Ada Brandt"),
    ],
)
def test_a_quote_takes_both_marks_and_a_claim_leaves_both_out(tag: str, cut: str, whole: str) -> None:
    scene = scene_of(TEXT)
    put(scene, tag, cut)
    mended(scene, "half_marks")
    assert words(scene, tag) == [whole]


def test_a_cut_word_becomes_whole() -> None:
    scene = scene_of(TEXT)
    put(scene, "claim", "axes fel")
    assert mended(scene, "cut_word").label == "Move edges"
    assert words(scene, "claim") == ["Taxes fell"]


def test_the_mode_becomes_the_one_that_the_marks_show() -> None:
    scene = scene_of(TEXT)
    put(scene, "quote", "they would go")
    one = scene.store.annotations[0]
    scene.store.apply(edits.set_attribute(one, "mode", "direct"))
    mended(scene, "mode_and_marks")
    assert scene.store.annotations[0].attribute("mode") == "indirect"


def test_an_orphan_cue_is_linked_to_the_only_quote_of_its_sentence() -> None:
    scene = scene_of(TEXT)
    put(scene, "quote", "“We stay,”")
    put(scene, "cue", "said")
    assert mended(scene, "orphan_cue").said == "Linked to “We stay,”."


def test_where_no_quote_is_it_goes() -> None:
    scene = scene_of(TEXT)
    put(scene, "cue", "fell")
    mended(scene, "orphan_cue")
    assert words(scene, "cue") == []


def test_what_has_changed_since_the_check_is_not_touched() -> None:
    scene = scene_of(TEXT)
    put(scene, "claim", "axes fel")
    (finding,) = findings(scene)
    scene.store.apply(edits.resize(scene.store.annotations[0], finding.span.__class__(28, 38)))
    outcome = mend(scene, finding)
    assert not outcome.change
    assert outcome.said == CHANGED


def test_names_that_were_tagged_meanwhile_are_not_tagged_twice() -> None:
    scene = scene_of(TEXT)
    for number in (1, 2):
        name_at(scene, number)
    (finding,) = findings(scene)
    scene.store.apply(mend(scene, finding).change)
    again = mend(scene, finding)
    assert not again.change
    assert again.said == CHANGED


def test_a_reporting_word_that_was_linked_meanwhile_is_not_taken_out() -> None:
    scene = scene_of(TEXT)
    quote = put(scene, "quote", "“We stay,”")
    cue = put(scene, "cue", "said")
    (finding,) = [one for one in findings(scene) if one.rule == "orphan_cue"]
    connect(scene, "cue", quote, cue)
    outcome = mend(scene, finding)
    assert not outcome.change
    assert outcome.said == CHANGED


def test_a_quote_that_got_a_speaker_meanwhile_keeps_it() -> None:
    scene = scene_of(TEXT)
    quote = put(scene, "quote", "“We stay,”")
    (finding,) = findings(scene)
    connect(scene, "speaker", quote, name_at(scene, 2))
    assert not mend(scene, finding).change


def test_words_that_stand_elsewhere_by_now_are_not_tagged() -> None:
    scene = scene_of(TEXT)
    for number in (1, 2):
        name_at(scene, number)
    (finding,) = findings(scene)
    other = scene_of("At last! " + TEXT)
    for number in (1, 2):
        name_at(other, number)
    outcome = mend(other, finding)
    assert not outcome.change
    assert outcome.said == CHANGED


@pytest.mark.parametrize("rule", ["cut_word", "no_speaker", "left_mentions"])
def test_a_mend_costs_no_more_in_a_layer_of_many(rule: str) -> None:
    def calls(many: int) -> int:
        scene = scene_of(TEXT + "Rain fell again. " * many)
        for number in (1, 2):
            name_at(scene, number)
        put(scene, "quote", "“We stay,”")
        put(scene, "claim", "axes fel")
        rows = [edits.new_annotation("claim", Span(len(TEXT) + 17 * n, len(TEXT) + 17 * n + 15)) for n in range(many)]
        scene.store.apply(edits.add(*rows))
        (finding,) = [one for one in findings(scene) if one.rule == rule]
        mend(scene, finding)
        with calls_counted() as counted:
            assert mend(scene, finding).change
        return counted.total()

    assert calls(2_000) < 1.5 * calls(200) + 200
