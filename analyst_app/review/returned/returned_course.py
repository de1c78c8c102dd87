"""The way of a colleague through the decisions that came back to her: those that ask her something, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyst_app.review.returned.return_to_sender import Returned


Key = tuple[str, str]
"""Id of a decision, and name of the reviewer."""


def parts_by_unit(found: Sequence[Returned]) -> dict[Key, list[Returned]]:
    """The decisions that came along with another one which asks her something, by the key of that one.

    They are answered with it. One about which something was said, or that she answered otherwise, is not among them.

    Args:
        found: all decisions on her tags.
    """
    units = {one.key: one for one in found if not one.decision.along and not one.is_as_hers}
    parts: dict[Key, list[Returned]] = {}
    for one in found:
        unit = units.get((one.decision.along, one.decision.by)) if one.decision.along else None
        if unit is not None and not one.has_thread and not one.is_as_hers and one.answer in (None, unit.answer):
            parts.setdefault(unit.key, []).append(one)
    return parts


class ReturnedCourse:
    """The decisions that change something or about which something was said, in reading order; one is looked at.

    What came along with another decision is no step of its own: it is shown and answered with that one.

    A decision that nothing has changed is the same object as before; so with
    thousands of them a key that answers one renews that one alone.
    """

    def __init__(self) -> None:
        self.items: list[Returned] = []
        """All but those that leave everything as she had it."""
        self.left_as_hers = 0
        """Number of the decisions that leave everything as she had it."""
        self.waiting_keys: set[Key] = set()
        """The keys of the decisions that wait for her answer."""
        self._found: list[Returned] = []
        self._parts: dict[Key, list[Returned]] = {}
        self._unit_of: dict[Key, Key] = {}
        """The key of the decision with which another one came along, by the key of that."""
        self._at: dict[Key, int] = {}
        """The place of each in ``items``, by its key."""
        self._place = 0

    @property
    def current(self) -> Returned | None:
        """The decision that is looked at; None if there is none."""
        return self.items[self._place] if self.items else None

    def parts_of(self, one: Returned) -> Sequence[Returned]:
        """Return the decisions that came along with one, in reading order."""
        return self._parts.get(one.key, ())

    @property
    def number(self) -> int:
        """Number of the decision that is looked at, from 1; 0 if there is none."""
        return self._place + 1 if self.items else 0

    @property
    def waiting(self) -> int:
        """Number of decisions that wait for her answer."""
        return len(self.waiting_keys)

    def renew(self, found: Sequence[Returned], *, goes_on: bool) -> None:
        """Take in the decisions as they are now.

        Args:
            found: all of them, in reading order.
            goes_on: True after an answer, and at first: the next that waits is looked at. Else what has become
                another, as by undo, is.
        """
        is_first, current = not self._found, self.current
        changed, before = self._take_in(list(found))
        here = self._at.get(current.key, -1) if current is not None else -1
        if goes_on:
            ways = chain(range(here + 1, len(self.items)), range(here + 1))
            self._place = next((n for n in ways if self.items[n].key in self.waiting_keys), max(0, here))
        else:
            others = [] if is_first else sorted(self._at[one.key] for one in changed if one.key in self._at)
            answered = [n for n in others if _has_other_replies(self.items[n], before.get(self.items[n].key))]
            self._place = next(iter((*answered, *others)), max(0, here))

    def step(self, step: int) -> None:
        """Look at the next decision (1) or the one before (-1); after the last comes the first."""
        if self.items:
            self._place = (self._place + step) % len(self.items)

    def look_at(self, is_meant: Callable[[Returned], bool]) -> bool:
        """Look at a decision that is meant, the one that is looked at rather than others; False if there is none.

        Args:
            is_meant: True of such a decision.
        """
        order = chain((self._place,), range(len(self.items))) if self.items else ()
        found = next((n for n in order if is_meant(self.items[n])), None)
        if found is not None:
            self._place = found
        return found is not None

    def look_at_any(self, keys: Collection[Key]) -> bool:
        """Look at a decision with one of these keys, the one that is looked at rather than others; False: none is here.

        Args:
            keys: of decisions.
        """
        units = {self._unit_of.get(key, key) for key in keys}
        if self.current is not None and self.current.key in units:
            return True
        found = min((self._at[key] for key in units if key in self._at), default=None)
        if found is not None:
            self._place = found
        return found is not None

    # -- inside --------------------------------------------------------------

    def _take_in(self, found: list[Returned]) -> tuple[list[Returned], dict[Key, Returned]]:
        """Note what is there now.

        Returns:
            Those that are other than before, and by key how these were.
        """
        old, self._found = self._found, found
        pairs = [(before, now) for before, now in zip(old, found, strict=False) if before is not now]
        units = self._unit_of
        self._parts = parts_by_unit(found)
        self._unit_of = {part.key: unit for unit, parts in self._parts.items() for part in parts}
        is_alike = (
            len(old) == len(found)
            and units == self._unit_of
            and all(before.key == now.key and before.is_as_hers == now.is_as_hers for before, now in pairs)
        )
        if is_alike:
            for _, now in pairs:
                if now.key in self._at:
                    self.items[self._at[now.key]] = now
                    self._note_waiting(now)
            return [now for before, now in pairs if before != now], {before.key: before for before, _ in pairs}
        self.items = [one for one in found if not one.is_as_hers and one.key not in self._unit_of]
        self.left_as_hers = sum(one.is_as_hers for one in found)
        self._at = {one.key: n for n, one in enumerate(self.items)}
        self.waiting_keys = {one.key for one in self.items if one.is_waiting}
        held = {one.key: one for one in old}
        return [one for one in self.items if held.get(one.key) != one], held

    def _note_waiting(self, one: Returned) -> None:
        if one.is_waiting:
            self.waiting_keys.add(one.key)
        else:
            self.waiting_keys.discard(one.key)


def _has_other_replies(now: Returned, before: Returned | None) -> bool:
    return now.replies != (before.replies if before is not None else ())
