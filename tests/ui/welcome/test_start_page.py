"""The start page at the window: ui.welcome.start_page, ui.welcome.start_commands, ui.welcome.start_rows,
ui.welcome.continue_card, ui.furnishing.welcome_parts.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from analyst_app.ui.corpus.corpus_keeper import CorpusKeeper
from analyst_app.ui.files.workplace import Workplace
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.people.people_pane import PeoplePane
from analyst_app.ui.welcome.continue_card import ContinueCard
from analyst_app.ui.welcome.start_facts import LastArticle
from analyst_app.ui.welcome.start_page import StartPage
from analyst_app.ui.welcome.start_rows import FolderRow, OpenRow
from analyst_app.ui.widgets.theme import Looks, Theme
from tests.workflows.person import Person, at_the_window, write

TEXT = "A headline\n\nAda Brandt said “we stay”. The union agreed.\n"


def page(person: Person) -> StartPage:
    person.wait(lambda: person.window.findChild(StartPage) is not None, "the start page")
    return person.part(StartPage)


def press(person: Person, name: str) -> None:
    button = page(person).findChild(QPushButton, name)
    assert button is not None, name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def rows(person: Person) -> list[str]:
    return [row.accessibleName() for row in page(person).findChildren(FolderRow)]


def remembers(**settings: object) -> None:
    folder = Path(os.environ["XDG_CONFIG_HOME"]) / "analyst-app"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "preferences.json").write_text(json.dumps(settings), "utf-8")


def test_the_first_start_shows_the_page_alone_and_makes_no_file() -> None:
    def script(person: Person) -> None:
        assert page(person).isVisible()
        assert person.bridge.session is None
        assert not person.window.findChild(QWidget, "article_list").isVisible()
        assert not person.window.findChild(QWidget, "inspector").isVisible()
        assert person.focus.objectName() == "start_file_open_folder"
        person.keys("C Q U")
        assert person.bridge.session is None

    at_the_window(script=script)
    assert not (Path(os.environ["XDG_DATA_HOME"]) / "analyst-app" / "samples").exists()


def test_a_path_opens_the_article_without_the_page(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", TEXT)

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        assert person.window.findChild(StartPage) is None
        assert person.focus is person.view

    at_the_window(article, script=script)


def test_the_samples_can_be_looked_at_and_every_one_in_their_layer() -> None:
    def script(person: Person) -> None:
        press(person, "start_look")
        person.wait_open("depot.txt")
        assert person.bridge.session is not None
        assert person.bridge.session.layer_id == "sample"
        assert person.annotations
        assert not page(person).isVisible()
        assert person.window.findChild(QWidget, "article_list").isVisible()
        person.keys("Ctrl+PgDown")
        person.wait_open("harbour.txt")
        assert person.bridge.session.layer_id == "sample"

    at_the_window(script=script)


def test_the_samples_can_be_started_on_an_empty_layer() -> None:
    def script(person: Person) -> None:
        press(person, "start_empty")
        person.wait_open("depot.txt")
        assert person.bridge.session is not None
        assert person.bridge.session.layer_id == person.part(Workplace).annotator
        assert person.annotations == []
        person.select("Ada Brandt")
        person.keys("A")
        assert person.tagged == [("actor", "Ada Brandt")]

    at_the_window(script=script)


def test_continue_goes_on_at_the_place_in_the_folder(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.txt", "Another headline\n\nOne thing.\n\nAnother thing.\n")
    remembers(restore=False)

    def first(person: Person) -> None:
        person.wait_open("a.txt")
        person.keys("Ctrl+PgDown")
        person.wait_open("b.txt")
        person.caret("Another thing")
        person.wait(lambda: person.is_idle)

    def second(person: Person) -> None:
        card = page(person).findChild(QWidget, "continue_card")
        assert card is not None
        assert person.focus.objectName() == "start_continue"
        assert "¶ 3" in person.focus.accessibleDescription()
        assert tmp_path.name in person.focus.accessibleDescription()
        person.keys("Enter")
        person.wait_open("b.txt")
        assert person.view.text[person.view.caret :].startswith("er thing") or person.view.caret > 30
        assert person.part(Workplace).folder == tmp_path

    at_the_window(tmp_path, script=first)
    at_the_window(script=second)


def test_arabic_names_are_set_apart_in_what_is_read_out(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    looks = Looks(Theme("light"), place)
    card = ContinueCard(LastArticle(Path("a.txt"), "عنوان", "Depot · ¶ 11 · 4 quotations left"), looks, place)
    assert card.button.accessibleDescription() == "\u2068عنوان\u2069, Depot · ¶ 11 · 4 quotations left"
    row = FolderRow(("دراسة", "2 articles"), ("1 of 2 done", "today, 14:02"), 0.5, looks, place)
    assert row.accessibleName() == "\u2068دراسة\u2069, 2 articles, 1 of 2 done, today, 14:02"


def test_recent_folders_say_how_far_they_are_and_open(tmp_path: Path) -> None:
    folder = tmp_path / "Mill Lane study"
    folder.mkdir()
    write(folder, "a.txt", TEXT)
    write(folder, "b.txt", TEXT)
    remembers(restore=False)

    def first(person: Person) -> None:
        person.wait_open("a.txt")
        person.keys("Ctrl+Enter")
        person.wait_saved()
        person.wait(lambda: person.part(type(person.opener))._memory.memory.folders[str(folder)][1] == 1)

    def second(person: Person) -> None:
        assert len(rows(person)) == 1
        assert rows(person)[0].startswith("Mill Lane study, 2 articles, 1 of 2 done, today, ")
        QTest.mouseClick(page(person).findChildren(FolderRow)[0], Qt.MouseButton.LeftButton)
        person.wait_open("a.txt")

    at_the_window(folder, script=first)
    at_the_window(script=second)


def test_a_folder_that_is_gone_is_said_and_can_be_forgotten(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    folder.mkdir()
    article = write(folder, "a.txt", TEXT)
    remembers(restore=False)

    def first(person: Person) -> None:
        person.wait_open("a.txt")
        person.wait(lambda: person.is_idle)

    def second(person: Person) -> None:
        person.wait(lambda: "not there now" in "".join(rows(person)))
        button = next(one for one in page(person).findChildren(QPushButton) if one.text() == "Forget")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        person.wait(lambda: rows(person) == [])

    at_the_window(folder, script=first)
    for path in folder.iterdir():
        path.unlink()
    assert not article.exists()
    folder.rmdir()
    at_the_window(script=second)
    at_the_window(script=lambda person: person.wait(lambda: page(person) is not None and rows(person) == []))


def test_the_page_can_be_gone_to_and_the_article_is_saved(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", TEXT)

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        person.select("Ada Brandt")
        person.keys("A")
        person.choose("file.start")
        assert page(person).isVisible()
        person.wait(lambda: (tmp_path / "a.txt.alice.annotations.json").exists())
        press(person, "start_continue")
        person.wait_open("a.txt")
        assert person.tagged == [("actor", "Ada Brandt")]
        person.keys("Ctrl+Z")
        assert person.tagged == []

    at_the_window(article, "--annotator", "alice", script=script)


@pytest.mark.parametrize("size", [(1440, 900), (640, 360)])
def test_everything_on_it_can_be_reached_in_any_window(size: tuple[int, int]) -> None:
    def script(person: Person) -> None:
        shown = page(person)
        person.window.resize(*size)
        QTest.qWait(50)
        content = shown.widget()
        assert content.width() <= shown.viewport().width()
        for button in content.findChildren(QPushButton):
            shown.ensureWidgetVisible(button)
            at = button.mapTo(shown.viewport(), button.rect().center())
            assert shown.viewport().rect().contains(at)

    at_the_window(script=script)


def test_the_card_says_the_first_line_where_an_article_has_no_title_and_goes_with_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    folder.mkdir()
    write(folder, "a.txt", TEXT)

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        person.wait(lambda: person.part(ArticleList).articles[0].heading == "A headline")
        person.choose("file.start")
        person.wait(lambda: page(person).isVisible())
        assert person.part(ContinueCard).title.text() == "A headline"
        (folder / "a.txt").rename(folder / "b.txt")
        person.choose("file.start")
        person.wait(lambda: page(person).findChild(QPushButton, "start_continue") is None, "the card goes")

    at_the_window(folder, script=script)


def test_an_empty_folder_is_open_and_has_no_card_of_another(tmp_path: Path) -> None:
    full, empty = tmp_path / "full", tmp_path / "empty"
    for folder in (full, empty):
        folder.mkdir()
    write(full, "a.txt", TEXT)

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        person.opener.open_paths([empty])
        person.wait(lambda: person.window.findChild(StartPage) is not None and page(person).isVisible())
        assert page(person).findChild(QPushButton, "start_continue") is None
        person.wait(lambda: person.part(CorpusKeeper).index is not None and person.is_idle)
        assert person.part(CorpusKeeper).index.folder == empty
        person.choose("corpus.people")
        person.wait(lambda: "Nobody is on the list yet" in person.part(PeoplePane).empty.text())
        person.choose("review.queue")
        assert "Open a folder of articles" in person.label("key_hints")
        assert QApplication.activeModalWidget() is None
        card = person.bars
        last = page(person).findChild(QPushButton, "start_empty")
        assert card.isVisible()
        page(person).ensureWidgetVisible(last)
        QApplication.processEvents()
        bottom = last.mapToGlobal(last.rect().bottomLeft()).y()
        assert bottom < card.mapToGlobal(card.rect().topLeft()).y()

    at_the_window(full, script=script)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_return_and_enter_press_each_row_once_however_long_they_are_held(key: Qt.Key, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    folder.mkdir()
    write(folder, "a.txt", TEXT)
    remembers(restore=False)

    def first(person: Person) -> None:
        person.wait_open("a.txt")
        person.wait(lambda: person.is_idle)

    def second(person: Person) -> None:
        wanted: list[str] = []
        shown = page(person)
        shown.command_chosen.disconnect()
        shown.command_chosen.connect(wanted.append)
        for row in shown.findChildren(OpenRow):
            row.setFocus()
            held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r", True)
            QTest.keyClick(row, key)
            QApplication.sendEvent(row, held)
        assert wanted == ["file.open_folder", "file.open", "file.import", "review.queue", "file.export", "help.keys"]
        row = shown.findChildren(FolderRow)[0]
        row.setFocus()
        QTest.keyClick(row, key)
        person.wait_open("a.txt")

    at_the_window(folder, script=first)
    at_the_window(script=second)


def test_tab_goes_down_the_page_as_it_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "study"
    folder.mkdir()
    write(folder, "a.txt", TEXT)
    remembers(restore=False)

    def second(person: Person) -> None:
        seen = []
        for _ in range(10):
            seen.append(person.focus.objectName() or person.focus.accessibleName().split(",")[0])
            person.keys("Tab")
        ways = ("file_open_folder", "file_open", "file_import", "review_queue", "file_export", "help_keys")
        assert seen == ["start_continue", "study", *(f"start_{way}" for way in ways), "start_look", "start_empty"]

    at_the_window(folder, script=lambda person: person.wait_open("a.txt"))
    at_the_window(script=second)


def test_escape_leads_back_to_the_article_and_its_layer_and_no_word_about_it_stays_over_the_page() -> None:
    def script(person: Person) -> None:
        press(person, "start_look")
        person.wait_open("depot.txt")
        person.view.place_caret(300)
        at = person.view.caret
        person.keys("C")
        assert person.bars.words("read_only")
        person.choose("file.start")
        person.wait(lambda: page(person).isVisible())
        assert not person.bars.words("read_only")
        assert not person.bars.isVisible()
        person.choose("file.start")
        person.keys("Esc")
        person.wait_open("depot.txt")
        assert person.bridge.session is not None
        assert person.bridge.session.layer_id == "sample"
        assert person.view.caret == at
        assert person.focus is person.view
        assert not page(person).isVisible()

    at_the_window(script=script)


def test_escape_does_nothing_where_the_page_was_not_gone_to_from_an_article() -> None:
    def script(person: Person) -> None:
        before = page(person).window().focusWidget()
        person.keys("Esc")
        assert page(person).isVisible()
        assert person.focus is before

    at_the_window(script=script)


@pytest.mark.parametrize("command", ["file.preferences", "corpus.people", "corpus.search"])
def test_what_was_opened_over_the_page_gives_the_keyboard_back_to_it(command: str) -> None:
    def script(person: Person) -> None:
        assert page(person).isAncestorOf(person.focus)
        person.choose(command)
        person.wait(lambda: not page(person).isAncestorOf(person.focus))
        person.keys("Esc")
        person.wait(lambda: page(person).isAncestorOf(person.focus))
        assert person.focus.objectName() == "start_file_open_folder"

    at_the_window(script=script)
