"""The reason that is told is the real one: read-only, full, quota, forbidden and gone differ in what helps.

Real disks where this machine allows mounting one; a fault at the system call where it does not.
"""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analyst_app import resources
from analyst_app.cli import main
from analyst_app.core import edits
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.corpus.folder_scan import scanned
from analyst_app.errors import AnalystError, SaveFailed, why_refused, why_unread, why_unwritten
from analyst_app.export.target import refusal
from analyst_app.preferences import Preferences, save_preferences
from analyst_app.session.session import Session
from tests.saves import save_now

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="modes and mounts of Linux or macOS")
TEXT = "The depot burned.\n\nIlse Moor said it was arson.\n"


def system_error(number: int, name: str = "a.txt") -> OSError:
    return OSError(number, os.strerror(number), name)


@pytest.mark.parametrize(
    ("number", "read", "written"),
    [
        (errno.ENOSPC, "the disk is full", "the disk is full"),
        (errno.EDQUOT, "your quota is used up", "your quota is used up"),
        (errno.EROFS, "the medium is read-only", "the medium is read-only"),
        (errno.EACCES, "you may not read it", "you may not write there"),
        (errno.EPERM, "you may not read it", "you may not write there"),
        (errno.ENOENT, "it is not there", "its folder is not there"),
        (errno.EIO, "the disk reports an error", "the disk reports an error"),
    ],
)
def test_each_error_of_the_system_has_words_of_its_own(number: int, read: str, written: str) -> None:
    assert why_unread(system_error(number)) == read
    assert why_unwritten(system_error(number)) == written
    assert "\n" not in why_refused(system_error(number))


@pytest.mark.parametrize(
    ("number", "words"),
    [(19, "the medium is read-only"), (32, "another program uses it"), (112, "the disk is full"), (1295, "quota")],
)
def test_windows_errors_that_python_takes_for_a_missing_permission_are_told_apart(number: int, words: str) -> None:
    error = system_error(errno.EACCES)
    error.winerror = number  # as Windows itself sets it
    assert words in why_unwritten(error)


def test_an_export_tells_a_used_up_quota_from_a_full_disk() -> None:
    assert str(refusal(system_error(errno.EDQUOT), Path("out"))).startswith("Your quota is used up; nothing was")
    assert str(refusal(system_error(errno.ENOSPC), Path("out"))).startswith("The disk is full; nothing was written")
    assert "the medium is read-only" in str(refusal(system_error(errno.EROFS), Path("out")))


