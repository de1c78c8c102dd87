"""A decision by itself; what makes one, and what becomes of it, is in test_adjudicate."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from analyst_app.review.decisions import Decision


def test_a_decision_is_a_value_that_nothing_changes_in_place() -> None:
    decision = Decision("d", "max", "reject", (), reason="too wide")
    with pytest.raises(FrozenInstanceError):
        decision.reason = "too narrow"  # type: ignore[misc]
    assert {decision, replace(decision)} == {decision}
    assert replace(decision, reason="too narrow") != decision
