"""A decision by itself; what makes one, and what becomes of it, is in test_adjudicate."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from analyst_app.core.annotation import Entry, pairs
from analyst_app.core.store import Change
from analyst_app.review.decisions import GONE, Decision
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


HAD, LOST = "1f0c", GONE


@pytest.mark.parametrize(
    ("verdict", "origins", "is_doubtful"),
    [
        ("reject", [("alice", HAD)], True),  # 2 where Bob had nothing
        ("take", [("alice", HAD)], True),  # settled alike with others, in which Alice had nothing
        ("take", [("bob", HAD), ("bob", HAD)], True),
        ("reject", [("alice", LOST), ("bob", LOST)], True),  # 2 on what only gold had: 0.1.0 asked nothing
        ("reject", [("alice", HAD), ("bob", LOST)], True),  # Bob's was gone: only Alice had something
        ("reject", [("alice", HAD), ("bob", HAD)], False),  # R on what both had
        ("take", [("alice", HAD), ("bob", HAD)], False),
        ("own", [("alice", HAD)], False),
    ],
)
def test_a_reason_of_version_0_1_is_doubtful_where_at_most_one_side_had_something(
    verdict: str, origins: list[tuple[str, str]], is_doubtful: bool
) -> None:
    told = [
        {"ref": f"{layer}:{number}", "digest": digest, "tag": "claim", "start": 0, "end": 9}
        for number, (layer, digest) in enumerate(origins)
    ]
    body = {"by": "max", "verdict": verdict, "origins": told, "taken": [], "reason": "not a claim", "round": 1}
    old = Decision.from_entry(Entry("d", "decisions", pairs(body), "2026-11-24T16:00:07Z", "2026-11-24T16:00:07Z"))
    assert old is not None
    assert old.is_reason_doubtful is is_doubtful
    assert not replace(old, is_reason_given=True).is_reason_doubtful
    assert not replace(old, reason="").is_reason_doubtful
