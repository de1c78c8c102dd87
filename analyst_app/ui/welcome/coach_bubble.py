"""A small bubble with a key and what it does; it never takes the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from analyst_app.ui.commands.key_caps import caps_of
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.ui.widgets.shapes import caps_width, paint_caps
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks


class _Caps(QWidget):
    """The caps of a key."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks, self._key = looks, ""

    def show_key(self, key: str) -> None:
        self._key = key
        self.setFixedSize(QSize(int(caps_width(caps_of(key), self._looks)) + 2, self._looks.sizes.height("chip")))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_caps(QPainter(self), 0, self.height() / 2, caps_of(self._key), self._looks)


class CoachBubble(QFrame):
    """Shown beside what its key acts on.

    Args:
        looks: colours and sizes.
        window: it lies over it.
    """

    closed = Signal()
    """Its cross was clicked."""

    def __init__(self, looks: Looks, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("coach_mark")
        self._looks = looks
        self._caps, self.words = _Caps(looks, self), PlainLabel("", self)
        self.words.setObjectName("coach_words")
        self.words.setWordWrap(True)
        self.cross = QToolButton(self)
        self.cross.setObjectName("coach_close")
        self.cross.setAccessibleName(tr("Do not show this again"))
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.clicked.connect(self.closed)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(looks.sizes.space(2), looks.sizes.space(1)) * 2)
        row.setSpacing(looks.sizes.space(1))
        row.addWidget(self._caps, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)
        self.setFixedWidth(looks.sizes.width("coach"))
        self.hide()
        looks.changed.connect(self._dress)
        self._dress()

    def show_words(self, key: str, words: str) -> None:
        """Show a key and what it does."""
        self._caps.show_key(key)
        self.words.setText(words)
        self.setAccessibleName(f"{key}: {words}")
        self.resize(self.width(), self.heightForWidth(self.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, radius = self._looks.colours, self._looks.sizes.radius("popup")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.colour("accent"), 1))
        painter.setBrush(colours.colour("raised"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _dress(self) -> None:
        self.words.setFont(self._looks.sizes.font("body"))
        self.cross.setIcon(self._looks.colours.icon("close", "muted"))
        self.update()
