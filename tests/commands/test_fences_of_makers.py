"""A fence round each file, for the commands that make something: suggest, import, merge, rehydrate.

Tests of importers.files, ui.importing.import_work and ui.importing.import_dialog.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyst_app.assist import suggestions
from analyst_app.cli import main
from analyst_app.commands import import_command
from analyst_app.corpus.intake.annotated_intake import AnnotatedIntake
from analyst_app.export import standoff
from analyst_app.export.placing.import_notes import ImportNotes
from analyst_app.importers import files
from analyst_app.storage import merge as merging
from analyst_app.ui.importing import import_work
from analyst_app.ui.importing.import_list import ImportCandidate
from tests.commands.test_fences import answer, fail_once, log
from tests.ten_articles import ODD, SECRET, SOUND, SPOILERS, SPOILT, bug_in_reading, spoil, ten


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ten(tmp_path / "corpus")


# -- suggest -----------------------------------------------------------------------


def named(rows: list[dict[str, Any]]) -> set[str]:
    return {Path(row["path"]).name for row in rows}


def test_suggest_goes_on_without_an_article_that_is_no_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder, "article that is no text")
    code, found, err = answer(capsys, "suggest", folder)
    assert (code, named(found["articles"])) == (1, set(SOUND))
    assert [SPOILT in problem for problem in found["problems"]] == [True]
    assert SPOILT in err


@pytest.mark.parametrize("how", [*(how for how in SPOILERS if "sidecar" in how), *ODD])
def test_suggest_comes_through_what_lies_beside_an_article(
    folder: Path, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(folder, how)
    _, found, _ = answer(capsys, "suggest", folder)
    assert named(found["articles"]) >= set(SOUND)


@pytest.mark.parametrize("step", ["reading", "suggestions"])
def test_suggest_goes_on_without_the_article_at_which_the_program_fails(
    folder: Path, step: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if step == "reading":
        bug_in_reading(monkeypatch)
    else:
        fail_once(monkeypatch, suggestions, "suggestions")
    code, found, err = answer(capsys, "suggest", folder)
    assert (code, len(found["articles"]), len(found["problems"])) == (1, 9, 1)
    assert "errors.log" in err
    assert SECRET not in log() + err


# -- import ------------------------------------------------------------------------


def pages(folder: Path) -> Path:
    folder.mkdir()
    for number in range(10):
        words = f"The depot number {number} will close by May. Nobody agreed with the plan of the board. " * 8
        (folder / f"p{number}.html").write_text(f"<html><body><article><p>{words}</p></article></body></html>", "utf-8")
    return folder


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"<html></html>"])
def test_import_takes_in_the_other_nine(tmp_path: Path, data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    source = pages(tmp_path / "pages")
    (source / "p4.html").write_bytes(data)
    code, found, err = answer(capsys, "import", source, "--to", tmp_path / "made")
    assert (code, found["imported"], found["failed"]) == (1, 9, 1)
    assert "p4.html" in err
    assert len(list((tmp_path / "made").glob("*.txt"))) == 9


@pytest.mark.parametrize(("module", "step"), [(files, "read_bytes"), (import_command, "take_in")])
def test_import_goes_on_without_the_file_at_which_the_program_fails(
    tmp_path: Path, module: Any, step: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = pages(tmp_path / "pages")
    fail_once(monkeypatch, module, step)
    code, found, err = answer(capsys, "import", source, "--to", tmp_path / "made")
    assert (code, found["imported"], found["failed"]) == (1, 9, 1)
    assert "errors.log" in err
    assert SECRET not in log() + err


@pytest.mark.parametrize("how", [[], ["--preview"]])
def test_import_of_others_annotations_goes_on_without_the_spoilt_file(
    tmp_path: Path, how: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "others"
    source.mkdir()
    for number in range(3):
        row = {"text": f"Kim left town {number}.", "label": [[0, 3, "actor"]]}
        (source / f"o{number}.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    (source / "o1.jsonl").write_text('{"te', "utf-8")
    code, found, err = answer(capsys, "import", source, "--to", tmp_path / "made", *how)
    assert code == 1
    assert {Path(row["file"]).name for row in found["articles"] if "error" not in row} >= {"o0.jsonl", "o2.jsonl"}
    assert "o1.jsonl" in err
    fail_once(monkeypatch, *((import_command, "read_others") if how else (AnnotatedIntake, "take")))
    (source / "o1.jsonl").unlink()
    code, found, err = answer(capsys, "import", source, "--to", tmp_path / "again", *how)
    assert (code, found["failed"]) == (1, 1)
    assert "errors.log" in err


def test_the_import_dialog_shows_the_fault_of_one_file_in_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_once(monkeypatch, import_work, "read_others")
    (tmp_path / "x.jsonl").write_text('{"text": "Kim left.", "label": [[0, 3, "actor"]]}\n', "utf-8")
    assert "errors.log" in import_work.candidate_of(tmp_path / "x.jsonl").problem
    candidate = import_work.candidate_of(tmp_path / "x.jsonl")
    assert candidate.problem == ""
    writing = import_work.ImportWriting(tmp_path / "made", ImportNotes(None))
    fail_once(monkeypatch, AnnotatedIntake, "take")
    assert "errors.log" in writing.write(0, candidate).problem
    assert writing.write(0, candidate).problem == ""
    plain = ImportCandidate(None, files.pasted("The depot will close.\n"))
    fail_once(monkeypatch, import_work, "take_in")
    assert "errors.log" in writing.write(0, plain).problem
    assert SECRET not in log()


# -- merge -------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["parse_sidecar", "merge"])
def test_merge_says_in_a_sentence_that_the_program_fails_and_leaves_both(
    folder: Path, step: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from analyst_app.storage import sidecar_reader

    one = folder / "a1.txt.alice.annotations.json"
    before = one.read_bytes()
    fail_once(monkeypatch, sidecar_reader if step == "parse_sidecar" else merging, step)
    assert main(["merge", str(one), str(one), "--output", str(folder / "c.json")]) == 2
    _, err = capsys.readouterr()
    assert "a1.txt.alice.annotations.json" in err
    assert "errors.log" in err
    assert SECRET not in log() + err
    assert one.read_bytes() == before
    assert not (folder / "c.json").exists()


# -- rehydrate ---------------------------------------------------------------------


def bare(folder: Path, made: Path, form: str, capsys: pytest.CaptureFixture[str]) -> Path:
    words = ["export", str(folder), "--layer", "alice", "--format", form, "--no-text", "--keep", "facts"]
    words += ["--output", str(made)]
    assert main(words) == 0
    capsys.readouterr()
    return made


def test_rehydrate_finds_the_texts_of_the_other_nine(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = bare(folder, folder.parent / "made", "jsonl", capsys)
    spoil(folder, "article that is no text")
    code, found, _ = answer(capsys, "rehydrate", made, "--texts", folder)
    assert (code, found["found"], found["missing"]) == (1, 9, [SPOILT])


def test_rehydrate_goes_on_without_the_text_at_which_the_program_fails(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = bare(folder, folder.parent / "made", "jsonl", capsys)
    bug_in_reading(monkeypatch)
    code, found, err = answer(capsys, "rehydrate", made, "--texts", folder)
    assert (code, found["found"], found["missing"]) == (1, 9, [SPOILT])
    assert "errors.log" in err
    assert SECRET not in log() + err


@pytest.mark.parametrize("step", ["hashes", "restore", "a real fault"])
def test_rehydrate_goes_on_without_the_file_of_the_export_that_is_spoilt(
    folder: Path, step: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = bare(folder, folder.parent / "made", "web-annotation", capsys)
    pages = sorted(made.glob("**/*.jsonld"))
    if step == "a real fault":
        pages[0].write_bytes(b"{oops")
    else:
        fail_once(monkeypatch, standoff, step)
    before = pages[0].read_bytes()
    code, found, err = answer(capsys, "rehydrate", made, "--texts", folder)
    assert (code, found["found"]) == (1, 9)
    assert [str(pages[0]) in problem for problem in found["problems"]] == [True]
    assert pages[0].read_bytes() == before
    assert all(page.with_name(page.name.removesuffix(".jsonld")).exists() for page in pages[1:])
    assert SECRET not in err


def test_rehydrate_leaves_tables_as_they_are_if_one_is_spoilt(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = bare(folder, folder.parent / "made", "csv", capsys)
    (made / "spans.csv").write_text("oops\n1\n", "utf-8")
    before = {path.name: path.read_bytes() for path in made.iterdir()}
    assert main(["rehydrate", str(made), "--texts", str(folder)]) == 2
    assert "spans.csv" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in made.iterdir()} == before
