"""Files that must not exist before: written whole or not at all, never over another, never through a link."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from analyst_app.core.ending import uninterrupted
from analyst_app.errors import LeadsOutside, SaveFailed, sayable, why_unwritten
from analyst_app.storage import containment
from analyst_app.storage.file_names import TEMPORARY, UNFINISHED_IMPORT, UNSEEN, is_reserved, unfinished_import
from analyst_app.storage.held_folder import HeldFolder, held_folder
from analyst_app.storage.regular_file import read_in, read_regular
from analyst_app.wording import tr

_MOST_NAMESAKES = 10_000
_UNSAFE = re.compile(rf'[\x00-\x1f\x7f<>:"/\\|?*{UNSEEN}]+')
_LONGEST = 80
_DAY = 86_400.0


def safe_stem(words: str) -> str:
    """A file name without suffix that every file system takes, made of some words; "article" of none."""
    plain = unicodedata.normalize("NFC", _UNSAFE.sub(" ", sayable(words)))
    stem = re.sub(r"\s+", " ", plain).strip(" .")
    while len(stem.encode("utf-8", "replace")) > 2 * _LONGEST or len(stem) > _LONGEST:
        shorter = stem[: min(len(stem) - 1, _LONGEST)]
        stem = (shorter.rpartition(" ")[0] or shorter).rstrip(" .,;:–-")
    if not stem or is_reserved(stem) or stem.startswith((TEMPORARY, ".")):
        stem = f"article {stem}".strip()
    return stem


Entering = Callable[["TakingFolder"], object]
"""Is told a folder before the first byte is written into it."""


class TakingFolder:
    """A folder that new files come into, held by its handle.

    Args:
        path: of the folder, as it is shown.
        held: the folder.
    """

    def __init__(self, path: Path, held: HeldFolder) -> None:
        self.path = path
        self._held = held

    @property
    def place(self) -> Path:
        """The folder's own path, with no link on the way."""
        return self._held.path

    def sweep(self) -> None:
        """Remove unfinished files that a killed import of this user left a day ago or earlier."""
        before = time.time() - _DAY
        with contextlib.suppress(OSError):
            for name in filter(UNFINISHED_IMPORT.fullmatch, self._held.names()):
                facts = self._held.facts(name)
                is_ours = facts is not None and (sys.platform == "win32" or facts.st_uid == os.geteuid())
                if facts is not None and is_ours and facts.st_mtime < before:
                    self._held.remove(name)

    def names(self) -> list[str]:
        """Names of all that it holds, in order.

        Raises:
            OSError: it cannot be listed.
        """
        return sorted(self._held.names())

    def has(self, name: str) -> bool:
        """True if anything has a name, be it a link that leads nowhere."""
        return self._held.facts(name) is not None

    def read(self, name: str, *, limit: int) -> bytes:
        """The bytes of a regular file in it; a link is followed only inside the border.

        Args:
            name: of the file.
            limit: bytes of the largest that is read.

        Raises:
            FileNotFoundError: it is not there.
            LeadsOutside: it is a link that is not followed.
            OSError: it cannot be read.
        """
        try:
            return read_in(self._held, name, limit=limit)
        except LeadsOutside:
            return read_regular(self._held.path / name, limit=limit)

    def holds(self, name: str, data: bytes) -> bool:
        """True if a regular file in it holds exactly some bytes; no more than those are read.

        Args:
            name: of the file.
            data: the bytes.
        """
        try:
            return self.read(name, limit=len(data)) == data
        except OSError:
            return False

    @uninterrupted()
    def write(self, name: str, data: bytes) -> None:
        """Write a file that does not exist yet: complete under another name first, then linked into place.

        Args:
            name: of the file.
            data: the bytes.

        Raises:
            FileExistsError: something has the name; nothing was written.
            SaveFailed: the disk, the rights, the name: said in words.
        """
        temporary = ""
        try:
            temporary, descriptor = self._begun()
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(descriptor)
            self._place(temporary, name)
        except FileExistsError:
            raise
        except OSError as error:
            raise SaveFailed(
                tr("{number} could not be written: {error}.", number=self.path / name, error=why_unwritten(error))
            ) from error
        finally:
            if temporary:
                with contextlib.suppress(OSError):
                    self._held.remove(temporary)

    def _begun(self) -> tuple[str, int]:
        """An unfinished file of a name that nothing has: the name, and a descriptor to write to it."""
        while True:
            name = unfinished_import(secrets.token_hex(4))
            with contextlib.suppress(FileExistsError):
                return name, self._held.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL)

    def _place(self, temporary: str, name: str) -> None:
        """Give the file its name without ever replacing another; where links are not known, by an exclusive look."""
        try:
            self._held.link(temporary, name)
        except FileExistsError:
            raise
        except OSError:
            if self.has(name):
                raise FileExistsError(self.path / name) from None
            self._held.replace(temporary, name)


@contextlib.contextmanager
def taking_folder(folder: Path, below: Sequence[str] = ()) -> Iterator[TakingFolder]:
    """The folder that a person named, or one below it, made if it is missing.

    She may have named it by a link. What is below it is walked name by name by
    the handles of the folders, and no link there is followed.

    Args:
        folder: that she named.
        below: names from there on.

    Raises:
        LeadsOutside: below it a link is in the way; or it leads nowhere, or from an opened folder out of it.
        SaveFailed: it could not be made.
    """
    path = folder.joinpath(*below)
    with contextlib.ExitStack() as passed:
        try:
            there, missing = folder, list(reversed(below))
            while not os.path.lexists(there) and there != there.parent:
                missing.append(there.name)
                there = there.parent
            held = passed.enter_context(_named(there))
            for name in reversed(missing):
                with contextlib.suppress(FileExistsError):
                    held.make_folder(name)
                held = passed.enter_context(held.inside(name))
        except LeadsOutside:
            raise
        except OSError as error:
            raise SaveFailed(tr("{path} cannot be made: {error}.", path=path, error=why_unwritten(error))) from error
        yield TakingFolder(path, held)


def _named(folder: Path) -> HeldFolder:
    try:
        return held_folder(folder)
    except FileNotFoundError:
        containment.followed(folder)  # says that it is a link and where to
        raise


def write_beside(place: TakingFolder, name: str, data: bytes) -> None:
    """Write a file under its name, or with a number if another of that name is there; the same one is there already.

    Args:
        place: the folder.
        name: of the file.
        data: its bytes.

    Raises:
        SaveFailed: it could not be written.
    """
    stem, _, rest = name.partition(".")
    for number in range(1, _MOST_NAMESAKES):
        own = name if number == 1 else f"{stem} {number}.{rest}"
        if not place.has(own):
            place.write(own, data)
            return
        if place.holds(own, data):
            return
    raise SaveFailed(tr("{path} holds too many files named {name}. Choose another folder.", path=place.path, name=name))
