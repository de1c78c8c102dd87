"""The menu bar, made from the actions table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from analyst_app.core.excerpts import ends_of
from analyst_app.ui.commands.menu_titles import MENUS
from analyst_app.ui.commands.mnemonics import escaped
from analyst_app.ui.commands.tag_menu import TagMenu
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import tr, visible

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenuBar

    from analyst_app.ui.commands.action_set import ActionSet


_LONGEST_PATH = 64
"""Characters of a path in a menu; its tip has all."""


class Menus(QObject):
    """Fills a menu bar and keeps the codebook's tags in it."""

    def __init__(self, bar: QMenuBar, actions: ActionSet) -> None:
        super().__init__(bar)
        self._actions = actions
        self._menus: dict[str, QMenu] = {}
        for name in MENUS:
            menu = bar.findChild(QMenu, f"menu_{name.lower()}")
            if menu is not None:
                self._menus[name] = menu
        self.recent = RecentMenu(self._menus["File"])
        annotate = self._menus["Annotate"]
        tags = TagMenu(annotate, actions, "tag", before=annotate.addSeparator())
        retag = TagMenu(self.menu("Annotate/Change tag"), actions, "retag")
        self._fill()
        for name in MENUS:
            actions.give_letters(self._menus[name])
        for one in (tags, retag):
            actions.tags_changed.connect(one.fill)

    def menu(self, path: str) -> QMenu:
        """A menu or submenu by its path, for example ``View/Colours``; made if new."""
        if path not in self._menus:
            parent, _, name = path.rpartition("/")
            self._menus[path] = self.menu(parent).addMenu(escaped(tr(name)))
            self._actions.give_letters(self.menu(parent))
        return self._menus[path]

    def _fill(self) -> None:
        for row in self._actions.rows.values():
            if row.is_of_tag:
                continue
            menu = self.menu(row.menu.removeprefix("-").rpartition("/")[0] or row.menu.removeprefix("-"))
            if row.menu.startswith("-"):
                menu.addSeparator()
            self.menu(row.menu.removeprefix("-")).addAction(self._actions.action(row.id))
            if row.id == "file.open_folder":
                menu.addMenu(self.recent.menu)


class RecentMenu(QObject):
    """File ▸ Recent: the paths that were opened lately."""

    chosen = Signal(object)
    """A Path that is to be opened again."""

    def __init__(self, parent: QMenu) -> None:
        super().__init__(parent)
        self.menu = QMenu(tr("Recent"), parent)
        self.menu.setObjectName("menu_recent")
        self.menu.setToolTipsVisible(True)
        self.menu.setEnabled(False)
        self._paths: Sequence[Path] = ()
        self.menu.aboutToShow.connect(self._fill)

    def show_paths(self, paths: Sequence[Path]) -> None:
        """List paths, the last opened first, when it is opened: each article that is read changes them."""
        self._paths = paths
        self.menu.setEnabled(bool(paths))

    def _fill(self) -> None:
        self.menu.clear()
        for number, path in enumerate(self._paths, 1):
            action = self.menu.addAction(f"&{number} {_shown(path)}" if number <= 9 else _shown(path))
            action.setToolTip(plain_tip(visible(_readable(path))))
            action.triggered.connect(lambda checked=False, path=path: self.chosen.emit(path))


def _shown(path: Path) -> str:
    """A path as a menu shows it: file and folder, no mnemonics, no odd bytes."""
    words = f"{path.name} – {path.parent}" if path.name else str(path)
    return escaped(ends_of(visible(_readable(words)).replace("\n", "␤"), _LONGEST_PATH))


def _readable(path: Path | str) -> str:
    """A path without bytes that are no letters."""
    return str(path).encode("utf-8", "replace").decode("utf-8")
