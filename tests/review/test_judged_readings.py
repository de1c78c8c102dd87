"""Who spoke about a place: also who is not compared now."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.review.judged_readings import JudgedReading
from tests.review.readings import spans
from tests.review.test_three_readers import ALICE, BOB, settled, with_carl
from tests.review.trial import TAKE_A, TAKE_B, Trial

HERS, HIS = Span(*ALICE[1:]), Span(*BOB[1:])


def judged(trial: Trial, place: int = 0) -> set[JudgedReading]:
    return set(trial.review.judged_readings(place))


def test_before_anything_is_decided_nobody_was_judged():
    assert judged(Trial(spans("a", ALICE), spans("b", BOB))) == set()


def test_both_sides_of_a_decision_were_heard_and_one_is_taken():
    trial = settled(TAKE_B)
    assert judged(trial) == {
        JudgedReading("a", "quote", HERS, is_taken=False, is_gone=False),
        JudgedReading("b", "quote", HIS, is_taken=True, is_gone=False),
    }


def test_in_a_third_readers_review_the_one_who_is_not_compared_was_heard_too():
    carl = with_carl(settled(TAKE_B), ("quote", 16, 34))
    assert {one.layer: one.is_taken for one in judged(carl)} == {"a": False, "b": True}
    carl.decide(TAKE_A)
    assert {one.layer: one.is_taken for one in judged(carl)} == {"a": True, "b": False, "c": False}


def test_words_of_another_text_are_not_told():
    trial = settled(TAKE_A)
    longer = Trial(trial.a, spans("b", BOB), text=f"{trial.text}More.\n", gold=trial.gold)
    assert [one.span for one in longer.review.judged_readings(0)] == [None, None]
