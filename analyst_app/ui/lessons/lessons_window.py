"""What the codebook can learn from the folder: tag by tag its agreement, reasons, costliest differences, people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QSplitter, QTableView, QVBoxLayout, QWidget

from analyst_app.agreement.measure_words import MEASURE_WORDS
from analyst_app.corpus.overview import Cell, Table
from analyst_app.errors import AnalystError, sentence
from analyst_app.ui.lessons.lessons_reading import Lesson, Lessons
from analyst_app.ui.panels.figures_table import TableModel
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.ui.widgets.message import PlainLabel, shown_name
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.widgets.tasks import Tasks

_LOOK = 150
"""Milliseconds between two looks at how far the reading is."""
_ROOM = 16
"""Pixels between two columns."""
_MOST_REASONS = 3
_MOST_REMARKS = 3
_KINDS = {
    "split_merge": marked("one or several"),
    "boundary_tag": marked("other edges and tag"),
    "boundary": marked("other edges"),
    "tag": marked("another tag"),
    "attribute": marked("other values"),
    "note": marked("another note"),
    "link": marked("other links"),
}


class LessonsWindow(QDialog):
    """Reads the folder in a worker; nothing is written.

    Args:
        read: reads the folder, telling how far it is.
        codebook: names the tags.
        tasks: to read with.
        title_of: gives an article's title by its name.
        parent: the window.
    """

    difference_wanted = Signal(str, object, str, int)
    """An article's name, the two layers, the tag, and the place of the difference in code points."""

    def __init__(
        self,
        read: Callable[[LongWork], Lessons],
        codebook: Codebook,
        tasks: Tasks,
        title_of: Callable[[str], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("lessons_window")
        self.setWindowTitle(tr("What the codebook can learn"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 900, 640)
        self._codebook, self._title_of = codebook, title_of
        self._found: Lessons | None = None
        self._tags: list[str] = []
        self._meter = LongWork(marked("Reading {done} of {total} articles"), marked("Reading…"))
        self._looking = QTimer(self, interval=_LOOK)
        self._looking.timeout.connect(self._tell_progress)
        self._lay_out()
        self._looking.start()
        tasks.run(read, self._meter, done=self._show, failed=self._fail, work=self._meter)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._meter.stop()
        super().closeEvent(event)

    # -- inside ------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.said, self.below = _label("lessons_said", self), _label("lessons_tag", self)
        self.tags = _table("lessons_tags", tr("Tags"), self)
        self.costs = _table("lessons_costs", tr("Costliest differences"), self)
        self.people = _table("lessons_people", tr("People"), self)
        self.said.setText(tr("Reading…"))
        lower = QWidget(self)
        inner = QVBoxLayout(lower)
        inner.setContentsMargins(0, 0, 0, 0)
        for part, share in ((self.below, 0), (self.costs, 2), (self.people, 1)):
            inner.addWidget(part, share)
        self._whole = QSplitter(Qt.Orientation.Vertical, self)
        self._whole.addWidget(self.tags)
        self._whole.addWidget(lower)
        self._whole.hide()
        column = QVBoxLayout(self)
        column.addWidget(self.said)
        column.addWidget(self._whole, 1)
        column.addStretch()
        self.tags.selectionModel().currentRowChanged.connect(self._show_tag)
        self.costs.activated.connect(self._open)

    def _tell_progress(self) -> None:
        if self._meter.total:
            self.said.setText(self._meter.words)

    def _show(self, found: Lessons) -> None:
        self._looking.stop()
        if self._meter.is_stopped:
            return
        self._found = found
        known = [tag.id for tag in self._codebook.tags]
        self._tags = [tag for tag in (*known, *sorted(found.by_tag.keys() - set(known))) if tag in found.by_tag]
        told = tr("{n} article was read by two or more.|{n} articles were read by two or more.", found.articles)
        if not self._tags:
            told = tr("Nothing differs and nothing was decided in a review yet, so there is nothing to learn from.")
        self.said.setText("\n".join([told, *map(shown_name, found.left_out[:_MOST_REMARKS])]))
        self._whole.setVisible(bool(self._tags))
        rows = tuple(self._row(tag, found.by_tag[tag]) for tag in self._tags)
        columns = (tr("tag"), MEASURE_WORDS["alpha"].name, tr("differences"), tr("commonest reasons"))
        _put(self.tags, Table(tr("Tags"), columns, rows))
        if self._tags:
            self.tags.setCurrentIndex(self.tags.model().index(0, 0))
            self.tags.setFocus()

    def _row(self, tag: str, lesson: Lesson) -> tuple[Cell, ...]:
        agreement = self._found.agreement if self._found is not None else None
        alpha = agreement.tag(tag).figures["alpha"].value if agreement is not None and tag in agreement.tags else None
        figure = "–" if alpha is None else f"{alpha:.2f}"
        return Cell(self._name(tag)), Cell(figure), Cell(lesson.differences), Cell(_in_words(lesson.reasons))

    def _show_tag(self, index: QModelIndex) -> None:
        if self._found is None or not index.isValid():
            return
        tag = self._tags[index.row()]
        lesson = self._found.by_tag[tag]
        known = self._codebook.tag(tag)
        meaning = " ".join(filter(None, (known.definition, known.edges))) if known is not None else ""
        self.below.setText(f"{self._name(tag)}: {meaning}" if meaning else self._name(tag))
        costs = tuple(
            (
                Cell(self._title_of(one.article), file=one.article),
                Cell(", ".join(one.pair)),
                Cell(_kind_words(one.kind, one.pair)),
                Cell(one.characters),
            )
            for one in lesson.costliest
        )
        columns = (tr("article"), tr("layers"), tr("difference"), tr("characters that differ"))
        _put(self.costs, Table(tr("Costliest differences"), columns, costs))
        people = []
        for person in sorted(lesson.people):
            judged = lesson.judged(person)
            reasons = _in_words(lesson.reasons_of(person))
            people.append((Cell(person), Cell(judged.taken), Cell(judged.changed), Cell(reasons)))
        columns = (tr("person"), tr("taken in review"), tr("not taken"), tr("commonest reasons"))
        _put(self.people, Table(tr("People"), columns, tuple(people)))
        self.people.setVisible(bool(people))

    def _open(self, index: QModelIndex) -> None:
        if self._found is not None:
            tag = self._tags[self.tags.currentIndex().row()]
            one = self._found.by_tag[tag].costliest[index.row()]
            self.difference_wanted.emit(one.article, one.pair, tag, one.start)

    def _name(self, tag: str) -> str:
        known = self._codebook.tag(tag)
        return known.name if known is not None else tag

    def _fail(self, error: Exception) -> None:
        self._looking.stop()
        if not isinstance(error, AnalystError | OSError):
            self.said.setText(tr("The folder could not be read."))
            raise error
        self.said.setText(sentence(error))


def _in_words(reasons: Counter[str]) -> str:
    return " · ".join(f"{shown_name(name)} {count:,}" for name, count in reasons.most_common(_MOST_REASONS))


def _kind_words(kind: str, pair: tuple[str, str]) -> str:
    if kind in ("only_a", "only_b"):
        return tr("only {person}", person=pair[kind == "only_b"])
    return tr(_KINDS[kind])


def _put(view: QTableView, table: Table) -> None:
    model = view.model()
    if isinstance(model, TableModel):
        model.show_table(table)
    view.resizeColumnsToContents()
    for column in range(len(table.columns) - 1):
        view.setColumnWidth(column, view.columnWidth(column) + _ROOM)
    if table.rows:
        view.setCurrentIndex(model.index(0, 0))


def _table(name: str, title: str, parent: QWidget) -> QTableView:
    view = QTableView(parent)
    view.setModel(TableModel(Table(title, ()), parent))
    view.setObjectName(name)
    view.setAccessibleName(title)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QTableView.SelectionMode.SingleSelection)
    view.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    view.setTabKeyNavigation(False)
    view.horizontalHeader().setStretchLastSection(True)
    view.verticalHeader().setVisible(False)
    view.setShowGrid(False)
    return view


def _label(name: str, parent: QWidget) -> PlainLabel:
    label = PlainLabel("", parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label
