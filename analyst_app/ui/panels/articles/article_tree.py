"""The view of the list of articles: its keys, and the place that it keeps while rows come and go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTreeView, QWidget

from analyst_app.ui.panels.articles.article_delegate import ArticleDelegate
from analyst_app.ui.panels.articles.article_groups import ArticleGroup
from analyst_app.ui.widgets.own_viewport import put_viewport_in
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.panels.articles.article_model import ArticleModel, ArticleRow
    from analyst_app.ui.widgets.theme import Looks

_SMOOTH = 1_000
"""Rows up to which the list scrolls pixel by pixel; for that the height of each must be known."""


_ABOVE = 3
"""Rows that stand above one that the list scrolled to."""


class ArticleTree(QTreeView):
    """The rows of the model; Left and Right fold and unfold a group."""

    folded = Signal(object, bool)
    """A person wants a group's articles hidden, or shown: the ArticleGroup."""

    def __init__(self, model: ArticleModel, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._looks = model, looks
        put_viewport_in(self, is_filled=True).setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setObjectName("article_list")
        self.setAccessibleName(tr("Articles"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setSelectionMode(QTreeView.SelectionMode.NoSelection)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setModel(model)
        self._delegate = ArticleDelegate(model, looks, self)
        self.setItemDelegate(self._delegate)
        model.refilling.connect(self._scroll_by_rows)
        model.modelReset.connect(self._scroll_by_pixels)
        looks.changed.connect(self._dress)
        self._scroll_by_pixels()

    def keep_place(self, change: Callable[[], object], *, anchor: ArticleRow | None = None) -> None:
        """Change the rows; what stands at the top stays where it is.

        Args:
            change: does it.
            anchor: the head or line that stays instead, if it is seen.
        """
        top = self.indexAt(QPoint(1, 1))
        row = self._model.place_of(anchor) if anchor is not None else None
        kept = self._model.index(row) if row is not None else top
        if not self._is_seen(kept.row()):
            kept = top
        at = self._model.at(kept.row()) if kept.isValid() else None
        from_top, rows_above = self.visualRect(kept).top(), kept.row() - top.row()
        here = self._model.at(self.currentIndex().row()) if self.currentIndex().isValid() else None
        change()
        self.executeDelayedItemsLayout()
        row = self._model.place_of(at) if at is not None else None
        if row is not None:
            self._put(row, from_top, rows_above)
        self._keep_current(here)

    def show_row(self, at: ArticleRow) -> None:
        """Make the row of a head or line the keyboard's, and scroll there if it is not seen."""
        row = self._model.place_of(at)
        if row is None:
            return
        self.executeDelayedItemsLayout()
        if self._is_seen(row) and self._is_seen(self.currentIndex().row()):
            self.setCurrentIndex(self._model.index(row))
            return
        if not self._is_seen(row) and self.verticalScrollMode() == QTreeView.ScrollMode.ScrollPerItem:
            self.verticalScrollBar().setValue(max(0, row - _ABOVE))  # Qt would ask each row between for its height
        self.scrollTo(self._model.index(row))
        self._keep_current(at)

    def _is_seen(self, row: int) -> bool:
        """True if a row is on the screen, perhaps in part."""
        first = self.indexAt(QPoint(1, 1)).row()
        last = self.indexAt(QPoint(1, self.viewport().height() - 1)).row()
        return 0 <= first <= row <= (last if last >= 0 else self._model.rowCount())

    def _keep_current(self, at: ArticleRow | None) -> None:
        """Make a row the keyboard's, wherever it is: Qt would ask rows that are not seen for their place."""
        row = self._model.place_of(at) if at is not None else None
        index = self._model.index(row) if row is not None else QModelIndex()
        chosen, before = self.selectionModel(), self.currentIndex()
        was_blocked = chosen.blockSignals(True)
        chosen.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        chosen.blockSignals(was_blocked)
        for one in (before, index):
            if self._is_seen(one.row()):
                self.update(one)

    def _put(self, row: int, from_top: int, rows_above: int) -> None:
        """Scroll until a row stands where it stood.

        Args:
            row: its number.
            from_top: pixels from the top of the list to its own.
            rows_above: rows that were seen above it.
        """
        bar = self.verticalScrollBar()
        if self.verticalScrollMode() == QTreeView.ScrollMode.ScrollPerPixel:
            bar.setValue(bar.value() + self.visualRect(self._model.index(row)).top() - from_top)
        else:
            bar.setValue(row - rows_above)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold and unfold; all other keys are Qt's."""
        at = self._model.at(self.currentIndex().row()) if self.currentIndex().isValid() else None
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if isinstance(at, ArticleGroup):
                self.folded.emit(at, key == Qt.Key.Key_Left)
            elif key == Qt.Key.Key_Left and at is not None and at.group is not None:
                row = self._model.place_of(at.group)
                self.setCurrentIndex(self._model.index(row if row is not None else -1))
            return
        if key == Qt.Key.Key_Space and isinstance(at, ArticleGroup):
            self.folded.emit(at, not self._model.is_folded(at))
            return
        super().keyPressEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move what is seen. Qt counts pixels as rows here, and would paint all rows for more than a few of them."""
        if dx or self.verticalScrollMode() == QTreeView.ScrollMode.ScrollPerItem:
            super().scrollContentsBy(dx, dy)
            return
        self.scrollDirtyRegion(dx, dy)
        self.viewport().scroll(dx, dy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles break elsewhere in another width."""
        super().resizeEvent(event)
        self._delegate.set_width(event.size().width())
        if event.size().width() != event.oldSize().width() and self._model.rowCount():
            self.keep_place(self.doItemsLayout)

    def _scroll_by_rows(self, count: int) -> None:
        """Before many rows come: pixel by pixel, Qt would ask each of them for its height."""
        if count > _SMOOTH:
            self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerItem)

    def _scroll_by_pixels(self) -> None:
        """After few rows came: before that, Qt would ask the many that there were."""
        if self._model.rowCount() <= _SMOOTH:
            self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
            self.verticalScrollBar().setSingleStep(self._looks.sizes.height("group_row"))

    def _dress(self) -> None:
        self._delegate.dress()
        self.keep_place(self.doItemsLayout)
        self.viewport().update()
