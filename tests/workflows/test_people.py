"""People by keys in the real program: from names in the tags to a list, and back to the mentions."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtWidgets import QTableView

from analyst_app.language.known_people import actor_of
from analyst_app.ui.people.people_pane import PeoplePane
from tests.corpus.corpora import annotate, write_article
from tests.workflows.person import Person, at_the_window

ONE = "Ada Brandt spoke. Then Brandt left. The harbour master stayed.\n"
TWO = "The union’s chair, Ada Brandt, wrote.\n"


def corpus(folder: Path) -> Path:
    annotate(write_article(folder, "one.txt", ONE), "alice", ("actor", "Ada Brandt"))
    annotate(write_article(folder, "two.txt", TWO), "alice", ("actor", "Ada Brandt"))
    return folder


def people(folder: Path) -> list[str]:
    path = folder / "actors.json"
    return [one["name"] for one in json.loads(path.read_text("utf-8"))["actors"]] if path.exists() else []


def test_a_name_is_put_on_the_list_named_in_the_article_and_taken_off_again(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus")

    def script(person: Person) -> None:
        person.wait_open("one.txt")
        person.keys("Ctrl+Alt+4")
        person.wait(lambda: person.window.findChild(PeoplePane) is not None)
        pane = person.part(PeoplePane)
        person.wait(lambda: [(row.name, len(row.mentions)) for row in pane.model.rows] == [("Ada Brandt", 2)])
        table = pane.findChild(QTableView, "people_table")
        assert isinstance(table, QTableView)
        assert people(folder) == []
        person.keys("Tab Tab Enter", table)
        person.wait(lambda: people(folder) == ["Ada Brandt"])
        person.keys("Esc", table)
        assert not pane.isVisible()
        person.click("Ada Brandt")
        person.keys("I")
        person.type("ada brandt")
        person.keys("Enter")
        person.wait(lambda: [actor_of(one) != "" for one in person.annotations] == [True])
        person.keys("S")
        person.wait(lambda: person.label("key_hints").startswith("Enter tag 1 mention"))
        person.keys("Enter")
        person.wait(lambda: len({actor_of(one) for one in person.annotations}) == 1 < len(person.annotations))
        person.keys("Ctrl+Alt+4")
        person.wait_saved()
        person.wait(lambda: [len(row.mentions) for row in pane.model.rows] == [3])
        pane.table.setFocus()
        person.keys("Ctrl+Z", table)
        person.wait(lambda: people(folder) == [])
        assert len(person.annotations) == 2, "the list has an undo of its own"

    at_the_window(folder, "--annotator", "alice", script=script)


def test_a_list_that_leads_out_of_the_folder_is_neither_read_nor_written(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus")
    outside = tmp_path / "outside.json"
    outside.write_text('{"format": "media-actors", "version": 1, "actors": [{"id": "x", "name": "Eve"}]}')
    before = outside.read_bytes()
    (folder / "actors.json").symlink_to(outside)

    def script(person: Person) -> None:
        person.wait_open("one.txt")
        person.click("Ada Brandt")
        person.keys("I")
        person.type("Eve")
        person.keys("Shift+Enter")
        person.wait(lambda: person.bars.words("people"))

    at_the_window(folder, "--annotator", "alice", script=script)
    assert outside.read_bytes() == before


def test_a_list_of_garbage_lines_is_shown_as_far_as_it_goes_and_stays_as_it_is(tmp_path: Path) -> None:
    folder = corpus(tmp_path / "corpus")
    path = folder / "actors.json"
    rows = ['{"id":"p1","rev":1,"name":"Ada Brandt"},', '{"id":"p2","name":"\\u202eevil\\u0000"},', "{{{{", '{"id":']
    path.write_text('{"format": "media-actors",\n "version": 1,\n "actors": [\n' + "\n".join(rows), "utf-8")
    before = path.read_bytes()

    def script(person: Person) -> None:
        person.wait_open("one.txt")
        person.keys("Ctrl+Alt+4")
        person.wait(lambda: person.window.findChild(PeoplePane) is not None)
        pane = person.part(PeoplePane)
        person.wait(lambda: [row.name for row in pane.model.rows][:1] == ["Ada Brandt"])
        assert not any(button.isEnabled() for button in pane.buttons.values())
        person.wait(lambda: "damaged" in pane.said.text())
        shown = [str(pane.model.index(row, 0).data()) for row in range(pane.model.rowCount())]
        assert not any(letter in words for words in shown for letter in "\u202e\u0000")

    at_the_window(folder, "--annotator", "alice", script=script)
    assert path.read_bytes() == before
