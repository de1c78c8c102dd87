"""A fence round each file in an export: all damaged files are named and nothing is written, or all but them are.

Tests of export.job, export.isolating, export.dividing.survey, export.preview and ui.corpus.export_job.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import zipfile
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from analyst_app.cli import main
from analyst_app.errors import ExportRefused
from analyst_app.export import executors, loading
from analyst_app.export.dividing import survey
from analyst_app.export.exporting import ExportRequest
from analyst_app.export.preview import preview
from analyst_app.export.registry import FORMATS
from analyst_app.export.rows import ExportArticle
from analyst_app.storage.file_names import facts_path
from analyst_app.ui.corpus import export_job
from analyst_app.ui.corpus.export_job import export_with_agreement
from analyst_app.ui.widgets.long_work import LongWork
from tests.commands.test_fences import answer, fail_once, log
from tests.ten_articles import NAMES, ODD, SECRET, SOUND, SPOILERS, SPOILT, bug_in_reading, spoil, ten


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ten(tmp_path / "corpus")


def words_of(folder: Path, *more: str) -> list[str]:
    return ["export", str(folder), "--layer", "alice", "--output", str(folder.parent / "made"), *more]


def exported(folder: Path) -> set[str]:
    rows = (folder.parent / "made" / "data.jsonl").read_text("utf-8").splitlines()
    return {json.loads(row)["id"] for row in rows}


@pytest.mark.parametrize("how", SPOILERS)
def test_export_names_the_damaged_file_and_writes_nothing_or_all_but_it(
    folder: Path, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(folder, how)
    assert main(words_of(folder)) == 2
    err = capsys.readouterr().err
    assert SPOILT in err
    assert "--skip-damaged" in err
    assert not (folder.parent / "made").exists()
    code, found, err = answer(capsys, *words_of(folder, "--skip-damaged"))
    assert (code, found["articles"]) == (1, 9)
    assert exported(folder) == set(SOUND)
    assert [SPOILT in words for words in found["damaged"]] == [True]
    assert f"left out: {found['damaged'][0]}" in err
    for report in ("README.md", "LOSSES.md"):
        assert SPOILT in (folder.parent / "made" / report).read_text("utf-8")


def test_export_names_all_damaged_files_sidecars_articles_facts_and_codebook(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a1.txt.alice.annotations.json").write_bytes(b"{oops")
    (folder / "a1.txt.bob.annotations.json").write_bytes(b"")
    (folder / "a3.txt").write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" * 50)
    facts_path(folder / "a5.txt").write_text("{oops", "utf-8")
    facts_path(folder / "a1.txt").write_text("[]", "utf-8")
    (folder / "codebook.json").write_text("{oops", "utf-8")
    words = ["export", str(folder), "--layer", "all", "--output", str(folder.parent / "made")]
    assert main(words) == 2
    err = capsys.readouterr().err
    for name in ("a1.txt.alice.a", "a1.txt.bob.a", "a1.txt.source", "a3.txt", "a5.txt.source", "codebook.json"):
        assert name in err, name
    assert err.count("\n") == 7  # six files, and what to do
    assert not (folder.parent / "made").exists()
    code, found, _ = answer(capsys, *words, "--skip-damaged")
    assert (code, found["articles"], len(found["damaged"])) == (1, 7, 6)
    assert exported(folder) == set(NAMES) - {"a1.txt", "a3.txt", "a5.txt"}
    report = (folder.parent / "made" / "LOSSES.md").read_text("utf-8")
    assert all(" ".join(words.split()) in report for words in found["damaged"])


@pytest.mark.parametrize("how", ODD)
def test_export_comes_through_odd_values(folder: Path, how: str) -> None:
    spoil(folder, how)
    code = main(words_of(folder, "--skip-damaged"))
    assert exported(folder) >= set(SOUND)
    assert code == (0 if exported(folder) == set(NAMES) else 1), "1 says that something was left out"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("more", [[], ["--split", "50/25/25"]], ids=["whole", "split"])
def test_every_format_skips_a_damaged_article(
    folder: Path, form: str, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(folder, "half a sidecar")
    code, found, err = answer(capsys, *words_of(folder, "--format", form, "--skip-damaged", *more))
    assert (code, found["articles"], len(found["damaged"])) == (1, 9, 1), err


@pytest.mark.parametrize("form", ["jsonl", "huggingface", "conll", "csv"])
def test_export_goes_on_without_the_article_at_which_the_program_fails(
    folder: Path, form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.joinpath(SPOILT).write_bytes(folder.joinpath(SPOILT).read_bytes() + b"\r\n")  # not read on the quick road
    bug_in_reading(monkeypatch)
    assert main(words_of(folder, "--format", form)) == 2
    err = capsys.readouterr().err
    assert SPOILT in err
    assert not (folder.parent / "made").exists()
    code, found, err = answer(capsys, *words_of(folder, "--format", form, "--skip-damaged"))
    assert (code, found["articles"], len(found["damaged"])) == (1, 9, 1)
    assert "errors.log" in err
    assert SECRET not in log() + err


def bug_in_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let writing fail at one article: its spans are taken for each format by this."""
    real = ExportArticle.apart

    def apart(self: ExportArticle) -> Any:
        if self.id == SPOILT:
            raise KeyError(SECRET)
        return real(self)

    monkeypatch.setattr(ExportArticle, "apart", apart)
    whole = FORMATS["huggingface"]

    def shard(path: Path, units: Any, options: Any, keep: Any) -> Any:
        def watched() -> Any:
            for unit in units:
                if unit.id == SPOILT:
                    raise KeyError(SECRET)
                yield unit

        assert whole.shard is not None
        return whole.shard(path, watched(), options, keep)

    monkeypatch.setitem(FORMATS, "huggingface", replace(whole, shard=shard))


