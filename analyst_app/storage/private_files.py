"""The one door to the app's own files: what lies below the state, cache and configuration folders.

These folders hold words of articles and work that no one else has seen (the
history, the journal, the index), so they are the person's alone: a folder has
mode 0700, a file 0600, whatever the umask says and whatever an older version
left. A file is written beside its place and put there in one step, by the
handle of its folder; a link in its place is replaced, never followed. One of
these folders may be a link that the person made, to keep it on another disk:
no one else can put one there. On Windows the profile's own permissions do
this, and nothing is set.

Imported on the way to the first paint, so it imports nothing heavy itself.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from analyst_app.errors import Unreadable
from analyst_app.storage.file_names import unfinished_own_file
from analyst_app.storage.limits import PIECE
from analyst_app.wording import tr

APP = "analyst-app"
_USUAL = {"config": ".config", "state": ".local/state", "cache": ".cache", "data": ".local/share"}
FOLDER_MODE, FILE_MODE = 0o700, 0o600
_ALWAYS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_NOT_FOLLOWED = getattr(os, "O_NOFOLLOW", 0)
_HAS_HANDLES = os.open in os.supports_dir_fd


def app_folder(kind: Literal["config", "state", "cache", "data"]) -> Path:
    """The folder in which the app keeps things of a kind for the person who runs it; it need not be there yet.

    Linux tells in one rule where that is (XDG Base Directory Specification 0.8). ``platformdirs`` knows the other
    systems' too, but to import it takes 5 ms of a start, so it is asked only there.

    Args:
        kind: ``config`` for settings, ``state`` for what it remembers, ``cache`` for what can be made
            anew, ``data`` for files that the person may see.
    """
    if sys.platform.startswith("linux"):
        named, home = os.environ.get(f"XDG_{kind.upper()}_HOME", ""), Path("~").expanduser()
        if os.path.isabs(named):  # noqa: PTH117 - the specification: else it counts as not set
            return Path(named, APP)
        if home.is_absolute():
            return home / _USUAL[kind] / APP
    import platformdirs

    found: Path = getattr(platformdirs, f"user_{kind}_path")(APP, appauthor=False)
    return found


def make_folder(folder: Path, *, top: Path | None = None) -> None:
    """Make one of the app's own folders, and take from everybody else what is there of it.

    Args:
        folder: below the state, cache or configuration folder, or one of these.
        top: the state, cache or configuration folder, if ``folder`` lies below it: every folder between is closed, too.

    Raises:
        OSError: it cannot be made.
    """
    for place in reversed([place for place in (folder, *folder.parents) if not place.is_dir()]):
        place.mkdir(FOLDER_MODE, exist_ok=True)  # one by one: parents=True would make those between for everybody
    between = [place for place in folder.parents if top in (place, *place.parents)] if top is not None else []
    for place in (folder, *between):
        _close(place, FOLDER_MODE)


def write(path: Path, pieces: Sequence[bytes], *, top: Path | None = None, lasts: bool = False) -> None:
    """Put bytes into one of the app's own files, all of them or none; its folder is made.

    Args:
        path: of the file.
        pieces: the bytes.
        top: as in ``make_folder``.
        lasts: true if they must be on the disk when this returns, also when the power fails.

    Raises:
        OSError: it cannot be written; what stood there before is intact.
    """
    make_folder(path.parent, top=top)
    fresh = unfinished_own_file(os.urandom(4).hex())
    with _handle(path.parent) as handle:
        try:
            descriptor = _open(path.with_name(fresh), os.O_WRONLY | os.O_CREAT | os.O_EXCL, handle)
            try:
                for piece in pieces:
                    _write_whole(descriptor, piece)
                if lasts:
                    os.fsync(descriptor)
            finally:
                os.close(descriptor)
            if handle is None:
                path.with_name(fresh).replace(path)
            else:
                os.replace(fresh, path.name, src_dir_fd=handle, dst_dir_fd=handle)
        except BaseException:
            with contextlib.suppress(OSError):
                path.with_name(fresh).unlink()
            raise
        if lasts and handle is not None:
            with contextlib.suppress(OSError):  # file systems that sync no folders
                os.fsync(handle)


def opened_to_append(path: Path, *, top: Path | None = None) -> int:
    """A descriptor that adds to one of the app's own files, made if it is not there. The caller closes it.

    Args:
        path: of the file; its folder is made.
        top: as in ``make_folder``.

    Raises:
        OSError: it cannot be opened, or is a link.
        Unreadable: it is no regular file.
    """
    make_folder(path.parent, top=top)
    with _handle(path.parent) as handle:
        return _open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, handle)


def append(path: Path, data: bytes, *, top: Path | None = None) -> None:
    """Add bytes to one of the app's own files.

    Args:
        path: of the file; made if it is not there.
        data: the bytes.
        top: as in ``make_folder``.

    Raises:
        OSError: it cannot be written, or is a link.
    """
    descriptor = opened_to_append(path, top=top)
    try:
        _write_whole(descriptor, data)
    finally:
        os.close(descriptor)


def read(path: Path, *, limit: int, follows: bool = False) -> bytes:
    """The bytes of one of the app's own files.

    Args:
        path: of the file.
        limit: bytes of the largest that is read.
        follows: true if a link is read through: of a file that a person may keep elsewhere, as the preferences.

    Raises:
        FileNotFoundError: it is not there.
        Unreadable: no regular file, or larger than ``limit`` bytes.
        OSError: it cannot be read, or is a link.
    """
    descriptor = os.open(path, os.O_RDONLY | _ALWAYS | (0 if follows else _NOT_FOLLOWED))
    try:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode):
            raise Unreadable.of_kind(facts.st_mode)
        pieces, size = [], 0
        while piece := os.read(descriptor, min(PIECE, limit + 1 - size)):
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                raise Unreadable(errno.EFBIG, tr("it has more than {limit} bytes", limit=limit))
    finally:
        os.close(descriptor)
    return b"".join(pieces)


def close_to_others(path: Path) -> None:
    """Take from everybody else a file of the app's own that another library made, such as a database's.

    Args:
        path: of the file; nothing is done if it is not there or is another person's.
    """
    with contextlib.suppress(OSError):
        _close(path, FILE_MODE)


def is_open_to_others(path: Path) -> bool:
    """True if anybody else may look into one of the app's own folders or files, as far as modes tell.

    Raises:
        OSError: it cannot be looked at.
    """
    return sys.platform != "win32" and bool(stat.S_IMODE(path.stat().st_mode) & 0o077)


@contextlib.contextmanager
def _handle(folder: Path) -> Iterator[int | None]:
    """A handle of a folder: what is done by it stays in that folder, whatever is put in its place. Windows has none."""
    if not _HAS_HANDLES:
        yield None
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield handle
    finally:
        os.close(handle)


def _open(path: Path, flags: int, handle: int | None) -> int:
    name = path if handle is None else path.name
    descriptor = os.open(name, flags | _ALWAYS | _NOT_FOLLOWED, FILE_MODE, dir_fd=handle)
    try:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode):
            raise Unreadable.of_kind(facts.st_mode)
        if sys.platform != "win32" and stat.S_IMODE(facts.st_mode) != FILE_MODE and facts.st_uid == os.geteuid():
            os.fchmod(descriptor, FILE_MODE)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _write_whole(descriptor: int, piece: bytes) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _close(path: Path, mode: int) -> None:
    """Set a mode where it is looser and the file is ours; a link is left as it is."""
    if sys.platform == "win32":
        return
    facts = path.lstat()
    if stat.S_ISLNK(facts.st_mode):
        facts = path.stat()
    is_shared = facts.st_mode & stat.S_ISVTX  # made for many, as /tmp is: never the app's own
    if facts.st_uid == os.geteuid() and stat.S_IMODE(facts.st_mode) & ~mode and not is_shared:
        with contextlib.suppress(OSError):  # a medium that is read-only, or knows no modes
            path.chmod(mode)
