"""Opening: what a person sees first, by every route.

Tests of ui.files.desk, ui.files.dropping, ui.files.folder, ui.files.memory_keeper, ui.files.open_commands,
ui.files.opener, ui.files.opening, ui.files.samples, ui.files.workplace, ui.furnishing.file_parts,
ui.furnishing.furnish, ui.panels.article_list, ui.panels.article_steps, ui.reading_place and ui.widgets.tasks.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from analyst_app.ui.commands.menus import Menus
from analyst_app.ui.files.folder import Folder
from analyst_app.ui.files.layer_switch import LayerSwitch
from analyst_app.ui.files.workplace import Workplace
from analyst_app.ui.importing.import_dialog import ImportDialog
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.panels.panes import Middle
from tests.importers import samples
from tests.workflows.person import Person, at_the_window, write

DEPOT = "Union and council at odds\n\nAda Brandt has said “we will not leave the depot”.\n"
HARBOUR = "Harbour reopens\n\nThe harbour master, Ilse Moor, said it was time.\n"


def names(person: Person) -> list[str]:
    return [article.name for article in person.part(ArticleList).model.articles]


def test_an_article_is_shown_with_the_focus_in_the_text(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", DEPOT)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        assert person.view.text == DEPOT
        assert person.focus is person.view
        assert "depot.txt" in person.window.windowTitle()
        assert person.label("mode_chip") == "READ"
        person.wait(lambda: names(person) == ["depot.txt"])

    at_the_window(article, "--annotator", "alice", script=script)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["depot.txt"]


def test_a_folder_is_a_list_with_progress_and_the_keys_go_through_it(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    for name in ("b.txt", "a.txt", "more/c.txt"):
        write(tmp_path, name, DEPOT)
    write(tmp_path, "notes.md", "no article")

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        assert names(person) == ["a.txt", "b.txt", "more/c.txt"]
        person.select("Ada Brandt")
        person.keys("A Ctrl+Enter")
        model = person.part(ArticleList).model
        person.wait(lambda: model.article(0).status == "done" and model.article(0).count == 1)
        assert person.label("done_count").strip() == "1 of 3 done"
        person.keys("Ctrl+PgDown")
        person.wait_open("b.txt")
        person.keys("Ctrl+PgDown")
        person.wait_open("c.txt")
        person.keys("Ctrl+PgDown")
        assert person.label("key_hints") == "This is the last article."
        person.keys("Ctrl+PgUp")
        person.wait_open("b.txt")

    at_the_window(tmp_path, "--annotator", "alice", script=script)


def test_the_samples_are_opened_as_copies() -> None:
    def script(person: Person) -> None:
        person.choose("file.samples")
        person.wait(lambda: person.bridge.session is not None)
        assert person.part(Workplace).folder is not None
        assert person.part(Workplace).folder.name == "samples"
        assert "analyst_app" not in str(person.part(Workplace).folder)

    at_the_window(script=script)


def test_the_next_start_goes_on_where_the_last_one_ended(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", HARBOUR)
    write(tmp_path, "b.txt", "Line of the article.\n" * 400)

    def first(person: Person) -> None:
        person.wait_open("a.txt")
        person.keys("Ctrl+PgDown")
        person.wait_open("b.txt")
        person.view.place_caret(5000)
        person.view.reading_position = 5000
        QApplication.processEvents()
        person.window.resize(701, 603)

    def second(person: Person) -> None:
        person.wait_open("b.txt")
        assert person.view.caret == 5000
        assert abs(person.view.reading_position - 5000) < 100
        assert person.window.width() == 701
        person.wait(lambda: names(person) == ["a.txt", "b.txt"])

    at_the_window(tmp_path, script=first)
    at_the_window(script=second)


def test_an_article_that_is_gone_at_the_next_start_is_said(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", HARBOUR)
    at_the_window(article, script=lambda person: person.wait_open("a.txt"))
    article.unlink()

    def script(person: Person) -> None:
        person.wait(lambda: "a.txt" in person.bars.words("open"))
        assert person.window.findChild(Middle) is not None

    at_the_window(script=script)


def drop(window: QWidget, data: QMimeData) -> None:
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(window.rect().center(), copy, data, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(window.rect().center()), copy, data, left, none))


def test_a_file_dropped_on_the_window_is_opened(tmp_path: Path) -> None:
    article, other = write(tmp_path, "a.txt", HARBOUR), write(tmp_path, "b.txt", DEPOT)

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(other))])
        drop(person.window, data)
        person.wait_open("b.txt")

    at_the_window(article, script=script)


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux")
def test_a_dropped_file_is_found_by_the_bytes_of_its_name(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", HARBOUR)
    page = tmp_path / os.fsdecode(b"100% caf\xe9.html")
    page.write_text(samples.page(), "utf-8")

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        data = QMimeData()
        data.setData("text/uri-list", f"file://{tmp_path}/100%25%20caf%E9.html\r\n".encode())
        drop(person.window, data)
        dialog = person.window.findChild(ImportDialog)
        assert dialog is not None
        person.wait(lambda: dialog.go.isEnabled(), "read")
        assert [one.path for one in dialog.model.candidates] == [page]
        dialog.close()

    at_the_window(article, script=script)


def test_recent_articles_are_in_the_menu(tmp_path: Path) -> None:
    first, second = write(tmp_path, "one & only.txt", HARBOUR), write(tmp_path, "b.txt", DEPOT)
    at_the_window(first, script=lambda person: person.wait_open("one & only.txt"))

    def script(person: Person) -> None:
        person.wait_open("b.txt")
        recent = person.part(Menus).recent.menu
        recent.aboutToShow.emit()
        actions = recent.actions()
        assert [action.text().split(" – ")[0] for action in actions] == ["&1 b.txt", "&2 one && only.txt"]
        actions[1].trigger()
        person.wait_open("one & only.txt")

    at_the_window(second, script=script)


def test_files_and_folders_are_opened_by_dialog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = write(tmp_path, "a.txt", HARBOUR)
    folder = tmp_path / "folder"
    folder.mkdir()
    write(folder, "b.txt", DEPOT)

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
        person.keys("Ctrl+Shift+O")
        person.wait_open("b.txt")
        monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(first)], ""))
        person.keys("Ctrl+O")
        person.wait_open("a.txt")

    at_the_window(first, script=script)


def test_a_tag_of_the_folders_codebook_is_in_toolbar_menus_and_keys(tmp_path: Path) -> None:
    codebook = json.loads((Path(__file__).parents[2] / "resources/codebooks/media.json").read_text("utf-8"))
    codebook["tags"].append(
        {
            "id": "frame",
            "name": "Frame <b>&x",
            "key": "F",
            "colour": "#7c3aed",
            "definition": "How it is told.",
            "attributes": [
                {
                    "id": "kind",
                    "name": "Kind",
                    "type": "choice",
                    "values": [{"id": "loss", "name": "loss", "digit": 1}],
                },
                {"id": "strong", "name": "Strong", "type": "flag", "digit": 2},
            ],
        }
    )
    write(tmp_path, "codebook.json", json.dumps(codebook))
    folder = tmp_path / "deep"
    folder.mkdir()
    write(folder, "a.txt", DEPOT)

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        assert person.window.findChild(object, "button_tag_frame") is not None
        person.select("council at odds")
        person.keys("F 1 2")
        assert person.tagged == [("frame", "council at odds")]
        assert dict(person.annotations[0].attributes) == {"kind": "loss", "strong": True}
        person.keys("Shift+C")
        assert person.tagged == [("claim", "council at odds")]
        person.choose("retag.frame")
        assert person.tagged == [("frame", "council at odds")]
        person.choose("edit.undo")
        assert person.tagged == [("claim", "council at odds")]

    at_the_window(tmp_path, "--annotator", "alice", script=script)


def test_several_files_are_a_list_that_the_keys_go_through_and_that_comes_back(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    given = [write(tmp_path, "b.txt", DEPOT), write(tmp_path / "elsewhere", "a.txt", HARBOUR)]
    write(tmp_path, "not-given.txt", DEPOT)

    def script(person: Person) -> None:
        person.wait_open("b.txt")
        person.wait(lambda: names(person) == ["b.txt", "a.txt"])
        assert person.focus is person.view
        person.select("Ada Brandt")
        person.keys("A Ctrl+PgDown")
        person.wait_open("a.txt")
        person.wait(lambda: person.part(ArticleList).model.article(0).count == 1)
        person.keys("Ctrl+PgDown")
        assert person.label("key_hints") == "This is the last article."

    def come_back(person: Person) -> None:
        person.wait_open("a.txt")
        person.wait(lambda: names(person) == ["b.txt", "a.txt"])
        person.keys("Ctrl+PgUp")
        person.wait_open("b.txt")
        assert person.tagged == [("actor", "Ada Brandt")]
        person.opener.open_paths([tmp_path])
        person.wait(lambda: "not-given.txt" in names(person))

    def in_the_folder(person: Person) -> None:
        person.wait(lambda: "not-given.txt" in names(person))

    at_the_window(*given, "--annotator", "alice", script=script)
    at_the_window("--annotator", "alice", script=come_back)
    at_the_window("--annotator", "alice", script=in_the_folder)


def test_a_file_that_is_gone_does_not_keep_the_others_of_the_command_line_from_opening(tmp_path: Path) -> None:
    there, gone = write(tmp_path, "b.txt", DEPOT), tmp_path / "gone.txt"

    def script(person: Person) -> None:
        person.wait(lambda: "gone.txt" in person.bars.words("open"))
        person.wait(lambda: names(person) == ["gone.txt", "b.txt"])
        person.keys("Ctrl+PgDown")
        person.wait_open("b.txt")

    at_the_window(gone, there, "--annotator", "alice", script=script)


def folder_of_two(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("b.txt", "c.txt"):
        write(folder, name, DEPOT)
    return folder


def test_the_article_of_the_command_line_opens_again_though_its_first_answer_came_late(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, folder = write(tmp_path, "first.txt", HARBOUR), folder_of_two(tmp_path)
    answers, asked, is_dir = threading.Event(), [], Path.is_dir

    def late(path: Path) -> bool:
        """Hold back the second look at the article: its text is shown by then."""
        asked.append(path)
        if path == first and asked.count(first) == 2:
            answers.wait(10)
        return is_dir(path)

    monkeypatch.setattr(Path, "is_dir", late)

    def script(person: Person) -> None:
        person.wait_open("first.txt")
        person.opener.open_paths([folder])
        person.wait_open("b.txt")
        answers.set()
        person.wait(lambda: person.is_idle)
        person.opener.open_paths([first])
        person.wait_open("first.txt")

    at_the_window(first, "--annotator", "alice", script=script)
    assert asked.count(first) >= 2


class SlowFolder:
    """A folder on a disk that answers late, the first time that its articles are asked for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
        self.answers, self.asked = threading.Event(), threading.Event()
        scandir = os.scandir

        def late(place: str | Path) -> Iterator[os.DirEntry[str]]:
            if Path(place) == folder and not self.asked.is_set():
                self.asked.set()
                self.answers.wait(10)
            return scandir(place)

        monkeypatch.setattr(os, "scandir", late)


