"""Whatever lies in a corpus and cannot be used is named by every command, though nobody annotated it.

Tests of corpus.passed_over, corpus.folder_scan and export.corpus_codebook.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from analyst_app.cli import main
from analyst_app.corpus.passed_over import passed_over
from tests.commands.test_fences import answer
from tests.corpus.corpora import annotate, write_article
from tests.ten_articles import NAMES, TEXT, ten

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="plants links and pipes")

ODD = {
    "out.txt": "it leads out of the opened folder, to",
    "loop.txt": "it leads in a circle",
    "dead.txt": "it leads nowhere",
    "pipe.txt": "it is no regular file",
    "folder.txt": "it is a folder",
    "zero.txt": "it leads out of the opened folder, to /dev",
    "elsewhere": "it leads out of the opened folder, to",
    "sub/pipe.txt": "it is no regular file",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ten articles that two have read, among things that nobody can read."""
    folder = ten(tmp_path / "corpus")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "out.txt").write_text("swordfish\n")
    (folder / "out.txt").symlink_to(outside / "out.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    (folder / "dead.txt").symlink_to("nothing.txt")
    (folder / "zero.txt").symlink_to("/dev/zero")
    (folder / "elsewhere").symlink_to(outside)
    (folder / "inside").symlink_to("sub")
    (folder / "folder.txt").symlink_to("sub")
    (folder / "sub").mkdir()
    os.mkfifo(folder / "pipe.txt")
    os.mkfifo(folder / "sub" / "pipe.txt")
    return folder


@pytest.fixture
def shared() -> Iterator[Path]:
    """A folder into which everybody may go: pytest's own are closed to others."""
    with tempfile.TemporaryDirectory(prefix="passed-over-") as place:
        Path(place).chmod(0o777)
        yield Path(place).resolve()


@pytest.fixture
def without_rights(shared: Path) -> Iterator[Callable[[], None]]:
    """Makes this process, which is the administrator's, that of a person without rights until the test ends."""
    if os.geteuid() != 0:
        pytest.skip("only the administrator can become somebody else")
    yield lambda: os.seteuid(65534)
    os.seteuid(0)


def words_of(command: str, folder: Path) -> list[str | Path]:
    more: dict[str, list[str | Path]] = {
        "search": ["swordfish"],
        "export": ["--layer", "alice", "--output", folder.parent / "made"],
    }
    return [command, folder, *more.get(command, [])]


def warm_up(command: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Have everything imported that the command needs: without rights Python's own files may be out of reach."""
    sound = ten(place / "warm" / "corpus")
    assert main([str(word) for word in words_of(command, sound)]) == 0
    (sound / NAMES[0]).write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" * 50)
    main([str(word) for word in words_of(command, sound)])
    capsys.readouterr()
    for path in (place / "XDG_STATE_HOME", place / "XDG_CACHE_HOME"):
        for one in path.rglob("*"):
            one.chmod(0o777)


def told(found: dict[str, Any]) -> list[str]:
    problems = found.get("passed_over", found.get("problems"))
    assert problems is not None
    return [one if isinstance(one, str) else f"{one['file']} {one['message']}" for one in problems]


@pytest.mark.parametrize("command", ["check", "agree", "search", "suggest", "export"])
def test_a_command_names_everything_that_it_cannot_use_goes_on_and_answers_with_1(
    folder: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found, err = answer(capsys, *words_of(command, folder))
    assert code == 1
    sentences = told(found)
    for name, why in ODD.items():
        path = f"{folder / name}"
        assert [words for words in sentences if words.startswith((f"{path} ", f"{path}:")) and why in words], name
    assert len(sentences) == len(ODD), sentences
    assert "swordfish" not in json.dumps(found.get("hits", ""))
    if command != "check":
        assert all(words in err for words in sentences)


def test_an_export_is_whole_and_its_report_names_what_could_not_be_used(folder: Path) -> None:
    assert main([str(word) for word in words_of("export", folder)]) == 1
    made = folder.parent / "made"
    rows = [json.loads(row)["id"] for row in (made / "data.jsonl").read_text("utf-8").splitlines()]
    assert rows == NAMES
    report = (made / "LOSSES.md").read_text("utf-8")
    assert all(f"{folder / name}" in report for name in ODD)
    assert "Nothing counts as a loss." in report


def test_an_import_of_a_folder_names_pipes_links_and_folders(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(folder / "page.html")
    (folder / "other.html").symlink_to("/etc/passwd")
    (folder / "good.html").write_text(f"<html><body><p>{TEXT * 4}</p></body></html>", "utf-8")
    code, found, _ = answer(capsys, "import", folder, "--to", folder.parent / "new")
    assert code == 1
    named = {Path(one["file"]).name for one in found["articles"] if "error" in one}
    assert {"page.html", "other.html", "elsewhere"} <= named
    assert [path.name for path in (folder.parent / "new").glob("*.txt")] == ["good.txt"]


@pytest.mark.parametrize("command", ["check", "agree", "search", "suggest", "export"])
def test_what_this_person_may_not_read_is_named(
    shared: Path,
    command: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    without_rights: Callable[[], None],
) -> None:
    folder = ten(shared / "corpus")
    closed = folder / "secret"
    ten(closed)
    closed.chmod(0o700)
    (folder / "mine.txt").write_text(TEXT, "utf-8")
    (folder / "mine.txt").chmod(0o600)
    for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(shared / name))
        (shared / name).mkdir()
        (shared / name).chmod(0o777)
    warm_up(command, shared, capsys)
    without_rights()
    words = words_of(command, folder)
    code, found, err = answer(capsys, *words, *(["--skip-damaged"] if command == "export" else []))
    sentences = [*told(found), *found.get("damaged", [])]
    for path in (closed, folder / "mine.txt"):
        assert [one for one in sentences if str(path) in one and "you may not read it" in one], (path, sentences, err)
    assert code == 1


def test_an_export_does_without_a_folder_that_cannot_be_read_only_if_asked_to(
    shared: Path, capsys: pytest.CaptureFixture[str], without_rights: Callable[[], None]
) -> None:
    folder = ten(shared / "corpus")
    ten(folder / "secret")
    (folder / "secret").chmod(0o700)
    warm_up("export", shared, capsys)
    without_rights()
    assert main([str(word) for word in words_of("export", folder)]) == 2
    err = capsys.readouterr().err
    assert str(folder / "secret") in err
    assert "--skip-damaged" in err
    assert not (folder.parent / "made").exists()


def test_a_folder_that_may_be_listed_but_not_entered_is_named_once_and_the_others_are_imported(
    shared: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    without_rights: Callable[[], None],
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(shared / "state"))
    folder = shared / "downloads"
    listed = folder / "listed"
    listed.mkdir(parents=True)
    for place in (folder / "a.jsonl", listed / "b.html", listed / "c.html", folder / "z.jsonl"):
        place.write_text('{"text": "The mayor spoke.", "label": [[4, 9, "actor"]]}\n', "utf-8")
        place.chmod(0o644)
    main(["import", str(folder), "--preview"])  # loads all that is needed while it can be reached
    capsys.readouterr()
    listed.chmod(0o744)
    without_rights()
    code, found, err = answer(capsys, "import", folder, "--preview")
    assert [Path(one["file"]).name for one in found["articles"] if "error" not in one] == ["a.jsonl", "z.jsonl"], err
    assert [one["error"] for one in found["articles"] if "error" in one] == [
        f"{listed}: cannot be read: you may not read it."
    ]
    assert code == 1


def test_a_file_that_may_not_be_read_is_named_itself_and_not_its_folder(
    shared: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    without_rights: Callable[[], None],
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(shared / "state"))
    folder = shared / "downloads"
    folder.mkdir(parents=True)
    for name in ("a.jsonl", "locked.json", "locked.tsv"):
        (folder / name).write_text('{"text": "The mayor spoke.", "label": [[4, 9, "actor"]]}\n', "utf-8")
        (folder / name).chmod(0o600 if name.startswith("locked") else 0o644)
    main(["import", str(folder), "--preview"])  # loads all that is needed while it can be reached
    capsys.readouterr()
    without_rights()
    code, found, err = answer(capsys, "import", folder, "--preview")
    assert [Path(one["file"]).name for one in found["articles"] if "error" not in one] == ["a.jsonl"], err
    assert [one["error"] for one in found["articles"] if "error" in one] == [
        f"{folder / 'locked.json'}: cannot be read: you may not read it.",
        "locked.tsv cannot be read: you may not read it.",
    ]
    assert code == 1


def test_of_a_single_article_nothing_beside_it_is_named(folder: Path) -> None:
    assert list(passed_over(folder / NAMES[0])) == []


def test_a_file_that_vanishes_while_its_folder_is_looked_through_hides_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = [one.path for one in passed_over(folder)]
    on_disk = os.scandir

    @contextlib.contextmanager
    def scandir(place: str) -> Iterator[list[os.DirEntry[str]]]:
        with on_disk(place) as entries:
            found = list(entries)
        (folder / NAMES[3]).unlink(missing_ok=True)
        yield found

    monkeypatch.setattr(os, "scandir", scandir)
    assert [one.path for one in passed_over(folder)] == before
    assert folder / "sub" / "pipe.txt" in before


@pytest.mark.parametrize(
    ("content", "why"), [('{"tags":' + "[" * 200_000, "is nested absurdly deep"), ("", "line 1, column 1")]
)
def test_check_and_export_say_the_same_of_a_codebook_that_is_no_json(
    content: str, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    annotate(write_article(corpus, "a.txt", "Ada Brandt said so.\n"), "alice", ("actor", "Ada Brandt", {}))
    (corpus / "codebook.json").write_text(content)
    assert main(["check", str(corpus)]) == 1
    told = capsys.readouterr()
    assert why in told.out + told.err
    assert main(["export", str(corpus), "--output", str(out), "--skip-damaged"]) == 1
    told = capsys.readouterr()
    assert why in told.err
    assert "mistake" not in told.err
    assert list(out.iterdir())


def test_every_command_says_the_same_of_a_layers_file_that_is_a_folder_or_a_pipe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ten(tmp_path / "corpus")
    kinds = {NAMES[0]: "it is a folder", NAMES[1]: "it is no regular file"}
    for name, make in zip(kinds, (os.mkdir, os.mkfifo), strict=True):
        path = folder / f"{name}.alice.annotations.json"
        path.unlink()
        make(path)
    for command in ("check", "agree", "search"):
        code, found, err = answer(capsys, *words_of(command, folder))
        assert code == 1, command
        for name, why in kinds.items():
            said = [line for line in (*told(found), *err.splitlines()) if f"{name}.alice." in line]
            assert said, command
            assert all(why in line for line in said), (command, said)
    assert main([str(word) for word in words_of("export", folder)]) == 2
    err = capsys.readouterr().err
    assert all(f"{name}.alice.annotations.json cannot be read: {why}." in err for name, why in kinds.items())
