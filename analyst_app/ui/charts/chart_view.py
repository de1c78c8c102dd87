"""A chart on the screen: each number can be clicked and reached by the arrow keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from analyst_app.corpus.charting import Chart, Drawable
from analyst_app.ui.charts.chart_painter import ChartPainter, Drawn
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analyst_app.ui.widgets.theme import Looks

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class ChartView(QWidget):
    """Draws a chart as wide as it is.

    Args:
        chart: what is shown.
        looks: colours and sizes.
        tag_colours: colour of each tag, by its name.
        parent: the page.
    """

    chosen = Signal(object)
    """The Query of a number that was clicked, or taken by Enter."""

    def __init__(self, chart: Chart, looks: Looks, tag_colours: Mapping[str, QColor], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("overview_chart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.chart = chart
        self._looks, self._tag_colours = looks, tag_colours
        self._drawn: list[Drawn] = []
        self._here = 0
        self.setAccessibleName(chart.title)
        self._say()
        looks.changed.connect(self.update)

    @property
    def drawing(self) -> ChartPainter:
        """Draws the chart in the colours that are worn, with its title, to be saved."""
        return self._drawing(has_title=True)

    def place_of(self, value: Drawable) -> QPointF | None:
        """The middle of a number's mark, pixels; None where it is not drawn yet."""
        return next((rect.center() for rect, drawn in self._drawn if drawn == value), None)

    # -- Qt's side -------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        width, height = self._drawing().size(0)
        return QSize(round(width), round(height))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._looks.colours.colour("paper"))
        focus = self._value if self.hasFocus() else None
        self._drawn = self._drawing().draw(painter, self.width(), focus=focus)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        can_go = found is not None and found.query is not None
        self.setCursor(Qt.CursorShape.PointingHandCursor if can_go else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._at(event.position())
        if found is not None and event.button() == Qt.MouseButton.LeftButton:
            self._here = [value for _, value in self._drawn].index(found)
            self._go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self._drawn:
            self._here = (self._here + step) % len(self._drawn)
            self._say()
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tip(found.words) if found is not None else "", self)
            return True
        return super().event(event)

    # -- inside ----------------------------------------------------------------------

    def _drawing(self, *, has_title: bool = False) -> ChartPainter:
        return ChartPainter(self.chart, self._looks, self._tag_colours, has_title=has_title)

    @property
    def _value(self) -> Drawable | None:
        return self._drawn[self._here].value if self._here < len(self._drawn) else None

    def _at(self, place: QPointF) -> Drawable | None:
        return next((value for rect, value in self._drawn if rect.contains(place)), None)

    def _go(self) -> None:
        value = self._value
        self._say()
        self.update()
        if value is not None and value.query is not None:
            self.chosen.emit(value.query)

    def _say(self) -> None:
        value = self._value
        words = value.words if value is not None else tr("Arrow keys go from number to number, Enter to its passages.")
        self.setAccessibleDescription(words)
