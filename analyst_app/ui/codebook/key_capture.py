"""A key that is pressed, not typed: a button that looks like a key cap and takes the next letter or digit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from analyst_app.ui.commands.keys import KeyReader
from analyst_app.ui.widgets.shapes import paint_focus
from analyst_app.ui.widgets.theme import Looks

_CLEARING = ("Backspace", "Delete")
_INSET = 3
"""Pixels between the ring of the focus and the cap."""


class KeyCapture(QAbstractButton):
    """Shows a key and takes another while it has the focus; Backspace leaves none.

    Args:
        looks: colours and sizes.
        title: the accessible name, to which the key is added.
        is_digit: True: it takes a digit, else a letter.
        parent: as ever.
    """

    pressed_key = Signal(str)
    """The key that was pressed: a letter or a digit; empty: none is wanted."""

    def __init__(self, looks: Looks, title: str, *, is_digit: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks, self._title, self._is_digit = looks, title, is_digit
        self._reader = KeyReader()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_key("")
        looks.changed.connect(self.updateGeometry)
        looks.changed.connect(self.update)

    def show_key(self, key: str) -> None:
        """Show a key; empty: none."""
        self.setText(key)
        self.setAccessibleName(f"{self._title} {key}".rstrip())
        self.update()

    def sizeHint(self) -> QSize:
        side = self._looks.sizes.height("digit" if self._is_digit else "capture")
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Keep what it takes from being a shortcut of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._key(event) != "":
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self._key(event)
        if key is None:
            self.pressed_key.emit("")
        elif key:
            self.pressed_key.emit(key)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._reader.release(event)
        super().keyReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, sizes = self._looks.colours, self._looks.sizes
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap = QRectF(self.rect()).adjusted(_INSET, _INSET, -_INSET, -_INSET)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("control"))
        painter.drawRoundedRect(cap.translated(0, 1), sizes.radius("chip"), sizes.radius("chip"))  # its lower edge
        painter.setPen(QPen(colours.colour("control"), 1))
        painter.setBrush(colours.colour("hover" if self.underMouse() else "raised"))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -1.5), sizes.radius("chip"), sizes.radius("chip"))
        painter.setFont(sizes.font("secondary" if self._is_digit else "label"))
        painter.setPen(colours.colour("text" if self.text() else "muted"))
        painter.drawText(cap.adjusted(0, 0, 0, -1), Qt.AlignmentFlag.AlignCenter, self.text() or "–")
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self._looks)

    def _key(self, event: QKeyEvent) -> str | None:
        """The letter or digit of a press; None: it clears; empty: it means nothing here."""
        key = self._reader.read(event)
        if key.ctrl or key.alt:
            return ""
        if key.name in _CLEARING:
            return None
        return (str(key.digit) if key.digit else "") if self._is_digit else key.letter
