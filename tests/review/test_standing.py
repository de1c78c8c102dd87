"""The changes that layers went through since gold took from them; what comes back for them is in test_adjudicate."""

from __future__ import annotations

import pytest

from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation
from tests.review.readings import spans
from tests.review.trial import TAKE_A, TAKE_B, Trial

WIDE, NARROW, NAME = ("quote", 16, 35), ("quote", 17, 34), ("actor", 0, 10)


def decided() -> Trial:
    """A quote of which A's reading was taken, and an actor that both have."""
    trial = Trial(spans("a", WIDE, NAME), spans("b", NARROW, NAME))
    trial.decide(TAKE_A)
    return trial


def at(trial: Trial, start: int) -> int:
    """The place of the row that begins there."""
    return next(place for place, row in enumerate(trial.review.differences) if row.start == start)


def test_of_layers_that_stay_as_they_were_judged_there_is_nothing_to_tell() -> None:
    trial = decided()
    trial.open()
    assert [trial.review.since(place) for place in range(2)] == [{}, {}]


def test_of_what_nobody_decided_there_is_nothing_to_tell() -> None:
    trial = Trial(spans("a", WIDE), spans("b", NARROW))
    assert trial.review.since(0) == {}


@pytest.mark.parametrize("side", ["A", "B"])
def test_the_side_that_changed_a_judged_reading_is_named(side: str) -> None:
    trial = decided()
    if side == "A":
        trial.open(a=spans("a", ("quote", 15, 35), NAME))
    else:
        trial.open(b=spans("b", ("quote", 18, 34), NAME))
    assert trial.review.since(at(trial, 15 if side == "A" else 16)) == {side: "changed"}


@pytest.mark.parametrize("side", ["A", "B"])
def test_the_side_that_deleted_a_judged_reading_is_named(side: str) -> None:
    trial = decided()
    kept = [Annotation(f"{side.lower()}1", *NAME)]
    trial.open(**{side.lower(): Reading(side.lower(), kept)})
    assert trial.review.since(at(trial, 17 if side == "A" else 16)) == {side: "deleted"}


def test_a_reading_that_came_to_stand_against_a_judged_one_was_added() -> None:
    trial = Trial(spans("a", WIDE), spans("b"))
    trial.decide(TAKE_A)
    trial.open(b=spans("b", NARROW))
    assert trial.review.since(0) == {"B": "added"}


def test_what_both_shared_and_one_moved_since_is_changed_on_her_side() -> None:
    trial = decided()
    trial.open(b=spans("b", NARROW, ("actor", 4, 10)))
    assert trial.review.since(at(trial, 0)) == {"B": "changed"}


@pytest.mark.parametrize(("ruling", "had"), [(TAKE_A, "A"), (TAKE_B, "B")])
def test_of_what_only_gold_has_the_sides_that_had_it_deleted_it(ruling, had: str) -> None:
    claim = ("claim", 41, 64)
    trial = Trial(spans("a", *([claim] if had == "A" else [])), spans("b", *([claim] if had == "B" else [])))
    trial.decide(ruling)
    trial.open(spans("a"), spans("b"))
    assert trial.review.since(0) == {had: "deleted"}


def test_what_both_had_and_only_gold_has_was_deleted_in_both() -> None:
    trial = decided()
    trial.open(spans("a", WIDE), spans("b", NARROW))
    assert trial.review.since(at(trial, 0)) == {"A": "deleted", "B": "deleted"}