def test_a_folder_that_is_looked_at_again_while_it_opens_shows_its_first_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, folder = write(tmp_path, "a.txt", HARBOUR), folder_of_two(tmp_path)
    slow = SlowFolder(monkeypatch, folder)

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        person.opener.open_paths([folder])
        person.wait(slow.asked.is_set)
        person.part(Folder).rescan()
        person.wait(lambda: names(person) == ["b.txt", "c.txt"])
        slow.answers.set()
        person.wait_open("b.txt")

    at_the_window(start, "--annotator", "alice", script=script)


def test_a_folder_is_listed_though_another_layer_is_taken_up_while_it_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, folder = write(tmp_path, "a.txt", HARBOUR), folder_of_two(tmp_path)
    slow = SlowFolder(monkeypatch, folder)

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        person.opener.open_paths([folder])
        person.wait(slow.asked.is_set)
        person.part(LayerSwitch).become("bob")
        slow.answers.set()
        person.wait_open("b.txt")
        assert names(person) == ["b.txt", "c.txt"]
        assert person.bridge.session is not None
        assert person.bridge.session.layer_id == "bob"

    at_the_window(start, "--annotator", "alice", script=script)


def test_an_article_that_is_chosen_while_a_folder_opens_stays_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, chosen = write(tmp_path, "a.txt", HARBOUR), write(tmp_path, "d.txt", DEPOT)
    folder = folder_of_two(tmp_path)
    slow = SlowFolder(monkeypatch, folder)

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        person.wait(lambda: names(person) == ["a.txt", "d.txt"])
        person.opener.open_paths([folder])
        person.wait(slow.asked.is_set)
        person.keys("Ctrl+PgDown")
        person.wait_open("d.txt")
        slow.answers.set()
        person.wait(lambda: names(person) == ["b.txt", "c.txt"] and person.is_idle)
        person.wait_open("d.txt")

    at_the_window(start, chosen, "--annotator", "alice", script=script)


