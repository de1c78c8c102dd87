"""Searching all articles: a concordance under the text. A click goes there; chosen rows can be tagged at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDockWidget,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from analyst_app.corpus.concordance import Hit, Query, attribute_pair, hits, until_too_slow
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.indexing import index_faults
from analyst_app.corpus.listing import half_read, left_out
from analyst_app.corpus.searching.question import asking_for
from analyst_app.errors import AnalystError, sentence
from analyst_app.session.faults import reason
from analyst_app.ui.corpus.hit_delegate import HitDelegate
from analyst_app.ui.corpus.hit_model import ARTICLE, HIT, LEFT, RIGHT, TAG, HitModel
from analyst_app.ui.widgets.lower_docks import key_within
from analyst_app.ui.widgets.message import ElidedLabel, shown_name
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.corpus.corpus_keeper import CorpusKeeper
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks

_FIRST, _PORTION = 50, 1_000
"""Hits that are shown at once: the first few without a wait."""
_MOST = 20_000
_TOLD = 20
"""Problems that the word under the table names when it is pointed at."""
_SEARCHING = "Searching…"
_NO_FOLDER = "Open a folder of articles (Ctrl+Shift+O) to search it."
_HELP = marked(
    "depot: the word in any case, with or without accents, also in notes, names, titles and outlets\n"
    "dock*, *verkehr*, d?pot: a word that begins so, has these letters in it, has any one letter there\n"
    "“stay at the depot”: these words in a row, also with stars\n"
    "union depot, union AND depot: the shortest stretch of a paragraph with both\n"
    "union OR mayor: either; union NOT mayor: the first in paragraphs without the second\n"
    "union NEAR/5 depot: at most 5 words between, in either order (NEAR: 10); brackets say what belongs together\n"
    "/[A-Z]{2,}/: a regular expression on the text as it is written; /…/i in any case"
)
_WIDTHS = {ARTICLE: 150, HIT: 150, TAG: 90}


class SearchPanel(QDockWidget):
    """The concordance.

    Args:
        corpus: the opened folder's index.
        bridge: says what is selected.
        actions: have the tags of the codebook.
        tasks: to search with.
        parent: the window.
    """

    passage_chosen = Signal(object, object, str)
    """A hit was clicked: the Path of its article, its Span, and its words."""
    tagging_wanted = Signal(object, object, str)
    """Hits are to be tagged: the folder's Path, a list of Hits, and the tag's id."""
    left = Signal()
    """The focus belongs to the text again."""
    _found = Signal(int, object)
    _articles_changed = Signal()
    """In the worker: the folder held other articles than the index."""

    def __init__(
        self, corpus: CorpusKeeper, bridge: SessionBridge, actions: ActionSet, tasks: Tasks, parent: QWidget
    ) -> None:
        super().__init__("Search all articles", parent)
        self.setObjectName("search_panel")
        self.setAllowedAreas(Qt.DockWidgetArea.BottomDockWidgetArea | Qt.DockWidgetArea.TopDockWidgetArea)
        self._corpus, self._bridge, self._actions, self._tasks = corpus, bridge, actions, tasks
        self._turn = 0
        self.model = HitModel()
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(6, 4, 6, 4)
        column.addLayout(self._fields(body))
        column.addWidget(self._fault(body))
        column.addWidget(self._table(body), 1)
        column.addLayout(self._foot(body))
        self.setWidget(body)
        key_within(body, "Esc", self._leave)
        actions.tags_changed.connect(self._fill_tags)
        self._found.connect(self._show)
        self._articles_changed.connect(corpus.note_changed)
        corpus.failed.connect(self._end_waiting)
        corpus.stopped.connect(lambda: self._end_waiting(tr("Reading the articles was stopped: search again.")))
        self._fill_tags()

    # -- building ----------------------------------------------------------------------

    def _fields(self, body: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        self.words = self._field(body, "search_words", tr("words, “a phrase”, *part*, OR, NOT, NEAR/5"))
        self.words.setToolTip(tr(_HELP))
        self.tag = QComboBox(body)
        self.tag.setObjectName("search_tag")
        self.tag.setAccessibleName("In annotations of this tag")
        self.where = self._field(body, "search_where", "attribute=value")
        self.annotator = self._field(body, "search_annotator", "annotator")
        self.outlet = self._field(body, "search_outlet", "outlet")
        self.since = self._field(body, "search_since", "from 2024-01")
        self.until = self._field(body, "search_until", "to 2024-12")
        self.go = QPushButton("Search", body)
        self.go.setObjectName("search_go")
        self.go.clicked.connect(self.search)
        for widget, stretch in (
            (self.words, 4), (self.tag, 1), (self.where, 2), (self.annotator, 1), (self.outlet, 1), (self.since, 1),
            (self.until, 1), (self.go, 0),
        ):  # fmt: skip
            row.addWidget(widget, stretch)
        return row

    def _field(self, body: QWidget, name: str, words: str) -> QLineEdit:
        field = QLineEdit(body)
        field.setObjectName(name)
        field.setPlaceholderText(words)
        field.setAccessibleName(words)
        field.setMinimumWidth(60)
        field.textChanged.connect(self._check_words)
        field.returnPressed.connect(self.search)
        return field

    def _fault(self, body: QWidget) -> ElidedLabel:
        """The line below the fields that says what is wrong with them; it is there only then."""
        self.fault = ElidedLabel("", body)
        self.fault.setObjectName("search_fault")
        self.fault.setVisible(False)
        return self.fault

    def _table(self, body: QWidget) -> QTableView:
        self.table = QTableView(body)
        self.table.setObjectName("search_hits")
        self.table.setAccessibleName("Hits")
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setShowGrid(False)
        self.table.setItemDelegate(HitDelegate(self.table))
        self.table.verticalHeader().setVisible(False)
        self.table.verticalHeader().setDefaultSectionSize(self.table.fontMetrics().height() + 6)
        head = self.table.horizontalHeader()
        for section, width in _WIDTHS.items():
            self.table.setColumnWidth(section, width)
        for section in (LEFT, RIGHT):
            head.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.sortIndicatorChanged.connect(self._sort)
        self.table.clicked.connect(self._go_to)
        self.table.activated.connect(self._open_current)
        return self.table

    def _foot(self, body: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        self.said = ElidedLabel("", body)
        self.said.setObjectName("search_said")
        self.tag_with = QComboBox(body)
        self.tag_with.setObjectName("search_tag_with")
        self.tag_with.setAccessibleName("Tag for the chosen rows")
        self.tag_rows = QPushButton("Tag chosen rows", body)
        self.tag_rows.setObjectName("search_tag_rows")
        self.tag_rows.clicked.connect(self._tag_chosen)
        row.addWidget(self.said, 1)
        row.addWidget(self.tag_with)
        row.addWidget(self.tag_rows)
        return row

    def _fill_tags(self) -> None:
        codebook: Codebook | None = self._actions.codebook
        chosen = self.tag.currentData(), self.tag_with.currentData()
        self.model.name_tags({tag.id: tag.name for tag in codebook.tags} if codebook is not None else {})
        self.tag.clear()
        self.tag_with.clear()
        self.tag.addItem("anywhere", "")
        for tag in codebook.tags if codebook is not None else ():
            self.tag.addItem(f"in {tag.name}", tag.id)
            if not tag.retired:
                self.tag_with.addItem(tag.name, tag.id)
        for box, data in zip((self.tag, self.tag_with), chosen, strict=True):
            box.setCurrentIndex(max(0, box.findData(data)))

    # -- searching ---------------------------------------------------------------------

    def open(self) -> None:
        """Show the panel with the focus in its field; selected words of the article are taken over."""
        bridge = self._bridge
        if bridge.session is not None and bridge.selection is not None:
            words = " ".join(bridge.selection.of(bridge.session.document.text).split())
            if 0 < len(words) <= 100:
                self.words.setText(asking_for(words))
        self.setVisible(True)
        self.raise_()
        self.words.setFocus()
        self.words.selectAll()

    def show_passages(self, query: Query) -> None:
        """Show the passages of a number of the overview or of the people; the keyboard goes to them."""
        for field in (self.words, self.where, self.annotator, self.outlet, self.since, self.until):
            field.clear()
        self.tag.setCurrentIndex(max(0, self.tag.findData(query.tags[0] if query.tags else "")))
        self.setVisible(True)
        self.raise_()
        self.table.setFocus()  # else it stays in the pane that is covered now, and its keys change what nobody sees
        self._run(query)

    def _check_words(self) -> None:
        """Say below the fields what is wrong with the words, as they are typed; nothing is searched."""
        try:
            Query(self.words.text()).asked  # noqa: B018 - it is read for its faults
        except AnalystError as error:
            self._say_fault(str(error))
        else:
            self._say_fault("")

    def _say_fault(self, fault: str) -> None:
        self.fault.setText(fault)
        self.fault.setToolTip(fault)
        self.fault.setVisible(bool(fault))

    def search(self) -> None:
        """Search what the fields say; if that cannot be asked, the hits of what was asked before go."""
        try:
            query = self.query()
            query.check()
        except AnalystError as error:
            self._forget_hits()
            self._say_fault(str(error))
            return
        self._run(query)

    def _forget_hits(self) -> None:
        """Take away the hits and all that was said of them."""
        self._turn += 1
        self.model.set_hits([])
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self._tell("")

    def _tell(self, words: str, tool_tip: str = "") -> None:
        self.said.setText(words)
        self.said.setToolTip(tool_tip)

    def query(self) -> Query:
        """The query that the fields make.

        Raises:
            UsageError: a condition cannot be read.
        """
        where = self.where.text().strip()
        return Query(
            words=self.words.text(),
            tags=(self.tag.currentData(),) if self.tag.currentData() else (),
            attributes=(attribute_pair(where),) if where else (),
            annotators=tuple(self.annotator.text().replace(",", " ").split()),
            since=self.since.text().strip(),
            until=self.until.text().strip(),
            outlet=self.outlet.text().strip(),
        )

    def _run(self, query: Query) -> None:
        self._forget_hits()
        self._say_fault("")
        turn, index = self._turn, self._corpus.index
        if index is None:
            self.said.setText(_NO_FOLDER)
            return
        self.said.setText(_SEARCHING)
        self._corpus.when_fresh(lambda: self._begin(turn, index, query))

    def _begin(self, turn: int, index: CorpusIndex, query: Query) -> None:
        if turn != self._turn:
            return

        problems: list[str] = []
        remarks: list[str] = []

        def look() -> None:
            refresh = index.refreshed(lambda: turn != self._turn)  # nobody tells of a file that is written in place
            if refresh.read or refresh.gone:
                self._articles_changed.emit()
            remarks.extend(filter(None, [index.withheld()]))
            problems.extend([*left_out(index), *half_read(index)])
            asked = hits(index, query, problems.append, lambda: turn == self._turn)
            found = islice(until_too_slow(asked, remarks.append), _MOST)
            size = _FIRST
            while turn == self._turn and (portion := list(islice(found, size))):
                self._found.emit(turn, portion)
                size = _PORTION
            if index.was_rebuilt() or refresh.is_rebuilt:
                remarks.append(index_faults.rebuilt())

        def failed(error: Exception) -> None:
            words = sentence(error) if isinstance(error, OSError) else reason(error, index.folder)
            if turn == self._turn:
                self.said.setText(words)

        def done(_: object) -> None:
            if turn == self._turn:
                self._count(is_done=True, problems=problems, remarks=remarks)

        self._tasks.run(look, done=done, failed=failed)

    def _end_waiting(self, why: str) -> None:
        """Say why a search that waits for the folder to be read does not go on."""
        if self.said.text() == _SEARCHING:
            self._turn += 1
            self.said.setText(why)

    def _sort(self, section: int, order: Qt.SortOrder) -> None:
        if section >= 0:
            self.model.sort(section, order)

    def _show(self, turn: int, portion: list[Hit]) -> None:
        if turn == self._turn:
            self.model.add_hits(portion)
            self._count(is_done=False)

    def _count(self, *, is_done: bool, problems: Sequence[str] = (), remarks: Sequence[str] = ()) -> None:
        count = len(self.model.hits)
        articles = len({hit.article for hit in self.model.hits})
        words = f"{count} {'hit' if count == 1 else 'hits'} in {articles} {'article' if articles == 1 else 'articles'}"
        if is_done and count >= _MOST:
            words += f"; no more than {_MOST:,} are shown"
        if problems:
            words += tr("; {n} file has problems|; {n} files have problems", len(problems))
        words += f". {' '.join(remarks)}" if remarks else ""
        tool_tip = "\n".join(map(shown_name, [*remarks, *problems[:_TOLD]]))
        self._tell(words if is_done else f"{words}…", tool_tip)

    # -- acting ------------------------------------------------------------------------

    def chosen(self) -> list[Hit]:
        """The hits of the selected rows."""
        return [self.model.hits[index.row()] for index in self.table.selectionModel().selectedRows()]

    def _go_to(self, index: QModelIndex) -> None:
        corpus = self._corpus.index
        if corpus is not None and len(self.table.selectionModel().selectedRows()) == 1:
            hit = self.model.hits[index.row()]
            self.passage_chosen.emit(corpus.folder / hit.article, hit.span, hit.text if hit.is_in_text else "")

    def _open_current(self, index: QModelIndex) -> None:
        """Enter: go to the row that the keys stand on; unless several are chosen it is chosen first."""
        if len(self.table.selectionModel().selectedRows()) <= 1:
            self.table.selectRow(index.row())
        self._go_to(index)

    def _tag_chosen(self) -> None:
        corpus, tag = self._corpus.index, self.tag_with.currentData()
        chosen = self.chosen()
        if corpus is None or not tag or not chosen:
            self.said.setText("Choose rows first: Ctrl+click, Shift+click or Ctrl+A.")
            return
        chosen = [hit for hit in chosen if hit.is_in_text]
        if not chosen:
            self.said.setText(tr("Notes, names and facts cannot be tagged: choose rows of the text."))
            return
        self.tagging_wanted.emit(corpus.folder, chosen, tag)

    def say(self, words: str) -> None:
        """Say a word under the table."""
        self.said.setText(words)

    def stop(self) -> None:
        """Let a search that is on its way end."""
        self._turn += 1

    def _leave(self) -> None:
        self.setVisible(False)
        self.left.emit()
