"""Undo and redo: labelled Changes, without limit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from analyst_app.core.store import Change

Recorded = Literal["new", "joined", "cancelled"]
"""The fate of a step: one of its own, one with the last, or both came to nothing."""


class Step(NamedTuple):
    """One action that can be taken back."""

    label: str
    """Its name in the Edit menu, for example "Tag as quote"."""
    change: Change
    """The change that it made."""
    current: str | None = None
    """Id of the annotation that was current before it."""
    hold: str | None = None
    """Steps in a row with one ``hold`` are one (a held key)."""


class History:
    """The steps of one article: of earlier runs, as far as they are known, and since it was opened."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._is_held = False
        self.is_touched = False
        """True if a step was made, taken back or made again since the article was opened."""

    @property
    def undo_label(self) -> str | None:
        """Label of the step that undo would take back."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """Label of the step that redo would make again."""
        return self._undone[-1].label if self._undone else None

    @property
    def last_done(self) -> Step | None:
        """The step that undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def last_undone(self) -> Step | None:
        """The step that redo would make again."""
        return self._undone[-1] if self._undone else None

    def inherit(self, done: Sequence[Step], undone: Sequence[Step]) -> None:
        """Take over the steps of an earlier run; what was made since comes after them.

        Args:
            done: those that can be undone, the oldest first.
            undone: those that can be made again, the next one last; dropped if steps were made since.
        """
        self._done[:0] = done
        if not self.is_touched:
            self._undone[:0] = undone

    def record(self, step: Step) -> Recorded:
        """Take a step that was just made; what was undone before it is gone."""
        self.is_touched = True
        self._undone.clear()
        last = self._done[-1] if self._is_held and self._done else None
        self._is_held = step.hold is not None
        if last is None or step.hold is None or last.hold != step.hold:
            self._done.append(step)
            return "new"
        self._done.pop()
        whole = last.change.then(step.change)
        if not whole:
            return "cancelled"
        self._done.append(last._replace(change=whole))
        return "joined"

    def release(self) -> None:
        """End a held step: what comes next is a step of its own."""
        self._is_held = False

    def undo(self, fits: Callable[[Change], bool]) -> tuple[Step | None, list[str]]:
        """Take the last step that still fits off the stack.

        Args:
            fits: tells if a change can be applied to the records as they are.

        Returns:
            The step to take back (apply its change's inverse) or None, and the
            labels of the steps that were skipped because a merge changed their
            records.
        """
        self._is_held = False
        self.is_touched = True
        skipped: list[str] = []
        while self._done:
            step = self._done.pop()
            if fits(step.change.inverse()):
                self._undone.append(step)
                return step, skipped
            skipped.append(step.label)
        return None, skipped

    def redo(self, fits: Callable[[Change], bool]) -> tuple[Step | None, list[str]]:
        """Take the last undone step that still fits, to be made again.

        Args:
            fits: tells if a change can be applied to the records as they are.

        Returns:
            The step to make again (apply its change) or None, and the labels of
            the steps that were skipped because a merge changed their records.
        """
        self._is_held = False
        self.is_touched = True
        skipped: list[str] = []
        while self._undone:
            step = self._undone.pop()
            if fits(step.change):
                self._done.append(step)
                return step, skipped
            skipped.append(step.label)
        return None, skipped

    def pass_over(self, *, back: bool) -> bool:
        """Leave the next step as it is, for good; what lies behind it is next then.

        Args:
            back: of undo; False: of redo.

        Returns:
            False if there is none.
        """
        steps = self._done if back else self._undone
        if steps:
            self.is_touched = True
            steps.pop()
            return True
        return False