@pytest.mark.parametrize("form", ["conll", "huggingface", "spacy"])
def test_export_goes_on_without_the_article_that_cannot_be_written(
    folder: Path, form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bug_in_rows(monkeypatch)
    assert main(words_of(folder, "--format", form)) == 2
    assert SPOILT in capsys.readouterr().err
    code, found, err = answer(capsys, *words_of(folder, "--format", form, "--skip-damaged"))
    assert (code, found["articles"], len(found["damaged"])) == (1, 9, 1)
    assert sum(found["spans"].values()) == 18
    assert SECRET not in log() + err


@pytest.mark.parametrize("form", [name for name, form in FORMATS.items() if form.bind and form.unbind])
def test_export_goes_on_without_the_article_that_only_reads_back_wrongly_from_the_finished_file(
    folder: Path, form: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = FORMATS[form]

    def unbind(made: Path, options: Any) -> Any:
        assert whole.unbind is not None
        path = next(path for path in made.iterdir() if path.suffix in (".xlsx", ".qdpx", ".docx"))
        with zipfile.ZipFile(path) as parts:
            is_spoilt = any(SPOILT.encode() in parts.read(name) for name in parts.namelist())
        return islice(whole.unbind(made, options), int(is_spoilt), None)

    monkeypatch.setitem(FORMATS, form, replace(whole, unbind=unbind))
    assert main(words_of(folder, "--format", form)) == 2
    assert SPOILT in capsys.readouterr().err
    assert not (folder.parent / "made").exists()
    code, found, err = answer(capsys, *words_of(folder, "--format", form, "--skip-damaged"))
    assert (code, found["articles"], len(found["damaged"])) == (1, 9, 1), err
    assert SPOILT in found["damaged"][0]


def test_a_survey_that_fails_at_an_article_leaves_it_out(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_once(monkeypatch, survey, "sketch")
    code, found, _ = answer(capsys, *words_of(folder, "--split", "50/25/25", "--skip-damaged"))
    assert (code, found["articles"], len(found["damaged"])) == (1, 9, 1)
    assert "a0.txt" in found["damaged"][0]


def test_an_export_of_nothing_but_damage_is_empty_and_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in NAMES:
        (folder / f"{name}.alice.annotations.json").write_bytes(b"")
    assert main(words_of(folder)) == 2
    err = capsys.readouterr().err
    assert all(name in err for name in NAMES)
    code, found, _ = answer(capsys, *words_of(folder, "--skip-damaged"))
    assert (code, found["articles"], len(found["damaged"])) == (1, 0, 10)


def test_the_figures_of_agreement_stop_no_export(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analyst_app.reading.corpus_measuring.chosen_layers", lambda *_: 1 / 0)
    code, found, err = answer(capsys, *words_of(folder), "--agreement")
    assert (code, found["articles"]) == (0, 10)
    assert "errors.log" in err


def test_the_dialogs_export_goes_on_without_figures_and_names_all_that_is_damaged(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_once(monkeypatch, export_job, "measured")
    request = ExportRequest(folder, output=folder.parent / "made", layer="alice")
    done = export_with_agreement(request, folder.parent / "state", LongWork("", ""))
    assert done.outcome.tally.total == 10
    (folder / "a1.txt.alice.annotations.json").write_bytes(b"")
    (folder / "a2.txt.alice.annotations.json").write_bytes(b"")
    again = ExportRequest(folder, output=folder.parent / "again", layer="alice")
    with pytest.raises(ExportRefused) as caught:
        export_with_agreement(again, folder.parent / "state", LongWork("", ""))
    assert [line.count("a1.txt") + line.count("a2.txt") for line in str(caught.value).split("\n")] == [1, 1, 0]


@pytest.mark.parametrize("more", [[], ["--split", "50/25/25"]], ids=["whole", "split"])
def test_a_damaged_layer_takes_no_sound_one_beside_it_out_of_an_export(
    folder: Path, more: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    sidecar = folder / "a1.txt.alice.annotations.json"
    sidecar.write_bytes(b"{")
    words = ["export", str(folder), "--layer", "all", "--output", str(folder.parent / "made"), "--skip-damaged", *more]
    code, found, err = answer(capsys, *words)
    assert (code, found["articles"]) == (1, 10)
    assert sidecar.name in err
    assert "bob" not in err


@pytest.mark.parametrize("how", SPOILERS)
def test_the_look_before_an_export_shows_the_other_nine_and_names_the_damaged_one(folder: Path, how: str) -> None:
    spoil(folder, how)
    found = preview(ExportRequest(folder, output=folder.parent / "made", layer="alice"))
    assert found.looked_at == 9
    assert SPOILT in found.damaged[0]


def test_the_look_before_an_export_comes_through_a_mistake_of_the_program(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bug_in_rows(monkeypatch)
    found = preview(ExportRequest(folder, "conll", output=folder.parent / "made", layer="alice"))
    assert "errors.log" in found.damaged[0]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the processes do not inherit what the test puts in")
@pytest.mark.parametrize("how", [["--format", "jsonl"], ["--format", "huggingface"], ["--split", "50/25/25"]])
def test_an_article_that_ends_the_worker_process_is_named_and_left_out(
    folder: Path, how: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real, parent = loading._bytes_of, os.getpid()

    def bytes_of(path: str, *more: Any) -> bytes:
        if path.endswith(SPOILT) and os.getpid() != parent:
            os._exit(9)
        return real(path, *more)

    monkeypatch.setattr(loading, "_bytes_of", bytes_of)
    monkeypatch.setattr(executors, "_context", lambda: multiprocessing.get_context("fork"))
    words = words_of(folder, "--workers", "2", *how)
    assert main(words) == 2
    assert SPOILT in capsys.readouterr().err
    assert not (folder.parent / "made").exists()
    code, found, _ = answer(capsys, *words, "--skip-damaged")
    assert (code, found["articles"]) == (1, 9)
    assert ["ended the process" in damage for damage in found["damaged"]] == [True]
