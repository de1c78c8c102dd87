"""Minutes of activity in a layer that its file does not have yet: they go there with the next save of changes."""

from __future__ import annotations

from collections.abc import Mapping

_UNIT = 6.0
"""Seconds: a tenth of a minute, the smallest part that is written."""


class PendingMinutes:
    """Seconds by day, handed over in tenths of minutes; what is less waits."""

    def __init__(self) -> None:
        self._seconds: dict[str, float] = {}

    def note(self, day: str, seconds: float) -> None:
        """Note that somebody was active.

        Args:
            day: ISO 8601.
            seconds: for how long.
        """
        self._seconds[day] = self._seconds.get(day, 0.0) + seconds

    @property
    def due(self) -> dict[str, float]:
        """Minutes by day, in tenths."""
        units = {day: int(seconds / _UNIT) for day, seconds in self._seconds.items()}
        return {day: number / 10 for day, number in units.items() if number}

    def written(self, minutes: Mapping[str, float]) -> None:
        """Take note that some are on the disk.

        Args:
            minutes: by day, as they were due.
        """
        for day, number in minutes.items():
            self._seconds[day] = max(0.0, self._seconds.get(day, 0.0) - number * 60)
