"""The list of articles, each with its progress and its number of annotations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from analyst_app.corpus.articles import ListedArticle
from analyst_app.corpus.listing import SORTS, ordered
from analyst_app.ui.widgets.message import ElidedLabel, shown_name
from analyst_app.ui.widgets.own_viewport import put_viewport_in
from analyst_app.wording import tr

_Index = QModelIndex | QPersistentModelIndex
_PROGRESS = {"": "○", "in_progress": "◐", "done": "●"}
_MARK = "!"
"""Stands before the count of an article to which a file belongs that it does not have yet."""
_WORDS = {"": "not begun", "in_progress": "begun", "done": "done"}

_APART = ("title", "outlet", "date", "others", "problem")
"""Facts of an article that are read apart from its progress."""


class ArticleModel(QAbstractListModel):
    """The articles of a folder, in its order."""

    def __init__(self) -> None:
        super().__init__()
        self._articles: list[ListedArticle] = []
        self._rows: dict[Path, int] = {}
        self._bold: Path | None = None
        self._marks: Mapping[Path, str] = {}

    def set_articles(self, articles: Sequence[ListedArticle]) -> None:
        """List other articles."""
        self.beginResetModel()
        self._articles = list(articles)
        self._rows = {article.path: row for row, article in enumerate(articles)}
        self.endResetModel()

    def update_article(self, article: ListedArticle) -> None:
        """Show the newer progress of an article; its line keeps what is not told with it, such as the title."""
        row = self._rows.get(article.path)
        if row is None:
            return
        old = self._articles[row]
        kept = {name: getattr(old, name) for name in _APART if not getattr(article, name)}
        if old != (article := replace(article, **kept)):
            self._articles[row] = article
            self.dataChanged.emit(self.index(row), self.index(row))

    def update_articles(self, articles: Sequence[ListedArticle]) -> None:
        """Show newer states of many articles with one signal."""
        changed = [(row, a) for a in articles if (row := self._rows.get(a.path)) is not None]
        changed = [(row, article) for row, article in changed if self._articles[row] != article]
        for row, article in changed:
            self._articles[row] = article
        if changed:
            rows = [row for row, _ in changed]
            self.dataChanged.emit(self.index(min(rows)), self.index(max(rows)))

    def article(self, row: int) -> ListedArticle:
        """The article of a row."""
        return self._articles[row]

    @property
    def bold(self) -> Path | None:
        """The article whose name is bold: the open one."""
        return self._bold

    def embolden(self, path: Path | None) -> None:
        """Make an article's name bold, or none."""
        self._bold = path

    def set_marks(self, marks: Mapping[Path, str]) -> None:
        """Mark articles to which files belong that lie elsewhere or have no layer's name; the words by path."""
        changed = [row for path in {*self._marks, *marks} if (row := self._rows.get(path)) is not None]
        self._marks = marks
        if changed:
            self.dataChanged.emit(self.index(min(changed)), self.index(max(changed)))

    def mark_of(self, path: Path) -> str:
        """The words that an article is marked with; empty if it is not."""
        return self._marks.get(path, "")

    def row_of(self, path: Path) -> int | None:
        """The row of an article, if it is listed."""
        return self._rows.get(path)

    @property
    def articles(self) -> Sequence[ListedArticle]:
        """All, in order."""
        return self._articles

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._articles)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        article = self._articles[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_name(article.title or article.name)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _in_words(article, self.mark_of(article.path))
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<qt>{escape(_in_words(article, self.mark_of(article.path))).replace(chr(10), '<br>')}</qt>"
        return None


def _in_words(article: ListedArticle, mark: str) -> str:
    """All that is known of an article, a line each."""
    count = tr("no layer yet") if article.count is None else tr("{n} annotation|{n} annotations", article.count)
    lines = [article.title, article.name, " · ".join(filter(None, (article.outlet, article.date)))]
    lines.append(f"{_WORDS.get(article.status, 'begun')}, {count}")
    lines += [f"also read by {', '.join(article.others)}"] if article.others else []
    lines += [*article.problem.splitlines(), *mark.splitlines()]
    return "\n".join(shown_name(line) for line in lines if line)


class _Delegate(QStyledItemDelegate):
    """Paints progress, name and count; names are drawn as they are, never as markup."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        from PySide6.QtWidgets import QStyle  # its enumerations take 7 ms: not before a row is painted

        model = index.model()
        if not isinstance(model, ArticleModel):
            return
        article = model.article(index.row())
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        palette, metrics = option.palette, option.fontMetrics
        ink = palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        faint = ink if chosen else palette.color(QPalette.ColorRole.PlaceholderText)
        count = "–" if article.count is None else str(article.count)
        count = f"{_MARK} {count}" if model.mark_of(article.path) else count
        glyph, right = metrics.height() + 4, metrics.horizontalAdvance(count) + 8
        line = option.rect.adjusted(6, 0, -4, 0)
        painter.save()
        painter.setPen(ink)
        painter.drawText(
            QRect(line.left(), line.top(), glyph, line.height()),
            Qt.AlignmentFlag.AlignVCenter,
            _PROGRESS.get(article.status, "◐"),
        )
        font = painter.font()
        font.setBold(model.bold == article.path)
        painter.setFont(font)
        room = QRect(line.left() + glyph, line.top(), line.width() - glyph - right, line.height())
        name = painter.fontMetrics().elidedText(
            shown_name(article.title or article.name), Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(faint)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, option.fontMetrics.height() + 8)


class ArticleList(QWidget):
    """The left pane."""

    chosen = Signal(object)
    """A Path that a person wants to read."""
    left = Signal()
    """Esc: the focus belongs to the text again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = ArticleModel()
        self._is_filtered = False
        self.filter = QLineEdit(self)
        self.filter.setObjectName("article_filter")
        self.filter.setPlaceholderText("filter…")
        self.filter.setClearButtonEnabled(True)
        self.filter.textChanged.connect(self._apply_filter)
        self.view = QListView(self)
        put_viewport_in(self.view)
        self.view.setObjectName("article_list")
        self.view.setAccessibleName("Articles")
        self.view.setModel(self.model)
        self.view.setItemDelegate(_Delegate(self.view))
        self.view.setUniformItemSizes(True)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        self.sort = QComboBox(self)
        self.sort.setObjectName("article_sort")
        self.sort.setAccessibleName("Order of the articles")
        for name in SORTS:
            self.sort.addItem(f"by {name}", name)
        self.sort.activated.connect(self._sort)
        self.sort.setVisible(False)
        self.done = ElidedLabel("", self)
        self.done.setObjectName("done_count")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.filter)
        column.addWidget(self.sort)
        column.addWidget(self.view, 1)
        column.addWidget(self.done)
        self.model.dataChanged.connect(self._count)
        self.model.modelReset.connect(self._count)
        self._count()

    def set_articles(self, articles: Sequence[ListedArticle], current: Path | None) -> None:
        """List articles in the chosen order and mark the open one."""
        by = self.sort.currentData()
        self.model.set_articles(articles if by == SORTS[0] else ordered(articles, by))
        self.filter.setVisible(len(articles) > 12)
        self.sort.setVisible(len(articles) > 12)
        self._apply_filter()
        self.mark(current)

    def _sort(self) -> None:
        """List the articles in the chosen order."""
        self.model.set_articles(ordered(self.model.articles, self.sort.currentData()))
        self._apply_filter()
        self.mark(self.model.bold)

    def settle(self) -> None:
        """Put the articles into the chosen order again, after newer states came in."""
        if self.sort.currentData() != SORTS[0]:
            self._sort()
        elif self.filter.text():
            self._apply_filter()

    def mark(self, path: Path | None) -> None:
        """Mark the open article."""
        before = self.model.bold
        self.model.embolden(path)
        row = self.model.row_of(path) if path is not None else None
        if row is None:
            self.view.clearSelection()
        else:
            self.view.setCurrentIndex(self.model.index(row))
        for one in {before, path}:
            changed = self.model.row_of(one) if one is not None else None
            if changed is not None:
                self.view.update(self.model.index(changed))

    @property
    def articles(self) -> Sequence[ListedArticle]:
        """All that are listed, in their order."""
        return self.model.articles

    def path_at(self, row: int) -> Path:
        """The article in a row."""
        return self.model.article(row).path

    def is_marked(self, path: Path) -> bool:
        """True for the open article."""
        return path == self.model.bold

    def neighbour(self, path: Path | None, step: int) -> Path | None:
        """The article before (-1) or after (1) one, if there is one; filtered ones are passed over."""
        row = self.model.row_of(path) if path is not None else None
        row = (-1 if step > 0 else self.model.rowCount()) if row is None else row
        row += step
        while 0 <= row < self.model.rowCount():
            if not self.view.isRowHidden(row):
                return self.model.article(row).path
            row += step
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where no part of it took it, leads back to the text."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model.article(index.row()).path)

    def _apply_filter(self) -> None:
        words = self.filter.text().casefold().split()
        if not words and not self._is_filtered:
            return
        self._is_filtered = bool(words)
        for row, article in enumerate(self.model.articles):
            name = f"{article.name} {article.title} {article.outlet} {article.date}".casefold()
            is_hidden = not all(word in name for word in words)
            if self.view.isRowHidden(row) != is_hidden:
                self.view.setRowHidden(row, is_hidden)

    def _count(self) -> None:
        articles = self.model.articles
        done = sum(article.status == "done" for article in articles)
        self.done.setText(f" {done} of {len(articles)} done" if articles else " No articles")