# -- real disks ---------------------------------------------------------------------


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a small disk in memory; ``remount`` options make it another."""
    places: list[Path] = []

    def mount(options: str) -> Path:
        place = tmp_path / "disk"
        command = ["mount", "-t", "tmpfs", "-o", options, "none", str(place)]
        if place in places:
            command = ["mount", "-o", f"remount,{options}", str(place)]
        place.mkdir(exist_ok=True)
        if not sys.platform.startswith("linux") or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("no disk can be mounted here")
        if place not in places:
            places.append(place)
        return place

    yield mount
    for place in places:
        subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)


def tagged(folder: Path, state: Path) -> Session:
    """A session on an article of a folder, with its layer saved and one tag unsaved."""
    article = folder / "depot.txt"
    if not article.exists():
        article.write_text(TEXT, "utf-8")
    codebook = Codebook.from_data(resources.built_in_codebook())
    session = Session.load(article, Session.read_article(article), layer_id="alice", codebook=codebook, state=state)
    session.do("Tag", edits.tag_spans("claim", [Span(0, 5)]))
    return session


def test_on_a_read_only_disk_saving_exporting_and_importing_say_so(
    mounted: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    disk = mounted("size=1m")
    session = tagged(disk, tmp_path / "state")
    save_now(session)
    session.do("Tag", edits.tag_spans("claim", [Span(6, 9)]))
    mounted("ro")
    with pytest.raises(SaveFailed, match=r"depot.txt.alice.annotations.json was not saved: the medium is read-only\."):
        save_now(session)
    assert main(["export", str(disk), "--format", "jsonl", "--output", str(disk / "out")]) == 2
    assert "the medium is read-only" in capsys.readouterr().err
    page = tmp_path / "page.txt"
    page.write_text(TEXT, "utf-8")
    assert main(["import", str(page), "--to", str(disk)]) != 0
    assert "the medium is read-only" in "".join(capsys.readouterr())
    with pytest.raises(OSError, match=os.strerror(errno.EROFS)) as told:
        save_preferences(Preferences(), disk / "preferences.json")
    assert why_unwritten(told.value) == "the medium is read-only"


def test_a_full_disk_is_told_from_a_forbidden_one_and_the_tags_are_still_there(
    mounted: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    disk = mounted("size=64k")
    session = tagged(disk, tmp_path / "state")
    filler = disk / "filler"
    with contextlib.suppress(OSError):
        filler.write_bytes(b"x" * 100_000)
    with pytest.raises(SaveFailed, match="the disk is full"):
        save_now(session)
    other = tmp_path / "corpus"
    other.mkdir()
    save_now(tagged(other, tmp_path / "state"))
    assert main(["export", str(other), "--format", "jsonl", "--output", str(disk / "out")]) == 2
    assert "The disk is full" in capsys.readouterr().err
    filler.unlink()
    save_now(session)
    assert (disk / "depot.txt.alice.annotations.json").exists()


def test_a_state_folder_on_a_read_only_disk_bars_no_start_and_no_save(
    mounted: Callable[[str], Path], tmp_path: Path
) -> None:
    from analyst_app.commands.open_command import _claimed

    disk = mounted("size=1m")
    mounted("ro")
    assert _claimed(disk / "state", "alice", [], ("", "")) is None
    session = tagged(tmp_path, disk / "state")
    save_now(session)
    assert (tmp_path / "depot.txt.alice.annotations.json").exists()


@pytest.mark.parametrize(("options", "why"), [("size=64k", "the disk is full"), ("ro", "the medium is read-only")])
def test_a_merge_that_takes_something_away_needs_a_history_on_a_disk_that_takes_it(
    options: str,
    why: str,
    mounted: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    base, ours, theirs = (tmp_path / name for name in ("base.json", "depot.txt.alice.annotations.json", "theirs.json"))
    session = tagged(tmp_path, tmp_path / "state")
    save_now(session)
    base.write_bytes(ours.read_bytes())
    session.do("Delete", edits.remove(session.store, list(session.store.annotations)))
    save_now(session)
    theirs.write_bytes(ours.read_bytes())
    ours.write_bytes(base.read_bytes())
    disk = mounted("size=64k")
    with contextlib.suppress(OSError):
        (disk / "filler").write_bytes(b"x" * 100_000)
    mounted(options)
    monkeypatch.setenv("XDG_STATE_HOME", str(disk / "state"))
    before = ours.read_bytes()
    assert main(["merge", str(base), str(ours), str(theirs)]) == 2
    assert why in capsys.readouterr().err
    assert ours.read_bytes() == before


def test_doctor_sees_that_a_full_disk_takes_no_journal(
    mounted: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    disk = mounted("size=64k")
    monkeypatch.setenv("XDG_STATE_HOME", str(disk))
    with contextlib.suppress(OSError):
        (disk / "filler").write_bytes(b"x" * 40_000)  # an empty file still goes there
    main(["doctor"])
    assert "cannot be written (the disk is full)" in capsys.readouterr().out
    (disk / "filler").unlink()


# -- a person without the right -------------------------------------------------------


@pytest.fixture
def another_person() -> Iterator[Callable[[], None]]:
    """Makes this process, which is the administrator's, that of a person without rights until the test ends."""
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("only the administrator can become another person")
    yield lambda: os.seteuid(65534)
    os.seteuid(0)


def test_a_person_without_the_right_is_told_that_she_may_not_read_or_write(
    tmp_path: Path, another_person: Callable[[], None]
) -> None:
    session = tagged(tmp_path, tmp_path / "state")
    save_now(session)
    session.do("Tag", edits.tag_spans("claim", [Span(6, 9)]))
    Session.read_article(tmp_path / "depot.txt")
    list(scanned(tmp_path))
    another_person()
    with pytest.raises(AnalystError, match=r"depot.txt cannot be opened: you may not read it"):
        Session.read_article(tmp_path / "depot.txt")
    with pytest.raises(OSError, match=os.strerror(errno.EACCES)) as told:
        list(scanned(tmp_path))
    assert why_unread(told.value) == "you may not read it"
    with pytest.raises(SaveFailed, match="you may not write there"):
        save_now(session)


@on_posix
def test_a_file_that_vanished_and_one_that_is_forbidden_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(AnalystError, match="it is not there"):
        Session.read_article(tmp_path / "gone.txt")
    (tmp_path / "depot.txt").write_text(TEXT, "utf-8")
    opened = os.open

    def forbidden(path: object, *more: object, **named: object) -> int:
        if str(path).endswith("depot.txt"):
            raise system_error(errno.EACCES)
        return opened(path, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(AnalystError, match="you may not read it"):
        Session.read_article(tmp_path / "depot.txt")
