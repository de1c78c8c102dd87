"""Gold whose readings are gone comes back to be kept or removed, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation
from analyst_app.core.store import Change
from analyst_app.review.adrift import Adrift, annotations_of
from analyst_app.review.causes import cause_of
from analyst_app.review.decisions import Ruling
from analyst_app.review.replies import contested
from analyst_app.review.returned.return_to_sender import reply, returned
from tests.review.readings import layers, linked, spans
from tests.review.trial import BOTH, REJECT, TAKE_A, TAKE_B, Trial, content, store_of

QUOTE, NAME, CLAIM = ("quote", 16, 35), ("actor", 0, 10), ("claim", 41, 64)


def without(reading: Reading, *gone: str) -> Reading:
    kept = {one.id: one for one in reading.annotations if one.id not in gone}
    links = [link for link in reading.links if {link.from_id, link.to_id} <= kept.keys()]
    return Reading(reading.layer, list(kept.values()), links)


def deleted_since() -> Trial:
    """Alice's claim was taken; then she deleted it."""
    trial = Trial(spans("a", QUOTE, NAME, CLAIM), spans("b", ("quote", 17, 34), NAME))
    for place in trial.waiting():
        trial.decide(TAKE_A, place)
    trial.open(a=without(trial.a, "a2"))
    return trial


def adrift(trial: Trial) -> dict[int, Adrift]:
    return {place: one for place, one in enumerate(trial.review.differences) if isinstance(one, Adrift)}


def undo(trial: Trial) -> None:
    step, _ = trial.history.undo(lambda change: trial.gold.refusal(change) is None)
    trial.gold.apply(step.change.inverse())
    trial.review.heard(step.change.inverse())


def test_what_was_taken_and_deleted_since_waits_in_reading_order():
    trial = deleted_since()
    ((place, row),) = adrift(trial).items()
    assert trial.waiting() == [place]
    assert trial.states()[place] == "changed"
    assert [one.start for one in trial.review.differences] == [0, 16, 41]
    assert (row.tag, row.start, row.end, row.had) == ("claim", 41, 64, "A")
    assert [one.start for one in trial.review.gold_of(place)] == [41]
    assert cause_of(row, trial.text).label == "claim deleted in A since"


def test_what_is_kept_stays_in_gold_and_does_not_come_back():
    trial = deleted_since()
    before = trial.spans()
    trial.make(trial.review.keep(trial.waiting()))
    assert (trial.waiting(), trial.spans()) == ([], before)
    trial.open()
    assert trial.waiting() == []
    ((place, _),) = adrift(trial).items()
    assert (trial.states()[place], trial.review.decision(place).verdict) == ("settled", "own")


def test_what_is_removed_leaves_gold_with_its_reason_and_does_not_come_back():
    trial = deleted_since()
    trial.decide(REJECT)
    assert [one.tag for one in trial.gold.annotations] == ["actor", "quote"]
    assert trial.states() == ["agreed", "settled", "settled"]
    trial.open()
    assert adrift(trial) == {}
    assert trial.waiting() == []
    assert [one.reason for one in trial.decisions() if one.verdict == "reject"] == ["not a claim"]


@pytest.mark.parametrize("keeps", [True, False])
def test_undo_brings_it_back_into_the_queue_with_the_decision_that_stood(keeps):
    trial = deleted_since()
    held, decisions = list(trial.gold.annotations), trial.gold.entries("decisions")
    (place,) = trial.waiting()
    trial.make(trial.review.keep([place]) if keeps else trial.review.decide([place], REJECT))
    undo(trial)
    assert (list(trial.gold.annotations), trial.gold.entries("decisions")) == (held, decisions)
    assert trial.waiting() == [place]


@pytest.mark.parametrize("keeps", [True, False])
def test_one_that_comes_back_after_that_is_looked_at_again(keeps):
    trial = deleted_since()
    trial.make(trial.review.keep(trial.waiting()) if keeps else trial.review.decide(trial.waiting(), REJECT))
    whole = Reading("a", [*trial.a.annotations, Annotation("a2", *CLAIM)])
    trial.open(a=whole)
    assert adrift(trial) == {}
    assert len(trial.waiting()) == (0 if keeps else 1)  # kept: she says again what gold says


def test_what_both_shared_and_both_deleted_comes_back_too():
    trial = deleted_since()
    trial.make(trial.review.keep(trial.waiting()))
    trial.open(without(trial.a, "a1"), without(trial.b, "b1"))
    (place,) = trial.waiting()
    assert (adrift(trial)[place].tag, adrift(trial)[place].had) == ("actor", "AB")
    trial.decide(REJECT)
    trial.open()
    assert trial.waiting() == []


