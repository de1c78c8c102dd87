"""A sentence with a tagged span, painted as the article paints it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from analyst_app.core.looks.tag_look import NO_LINE
from analyst_app.corpus.codebook_editing import parts_of
from analyst_app.ui.article.block_plan import line_rects
from analyst_app.ui.article.text_style import TextStyle
from analyst_app.ui.widgets.shapes import paint_chip
from analyst_app.ui.widgets.theme import Looks, TagLook, Theme


class SampleSentence(QWidget):
    """Paints words with their first brackets as a tagged span.

    Args:
        looks: sizes, and the colours where no others are given.
        colours: gives the theme that it is painted in.
        has_gutter: True: the tag's letter stands beside the line, as in the article.
        is_small: True: on one line height, for a list.
        parent: as ever.
    """

    def __init__(
        self, looks: Looks, colours: Callable[[], Theme], *, has_gutter: bool = False, is_small: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._looks, self._colours, self._has_gutter, self._is_small = looks, colours, has_gutter, is_small
        self._before = self._inside = self._after = ""
        self._look: TagLook | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        looks.changed.connect(self.update)

    def show_words(self, words: str, look: Callable[[Theme], TagLook]) -> None:
        """Show a sentence with [the span] in brackets.

        Args:
            words: the sentence.
            look: the tag's look in a theme.
        """
        self._before, self._inside, self._after = parts_of(words)
        self._look_in = look
        self._look = look(self._colours())
        self.setAccessibleName(self._before + self._inside + self._after)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self._laid_out(width)
        lines = [layout.lineAt(row) for row in range(layout.lineCount())]
        return round(2 * self._margin + (lines[-1].y() + self._pitch if lines else self._pitch))

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.heightForWidth(max(1, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, round(2 * self._margin + self._pitch))

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._look is None:
            return
        theme, look = self._colours(), self._look_in(self._colours())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        radius = self._looks.sizes.radius("control" if self._is_small else "card")
        painter.setPen(QPen(theme.colour("control" if self._is_small else "hairline"), 1))
        painter.setBrush(theme.colour("raised" if self._is_small else "paper"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        layout = self._laid_out(self.width())
        place = QPointF(self._left, self._margin)
        start, end = len(self._before), len(self._before) + len(self._inside)
        lines: list[QRectF] = []
        for row in range(layout.lineCount()):
            line = layout.lineAt(row)
            first, last = line.textStart(), line.textStart() + line.textLength()
            if self._inside and first < end and start < last:
                left, right = (float(line.cursorToX(at)[0]) for at in (max(start, first), min(end, last)))  # type: ignore[index]
                box = QRectF(place.x() + left, place.y() + line.y(), right - left, line.height())
                painter.fillRect(box, look.tint if look.has_tint else Qt.GlobalColor.transparent)
                lines += line_rects(look.line, look.width, box, box.bottom() + 1)
                if self._has_gutter and first <= start:
                    self._paint_letter(painter, box, look)
        if look.line != NO_LINE:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.ink)
            painter.drawRects(lines)
        painter.setPen(theme.colour("text"))
        layout.draw(painter, place)

    def _paint_letter(self, painter: QPainter, box: QRectF, look: TagLook) -> None:
        side = self._looks.sizes.height("letter_chip")
        chip = QRectF(self._margin, box.center().y() - side / 2, side, side)
        paint_chip(painter, chip, look, self._looks)

    def _laid_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(self._before + self._inside + self._after, self._font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width - self._left - self._margin))
            line.setPosition(QPointF(0, y))
            y += self._pitch
        layout.endLayout()
        return layout

    def _font(self) -> QFont:
        font = TextStyle().font()
        font.setPointSizeF(self._looks.sizes.reading("card_points" if self._is_small else "points"))
        return font

    @property
    def _margin(self) -> int:
        return self._looks.sizes.space(1 if self._is_small else 3)

    @property
    def _left(self) -> int:
        return self._margin + (self._looks.sizes.space(5) if self._has_gutter else 0)

    @property
    def _pitch(self) -> float:
        return self._looks.sizes.reading("card_points" if self._is_small else "points") * 2
