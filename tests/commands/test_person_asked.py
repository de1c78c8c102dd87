"""A search finds a person's passages by any name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.corpus.people.people_file import Edit, read_people, write_edit
from analyst_app.language.known_people import Person, Role
from tests.corpus.corpora import annotate, write_article

ONE = "The World Trade Body met. The WTB left. Ada Brandt stayed.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    annotate(
        write_article(folder, "one.txt", ONE), "alice",
        ("actor", "World Trade Body"), ("actor", "WTB"), ("actor", "Ada Brandt"),
    )  # fmt: skip
    write_article(folder, "two.txt", "The WTB again, untagged.\n")
    people = (
        Person("p1", "World Trade Body", ("WTB",)), Person("p2", "Ada Brandt", roles=(Role("mayor"),)),
        Person("p3", "Ada Brandt", roles=(Role("poet"),)), Person("p4", "Omar Hall"),
    )  # fmt: skip
    write_edit(read_people(folder / "one.txt", folder), Edit("", {one.id: one for one in people}))
    return folder


def found(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> list[str]:
    assert main(["search", str(folder), *more, "--json"]) == 0
    return [hit["text"] for hit in json.loads(capsys.readouterr().out)["hits"]]


def test_a_person_is_found_by_alias_and_by_every_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("WTB", "world trade body"):
        assert found(folder, capsys, "--person", name) == ["World Trade Body", "WTB"]
    assert found(folder, capsys, "--person", "WTB", "--annotator", "bob") == []
    assert found(folder, capsys, "--person", "Omar Hall") == []
    assert found(folder, capsys, "trade", "--person", "WTB") == ["Trade"]


def test_of_two_of_one_name_the_id_that_is_shown_finds_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(folder), "--person", "Ada Brandt"]) == 2
    assert "[p3]. Give another name, or an id." in capsys.readouterr().err
    assert found(folder, capsys, "--person", "p3") == []
    assert found(folder, capsys, "--person", "p1") == ["World Trade Body", "WTB"]


def test_a_name_of_two_or_of_nobody_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(folder), "--person", "Ada Brandt"]) == 2
    assert "Ada Brandt (mayor) [p2], Ada Brandt (poet) [p3]" in capsys.readouterr().err
    assert main(["search", str(folder), "--person", "Nobody"]) == 2
    assert "Nobody on the list" in capsys.readouterr().err


def test_a_damaged_list_is_told_and_those_who_could_be_read_are_found(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = folder / "actors.json"
    people.write_text(people.read_text("utf-8").replace('"actors": [', '"actors": [\n<<<<<<< HEAD'), "utf-8")
    assert main(["search", str(folder), "--person", "WTB", "--json"]) == 1
    said = capsys.readouterr()
    told = "actors.json is damaged (a merge has left conflict markers in it (line 4)); "
    answer = json.loads(said.out)
    assert [hit["text"] for hit in answer["hits"]] == ["World Trade Body", "WTB"]
    assert [problem.startswith(told) for problem in answer["problems"]] == [True]
    people.write_bytes(b"")
    assert main(["search", str(folder), "--person", "WTB"]) == 2
    assert "actors.json is damaged (it is empty)" in capsys.readouterr().err
