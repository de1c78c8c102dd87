"""``check`` names an actor's id that no record has, and a damaged line of people."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.core.store import Change
from analyst_app.corpus.articles import built_in
from analyst_app.corpus.people.people_file import Edit, read_people, write_edit
from analyst_app.language.known_people import Person, with_actor
from analyst_app.session.session import Session
from tests.corpus.corpora import annotate, write_article
from tests.saves import save_now

TEXT = "Ada Brandt met Omar Hall and Eva Roth.\n"


def checked(folder: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, int]]:
    main(["check", str(folder), "--json"])
    problems = json.loads(capsys.readouterr().out)["problems"]
    return [(Path(one["file"]).name, one["kind"], one["line"]) for one in problems]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    path = write_article(folder, "sub/a.txt", TEXT)
    made = annotate(path, "alice", ("actor", "Ada Brandt"), ("actor", "Omar Hall"), ("actor", "Eva Roth"))
    session = Session.load(
        path, Session.read_article(path), layer_id="alice", codebook=built_in(), state=tmp_path / "state"
    )
    there = [session.store.annotation(one.id) for one in made]
    old = tuple(one for one in there if one is not None)
    new = tuple(with_actor(one, actor) for one, actor in zip(old, ("p1", "old", "gone"), strict=True))
    session.do("who", Change(old, new))
    save_now(session)
    write_edit(read_people(path, folder), Edit("", {"p1": Person("p1", "Ada Brandt", merged=("old",))}))
    return folder


def test_an_id_that_no_record_has_is_named_with_its_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (problem,) = checked(folder, capsys)
    assert problem[:2] == ("a.txt.alice.annotations.json", "actor")
    path = folder / "sub" / problem[0]
    assert '"actor":"gone"' in path.read_text("utf-8").splitlines()[problem[2] - 1]


def test_without_any_list_nobody_is_missed_and_the_nearer_list_counts(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "actors.json").rename(folder / "kept")
    assert checked(folder, capsys) == []
    (folder / "kept").rename(folder / "sub" / "actors.json")
    assert len(checked(folder, capsys)) == 1


def test_a_damaged_line_is_named_and_nobody_is_missed_for_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "actors.json"
    path.write_text(path.read_text("utf-8").replace('"name":"Ada Brandt"', '"name":"Ada Bra'), "utf-8")
    ((name, kind, _),) = checked(folder, capsys)
    assert (name, kind) == ("actors.json", "registry")
