"""Searching all articles: a concordance under the text. A click goes there; chosen rows can be tagged at once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QDockWidget, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from analyst_app.corpus.concordance import Hit, Query, attribute_pair, hits, until_too_slow
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.indexing import index_faults
from analyst_app.corpus.listing import half_read, left_out
from analyst_app.corpus.searching.question import asking_for
from analyst_app.errors import AnalystError, sentence
from analyst_app.session.faults import reason
from analyst_app.ui.corpus.filter_chips import FilterChips
from analyst_app.ui.corpus.hit_model import ARTICLE, HIT, LEFT, RIGHT, TAG, HitModel
from analyst_app.ui.corpus.hit_table import HitTable
from analyst_app.ui.widgets.empty_note import EmptyNote
from analyst_app.ui.widgets.lower_docks import key_within
from analyst_app.ui.widgets.message import ElidedLabel, shown_name
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import marked, tr, whole

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.corpus.corpus_keeper import CorpusKeeper
    from analyst_app.ui.widgets.tasks import Tasks
    from analyst_app.ui.widgets.theme import Looks

_FIRST, _PORTION = 50, 1_000
"""Hits that are shown at once: the first few without a wait."""
_MOST = 20_000
_TOLD = 20
"""Problems that the word under the table names when it is pointed at."""
_LONGEST = 100
"""Characters of selected words that are taken over."""
_SEARCHING = marked("Searching…")
_NO_FOLDER = marked("Open a folder of articles (Ctrl+Shift+O) to search it.")
_BEFORE = marked("Type words and press Enter; point at the field to see what else can be asked.")
_HELP = marked(
    "depot: the word in any case, with or without accents, also in notes, names, titles and outlets\n"
    "dock*, *verkehr*, d?pot: a word that begins so, has these letters in it, has any one letter there\n"
    "“stay at the depot”: these words in a row, also with stars\n"
    "union depot, union AND depot: the shortest stretch of a paragraph with both\n"
    "union OR mayor: either; union NOT mayor: the first in paragraphs without the second\n"
    "union NEAR/5 depot: at most 5 words between, in either order (NEAR: 10); brackets say what belongs together\n"
    "/[A-Z]{2,}/: a regular expression on the text as it is written; /…/i in any case"
)
ORDERS = {
    ARTICLE: marked("by article"),
    LEFT: marked("by the words before"),
    HIT: marked("by the hit"),
    RIGHT: marked("by the words after"),
    TAG: marked("by tag"),
}
"""The columns that hits are sorted by, and how the list of orders calls them."""


class SearchPanel(QDockWidget):
    """The concordance.

    Args:
        corpus: the opened folder's index.
        actions: have the tags of the codebook.
        tasks: to search with.
        looks: colours and sizes.
        parent: the window.
    """

    passage_chosen = Signal(object, object, str)
    """A hit was clicked: the Path of its article, its Span, and its words."""
    tagging_wanted = Signal(object, object, str)
    """Hits are to be tagged: the folder's Path, a list of Hits, and the tag's id."""
    back_wanted = Signal()
    """The overview, whose passages are shown, is to be seen again."""
    left = Signal()
    """The focus belongs to the text again."""
    _found = Signal(int, object)
    _articles_changed = Signal()
    """In the worker: the folder held other articles than the index."""

    def __init__(self, corpus: CorpusKeeper, actions: ActionSet, tasks: Tasks, looks: Looks, parent: QWidget) -> None:
        super().__init__(tr("Search all articles"), parent)
        self.setObjectName("search_panel")
        self.setAllowedAreas(Qt.DockWidgetArea.BottomDockWidgetArea | Qt.DockWidgetArea.TopDockWidgetArea)
        self._corpus, self._actions, self._tasks, self._looks = corpus, actions, tasks, looks
        self._turn = 0
        self._has_room = True
        """True if filters and acts are seen, too."""
        self.model = HitModel()
        body, space = QWidget(self), looks.sizes.space
        column = QVBoxLayout(body)
        column.setContentsMargins(space(1), space(0), space(1), space(0))
        column.setSpacing(space(0))
        column.addLayout(self._head(body))
        self.filters = FilterChips(looks, body)
        self.filters.changed.connect(self._check_words)
        self.filters.asked.connect(self.search)
        column.addWidget(self.filters)
        column.addWidget(self._fault(body))
        column.addWidget(self._list(), 1)
        column.addLayout(self._foot(body))
        self.setWidget(body)
        for before, after in pairwise((self.words, *self.filters.stops, self.more, self.go, self.table, self.back)):
            QWidget.setTabOrder(before, after)
        key_within(body, "Esc", self._leave)
        actions.tags_changed.connect(self._fill_tags)
        self._found.connect(self._show)
        self._articles_changed.connect(corpus.note_changed)
        corpus.failed.connect(self._end_waiting)
        corpus.stopped.connect(lambda: self._end_waiting(tr("Reading the articles was stopped: search again.")))
        self._fill_tags()
        self._show_acts()
        self.empty.say(tr(_BEFORE))

    # -- building ----------------------------------------------------------------------

    def _head(self, body: QWidget) -> QHBoxLayout:
        """The line for the words."""
        self.words = QLineEdit(body)
        self.words.setObjectName("search_words")
        self.words.setPlaceholderText(tr("words, “a phrase”, *part*, OR, NOT, NEAR/5"))
        self.words.setAccessibleName(tr("Words to look for in all articles"))
        self.words.setToolTip(tr(_HELP))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._check_words)
        self.words.returnPressed.connect(self.search)
        self.more = QPushButton(tr("More"), body)
        self.more.setCheckable(True)
        self.more.setObjectName("search_more")
        self.more.setToolTip(tr("Filters, the order of the hits, and tagging them"))
        self.more.setProperty("role", "quiet")
        self.more.toggled.connect(self._fold)
        self.go = QPushButton(tr("Search"), body)
        self.go.setObjectName("search_go")
        self.go.setProperty("role", "primary")
        self.go.clicked.connect(self.search)
        row = QHBoxLayout()
        row.setSpacing(self._looks.sizes.space(1))
        row.addWidget(self.words, 1)
        row.addWidget(self.more)
        row.addWidget(self.go)
        return row

    def _fault(self, body: QWidget) -> ElidedLabel:
        """The line below the fields that says what is wrong with them; it is there only then."""
        self.fault = ElidedLabel("", body)
        self.fault.setObjectName("search_fault")
        self.fault.setProperty("role", "wrong")
        self.fault.setVisible(False)
        return self.fault

    def _list(self) -> HitTable:
        self.table = HitTable(self.model, self._looks)
        self.table.clicked.connect(self._go_to)
        self.table.activated.connect(self._open_current)
        self.empty = EmptyNote("search_empty", self.table, self._looks)
        self.empty.pressed.connect(self.filters.ask_without)
        return self.table

    def _foot(self, body: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._looks.sizes.space(1))
        self.back = QPushButton(tr("Back to the overview"), body)
        self.back.setObjectName("search_back")
        self.back.setProperty("role", "link")
        self.back.clicked.connect(self.back_wanted)
        self.back.hide()
        row.addWidget(self.back)
        self.said = ElidedLabel("", body)
        self.said.setObjectName("search_said")
        self.order = QComboBox(body)
        self.order.setObjectName("search_order")
        self.order.setAccessibleName(tr("Order of the hits"))
        self.order.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for column, words in ORDERS.items():
            self.order.addItem(tr(words), column)
        self.order.activated.connect(self._sort)
        self.tag_with = QComboBox(body)
        self.tag_with.setObjectName("search_tag_with")
        self.tag_with.setAccessibleName(tr("Tag for the chosen rows"))
        self.tag_with.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.tag_with.setMaximumWidth(self._looks.sizes.width("filter_chip"))
        self.tag_rows = QPushButton(tr("Tag chosen rows"), body)
        self.tag_rows.setObjectName("search_tag_rows")
        self.tag_rows.clicked.connect(self._tag_chosen)
        row.addWidget(self.said, 1)
        for widget in (self.order, self.tag_with, self.tag_rows):
            row.addWidget(widget)
        return row

    def _fill_tags(self) -> None:
        codebook: Codebook | None = self._actions.codebook
        chosen = self.tag_with.currentData()
        self.model.name_tags({tag.id: tag.name for tag in codebook.tags} if codebook is not None else {})
        self.table.show_codebook(codebook)
        self.filters.fill_tags(codebook)
        self.tag_with.clear()
        for tag in codebook.tags if codebook is not None else ():
            if not tag.retired:
                self.tag_with.addItem(tag.name, tag.id)
        self.tag_with.setCurrentIndex(max(0, self.tag_with.findData(chosen)))

    # -- its room ----------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low panel all but words and hits gives way, until it is asked for."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        is_low = self.height() < self._looks.sizes.height("low_panel")
        self.more.setVisible(is_low)
        self._has_room = self.more.isChecked() or not is_low
        self.filters.setVisible(self._has_room)
        self._show_acts()

    # -- searching ---------------------------------------------------------------------

    def open(self, selected: str = "") -> None:
        """Show the panel with the focus in its field.

        Args:
            selected: words of the article, which are taken over.
        """
        words = " ".join(selected.split())
        if 0 < len(words) <= _LONGEST:
            self.words.setText(asking_for(words))
        self.setVisible(True)
        self.raise_()
        self.words.setFocus()
        self.words.selectAll()

    def show_passages(self, query: Query, *, leads_back: bool = False) -> None:
        """Show the passages of a number of the overview or of the people; the keyboard goes to them.

        Args:
            query: asks for them.
            leads_back: True if the overview waits to be shown again.
        """
        self.words.clear()
        self.filters.clear()
        self.filters.choose_tag(query.tags[0] if query.tags else "")
        self.setVisible(True)
        self.raise_()
        self.table.setFocus()  # else it stays in the pane that is covered now, and its keys change what nobody sees
        self._run(query)
        self.back.setVisible(leads_back)

    def forget_overview(self) -> None:
        """The overview is seen, or closed: nothing leads back to it."""
        self.back.hide()

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
        self.fault.setToolTip(plain_tip(fault))
        self.fault.setVisible(bool(fault))

    def search(self) -> None:
        """Search what the fields say; if that cannot be asked, the hits of what was asked before go."""
        self.back.hide()
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
        self.order.setCurrentIndex(0)
        self._tell("")
        self._show_acts()
        self.empty.say("")

    def _tell(self, words: str, tool_tip: str = "") -> None:
        self.said.setText(words)
        self.said.setToolTip(plain_tip(tool_tip))

    def query(self) -> Query:
        """The query that the fields make.

        Raises:
            UsageError: a condition cannot be read.
        """
        typed, tag = self.filters.typed, self.filters.tag.currentData()
        where = typed("where")
        return Query(
            words=self.words.text(),
            tags=(tag,) if tag else (),
            attributes=(attribute_pair(where),) if where else (),
            annotators=tuple(typed("annotator").replace(",", " ").split()),
            since=typed("since"),
            until=typed("until"),
            outlet=typed("outlet"),
        )

    def _run(self, query: Query) -> None:
        self._forget_hits()
        self._say_fault("")
        turn, index = self._turn, self._corpus.index
        if index is None:
            self._tell(tr(_NO_FOLDER))
            return
        self.said.setText(tr(_SEARCHING))
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
        if self.said.text() == tr(_SEARCHING):
            self._turn += 1
            self.said.setText(why)

    def _sort(self) -> None:
        self.model.sort(self.order.currentData())

    def _show(self, turn: int, portion: list[Hit]) -> None:
        if turn == self._turn:
            self.model.add_hits(portion)
            self._count(is_done=False)

    def _count(self, *, is_done: bool, problems: Sequence[str] = (), remarks: Sequence[str] = ()) -> None:
        count = len(self.model.hits)
        articles = len({hit.article for hit in self.model.hits})
        words = tr("{n} hit|{n} hits", count)
        words += " " + tr("in {n} article|in {n} articles", articles)
        if is_done and count >= _MOST:
            words += tr("; no more than {most} are shown", most=whole(_MOST))
        if problems:
            words += tr("; {n} file has problems|; {n} files have problems", len(problems))
        words += f". {' '.join(remarks)}".rstrip() if is_done else "…"
        self._tell(words, "\n".join(map(shown_name, [*remarks, *problems[:_TOLD]])))
        self._show_acts()
        if is_done and not count:
            self._say_nothing_found()

    def _show_acts(self) -> None:
        """Show the acts on hits where there are hits, and room."""
        for widget in (self.order, self.tag_with, self.tag_rows):
            widget.setVisible(self._has_room and bool(self.model.hits))

    def _say_nothing_found(self) -> None:
        if self.filters.is_set:
            self.empty.say(tr("Nothing is found with this filter."), tr("Clear filter"))
        else:
            self.empty.say(tr("No article has these words."))

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
            self.said.setText(tr("Choose rows first: Ctrl+click, Shift+click or Ctrl+A."))
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
