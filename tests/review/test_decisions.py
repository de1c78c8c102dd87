"""A decision by itself; what makes one, and what becomes of it, is in test_adjudicate."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from analyst_app.core.annotation import Entry, pairs
from analyst_app.core.store import Change
from analyst_app.review.decisions import Decision
from tests.review.readings import spans
from tests.review.trial import TAKE_A, TAKE_B, Trial


def test_a_decision_is_a_value_that_nothing_changes_in_place() -> None:
    decision = Decision("d", "max", "reject", (), reason="too wide")
    with pytest.raises(FrozenInstanceError):
        decision.reason = "too narrow"  # type: ignore[misc]
    assert {decision, replace(decision)} == {decision}
    assert replace(decision, reason="too narrow") != decision


def test_what_a_newer_version_wrote_into_a_decision_stays_when_it_is_commented_on() -> None:
    """The contract of sidecars: keys that a version does not know are kept where it writes the record again."""
    trial = Trial(spans("a", ("quote", 16, 35)), spans("b", ("quote", 17, 34)))
    trial.decide(TAKE_A)
    (entry,) = trial.gold.entries("decisions")
    newer = Entry(entry.id, "decisions", pairs({**dict(entry.body), "weight": 3}), entry.created, entry.modified)
    trial.make(Change((entry,), (newer,)))
    trial.make(trial.review.discuss(0, "by the rule of May"))
    (kept,) = trial.gold.entries("decisions")
    assert (dict(kept.body)["weight"], dict(kept.body)["comment"]) == (3, "by the rule of May")
    trial.decide(TAKE_B, 0)  # another decision: nobody knows whether it holds for that
    (anew,) = trial.gold.entries("decisions")
    assert "weight" not in dict(anew.body)
