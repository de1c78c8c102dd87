"""A codebook's tags in a menu: a few in their order; many by their groups, and of a long list those used most first."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from heapq import nlargest
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from analyst_app.core.excerpts import ends_of
from analyst_app.ui.commands.actions import LONGEST
from analyst_app.ui.commands.mnemonics import escaped
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from analyst_app.core.codebook import Tag
    from analyst_app.ui.commands.action_set import ActionSet

_MOST = 7
"""Tags or groups that stand in one menu: with more, Annotate would not fit a screen of 720 pixels. Where there are
more, the most used and a submenu of all have this room."""


class TagMenu(QObject):
    """Keeps the tags in a menu that may have other entries, too.

    Args:
        menu: gets the entries.
        actions: know the tags, and how often each was used when the article was opened.
        kind: ``tag`` or ``retag``: the tags' commands that it lists.
        before: the entry that they stand before; None: at the end.
        left_out: gives the ids of tags that are not listed.
    """

    def __init__(
        self,
        menu: QMenu,
        actions: ActionSet,
        kind: str,
        *,
        before: QAction | None = None,
        left_out: Callable[[], Collection[str]] = tuple,
    ) -> None:
        super().__init__(menu)
        self._menu, self._actions, self._kind = menu, actions, kind
        self._before, self._left_out = before, left_out
        self._listed: dict[str, Tag] = {}
        self._made: list[QAction] = []
        self._menus: list[QMenu] = []
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._fill_if_used)
        self.fill()

    def fill(self) -> None:
        """List the tags anew; what was listed of a former codebook went with its commands."""
        for action in self._made:
            self._menu.removeAction(action)
        for menu in self._menus:
            menu.deleteLater()
        self._made, self._menus, self._used = [], [], self._actions.used
        codebook, left_out = self._actions.codebook, self._left_out()
        if codebook is None:
            return
        tags = [tag for tag in codebook.tags if not tag.retired and tag.id not in left_out]
        self._listed = {tag.id: tag for tag in tags}
        if len(tags) <= _MOST:
            for tag in tags:
                self._insert(self._menu, self._action(tag))
        else:
            self._list(self._menu, codebook.children(""))

    # -- inside ----------------------------------------------------------------

    def _fill_if_used(self) -> None:
        """Another article has made other tags the most used."""
        if self._actions.used is not self._used:
            self.fill()

    def _list(self, menu: QMenu, tags: Sequence[Tag]) -> None:
        """List tags that stand beside each other, with those under them."""
        tags = [tag for tag in tags if self._below(tag)]
        if len(tags) > _MOST:
            rows = set(nlargest(_MOST - 1, range(len(tags)), key=lambda row: (self._times_used(tags[row]), -row)))
            self._put(menu, [tag for row, tag in enumerate(tags) if row in rows])
            self._put(self._submenu(menu, tr("All tags")), tags)
        else:
            self._put(menu, tags)

    def _put(self, menu: QMenu, tags: Sequence[Tag]) -> None:
        for tag in tags:
            if self._below(tag) == [tag.id]:
                self._insert(menu, self._action(tag))
                continue
            group = self._submenu(menu, tag.name)
            if tag.id in self._listed:
                group.addAction(self._action(tag))
            codebook = self._actions.codebook
            self._list(group, codebook.children(tag.id) if codebook is not None else ())

    def _below(self, tag: Tag) -> list[str]:
        """The ids of a tag and of those under it, as far as they are listed."""
        codebook = self._actions.codebook
        return [one for one in codebook.group(tag.id) if one in self._listed] if codebook is not None else []

    def _times_used(self, tag: Tag) -> int:
        return sum(self._actions.used.get(one, 0) for one in self._below(tag))

    def _submenu(self, menu: QMenu, name: str) -> QMenu:
        words = ends_of(name, LONGEST)
        below = QMenu(escaped(words), self._menu)
        below.setToolTipsVisible(True)
        if words != name:
            below.menuAction().setToolTip(plain_tip(name))
        self._menus.append(below)
        self._insert(menu, below.menuAction())
        return below

    def _insert(self, menu: QMenu, action: QAction) -> None:
        if menu is not self._menu:
            menu.addAction(action)
            return
        self._made.append(action)
        if self._before is not None:
            menu.insertAction(self._before, action)
        else:
            menu.addAction(action)

    def _action(self, tag: Tag) -> QAction:
        return self._actions.action(f"{self._kind}.{tag.id}")
