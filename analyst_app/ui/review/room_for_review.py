"""The tag bar gives its room to a review where the window is low: its buttons are in the menus, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.widgets.theme import Looks


class RoomForReview(QObject):
    """Hides the tag bar during a review in a low window.

    Args:
        bar: the tag bar.
        is_reviewing: True while a review is shown.
        looks: sizes.
        window: has both.
    """

    def __init__(self, bar: QWidget, is_reviewing: Callable[[], bool], looks: Looks, window: QWidget) -> None:
        super().__init__(window)
        self._bar, self._is_reviewing, self._looks, self._window = bar, is_reviewing, looks, window
        self._is_given = False
        window.installEventFilter(self)

    def follow(self) -> None:
        """Give the room, or take it back: another page is shown, or the window has another height."""
        is_low = self._window.height() < self._looks.sizes.height("low_review")
        is_given = is_low and self._is_reviewing()
        if is_given != self._is_given:
            self._is_given = is_given
            self._bar.setVisible(not is_given)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.follow()
        return False
