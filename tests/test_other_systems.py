"""The branches for Windows and macOS, run here: only the system's own calls are put in the place of theirs.

Each is given what the system's documentation says: Microsoft's pages of ``_locking``, of the system's error codes and
of language identifiers, Apple's of global preferences. What no fake can show stands in docs/systems.md.

A file that another program has open is replaced in storage/test_atomic.py.

Tests of storage.locks, storage.held_folder, storage.containment, errors and preferences.
"""

from __future__ import annotations

import ctypes
import errno
import importlib.util
import os
import plistlib
import sys
from types import ModuleType, SimpleNamespace

import pytest

from analyst_app import errors, preferences
from analyst_app.storage import containment, held_folder
from analyst_app.ui.commands import key_caps


class Msvcrt(ModuleType):
    """Locks as ``_locking`` has them: of bytes, by open file; what another has locked is EACCES, at once for LK_NBLCK.

    https://learn.microsoft.com/cpp/c-runtime-library/reference/locking
    """

    LK_UNLCK, LK_LOCK, LK_NBLCK = 0, 1, 2

    def __init__(self) -> None:
        super().__init__("msvcrt")
        self.held: dict[tuple[int, int], int] = {}
        """By file and byte, the descriptor that has locked it."""

    def locking(self, descriptor: int, mode: int, count: int) -> None:
        byte = os.fstat(descriptor).st_ino, os.lseek(descriptor, 0, os.SEEK_CUR)
        assert count == 1
        if mode == self.LK_UNLCK:
            if self.held.pop(byte, None) != descriptor:
                raise OSError(errno.EACCES, "Permission denied")
            return
        if self.held.get(byte, descriptor) != descriptor:
            raise OSError(errno.EACCES, "Permission denied")
        self.held[byte] = descriptor


@pytest.fixture
def windows_locks(monkeypatch) -> tuple[ModuleType, Msvcrt]:
    """The module of locks as Windows loads it."""
    msvcrt = Msvcrt()
    monkeypatch.setitem(sys.modules, "msvcrt", msvcrt)
    monkeypatch.setattr(sys, "platform", "win32")
    spec = importlib.util.find_spec("analyst_app.storage.locks")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, msvcrt


def test_on_windows_one_of_two_holds_a_lock_and_the_next_gets_it(windows_locks, tmp_path):
    locks, msvcrt = windows_locks
    path = tmp_path / "one.lock"
    first, second = (os.open(path, os.O_RDWR | os.O_CREAT) for _ in range(2))
    assert locks.tried(first) is locks.Lock.TAKEN
    assert locks.tried(second) is locks.Lock.HELD
    locks.dropped(first)
    assert locks.tried(second) is locks.Lock.TAKEN
    locks.dropped(second)
    assert msvcrt.held == {}
    os.close(first)
    os.close(second)


def test_on_windows_what_is_locked_can_be_read_by_others(windows_locks, tmp_path):
    """A locked byte cannot be read there, so it lies behind all that is written."""
    locks, msvcrt = windows_locks
    path = tmp_path / "one.lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
    os.write(descriptor, b"process 12 of host a")
    locks.tried(descriptor)
    assert all(byte > path.stat().st_size for _, byte in msvcrt.held)
    os.close(descriptor)


def test_on_windows_to_drop_a_lock_that_is_gone_is_no_error(windows_locks, tmp_path):
    locks, _ = windows_locks
    descriptor = os.open(tmp_path / "one.lock", os.O_RDWR | os.O_CREAT)
    locks.dropped(descriptor)
    os.close(descriptor)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (19, "read-only"),
        (32, "another program uses it"),
        (33, "another program uses it"),
        (112, "disk is full"),
        (39, "disk is full"),
    ],
)
def test_on_windows_a_refusal_has_its_true_reason(code, words):
    error = PermissionError(errno.EACCES, "Permission denied")
    error.winerror = code
    assert words in errors.why_unwritten(error)


@pytest.mark.parametrize(
    ("mode", "tag", "expected"),
    # of a file, a junction (IO_REPARSE_TAG_MOUNT_POINT) and a file that OneDrive keeps elsewhere (IO_REPARSE_TAG_CLOUD)
    [(0o100644, 0, False), (0o040755, 0xA000_0003, True), (0o100644, 0x9000_001A, False)],
)
def test_on_windows_a_junction_is_a_link_and_a_file_in_the_cloud_is_none(monkeypatch, mode, tag, expected):
    monkeypatch.setattr(sys, "platform", "win32")
    assert held_folder.is_link(SimpleNamespace(st_mode=mode, st_reparse_tag=tag)) is expected


def test_on_windows_a_place_is_the_same_with_either_slash(monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    assert containment._absolute("C:\\corpus\\a.txt") == "C:/corpus/a.txt"


@pytest.mark.parametrize(
    ("number", "code"), [(0x0407, "de_DE"), (0x0C07, "de_AT"), (0x0401, "ar_SA"), (0x0409, "en_US")]
)
def test_on_windows_the_language_is_that_of_its_own_windows(monkeypatch, number, code):
    kernel = SimpleNamespace(GetUserDefaultUILanguage=lambda: number)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    for name in ("ANALYST_APP_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    assert preferences.system_languages() == [code]


def test_on_macos_the_languages_are_those_of_the_global_preferences(monkeypatch, tmp_path):
    place = tmp_path / "Library" / "Preferences" / ".GlobalPreferences.plist"
    place.parent.mkdir(parents=True)
    place.write_bytes(plistlib.dumps({"AppleLanguages": ["de-AT", "en-GB"]}, fmt=plistlib.FMT_BINARY))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "darwin")
    for name in ("ANALYST_APP_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    assert preferences.system_languages() == ["de_AT", "en_GB"]


def test_on_macos_a_damaged_list_of_languages_is_english(monkeypatch, tmp_path):
    place = tmp_path / "Library" / "Preferences" / ".GlobalPreferences.plist"
    place.parent.mkdir(parents=True)
    place.write_bytes(b"bplist00 no list")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "darwin")
    for name in ("ANALYST_APP_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    assert preferences.system_languages() == []


def test_on_macos_keys_have_the_signs_of_its_keyboards(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert key_caps.caps_of("Ctrl+Shift+O") == ("⌘", "⇧", "O")
    assert key_caps.caps_of("Alt+Delete") == ("⌥", "⌫")


POSIX_ONLY = ("fcntl", "resource", "pwd", "grp", "termios")


def test_each_module_loads_without_what_only_posix_has():
    """What Windows lacks is hidden: a module that asks for it at its head could not be loaded there."""
    import subprocess

    hide = f"""
import sys, importlib, pkgutil
for name in {POSIX_ONLY!r}:
    sys.modules[name] = None
import os
sys.platform = "win32"
import types
msvcrt = types.ModuleType("msvcrt")
sys.modules["msvcrt"] = msvcrt
import analyst_app
failed = []
for one in pkgutil.walk_packages(analyst_app.__path__, "analyst_app."):
    if one.name.startswith(("analyst_app.ui", "analyst_app.__main__")):
        continue
    try:
        importlib.import_module(one.name)
    except ImportError as error:
        if any(name in str(error) for name in {POSIX_ONLY!r}):
            failed.append((one.name, str(error)))
print(failed)
"""
    done = subprocess.run([sys.executable, "-c", hide], capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr[-2000:]