def test_the_samples_do_not_take_the_place_of_what_was_asked_for_after_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start, other = write(tmp_path, "a.txt", HARBOUR), write(tmp_path, "b.txt", DEPOT)
    copied, rename = threading.Event(), Path.rename

    def late(path: Path, target: Path) -> Path:
        if path.name == "samples.part":
            copied.wait(10)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", late)

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        person.choose("file.samples")
        person.opener.open_paths([other])
        person.wait_open("b.txt")
        copied.set()
        person.wait(lambda: person.is_idle)
        person.wait_open("b.txt")
        assert names(person) == ["b.txt"]

    at_the_window(start, "--annotator", "alice", script=script)


class SlowPath(type(Path())):  # type: ignore[misc]
    """On a disk that answers late."""

    answers = threading.Event()

    def is_dir(self) -> bool:
        self.answers.wait(10)
        return super().is_dir()


def test_what_was_asked_for_last_is_opened_even_if_its_disk_answers_first(tmp_path: Path) -> None:
    first, second = write(tmp_path, "first.txt", "One thing."), write(tmp_path, "second.txt", "Another thing.")
    start = write(tmp_path, "start.txt", "To begin with.")

    def script(person: Person) -> None:
        person.wait_open("start.txt")
        person.opener.open_paths([SlowPath(first)])
        person.opener.open_paths([second])
        person.wait_open("second.txt")
        SlowPath.answers.set()
        person.wait(lambda: person.is_idle)
        person.wait_open("second.txt")

    at_the_window(start, "--annotator", "alice", script=script)
