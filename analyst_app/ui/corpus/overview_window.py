"""The numbers of the corpus: pictures, and tables with bars in them; every number leads to its passages."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from analyst_app.core.layer_ids import is_gold
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.overview import Table, layer_choices, overview
from analyst_app.errors import AnalystError, sentence
from analyst_app.ui.charts.chart_file import write_chart
from analyst_app.ui.charts.chart_view import ChartView
from analyst_app.ui.corpus.overview_picture import write_picture
from analyst_app.ui.panels.figures_table import BarDelegate, TableModel
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import ElidedLabel, PlainLabel, shown_name
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.corpus.concordance import Query
    from analyst_app.ui.charts.chart_maker import ChartMaker
    from analyst_app.ui.corpus.corpus_keeper import CorpusKeeper
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks


class OverviewWindow(QDialog):
    """The tables, counted over the layers that a person chooses.

    Args:
        corpus: the opened folder's index.
        tasks: to count with.
        workplace: says which layer is the annotator's own.
        charts: draws the tables, and has the tags of the codebook.
        parent: the window.
    """

    passages_wanted = Signal(object)
    """A number was clicked: the Query whose hits it counts."""
    returned = Signal()
    """It is seen again."""

    def __init__(
        self,
        corpus: CorpusKeeper,
        tasks: Tasks,
        workplace: Workplace,
        charts: ChartMaker,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("overview")
        self.setWindowTitle(tr("Overview of the corpus"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 900, 720)
        self._corpus, self._tasks, self._workplace = corpus, tasks, workplace
        self._charts = charts
        self._turn = 0
        self._index = corpus.index
        self._is_closed = False
        self.finished.connect(self._end)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("overview_tabs")
        self.tabs.setUsesScrollButtons(True)
        self.layers = QComboBox(self)
        self.layers.setObjectName("overview_layers")
        self.layers.setAccessibleName(tr("Layers that are counted"))
        self.layers.addItem(tr("all layers"), ())
        self.layers.activated.connect(self.count)
        self.said = ElidedLabel(tr("Counting…"), self)
        self.said.setObjectName("overview_said")
        row = QHBoxLayout()
        row.addWidget(self.layers)
        row.addWidget(self.said, 1)
        for name, words, act in (
            ("overview_copy", tr("Copy as CSV"), self._copy),
            ("overview_save", tr("Save picture…"), self._ask_for_picture),
        ):  # fmt: skip
            button = QPushButton(words, self)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            row.addWidget(button)
            QWidget.setTabOrder(button, self.tabs)
        self.tabs.hide()  # nothing is in it yet
        column = QVBoxLayout(self)
        column.addLayout(row)  # on top: in a low window the rest scrolls
        column.addWidget(self.tabs, 1)
        column.addStretch()
        corpus.stopped.connect(self._tell_stopped)
        corpus.when_fresh(self._begin)
        charts.when_recoloured(self.count)

    @property
    def is_current(self) -> bool:
        """True if it is not closed, and counts the folder that is open now."""
        return not self._is_closed and self._corpus.index is self._index

    def come_back(self) -> None:
        """Be seen again as it was left."""
        self.returned.emit()
        self.show()
        self.raise_()
        self.activateWindow()

    def _show_passages(self, query: Query) -> None:
        """Give way to the passages of a number, which lie in the window below."""
        self.hide()
        window = self.parentWidget()
        if window is not None:
            window.activateWindow()
        self.passages_wanted.emit(query)

    def _end(self) -> None:
        """It is closed: what is still being counted has nobody to be told to."""
        self._is_closed = True

    def _tell_stopped(self) -> None:
        self.said.setText(tr("Reading the articles was stopped: open this again to count them."))

    # -- counting ----------------------------------------------------------------------

    def _begin(self) -> None:
        if self._is_closed:
            return
        index = self._corpus.index
        if index is not None:
            self._tasks.run(layer_choices, index, done=self._fill_layers, failed=self._fail)

    def _fill_layers(self, choices: list[tuple[str, int]]) -> None:
        if self._is_closed:
            return
        golds = tuple(layer for layer, _ in choices if is_gold(layer))
        if golds:
            self.layers.addItem(tr("gold"), golds)
        for layer, count in choices:
            self.layers.addItem(f"{layer} ({count})", (layer,))
        listed = [layer for layer, _ in choices]
        mine = self._workplace.annotator
        self.layers.setCurrentIndex(1 if golds else 1 + listed.index(mine) if mine in listed else 0)
        self.count()

    def count(self) -> None:
        """Count over the chosen layers, in a worker."""
        index = self._corpus.index
        if index is None or self._is_closed:
            return
        self._turn += 1
        turn, layers = self._turn, tuple(self.layers.currentData())

        def done(counted: tuple[list[Table], str]) -> None:
            if turn == self._turn and not self._is_closed:
                self._show(*counted)

        codebook = self._charts.codebook
        self._tasks.run(_counted, index, codebook, layers, done=done, failed=self._fail)

    def _show(self, tables: list[Table], withheld: str) -> None:
        chosen = self.tabs.currentIndex()
        self.tabs.clear()
        for table in tables:
            self.tabs.addTab(self._page(table), table.title)
        self.tabs.setCurrentIndex(max(0, chosen))
        if self.tabs.isHidden():
            self.tabs.show()
            self.tabs.setFocus()
        self.said.setText(withheld or tr("A number leads to its passages in the window; there a button leads back."))
        self.said.setToolTip(plain_tip(withheld))

    def _page(self, table: Table) -> QWidget:
        """The picture of a table over the table itself."""
        page = QSplitter(Qt.Orientation.Vertical, self)
        page.setChildrenCollapsible(False)
        picture = self._charts.picture_of(table, self, self._show_passages)
        if picture is not None:
            page.addWidget(picture)
        page.addWidget(self._numbers(table))
        return page

    def _numbers(self, table: Table) -> QWidget:
        page = QWidget(self)
        view = QTableView(page)
        view.setObjectName("overview_table")
        view.setAccessibleName(table.title)
        view.setModel(TableModel(table, view))
        view.setItemDelegate(BarDelegate(view))
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.verticalHeader().setVisible(False)
        view.setShowGrid(False)
        view.resizeColumnsToContents()
        view.clicked.connect(lambda index: self._go_to(view, index))
        view.activated.connect(lambda index: self._go_to(view, index))
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(view, 1)
        if table.note:
            note = PlainLabel(table.note, page)
            note.setWordWrap(True)
            column.addWidget(note)
        return page

    def _fail(self, error: Exception) -> None:
        if self._is_closed:
            return
        if not isinstance(error, AnalystError | OSError):
            self.said.setText(tr("The numbers could not be counted."))
            raise error
        self.said.setText(sentence(error))

    # -- acting ------------------------------------------------------------------------

    def _go_to(self, view: QTableView, index: QModelIndex) -> None:
        model = view.model()
        query = model.cell(index).query if isinstance(model, TableModel) else None
        if query is not None:
            self._show_passages(query)

    def shown_table(self) -> Table | None:
        """The table of the current tab."""
        page = self.tabs.currentWidget()
        view = page.findChild(QTableView) if page is not None else None
        model = view.model() if view is not None else None
        return model.table if isinstance(model, TableModel) else None

    def _copy(self) -> None:
        table = self.shown_table()
        if table is not None:
            QGuiApplication.clipboard().setText(table.to_csv())
            self.said.setText(tr("“{title}” is on the clipboard as CSV.", title=table.title))

    def _ask_for_picture(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Save picture"), "", tr("SVG picture (*.svg);;PNG picture (*.png)")
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() not in (".svg", ".png"):
            path = path.with_name(f"{path.name}.svg")
            if path.exists():  # the box that asked for the name asked about another one
                self.said.setText(tr("{name} is there already: give its whole name.", name=shown_name(path.name)))
                return
        self.save_picture(path)

    def save_picture(self, path: Path) -> None:
        """Write the picture of the current table, or the table where it has none; the name's end says of which kind."""
        table = self.shown_table()
        if table is not None:
            path = path if path.suffix.lower() in (".svg", ".png") else path.with_name(f"{path.name}.svg")
            page = self.tabs.currentWidget()
            chart = page.findChild(ChartView) if page is not None else None
            if chart is not None:
                is_written = write_chart(chart.drawing, table.title, path)
            else:
                is_written = write_picture(table, path, self)
            name = shown_name(path.name)
            words = marked("Saved {name}.") if is_written else marked("{name} could not be written there.")
            self.said.setText(tr(words, name=name))


def _counted(index: CorpusIndex, codebook: Codebook | None, layers: tuple[str, ...]) -> tuple[list[Table], str]:
    """In a worker: the tables, and the sentence about what is not counted because it may not be seen."""
    from analyst_app.corpus.articles import built_in

    return overview(index, codebook if codebook is not None else built_in(), layers), index.withheld()
