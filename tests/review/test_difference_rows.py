"""The rows of a review by themselves; how they follow a long review is in test_review_board."""

from __future__ import annotations

from analyst_app.review.difference_rows import Rows
from tests.review.readings import spans
from tests.review.trial import BOTH, TAKE_A, Trial

CLAIM, QUOTE, NAME = ("claim", 41, 64), ("quote", 16, 35), ("actor", 0, 10)


def test_agreed_are_the_annotations_of_both_layers_that_say_the_same() -> None:
    trial = Trial(spans("a", NAME, QUOTE), spans("b", NAME, ("quote", 17, 34)))
    assert Rows(trial.review).agreed_ids() == {"a0", "b0"}


def test_agreed_stay_those_that_gold_has_got() -> None:
    trial = Trial(spans("a", NAME, QUOTE), spans("b", NAME, ("quote", 17, 34)))
    trial.decide(TAKE_A)
    assert Rows(trial.review).agreed_ids() == {"a0", "b0"}


def test_agreed_is_also_what_says_what_gold_says_already() -> None:
    trial = Trial(spans("a", CLAIM), spans("b", CLAIM, CLAIM))
    rows = Rows(trial.review)
    assert rows.agreed_ids() == {"a0", "b0"}
    for place in trial.decide(BOTH, 0):  # now a0 and b0 are decided, and b1 says what gold says
        rows.renew(place)
    assert rows.agreed_ids() == {"b1"}


def test_a_decided_row_is_counted_still_and_waits_no_longer() -> None:
    trial = Trial(spans("a", NAME, QUOTE, CLAIM), spans("b"))
    rows = Rows(trial.review)
    assert (rows.total, rows.counts(), rows.waiting) == (3, {"only_a": (3, 3)}, {0, 1, 2})
    trial.decide(TAKE_A, 0)
    assert rows.renew(0)
    assert (rows.total, rows.counts(), rows.waiting) == (3, {"only_a": (3, 2)}, {1, 2})
    assert not rows.renew(0)
    assert (rows.total, rows.counts(), rows.waiting) == (3, {"only_a": (3, 2)}, {1, 2})


def test_a_row_that_comes_back_waits_again() -> None:
    trial = Trial(spans("a", NAME, QUOTE), spans("b"))
    rows = Rows(trial.review)
    trial.decide(TAKE_A, 0)
    rows.renew(0)
    trial.make(trial.review.reopen(0))
    rows.renew(0)
    assert (rows.total, rows.counts(), rows.waiting) == (2, {"only_a": (2, 2)}, {0, 1})
