"""A label of a few lines at most: what does not fit ends with an ellipsis and is read in the tool tip."""

from __future__ import annotations

import html

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from analyst_app.ui.widgets.message import PlainLabel


class ShortLabel(PlainLabel):
    """Plain words on a fixed number of lines.

    Args:
        lines: how many there are at most.
        parent: as ever.
    """

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._lines = lines
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str) -> None:
        """Show other words."""
        self.setText(words)
        self.setToolTip(f"<p>{html.escape(words)}</p>")  # made markup by us, or Qt might take the words for it
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._lines * self.fontMetrics().lineSpacing())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def shown_lines(self) -> list[str]:
        """The lines as they are painted."""
        words, shown = self.text(), []
        for number, line in enumerate(self._laid_out()):
            start, length = line.textStart(), line.textLength()
            if number == self._lines - 1:
                rest = words[start:].replace("\n", " ")
                shown.append(self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, self.width()))
                break
            shown.append(words[start : start + length].rstrip())
        return shown

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        metrics = self.fontMetrics()
        for number, line in enumerate(self.shown_lines()):
            painter.drawText(QPointF(0, metrics.ascent() + number * metrics.lineSpacing()), line)

    def _laid_out(self) -> list[QTextLine]:
        self._layout = QTextLayout(self.text(), self.font())  # kept: its lines do not keep it
        self._layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        self._layout.beginLayout()
        lines: list[QTextLine] = []
        while len(lines) < self._lines:
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(1, self.width()))
            lines.append(line)
        self._layout.endLayout()
        return lines
