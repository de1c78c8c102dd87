"""Names what lies in a folder of articles and cannot be used there, for every command and list in the same words.

Those are links that lead out of the folder, nowhere or in a circle, pipes,
devices and sockets, files that are too large, and files and folders that this
user may not read: articles, layers and facts. No file is read for it. The names
tell, too, that no layer lies apart from its article, as nearly always: then
``misplaced``, and all that it loads, is not needed.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from array import array
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from analyst_app.errors import Unreadable
from analyst_app.storage.error_log import reason
from analyst_app.storage.file_names import FACTS_SUFFIX, SIDECAR_MARK, SIDECAR_SUFFIX, article_and_layer, is_article
from analyst_app.storage.held_folder import open_file, refusal
from analyst_app.storage.limits import LARGEST_ARTICLE, LARGEST_SIDECAR, LARGEST_TEAM_FILE
from analyst_app.wording import tr

_KNOWS_EFFECTIVE = os.access in os.supports_effective_ids
"""True where the system can be asked for the rights with which files are opened."""
_PARTS = 64
MOST = 400_000
"""Names that are looked at in one pass; a folder with more is one that nobody keeps a corpus in."""


class PassedOver(NamedTuple):
    """One thing that is not used."""

    path: Path
    words: str
    """A sentence with its path and the reason."""
    is_folder: bool = False
    """True for a folder, and for a link to one that has no file's name: articles may lie in it."""
    is_unread: bool = False
    """True for a real folder below the corpus that cannot be read: layers of the corpus may lie in it."""

    @property
    def article(self) -> Path:
        """The article whose file it is, or itself."""
        if self.path.name.endswith(FACTS_SUFFIX):
            return self.path.with_name(self.path.name.removesuffix(FACTS_SUFFIX))
        return self.layer[0] if self.layer is not None else self.path

    @property
    def layer(self) -> tuple[Path, str] | None:
        """The article and the id of the layer whose file it is; None if it is no layer's."""
        found = article_and_layer(self.path.name)
        return (self.path.with_name(found[0]), found[1]) if found is not None else None


def passed_over(corpus: Path) -> Iterator[PassedOver]:
    """All that cannot be used under a folder, by name; nothing for one article, whose reader tells it. Blocking.

    Args:
        corpus: a folder, or one article.
    """
    if corpus.is_dir():
        yield from _in_folder(str(corpus), user=_user())


def folders_passed_over(corpus: Path, is_stopped: Callable[[], bool] = lambda: False) -> Iterator[PassedOver]:
    """The folders of ``passed_over``, and the links to folders: no file is looked at, whatever their number. Blocking.

    Args:
        corpus: a folder, or one article.
        is_stopped: asked before each folder below it; True ends it.
    """
    if corpus.is_dir():
        yield from _in_folder(str(corpus), user=None, is_stopped=is_stopped)


def unusable(path: Path | str) -> OSError | None:
    """The reason for which a file is not read, without reading it: its link, its kind or its permission. Blocking."""
    try:
        facts = os.lstat(path)
        if not stat.S_ISLNK(facts.st_mode) and not stat.S_ISREG(facts.st_mode):
            return Unreadable.of_kind(facts.st_mode)  # a pipe or a device is not even opened
        descriptor, _ = open_file(path)
    except OSError as error:
        return error
    try:
        found = os.fstat(descriptor)
    finally:
        os.close(descriptor)
    if not stat.S_ISREG(found.st_mode):
        return Unreadable.of_kind(found.st_mode)
    limit = _limit(os.fspath(path))
    return (
        Unreadable(errno.EFBIG, tr("it has {st_size} bytes, more than {limit}", st_size=found.st_size, limit=limit))
        if 0 < limit < found.st_size
        else None
    )


def _in_folder(
    folder: str, *, user: int | None, is_stopped: Callable[[], bool] = lambda: False
) -> Iterator[PassedOver]:
    """All that is passed over there; of folders only, where no user is named for whom files are looked at."""
    if is_stopped():
        return
    odd: list[tuple[str, bool]] = []
    below: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below.append(entry.path)
                elif limit := _limit(entry.name):
                    if user is not None and not _is_plain(entry, limit, user):
                        odd.append((entry.path, False))
                elif entry.is_symlink() and _leads_to_folder(entry):
                    odd.append((entry.path, True))
    except OSError as error:
        yield PassedOver(Path(folder), reason(error, folder), is_folder=True, is_unread=True)
        return
    for path, is_folder in sorted(odd):
        refused = refusal(path) if is_folder else unusable(path)
        if refused is not None and not isinstance(refused, FileNotFoundError):  # that went just now
            yield PassedOver(Path(path), reason(refused, path), is_folder)
    for path in sorted(below):
        yield from _in_folder(path, user=user, is_stopped=is_stopped)


