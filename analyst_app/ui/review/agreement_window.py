"""The agreement in the folder: every number with its sentence and its paper, and the articles in which it is lost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from analyst_app.agreement.agreement import MEASURES
from analyst_app.agreement.corpus_agreement import CorpusAgreement, LayerPair
from analyst_app.agreement.measure_words import MEASURE_WORDS
from analyst_app.agreement.rule import PLAIN, Rule
from analyst_app.corpus.overview import Table
from analyst_app.corpus.shared_articles import reason_words
from analyst_app.errors import AnalystError, sentence
from analyst_app.ui.panels.figures_table import BarDelegate, TableModel
from analyst_app.ui.review import agreement_tables as tables
from analyst_app.ui.review.agreement_choice import RuleChoice
from analyst_app.ui.review.agreement_reading import Measured
from analyst_app.ui.review.gamma_row import GammaRow
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.elided_combo import ElidedCombo
from analyst_app.ui.widgets.flow_layout import FlowLayout
from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.ui.widgets.message import PlainLabel, shown_name
from analyst_app.wording import in_row, marked, tr, whole

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.widgets.tasks import Tasks

Measure = Callable[[Sequence[str] | None, LongWork, Collection[str] | None, Rule], Measured]
"""Reads a folder: for which layers (None: all but gold), telling how far it is, which count unfinished (None: all),
the rule."""
_LOOK = 150
"""Milliseconds between two looks at how far the reading is."""
_WIDEST = 50
"""Letters of the widest column."""
_ROOM = 16
"""Pixels between two columns."""
_REMARKS = 3
"""Sentences about what was left out that are shown."""
_FIRST = 2
"""Column of the first measure among the figures."""
_HELP = marked(
    "Click a number for what it says. Below stand the articles in which most is lost; Enter opens the review of one, "
    "and Ctrl+Shift+A leads back here."
)


def _meter() -> LongWork:
    return LongWork(marked("Reading {done} of {total} articles"), marked("Reading…"))


class AgreementWindow(QDialog):
    """Reads the folder in a worker; nothing is written."""

    article_wanted = Signal(str, object, str)
    """An article's name, the two layers to compare there, and the tag (empty: all)."""

    def __init__(self, measure: Measure, codebook: Codebook, desk: Desk, tasks: Tasks, parent: QWidget) -> None:
        """Measure, with what reads the folder or one article, when the ``desk`` has saved what is open."""
        super().__init__(parent)
        self.setObjectName("agreement_window")
        self.setWindowTitle(tr("Agreement"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 980, 640)
        self._measure, self._codebook, self._desk, self._tasks = measure, codebook, desk, tasks
        self._meter = _meter()
        self._title_of: Callable[[str], str] = str
        self._made: CorpusAgreement | None = None
        self._tags: list[str] = []
        self._tag = ""
        self._pair: LayerPair | None = None
        self.layers: dict[str, QCheckBox] = {}
        self._unfinished: dict[str, str] = {}
        """The layers that were offered unticked, with the reason: ticked, they count as they are."""
        self._looking = QTimer(self, interval=_LOOK)
        self._looking.timeout.connect(self._tell_progress)
        self._lay_out()
        self.finished.connect(self._stop)
        self.measure()

    def measure(self) -> None:
        """Read the folder for the layers that are ticked; the first time for all that are finished, but gold."""
        self._meter.stop()
        meter = self._meter = _meter()
        asked = [layer for layer, box in self.layers.items() if box.isChecked()] if self.layers else None
        self._looking.start()
        self.said.setText(tr("Reading…"))

        def done(found: Measured) -> None:
            if not meter.is_stopped:
                self._show(found)
            elif meter is self._meter:
                self._looking.stop()
                self.said.setText(tr("The reading was stopped: nothing is measured. Open this again to measure."))

        def failed(error: Exception) -> None:
            if not meter.is_stopped:  # else it was closed, or asked for other layers
                self._fail(error)

        rule = self.choice.rule
        ticked = [layer for layer in asked or () if layer in self._unfinished]
        also = None if self.choice.unfinished.isChecked() else ticked
        self._desk.when_saved(
            lambda: self._tasks.run(self._measure, asked, meter, also, rule, done=done, failed=failed, work=meter)
        )

    def name_articles(self, title_of: Callable[[str], str]) -> None:
        """Show articles by titles, which are given by the names of their files."""
        self._title_of = title_of

    def take_codebook(self, codebook: Codebook) -> None:
        """Measure anew with the tags of another codebook."""
        self._codebook = codebook
        self.choice.offer_tags(codebook)
        self.measure()

    # -- inside: widgets ---------------------------------------------------------------

    def _lay_out(self) -> None:
        self._boxes = QWidget(self)
        self._boxes_row = FlowLayout(self._boxes)
        self.choice = RuleChoice(self)
        self.choice.offer_tags(self._codebook)
        self.said = _words("agreement_said", "", self)
        self.figures = _TableView("agreement_table", tr("Figures"), self)
        self.matrix = _TableView("agreement_pairs", tr("Pairs of layers"), self)
        self.met = _TableView("agreement_tags_met", tr("Tags that met"), self)
        self.at_once = _TableView("agreement_at_once", tr("All at once"), self)
        self.at_once.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)  # sentences
        self.articles = _TableView("agreement_articles", tr("Articles"), self)
        self.times = _TableView("agreement_times", tr("Over time"), self)
        self.values = _TableView("agreement_values", tr("Values and links"), self)
        self.costs = _TableView("agreement_costs", tr("Articles in which most is lost"), self)
        self.costs.setItemDelegate(BarDelegate(self.costs))
        self.costs.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.costs_title = _words("agreement_costs_title", "", self)
        self.words = _words("agreement_sentence", tr(_HELP), self)
        self._views = (self.figures, self.matrix, self.met, self.at_once, self.articles, self.times, self.values,
                       self.costs)  # fmt: skip
        self.measures, self.of_tag = ElidedCombo(self), ElidedCombo(self)
        self.measures.setObjectName("agreement_measure")
        self.measures.setAccessibleName(tr("Measure"))
        self.of_tag.setObjectName("agreement_tag")
        self.of_tag.setAccessibleName(tr("Tag"))
        for name in MEASURES:
            self.measures.addItem(tr(MEASURE_WORDS[name].name), name)
        self.measures.setCurrentIndex(MEASURES.index("kappa"))
        self._add_tabs()
        below = _column(self.costs_title, self.costs)
        whole = QSplitter(Qt.Orientation.Vertical, self)
        whole.addWidget(self.tabs)
        whole.addWidget(below)
        whole.setSizes([360, 200])
        whole.hide()  # until there are numbers
        self._whole = whole
        self.copy = QPushButton(tr("Copy as CSV"), self)
        self.copy.setObjectName("agreement_copy")
        self.copy.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.addWidget(self._boxes)
        column.addWidget(self.choice)
        column.addWidget(self.said)
        column.addWidget(whole, 1)
        column.addWidget(self.words)
        column.addLayout(_row(self.copy))
        column.addStretch()
        self._connect()

    def _add_tabs(self) -> None:
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("agreement_tabs")
        self.tabs.addTab(self.figures, tr("&Figures"))
        pairs = QSplitter(Qt.Orientation.Horizontal)
        for square in (self.matrix, self.met):
            square.horizontalHeader().setStretchLastSection(False)
            pairs.addWidget(square)
        self.tabs.addTab(_column(_row(self.measures, self.of_tag), pairs), tr("&Pairs"))
        self.tabs.addTab(self.values, tr("&Values and links"))
        self.gamma = GammaRow(self._tasks, self)
        self.tabs.addTab(_column(self.at_once, self.gamma), tr("All at o&nce"))
        self.tabs.addTab(self.articles, tr("&Articles"))
        self.tabs.addTab(self.times, tr("&Over time"))

    def _connect(self) -> None:
        self.figures.clicked.connect(self._explain)
        self.figures.activated.connect(self._explain)
        self.matrix.clicked.connect(self._choose_pair)
        self.matrix.activated.connect(self._choose_pair)
        self.costs.activated.connect(self._open_article)
        self.articles.activated.connect(self._open_worst)
        self.choice.changed.connect(self.measure)
        self.measures.activated.connect(self._show_matrix)
        self.of_tag.activated.connect(lambda row: self._choose_tag(self._tags[row]))
        self.copy.clicked.connect(self._copy)

    def _stop(self) -> None:
        """Measure nothing for a window that is left, however it is."""
        self._meter.stop()
        self._meter = _meter()  # nobody is told how the last one ended
        self.gamma.stop()

    # -- inside: showing ---------------------------------------------------------------

    def _tell_progress(self) -> None:
        meter = self._meter
        if meter.total:
            self.said.setText(meter.words)

    def _show(self, found: Measured) -> None:
        self._looking.stop()
        self._offer_layers(found)
        is_first, self._made = self._made is None, found.made
        for widget in (self._whole, self.words, self.copy):
            widget.setVisible(found.made is not None)
        self.copy.setEnabled(found.made is not None)
        self.said.setText(_summary(found, self._codebook))
        if found.made is None:
            for view in self._views:
                view.show_table(Table("", ()))
            self.costs_title.setText("")
            return
        self._tags = tables.tags_of(found.made.agreement)
        self._tag, self._pair = "", None
        self.of_tag.clear()
        self.of_tag.addItems([tables.tag_name(tag, self._codebook) for tag in self._tags])
        self.figures.show_table(tables.figures(found.made, self._codebook))
        self.at_once.show_table(tables.at_once(found.made))
        self.times.show_table(tables.over_time(found.made))
        self.gamma.follow(found.made.spans)
        self.articles.show_table(tables.by_article(found.made, self._title_of))
        values = tables.values_and_links(found.made.agreement, self._codebook)
        self.values.show_table(values)
        self.tabs.setTabVisible(self.tabs.indexOf(self.values), bool(values.rows))
        self._choose_tag("")
        if is_first:  # afterwards the keyboard stays with what she chooses by
            self.figures.setFocus()

    def _offer_layers(self, found: Measured) -> None:
        self._unfinished.update(found.unfinished)
        for layer in sorted(found.present.keys() - self.layers.keys()):
            box = QCheckBox(self._boxes)
            box.setObjectName(f"agreement_layer_{layer}")
            box.setChecked(layer in found.chosen)
            box.clicked.connect(self.measure)
            self.layers[layer] = box
            self._boxes_row.addWidget(box)
            box.show()
        for layer, box in self.layers.items():
            box.setText(self._layer_words(layer, found))

    def _layer_words(self, layer: str, found: Measured) -> str:
        """A layer with the number of its articles, and how many of them count."""
        number, uncounted = found.present[layer], found.uncounted.get(layer, 0)
        if layer in self._unfinished:
            return f"{layer} ({whole(number)}) – {reason_words(self._unfinished[layer])}"
        if uncounted:
            return tr("{layer} ({done} of {all} done)", layer=layer, done=whole(number - uncounted), all=whole(number))
        return f"{layer} ({whole(number)})"

    def _choose_tag(self, tag: str) -> None:
        self._tag = tag
        self.of_tag.setCurrentIndex(self._tags.index(tag))
        self._show_matrix()
        self._show_costs()

    def _show_matrix(self) -> None:
        if self._made is not None:
            self.matrix.show_table(tables.pairs(self._made.agreement, self.measures.currentData(), self._tag))
            self.met.show_table(self._tags_met(self._made))

    def _tags_met(self, made: CorpusAgreement) -> Table:
        """The table of the tags that met, of the pair that was chosen, else of the first two layers."""
        layers = made.agreement.layers
        return tables.tags_met(made.agreement, self._pair or (layers[0], layers[1]), self._codebook)

    def _show_costs(self) -> None:
        if self._made is None:
            return
        table = tables.costs(self._made, self._tag, self._pair, self._title_of)
        self.costs.show_table(table)
        of = tables.tag_name(self._tag, self._codebook)
        if self._pair:
            of = tr("{tag}, {one} and {other}", tag=of, one=self._pair[0], other=self._pair[1])
        number = len({row[0].file for row in table.rows})
        told = tr("{n} article with differences|{n} articles with differences", number)
        self.costs.setVisible(bool(number))
        told = told if number else tr("no article differs")
        self.costs_title.setText(tr("Where it is lost ({what}): {told}", what=of, told=told))

    # -- inside: acting ----------------------------------------------------------------

    def _explain(self, index: QModelIndex) -> None:
        if self._made is None:
            return
        tag = self._tags[index.row()]
        if tag != self._tag or self._pair is not None:
            self._pair = None
            self._choose_tag(tag)
        names = (*MEASURES, "moved")
        if index.column() < _FIRST:
            self.words.setText(tr(_HELP))
            return
        name = names[index.column() - _FIRST]
        words = MEASURE_WORDS[name]
        agreement = self._made.agreement
        one = agreement.tag(tag) if tag else agreement.overall()
        why = one.moved.why if name == "moved" else one.figures[name].why
        undefined = " " + tr("Undefined here: {why}.", why=tr(why)) if why else ""
        if name in MEASURES and not why and self._made.intervals[tag or None][name] is None:
            undefined = " " + tr("No interval: {why}.", why=tr(agreement.why_no_interval(tag or None)))
        self.words.setText(f"{tables.measure_told(words)}{undefined}")

    def _choose_pair(self, index: QModelIndex) -> None:
        if self._made is None or index.column() == 0 or index.row() == index.column() - 1:
            return
        layers = self._made.agreement.layers
        first, last = sorted((index.row(), index.column() - 1))
        self._pair = (layers[first], layers[last])
        self.met.show_table(self._tags_met(self._made))
        self._show_costs()

    def _open_article(self, index: QModelIndex) -> None:
        if self._made is not None:
            cost = self._made.costliest(self._tag, self._pair)[index.row()]
            self.article_wanted.emit(cost.article, cost.pair, self._tag)

    def _open_worst(self, index: QModelIndex) -> None:
        """Open the review of an article between the two who differ most in it."""
        if self._made is not None:
            name = self._made.by_article()[index.row()].article
            pairs = [cost.pair for cost in self._made.costliest() if cost.article == name]
            layers = self._made.agreement.layers
            self.article_wanted.emit(name, pairs[0] if pairs else (layers[0], layers[1]), "")

    def _copy(self) -> None:
        if self._made is None:
            return
        made = self._made
        shown: dict[int, Callable[[], Sequence[Table]]] = {
            0: lambda: [tables.figures_apart(made, self._codebook)],
            1: lambda: [
                tables.pairs(made.agreement, self.measures.currentData(), self._tag),
                self._tags_met(made),
            ],
            2: lambda: [tables.values_and_links(made.agreement, self._codebook)],
            3: lambda: [tables.at_once(made)],
            4: lambda: [tables.by_article(made, self._title_of)],
            5: lambda: [tables.over_time(made)],
        }
        found = shown[self.tabs.currentIndex()]()
        QGuiApplication.clipboard().setText("\n".join(table.to_csv() for table in found))
        self.words.setText(tr("“{title}” is on the clipboard as CSV.", title=found[0].title))

    def _fail(self, error: Exception) -> None:
        self._looking.stop()
        if not isinstance(error, AnalystError | OSError):
            self.said.setText(tr("The agreement could not be measured."))
            raise error
        self.said.setText(sentence(error))


