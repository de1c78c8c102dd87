"""What a benchmark says: one row an operation, a ratio against a bare yardstick where there is one."""

from __future__ import annotations

import math
from typing import NamedTuple


class Row(NamedTuple):
    """One measured figure."""

    operation: str
    measured: float
    """The median, where it was measured more than once."""
    goal: float
    """At most this much (at least, if ``at_least``); ``math.inf``: nothing was promised."""
    unit: str = "×"
    at_least: bool = False
    low: float = math.nan
    """The lowest of what was measured; not a number: it was measured once."""
    high: float = math.nan
    why: str = ""
    """Why the goal is missed where it is, and what the floor would be: from a profile."""

    @property
    def is_met(self) -> bool:
        return self.measured >= self.goal if self.at_least else self.measured <= self.goal
