"""The view of the list of articles: its keys, and the place that it keeps while rows come and go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QTreeView, QWidget

from analyst_app.ui.panels.articles.article_delegate import ArticleDelegate
from analyst_app.ui.panels.articles.article_groups import ArticleGroup
from analyst_app.ui.widgets.own_viewport import put_viewport_in
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.panels.articles.article_model import ArticleModel, ArticleRow
    from analyst_app.ui.widgets.theme import Looks

_SMOOTH = 2_000
"""Rows up to which the list scrolls pixel by pixel; for that the height of each must be known."""


class ArticleTree(QTreeView):
    """The rows of the model; Left and Right fold and unfold a group."""

    folded = Signal(object, bool)
    """A person wants a group's articles hidden, or shown: the ArticleGroup."""

    def __init__(self, model: ArticleModel, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._looks = model, looks
        put_viewport_in(self).setAttribute(Qt.WidgetAttribute.WA_Hover)
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
        model.modelReset.connect(self._choose_way)
        looks.changed.connect(self._dress)
        self._choose_way()

    def keep_place(self, change: Callable[[], object], *, anchor: ArticleRow | None = None) -> None:
        """Change the rows; what stands at the top stays where it is.

        Args:
            change: does it.
            anchor: the head or line that stays instead, if it is seen.
        """
        top = self.indexAt(QPoint(1, 1))
        row = self._model.place_of(anchor) if anchor is not None else None
        kept = self._model.index(row) if row is not None else top
        if not self.visualRect(kept).intersects(self.viewport().rect()):
            kept = top
        at = self._model.at(kept.row()) if kept.isValid() else None
        from_top, rows_above = self.visualRect(kept).top(), kept.row() - top.row()
        here = self._model.at(self.currentIndex().row()) if self.currentIndex().isValid() else None
        change()
        self.executeDelayedItemsLayout()
        self.go_to(here)
        row = self._model.place_of(at) if at is not None else None
        if row is None:
            return
        bar = self.verticalScrollBar()
        if self.verticalScrollMode() == QTreeView.ScrollMode.ScrollPerPixel:
            bar.setValue(bar.value() + self.visualRect(self._model.index(row)).top() - from_top)
        else:
            bar.setValue(row - rows_above)

    def go_to(self, at: ArticleRow | None) -> None:
        """Make the row of a head or line the keyboard's, without scrolling there."""
        row = self._model.place_of(at) if at is not None else None
        self.setAutoScroll(False)
        self.setCurrentIndex(self._model.index(row) if row is not None else self._model.index(-1))
        self.setAutoScroll(True)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles break elsewhere in another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() and self._model.rowCount():
            self.keep_place(self.doItemsLayout)

    def _choose_way(self) -> None:
        is_smooth = self._model.rowCount() <= _SMOOTH
        way = QTreeView.ScrollMode.ScrollPerPixel if is_smooth else QTreeView.ScrollMode.ScrollPerItem
        if way != self.verticalScrollMode():
            self.setVerticalScrollMode(way)
        if is_smooth:
            self.verticalScrollBar().setSingleStep(self._looks.sizes.height("group_row"))

    def _dress(self) -> None:
        self._delegate.dress()
        self.keep_place(self.doItemsLayout)
        self.viewport().update()
