"""Another language is chosen while the window is open: it is made anew, and nothing of the work is lost.

Tests of ui.app, ui.main_window and ui.start.qt_language.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication, QComboBox

from analyst_app.ui.commands.preference_keeper import PreferenceKeeper
from analyst_app.ui.main_window import MainWindow
from analyst_app.wording import use
from tests.workflows.person import Person, at_the_window, write

HARBOUR = "Harbour reopens\n\nThe harbour master, Ilse Moor, said it was time.\n"


def window_but(before: object) -> MainWindow | None:
    """The window that took the place of another one, once it is there."""
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one is not before]
    return next((one for one in windows if one.isVisible() and one.furniture is not None), None)


def choose_language(person: Person, code: str) -> None:
    person.choose("file.preferences")
    field = person.window.findChild(QComboBox, "preference_language")
    assert isinstance(field, QComboBox)
    field.setCurrentIndex(field.findData(code))
    field.activated.emit(field.currentIndex())


def test_the_window_speaks_german_at_once_and_the_work_is_there(tmp_path: Path) -> None:
    article = write(tmp_path, "harbour.txt", HARBOUR)
    seen: list[object] = []

    def look(before: MainWindow) -> None:
        window = window_but(before)
        if window is None:
            QTimer.singleShot(20, lambda: look(before))
            return
        anew = Person(window)
        try:
            anew.wait_open("harbour.txt")
            seen.append([menu.text().replace("&", "") for menu in window.menuBar().actions()][:2])
            seen.append(anew.part(PreferenceKeeper).preferences.language)
            seen.append([one.tag for one in anew.annotations])
            anew.keys("Esc")
            anew.choose("edit.undo")
            seen.append([one.tag for one in anew.annotations])
        except BaseException as error:
            seen.append(error)
        finally:
            window.furnish().leaving.let_go()
            window.close()

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.select("Ilse Moor")
        person.keys("A")
        before = person.window
        QTimer.singleShot(20, lambda: look(before))
        choose_language(person, "de")

    try:
        at_the_window(article, "--annotator", "alice", script=script, quits=False)
    finally:
        use(None)
        QLocale.setDefault(QLocale.c())
    assert seen == [["Datei", "Bearbeiten"], "de", ["actor"], []]
