"""Draws a chart: on the screen, into an SVG and into a PNG alike. Says where each number was drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from analyst_app.agreement.measure_words import number_words
from analyst_app.corpus.charting import BARS, COLUMNS, Chart, Drawable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from analyst_app.ui.widgets.theme import Looks

_BAR, _GAP, _AXIS = 20, 8, 22
"""Pixels of a bar's height, the room between two, and a line of words."""
_MARGIN, _MOST_NAME, _LEAST_PLOT = 16, 220, 160
_COLUMN, _COLUMN_PLOT = 28, 190
_SQUARE = 26
_VALUE_ROOM = 56


class Drawn(NamedTuple):
    """A number and where it was drawn."""

    rect: QRectF
    value: Drawable


class ChartPainter:
    """Draws one chart.

    Args:
        chart: what is drawn.
        looks: colours and sizes.
        tag_colours: colour of each series that is a tag, by its name.
        has_title: True: the title stands above it, as in a picture that is saved.
    """

    def __init__(
        self, chart: Chart, looks: Looks, tag_colours: Mapping[str, QColor], *, has_title: bool = False
    ) -> None:
        self._has_title = has_title
        self._chart, self._looks, self._tags = chart, looks, tag_colours
        self._font = looks.sizes.font("secondary")
        self._metrics = QFontMetricsF(self._font)
        widest = max((self._metrics.horizontalAdvance(name) for name in chart.rows), default=0.0)
        self._names = min(widest, _MOST_NAME) + _GAP

    def size(self, width: float) -> tuple[float, float]:
        """Width and height that the chart takes where so much width is offered, pixels."""
        chart, head, wide = self._chart, self._head, float(width)
        if chart.shape == BARS:
            wide = max(wide, self._names + _LEAST_PLOT + _VALUE_ROOM + 2 * _MARGIN)
            return wide, head + len(chart.rows) * (_BAR + _GAP) + self._foot
        if chart.shape == COLUMNS:
            needed = 2.0 * _MARGIN + _VALUE_ROOM + len(chart.rows) * (_COLUMN + _GAP)
            return max(wide, needed), head + _COLUMN_PLOT + 2 * _AXIS + self._foot
        needed = 2 * _MARGIN + self._names + len(chart.rows) * (_SQUARE + 2)
        return max(wide, needed), head + self._names + len(chart.rows) * (_SQUARE + 2) + self._foot

    def draw(self, painter: QPainter, width: float, *, focus: Drawable | None = None) -> list[Drawn]:
        """Draw it at the painter's origin.

        Args:
            painter: is left as it was.
            width: that ``size`` was asked for.
            focus: the number that has the keyboard's ring; None: none.

        Returns:
            Where each number was drawn.
        """
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high = self.size(width)
        colours = self._looks.colours
        painter.fillRect(QRectF(0, 0, wide, high), colours.colour("paper"))
        self._draw_head(painter, wide)
        drawn = list(self._drawn(wide))
        for rect, value in drawn:
            self._draw_value(painter, rect, value)
        self._draw_words(painter, wide)
        for rect, value in drawn:
            if value is focus:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(colours.colour("focus"), self._looks.sizes.width("focus")))
                painter.drawRect(rect.adjusted(-2, -2, 2, 2))
        if self._chart.note:
            painter.setFont(self._font)
            painter.setPen(colours.colour("muted"))
            box = QRectF(_MARGIN, high - self._foot, wide - 2 * _MARGIN, _AXIS)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), self._chart.note)
        painter.restore()
        return drawn

    # -- inside --------------------------------------------------------------

    @property
    def _head(self) -> float:
        """Height of the title, the legend, and the number over the tallest column."""
        lines = self._has_title + (len(self._legend) > 1) + (self._chart.shape == COLUMNS)
        return float(lines * _AXIS + _GAP)

    @property
    def _foot(self) -> float:
        return float(_AXIS + _GAP if self._chart.note else _MARGIN)

    @property
    def _legend(self) -> tuple[str, ...]:
        chart = self._chart
        if chart.rows is chart.series:
            return ()
        used = {value.column for value in chart.values}
        return tuple(name for number, name in enumerate(chart.series) if number in used)

    @property
    def _greatest(self) -> float:
        """The number that the longest bar or darkest square stands for."""
        sums: dict[int, float] = {}
        for value in self._chart.values:
            sums[value.row] = sums.get(value.row, 0.0) + value.number
        if self._chart.shape in (BARS, COLUMNS):
            return max(sums.values(), default=1.0) or 1.0
        return max((value.number for value in self._chart.values), default=1.0) or 1.0

    def _drawn(self, wide: float) -> Iterator[Drawn]:
        chart, greatest = self._chart, self._greatest
        ends: dict[int, float] = {}
        for value in sorted(chart.values, key=lambda value: (value.row, value.column)):
            if chart.shape == BARS:
                plot = wide - 2 * _MARGIN - self._names - _VALUE_ROOM
                left = ends.get(value.row, _MARGIN + self._names)
                length = max(1.0, plot * value.number / greatest)
                ends[value.row] = left + length
                yield Drawn(QRectF(left, self._head + value.row * (_BAR + _GAP), length, _BAR), value)
            elif chart.shape == COLUMNS:
                base = ends.get(value.row, self._head + _COLUMN_PLOT)
                height = max(1.0, _COLUMN_PLOT * value.number / greatest)
                ends[value.row] = base - height
                left = _MARGIN + _VALUE_ROOM + value.row * (_COLUMN + _GAP)
                yield Drawn(QRectF(left, base - height, _COLUMN, height), value)
            else:
                left = _MARGIN + self._names + value.column * (_SQUARE + 2)
                yield Drawn(QRectF(left, self._grid_top + value.row * (_SQUARE + 2), _SQUARE, _SQUARE), value)

    @property
    def _grid_top(self) -> float:
        return self._head + self._names

    def _draw_value(self, painter: QPainter, rect: QRectF, value: Drawable) -> None:
        colour = self._colour(value)
        if self._chart.shape not in (BARS, COLUMNS):
            colour.setAlphaF(0.25 + 0.75 * value.number / self._greatest)
        painter.fillRect(rect, colour)
        if self._chart.shape not in (BARS, COLUMNS):
            painter.setFont(self._font)
            is_deep = colour.alphaF() > 0.6
            painter.setPen(self._looks.colours.colour("on_accent" if is_deep else "text"))
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), f"{value.number:g}")

    def _colour(self, value: Drawable) -> QColor:
        name = self._chart.series[value.column]
        usual = self._looks.colours.colour("accent")
        return QColor(usual if self._chart.rows is self._chart.series else self._tags.get(name, usual))

    def _draw_head(self, painter: QPainter, wide: float) -> None:
        colours = self._looks.colours
        if self._has_title:
            painter.setFont(self._looks.sizes.font("card_head"))
            painter.setPen(colours.colour("text"))
            box = QRectF(_MARGIN, 4, wide - 2 * _MARGIN, _AXIS)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), self._chart.title)
        if len(self._legend) < 2:
            return
        painter.setFont(self._font)
        x, y = float(_MARGIN), float(self._has_title * _AXIS + 4)
        for name in self._legend:
            painter.fillRect(QRectF(x, y + 5, 12, 12), self._tags.get(name, colours.colour("accent")))
            painter.setPen(colours.colour("text"))
            room = self._metrics.horizontalAdvance(name)
            painter.drawText(QRectF(x + 18, y, room + 4, _AXIS), int(Qt.AlignmentFlag.AlignVCenter), name)
            x += room + 18 + 2 * _GAP
            if x > wide - _MARGIN:
                break

    def _draw_words(self, painter: QPainter, wide: float) -> None:
        painter.setFont(self._font)
        painter.setPen(self._looks.colours.colour("text"))
        sums: dict[int, float] = {}
        for value in self._chart.values:
            sums[value.row] = sums.get(value.row, 0.0) + value.number
        for row, name in enumerate(self._chart.rows):
            if self._chart.shape == COLUMNS:
                self._name_column(painter, row, name, sums.get(row, 0.0))
                continue
            is_bar = self._chart.shape == BARS
            top = self._head + row * (_BAR + _GAP) if is_bar else self._grid_top + row * (_SQUARE + 2)
            box = QRectF(_MARGIN, top, self._names - _GAP, _BAR if is_bar else _SQUARE)
            elided = self._metrics.elidedText(name, Qt.TextElideMode.ElideRight, box.width() + 1)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), elided)
            if is_bar:
                plot = wide - 2 * _MARGIN - self._names - _VALUE_ROOM
                end = _MARGIN + self._names + plot * sums.get(row, 0.0) / self._greatest
                number = QRectF(end + 6, top, _VALUE_ROOM, _BAR)
                painter.drawText(number, int(Qt.AlignmentFlag.AlignVCenter), self._told(sums.get(row, 0.0)))
            else:
                self._name_across(painter, row, elided)

    def _told(self, number: float) -> str:
        return number_words(number) if self._chart.are_figures else f"{number:g}"

    def _name_column(self, painter: QPainter, row: int, name: str, total: float) -> None:
        left = _MARGIN + _VALUE_ROOM + row * (_COLUMN + _GAP)
        foot = self._head + _COLUMN_PLOT
        top = foot - _COLUMN_PLOT * total / self._greatest
        over = QRectF(left - _GAP / 2, top - _AXIS + 4, _COLUMN + _GAP, _AXIS - 4)
        painter.drawText(over, int(Qt.AlignmentFlag.AlignCenter), f"{total:g}")
        year, _, month = name.partition("-")
        is_first = row == 0 or not self._chart.rows[row - 1].startswith(year)
        under = QRectF(left - _GAP / 2, foot + 2, _COLUMN + _GAP, _AXIS)
        painter.drawText(under, int(Qt.AlignmentFlag.AlignCenter), month or "–")
        if is_first:
            words = year if month else name
            painter.drawText(QRectF(left, foot + _AXIS, 120, _AXIS), int(Qt.AlignmentFlag.AlignVCenter), words)

    def _name_across(self, painter: QPainter, row: int, name: str) -> None:
        """A person's name above the squares, upwards."""
        painter.save()
        painter.translate(_MARGIN + self._names + row * (_SQUARE + 2), self._grid_top - 4)
        painter.rotate(-90)
        box = QRectF(0, 0, self._names - _GAP, _SQUARE)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name)
        painter.restore()
