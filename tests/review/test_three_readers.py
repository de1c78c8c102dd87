"""Gold that was settled between two, and a third reader: two decisions are about one annotation."""

from __future__ import annotations

import pytest

from analyst_app.review.return_to_sender import returned
from analyst_app.review.settling import Choice
from tests.review.desk import BOTH, REJECT, TAKE_A, TAKE_B, Desk, store_of
from tests.review.readings import linked, spans

ALICE, BOB = ("quote", 16, 35), ("quote", 17, 34)
CLAIM = ("claim", 41, 64)
TAKE_C = Choice("take", ("c",))


def settled(choice, *, alice=(ALICE,), bob=(BOB,)) -> Desk:
    """Alice's (a) and Bob's (b) reading, everything decided in one way."""
    desk = Desk(spans("a", *alice), spans("b", *bob))
    while desk.waiting():
        desk.decide(choice)
    return desk


def with_carl(desk: Desk, *items: tuple) -> Desk:
    """Alice's reading against Carl's (c) in the same gold."""
    return Desk(desk.a, spans("c", *items), gold=desk.gold)


@pytest.mark.parametrize("choice", [TAKE_A, TAKE_B, BOTH])
def test_a_third_reading_that_says_what_gold_says_asks_nothing(choice):
    desk = settled(choice)
    gold = desk.spans()[-1]
    assert with_carl(desk, gold[:3]).waiting() == []


def test_another_third_reading_waits_once_and_its_decision_is_about_all_three():
    desk = settled(TAKE_B)
    carl = with_carl(desk, ("quote", 16, 34))
    assert len(carl.waiting()) == 1
    carl.decide(TAKE_A)
    (decision,) = carl.review.decisions()
    assert sorted(origin.layer for origin in decision.origins) == ["a", "b", "c"]
    assert [one[1:3] for one in desk.spans()] == [(16, 35)]
    assert carl.waiting() == []
    desk.open()
    assert desk.waiting() == []  # no to and fro between the two reviews
    (hers,) = returned(desk.gold, store_of(desk.b), "b", desk.text)
    assert hers.is_waiting  # Bob's reading was gold, and is no longer: he hears of it


def test_what_gold_has_for_bob_alone_stays_when_alice_and_carl_are_decided():
    desk = settled(BOTH)
    carl = with_carl(desk, ("quote", 16, 33))
    carl.decide(REJECT)
    assert [one[1:3] for one in desk.spans()] == [(17, 34)]
    verdicts = {tuple(o.layer for o in one.origins): one.verdict for one in carl.review.decisions()}
    assert verdicts == {("a", "c"): "reject", ("b",): "both"}
    desk.open()
    assert desk.waiting() == []


def test_what_gold_has_from_bob_is_not_asked_again_when_carl_has_it_too():
    desk = settled(TAKE_B, bob=(BOB, CLAIM))
    carl = with_carl(desk, ("quote", 17, 34), CLAIM)
    assert (carl.waiting(), carl.states()) == ([], ["settled", "agreed"])


def test_a_third_reader_who_agrees_with_the_rejected_reading_is_heard_once():
    desk = settled(TAKE_B)
    carl = with_carl(desk, ALICE)
    assert carl.states() == ["changed"]
    carl.decide(TAKE_C)
    assert (carl.waiting(), [one[1:3] for one in desk.spans()]) == ([], [(16, 35)])
    desk.open()
    assert desk.waiting() == []


def test_taking_the_decision_about_three_back_opens_both_reviews():
    desk = settled(TAKE_B)
    carl = with_carl(desk, ("quote", 16, 34))
    carl.decide(TAKE_C)
    carl.make(carl.review.reopen(0))
    assert (carl.states(), desk.spans()) == (["open"], [])
    desk.open()
    assert desk.states() == ["open"]


def test_links_of_all_three_lead_to_what_gold_has_for_them():
    alice = linked(spans("a", ALICE, ("actor", 0, 10)), ("speaker", 0, 1))
    bob = linked(spans("b", BOB, ("actor", 0, 10)), ("speaker", 0, 1))
    desk = Desk(alice, bob)
    desk.decide(TAKE_B)
    carl = Desk(alice, linked(spans("c", ("quote", 16, 34), ("actor", 0, 10)), ("speaker", 0, 1)), gold=desk.gold)
    carl.decide(TAKE_C)
    assert carl.waiting() == []
    assert carl.links() == {("speaker", ("quote", 16, 34), ("actor", 0, 10))}
    desk.open()
    assert desk.waiting() == []
