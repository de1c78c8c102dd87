"""Gold that was settled between two, and a third reader: two decisions are about one annotation."""

from __future__ import annotations

import pytest

from analyst_app.review.decisions import Ruling
from analyst_app.review.returned.return_to_sender import returned
from tests.review.readings import linked, spans
from tests.review.trial import BOTH, REJECT, TAKE_A, TAKE_B, Trial, store_of

ALICE, BOB = ("quote", 16, 35), ("quote", 17, 34)
CLAIM = ("claim", 41, 64)
TAKE_C = Ruling("take", ("c",))


def settled(choice, *, alice=(ALICE,), bob=(BOB,)) -> Trial:
    """Alice's (a) and Bob's (b) reading, everything decided in one way."""
    trial = Trial(spans("a", *alice), spans("b", *bob))
    while trial.waiting():
        trial.decide(choice)
    return trial


def with_carl(trial: Trial, *items: tuple) -> Trial:
    """Alice's reading against Carl's (c) in the same gold."""
    return Trial(trial.a, spans("c", *items), gold=trial.gold)


@pytest.mark.parametrize("choice", [TAKE_A, TAKE_B, BOTH])
def test_a_third_reading_that_says_what_gold_says_asks_nothing(choice):
    trial = settled(choice)
    gold = trial.spans()[-1]
    assert with_carl(trial, gold[:3]).waiting() == []


def test_another_third_reading_waits_once_and_its_decision_is_about_all_three():
    trial = settled(TAKE_B)
    carl = with_carl(trial, ("quote", 16, 34))
    assert len(carl.waiting()) == 1
    carl.decide(TAKE_A)
    (decision,) = carl.decisions()
    assert sorted(origin.layer for origin in decision.origins) == ["a", "b", "c"]
    assert [one[1:3] for one in trial.spans()] == [(16, 35)]
    assert carl.waiting() == []
    trial.open()
    assert trial.waiting() == []  # no to and fro between the two reviews
    (hers,) = returned(trial.gold, store_of(trial.b), "b", trial.text)
    assert hers.is_waiting  # Bob's reading was gold, and is no longer: he hears of it


def test_what_gold_has_for_bob_alone_stays_when_alice_and_carl_are_decided():
    trial = settled(BOTH)
    carl = with_carl(trial, ("quote", 16, 33))
    carl.decide(REJECT)
    assert [one[1:3] for one in trial.spans()] == [(17, 34)]
    verdicts = {tuple(o.layer for o in one.origins): one.verdict for one in carl.decisions()}
    assert verdicts == {("a", "c"): "reject", ("b",): "both"}
    trial.open()
    assert trial.waiting() == []


def test_what_gold_has_from_bob_is_not_asked_again_when_carl_has_it_too():
    trial = settled(TAKE_B, bob=(BOB, CLAIM))
    carl = with_carl(trial, ("quote", 17, 34), CLAIM)
    assert (carl.waiting(), carl.states()) == ([], ["settled", "agreed"])


def test_a_third_reader_who_agrees_with_the_rejected_reading_is_heard_once():
    trial = settled(TAKE_B)
    carl = with_carl(trial, ALICE)
    assert carl.states() == ["changed"]
    carl.decide(TAKE_C)
    assert (carl.waiting(), [one[1:3] for one in trial.spans()]) == ([], [(16, 35)])
    trial.open()
    assert trial.waiting() == []


def test_taking_the_decision_about_three_back_opens_both_reviews():
    trial = settled(TAKE_B)
    carl = with_carl(trial, ("quote", 16, 34))
    carl.decide(TAKE_C)
    carl.make(carl.review.reopen(0))
    assert (carl.states(), trial.spans()) == (["open"], [])
    trial.open()
    assert trial.states() == ["open"]


def test_links_of_all_three_lead_to_what_gold_has_for_them():
    alice = linked(spans("a", ALICE, ("actor", 0, 10)), ("speaker", 0, 1))
    bob = linked(spans("b", BOB, ("actor", 0, 10)), ("speaker", 0, 1))
    trial = Trial(alice, bob)
    trial.decide(TAKE_B)
    carl = Trial(alice, linked(spans("c", ("quote", 16, 34), ("actor", 0, 10)), ("speaker", 0, 1)), gold=trial.gold)
    carl.decide(TAKE_C)
    assert carl.waiting() == []
    assert carl.links() == {("speaker", ("quote", 16, 34), ("actor", 0, 10))}
    trial.open()
    assert trial.waiting() == []
