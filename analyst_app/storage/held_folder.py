"""Folders held by a handle: what lies in them is reached by name from the handle, never through a link.

Whoever turns a file or a folder on the way into a link, between a look and a
write, changes nothing: the handle stays at the folder that was looked at, and a
name that has become a link is refused by the system.

Windows has no such handles. There the names are looked at before and after the
opening: a link that is there for just that moment is not noticed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from analyst_app.core.ending import uninterrupted
from analyst_app.errors import LeadsOutside, Unreadable
from analyst_app.storage import containment
from analyst_app.storage.containment import LINK_MET, Place
from analyst_app.wording import tr

HAS_HANDLES = os.open in os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
"""True on systems where a file can be opened by its folder's handle."""
_PLAIN = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_FOLDER = _PLAIN | getattr(os, "O_DIRECTORY", 0)
_ON_THE_WAY = _FOLDER | getattr(os, "O_PATH", 0)
READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _PLAIN
"""Opens a file to be read: no link, and without waiting for the other end of a pipe."""


class HeldFolder:
    """A folder that was reached without any link and stays the same, whatever becomes of its name.

    Args:
        place: of the folder.
        within: a held folder in which it directly lies; it is opened by that one's handle then.

    Raises:
        LeadsOutside: there is a link on the way.
        OSError: it cannot be opened.
    """

    def __init__(self, place: Place, *, within: HeldFolder | None = None) -> None:
        self.path = place.path
        if not HAS_HANDLES:
            self.handle = -1
        elif within is None:
            self.handle = _walked(place, os.O_RDONLY | _FOLDER)
        else:
            self.handle = os.open(place.parts[-1], os.O_RDONLY | _FOLDER, dir_fd=within.handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it."""
        if self.handle >= 0:
            handle, self.handle = self.handle, -1
            with contextlib.suppress(OSError):
                os.close(handle)

    def open(self, name: str, flags: int, mode: int = 0o666) -> int:
        """A descriptor of a file in the folder.

        Args:
            name: of the file.
            flags: as of ``os.open``; a link is never followed.
            mode: of a file that is made, less the umask.

        Raises:
            LeadsOutside: the name is a link.
            OSError: it cannot be opened.
        """
        try:
            if not HAS_HANDLES:
                return _watched(self.path / name, flags, mode)
            return os.open(name, flags | _PLAIN, mode, dir_fd=self.handle)
        except OSError as error:
            if error.errno != errno.ELOOP or isinstance(error, LeadsOutside):
                raise
            raise LeadsOutside(str(self.path / name), tr("it was turned into a link meanwhile")) from error

    def facts(self, name: str) -> os.stat_result | None:
        """Kind, size, times and owner of a file, links not followed; None if it is not there.

        Raises:
            OSError: the system would not say.
        """
        try:
            if not HAS_HANDLES:
                return (self.path / name).lstat()
            return os.stat(name, dir_fd=self.handle, follow_symlinks=False)
        except FileNotFoundError:
            return None

    @property
    def is_read_only(self) -> bool:
        """True if nothing can be written on its medium, whoever asks."""
        if not hasattr(os, "fstatvfs"):
            return False  # Windows tells it when something is written
        return bool(os.statvfs(self.handle if HAS_HANDLES else self.path).f_flag & os.ST_RDONLY)

    def is_writable(self, name: str) -> bool:
        """True if this user may write to a file in it."""
        if HAS_HANDLES:
            return os.access(name, os.W_OK, dir_fd=self.handle)
        return os.access(self.path / name, os.W_OK)

    def inside(self, name: str) -> HeldFolder:
        """A folder that lies in it, held likewise.

        Raises:
            LeadsOutside: the name is a link.
            OSError: it is no folder, or cannot be opened.
        """
        facts = self.facts(name)
        if facts is not None and is_link(facts):
            raise LeadsOutside(str(self.path / name), tr("it is a link, and should be a folder"))
        return HeldFolder(Place(str(self.path), (name,)), within=self)

    def make_folder(self, name: str) -> None:
        """Make a folder in it.

        Raises:
            FileExistsError: something has the name, be it a link.
            OSError: the system would not.
        """
        if HAS_HANDLES:
            os.mkdir(name, dir_fd=self.handle)
        else:
            (self.path / name).mkdir()

    def link(self, name: str, new: str, *, into: HeldFolder | None = None) -> None:
        """Give a file a second name, never in the place of another.

        Args:
            name: the first.
            new: the second.
            into: folder of the second, if it is another.

        Raises:
            FileExistsError: something has that name, be it a link.
            OSError: the file system has no second names, or would not.
        """
        place = into or self
        if HAS_HANDLES:
            os.link(name, new, src_dir_fd=self.handle, dst_dir_fd=place.handle, follow_symlinks=False)
        else:
            os.link(self.path / name, place.path / new, follow_symlinks=False)

    def names(self) -> list[str]:
        """Names of all that it holds.

        Raises:
            OSError: it cannot be listed.
        """
        with os.scandir(self.handle if HAS_HANDLES else self.path) as entries:
            return [entry.name for entry in entries]

    def remove(self, name: str) -> None:
        """Remove a file; of a link, the link itself.

        Raises:
            OSError: the system would not.
        """
        if HAS_HANDLES:
            os.unlink(name, dir_fd=self.handle)
        else:
            (self.path / name).unlink()

    def replace(self, old: str, new: str, *, into: HeldFolder | None = None) -> None:
        """Give a file the name of another, whose place it takes; of a link, that of the link itself.

        Args:
            old: its name.
            new: the other's.
            into: folder of the other, if it is another.

        Raises:
            OSError: the system would not; nothing was done.
        """
        place = into or self
        if HAS_HANDLES:
            os.replace(old, new, src_dir_fd=self.handle, dst_dir_fd=place.handle)
        else:
            (self.path / old).replace(place.path / new)

    def sync(self) -> None:
        """Bring its names to the disk.

        Raises:
            OSError: the disk would not.
        """
        if not HAS_HANDLES:
            return
        try:
            os.fsync(self.handle)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.EOPNOTSUPP):  # file systems without it
                raise


def held_folder(path: Path | str) -> HeldFolder:
    """A folder below the border, by its handle. Links on the way are followed only inside the border.

    Raises:
        LeadsOutside: it leads out of the opened folder, nowhere or in a circle.
        OSError: it cannot be opened.
    """
    name = os.fspath(path)
    direct = containment.below_border(f"{name}/-")
    try:
        if direct is not None:
            return HeldFolder(Place(direct.root, direct.parts[:-1]))
        return HeldFolder(Place(os.path.realpath(name), ()))
    except OSError as error:
        if direct is None or error.errno not in LINK_MET:
            raise
    return HeldFolder(containment.followed(name))


def open_file(path: Path | str) -> tuple[int, bool]:
    """A descriptor for reading a file inside the border, and True if a link led to it.

    Raises:
        LeadsOutside: it leads out of the opened folder, nowhere, in a circle, or to another kind of file.
        Unreadable: it is a socket, or a device without a driver.
        OSError: it cannot be opened.
    """
    name = os.fspath(path)
    direct = containment.below_border(name)
    try:
        if not HAS_HANDLES:
            return _watched(Path(name), READING), False
        if direct is None:
            return os.open(name, READING), False
        return _walked(direct, READING), False
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket, or a device without a driver, does not even open
            raise Unreadable.of_kind(stat.S_IFSOCK) from error
        if error.errno not in LINK_MET:
            raise
    place = containment.followed(name)
    if not HAS_HANDLES:
        return _watched(place.path, READING), True
    return _walked(place, READING), True


def stream_of(descriptor: int) -> BinaryIO:
    """A stream to read an open file by; closing it closes the file. What has no stream, as a folder, is closed.

    Raises:
        OSError: it has none.
    """
    try:
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def refusal(path: Path | str) -> LeadsOutside | None:
    """The reason for which a link is not followed; None: it may be, or is none. A layer's content is not looked at."""
    try:
        descriptor, _ = open_file(path)
    except LeadsOutside as error:
        return error
    except OSError:
        return None
    os.close(descriptor)
    return None


@contextlib.contextmanager
def held_target(path: Path | str) -> Iterator[tuple[HeldFolder, str, bool]]:
    """The folder in which a file is to be written, its name there, and True if a link led to it.

    Raises:
        LeadsOutside: the path leads out of the opened folder, nowhere, in a circle, or to another kind of file.
        OSError: the folder cannot be opened.
    """
    path = Path(path)
    folder, name = held_folder(path.parent), path.name
    try:
        facts = folder.facts(name)
        leads = facts is not None and is_link(facts)
        if leads:
            place = containment.followed(path)
            if not place.parts:
                raise LeadsOutside(str(path), tr("it leads to a folder, and should be a file"))
            folder.close()
            folder, name = HeldFolder(Place(place.root, place.parts[:-1])), place.parts[-1]
        yield folder, name, leads
    finally:
        folder.close()


def is_link(facts: os.stat_result) -> bool:
    """True for a symbolic link, and for what Windows has besides (junctions, mount points)."""
    if sys.platform == "win32":
        surrogate = 0x2000_0000  # IsReparseTagNameSurrogate: the name of another file or folder
        return stat.S_ISLNK(facts.st_mode) or bool(facts.st_reparse_tag & surrogate)
    return stat.S_ISLNK(facts.st_mode)


def _walked(place: Place, flags: int) -> int:
    """A descriptor of what lies at a place, opened name by name, none of them a link."""
    if not place.parts:
        return _root(place.root, flags)
    return _by_each_name(_root(place.root, _ON_THE_WAY), place.parts, flags)


def _by_each_name(handle: int, names: Sequence[str], flags: int) -> int:
    """A descriptor of what lies below a folder, by its names one after the other; the folder's own is closed."""
    try:
        for name in names[:-1]:
            below = os.open(name, _ON_THE_WAY, dir_fd=handle)
            with uninterrupted():  # a word to end between the two would have the closed one closed again
                os.close(handle)
                handle = below
        return os.open(names[-1], flags, dir_fd=handle)
    finally:
        os.close(handle)


def _root(root: str, flags: int) -> int:
    """A descriptor of a resolved folder: the one that was opened, or one made anew, but none that a link leads to."""
    handle = os.open(root, flags)
    if containment.is_as_opened(root, os.fstat(handle)):
        return handle
    os.close(handle)
    handle = _by_each_name(os.open("/", _ON_THE_WAY), root.strip("/").split("/"), flags)
    containment.note_reached(root, os.fstat(handle))
    return handle


def _watched(path: Path, flags: int, mode: int = 0o666) -> int:
    """A descriptor, where there are no handles: the names are looked at before and after."""
    _refuse_link(path)
    descriptor = os.open(path, flags, mode)
    try:
        _refuse_link(path)
        facts, now = os.fstat(descriptor), path.lstat()
        if (facts.st_dev, facts.st_ino) != (now.st_dev, now.st_ino):
            raise OSError(errno.ELOOP, "it changed while it was opened")
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _refuse_link(path: Path) -> None:
    for one in (path, *_between(path)):
        with contextlib.suppress(FileNotFoundError):
            if is_link(one.lstat()):
                raise OSError(errno.ELOOP, "it is a link")


def _between(path: Path) -> list[Path]:
    """The opened folder that holds a path, as it was resolved, and the folders between the two."""
    place = containment.below_border(str(path))
    return [Path(place.root), *(path.parents[up] for up in range(len(place.parts) - 1))] if place is not None else []
