"""The window of what the codebook can learn: tag by tag agreement, reasons, costliest differences and people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from analyst_app.corpus.overview import Table
from analyst_app.errors import AnalystError, sentence
from analyst_app.ui.lessons.lessons_reading import Lessons
from analyst_app.ui.lessons.lessons_words import LessonWords, how_counted, how_to_go_on
from analyst_app.ui.panels.figures_table import BarDelegate, TableModel
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.ui.widgets.message import PlainLabel, shown_name
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.widgets.tasks import Tasks

_LOOK = 150
"""Milliseconds between two looks at how far the reading is."""
_MOST_REMARKS = 3
_SHARE = 100
"""Pixels of a fifth of the room for both halves, before they are fitted to the window."""


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
    older_wanted = Signal(str, str, str)
    """A person's annotations of an older version are to be gone through: the person, the name of the first article that
    has some (empty: none has), the tag."""

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
        fit_dialog(self, 900, 700)
        self._codebook, self._title_of = codebook, title_of
        self._words: LessonWords | None = None
        self._meter = LongWork(marked("Reading {done} of {total} articles"), marked("Reading…"))
        self._looking = QTimer(self, interval=_LOOK)
        self._looking.timeout.connect(self._tell_progress)
        self._lay_out()
        self.finished.connect(self._meter.stop)
        self._looking.start()
        tasks.run(read, self._meter, done=self._show, failed=self._fail, work=self._meter)

    def tell(self, words: str) -> None:
        """Say why something that was wanted is not done."""
        self.how.setText(words)

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
        for part, share in ((self.below, 0), (self.costs, 3), (self.people, 2)):
            inner.addWidget(part, share)
        self.versions = QComboBox(self)
        self.versions.setObjectName("lessons_versions")
        self._versions_label = QLabel(tr("Agreement before and since &version"), self)
        self._versions_label.setBuddy(self.versions)
        self.how = _label("lessons_how", self)
        self.versions.activated.connect(self._show_tags)
        choice = QHBoxLayout()
        for field in (self._versions_label, self.versions):
            choice.addWidget(field)
            field.hide()
        choice.addStretch(1)
        self.how.hide()
        self._whole = QSplitter(Qt.Orientation.Vertical, self)
        self._whole.addWidget(self.tags)
        self._whole.addWidget(lower)
        self._whole.setSizes([2 * _SHARE, 3 * _SHARE])
        self._whole.hide()
        column = QVBoxLayout(self)
        column.addWidget(self.said)
        column.addLayout(choice)
        column.addWidget(self._whole, 1)
        column.addWidget(self.how)
        column.addStretch()
        self.tags.selectionModel().currentRowChanged.connect(self._show_tag)
        self.tags.activated.connect(self._go_down)
        self.costs.activated.connect(self._open)
        self.people.activated.connect(self._ask_for_older)

    def _tell_progress(self) -> None:
        if self._meter.total:
            self.said.setText(self._meter.words)

    def _show(self, found: Lessons) -> None:
        self._looking.stop()
        if self._meter.is_stopped:
            return
        self._words = words = LessonWords(found, self._codebook)
        told = tr("{n} article was read by two or more.|{n} articles were read by two or more.", found.articles)
        if not words.tags:
            told = tr("Nothing differs and nothing was decided in a review yet, so there is nothing to learn from.")
        self.said.setText("\n".join([told, *map(shown_name, found.left_out[:_MOST_REMARKS])]))
        self._whole.setVisible(bool(words.tags))
        for version in found.sides.versions:
            self.versions.addItem(tr("version {version}", version=version), version)
        for field in (self._versions_label, self.versions):
            field.setVisible(bool(words.tags and found.sides.versions))
        self.how.setText(" ".join([*([how_counted()] if found.sides.versions else []), how_to_go_on()]))
        self.how.setVisible(bool(words.tags))
        self._show_tags()
        if words.tags:
            self.tags.setFocus()

    def _show_tags(self) -> None:
        """Show all tags, by the version that is chosen; the tag that is looked at stays."""
        if self._words is None:
            return
        row = max(self.tags.currentIndex().row(), 0)
        put_table(self.tags, self._words.tag_table(self._version))
        if self._words.tags:
            self.tags.setCurrentIndex(self.tags.model().index(row, 0))

    @property
    def _version(self) -> int | None:
        version = self.versions.currentData()
        return version if isinstance(version, int) else None

    def _show_tag(self, index: QModelIndex) -> None:
        if self._words is None or not index.isValid():
            return
        tag = self._words.tags[index.row()]
        self.below.setText(self._words.about(tag, self._version))
        put_table(self.costs, self._words.cost_table(tag, self._title_of))
        people = self._words.people_table(tag)
        put_table(self.people, people)
        self.people.setVisible(bool(people.rows))

    def _go_down(self) -> None:
        """Enter on a tag: to its differences."""
        self.costs.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self, index: QModelIndex) -> None:
        if self._words is not None:
            tag = self._words.tags[self.tags.currentIndex().row()]
            one = self._words.found.by_tag[tag].costliest[index.row()]
            self.difference_wanted.emit(one.article, one.pair, tag, one.start)

    def _ask_for_older(self, index: QModelIndex) -> None:
        if self._words is not None:
            tag = self._words.tags[self.tags.currentIndex().row()]
            person = self._words.people(tag)[index.row()]
            self.older_wanted.emit(person, min(self._words.found.by_tag[tag].older.get(person, ()), default=""), tag)

    def _fail(self, error: Exception) -> None:
        self._looking.stop()
        if not isinstance(error, AnalystError | OSError):
            self.said.setText(tr("The folder could not be read."))
            raise error
        self.said.setText(sentence(error))


def put_table(view: QTableView, table: Table) -> None:
    """Show another table in a view, from its first row.

    Args:
        view: made by this window.
        table: the table.
    """
    model = view.model()
    if isinstance(model, TableModel):
        model.show_table(table)
    for column in range(len(table.columns) - 1):  # the last one has the rest of the room
        view.resizeColumnToContents(column)
    if table.rows:
        view.setCurrentIndex(model.index(0, 0))


def _table(name: str, title: str, parent: QWidget) -> QTableView:
    view = QTableView(parent)
    view.setModel(TableModel(Table(title, ()), parent))
    view.setItemDelegate(BarDelegate(view))
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
