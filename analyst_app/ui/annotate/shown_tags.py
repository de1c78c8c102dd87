"""View ▸ Show only: which tags are painted and gone through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet


class ShownTags(QObject):
    """Everything, or some of the codebook's tags."""

    def __init__(self, view: ArticleView, menu: QMenu, actions: ActionSet) -> None:
        super().__init__(view)
        self._view, self._menu, self._actions = view, menu, actions
        self.tags: frozenset[str] | None = None
        """Ids of the tags that are shown; None for all."""
        self._kinds: list[QAction] = []
        self._all = menu.addAction("Everything")
        self._all.setObjectName("view.only")
        self._all.setCheckable(True)
        self._all.setChecked(True)
        self._all.triggered.connect(lambda: self.show_only(None))
        menu.addSeparator()
        actions.tags_changed.connect(self._fill)
        self._fill()

    def show_only(self, tags: frozenset[str] | None) -> None:
        """Show annotations of these tags only; None or none of them for all."""
        self.tags = tags or None
        self._all.setChecked(self.tags is None)
        for action in self._kinds:
            action.setChecked(self.tags is not None and action.data() in self.tags)
        self._view.set_shown_tags(self.tags)

    def _fill(self) -> None:
        for action in self._kinds:
            self._menu.removeAction(action)
            action.deleteLater()
        self._kinds = []
        for tag in self._actions.codebook.tags if self._actions.codebook is not None else ():
            action = self._menu.addAction(tag.name.replace("&", "&&"))
            action.setObjectName(f"view.only.{tag.id}")
            action.setCheckable(True)
            action.setData(tag.id)
            action.triggered.connect(self._choose)
            self._kinds.append(action)
        self.show_only(None)

    def _choose(self) -> None:
        self.show_only(frozenset(str(action.data()) for action in self._kinds if action.isChecked()))
