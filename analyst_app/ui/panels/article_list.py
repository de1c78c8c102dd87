"""The list of articles: found by typing, in groups, each with its progress; and how many are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from analyst_app.corpus.articles import ListedArticle
from analyst_app.ui.panels.articles.article_groups import BY_FOLDER, ArticleGroup
from analyst_app.ui.panels.articles.article_model import ArticleModel, ArticleRow
from analyst_app.ui.panels.articles.article_search import ArticleSearch, FindField
from analyst_app.ui.panels.articles.article_tree import ArticleTree
from analyst_app.ui.panels.articles.done_bar import DoneBar
from analyst_app.ui.panels.articles.last_days import own_words
from analyst_app.ui.panels.articles.own_strip import OwnStrip
from analyst_app.ui.widgets.empty_note import EmptyNote
from analyst_app.ui.widgets.message import ElidedLabel
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.ui.widgets.shapes import fill
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks


class ArticleList(QWidget):
    """The left pane.

    Args:
        looks: colours and sizes.
        parent: the window.
    """

    chosen = Signal(object)
    """A Path that a person wants to read."""
    left = Signal()
    """Esc: the focus belongs to the text again."""
    order_chosen = Signal(str)
    """A person chose another order of the articles."""
    folder_wanted = Signal()
    """A person wants to open another folder."""
    menu_made = Signal(object)
    """The menu of the orders, before it is shown for the first time: its entries want letters."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self.model = ArticleModel(self)
        self.filter = FindField(looks, self)
        self.search = ArticleSearch(self.filter, looks, self)
        self.view = ArticleTree(self.model, looks, self)
        self.empty = EmptyNote("articles_empty", self.view, looks)
        self._is_listed = False
        self.own = OwnStrip(self)
        self.own.hide()
        self._bar = DoneBar(looks, self)
        self.done = ElidedLabel("", self)
        self.done.setObjectName("done_count")
        self.done.setSizePolicy(PlainLabel().sizePolicy())
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._bar, 1)
        self._foot.addWidget(self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.search)
        column.addWidget(self.own)
        column.addWidget(self.view, 1)
        column.addLayout(self._foot)
        self._join()
        self._dress()
        self._count()

    def _join(self) -> None:
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        self.view.folded.connect(self._fold)
        self.empty.pressed.connect(self._help_out)
        self.filter.textChanged.connect(self._filter)
        self.filter.left_down.connect(self._enter_list)
        self.search.order_chosen.connect(self._choose_order)
        self.search.menu_made.connect(self.menu_made)
        self.search.own_chosen.connect(self._choose_own)
        self.own.own_wanted.connect(self._choose_own)
        self.model.told.connect(self._count)
        self._looks.changed.connect(self._dress)

    # -- what is listed ------------------------------------------------------------

    def set_articles(self, articles: Sequence[ListedArticle], current: Path | None) -> None:
        """List articles in the chosen order and mark the open one."""
        self._is_listed = True
        self.view.keep_place(lambda: self.model.set_articles(articles), anchor=self._open_line)
        self.mark(current)

    def set_order(self, by: str) -> None:
        """List the articles in another order; the usual one if there is none of that name."""
        self.search.set_order(by)
        self.settle()

    def set_own(self, own: Mapping[str, str] | None, is_calibrating: bool = False) -> None:
        """Know which articles the person reads; those alone are listed until she wants all.

        Args:
            own: by article, as ``assign.json`` is asked for it, the day by which it is to be done; None: she is not
                named there.
            is_calibrating: True if all read some of the articles: of hers she is not told who else reads them.
        """
        self.model.give(own or {}, hides_readers=is_calibrating)
        is_first = self.own.articles is None
        self.own.set_articles(own)
        self._choose_own(own is not None and (is_first or self.model.is_narrow))

    def update_articles(self, articles: Sequence[ListedArticle]) -> None:
        """Show newer states of many articles; none moves from its place on the screen."""
        self.view.keep_place(lambda: self.model.update_articles(articles), anchor=self._open_line)

    def settle(self) -> None:
        """Put the articles into the chosen order again, after newer states came in."""
        is_usual = self.search.by == self.model.by == BY_FOLDER and not self.model.is_narrow
        if not is_usual or self.filter.text():
            self.view.keep_place(lambda: self.model.order(self.search.by), anchor=self._open_line)

    def mark(self, path: Path | None) -> None:
        """Mark the open article and show its row."""
        before = self.model.bold
        self.model.embolden(path)
        if path is not None:
            self.model.unfold(path)
        row = self.model.row_of(path) if path is not None else None
        if row is not None:
            self.view.show_row(self.model.at(row))
        for one in {before, path}:
            changed = self.model.row_of(one) if one is not None else None
            if changed is not None:
                self.view.update(self.model.index(changed))

    @property
    def articles(self) -> Sequence[ListedArticle]:
        """All that are listed, in their order."""
        return self.model.articles

    def title_of(self, path: Path) -> str:
        """The title by which an article is listed; of one that is not, the name of its file without what ends it."""
        return self.model.title_of(path)

    def path_at(self, row: int) -> Path | None:
        """The article in a row; None: it is the head of a group."""
        at = self.model.at(row)
        return None if isinstance(at, ArticleGroup) else at.article.path

    def is_marked(self, path: Path) -> bool:
        """True for the open article."""
        return path == self.model.bold

    def neighbour(self, path: Path | None, step: int) -> Path | None:
        """The article before (-1) or after (1) one in the order that is shown; those that have no row are passed over.

        Args:
            path: the article; None, or one that is not listed: the end that the step comes from.
            step: 1 or -1.
        """
        shown = {article.path for article in self.model.shown}
        paths = [article.path for article in self.model.steps]
        here = paths.index(path) if path in paths else -1 if step > 0 else len(paths)
        after = paths[here + 1 :] if step > 0 else paths[:here][::-1] if here > 0 else []
        return next((one for one in after if one in shown), None)

    # -- what a person does ------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where no part of it took it, leads back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        at = self.model.at(index.row())
        if isinstance(at, ArticleGroup):
            self._fold(at, not self.model.is_folded(at))
        else:
            self.chosen.emit(at.article.path)

    def _fold(self, group: ArticleGroup, is_folded: bool) -> None:
        self.view.keep_place(lambda: self.model.fold(group, is_folded), anchor=group)
        self.view.show_row(group)

    def _choose_order(self, by: str) -> None:
        self.set_order(by)
        self.order_chosen.emit(by)

    def _choose_own(self, is_own: bool) -> None:
        """List the person's own articles alone, or all."""
        self.search.set_own(None if self.own.articles is None else is_own)
        own = self.own.articles if is_own else None
        self.view.keep_place(lambda: self.model.narrow(own), anchor=self._open_line)
        self.mark(self.model.bold)
        self._count()

    def _filter(self, words: str) -> None:
        """Show what has these words from the first on; all articles where the open one stands."""
        self.view.verticalScrollBar().setValue(0)
        self.model.filter(words)
        if not words.strip():
            self.mark(self.model.bold)

    def _help_out(self) -> None:
        """Do what the button on the empty list says."""
        if self.filter.text():
            self.filter.clear()
        elif self.model.is_narrow:
            self._choose_own(False)
        else:
            self.folder_wanted.emit()

    def _enter_list(self) -> None:
        """Give the keyboard to the first article that was found."""
        row = next((row for row in range(self.model.rowCount()) if self.path_at(row) is not None), None)
        if row is not None:
            self.view.setCurrentIndex(self.model.index(row))
            self.view.setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def _open_line(self) -> ArticleRow | None:
        row = self.model.row_of(self.model.bold) if self.model.bold is not None else None
        return self.model.at(row) if row is not None else None

    # -- how it looks ------------------------------------------------------------------

    def _count(self) -> None:
        listed, done = self.model.count, self.model.done
        self.done.setText(tr("{done} of {all} done", done=done, all=listed) if listed else tr("No articles"))
        self._bar.set_share(done / listed if listed else 0.0)
        left = own_words(self.model.steps, self.own.articles or {}) if self.model.is_narrow else ""
        self.own.tell(len(self.model.articles), is_own=self.model.is_narrow, left=left)
        words, found = self.filter.text(), self.model.found
        self.filter.set_tally(tr("{found} of {all}", found=found, all=listed) if words.strip() else "")
        if listed and not found and words.strip():
            self.empty.say(tr("No article has “{words}”.", words=words.strip()), tr("Clear filter"))
        elif self.model.is_narrow and not listed and self.model.articles:
            self.empty.say(tr("None of the articles that you were given is in this folder."), tr("Show all"))
        elif self._is_listed and not listed:
            self.empty.say(tr("There is no article in this folder."), tr("Open a folder…"))
        elif self.empty.said:
            self.empty.say("")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Set the foot apart by a hairline."""
        super().paintEvent(event)
        foot = self._foot.geometry()
        line = QRectF(foot.left(), foot.top(), foot.width(), 1)
        fill(QPainter(self), line, self._looks.colours.colour("hairline"))

    def _dress(self) -> None:
        sizes = self._looks.sizes
        self.search.dress()
        self.done.setFont(sizes.font("secondary"))
        self.own.setFont(sizes.font("secondary"))
        self._foot.setContentsMargins(sizes.space(2), sizes.space(1), sizes.space(2), sizes.space(1))
        self._foot.setSpacing(sizes.space(1))
