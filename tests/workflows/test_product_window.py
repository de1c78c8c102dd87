"""What the product page promises, seen from outside: what the window shows, whatever a file is called.

Tests of ui.furnishing.panel_parts and ui.main_window.
"""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtGui import QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QPlainTextEdit, QRadioButton

from analyst_app.core.looks.colour import AA_GRAPHIC, Colour, contrast
from analyst_app.resources import built_in_codebook
from analyst_app.ui.files.layer_switch import LayerSwitch
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.panels.inspector import Inspector
from analyst_app.ui.panels.panes import Panes
from analyst_app.ui.panels.status_bar import StatusBar
from tests.workflows.person import Person, at_the_window, write

ARTICLE = "Depot to close\n\nThe union’s chair, Ada Brandt, has said “we will not leave”.\n"


def test_a_very_long_name_does_not_widen_the_window_and_is_no_news_from_disk(tmp_path: Path) -> None:
    article = write(tmp_path, "n" * 251 + ".txt", ARTICLE)

    def script(person: Person) -> None:
        person.window.resize(1280, 800)
        person.wait_open(article.name)
        QTest.qWait(200)
        assert person.bars.words("layer") == ""
        person.keys("U Q")
        assert person.tagged == []
        assert person.label("save_state").startswith("Read-only: ")
        QTest.qWait(50)
        assert person.window.width() == 1280

    at_the_window(article, "--annotator", "alice", script=script)


