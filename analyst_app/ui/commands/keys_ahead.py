"""Keys that are pressed while an article opens: they wait for it, and act in their order as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from analyst_app.ui.commands.keys import copied
from analyst_app.ui.commands.popups import popup_has_keyboard
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

_MOST = 64
"""Keys that wait at most."""


class Awaited(NamedTuple):
    """An article that is being opened."""

    what: object
    """Stands for it; another opening has another."""
    has_text: bool
    """True once its text is shown: keys that only move there need not wait."""
    takes_keys: bool
    """True if keys that are pressed meanwhile are meant for it."""


class KeysAhead(QObject):
    """Holds keys for the article that is being opened.

    They are for that article alone: if it fails, or another is opened without
    ``then``, or the mouse goes to another place in the text, they are dropped, and that is said.

    Args:
        awaited: tells what is being opened; None: nothing is.
        parent: lives as long as the window.
    """

    said = Signal(str)
    """A word for the status bar, plain text."""

    def __init__(self, awaited: Callable[[], Awaited | None], parent: QObject) -> None:
        super().__init__(parent)
        self._awaited = awaited
        self._what: object = None
        """The article that the held keys are for, as ``Awaited`` has it."""
        self._held: list[Callable[[], object]] = []
        self._is_giving = False
        self._focus: QWidget | None = None
        """The widget that had the keyboard before the first key was given."""

    @property
    def is_holding(self) -> bool:
        """True while something waits, so that whatever is pressed now comes after it."""
        return bool(self._held) and not self._is_giving

    @property
    def awaited(self) -> Awaited | None:
        """The article that keys are for and that is not there yet; None: they can act."""
        awaited = self._awaited()
        return awaited if awaited is not None and awaited.takes_keys and not self._is_giving else None

    def hold(self, place: QWidget, event: QKeyEvent) -> None:
        """Keep a key press.

        Args:
            place: has the keyboard; it is given the press, unless a key before it leads elsewhere.
            event: it.
        """
        press, release = copied(event), copied(event, QEvent.Type.KeyRelease)
        self._add(lambda: self._send(place, press, release))

    def then(self, act: Callable[[], object]) -> None:
        """Act after what is held; at once where nothing is."""
        if self.is_holding:
            self._add(act)
        else:
            act()

    def give(self) -> None:
        """The article is there: let what is held act, once all who hear of the article have heard."""
        if self._held:
            QTimer.singleShot(0, self, self._give)

    def follow(self) -> None:
        """Drop what is held for an article in whose place another is opened now."""
        awaited = self._awaited()
        if self.is_holding and awaited is not None and awaited.what is not self._what:
            self.drop()

    def drop(self) -> None:
        """Drop what is held, if anything is, and say so."""
        if self._held:
            self._held.clear()
            self.said.emit(tr("The keys pressed while the article was opened are dropped."))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and watched is not self.parent() and self.is_holding:
            self.drop()  # they began at the place that is left
        elif event.type() == QEvent.Type.WindowBlocked and self._is_giving:
            self.drop()  # a key opened a dialog, which those after it were not meant for
        return False

    # -- inside ----------------------------------------------------------------

    def _add(self, act: Callable[[], object]) -> None:
        awaited = self._awaited()
        if not self._held and awaited is not None:
            self._what = awaited.what
        if len(self._held) < _MOST:
            self._held.append(act)
        else:
            self.said.emit(tr("No more keys can wait until the article is open."))

    def _give(self) -> None:
        if self._is_giving or self._awaited() is not None:
            return
        if popup_has_keyboard() or QApplication.activeModalWidget() is not None:
            self.drop()  # a question is answered by a key that was pressed when it could be read
        self._focus = QApplication.focusWidget()
        self._is_giving = True
        try:
            while self._held and self._awaited() is None:
                self._held.pop(0)()
        finally:
            self._is_giving = False
        awaited = self._awaited()
        if awaited is not None and awaited.takes_keys:
            self._what = awaited.what
        else:
            self.drop()

    def _send(self, place: QWidget, *events: QKeyEvent) -> None:
        """Give a key to what has the keyboard since the keys before it, else to the place where it was pressed."""
        popup, focus = QApplication.activePopupWidget(), QApplication.focusWidget()
        if popup is not None:
            place = popup.focusWidget() or popup
        elif focus is not None and focus is not self._focus:
            place = focus
        for event in events:
            QApplication.sendEvent(place, event)
