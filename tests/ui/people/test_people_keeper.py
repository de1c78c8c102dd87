"""I, S and L with the team's people; what a colleague writes is taken in; no file comes by itself.

Tests of ui.furnishing.people_parts and ui.annotate.same_named, too.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QListWidget

from analyst_app.corpus.people import people_acts
from analyst_app.corpus.people.people_file import Edit, read_people, write_edit
from analyst_app.language.known_people import Person as Known
from analyst_app.language.known_people import Role, actor_of
from analyst_app.ui.annotate.same_named import told_apart
from analyst_app.ui.files.disk_watch import DiskWatch
from analyst_app.ui.people.people_keeper import PeopleKeeper
from tests.ui.annotate.test_annotating import put, said
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "The World Trade Body met. “No,” the WTB said. Ada Brandt left.\n"
WTB = Known("p1", "World Trade Body", ("WTB",), "organisation")
ADA = Known("p2", "Ada Brandt", ("mayor",), "person", (Role("mayor"),))


def know(folder: Path, *people: Known) -> None:
    write_edit(read_people(folder / "article.txt", folder), Edit("", {one.id: one for one in people}))


def keeper(person: Person) -> PeopleKeeper:
    return person.part(PeopleKeeper)


def begin(open_text: OpenText, folder: Path, *people: Known) -> Person:
    if people:
        know(folder, *people)
    person = open_text(TEXT)
    person.wait(lambda: keeper(person).file is not None)
    return person


def actors(person: Person) -> list[tuple[str, object, str]]:
    return [(one.span.of(TEXT), one.attribute("name"), actor_of(one)) for one in person.annotations]


def test_i_types_ahead_over_people_and_enter_holds_for_all_mentions(open_text: OpenText, tmp_path: Path) -> None:
    person = begin(open_text, tmp_path, WTB, ADA)
    put(person, "actor", "World Trade Body")
    person.bridge.set_current(put(person, "actor", "WTB"))
    person.keys("I")
    field = person.window.findChild(QLineEdit, "identity_field")
    assert field is not None
    model = field.completer().model()
    assert [model.index(row, 0).data() for row in range(4)] == [
        "World Trade Body", "Ada Brandt (mayor)", "WTB = World Trade Body", "mayor = Ada Brandt (mayor)",
    ]  # fmt: skip
    person.type("wtb")
    person.keys("Enter")
    assert actors(person) == [("World Trade Body", "World Trade Body", "p1"), ("WTB", "World Trade Body", "p1")]
    person.keys("Ctrl+Z")
    assert actors(person) == [("World Trade Body", None, ""), ("WTB", None, "")]


def identity(person: Person) -> QLineEdit:
    found = person.window.findChild(QLineEdit, "identity_field")
    assert found is not None
    return found


def test_a_name_of_two_is_asked_about_and_chosen_by_its_role(open_text: OpenText, tmp_path: Path) -> None:
    person = begin(open_text, tmp_path, ADA, Known("p3", "Ada Brandt", roles=(Role("poet"),)))
    person.bridge.set_current(put(person, "actor", "Ada Brandt"))
    person.keys("I")
    person.type("Ada Brandt")
    person.keys("Enter")
    assert "2 people are called Ada Brandt" in said(person)
    assert actors(person) == [("Ada Brandt", None, "")]
    assert identity(person).isVisible()
    rows = identity(person).completer().popup()
    assert rows.isVisible()
    assert [rows.model().index(row, 0).data() for row in range(rows.model().rowCount())] == [
        "Ada Brandt (mayor)",
        "Ada Brandt (poet)",
    ]
    person.keys("Down Down Enter")
    assert actors(person) == [("Ada Brandt", "Ada Brandt", "p3")]
    assert not identity(person).isVisible()
    assert person.focus is person.view
    person.keys("I")
    person.type("Ada Brandt (mayor)")
    person.keys("Enter")
    assert actors(person) == [("Ada Brandt", "Ada Brandt", "p2")]


def test_two_of_one_name_and_role_are_told_apart_and_esc_leaves(open_text: OpenText, tmp_path: Path) -> None:
    person = begin(open_text, tmp_path, Known("p4", "Ada Brandt"), Known("p5", "Ada Brandt", (), "body"))
    person.bridge.set_current(put(person, "actor", "Ada Brandt"))
    person.keys("I")
    person.type("ada brandt")
    person.keys("Enter")
    rows = identity(person).completer().popup()
    assert [rows.model().index(row, 0).data() for row in range(2)] == [
        "Ada Brandt · nothing else known",
        "Ada Brandt · body",
    ]
    person.keys("Esc")
    assert actors(person) == [("Ada Brandt", None, "")]
    assert not identity(person).isVisible()
    person.keys("I")
    person.type("Ada Brandt")
    person.keys("Enter Enter")
    assert actors(person) == [("Ada Brandt", None, "")], "Enter alone chooses nobody"
    person.keys("Down Enter")
    assert actors(person) == [("Ada Brandt", "Ada Brandt", "p4")]


def test_namesakes_without_anything_else_get_numbers() -> None:
    people = [Known("p6", "Eva Roth"), Known("p7", "Eva Roth"), Known("p8", "Eva Roth", roles=(Role("poet"),))]
    assert list(told_apart(people)) == [
        "Eva Roth · nothing else known, 1",
        "Eva Roth · nothing else known, 2",
        "Eva Roth (poet)",
    ]


def test_a_name_alone_makes_no_file_and_shift_enter_does(open_text: OpenText, tmp_path: Path) -> None:
    person = begin(open_text, tmp_path)
    person.bridge.set_current(put(person, "actor", "Ada Brandt", kind="person"))
    person.keys("I")
    person.type("Ada Brandt")
    person.keys("Enter")
    person.wait(lambda: person.is_idle)
    assert not (tmp_path / "actors.json").exists()
    assert actors(person) == [("Ada Brandt", "Ada Brandt", "")]
    person.keys("I Shift+Enter")
    person.wait(lambda: actors(person)[0][2] != "")
    (record,) = json.loads((tmp_path / "actors.json").read_text("utf-8"))["actors"]
    assert actors(person) == [("Ada Brandt", "Ada Brandt", record["id"])]
    assert (record["name"], record["kind"], record["rev"]) == ("Ada Brandt", "person", 1)


def test_s_lists_the_mentions_by_every_name(open_text: OpenText, tmp_path: Path) -> None:
    person = begin(open_text, tmp_path, WTB)
    person.bridge.set_current(put(person, "actor", "World Trade Body"))
    person.keys("I")
    person.type("WTB")
    person.keys("Enter S Enter")
    person.wait(lambda: len(person.annotations) == 2)
    assert actors(person) == [("World Trade Body", "World Trade Body", "p1"), ("WTB", "World Trade Body", "p1")]


def test_l_proposes_each_person_once_by_the_known_name(open_text: OpenText, tmp_path: Path) -> None:
    person = begin(open_text, tmp_path, WTB)
    put(person, "actor", "World Trade Body")
    put(person, "actor", "WTB")
    person.bridge.set_current(put(person, "quote", "“No,”"))
    person.keys("L")
    rows = person.window.findChild(QListWidget, "link_candidates")
    assert rows is not None
    listed = [rows.item(row).text() for row in range(rows.count())]
    assert sum("World Trade Body" in one for one in listed) == 1
    person.type("wtb")
    assert "World Trade Body" in rows.item(0).text()
    person.keys("Enter")
    assert len(person.bridge.session.store.links) >= 1


def test_what_a_colleague_writes_is_taken_in_and_said(open_text: OpenText, tmp_path: Path) -> None:
    person = begin(open_text, tmp_path, WTB)
    know(tmp_path, ADA)
    keeper(person).look()
    person.wait(lambda: keeper(person).known.with_id("p2") is not None)
    assert "changed on disk" in said(person)


def test_what_an_editor_writes_in_place_is_taken_in_without_leaving_the_window(
    open_text: OpenText, tmp_path: Path
) -> None:
    person = begin(open_text, tmp_path, WTB)
    path = tmp_path / "actors.json"
    watched = person.part(DiskWatch)._watcher
    person.wait(lambda: watched is not None and str(path) in watched.files())
    for name in ("World Trade Bodies", "World Trade Corps"):
        raw = json.loads(path.read_text("utf-8"))
        raw["actors"][0]["name"] = name
        with path.open("w", encoding="utf-8") as file:
            file.write(json.dumps(raw))
        person.wait(lambda name=name: keeper(person).known.with_id("p1").name == name)


def test_acts_go_one_after_the_other_onto_what_is_there_and_are_taken_back(open_text: OpenText, tmp_path: Path) -> None:
    person = begin(open_text, tmp_path, WTB, ADA)
    known = keeper(person)
    known.edit(people_acts.changed_person(Known("p1", "World Trade Body", ("WTB", "Body"))))
    know(tmp_path, Known("p5", "Lena Ortiz"))
    person.wait(lambda: known.known.with_id("p5"))
    known.edit(people_acts.merged_people(ADA, [Known("p5", "Lena Ortiz")]))
    person.wait(lambda: known.undoable == "Merge Ada Brandt + Lena Ortiz")
    assert known.known.called("Body")
    known.undo()
    person.wait(lambda: known.known.with_id("p2") == ADA)
    known.undo()
    person.wait(lambda: known.known.with_id("p1") == WTB)
    known.undo()
    assert "nothing to take back" in said(person)


@pytest.mark.parametrize("damage", [b"{", b'{"format": "media-actors", "version": 9, "actors": []}'])
def test_a_file_that_may_not_be_written_over_is_told_and_stays(
    damage: bytes, open_text: OpenText, tmp_path: Path
) -> None:
    (tmp_path / "actors.json").write_bytes(damage)
    person = begin(open_text, tmp_path)
    keeper(person).edit(people_acts.added("Ada Brandt"))
    person.wait(lambda: "was not saved" in (person.bars.words("people") or ""))
    assert (tmp_path / "actors.json").read_bytes() == damage
