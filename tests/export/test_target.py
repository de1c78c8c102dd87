"""All of an export or nothing, whatever stands there and whatever the system does."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from analyst_app.errors import ExportRefused
from analyst_app.export.target import MARK, Target, refusal


def write(path: Path, words: str, **options: object) -> None:
    with Target(path, **options) as target:  # type: ignore[arg-type]
        (target.folder / (options.get("data_file") or "data.jsonl")).write_text(words)  # type: ignore[operator]
        (target.folder / MARK).write_text(f"# ({path.name})\n")
        target.commit()


def exchange_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The system is one that cannot exchange two folders."""
    monkeypatch.setattr("analyst_app.export.placing.exchange._system_call", lambda: None)


def fail_from(monkeypatch: pytest.MonkeyPatch, error: OSError, step: int = 1) -> None:
    """The disk refuses a renaming, counted from 1, and no other; what another test's thread renames does not count."""
    replace, steps, this = os.replace, iter(range(1, 99)), threading.get_ident()

    def fails(*names: str, **places: int) -> None:
        if threading.get_ident() == this and next(steps) == step:
            raise error
        replace(*names, **places)

    monkeypatch.setattr(os, "replace", fails)


@pytest.mark.parametrize("step", [1, 2])
def test_an_earlier_export_is_whole_whichever_renaming_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    exchange_is_missing(monkeypatch)
    write(tmp_path / "out", "old")
    fail_from(monkeypatch, OSError(errno.EIO, "Input/output error"), step)
    with pytest.raises(ExportRefused, match="Cannot write"):
        write(tmp_path / "out", "new", overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "data.jsonl").read_text() == "old"


@pytest.mark.parametrize("step", [1, 2, 3])
def test_a_file_and_its_reports_stay_together_whichever_renaming_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    def export(words: str) -> None:
        with Target(tmp_path / "set.jsonl", data_file="set.jsonl", overwrite=True) as target:
            (target.folder / "set.jsonl").write_text(words)
            (target.folder / MARK).write_text(f"# (set.jsonl)\n{words}")
            (target.folder / "README.md").write_text(words)
            target.commit()

    export("old")
    before = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert sorted(before) == [MARK, "set.README.md", "set.jsonl"]
    fail_from(monkeypatch, OSError(errno.EIO, "Input/output error"), step)
    with pytest.raises(ExportRefused, match="Cannot write"):
        export("new")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == before
    export("new")
    assert {path.read_text().removeprefix("# (set.jsonl)\n") for path in tmp_path.iterdir()} == {"new"}


@pytest.mark.parametrize("can_exchange", [True, False])
def test_an_earlier_export_goes_when_the_new_one_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    if not can_exchange:
        exchange_is_missing(monkeypatch)
    write(tmp_path / "out", "old")
    write(tmp_path / "out", "new", overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out" / "data.jsonl").read_text() == "new"


@pytest.mark.parametrize("data_file", ["", "out"])
def test_what_came_to_be_in_the_place_meanwhile_is_not_replaced(tmp_path: Path, data_file: str) -> None:
    with Target(tmp_path / "out", data_file=data_file) as target:
        (target.folder / "out").write_text("new")
        (tmp_path / "out").write_text("a thesis")
        with pytest.raises(ExportRefused, match="something else has come to be there"):
            target.commit()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").read_text() == "a thesis"


def test_an_export_that_is_a_folder_never_replaces_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a thesis")
    with pytest.raises(ExportRefused, match="is a file, and this export is a folder"):
        write(tmp_path / "out", "new", overwrite=True)
    assert (tmp_path / "out").read_text() == "a thesis"


def test_an_export_that_is_a_file_never_replaces_a_folder(tmp_path: Path) -> None:
    (tmp_path / "set.jsonl").mkdir()
    (tmp_path / "set.jsonl" / MARK).write_text("")
    with pytest.raises(ExportRefused, match="is a folder; name a file"):
        write(tmp_path / "set.jsonl", "new", data_file="set.jsonl", overwrite=True)
    assert (tmp_path / "set.jsonl" / MARK).exists()


@pytest.mark.parametrize("leads_somewhere", [True, False])
def test_a_symbolic_link_is_never_replaced(tmp_path: Path, leads_somewhere: bool) -> None:
    if leads_somewhere:
        write(tmp_path / "elsewhere", "old")
    (tmp_path / "out").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ExportRefused, match="symbolic link"):
        write(tmp_path / "out", "new", overwrite=True)
    assert (tmp_path / "out").is_symlink()
    assert (tmp_path / "elsewhere").exists() == leads_somewhere