def _limit(name: str) -> int:
    """Bytes of the largest file of its kind that is read; 0 for a file that is none of an article's."""
    if is_article(name):
        return LARGEST_ARTICLE
    if name.endswith(SIDECAR_SUFFIX):
        return LARGEST_SIDECAR
    return LARGEST_TEAM_FILE if name.endswith(FACTS_SUFFIX) else 0


def _user() -> int:
    """Owner of the files whose mode alone says that they may be read; on macOS a list of rights can bar the owner."""
    return os.geteuid() if sys.platform == "linux" else -1


def _is_plain(entry: os.DirEntry[str], limit: int, user: int) -> bool:
    try:
        if not entry.is_file(follow_symlinks=False):
            return False
        facts = entry.stat(follow_symlinks=False)
    except OSError:  # it went while the folder was looked through
        return False
    if facts.st_size > limit:
        return False
    if facts.st_uid == user and facts.st_mode & stat.S_IRUSR:
        return True
    return os.access(entry.path, os.R_OK, effective_ids=_KNOWS_EFFECTIVE)


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False


def names_below(folder: Path, *, is_deep: bool) -> Iterator[tuple[Path, set[str]]]:
    """Each folder with the names of the files in it, the folder itself first. Blocking.

    Args:
        folder: its path.
        is_deep: whether sub-folders are looked through, too.
    """
    waiting, seen = [folder], 0
    while waiting and seen < MOST:
        place = waiting.pop()
        names, folders = _listed(place)
        seen += len(names)
        if is_deep:
            waiting += sorted((place / name for name in folders if not name.startswith(".")), reverse=True)
        yield place, names


def is_in_order(corpus: Path) -> bool:
    """True if no layer lies apart from its article or under a name that no layer has. Blocking.

    Args:
        corpus: a folder of articles, or one article: then its folder is looked at.
    """
    try:
        is_deep = corpus.is_dir()
    except OSError:
        return False
    waiting, seen = [os.fspath(corpus if is_deep else corpus.parent)], 0
    while waiting and seen < MOST:
        place = waiting.pop()
        found = _order_in(place)
        if not found.is_in_order:
            return False
        seen += found.files
        if is_deep:
            waiting += sorted((f"{place}{os.sep}{one}" for one in found.folders if one[0] != "."), reverse=True)
    return True


class _Order(NamedTuple):
    """The findings of one look at the names in a folder."""

    is_in_order: bool
    files: int = 0
    folders: Sequence[str] = ()


def _order_in(folder: str) -> _Order:
    """As ``all_have_their_article`` of the names in a folder, of which no more than a hash (64 bits) is held.

    A file whose name is a layer's of a layer's file counts as out of order: that is looked into with the names.
    """
    there, wanted = _Hashes(), _Hashes()
    files, folders = 0, []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(name)
                    continue
                files += 1
                if SIDECAR_MARK not in name.lower():
                    there.add(name)
                elif (found := article_and_layer(name)) is None or SIDECAR_MARK in found[0].lower():
                    return _Order(False)
                else:
                    wanted.add(found[0])
    except OSError:
        return _Order(True)  # nothing is said of a folder that cannot be read
    return _Order(wanted.are_among(there), files, folders)


class _Hashes:
    """Hashes of many names: eight bytes a name, where a set of the names would take a hundred."""

    def __init__(self) -> None:
        self._parts = [array("q") for _ in range(_PARTS)]

    def add(self, name: str) -> None:
        """Take in that of a name."""
        key = hash(name)
        self._parts[key % _PARTS].append(key)

    def are_among(self, others: _Hashes) -> bool:
        """True if each is one of the others, too; looked for a part at a time, so that little is held."""
        return all(set(theirs).issuperset(own) for own, theirs in zip(self._parts, others._parts, strict=True))


def all_have_their_article(names: set[str]) -> bool:
    """True if every layer's file has a layer's name and lies beside its article, as nearly always.

    Args:
        names: of the files in a folder.
    """
    for name in names:
        if SIDECAR_MARK in name.lower():
            found = article_and_layer(name)
            if found is None or found[0] not in names:
                return False
    return True


def _listed(folder: Path) -> tuple[set[str], list[str]]:
    """Names in a folder, and which of them are folders; nothing of a folder that cannot be read."""
    names: set[str] = set()
    folders: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                else:
                    names.add(entry.name)
    except OSError:
        return set(), []
    return names, folders
