"""The way of a colleague through the decisions that came back to her: those that ask her something, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyst_app.review.return_to_sender import Returned


class ReturnedCourse:
    """The decisions that change something or about which something was said, in reading order; one is looked at."""

    def __init__(self) -> None:
        self.items: list[Returned] = []
        """All but those that leave everything as she had it."""
        self.left_as_hers = 0
        """Number of the decisions that leave everything as she had it."""
        self._place = 0

    @property
    def current(self) -> Returned | None:
        """The decision that is looked at; None if there is none."""
        return self.items[self._place] if self.items else None

    @property
    def number(self) -> int:
        """Number of the decision that is looked at, from 1; 0 if there is none."""
        return self._place + 1 if self.items else 0

    @property
    def waiting(self) -> int:
        """Number of decisions that wait for her answer."""
        return sum(one.is_waiting for one in self.items)

    def renew(self, found: Sequence[Returned], *, goes_on: bool) -> None:
        """Take in the decisions as they are now.

        Args:
            found: all of them, in reading order.
            goes_on: True after an answer, and at first: the next that waits is looked at. Else what has become
                another, as by undo, is.
        """
        before, current = {one.key: one for one in self.items}, self.current
        self.items = [one for one in found if not one.is_as_hers]
        self.left_as_hers = len(found) - len(self.items)
        here = next((n for n, one in enumerate(self.items) if current is not None and one.key == current.key), -1)
        if goes_on:
            waiting = [n for n, one in enumerate(self.items) if one.is_waiting]
            self._place = next((n for n in waiting if n > here), waiting[0] if waiting else max(0, here))
        else:
            changed = [n for n, one in enumerate(self.items) if before and before.get(one.key) != one]
            answered = [n for n in changed if _has_other_replies(self.items[n], before.get(self.items[n].key))]
            self._place = next(iter((*answered, *changed)), max(0, here))

    def step(self, step: int) -> None:
        """Look at the next decision (1) or the one before (-1); after the last comes the first."""
        if self.items:
            self._place = (self._place + step) % len(self.items)

    def look_at(self, is_meant: Callable[[Returned], bool]) -> bool:
        """Look at a decision that is meant, the one that is looked at rather than others; False if there is none.

        Args:
            is_meant: True of such a decision.
        """
        order = [self._place, *range(len(self.items))] if self.items else []
        found = next((n for n in order if is_meant(self.items[n])), None)
        if found is not None:
            self._place = found
        return found is not None


def _has_other_replies(now: Returned, before: Returned | None) -> bool:
    return now.replies != (before.replies if before is not None else ())
