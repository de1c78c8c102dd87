"""Tests of corpus.left_behind: layers whose article was renamed or moved are found, offered and taken, never lost."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from pathlib import Path

import pytest

from analyst_app import cli
from analyst_app.corpus.carrying import carry, put_back
from analyst_app.corpus.left_behind import Home, Stray, homes_of, strays_of
from analyst_app.corpus.misplaced import marks, misplaced_in, notes, offers_for
from analyst_app.errors import SaveFailed
from tests.moved_cases import HARBOUR, HARBOUR_TAGS, annotate

SHA256 = hashlib.sha256(HARBOUR.encode()).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which two people read an article."""
    made = tmp_path / "corpus"
    (made / "2024").mkdir(parents=True)
    article = made / "depot.txt"
    article.write_bytes(HARBOUR.encode())
    for layer in ("alice", "bob"):
        annotate(article, *HARBOUR_TAGS, layer=layer, state=tmp_path / "state")
    return made


def test_there_is_no_stray_where_every_article_is_in_its_place(folder: Path) -> None:
    assert not misplaced_in(folder)


@pytest.mark.parametrize("to", ["depot 2024.txt", "2024/depot.txt", "DEPOT.txt", "2024/other.txt"])
def test_an_article_that_was_renamed_or_moved_finds_its_layers_by_its_text(
    folder: Path, to: str, capsys: pytest.CaptureFixture[str]
) -> None:
    article = (folder / "depot.txt").rename(folder / to)
    (stray,) = misplaced_in(folder).strays
    assert stray == Stray(folder / "depot.txt", ("alice", "bob"))
    home = Home(article, True, SHA256)
    assert strays_of(article, SHA256, [stray]) == [(stray, home)]
    assert homes_of([stray], [article]) == {stray.article: [home]}

    assert cli.main(["check", "--json", str(folder)]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["kind"] == "source_missing"
    for layer in ("alice", "bob"):
        new = f"{article}.{layer}.annotations.json"
        assert f"depot.txt.{layer}.annotations.json to {new}" in problem["message"]

    before = {path.name: path.read_bytes() for path in folder.glob("*.json")}
    carried = carry(stray.moves(article), folder.parent / "state")
    assert not misplaced_in(folder)
    assert cli.main(["check", str(folder)]) == 0
    put_back(carried, folder.parent / "state")
    assert {path.name: path.read_bytes() for path in folder.glob("*.json")} == before


def test_a_changed_article_whose_name_is_spelt_otherwise_finds_its_layers_by_name(tmp_path: Path) -> None:
    composed, apart = (unicodedata.normalize(form, "Été.txt") for form in ("NFC", "NFD"))
    stray = Stray(tmp_path / composed, ("alice",))
    for name in (apart, "ÉTÉ.TXT"):
        assert strays_of(tmp_path / name, "0" * 64, [stray]) == [(stray, Home(tmp_path / name, False))]
    assert strays_of(tmp_path / "other.txt", "0" * 64, [stray]) == []


def test_a_layer_whose_text_another_article_has_is_none_of_an_article_of_its_name(folder: Path) -> None:
    moved = (folder / "depot.txt").rename(folder / "new.txt")
    namesake = folder / "2024" / "depot.txt"
    namesake.write_text("Quite another text.\n", "utf-8")
    there = misplaced_in(folder)
    assert strays_of(namesake, "0" * 64, there.strays, there.articles) == []
    assert [note.article for note in notes(folder)] == [folder / "depot.txt"] * 2
    assert all(f"belongs to {moved}" in note.words for note in notes(folder))
    assert notes(namesake) == []


def test_of_two_articles_of_one_text_the_nearest_gets_the_layer_and_of_two_as_near_none(folder: Path) -> None:
    """A wire story that two desks have: each renamed or moved its own copy."""
    (folder / "depot.txt").rename(folder / "depot 2024.txt")
    desk = folder / "desk"
    (desk / "2024").mkdir(parents=True)
    (desk / "depot.txt").write_bytes(HARBOUR.encode())
    annotate(desk / "depot.txt", *HARBOUR_TAGS, layer="carol", state=folder.parent / "state")
    moved = (desk / "depot.txt").rename(desk / "2024" / "depot.txt")
    said = {note.path.name.split(".")[2]: note.words for note in notes(folder)}
    assert f"belongs to {folder / 'depot 2024.txt'}:" in said["alice"]
    assert f"belongs to {folder / 'depot 2024.txt'}:" in said["bob"]
    assert f"belongs to {moved}:" in said["carol"]
    (folder / "depot too.txt").write_bytes(HARBOUR.encode())
    said = {note.path.name.split(".")[2]: note.words for note in notes(folder)}
    assert "has no article" in said["alice"]
    assert f"belongs to {moved}:" in said["carol"]


def test_a_layer_is_no_matter_of_an_article_of_its_name_that_has_such_a_layer(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "depot.txt").unlink()
    namesake = folder / "2024" / "depot.txt"
    namesake.write_text("Quite another text of the harbour.\n", "utf-8")
    annotate(namesake, ("actor", "harbour", 0), state=folder.parent / "state")
    there = misplaced_in(folder)
    assert offers_for(namesake, "0" * 64, there) == []
    assert marks(there) == {}
    assert cli.main(["check", "--json", str(folder)]) == 1
    said = capsys.readouterr().out + "".join(note.words for note in notes(folder))
    assert "merge" not in said
    assert "belong to" not in said.replace("that it belongs to", "")


def test_of_a_changed_article_of_the_name_it_is_said_that_the_layer_was_made_on_another_text(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "depot.txt").unlink()
    namesake = folder / "2024" / "depot.txt"
    namesake.write_text("Quite another text of the harbour.\n", "utf-8")
    there = misplaced_in(folder)
    (offer,) = offers_for(namesake, "0" * 64, there)
    assert (offer.layers, offer.is_of_text) == (("alice", "bob"), False)
    assert "made on another text" in marks(there)[namesake]
    assert all("made on another text" in note.words for note in notes(folder))
    assert cli.main(["check", "--json", str(folder)]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert "has the same name, but another text" in problem["message"]


def test_layers_of_two_texts_are_never_told_to_be_merged(folder: Path) -> None:
    """A stray's layer that was made on an older text than the one by which it was found."""
    state = folder.parent / "state"
    (folder / "depot.txt").write_text("An older text of the harbour.\n", "utf-8")
    (folder / "depot.txt.bob.annotations.json").unlink()
    annotate(folder / "depot.txt", ("actor", "harbour", 0), layer="bob", state=state)
    (folder / "depot.txt").unlink()
    new = folder / "new.txt"
    new.write_bytes(HARBOUR.encode())
    annotate(new, HARBOUR_TAGS[0], layer="bob", state=state)
    assert [(offer.layers, offer.barred) for offer in offers_for(new, SHA256, misplaced_in(folder))] == [
        (("alice",), False)
    ]
    assert not any("merge" in note.words for note in notes(folder))


def test_a_file_that_is_there_is_never_written_over(folder: Path, tmp_path: Path) -> None:
    article = (folder / "depot.txt").rename(folder / "new.txt")
    annotate(article, HARBOUR_TAGS[0], layer="bob", state=tmp_path / "state")
    before = {path.name: path.read_bytes() for path in folder.glob("*.json")}
    (stray,) = misplaced_in(folder).strays
    with pytest.raises(SaveFailed, match=r"new\.txt\.bob"):
        carry(stray.moves(article), tmp_path / "state")
    assert {path.name: path.read_bytes() for path in folder.glob("*.json")} == before


def test_facts_go_with_the_layers(folder: Path) -> None:
    (folder / "depot.txt.source.json").write_text('{"title": "Harbour"}\n', "utf-8")
    article = (folder / "depot.txt").rename(folder / "new.txt")
    (stray,) = misplaced_in(folder).strays
    carry(stray.moves(article), folder.parent / "state")
    assert (folder / "new.txt.source.json").read_text("utf-8") == '{"title": "Harbour"}\n'
    assert not (folder / "depot.txt.source.json").exists()