class _TableView(QTableView):
    """Shows one table after another."""

    def __init__(self, name: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = TableModel(Table(title, ()), self)
        self.setModel(self._table)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().setVisible(False)
        self.setShowGrid(False)

    def show_table(self, table: Table) -> None:
        self._table.show_table(table)
        self.resizeColumnsToContents()
        for column in range(len(table.columns) - 1):  # the last takes what is left
            widest = _WIDEST * self.fontMetrics().averageCharWidth()
            self.setColumnWidth(column, min(widest, self.columnWidth(column) + _ROOM))
        if table.rows:
            self.setCurrentIndex(self._table.index(0, 0))


def _summary(found: Measured, codebook: Codebook) -> str:
    if found.made is not None:
        number = found.made.agreement.articles
        words = marked("{n} article read by two or more of {layers}.|{n} articles read by two or more of {layers}.")
        told = tr(words, number, layers=in_row(found.chosen))
        told += "" if found.rule == PLAIN else f" {tr('Rule: {rule}.', rule=found.rule.words)}"
        sentence_of_all = tables.in_a_sentence(found.made.agreement, codebook)
        told = "\n".join(filter(None, (told, sentence_of_all, tables.figures(found.made, codebook).note)))
    elif len(found.chosen) < 2:
        told = tr("Two layers are needed: tick another, or wait until a colleague's is in the folder.")
    else:
        told = tr("No article was read by two of {layers}.", layers=in_row(found.chosen))
    more = len(found.left_out) - _REMARKS
    remarks = [shown_name(words) for words in found.left_out[:_REMARKS]]
    return "\n".join([told, *found.notes, *remarks, *([tr("… and {more} more", more=whole(more))] if more > 0 else [])])


def _words(name: str, words: str, parent: QWidget) -> PlainLabel:
    label = PlainLabel(words, parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _column(*parts: QWidget | QHBoxLayout) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 6, 0, 0)
    for part in parts:
        column.addLayout(part) if isinstance(part, QHBoxLayout) else column.addWidget(part)
    return page
