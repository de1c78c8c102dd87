"""The second click of a double click on a button that goes away: it does not reach what comes to light beneath."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class SecondClick(QObject):
    """Swallows clicks at the place of the last one, for as long as the system takes two clicks for a double click."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._place: QPointF | None = None
        """The point of the screen where clicks are swallowed; None: none are."""
        self._is_down = False
        """True between a press that was swallowed and its release."""
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._end)

    def watch(self, button: QAbstractButton) -> None:
        """Swallow the second click on a button that goes away with the first."""
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the clicks on the buttons, and then at those on whatever is there."""
        if not isinstance(event, QMouseEvent) or event.button() != Qt.MouseButton.LeftButton:
            return False
        if self._place is not None and self._swallows(event, self._place):
            return True
        place = event.position().toPoint()
        if isinstance(watched, QAbstractButton) and _is_release(event) and watched.rect().contains(place):
            self._begin(event.globalPosition())
        return False

    def _begin(self, place: QPointF) -> None:
        application = QApplication.instance()
        if application is None:
            return
        if self._place is None:
            application.installEventFilter(self)
        self._place = place
        self._timer.start(QApplication.doubleClickInterval())

    def _swallows(self, event: QMouseEvent, place: QPointF) -> bool:
        if event.type() in _PRESSES:
            if self._timer.remainingTime() <= 0:  # a busy window: the time is up, and nobody has been told
                return False
            way = event.globalPosition() - place
            self._is_down = way.manhattanLength() <= QApplication.startDragDistance()
            return self._is_down
        if _is_release(event) and self._is_down:
            self._is_down = False
            self._timer.start(QApplication.doubleClickInterval())  # there may be a third
            return True
        return False

    def _end(self) -> None:
        self._place, self._is_down = None, False
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)


def _is_release(event: QMouseEvent) -> bool:
    return event.type() == QEvent.Type.MouseButtonRelease
