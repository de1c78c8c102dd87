"""Another language is chosen while the window is open: it is made anew, and nothing of the work is lost.

Tests of ui.app, ui.main_window and ui.start.qt_language.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication, QComboBox

from analyst_app.ui.commands.preference_keeper import PreferenceKeeper
from analyst_app.ui.commands.preferences.preferences_page import PreferencesPage
from analyst_app.ui.main_window import MainWindow
from analyst_app.wording import use
from tests.workflows.person import Person, at_the_window, write

HARBOUR = "Harbour reopens\n\nThe harbour master, Ilse Moor, said it was time.\n"


def window_but(before: object) -> MainWindow | None:
    """The window that took the place of another one, once it is there."""
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one is not before]
    return next((one for one in windows if one.isVisible() and one.furniture is not None), None)


def shown_field(window: MainWindow) -> QComboBox | None:
    """The field of the languages on the page that came back; None while it is not seen."""
    page = window.findChild(PreferencesPage)
    field = window.findChild(QComboBox, "preference_language")
    return field if page is not None and page.isVisible() else None


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
            anew.wait(lambda: shown_field(window) is not None)
            anew.keys("Esc")
            anew.wait(lambda: shown_field(window) is None)
            anew.wait(lambda: anew.actions.action("edit.undo").isEnabled())  # the journal has told the steps
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


def test_it_is_chosen_a_second_time_on_the_page_that_came_back(tmp_path: Path) -> None:
    article = write(tmp_path, "harbour.txt", HARBOUR)
    seen: list[object] = []

    def look(before: MainWindow, then: str | None) -> None:
        window = window_but(before)
        page = shown_field(window) if window is not None else None
        if window is None or page is None:
            QTimer.singleShot(20, lambda: look(before, then))
            return
        try:
            Person(window).wait_open("harbour.txt")
            seen.append(window.menuBar().actions()[0].text().replace("&", ""))
            if then is not None:
                QTimer.singleShot(20, lambda: look(window, None))
                page.setCurrentIndex(page.findData(then))
                page.activated.emit(page.currentIndex())
                return
        except BaseException as error:
            seen.append(error)
        window.furnish().leaving.let_go()
        window.close()

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        before = person.window
        QTimer.singleShot(20, lambda: look(before, ""))
        choose_language(person, "de")

    try:
        at_the_window(article, "--annotator", "alice", script=script, quits=False)
    finally:
        use(None)
        QLocale.setDefault(QLocale.c())
    assert seen == ["Datei", "File"]