def test_an_empty_folder_may_be_filled_and_one_with_other_things_not(tmp_path: Path) -> None:
    for name in ("empty", "full"):
        (tmp_path / name).mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("words")
    write(tmp_path / "empty", "new", overwrite=True)
    assert (tmp_path / "empty" / "data.jsonl").read_text() == "new"
    with pytest.raises(ExportRefused, match="not an earlier export"):
        write(tmp_path / "full", "new", overwrite=True)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["thesis.txt"]


def test_a_folder_that_holds_the_report_of_a_data_file_is_no_earlier_export(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "thesis.txt").write_text("words")
    write(own / "set.jsonl", "old", data_file="set.jsonl")
    assert (own / MARK).exists()
    with pytest.raises(ExportRefused, match="not an earlier export"):
        write(own, "new", overwrite=True)
    assert sorted(path.name for path in own.iterdir()) == [MARK, "set.jsonl", "thesis.txt"]


def test_the_folders_above_an_export_are_made(tmp_path: Path) -> None:
    write(tmp_path / "some" / "where" / "out", "new")
    assert (tmp_path / "some" / "where" / "out" / "data.jsonl").read_text() == "new"


def test_a_report_is_placed_whether_its_name_comes_before_that_of_the_data_or_after(tmp_path: Path) -> None:
    with Target(tmp_path / "set.jsonl", data_file="data.jsonl") as target:
        for name in ("data.jsonl", MARK, "a.txt", "z.txt"):
            (target.folder / name).write_text(name)
        target.commit()
    placed = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert placed == {"set.jsonl": "data.jsonl", MARK: MARK, "set.a.txt": "a.txt", "set.z.txt": "z.txt"}


@pytest.mark.parametrize(
    ("stands", "name"),
    [
        (b"# What the export holds (set.jsonl)\n", MARK),
        (b"# What the export holds (other.jsonl)\n", f"set.{MARK}"),
        (b"My own notes\n(set.jsonl)\n", f"set.{MARK}"),
        (b"\xff(set.jsonl)\n", f"set.{MARK}"),
    ],
)
def test_a_report_replaces_only_an_earlier_one_of_the_same_file(tmp_path: Path, stands: bytes, name: str) -> None:
    (tmp_path / MARK).write_bytes(stands)
    with Target(tmp_path / "set.jsonl", data_file="set.jsonl") as target:
        assert target.report_path(MARK) == tmp_path / name


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "x"), "The disk is full; nothing was written to out. Make room"),
        (OSError(errno.EDQUOT, "x"), "Your quota is used up; nothing was written to out. Make room"),
        (OSError(errno.EACCES, "x"), "Cannot write to out: you may not write there. Nothing was left"),
        (OSError("the cable is out"), "Cannot write to out: the cable is out. Nothing was left"),
    ],
)
def test_an_error_of_the_system_is_told_in_words_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, words: str
) -> None:
    assert str(refusal(error, Path("out"))).startswith(words)

    fail_from(monkeypatch, error)
    with pytest.raises(ExportRefused, match=words.replace("to out", "to .*out")):
        write(tmp_path / "out", "new")
    assert list(tmp_path.iterdir()) == []
