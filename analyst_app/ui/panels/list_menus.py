"""The menus of the right button (or the Menu key) in the list of articles and in that of differences."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QMenu

from analyst_app.ui.commands.action_set import ActionSet
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.wording import tr

_OF_THE_OPEN = (
    ("corpus.done", "annotate.layer_note", "edit.facts"),
    ("review.compare", "review.returned", "file.history"),
    ("file.reload", "file.save_copy"),
)
_OF_A_DIFFERENCE = (
    ("review.take_a", "review.take_b", "review.both", "review.reject", "review.keep"),
    ("review.edges", "review.links"),
    ("review.comment", "review.resolve", "review.rule"),
    ("review.reopen",),
    ("review.take_a_alike", "review.take_b_alike", "review.reject_alike"),
)


class ListMenu(QObject):
    """Shows a menu for the row that was clicked, or that the keyboard is on."""

    def __init__(
        self, view: QAbstractItemView, actions: ActionSet, fill: Callable[[QMenu, QModelIndex], object], name: str
    ) -> None:
        """Wait for the right button and the Menu key.

        Args:
            view: the list.
            actions: give the entries their letters.
            fill: puts the entries for a row into the menu.
            name: of the menu, for tests.
        """
        super().__init__(view)
        self._view, self._actions, self._fill, self._name = view, actions, fill, name
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show)

    def menu_for(self, index: QModelIndex) -> QMenu:
        """The menu of a row.

        Args:
            index: any cell of it.
        """
        menu = QMenu(self._view)
        menu.setObjectName(self._name)
        self._fill(menu, index)
        self._actions.give_letters(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _show(self, point: QPoint) -> None:
        index = self._view.indexAt(point)
        if index.isValid():
            self.menu_for(index).popup(self._view.viewport().mapToGlobal(point))


def article_menu(articles: ArticleList, actions: ActionSet) -> ListMenu:
    """The menu of an article in the list: open it, or what can be done with it if it is open.

    Args:
        articles: the list.
        actions: the commands on the open article.
    """

    def fill(menu: QMenu, index: QModelIndex) -> None:
        path = articles.path_at(index.row())
        if articles.is_marked(path):
            _add(menu, actions, _OF_THE_OPEN)
        else:
            menu.addAction(tr("Open")).triggered.connect(lambda: articles.chosen.emit(path))
        menu.addSeparator()
        menu.addAction(tr("Copy its path")).triggered.connect(lambda: _copy(path))

    return ListMenu(articles.view, actions, fill, "article_menu")


def difference_menu(table: QAbstractItemView, actions: ActionSet) -> ListMenu:
    """The menu of a difference in the list: the decisions on it, which becomes the current one.

    Args:
        table: the list of differences.
        actions: the commands of the review.
    """

    def fill(menu: QMenu, index: QModelIndex) -> None:
        table.setCurrentIndex(index)
        _add(menu, actions, _OF_A_DIFFERENCE)

    return ListMenu(table, actions, fill, "difference_menu")


def _add(menu: QMenu, actions: ActionSet, groups: Sequence[Sequence[str]]) -> None:
    """Add what can be done now, with a line between the groups."""
    for group in groups:
        menu.addSeparator()
        for action_id in group:
            if actions.action(action_id).isEnabled():
                menu.addAction(actions.action(action_id))


def _copy(path: Path) -> None:
    QGuiApplication.clipboard().setText(str(path))
