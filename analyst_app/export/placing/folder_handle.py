"""The folder that an export comes to lie in, held by a handle, with whole folders in it made, renamed and removed.

The person named it, so links on the way to it are her own word, and are
followed once, when it is opened. From then on it is held like every folder
that the app writes to (``storage.held_folder``): nothing in it is reached
through a link, whatever is put in its place meanwhile.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import sys
from pathlib import Path

from analyst_app.storage.containment import Place
from analyst_app.storage.held_folder import HAS_HANDLES, READING, HeldFolder, stream_of
from analyst_app.storage.regular_file import Unreadable

Identity = tuple[int, int]
"""Device and number of a file: the same for as long as it is the same file."""


class FolderHandle(HeldFolder):
    """A folder that is open, used as a context. Names are of what lies directly in it.

    Args:
        path: of the folder.
        within: an open folder in which it lies; then ``path`` is its name there, and a link is not followed.

    Raises:
        OSError: it is no folder, or may not be read.
    """

    def __init__(self, path: Path, *, within: FolderHandle | None = None) -> None:
        if within is None:
            super().__init__(Place(os.path.realpath(path), ()))
        elif HAS_HANDLES:
            self.path = within.path / path
            self.handle = within.open(os.fspath(path), os.O_RDONLY | os.O_DIRECTORY)
        else:
            super().__init__(Place(str(within.path), (os.fspath(path),)))
        if not HAS_HANDLES and not stat.S_ISDIR(self.path.lstat().st_mode):
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))

    @property
    def descriptor(self) -> int | None:
        """None where the system has no handles of folders."""
        return self.handle if HAS_HANDLES else None

    def identity(self, name: str = ".") -> Identity | None:
        """Device and number of what has a name, None if nothing has it; of the folder itself without a name."""
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

    def make_private(self) -> int:
        """Let nobody else put anything into this folder, which was just made; returns the mode that it had.

        A file system may know no modes; then nothing is changed.

        Raises:
            OSError: somebody has put something there already.
        """
        mode = stat.S_IMODE(os.fstat(self.handle).st_mode) if HAS_HANDLES else 0o777
        with contextlib.suppress(OSError):
            self.set_mode(0o700)
        if self.names():
            raise OSError(errno.EBUSY, "somebody else has put something into the folder that the export is written to")
        return mode

    def set_mode(self, mode: int) -> None:
        """Have a mode for this folder, where there are handles.

        Raises:
            OSError: the system would not change it.
        """
        if HAS_HANDLES and stat.S_IMODE(os.fstat(self.handle).st_mode) != mode:
            os.fchmod(self.handle, mode)

    def own_path(self) -> Path | None:
        """A path to this very folder, whatever has its name meanwhile; None where the system has none.

        Every process of this user on this machine can use it while the folder is held (man 5 proc).
        """
        path = Path(f"/proc/{os.getpid()}/fd/{self.handle}")
        try:
            return path if sys.platform == "linux" and os.path.samestat(path.stat(), os.fstat(self.handle)) else None
        except OSError:  # no /proc here
            return None

    def read(self, name: str, *, most: int) -> bytes:
        """The first bytes of a regular file.

        Args:
            name: of the file.
            most: number of bytes.

        Raises:
            Unreadable: it is no regular file.
            OSError: it is a link, or cannot be read.
        """
        with stream_of(self.open(name, READING)) as file:
            mode = os.fstat(file.fileno()).st_mode
            if not stat.S_ISREG(mode):
                raise Unreadable.of_kind(mode)
            return file.read(most)

    def remove_tree(self, name: str) -> None:
        """Remove a folder with all that is in it, links themselves and not what they lead to; failing is no error."""
        if not self.is_folder(name):
            return
        if HAS_HANDLES and shutil.rmtree.avoids_symlink_attacks:
            shutil.rmtree(name, ignore_errors=True, dir_fd=self.handle)
        else:
            shutil.rmtree(self.path / name, ignore_errors=True)
