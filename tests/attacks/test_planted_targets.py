"""Exports and imports into folders that somebody planted: nothing outside is read, written or made, and each says so.

Tests of corpus.intake.new_files, export.target and commands.rehydrate_command.
"""

from __future__ import annotations

import json
import os
import secrets
from itertools import count
from pathlib import Path

import pytest

from analyst_app import cli
from analyst_app.export.placing.import_notes import ImportNotes
from analyst_app.export.registry import FORMATS
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.storage import containment
from tests.attacks.planted import SECRET, fingerprint, furnish_home, home
from tests.attacks.planted_targets import PLANTS, dangling, link_to_folder, pairs
from tests.commands.corpora import write_article, write_layer

pytestmark = [pytest.mark.skipif(os.name == "nt", reason="makes symbolic links"), pytest.mark.timeout(120)]

PAGE = "# Depot\n\nAda Brandt said “we will not leave”.\n"
TEXT = "Ada Brandt said “we will not leave”."
SINGLE = {name: made.single for name, made in FORMATS.items() if made.single}
"""Formats that can be one file, with its name in a folder."""


@pytest.fixture
def target() -> Path:
    """A folder in the home into which something is written; everything else there must stay."""
    furnish_home()
    path = home() / "corpus" / "target"
    path.mkdir(parents=True)
    return path


@pytest.fixture(autouse=True)
def nothing_happens(target: Path):  # type: ignore[no-untyped-def]
    """The home outside is the same after as before."""
    before = fingerprint()
    yield
    assert fingerprint() == before


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str]:
    containment.forget_all()  # as in a process of its own
    code = cli.main([str(word) for word in words])
    told = capsys.readouterr()
    said = told.out + told.err
    assert SECRET not in said
    assert "Something went wrong" not in said
    assert "Traceback" not in said
    return code, told.err


def is_a_sentence(said: str) -> bool:
    """One line that ends as a sentence does."""
    lines = said.strip().splitlines()
    return len(lines) == 1 and lines[0].endswith(".")


def written(folder: Path, words: str) -> list[Path]:
    """Files below a folder that are of their own, with some words; links are not followed."""
    paths = [Path(place, name) for place, _, names in os.walk(folder) for name in names]
    own = [path for path in paths if path.is_file() and not path.is_symlink() and path.stat().st_nlink == 1]
    return [path for path in own if words in path.read_text("utf-8")]


def made_of(target: Path) -> dict[str, str]:
    """What stands in a folder, by name: a link by what it says."""
    return {one.name: str(one.readlink() if one.is_symlink() else one.stat().st_ino) for one in target.iterdir()}


# -- import ------------------------------------------------------------------------------


def source(name: str = "depot.md", words: str = PAGE) -> Path:
    folder = home() / "corpus" / "downloads"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(words, "utf-8")
    return folder / name


@pytest.mark.parametrize("name", ["depot.txt", "depot.txt.source.json", "depot v2.txt"])
@pytest.mark.parametrize("plant", PLANTS)
def test_an_import_takes_another_name_where_something_stands(
    target: Path, capsys: pytest.CaptureFixture[str], plant: str, name: str
) -> None:
    PLANTS[plant](target / name)
    before = made_of(target)
    code, said = run(capsys, "import", source(), "--to", target)
    assert code == 0, said
    [article] = [path for path in written(target, TEXT) if path.suffix == ".txt"]
    assert (target / f"{article.name}.source.json").is_file()
    assert made_of(target).items() >= before.items()


