"""Undo and redo: labelled Changes, without limit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from analyst_app.core.store import Change


@dataclass(frozen=True, slots=True)
class Step:
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
    """The steps of one article since it was opened."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._is_held = False

    @property
    def undo_label(self) -> str | None:
        """Label of the step that undo would take back."""
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        """Label of the step that redo would make again."""
        return self._undone[-1].label if self._undone else None

    def record(self, step: Step) -> None:
        """Take a step that was just made; what was undone before it is gone."""
        self._undone.clear()
        last = self._done[-1] if self._is_held and self._done else None
        if last is not None and step.hold is not None and last.hold == step.hold:
            self._done.pop()
            whole = last.change.then(step.change)
            if whole:
                self._done.append(replace(last, change=whole))
        else:
            self._done.append(step)
        self._is_held = step.hold is not None

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
        skipped: list[str] = []
        while self._undone:
            step = self._undone.pop()
            if fits(step.change):
                self._done.append(step)
                return step, skipped
            skipped.append(step.label)
        return None, skipped
