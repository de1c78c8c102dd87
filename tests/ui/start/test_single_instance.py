"""One window a state folder."""

from __future__ import annotations

import errno
import os
import platform
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analyst_app.commands import open_command
from analyst_app.ui.start import single_instance
from analyst_app.ui.start.single_instance import Instance, OpenRequest, request_of

Make = Callable[..., Instance]


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[Make]:
    """Makes instances of one state folder and lets go of it in the end."""
    made: list[Instance] = []

    def instance(annotator: str = "alice", folder: str = "state") -> Instance:
        made.append(Instance(tmp_path / folder, annotator))
        return made[-1]

    yield instance
    for each in made:
        each.release()


def test_only_one_holds_a_state_folder_until_it_lets_go(instance: Make) -> None:
    first, second = instance(), instance()
    assert first.claim()
    assert not second.claim()
    first.release()
    assert second.claim()


def test_other_state_folders_do_not_matter(instance: Make) -> None:
    assert instance(folder="a").claim()
    assert instance(folder="b").claim()


def test_a_request_reaches_the_first_whatever_bytes_its_paths_have(
    instance: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = instance(), instance()
    first.claim()
    taken: list[OpenRequest] = []
    monkeypatch.setattr(single_instance.time, "sleep", lambda _: taken.extend(first.requests()))
    asked = request_of(["odd\udcff\nname.txt", "/tmp/ﬁ.txt"], "", "cp1252")
    assert second.hand_over(asked) == (0, "")
    assert taken == [asked]
    assert Path(taken[0].paths[0]).is_absolute()


def test_another_annotators_window_is_not_asked(instance: Make) -> None:
    first, second = instance(), instance("bob")
    first.claim()
    code, words = second.hand_over(request_of([], "bob", ""))
    assert code == 2
    assert "alice" in words
    assert list(first.requests()) == []


def test_a_window_that_does_not_answer_is_said(instance: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single_instance, "_PATIENCE", 0.05)
    first, second = instance(), instance()
    first.claim()
    code, words = second.hand_over(request_of(["a.txt"], "", ""))
    assert code == 2
    assert "does not answer" in words
    assert list(first.requests()) == []


def test_a_window_that_closes_meanwhile_leaves_its_place(instance: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(single_instance, "_PATIENCE", 0.05)
    first, second = instance(), instance()
    first.claim()
    monkeypatch.setattr(single_instance.time, "sleep", lambda _: first.release())
    assert second.hand_over(request_of(["a.txt"], "", ""))[0] == -1
    assert second.claim()


def test_what_is_no_request_is_passed_over(instance: Make) -> None:
    first = instance()
    first.claim()
    (first.inbox / "1.json").write_text("{}")
    (first.inbox / "2.json").write_text("nonsense")
    (first.inbox / "3.json").write_text('{"paths": ["/a"], "annotator": "", "encoding": ""}')
    assert list(first.requests()) == [OpenRequest(("/a",))]


# -- locks that are none, are stale, or are held far away ---------------------------

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux tells when a process began")

HOLDS = """
import sys, time
from pathlib import Path
from analyst_app.ui.start.single_instance import Instance
assert Instance(Path(sys.argv[1]), "alice").claim()
if "leaves a child" in sys.argv:
    import os
    if os.fork() == 0:
        time.sleep(600)
print(os.getpid() if "leaves a child" in sys.argv else "holds", flush=True)
sys.stdin.read()
"""


def _holding(state: Path, *how: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(state), *how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    return process


def test_a_second_process_is_held_off_until_the_first_is_killed(tmp_path: Path, instance: Make) -> None:
    with _holding(tmp_path / "state") as other:
        assert not instance().claim()
        assert instance().holder.annotator == "alice"
        other.kill()
        other.wait()
    assert instance("bob").claim()


@on_linux
def test_a_lock_that_outlives_its_process_does_not_bar_the_start(tmp_path: Path, instance: Make) -> None:
    """A child of a killed window (one that reads a PDF, say) keeps the lock's file open for hours."""
    with _holding(tmp_path / "state", "leaves a child") as other:
        try:
            other.kill()
            other.wait()
            mine = instance("bob")
            assert mine.claim()
            assert mine.holder.process == os.getpid()
            assert not instance("carol").claim(), "and from then on it is held as ever"
        finally:
            os.killpg(other.pid, signal.SIGKILL)


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL])
def test_a_state_folder_on_a_disk_without_locks_starts_and_starts_again(
    instance: Make, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    fcntl = pytest.importorskip("fcntl", reason="plays the kernel of Linux or macOS")

    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refuse)
    first = instance()
    assert first.claim()
    first.release()
    assert instance("bob").claim()


@on_linux
def test_without_locks_a_running_window_still_gets_the_paths_and_a_killed_one_bars_nothing(
    tmp_path: Path, instance: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl", reason="plays the kernel of Linux or macOS")

    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    with _holding(tmp_path / "state") as other:
        monkeypatch.setattr(fcntl, "flock", refuse)
        assert not instance().claim()
        other.kill()
        other.wait()
    assert instance().claim()


def test_a_window_on_another_machine_is_not_asked_and_this_one_opens(
    tmp_path: Path, instance: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A home folder on a network disk: its window would open the article where no one sits."""
    held = instance()
    assert held.claim()
    record = tmp_path / "state" / "instance.lock"
    record.write_text(record.read_text().replace(platform.node(), "desk-17", 1))
    assert instance("bob").holder.is_elsewhere
    assert open_command._claimed(tmp_path / "state", "bob", ["a.txt"], ("", "")) is None
    assert list(held.requests()) == []


def test_the_record_of_an_older_version_is_handed_over_to(tmp_path: Path, instance: Make) -> None:
    held = instance()
    assert held.claim()
    (tmp_path / "state" / "instance.lock").write_text("alice\n")
    later = instance("bob")
    assert not later.claim()
    assert later.holder.annotator == "alice"
    assert not later.holder.is_elsewhere


def test_a_disk_that_fails_or_is_read_only_leaves_a_window_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl", reason="plays the kernel of Linux or macOS")
    state = tmp_path / "state"
    state.mkdir()

    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patched:
        patched.setattr(fcntl, "flock", refuse)
        assert open_command._claimed(state, "alice", [], ("", "")) is None
    opened = os.open

    def read_only(path: object, flags: int, *more: object, **named: object) -> int:
        if flags & os.O_CREAT:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return opened(path, flags, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", read_only)
    assert open_command._claimed(state, "alice", [], ("", "")) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a profile private by itself")
def test_lock_and_requests_are_for_the_person_alone(tmp_path: Path, instance: Make) -> None:
    before = os.umask(0)
    try:
        first, second = instance(), instance()
        first.claim()
        second.hand_over(request_of([], "bob", ""))
    finally:
        os.umask(before)
    for path in (tmp_path / "state").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
