"""An open folder: what is done by it stays in it, whatever is put in its place meanwhile.

A path is looked up anew by every call, so between two calls somebody may put
a link in its place. A handle is not: names are looked up in the very folder
that was opened, and the last one is never followed if it is a link. Windows
has no such handles; there the path is used, and a link is looked for before.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import sys
from pathlib import Path
from types import TracebackType

from analyst_app.storage.regular_file import Unreadable

HAS_HANDLES = os.open in os.supports_dir_fd and os.rename in os.supports_dir_fd
_CLOSED = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
_PATIENT = getattr(os, "O_NONBLOCK", 0)
Identity = tuple[int, int]
"""Device and number of a file: the same for as long as it is the same file."""


class FolderHandle:
    """A folder that is open, used as a context. Names are of what lies directly in it.

    Args:
        path: of the folder.
        within: an open folder in which it lies; then ``path`` is its name there, and a link is not followed.

    Raises:
        OSError: it is no folder, or may not be read.
    """

    def __init__(self, path: Path, *, within: FolderHandle | None = None) -> None:
        self.path: Path = within.path / path if within is not None else path
        self.descriptor: int | None = None
        """None where the system has no handles of folders."""
        if HAS_HANDLES:
            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
            if within is None:
                self.descriptor = os.open(path, flags)
            else:
                self.descriptor = os.open(path, flags | os.O_NOFOLLOW, dir_fd=within.descriptor)
        elif not stat.S_ISDIR((self.path.stat() if within is None else self.path.lstat()).st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))

    def __enter__(self) -> FolderHandle:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the handle back; a second time is allowed."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None

    def facts(self, name: str = "") -> os.stat_result | None:
        """Kind, size, times and owner of what has a name, a link not followed; of the folder itself without a name.

        Raises:
            OSError: it cannot be looked at.
        """
        try:
            if not name:
                return os.fstat(self.descriptor) if self.descriptor is not None else self.path.stat()
            return os.stat(self._at(name), dir_fd=self.descriptor, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def identity(self, name: str = "") -> Identity | None:
        """Device and number of what has a name; None if nothing has it."""
        facts = self.facts(name)
        return (facts.st_dev, facts.st_ino) if facts is not None else None

    def is_folder(self, name: str) -> bool:
        """True if a name is a folder's, and no link's."""
        facts = self.facts(name)
        return facts is not None and stat.S_ISDIR(facts.st_mode)

    def is_ours(self, name: str) -> bool:
        """True if what has a name belongs to this user."""
        facts = self.facts(name)
        return facts is not None and (sys.platform == "win32" or facts.st_uid == os.geteuid())

    def names(self) -> list[str]:
        """All names, in order.

        Raises:
            OSError: the folder cannot be read.
        """
        return sorted(os.listdir(self.descriptor if self.descriptor is not None else self.path))  # noqa: PTH208 - by handle

    def make_folder(self, name: str) -> None:
        """Make a folder that is not there.

        Raises:
            OSError: it is there, or cannot be made.
        """
        os.mkdir(self._at(name), dir_fd=self.descriptor)

    def create(self, name: str) -> int:
        """A descriptor to write to a file that is not there; the caller closes it.

        Raises:
            OSError: it is there, even as a link, or cannot be made.
        """
        return os.open(self._at(name), os.O_RDWR | os.O_CREAT | os.O_EXCL | _CLOSED, 0o666, dir_fd=self.descriptor)

    def read(self, name: str, *, most: int) -> bytes:
        """The first bytes of a regular file.

        Args:
            name: of the file.
            most: number of bytes.

        Raises:
            Unreadable: it is no regular file.
            OSError: it is a link, or cannot be read.
        """
        if not HAS_HANDLES and self._at(name).is_symlink():
            raise Unreadable(errno.ELOOP, "it is a link")
        descriptor = os.open(self._at(name), os.O_RDONLY | _CLOSED | _PATIENT, dir_fd=self.descriptor)
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Unreadable(errno.EINVAL, "it is no regular file")
            return file.read(most)

    def rename(self, name: str, new: str, *, into: FolderHandle | None = None) -> None:
        """Give a file or folder another name; a file of that name is replaced.

        Args:
            name: as it is.
            new: as it will be.
            into: folder of the new name, if it is another.

        Raises:
            OSError: the system would not; nothing was done.
        """
        place = into or self
        os.replace(self._at(name), place._at(new), src_dir_fd=self.descriptor, dst_dir_fd=place.descriptor)  # noqa: SLF001 - of its own kind

    def link(self, name: str, new: str, *, into: FolderHandle | None = None) -> None:
        """Give a file a second name, never in the place of another.

        Args:
            name: the first.
            new: the second.
            into: folder of the second, if it is another.

        Raises:
            FileExistsError: there is something of that name.
            OSError: the file system has no second names, or would not.
        """
        place = into or self
        os.link(
            self._at(name),
            place._at(new),  # noqa: SLF001 - of its own kind
            src_dir_fd=self.descriptor,
            dst_dir_fd=place.descriptor,
            follow_symlinks=False,
        )

    def remove(self, name: str) -> None:
        """Remove a file or a link, if it is there; failing to is no error."""
        with contextlib.suppress(OSError):
            os.unlink(self._at(name), dir_fd=self.descriptor)

    def remove_tree(self, name: str) -> None:
        """Remove a folder with all that is in it, links themselves and not what they lead to; failing is no error."""
        if not self.is_folder(name):
            return
        if self.descriptor is not None and shutil.rmtree.avoids_symlink_attacks:
            shutil.rmtree(name, ignore_errors=True, dir_fd=self.descriptor)
        else:
            shutil.rmtree(self._at(name), ignore_errors=True)

    def sync(self) -> None:
        """Have the names on the disk when this returns, where the file system can.

        Raises:
            OSError: the disk reports an error.
        """
        if self.descriptor is None:
            return
        try:
            os.fsync(self.descriptor)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.EOPNOTSUPP):
                raise

    def _at(self, name: str) -> Path:
        return Path(name) if self.descriptor is not None else self.path / name