def test_what_undo_brings_back_into_gold_after_both_layers_lost_it_has_no_row():
    trial = deleted_since()
    trial.decide(REJECT)
    trial.open()
    quote = next(one for one in trial.gold.annotations if one.tag == "quote")
    assert not trial.review.lacks_row(Change((), (quote,)))
    step, _ = trial.history.undo(lambda change: trial.gold.refusal(change) is None)
    change = step.change.inverse()
    trial.make(change)
    assert trial.review.lacks_row(change)


def test_the_annotations_of_a_row_are_as_before_those_of_b():
    trial = Trial(spans("a", QUOTE), spans("b", ("quote", 17, 34)))
    assert [one.id for one in annotations_of(trial.review.differences[0])] == ["a0", "b0"]


def test_the_annotations_of_a_row_that_only_gold_has_are_golds():
    trial = deleted_since()
    ((_, row),) = adrift(trial).items()
    (claim,) = [one for one in trial.gold.annotations if one.tag == "claim"]
    assert annotations_of(row) == (claim,)


def test_links_stay_when_it_is_kept_and_come_back_when_a_removal_is_taken_back():
    trial = Trial(linked(spans("a", QUOTE, NAME), ("speaker", 0, 1)), spans("b"))
    for place in trial.waiting():
        trial.decide(TAKE_A, place)
    links = trial.links()
    assert links
    trial.open(a=spans("a"))
    trial.make(trial.review.keep(trial.waiting()))
    assert trial.links() == links
    trial.make(trial.review.decide(adrift(trial), REJECT))
    assert (trial.links(), trial.spans()) == (set(), [])
    for place in adrift(trial):
        trial.make(trial.review.reopen(place))
    assert trial.links() == links
    assert len(trial.waiting()) == 2


def test_what_one_decision_made_is_one_row():
    one, parts = ("claim", 41, 64), (("claim", 41, 50), ("claim", 51, 64))
    trial = Trial(spans("a", *parts), spans("b", one))
    trial.decide(TAKE_A)
    trial.open(spans("a"), spans("b"))
    ((place, row),) = adrift(trial).items()
    assert len(row.gold) == 2
    trial.decide(REJECT, place)
    assert trial.spans() == []


def test_of_both_that_were_taken_the_one_that_is_left_comes_back_with_the_one_that_is_gone():
    trial = Trial(spans("a", QUOTE), spans("b", ("quote", 17, 34)))
    trial.decide(BOTH)
    trial.open(a=spans("a"))
    assert adrift(trial) == {}
    assert trial.states() == ["changed"]
    trial.make(trial.review.keep([0]))
    assert len(trial.gold) == 2
    trial.open()
    assert trial.waiting() == []


def test_edges_of_what_only_gold_has_can_be_corrected():
    trial = deleted_since()
    (place,) = trial.waiting()
    (gold,) = trial.review.gold_of(place)
    trial.decide(Ruling("own", own=(gold._replace(end=60),)), place)
    assert trial.waiting() == []
    assert ("claim", 41, 60, (), "") in trial.spans()
    trial.open()
    assert trial.waiting() == []


def test_gold_made_with_another_colleague_is_not_taken_for_deleted():
    trial = deleted_since()
    trial.open(Reading("carol", []), spans("b", ("quote", 17, 34), NAME))
    assert adrift(trial) == {}


def test_the_colleague_is_told_that_it_was_kept_and_can_contest():
    trial = deleted_since()
    trial.make(trial.review.keep(trial.waiting()))
    own = store_of(trial.a)
    kept = next(one for one in returned(trial.gold, own, "a", trial.text) if one.decision.is_of_gone)
    assert kept.is_waiting
    own.apply(reply(kept, "a", "contest", "it is no claim"))
    again = next(one for one in returned(trial.gold, own, "a", trial.text) if one.decision.is_of_gone)
    trial.review.contested = contested(again.replies, "max")
    assert [trial.states()[place] for place in trial.waiting()] == ["contested"]


