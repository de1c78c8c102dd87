"""A program of its own, on a small screen: opens dialogs over a codebook of forty long names, and prints their sizes.

Usage: ``python -m tests.ui.frame.small_screen FOLDER WIDTH HEIGHT``.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

DIALOGS = ("file.export", "file.import", "file.history", "edit.facts", "help.keys")
DIALOGS += ("corpus.overview", "review.queue", "review.agreement")
PANELS = ("corpus.search", "corpus.people", "corpus.codebook", "file.preferences")
TEXT = "Depot to close\n\nThe union’s chair, Ada Brandt, has said “we will not leave”.\n"


def main(folder: Path, width: int, height: int) -> None:
    prepare(folder, width, height)
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QAction
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QDialogButtonBox, QWidget

    from tests.ui.frame.long_labels import cut, lengthen
    from tests.workflows.person import Person, at_the_window

    def inside(widget: QWidget) -> bool:
        corner = widget.mapTo(widget.window(), widget.rect().bottomRight())
        return corner.x() < widget.window().width() and corner.y() < widget.window().height()

    def tell(name: str, widget: QWidget) -> None:
        feet = [foot for foot in widget.findChildren(QDialogButtonBox) if foot.isVisible()]
        print(name, widget.frameGeometry().width(), widget.frameGeometry().height(), all(map(inside, feet)), flush=True)
        if name in DIALOGS:
            lengthen(widget)
            for words in cut(widget):
                print("cut", name, words, flush=True)

    told: set[str] = set()

    def look(name: str, person: Person) -> None:
        """As soon as the dialog is there, tell of it and close it; some keep the loop that opened them until then."""
        shown = [top for top in QApplication.topLevelWidgets() if top.isVisible() and top is not person.window]
        if not shown:
            QTimer.singleShot(50, lambda: look(name, person))
        for top in shown:
            QTest.qWait(50)
            tell(name, top)
            top.close()
            told.add(name)

    def script(person: Person) -> None:
        person.wait_open("article.txt")
        person.keys("U Q")
        tell("window", person.window)
        for name in DIALOGS:
            action = person.window.findChild(QAction, name)
            person.wait(action.isEnabled)
            QTimer.singleShot(50, lambda name=name: look(name, person))
            action.trigger()
            person.wait(lambda name=name: name in told)
        for name in PANELS:
            person.window.findChild(QAction, name).trigger()
            QTest.qWait(300)
            tell(name, person.window)

    at_the_window(folder / "articles", "--annotator", "alice", script=script)


def prepare(folder: Path, width: int, height: int, groups: int = 0) -> None:
    """Make a home, a screen of that size, and a folder whose codebook has forty tags with names of 60 characters.

    Args:
        folder: all is made in it.
        width: of the screen, pixels.
        height: of the screen, pixels.
        groups: number of tags that the others stand under.
    """
    screen = {"name": "small", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
    (folder / "screen.json").write_text(json.dumps({"screens": [screen | {"logicalDpi": 96, "logicalBaseDpi": 96}]}))
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={folder / 'screen.json'}"
    os.environ.update(HOME=str(folder), XDG_RUNTIME_DIR=str(folder))
    for kind in ("CONFIG", "STATE", "CACHE", "DATA"):
        os.environ[f"XDG_{kind}_HOME"] = str(folder / kind.lower())
    articles = folder / "articles"
    articles.mkdir()
    (articles / "article.txt").write_text(TEXT, encoding="utf-8")
    book = json.loads(Path("resources/codebooks/media.json").read_text(encoding="utf-8"))
    long = [f"Tag {number} of a codebook that has very long names".ljust(60, "x") for number in range(40)]
    book["tags"] += [
        {"id": f"t{number}", "name": name, "color": "#0f766e", "definition": name} for number, name in enumerate(long)
    ]
    for number, tag in enumerate(book["tags"][-len(long) :] if groups else ()):
        tag["under"] = f"t{number % groups}" if number >= groups else ""
    (articles / "codebook.json").write_text(json.dumps(book), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
