"""The foot of the palette: its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from analyst_app.ui.widgets.shapes import caps_width, paint_caps
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.ui.widgets.theme import Looks

_HINTS = (
    (("↑", "↓"), marked("choose")),
    ((marked("Enter"),), marked("run")),
    ((marked("Alt"), marked("Enter")), marked("set a key")),
)
_LAST = (("Esc",), marked("close"))


class PaletteFoot(QWidget):
    """Painted by us; what has no room is left out, but not how to leave."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        looks.changed.connect(self._fit)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, sizes = self._looks.colours, self._looks.sizes
        painter = QPainter(self)
        painter.setPen(colours.colour("hairline"))
        painter.drawLine(0, 0, self.width(), 0)
        right = self.width() - sizes.space(3) - self._width(_LAST)
        self._paint(painter, right, _LAST)
        left = sizes.space(3)
        for hint in _HINTS:
            width = self._width(hint)
            if left + width + sizes.space(3) > right:
                break
            self._paint(painter, left, hint)
            left += width + sizes.space(3)

    def _width(self, hint: tuple[Sequence[str], str]) -> int:
        words = round(self._looks.sizes.advance("secondary", tr(hint[1])))
        return int(caps_width(hint[0], self._looks)) + self._looks.sizes.space(1) + words

    def _paint(self, painter: QPainter, left: int, hint: tuple[Sequence[str], str]) -> None:
        font, middle = self._looks.sizes.font("secondary"), self.height() / 2
        after = paint_caps(painter, left, middle, hint[0], self._looks) + self._looks.sizes.space(1)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(self._looks.colours.colour("muted"))
        painter.drawText(int(after), int(middle + (metrics.ascent() - metrics.descent()) / 2), tr(hint[1]))

    def _fit(self) -> None:
        self.setFixedHeight(self._looks.sizes.height("palette_foot"))
        self.update()