@given(
    layers("a"),
    layers("b"),
    st.lists(st.sampled_from((TAKE_A, TAKE_B, BOTH, REJECT)), min_size=20, max_size=20),
    st.data(),
)
def test_whatever_is_deleted_after_deciding_gold_is_never_left_out_of_the_queue(a, b, choices, data):
    trial = Trial(a, b)
    for place, choice in zip(trial.waiting(), choices, strict=False):
        if trial.review.state(place) == "open":
            trial.decide(choice, place)
    gone = [data.draw(st.sets(st.sampled_from([one.id for one in side.annotations] or [""]))) for side in (a, b)]
    trial.open(without(a, *gone[0]), without(b, *gone[1]))
    present = {f"{side.layer}:{one.id}" for side in (trial.a, trial.b) for one in side.annotations}
    shown = {one.id for place in trial.waiting() for one in trial.review.gold_of(place)}
    for one in trial.gold.annotations:
        assert set(dict(one.extra)["origins"]) & present or one.id in shown
    held = trial.spans()
    trial.make(trial.review.keep(list(trial.waiting())))
    # What somebody came to by herself may ask for the first time now: gold keeps that for another one.
    assert {trial.review.state(place) for place in trial.waiting()} <= {"open"}
    trial.make(trial.review.keep(list(trial.waiting())))
    assert trial.waiting() == []
    trial.open()
    assert trial.waiting() == []
    assert set(held) <= set(trial.spans())
    trial.make(trial.review.decide(range(len(trial.review.differences)), TAKE_A))
    trial.open()
    assert trial.spans() == content(trial.a)


def test_what_both_shared_and_is_kept_beside_another_is_not_asked_about_twice():
    kind = {"kind": "x"}
    a = spans("a", ("claim", 10, 22, kind), ("claim", 32, 34, kind), ("claim", 33, 34, kind))
    trial = Trial(a, spans("b", ("claim", 21, 33, kind), ("claim", 32, 34, kind)))
    while trial.waiting():
        trial.decide(TAKE_A)
    trial.open(a=without(a, "a0"))
    assert trial.states() == ["changed", "settled"]  # a1 stands against b0 now, a2 against b1
    held = trial.spans()
    trial.make(trial.review.keep(trial.waiting()))
    assert trial.waiting() == []
    trial.open()
    assert trial.waiting() == []
    assert trial.spans() == held


def kept_after(a, b, choices, gone_a, gone_b):
    """What gold had before and after all that waits was kept; nothing may wait then, here or opened anew."""
    trial = Trial(spans("a", *a), spans("b", *b))
    for place, choice in choices:
        trial.decide(choice, place)
    trial.open(without(trial.a, *gone_a), without(trial.b, *gone_b))
    before = trial.spans()
    trial.make(trial.review.keep(trial.waiting()))
    assert trial.waiting() == []
    trial.open()
    assert trial.waiting() == []
    return before, trial.spans()


def test_kept_is_what_all_decisions_about_a_row_made():
    x, y = {"kind": "x"}, {"kind": "y"}
    a = [("claim", 1, 9, y), ("claim", 8, 12), ("claim", 1, 12)]
    b = [("claim", 3, 5, x), ("claim", 5, 12, y), ("claim", 11, 12, y), ("claim", 1, 12)]
    before, after = kept_after(a, b, [(1, REJECT), (2, BOTH)], ["a1"], [])
    assert after == before


def test_what_a_layer_still_has_a_part_of_is_no_matter_of_the_row_of_what_is_gone():
    x, y = {"kind": "x"}, {"kind": "y"}
    a = [("quote", 0, 2), ("quote", 9, 12, x), ("quote", 2, 12, y), ("claim", 11, 12), ("quote", 8, 12, y)]
    b = [("claim", 4, 6), ("quote", 5, 12, x), ("quote", 6, 12, x)]
    choices = [(0, TAKE_B), (1, TAKE_A), (2, TAKE_A), (3, REJECT), (4, REJECT)]
    before, after = kept_after(a, b, choices, ["a0", "a1"], ["b1"])
    assert after == before


def test_what_was_made_of_one_annotation_is_one_row_and_kept_as_a_whole():
    y = {"kind": "y"}
    a = [("actor", 6, 12), ("actor", 8, 12, y), ("quote", 0, 12)]
    b = [("actor", 2, 12), ("quote", 9, 12, {"kind": "x"}), ("quote", 11, 12, {"kind": "x"})]
    b += [("quote", 9, 12), ("claim", 1, 4, y), ("actor", 8, 12, y)]
    before, after = kept_after(a, b, [(0, TAKE_B), (1, TAKE_A), (2, TAKE_B)], ["a2"], ["b0", "b1", "b2"])
    assert after == before