def test_an_import_whose_unfinished_name_is_planted_takes_another_and_leaves_it(
    target: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    number = count()
    monkeypatch.setattr(secrets, "token_hex", lambda _: f"{next(number):08x}")
    for taken, plant in enumerate(PLANTS.values()):
        plant(target / f"~${taken:08x}.import.tmp")
    before = made_of(target)
    code, said = run(capsys, "import", source(), "--to", target)
    assert code == 0, said
    assert next(number) > len(PLANTS)
    assert len(written(target, TEXT)) == 1
    assert made_of(target).items() >= before.items()


@pytest.mark.parametrize("plant", PLANTS)
def test_an_import_of_annotations_writes_no_layer_over_what_stands_there(
    target: Path, capsys: pytest.CaptureFixture[str], plant: str
) -> None:
    PLANTS[plant](target / "tagged-00001.txt.imported.annotations.json")
    before = made_of(target)
    tagged = source("tagged.jsonl", json.dumps({"text": TEXT, "label": [[0, 3, "actor"]]}))
    code, said = run(capsys, "import", tagged, "--to", target)
    assert code == 0, said
    assert [path.name for path in written(target, TEXT) if path.suffix == ".txt"] == ["tagged-00001 2.txt"]
    assert made_of(target).items() >= before.items()


@pytest.mark.parametrize("plant", [link_to_folder, dangling])
def test_an_import_into_a_linked_folder_below_the_target_is_refused_with_a_sentence(
    target: Path, capsys: pytest.CaptureFixture[str], plant
) -> None:  # type: ignore[no-untyped-def]
    plant(target / "sub")
    row = {"id": "sub/kim.txt", "text": TEXT, "spans": [], "source": {}, "relations": []}
    code, said = run(capsys, "import", source("set.jsonl", json.dumps(row)), "--to", target)
    assert code == 1
    assert is_a_sentence(said), said
    assert "sub is not used: it is a link" in said


def test_an_import_into_a_target_that_leads_nowhere_is_refused_with_a_sentence(
    target: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dangling(target / "new")
    code, said = run(capsys, "import", source(), "--to", target / "new")
    assert code == 1
    assert is_a_sentence(said), said
    assert "leads nowhere" in said


def test_the_import_window_writes_through_no_link(target: Path) -> None:
    from analyst_app.ui.importing import import_work
    from analyst_app.ui.importing.import_list import ImportCandidate

    article = ImportedArticle(TEXT, title="depot", original="depot.md", original_sha256="ab")
    for number, plant in enumerate(PLANTS.values()):
        plant(target / ("depot.txt" if number == 0 else f"depot {number + 1}.txt"))
    with ImportNotes(None) as notes:
        row = import_work.ImportWriting(target, notes).write(0, ImportCandidate(None, article))
        assert row.problem == ""
        assert row.taken is not None
        assert written(target, TEXT) == [row.taken.path]
        dangling(target / "new")
        row = import_work.ImportWriting(target / "new", notes).write(0, ImportCandidate(None, article))
    assert "leads nowhere" in row.problem


# -- export ------------------------------------------------------------------------------


def corpus() -> Path:
    folder = home() / "corpus" / "articles"
    folder.mkdir()
    write_layer(write_article(folder), "alice", ("actor", "Ada Brandt", {}))
    return folder


def export(capsys: pytest.CaptureFixture[str], name: str, output: Path, *more: str) -> tuple[int, str]:
    return run(capsys, "export", corpus(), "--format", name, "--output", output, "--workers", "1", *more)


@pytest.mark.parametrize("more", [(), ("--overwrite",)])
@pytest.mark.parametrize(("name", "plant"), pairs(FORMATS))
def test_a_folder_export_onto_something_planted_is_refused_with_a_sentence(
    target: Path, capsys: pytest.CaptureFixture[str], name: str, plant: str, more: tuple[str, ...]
) -> None:
    PLANTS[plant](target / "out")
    before = made_of(target)
    code, said = export(capsys, name, target / "out", *more)
    assert code == 2, said
    assert is_a_sentence(said), said
    assert made_of(target) == before


@pytest.mark.parametrize("more", [(), ("--overwrite",)])
@pytest.mark.parametrize(("name", "plant"), pairs(SINGLE))
def test_a_file_export_onto_something_planted_writes_through_nothing(
    target: Path, capsys: pytest.CaptureFixture[str], name: str, plant: str, more: tuple[str, ...]
) -> None:
    output = target / f"out{Path(SINGLE[name]).suffix}"
    PLANTS[plant](output)
    before = made_of(target)
    code, said = export(capsys, name, output, *more)
    if code:
        assert code == 2
        assert is_a_sentence(said), said
        assert made_of(target) == before
    else:
        assert plant == "a second name of a file"
        assert more
        assert output.stat().st_nlink == 1


REPORTS = ["LOSSES.md", "README.md", "out.LOSSES.md", "out.README.md"]


@pytest.mark.parametrize(("name", "plant"), pairs(SINGLE))
def test_a_file_exports_reports_are_written_through_nothing(
    target: Path, capsys: pytest.CaptureFixture[str], name: str, plant: str
) -> None:
    output = target / f"out{Path(SINGLE[name]).suffix}"
    for report in REPORTS:
        PLANTS[plant](target / report)
    before = made_of(target)
    code, said = export(capsys, name, output)
    if code:
        assert code == 2
        assert plant == "a folder"
        assert is_a_sentence(said), said
        assert made_of(target) == before
    else:
        assert output.is_file()
        reports = [target / one for one in REPORTS if made_of(target)[one] != before[one]]
        assert reports
        assert all(one.is_file() and not one.is_symlink() and one.stat().st_nlink == 1 for one in reports)


@pytest.mark.parametrize(("name", "plant"), pairs(FORMATS))
def test_an_export_whose_hidden_folder_is_planted_is_refused_and_leaves_it(
    target: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, plant: str
) -> None:
    monkeypatch.setattr("analyst_app.export.placing.under_way.new_token", lambda: "0123abcd")
    for kind in ("part", "old"):
        PLANTS[plant](target / f".out.{kind}-0123abcd")
    before = made_of(target)
    code, said = export(capsys, name, target / "out")
    assert code == 2, said
    assert is_a_sentence(said), said
    assert made_of(target) == before


@pytest.mark.parametrize(("name", "plant"), pairs(FORMATS))
def test_a_new_export_in_the_place_of_an_earlier_one_follows_nothing_that_was_planted_in_that(
    target: Path, capsys: pytest.CaptureFixture[str], name: str, plant: str
) -> None:
    articles = corpus()
    command = ("export", articles, "--format", name, "--output", target / "out", "--workers", "1")
    assert run(capsys, *command)[0] == 0
    names = sorted(made_of(target / "out"))
    for place in (target / "out").iterdir():
        if place.name != "LOSSES.md":
            if place.is_dir():
                place.rename(target / f"{place.name}-before")
            else:
                place.unlink()
            PLANTS[plant](place)
    PLANTS[plant](target / "out" / "more")
    code, said = run(capsys, *command, "--overwrite")
    assert code == 0, said
    assert sorted(made_of(target / "out")) == names
    assert not [one for one in (target / "out").rglob("*") if one.is_symlink() or not (one.is_file() or one.is_dir())]


@pytest.mark.parametrize("name", FORMATS)
def test_the_parent_of_an_export_may_be_a_link_that_the_person_named_but_none_that_leads_nowhere(
    target: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    articles = corpus()
    command = ("export", articles, "--format", name, "--workers", "1", "--output")
    (target / "real").mkdir()
    (target / "named").symlink_to("real")
    assert run(capsys, *command, target / "named" / "out")[0] == 0
    assert (target / "real" / "out").is_dir()
    dangling(target / "lost")
    code, said = run(capsys, *command, target / "lost" / "out")
    assert code == 2
    assert is_a_sentence(said), said


# -- rehydrate ---------------------------------------------------------------------------

BARE = {"jsonl": "data.jsonl", "csv": "spans.csv", "huggingface": "data", "web-annotation": "depot.txt"}
"""Formats without texts, and what rehydrate writes in each."""


@pytest.mark.parametrize(("name", "plant"), pairs(BARE))
def test_texts_that_come_back_are_written_through_nothing_that_was_planted(
    target: Path, capsys: pytest.CaptureFixture[str], name: str, plant: str
) -> None:
    articles = corpus()
    bare = target / "bare"
    command = ("export", articles, "--format", name, "--output", bare, "--workers", "1", "--no-text")
    assert run(capsys, *command)[0] == 0
    place = bare / BARE[name]
    if place.exists():
        place.rename(target / "before")
    PLANTS[plant](place)
    PLANTS[plant](bare / "more")
    before = made_of(bare)
    code, said = run(capsys, "rehydrate", bare, "--texts", articles)
    assert said.strip()
    assert all(line.endswith((".", "depot.txt")) or "articles got" in line for line in said.strip().splitlines()), said
    assert code in (0, 1, 2)
    assert code or plant == "a second name of a file" or written(bare, TEXT)
    assert made_of(bare).keys() >= before.keys() - {place.name}


@pytest.mark.parametrize("plant", PLANTS)
def test_texts_that_come_back_into_one_file_are_written_through_nothing(
    target: Path, capsys: pytest.CaptureFixture[str], plant: str
) -> None:
    articles = corpus()
    bare = target / "bare.jsonl"
    assert run(capsys, "export", articles, "--output", bare, "--workers", "1", "--no-text")[0] == 0
    bare.rename(target / "before.jsonl")
    PLANTS[plant](bare)
    code, said = run(capsys, "rehydrate", bare, "--texts", articles)
    assert code in (1, 2)
    assert said.strip().endswith("."), said
