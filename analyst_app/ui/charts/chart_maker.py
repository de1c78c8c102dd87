"""Makes the chart of a table, in the colours of the codebook's tags."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea

from analyst_app.corpus.charting import chart_of
from analyst_app.ui.charts.chart_view import ChartView
from analyst_app.ui.widgets.theme import swatches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

    from analyst_app.core.codebook import Codebook
    from analyst_app.corpus.concordance import Query
    from analyst_app.corpus.overview import Table
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.widgets.theme import Looks

_LEAST_PICTURE = 220
"""Pixels of a picture's height that the table under it leaves."""


class ChartMaker:
    """Makes charts.

    Args:
        actions: have the tags of the codebook, which give the colours.
        looks: the window's other colours and its sizes.
    """

    def __init__(self, actions: ActionSet, looks: Looks) -> None:
        self._actions, self._looks = actions, looks

    @property
    def codebook(self) -> Codebook | None:
        """The codebook whose colours are drawn; None: there is none yet."""
        return self._actions.codebook

    def when_recoloured(self, act: Callable[[], None]) -> None:
        """Do something whenever the tags or their colours are others."""
        self._actions.tags_changed.connect(act)

    def picture_of(
        self, table: Table, parent: QWidget, go: Callable[[Query], object], people: Sequence[str] = ()
    ) -> QWidget | None:
        """The chart of a table, scrolling where there is little room; None where there is nothing to draw.

        Args:
            table: what is drawn.
            parent: the page.
            go: shows the passages of a number that was chosen.
            people: those whose numbers are drawn instead of tags'; each has the same colour in every picture.
        """
        chart, codebook = chart_of(table), self.codebook
        if chart is None:
            return None
        looks = self._looks.colours.tag_looks(codebook) if codebook is not None else {}
        colours = {tag.name: looks[tag.id].ink for tag in codebook.tags} if codebook is not None else {}
        if people:
            inks = [self._looks.colours.look("", swatch.colour, swatch.line).ink for swatch in swatches()]
            colours = dict(zip(people, cycle(inks), strict=False))
        area = QScrollArea(parent)
        view = ChartView(chart, self._looks, colours, area)
        view.chosen.connect(go)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the picture in it takes the keys
        area.setWidget(view)
        area.setMinimumHeight(min(view.sizeHint().height(), _LEAST_PICTURE))
        return area
