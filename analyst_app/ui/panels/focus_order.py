"""The way of the focus round the window's panes, by F6 and Shift+F6."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from analyst_app.ui.frame.focusing import take_focus

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.panels.panes import Panes


class FocusRing:
    """F6 and Shift+F6: the panes in turn; a drawer is opened on the way.

    Args:
        stops: the panes, in their order.
        panes: know which of them lie in drawers.
    """

    def __init__(self, stops: Sequence[QWidget], panes: Panes) -> None:
        self._stops, self._panes = list(stops), panes
        self._openers: dict[QWidget, Callable[[], object]] = {}

    def add(self, stop: QWidget, opener: Callable[[], object] | None = None, *, after: QWidget | None = None) -> None:
        """Take in another pane.

        Args:
            stop: the pane.
            opener: brings it into view, where it is in a drawer of its own page.
            after: the pane before it; None: the last one.
        """
        self._stops.insert(self._stops.index(after) + 1 if after is not None else len(self._stops), stop)
        if opener is not None:
            self._openers[stop] = opener

    def go(self, step: int) -> None:
        """Give the focus to the next (1) or the one before (-1) that is shown."""
        focus = QApplication.focusWidget()
        within = [n for n, stop in enumerate(self._stops) if focus and (stop is focus or stop.isAncestorOf(focus))]
        here = within[0] if within else 0 if step < 0 else -1
        for distance in range(1, len(self._stops) + 1):
            stop = self._stops[(here + step * distance) % len(self._stops)]
            self._panes.reveal_around(stop)
            if stop in self._openers:
                self._openers[stop]()
            if stop.isVisible() and take_focus(stop):
                return
