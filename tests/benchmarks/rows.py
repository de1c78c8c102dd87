"""What a benchmark says: one row an operation, a ratio against a bare yardstick where there is one."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """One measured figure."""

    operation: str
    measured: float
    goal: float
    """At most this much (at least, if ``at_least``); ``math.inf``: nothing was promised."""
    unit: str = "×"
    at_least: bool = False

    @property
    def is_met(self) -> bool:
        return self.measured >= self.goal if self.at_least else self.measured <= self.goal
