"""The menus of the right button, or the Menu key, in the lists of articles and differences, and in a review's text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QMenu

from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.commands.action_set import ActionSet
from analyst_app.ui.commands.mnemonics import escaped
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.widgets.row_table import menu_place
from analyst_app.wording import tr

_OF_THE_OPEN = (
    ("corpus.done", "annotate.layer_note", "edit.facts"),
    ("review.compare", "review.returned", "file.history"),
    ("file.reload", "file.save_copy"),
)


class MenuEntry(NamedTuple):
    """An entry for a row: an action, perhaps in words of the row's own, or words with what they do."""

    action_id: str = ""
    """From the actions table; empty: it is none of them."""
    words: str = ""
    """Empty: those of the action."""
    act: Callable[[], object] | None = None
    """Done where it is no action."""
    is_held: bool | None = None
    """True: it has a tick; False: it could have one; None: it never has."""


LINE = MenuEntry()
"""A line between two groups."""


class TextMenu(QObject):
    """Shows the menu of the row that is current in a list where somebody asks for one in the text beside it."""

    def __init__(self, text: ArticleView, of: ListMenu, look_at: Callable[[int | None], object]) -> None:
        """Wait for the right button and the Menu key.

        Args:
            text: shows what the rows are about.
            of: the menu of the list.
            look_at: makes the row of a place current, and shows the current one; called with the code point that was
                clicked, or None where the key asks.
        """
        super().__init__(text)
        self._text, self._of, self._look_at = text, of, look_at
        text.viewport().installEventFilter(self)
        text.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QContextMenuEvent):
            return False
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self._text.viewport().mapFromGlobal(event.globalPos())
        self._look_at(None if is_by_key else self._text.position_at(place))
        below = self._text.rect_of(self._text.caret).bottomLeft()
        self._of.pop_up(self._text.viewport().mapToGlobal(below) if is_by_key else event.globalPos())
        return True


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
        view.installEventFilter(self)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QContextMenuEvent):
            return False
        index, point = menu_place(self._view, event)
        if index.isValid():
            self._show(index, point)
        return True

    def pop_up(self, point: QPoint) -> None:
        """Show the menu of the current row, if there is one.

        Args:
            point: on the screen.
        """
        index = self._view.currentIndex()
        if index.isValid():
            self._show(index, point)

    def _show(self, index: QModelIndex, point: QPoint) -> None:
        menu = self.menu_for(index)
        if menu.isEmpty():
            menu.deleteLater()
        else:
            menu.popup(point)

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


def article_menu(articles: ArticleList, view: QAbstractItemView, actions: ActionSet) -> ListMenu:
    """The menu of an article in the list: open it, or what can be done with it if it is open.

    Args:
        articles: the list.
        view: shows its rows.
        actions: the commands on the open article.
    """

    def fill(menu: QMenu, index: QModelIndex) -> None:
        path = articles.path_at(index.row())
        if path is None:
            return
        if articles.is_marked(path):
            _add(menu, actions, _OF_THE_OPEN)
        else:
            menu.addAction(tr("Open")).triggered.connect(lambda: articles.chosen.emit(path))
        menu.addSeparator()
        menu.addAction(tr("Copy its path")).triggered.connect(lambda: _copy(path))

    return ListMenu(view, actions, fill, "article_menu")


def difference_menu(
    table: QAbstractItemView, actions: ActionSet, offered: Callable[[], Iterable[MenuEntry]]
) -> ListMenu:
    """The menu of a difference in the list: what applies to it, which becomes the current one.

    Args:
        table: the list of differences.
        actions: the commands of the review.
        offered: gives the entries for the current one.
    """

    def fill(menu: QMenu, index: QModelIndex) -> None:
        table.setCurrentIndex(index)
        for entry in offered():
            _add_entry(menu, actions, entry)

    return ListMenu(table, actions, fill, "difference_menu")


def _add(menu: QMenu, actions: ActionSet, groups: Sequence[Sequence[str]]) -> None:
    """Add the commands that can act now, with a line between the groups."""
    for group in groups:
        menu.addSeparator()
        for action_id in group:
            _add_entry(menu, actions, MenuEntry(action_id))


def _add_entry(menu: QMenu, actions: ActionSet, entry: MenuEntry) -> None:
    action = actions.action(entry.action_id) if entry.action_id else None
    if entry == LINE:
        menu.addSeparator()
    elif action is not None and not action.isEnabled():
        return
    elif action is not None and not entry.words:
        menu.addAction(action)
    else:
        act = action.trigger if action is not None else entry.act
        own = menu.addAction(escaped(entry.words))
        own.setCheckable(entry.is_held is not None)
        own.setChecked(bool(entry.is_held))
        own.triggered.connect(lambda: act() if act is not None else None)


def _copy(path: Path) -> None:
    QGuiApplication.clipboard().setText(str(path))
