"""The rows of the list of articles: articles, and the heads of their groups.

The rows are flat and Qt's own list model counts them, so that ten thousand are
laid out without a call of ours for each; what a row shows is asked for when it
is painted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QStringListModel, Qt, Signal

from analyst_app.corpus.articles import ListedArticle
from analyst_app.corpus.assigning.article_spelling import key_of
from analyst_app.ui.panels.articles.article_groups import (
    BY_FOLDER,
    ArticleEntry,
    ArticleGroup,
    having,
    in_groups,
    in_order,
    next_first,
)
from analyst_app.ui.panels.articles.article_words import further_lines, in_words, shown_line
from analyst_app.ui.panels.articles.last_days import day_words
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import in_row, tr

_Index = QModelIndex | QPersistentModelIndex
ArticleRow = ArticleGroup | ArticleEntry

_APART = ("title", "outlet", "date", "others", "problem", "heading")
"""Facts of an article that are read apart from its progress."""
_ONE_BY_ONE = 12
"""Articles up to which each is told of for itself; of more, all rows are looked at again."""


class ArticleModel(QStringListModel):
    """The articles of a folder that are shown, in their order, under the heads of their groups."""

    count_wanted = Signal(object)
    """A begun article, an ArticleEntry, is shown, and its quotations are not counted."""
    refilling = Signal(int)
    """Other rows come at once, so many; those that were there are still told."""
    told = Signal()
    """Other articles are listed or shown, or more is known of them."""
    titled = Signal()
    """Titles were read that were not known before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[Path, ArticleEntry] = {}
        """As the folder has them."""
        self._ordered: list[ArticleEntry] = []
        self._listed: list[ArticleEntry] = []
        """Those of them that are listed: all, or a person's own, the next to be read first."""
        self._own: Mapping[str, str] | None = None
        """By article that a person reads, the day by which it is to be done; None: all are listed."""
        self._days: Mapping[str, str] = {}
        """The same, whatever is listed."""
        self._hides_readers = False
        self._groups: list[ArticleGroup] = []
        self._rows: list[ArticleRow] = []
        self._places: dict[int, int] = {}
        """The row by what stands in it."""
        self._by = BY_FOLDER
        self._folded: set[tuple[str, str]] = set()
        self._words: list[str] = []
        self._found = 0
        self._one_year: bool | None = None
        self._done: int | None = None
        """None: not counted yet."""
        self._bold: Path | None = None
        self._live: int | None = None
        """Quotations that are left in the open article; None: not known."""
        self._marks: Mapping[Path, str] = {}

    # -- telling what there is -------------------------------------------------------

    def set_articles(self, articles: Sequence[ListedArticle]) -> None:
        """List other articles; what is known of those that were listed before stays."""
        known = self._lines
        self._lines = {one.path: known.get(one.path) or ArticleEntry(one) for one in articles}
        self._hide_readers()
        self.order(self._by)

    def order(self, by: str) -> None:
        """List the articles in another order, or anew in the same.

        Args:
            by: one of ``article_groups.ORDERS``.
        """
        self._by = by
        self._ordered = in_order(list(self._lines.values()), by)
        own = self._own
        self._listed = self._ordered if own is None else next_first(self._ordered, own, self._bold)
        self._groups = in_groups(self._listed, by)
        self._one_year = self._done = None
        self._fill()

    def give(self, days: Mapping[str, str], *, hides_readers: bool) -> None:
        """Know the articles that a person was given.

        Args:
            days: by article, as ``assignments_file.key_of`` spells it, the day by which it is to be done.
            hides_readers: True if she is not told who else reads these until she is done with them.
        """
        self._days, self._hides_readers = days, hides_readers
        self._hide_readers()
        self._tell(list(self._lines.values()))

    def _hide_readers(self) -> None:
        for line in self._lines.values():
            line.hide_readers(self._hides_readers and key_of(line.article.name) in self._days)

    def narrow(self, own: Mapping[str, str] | None) -> None:
        """List only the articles that a person reads, the next one first.

        Args:
            own: by article, as ``assignments_file.key_of`` spells it, the day by which it is to be done; None: all
                articles are listed again.
        """
        if own != self._own:
            self._own = own
            self.order(self._by)

    def filter(self, words: str) -> None:
        """Show only articles that have these words."""
        wanted = words.casefold().split()
        if wanted != self._words:
            self._words = wanted
            self._fill()

    def fold(self, group: ArticleGroup, is_folded: bool) -> None:
        """Hide or show the articles of a group."""
        key = (self._by, group.key)
        if is_folded != (key in self._folded):
            self._folded ^= {key}
            self._fill()

    def update_article(self, article: ListedArticle) -> None:
        """Show the newer progress of an article; its line keeps what is not told with it, such as the title."""
        line = self._lines.get(article.path)
        if line is not None:
            kept = {name: getattr(line.article, name) for name in _APART if not getattr(article, name)}
            self.update_articles([replace(article, **kept)])

    def update_articles(self, articles: Sequence[ListedArticle]) -> None:
        """Show newer states of many articles with one signal; their order stays."""
        changed, are_titled = [], False
        for article in articles:
            line = self._lines.get(article.path)
            if line is not None and line.article != article:
                are_titled |= line.article.shown_title != article.shown_title
                line.renew(article)
                if article.path == self._bold and self._live is not None:
                    line.note_count(self._live, line.whole)  # what is told of it holds for this state too
                changed.append(line)
        self._tell(changed)
        if are_titled:
            self.titled.emit()

    def note_count(self, path: Path, quotations: tuple[int, int] | None) -> None:
        """Show how much of an article is left; of the open one that is told from moment to moment.

        Args:
            path: of the article.
            quotations: those that are not tagged, and all; None: that cannot be told.
        """
        line = self._lines.get(path)
        if line is None:
            return
        left, whole = quotations if quotations is not None else (None, None)
        line.note_count(self._live if path == self._bold and self._live is not None else left, whole)
        self._tell([line])

    def note_left(self, left: int | None, whole: int | None = None) -> None:
        """Show how many quotations are left in the open article; None: not known.

        Args:
            left: those that are not tagged.
            whole: all.
        """
        self._live = left
        line = self._lines.get(self._bold) if self._bold is not None else None
        if line is None or left is None:
            return
        before = line.left, line.whole
        line.note_count(left, whole if whole is not None else line.whole)
        if (line.left, line.whole) != before:
            self._tell([line])

    def set_marks(self, marks: Mapping[Path, str]) -> None:
        """Mark articles to which files belong that lie elsewhere or have no layer's name; the words by path."""
        changed = [line for path in {*self._marks, *marks} if (line := self._lines.get(path)) is not None]
        self._marks = marks
        self._tell(changed)

    def embolden(self, path: Path | None) -> None:
        """Make an article the open one, or none; what was told of the one before holds for it as it is now."""
        if path != self._bold:
            self.note_left(self._live)
            self._bold, self._live = path, None

    def unfold(self, path: Path) -> None:
        """Show the group of an article, if it is folded."""
        line = self._lines.get(path)
        if line is not None and line.group is not None:
            self.fold(line.group, False)

    # -- asking -------------------------------------------------------------------

    @property
    def bold(self) -> Path | None:
        """The article that is open."""
        return self._bold

    @property
    def by(self) -> str:
        """The order that the articles are in."""
        return self._by

    @property
    def articles(self) -> Sequence[ListedArticle]:
        """All articles of the folder, in order, also those that are not shown."""
        return [line.article for line in self._ordered]

    @property
    def is_narrow(self) -> bool:
        """True if only the articles that a person reads are listed."""
        return self._own is not None

    @property
    def steps(self) -> Sequence[ListedArticle]:
        """Those that are listed, in the order in which they are gone through, folded ones too."""
        return [line.article for line in self._listed]

    @property
    def count(self) -> int:
        """The number of all that are listed."""
        return len(self._listed)

    @property
    def shown(self) -> Sequence[ListedArticle]:
        """The articles that have a row, in order."""
        return [row.article for row in self._rows if isinstance(row, ArticleEntry)]

    @property
    def found(self) -> int:
        """Number of articles that have the words that were typed."""
        return self._found

    @property
    def done(self) -> int:
        """Number of articles that are done."""
        if self._done is None:
            self._done = [line.article.status for line in self._listed].count("done")
        return self._done

    @property
    def are_of_one_year(self) -> bool:
        """True if no two articles are known to be of different years."""
        if self._one_year is None:
            self._one_year = len({line.article.date[:4] for line in self._ordered} - {""}) < 2
        return self._one_year

    def at(self, row: int) -> ArticleRow:
        """The head or the line in a row."""
        return self._rows[row]

    def article(self, row: int) -> ListedArticle:
        """The article of a row; of a head, the first one under it."""
        at = self._rows[row]
        return at.lines[0].article if isinstance(at, ArticleGroup) else at.article

    def place_of(self, at: ArticleRow) -> int | None:
        """The row that a head or a line has now."""
        return self._places.get(id(at))

    def row_of(self, path: Path) -> int | None:
        """The row of an article, if it is shown."""
        line = self._lines.get(path)
        return self._places.get(id(line)) if line is not None else None

    def title_of(self, path: Path) -> str:
        """The title by which an article is listed; of one that is not, the name of its file without what ends it."""
        line = self._lines.get(path)
        return line.article.shown_title if line is not None else path.stem

    def is_folded(self, group: ArticleGroup) -> bool:
        """True if the articles of a group are hidden; typing finds them all the same."""
        return not self._words and (self._by, group.key) in self._folded

    @property
    def heads_tell_outlets(self) -> bool:
        """True if an article's outlet is the name of its group."""
        return self._by == "outlet"

    def mark_of(self, path: Path) -> str:
        """The words that an article is marked with; empty if it is not."""
        return self._marks.get(path, "")

    def day_of(self, line: ArticleEntry) -> str:
        """The words for the last day of a line's article; empty: there is none, or it is done."""
        return day_words(line.article, self._days) if self._days else ""

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in _WORDS or not index.isValid():
            return None
        at = self._rows[index.row()]
        if isinstance(at, ArticleGroup):
            return self._of_group(at, role)
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_line(at.article.shown_title)
        words = [*in_words(at.article, at.left), *filter(None, [self.day_of(at)])]
        told = further_lines(at.article, at.readers, self.mark_of(at.article.path))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return "\n".join((in_row(words), *told))
        lines = (words[0], shown_line(at.article.name), in_row(words[1:]), *told)
        return plain_tip("\n".join(lines))

    # -- inside ----------------------------------------------------------------------

    def _of_group(self, group: ArticleGroup, role: int) -> object:
        name = shown_line(group.name)
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(name)
        state = tr("folded") if self.is_folded(group) else tr("unfolded")
        return f"{name}, {tr('{done} of {all} done', done=group.done, all=len(group.lines))}, {state}"

    def _fill(self) -> None:
        """Give each head and line that is shown its row."""
        words = self._words
        rows: list[ArticleRow] = []
        count = 0
        groups: Sequence[tuple[ArticleGroup | None, Sequence[ArticleEntry]]] = [
            (one, one.lines) for one in self._groups
        ]
        for group, lines in groups or [(None, self._listed)]:
            found = having(words, lines)
            count += len(found)
            if group is not None and (found or not words):
                rows.append(group)
            if group is None or not self.is_folded(group):
                rows += found
        self.refilling.emit(len(rows))
        self._rows, self._found = rows, count
        self._places = {id(row): number for number, row in enumerate(rows)}
        self.setStringList([""] * len(rows))
        self.told.emit()

    def _tell(self, changed: Sequence[ArticleEntry]) -> None:
        """Have the rows of some articles, and the heads above them, shown anew."""
        self._one_year = self._done = None
        seen = dict.fromkeys(id(row) for line in changed for row in (line, line.group))
        rows = [self._places[key] for key in seen if key in self._places]
        if len(rows) > _ONE_BY_ONE:  # Qt would ask each row between the first and the last for its height, twice
            self.layoutAboutToBeChanged.emit()
            self.layoutChanged.emit()
        for row in rows if len(rows) <= _ONE_BY_ONE else ():
            self.dataChanged.emit(self.index(row), self.index(row))
        self.told.emit()


_WORDS = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole})
