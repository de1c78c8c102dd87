"""Gold whose readings are gone comes back to be kept or removed, and nothing else does."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation
from analyst_app.review.adrift import Adrift
from analyst_app.review.causes import cause_of
from analyst_app.review.replies import contested
from analyst_app.review.return_to_sender import reply, returned
from analyst_app.review.settling import Choice
from tests.review.desk import BOTH, REJECT, TAKE_A, TAKE_B, Desk, content, store_of
from tests.review.readings import layers, linked, spans

QUOTE, NAME, CLAIM = ("quote", 16, 35), ("actor", 0, 10), ("claim", 41, 64)


def without(reading: Reading, *gone: str) -> Reading:
    kept = {one.id: one for one in reading.annotations if one.id not in gone}
    links = [link for link in reading.links if {link.from_id, link.to_id} <= kept.keys()]
    return Reading(reading.layer, list(kept.values()), links)


def deleted_since() -> Desk:
    """Alice's claim was taken; then she deleted it."""
    desk = Desk(spans("a", QUOTE, NAME, CLAIM), spans("b", ("quote", 17, 34), NAME))
    for place in desk.waiting():
        desk.decide(TAKE_A, place)
    desk.open(a=without(desk.a, "a2"))
    return desk


def adrift(desk: Desk) -> dict[int, Adrift]:
    return {place: one for place, one in enumerate(desk.review.differences) if isinstance(one, Adrift)}


def undo(desk: Desk) -> None:
    step, _ = desk.history.undo(lambda change: desk.gold.refusal(change) is None)
    desk.gold.apply(step.change.inverse())
    desk.review.heard(step.change.inverse())


def test_what_was_taken_and_deleted_since_waits_in_reading_order():
    desk = deleted_since()
    ((place, row),) = adrift(desk).items()
    assert desk.waiting() == [place]
    assert desk.states()[place] == "changed"
    assert [one.start for one in desk.review.differences] == [0, 16, 41]
    assert (row.tag, row.start, row.end, row.had) == ("claim", 41, 64, "A")
    assert [one.start for one in desk.review.gold_of(place)] == [41]
    assert cause_of(row, desk.text).label == "claim deleted in A since"


def test_what_is_kept_stays_in_gold_and_does_not_come_back():
    desk = deleted_since()
    before = desk.spans()
    desk.make(desk.review.keep(desk.waiting(), "not a claim"))
    assert (desk.waiting(), desk.spans()) == ([], before)
    desk.open()
    assert desk.waiting() == []
    ((place, _),) = adrift(desk).items()
    assert (desk.states()[place], desk.review.decision(place).verdict) == ("settled", "own")


def test_what_is_removed_leaves_gold_with_its_reason_and_does_not_come_back():
    desk = deleted_since()
    desk.decide(REJECT)
    assert [one.tag for one in desk.gold.annotations] == ["actor", "quote"]
    assert desk.states() == ["agreed", "settled", "settled"]
    desk.open()
    assert adrift(desk) == {}
    assert desk.waiting() == []
    assert [one.reason for one in desk.review.decisions() if one.verdict == "reject"] == ["not a claim"]


@pytest.mark.parametrize("keeps", [True, False])
def test_undo_brings_it_back_into_the_queue_with_the_decision_that_stood(keeps):
    desk = deleted_since()
    held, decisions = list(desk.gold.annotations), desk.gold.entries("decisions")
    (place,) = desk.waiting()
    desk.make(desk.review.keep([place], "") if keeps else desk.review.decide([place], REJECT))
    undo(desk)
    assert (list(desk.gold.annotations), desk.gold.entries("decisions")) == (held, decisions)
    assert desk.waiting() == [place]


@pytest.mark.parametrize("keeps", [True, False])
def test_one_that_comes_back_after_that_is_looked_at_again(keeps):
    desk = deleted_since()
    desk.make(desk.review.keep(desk.waiting(), "") if keeps else desk.review.decide(desk.waiting(), REJECT))
    whole = Reading("a", [*desk.a.annotations, Annotation("a2", *CLAIM)])
    desk.open(a=whole)
    assert adrift(desk) == {}
    assert len(desk.waiting()) == (0 if keeps else 1)  # kept: she says again what gold says


def test_what_both_shared_and_both_deleted_comes_back_too():
    desk = deleted_since()
    desk.make(desk.review.keep(desk.waiting(), ""))
    desk.open(without(desk.a, "a1"), without(desk.b, "b1"))
    (place,) = desk.waiting()
    assert (adrift(desk)[place].tag, adrift(desk)[place].had) == ("actor", "AB")
    desk.decide(REJECT)
    desk.open()
    assert desk.waiting() == []


