"""A small corpus with its people, in the window."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from analyst_app.corpus.people.people_file import Edit, read_people, write_edit
from analyst_app.language.known_people import Person as Known
from analyst_app.ui.people.people_model import MENTIONS, NAME, QUOTES
from analyst_app.ui.people.people_pane import PeoplePane
from tests.corpus.corpora import annotate, write_article
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

ONE = "Ada Brandt said “we stay”. The World Trade Body (WTB) met. “Never”, said the WTB. Eva Brandt left.\n"
TWO = "Brandt slept. Bob wrote.\n"


@pytest.fixture
def corpus(tmp_path: Path, open_text: OpenText) -> Callable[..., Person]:
    def opened(*people: Known, sealed: bool = False) -> Person:
        folder = tmp_path / "corpus"
        annotate(
            write_article(folder, "one.txt", ONE), "alice",
            ("quote", "“we stay”"), ("actor", "Ada Brandt"), ("actor", "World Trade Body"), ("actor", "WTB"),
            ("quote", "“Never”"), ("actor", "Eva Brandt"),
            links=((0, "speaker", 1), (4, "speaker", 3)),
        )  # fmt: skip
        annotate(write_article(folder, "two.txt", TWO), "alice", ("actor", "Brandt"))
        annotate(folder / "two.txt", "bob", ("actor", "Bob"))
        if sealed:
            from analyst_app import resources

            (folder / "codebook.json").write_text(json.dumps({**resources.built_in_codebook(), "sealed": True}))
        if people:
            write_edit(read_people(folder / "one.txt", folder), Edit("", {one.id: one for one in people}))
        person = open_text("Nothing.\n", "elsewhere.txt")
        person.opener.open_paths([folder])
        person.wait(lambda: person.bridge.session is not None and person.bridge.session.path.parent == folder)
        person.keys("Ctrl+Alt+4")
        person.wait(lambda: person.window.findChild(PeoplePane) is not None)
        person.wait(lambda: listed(person))
        return person

    return opened


def pane(person: Person) -> PeoplePane:
    return person.part(PeoplePane)


def listed(person: Person) -> list[tuple[str, ...]]:
    model = pane(person).model
    return [
        tuple(str(model.index(row, column).data()) for column in (NAME, MENTIONS, QUOTES))
        for row in range(model.rowCount())
    ]


def names_on_disk(person: Person) -> list[list[str]]:
    path = person.bridge.session.path.parent / "actors.json"
    found = json.loads(path.read_text("utf-8"))["actors"] if path.exists() else []
    return sorted([one["name"], *one.get("aliases", [])] for one in found)


def choose(person: Person, *names: str) -> None:
    table, model = pane(person).table, pane(person).model
    table.clearSelection()
    for number, name in enumerate(names):
        row = next(row for row in range(model.rowCount()) if model.rows[row].name == name)
        index = model.index(row, NAME)
        if not number:
            table.setCurrentIndex(index)
        else:
            table.selectionModel().select(
                index, table.selectionModel().SelectionFlag.Select | table.selectionModel().SelectionFlag.Rows
            )
    table.setFocus()
