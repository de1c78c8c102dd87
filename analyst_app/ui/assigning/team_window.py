"""The progress of the team: pictures and tables by person and by week; every number leads to its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from analyst_app.ui.panels.figures_table import BarDelegate, TableModel
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.corpus.concordance import Query
    from analyst_app.corpus.overview import Table
    from analyst_app.ui.assigning.team_reading import TeamFound
    from analyst_app.ui.charts.chart_maker import ChartMaker

_MOST_NOTES = 3


class TeamWindow(QDialog):
    """The tables, each under its picture.

    Args:
        found: the progress.
        charts: draws the tables.
        parent: the window.
    """

    passages_wanted = Signal(object)
    """A number was chosen: the Query whose hits it counts."""

    def __init__(self, found: TeamFound, charts: ChartMaker, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("team")
        self.setWindowTitle(tr("Progress of the team"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 820, 600)
        self._charts = charts
        self._tables = [table for table in found.tables if table.rows]
        self._people = [str(row[0].value) for row in self._tables[0].rows] if self._tables else []
        self.said = PlainLabel("", self)
        self.said.setObjectName("team_said")
        self.said.setWordWrap(True)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("team_tabs")
        for table in self._tables:
            self.tabs.addTab(self._page(table), tr(table.title))
        self.copy = QPushButton(tr("Copy as CSV"), self)
        self.copy.setObjectName("team_copy")
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.addLayout(row)
        column.addWidget(self.tabs, 1)
        column.addStretch()
        for widget in (self.tabs, self.copy):
            widget.setVisible(bool(self._tables))
        self.tabs.setFocus()
        self.said.setText("\n".join([self._summary(), *found.notes[:_MOST_NOTES], *_more(found.notes)]))

    def _summary(self) -> str:
        if not self._tables:
            return tr("Nobody has begun an article, and nobody was given one: Corpus ▸ Assign… says who reads what.")
        rows = self._tables[0].rows
        people = tr("{n} person|{n} people", len(rows))
        done = sum(int(row[1].value or 0) for row in rows)
        return tr("{people}, {readings} done.", people=people, readings=tr("{n} reading|{n} readings", done))

    def _page(self, table: Table) -> QWidget:
        """The picture of a table over the table itself."""
        page = QSplitter(Qt.Orientation.Vertical, self)
        page.setChildrenCollapsible(False)
        picture = self._charts.picture_of(table, self, self._show_passages, self._people)
        if picture is not None:
            page.addWidget(picture)
        numbers = QWidget(page)
        view = QTableView(numbers)
        view.setObjectName("team_table")
        view.setAccessibleName(tr(table.title))
        view.setModel(TableModel(table, view))
        view.setItemDelegate(BarDelegate(view))
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.verticalHeader().setVisible(False)
        view.setShowGrid(False)
        view.resizeColumnsToContents()
        view.clicked.connect(self._go_to)
        view.activated.connect(self._go_to)
        column = QVBoxLayout(numbers)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view, 1)
        note = PlainLabel(table.note, numbers)
        note.setWordWrap(True)
        column.addWidget(note)
        page.addWidget(numbers)
        return page

    def _go_to(self, index: QModelIndex) -> None:
        model = index.model()
        query = model.cell(index).query if isinstance(model, TableModel) else None
        if query is not None:
            self._show_passages(query)

    def _show_passages(self, query: Query) -> None:
        """Give way to the passages of a number, which lie in the window below."""
        self.passages_wanted.emit(query)
        self.accept()

    def _copy(self) -> None:
        table = self._tables[self.tabs.currentIndex()]
        QGuiApplication.clipboard().setText(table.to_csv())
        self.said.setText(tr("“{table}” is on the clipboard as CSV.", table=tr(table.title)))


def _more(notes: tuple[str, ...]) -> list[str]:
    more = len(notes) - _MOST_NOTES
    return [tr("… and {n} more|… and {n} more", more)] if more > 0 else []