def test_links_stay_when_it_is_kept_and_come_back_when_a_removal_is_taken_back():
    desk = Desk(linked(spans("a", QUOTE, NAME), ("speaker", 0, 1)), spans("b"))
    for place in desk.waiting():
        desk.decide(TAKE_A, place)
    links = desk.links()
    assert links
    desk.open(a=spans("a"))
    desk.make(desk.review.keep(desk.waiting(), ""))
    assert desk.links() == links
    desk.make(desk.review.decide(adrift(desk), REJECT))
    assert (desk.links(), desk.spans()) == (set(), [])
    for place in adrift(desk):
        desk.make(desk.review.reopen(place))
    assert desk.links() == links
    assert len(desk.waiting()) == 2


def test_what_one_decision_made_is_one_row():
    one, parts = ("claim", 41, 64), (("claim", 41, 50), ("claim", 51, 64))
    desk = Desk(spans("a", *parts), spans("b", one))
    desk.decide(TAKE_A)
    desk.open(spans("a"), spans("b"))
    ((place, row),) = adrift(desk).items()
    assert len(row.gold) == 2
    desk.decide(REJECT, place)
    assert desk.spans() == []


def test_of_both_that_were_taken_the_one_that_is_left_comes_back_with_the_one_that_is_gone():
    desk = Desk(spans("a", QUOTE), spans("b", ("quote", 17, 34)))
    desk.decide(BOTH)
    desk.open(a=spans("a"))
    assert adrift(desk) == {}
    assert desk.states() == ["changed"]
    desk.make(desk.review.keep([0], ""))
    assert len(desk.gold) == 2
    desk.open()
    assert desk.waiting() == []


def test_edges_of_what_only_gold_has_can_be_corrected():
    desk = deleted_since()
    (place,) = desk.waiting()
    (gold,) = desk.review.gold_of(place)
    desk.decide(Choice("own", own=(gold._replace(end=60),)), place)
    assert desk.waiting() == []
    assert ("claim", 41, 60, (), "") in desk.spans()
    desk.open()
    assert desk.waiting() == []


def test_gold_made_with_another_colleague_is_not_taken_for_deleted():
    desk = deleted_since()
    desk.open(Reading("carol", []), spans("b", ("quote", 17, 34), NAME))
    assert adrift(desk) == {}


def test_the_colleague_is_told_that_it_was_kept_and_can_contest():
    desk = deleted_since()
    desk.make(desk.review.keep(desk.waiting(), ""))
    own = store_of(desk.a)
    kept = next(one for one in returned(desk.gold, own, "a", desk.text) if one.decision.is_of_gone)
    assert kept.is_waiting
    own.apply(reply(kept, "a", "contest", "it is no claim"))
    again = next(one for one in returned(desk.gold, own, "a", desk.text) if one.decision.is_of_gone)
    desk.review.contested = contested(again.replies)
    assert [desk.states()[place] for place in desk.waiting()] == ["contested"]


@given(
    layers("a"),
    layers("b"),
    st.lists(st.sampled_from((TAKE_A, TAKE_B, BOTH, REJECT)), min_size=20, max_size=20),
    st.data(),
)
def test_whatever_is_deleted_after_deciding_gold_is_never_left_out_of_the_queue(a, b, choices, data):
    desk = Desk(a, b)
    for place, choice in zip(desk.waiting(), choices, strict=False):
        if desk.review.state(place) == "open":
            desk.decide(choice, place)
    gone = [data.draw(st.sets(st.sampled_from([one.id for one in side.annotations] or [""]))) for side in (a, b)]
    desk.open(without(a, *gone[0]), without(b, *gone[1]))
    present = {f"{side.layer}:{one.id}" for side in (desk.a, desk.b) for one in side.annotations}
    shown = {one.id for place in desk.waiting() for one in desk.review.gold_of(place)}
    for one in desk.gold.annotations:
        assert set(dict(one.extra)["origins"]) & present or one.id in shown
    rows = list(desk.waiting())
    desk.make(desk.review.keep(rows, "no"))
    assert desk.waiting() == []
    desk.open()
    assert desk.waiting() == []
    desk.make(desk.review.decide(range(len(desk.review.differences)), TAKE_A))
    desk.open()
    assert desk.spans() == content(desk.a)
