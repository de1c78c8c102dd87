"""Tells when a layer loses much at once: in one step, or little by little within a minute.

Deleting is an ordinary edit and can be undone. But a slip that takes a large
part of a layer away (all selected, then Delete; a colleague's script) is often
noticed only after the window was closed. So before it is written the layer as
it was is kept whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

_Whole = TypeVar("_Whole")

FEWEST = 20
"""Records that must go before it is much."""
_SHARE = 5
"""One part in so many is much: more than a fifth."""
_WINDOW = 60.0
"""Seconds within which losses count as one."""


class GreatLosses(Generic[_Whole]):
    """The losses of a layer in the last minute, with the layer as it was before each."""

    def __init__(self) -> None:
        self._gone: dict[str, float] = {}
        """By id of what is gone: when it went, seconds of a monotonic clock. The oldest first."""
        self._before: dict[float, tuple[_Whole, int]] = {}
        """By time: the layer as it was then, and how much it held."""

    def before(
        self, gone: Iterable[str], came: Iterable[str], *, whole: _Whole, size: int, now: float
    ) -> _Whole | None:
        """The layer as it was before much of it went, if with this step much goes; None otherwise.

        What is told once is counted anew from then on.

        Args:
            gone: ids that the step takes away.
            came: ids that it brings; what comes back was not lost.
            whole: the layer as it was before the step.
            size: number of records that ``whole`` holds.
            now: seconds of a monotonic clock.
        """
        for record_id in came:
            self._gone.pop(record_id, None)
        self._gone = {record_id: when for record_id, when in self._gone.items() if now - when <= _WINDOW}
        for record_id in gone:
            if record_id not in self._gone:
                self._gone[record_id] = now
                self._before.setdefault(now, (whole, size))
        counted = set(self._gone.values())
        self._before = {when: held for when, held in self._before.items() if when in counted}
        if len(self._gone) < FEWEST:
            return None
        first, held = self._before[min(self._before)]
        if _SHARE * len(self._gone) <= held:
            return None
        self._gone, self._before = {}, {}
        return first