def test_a_file_that_cannot_be_read_leaves_the_open_article_and_its_undo(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", ARTICLE)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.keys("U Q")
        person.opener.open_paths([Path("/dev/zero")])
        person.wait(lambda: person.bars.words("open"))
        person.wait_open("depot.txt")
        assert "depot.txt" in person.window.windowTitle()
        assert person.bars.words("open")
        assert len(person.tagged) == 1
        person.bridge.undo()
        assert person.tagged == []

    at_the_window(article, "--annotator", "alice", script=script)


def test_an_empty_folder_is_remembered_without_another_folders_article(tmp_path: Path) -> None:
    article, empty = write(tmp_path, "depot.txt", ARTICLE), tmp_path / "empty"
    empty.mkdir()

    def leave(person: Person) -> None:
        person.wait_open("depot.txt")
        person.opener.open_paths([empty])
        person.wait(lambda: "no articles" in person.bars.words("open"))
        person.wait(lambda: "Tab" in person.label("key_hints"), "the keys of the start page are told")
        person.keys("Ctrl+PgDown")
        assert person.label("key_hints") == "No articles are listed."

    def come_back(person: Person) -> None:
        person.wait(lambda: "no articles" in person.bars.words("open"))
        assert person.bridge.session is None

    at_the_window(article, "--annotator", "alice", script=leave)
    at_the_window("--annotator", "alice", script=come_back)


def test_boxes_are_seen_in_the_dark(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", ARTICLE)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.choose("view.theme_dark")
        person.keys("U Q")
        box = next(box for box in person.window.findChildren(QCheckBox) if box.isVisible())
        picture = box.grab().toImage()
        ground = Colour.of(box.palette().color(QPalette.ColorRole.Base).name())
        points = [picture.pixelColor(x, picture.height() // 2).name() for x in range(min(24, picture.width()))]
        assert max(contrast(Colour.of(point), ground) for point in points[:6]) >= AA_GRAPHIC
        note = person.window.findChild(QPlainTextEdit, "note_field")
        outline, inside = (Colour.of(note.grab().toImage().pixelColor(x, note.height() // 2).name()) for x in (0, 3))
        assert contrast(outline, inside) >= 1.4
        person.choose("view.theme_light")
        assert isinstance(person.window.findChild(QLabel, "mode_chip"), QLabel)

    at_the_window(article, "--annotator", "alice", script=script)


def test_an_article_written_in_place_by_another_program_is_noticed_while_one_works(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", ARTICLE)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.keys("U Q")
        person.wait_saved()
        with article.open("r+", encoding="utf-8") as file:
            file.write("A new first line.\n\n" + ARTICLE)
        person.wait(lambda: "changed by another program" in person.bars.words("source"))
        person.click_widget(person.button("Reload"))
        person.wait(lambda: person.view.text.startswith("A new") and person.bridge.session is not None)
        assert person.tagged == [("quote", "“we will not leave”")]

    at_the_window(article, "--annotator", "alice", script=script)


def test_no_row_of_the_inspector_is_clipped(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", ARTICLE)

    def script(person: Person) -> None:
        person.window.resize(1280, 800)
        person.wait_open("depot.txt")
        person.caret("will not")
        person.keys("C")
        QTest.qWait(50)
        buttons = [button for button in person.part(Inspector).findChildren(QRadioButton) if button.isVisible()]
        assert len(buttons) == 6
        for button in buttons:
            assert button.parentWidget().rect().contains(button.geometry()), button.text()

    at_the_window(article, "--annotator", "alice", script=script)


def test_a_note_cannot_be_typed_on_a_colleagues_annotation(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", ARTICLE)

    def tag(person: Person) -> None:
        person.wait_open("depot.txt")
        person.keys("U Q")
        person.wait_saved()

    def look(person: Person) -> None:
        person.wait_open("depot.txt")
        person.part(LayerSwitch).show("bob")
        person.wait(lambda: person.bridge.session is not None and person.bridge.session.layer_id == "bob")
        person.keys("N M")
        person.type("mine")
        assert person.part(Inspector).note.note == ""
        person.keys("Esc")
        assert person.focus.objectName() == "article_view"

    at_the_window(article, "--annotator", "bob", script=tag)
    at_the_window(article, "--annotator", "alice", script=look)


def test_a_folder_and_an_article_of_it_lists_the_one_and_opens_the_other(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", ARTICLE)
    wanted = write(tmp_path, "b.txt", ARTICLE)

    def script(person: Person) -> None:
        person.wait_open("b.txt")
        person.wait(lambda: person.part(ArticleList).view.model().rowCount() == 2)

    at_the_window(tmp_path, wanted, "--annotator", "alice", script=script)


def test_the_hint_of_the_link_key_is_the_tags_own_role(tmp_path: Path) -> None:
    codebook = built_in_codebook()
    quote = next(tag for tag in codebook["tags"] if tag["id"] == "quote")
    frame = quote | {
        **{"id": "frame", "name": "Frame", "key": "F", "edge_rule": "none", "attributes": []},
        "links": [{"role": "holder", "name": "holder", "to": ["actor"]}],
    }
    codebook["tags"].append(frame)
    (tmp_path / "codebook.json").write_text(json.dumps(codebook), "utf-8")
    write(tmp_path, "depot.txt", ARTICLE)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.select("Ada Brandt")
        person.keys("A")
        person.select("we will not leave")
        person.keys("F")
        person.part(StatusBar).forget_word()
        assert "L holder" in person.label("key_hints")
        person.keys("L")
        assert "not stated" not in person.label("key_hints")
        person.keys("Esc")
        person.select("The union’s chair")
        person.keys("C")
        person.part(StatusBar).forget_word()
        assert "L source" in person.label("key_hints")

    at_the_window(tmp_path, "--annotator", "alice", script=script)


def test_sizes_of_panes_are_remembered_of_hidden_ones_too(tmp_path: Path) -> None:
    """In two starts, of which the second begins narrow: on the offscreen platform Qt limits a restored window."""
    write(tmp_path, "a.txt", ARTICLE)

    def leave(person: Person) -> None:
        person.wait_open("a.txt")
        panes = person.part(Panes)
        person.window.resize(1400, 700)
        QTest.qWait(20)
        panes.setSizes([180, 900, 310])
        panes.splitterMoved.emit(180, 1)
        panes.splitterMoved.emit(1090, 2)
        panes.right.setSizes([200, 400])
        panes.right.splitterMoved.emit(200, 1)
        for action_id in ("view.articles", "view.annotations"):
            person.choose(action_id)

    def come_back(person: Person) -> None:
        person.wait_open("a.txt")
        person.window.resize(1400, 900)
        QTest.qWait(20)
        assert not person.part(ArticleList).isVisible()
        for action_id in ("view.articles", "view.annotations"):
            person.choose(action_id)
        QTest.qWait(20)
        columns, heights = person.part(Panes).sizes(), person.part(Panes).right.sizes()
        assert abs(columns[0] - 180) <= 3
        assert abs(columns[2] - 310) <= 3
        assert abs(heights[0] / sum(heights) - 1 / 3) < 0.05

    at_the_window(tmp_path, "--annotator", "alice", script=leave)
    at_the_window("--annotator", "alice", script=come_back)
