"""A program of its own, on a small screen: opens menus over a codebook of forty long names, and prints their places.

Usage: ``python -m tests.ui.commands.menus_on_screen FOLDER WIDTH HEIGHT GROUPS``. A line a menu: its name, whether it
lies on the screen, the number of its columns, that of the commands of tags in it and below, and its width.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.ui.frame.small_screen import prepare


def main(folder: Path, width: int, height: int, groups: int) -> None:
    prepare(folder, width, height, groups)
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QApplication, QMenu, QToolButton

    from analyst_app.ui.annotate.context_menu import ContextMenus
    from tests.workflows.person import Person, at_the_window

    def tags_in(menu: QMenu) -> set[str]:
        below = [one.menu() for one in menu.actions() if one.menu() is not None]
        own = {one.objectName() for one in menu.actions() if one.objectName().startswith(("tag.", "retag."))}
        return own.union(*(tags_in(one) for one in below))

    def tell(name: str, menu: QMenu) -> None:
        menu.popup(QPoint(width // 3, 40))
        QApplication.processEvents()
        room = menu.screen().geometry().adjusted(0, 0, 0, 1)  # Qt lets a menu that scrolls begin at the second pixel
        columns = {menu.actionGeometry(one).left() for one in menu.actions() if not one.isSeparator()}
        if picture := os.environ.get("PICTURES"):
            menu.grab().save(f"{picture}/{name.replace('/', '-')}-{width}-{groups}.png")
        print(name, room.contains(menu.frameGeometry()), len(columns), len(tags_in(menu)), menu.width(), flush=True)
        for one in menu.actions():
            if one.menu() is not None:
                tell(f"{name}/{one.text().replace('&', '').replace(' ', '_')[:30]}", one.menu())
        menu.close()

    def script(person: Person) -> None:
        person.wait_open("article.txt")
        person.select("Ada Brandt")
        person.keys("A")
        for title in ("annotate", "view", "file"):
            tell(title, person.window.menuBar().findChild(QMenu, f"menu_{title}"))
        tell("more", person.window.findChild(QToolButton, "more_tags").menu())
        menus = person.part(ContextMenus)
        tell("context", menus.menu_for_text())
        person.select("chair")
        tell("context_selected", menus.menu_for_text())

    at_the_window(folder / "articles", "--annotator", "alice", script=script)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
