"""The columns of the card that are in sight where they stand in several rows, and the way to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QScrollArea, QWidget


class ColumnsInSight:
    """Looks after the scroll bar of the columns: they stand in rows, and some rows are below the others.

    Args:
        area: scrolls the columns.
    """

    def __init__(self, area: QScrollArea) -> None:
        self._area = area
        self._columns: Sequence[QWidget] = ()
        self._shown: object = None

    def show(self, columns: Sequence[QWidget], what: object) -> None:
        """Look after other columns; where they are about something else, the first are in sight.

        Args:
            columns: those that are shown, in their order.
            what: they are about it.
        """
        self._columns = columns
        if what != self._shown:
            self._shown = what
            self._area.verticalScrollBar().setValue(0)

    def forget(self) -> None:
        """Look after none."""
        self._columns, self._shown = (), None

    @property
    def below(self) -> list[int]:
        """Numbers of the columns that are not in sight: of each the better half is."""
        return [number for number, one in enumerate(self._columns) if not self._is_seen(one)]

    def step(self, rows: int) -> None:
        """Scroll to another row of columns.

        Args:
            rows: 1 for the next, -1 for the one before; after the last comes the first.
        """
        bar = self._area.verticalScrollBar()
        tops = sorted({min(one.y(), bar.maximum()) for one in self._columns}) or [0]
        here = max((n for n, top in enumerate(tops) if top <= bar.value()), default=0)
        bar.setValue(tops[(here + rows) % len(tops)])

    def bring(self, number: int) -> str:
        """Scroll to a column that is not in sight, and say so in a sentence; empty if it is, or if no card is shown.

        Args:
            number: of the column.
        """
        if number not in self.below or not self._area.isVisible():
            return ""
        self._area.verticalScrollBar().setValue(self._columns[number].y())
        return tr("That reading was not on the screen: here it is. Press again to decide.")

    def _is_seen(self, column: QWidget) -> bool:
        top = column.y() - self._area.verticalScrollBar().value()
        seen = min(top + column.height(), self._area.viewport().height()) - max(top, 0)
        return 2 * seen >= min(column.height(), self._area.viewport().height())
