"""Places that make saving hard: full, read-only, linked, shared.

Tests of storage.atomic.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyst_app.core import edits
from analyst_app.core.span import Span
from analyst_app.session.session import Session
from analyst_app.storage import atomic, locks
from tests.faults.saving import opened, save, tag
from tests.saves import save_now
from tests.storage.layers import EXAMPLES, decoded

ROOT = Path(__file__).parent.parent.parent
NAME = "a1.txt.alice.annotations.json"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path)
    return tmp_path


def fill(folder: Path) -> None:
    for name in ("a1.txt", NAME):
        shutil.copyfile(EXAMPLES / name, folder / name)


def count(path: Path) -> int:
    found = decoded(path.read_bytes())
    assert not found.damage
    return len(found.layer.annotations)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)], capture_output=True)
    if mounted.returncode:
        pytest.skip("may not mount a tmpfs here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_keeps_the_old_file_and_says_so_until_there_is_room(tiny_disk: Path) -> None:
    fill(tiny_disk)
    session = opened(tiny_disk)
    session.saver.history = None
    (tiny_disk / "filler").write_bytes(b"x" * 40_000)
    many = [edits.new_annotation("claim", Span(n % 100, n % 100 + 4)) for n in range(60)]
    session.do("Tag", edits.add(*many))
    before = (tiny_disk / NAME).read_bytes()
    assert save(session) == f"failed: {NAME} was not saved: the disk is full.\n"
    assert (tiny_disk / NAME).read_bytes() == before
    assert not list(tiny_disk.glob("~*"))
    tag(session)
    (tiny_disk / "filler").unlink()
    assert save(session) == "saved\n"
    assert count(tiny_disk / NAME) == 64


def without_override(code: str, folder: Path) -> str:
    """Run code with ``folder`` as a root that must obey permissions."""
    if shutil.which("setpriv") is None:
        pytest.skip("needs setpriv")
    drop = [] if os.geteuid() else ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--"]
    program = (
        f"import sys; from pathlib import Path; from tests.faults.saving import *; folder = Path(sys.argv[1])\n{code}"
    )
    done = subprocess.run([*drop, sys.executable, "-c", program, str(folder)], capture_output=True, text=True, cwd=ROOT)
    assert not done.returncode, done.stderr
    return done.stdout


def test_a_read_only_folder_keeps_the_old_file_and_says_so(folder: Path) -> None:
    before = (folder / NAME).read_bytes()
    folder.chmod(0o555)
    try:
        words = without_override("s = opened(folder); tag(s); print(save(s), end='')", folder)
    finally:
        folder.chmod(0o755)
    assert words == f"failed: {NAME} was not saved: you may not write there.\n"
    assert (folder / NAME).read_bytes() == before


def test_a_read_only_file_is_not_replaced_even_by_root(folder: Path) -> None:
    (folder / NAME).chmod(0o444)
    session = opened(folder)
    tag(session)
    before = (folder / NAME).read_bytes()
    assert "read-only" in save(session)
    assert (folder / NAME).read_bytes() == before
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o444


def test_an_unreadable_layer_opens_read_only_and_is_left_alone(folder: Path) -> None:
    (folder / NAME).chmod(0)
    words = without_override("s = opened(folder); print(s.read_only)", folder)
    assert "may not" in words


def test_a_sidecar_that_is_a_link_inside_the_folder_stays_a_link(folder: Path) -> None:
    elsewhere = folder / "real.json"
    shutil.move(folder / NAME, elsewhere)
    (folder / NAME).symlink_to(elsewhere)
    session = opened(folder)
    tag(session)
    assert save(session) == "saved\n"
    assert (folder / NAME).is_symlink()
    assert count(elsewhere) == 4
    assert not list(folder.glob("~*"))


def test_a_sidecar_that_is_a_link_to_the_outside_is_neither_read_nor_written(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "real.json"
    shutil.move(folder / NAME, elsewhere)
    (folder / NAME).symlink_to(elsewhere)
    before = elsewhere.read_bytes()
    session = opened(folder)
    assert f"it leads out of the opened folder, to {elsewhere.parent}" in session.read_only
    assert len(session.store) == 0
    assert elsewhere.read_bytes() == before
    assert (folder / NAME).is_symlink()
    assert [path.name for path in elsewhere.parent.iterdir()] == ["real.json"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_the_mode_of_the_old_file_is_kept(folder: Path, mode: int) -> None:
    (folder / NAME).chmod(mode)
    session = opened(folder)
    tag(session)
    assert save(session) == "saved\n"
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == mode


def test_a_new_file_has_the_mode_of_the_umask(folder: Path) -> None:
    (folder / NAME).unlink()
    old = os.umask(0o027)
    try:
        session = opened(folder)
        tag(session)
        assert save(session) == "saved\n"
    finally:
        os.umask(old)
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o640


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_something_that_is_no_file_is_never_replaced(folder: Path, make: object) -> None:
    session = opened(folder)
    tag(session)
    (folder / NAME).unlink()
    assert callable(make)
    make(folder / NAME)
    assert "no regular file" in save(session)
    assert not (folder / NAME).is_file()


def test_the_leftovers_of_a_killed_save_go_after_a_day(folder: Path) -> None:
    old, young, foreign = (
        folder / "~$0123abcd.annotations.tmp",
        folder / "~$0123abce.annotations.tmp",
        folder / "~$x.docx",
    )
    for path in (old, young, foreign):
        path.write_bytes(b"x")
    for path in (old, foreign):
        os.utime(path, (1, 1))
    session = opened(folder)
    tag(session)
    assert save(session) == "saved\n"
    assert not old.exists()
    assert young.exists()
    assert foreign.exists()


def test_a_history_that_cannot_be_kept_fails_no_save(folder: Path) -> None:
    (folder / "state").write_bytes(b"no folder")
    session = opened(folder)
    tag(session)
    assert save(session) == "saved\n"


def test_a_file_that_changes_at_the_last_moment_is_merged_not_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, session = opened(folder), opened(folder)
    tag(other)
    tag(session, 20)
    sync = atomic._write

    def write_then_be_overtaken(*arguments: object) -> None:
        sync(*arguments)  # type: ignore[arg-type]
        monkeypatch.setattr(atomic, "_write", sync)
        monkeypatch.setattr(locks, "tried", lambda descriptor: locks.Lock.NONE)  # someone who knows no lock
        assert save(other) == "saved\n"

    monkeypatch.setattr(atomic, "_write", write_then_be_overtaken)
    assert save(session) == "saved\n"
    assert count(folder / NAME) == 5


def test_a_file_that_never_stops_changing_is_given_up_on(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    session = opened(folder)
    tag(session)

    def always(target: Path, seen: str) -> None:
        raise atomic.TargetChanged

    monkeypatch.setattr("analyst_app.storage.team_files.check_unchanged", always)
    assert "keeps changing" in save(session)
    assert not session.is_saved


def test_two_processes_that_add_forty_tags_each_end_with_eighty(folder: Path) -> None:
    (folder / NAME).unlink()
    code = (
        "import sys; from pathlib import Path; from tests.faults.saving import *\n"
        "s = opened(Path(sys.argv[1]))\n"
        "for n in range(40):\n"
        "    tag(s, n)\n"
        "    assert save(s) == 'saved\\n'\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, str(folder)], cwd=ROOT) for _ in range(2)]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    assert count(folder / NAME) == 80
    assert not decoded((folder / NAME).read_bytes()).layer.unplaced


HOLDS = """
import fcntl, os, sys
descriptor = os.open(sys.argv[1], os.O_RDONLY)
fcntl.flock(descriptor, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def held_by_another(folder: Path) -> Iterator[None]:
    """A process that takes the folder's lock and never lets go of it, as a network disk believes of a dead machine."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield
        other.kill()


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "_LOCK_PATIENCE", 0.3)
    monkeypatch.setattr(atomic, "_SHORT_PATIENCE", 0.05)


@pytest.mark.usefixtures("short_patience")
def test_a_lock_that_is_never_let_go_of_is_waited_for_once_and_said_once(folder: Path) -> None:
    session: Session = opened(folder)
    before = count(folder / NAME)
    with held_by_another(folder):
        said, took = [], []
        for number in range(3):
            tag(session, number)
            start = time.monotonic()
            task = session.begin_save()
            assert task is not None
            saved = task.run()
            session.finish_save(saved)
            said.append(saved.note)
            took.append(time.monotonic() - start)
            assert session.is_saved
    assert "locked" in said[0]
    assert said[1:] == ["", ""]
    assert took[0] >= 0.3
    assert count(folder / NAME) == before + 3


@pytest.mark.usefixtures("short_patience")
def test_what_another_wrote_meanwhile_is_merged_without_the_lock_too(folder: Path) -> None:
    mine, theirs = opened(folder), opened(folder)
    before = count(folder / NAME)
    tag(theirs, 1)
    save_now(theirs)
    tag(mine, 2)
    with held_by_another(folder):
        save_now(mine)
    assert count(folder / NAME) == before + 2


def test_a_save_is_on_the_medium_before_and_after_the_old_file_gives_way(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def flushed(descriptor: int) -> None:
        fsync(descriptor)
        place = Path(f"/proc/self/fd/{descriptor}").readlink()
        if place == folder:
            steps.append("folder")
        elif place.name.endswith(".annotations.tmp"):
            steps.append("file")

    def replaced(old: str, new: str, **folders: int) -> None:
        if new == NAME:
            steps.append("replace")
        replace(old, new, **folders)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", replaced)
    session = opened(folder)
    tag(session)
    assert save(session) == "saved\n"
    assert steps == ["file", "replace", "folder"]


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="only root gives files to others")
def test_the_group_of_the_old_file_is_kept(folder: Path) -> None:
    os.chown(folder / NAME, -1, 54_321)
    session = opened(folder)
    tag(session)
    assert save(session) == "saved\n"
    assert (folder / NAME).stat().st_gid == 54_321


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() != 0, reason="only root gives files to others")
def test_the_leftovers_of_somebody_else_stay(folder: Path) -> None:
    theirs = folder / "~$0123abcd.annotations.tmp"
    theirs.write_bytes(b"x")
    os.utime(theirs, (1, 1))
    os.chown(theirs, 54_321, -1)
    session = opened(folder)
    tag(session)
    assert save(session) == "saved\n"
    assert theirs.exists()
