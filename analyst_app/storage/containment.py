"""The border: a file of an opened folder is used only if it really lies in that folder.

A folder that other people fill may hold links. What a link leads to is used
only if it is a regular file inside the opened folder (of a single file: its own
folder), or in a folder that the person has allowed; and, for a layer, only if
it is this layer's own file. The opened folder is taken as resolved when it was
opened; a link that is put in its place later, or in that of a folder above it,
is not followed. Nothing here opens a file: see ``held_folder`` and
``regular_file``.
"""

from __future__ import annotations

import errno
import json
import os
import re
import sys
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from analyst_app.errors import LeadsOutside, SaveFailed, why_unwritten
from analyst_app.storage.file_names import CODEBOOK, FACTS_SUFFIX, PEOPLE, article_and_layer
from analyst_app.wording import tr

LINK_MET = frozenset({errno.ELOOP, errno.ENOTDIR, errno.EMLINK})
"""Errors by which systems refuse a name that must be no link and is one."""
_ANNOTATOR = re.compile(rb'\n "annotator": "([^"\\]*)",?\n')
_OBJECTS = "/annex/objects/"
"""In the path of every file that a link of git-annex leads to: each has folders of its own below it."""

ALLOWED = "allowed_folders.json"
"""In the local state folder and nowhere else: what comes with a shared folder allows nothing."""
_LARGEST = 1_000_000
_ODD = re.compile(r"/\.{0,2}(?:/|$)")
"""A part of a path that names no file: empty, ``.`` or ``..``."""

_opened: dict[str, str] = {}
"""Resolved folder by the names under which paths lead into it."""
_homes: dict[str, str] = {}
"""The same of folders of which single files were opened: for what lies directly in them."""
_identities: dict[str, tuple[int, int]] = {}
"""Device and number of each resolved folder, as it was when it was opened or last reached without a link."""


class Place(NamedTuple):
    """A file or folder by the way that leads to it without any link."""

    root: str
    """Resolved folder that holds it."""
    parts: tuple[str, ...]
    """Names from there on; none: the folder itself."""

    @property
    def path(self) -> Path:
        """The whole path."""
        return Path(self.root, *self.parts)


def open_border(folder: Path | str) -> None:
    """Take a folder as opened by the person: what lies in it may be used, links that lead out of it may not.

    A folder named by her may itself be a link.
    """
    resolved = _slashed(os.path.realpath(folder))
    as_named = _absolute(os.fspath(folder)).rstrip("/")
    for name in (as_named, _slashed(os.path.abspath(folder)), resolved):  # noqa: PTH100 - Path.absolute keeps ".."
        _opened[name] = resolved
    _identify(resolved)
    _place_of.cache_clear()


def open_home(file: Path | str) -> None:
    """Take the folder of a single file as it is now: a link in its place later is not followed.

    Nothing is done if it is known already, or lies in an opened folder.
    """
    folder, _, name = _absolute(os.fspath(file)).rpartition("/")
    if not folder or below_border(f"{folder}/{name}") is not None:
        return
    resolved = _slashed(os.path.realpath(folder))
    _homes[folder] = resolved
    _identify(resolved)
    _place_of.cache_clear()


def leads_elsewhere(folder: Path | str) -> LeadsOutside | None:
    """The refusal of a folder that was opened and whose name is a link to another folder by now; None: it is not."""
    known = _opened.get(_absolute(os.fspath(folder)).rstrip("/"))
    real = _slashed(os.path.realpath(folder))
    return _replaced(known, real) if known is not None and known != real else None


def is_as_opened(root: str, facts: os.stat_result) -> bool:
    """True if what was reached by the path of a resolved folder is the same folder as when it was opened.

    Args:
        root: path of the folder.
        facts: of what was reached.
    """
    return _identities.get(root, _of(facts)) == _of(facts)


def note_reached(root: str, facts: os.stat_result) -> None:
    """Note that a resolved folder is another than when it was opened, but was reached without any link.

    A sync tool may remove a folder and make it anew.

    Args:
        root: path of the folder.
        facts: of the folder that is there now.
    """
    _identities[root] = _of(facts)


def is_opened(folder: Path | str) -> bool:
    """True if a folder was opened under this name. Looks at no disk."""
    return _absolute(os.fspath(folder)).rstrip("/") in _opened


def open_named(paths: Iterable[Path | str]) -> None:
    """Take the folders among the paths that a person named as opened."""
    for path in paths:
        if Path(path).is_dir():
            open_border(path)


def opened_borders() -> tuple[str, ...]:
    """The opened folders, resolved: for another process that does part of this one's work."""
    return tuple(dict.fromkeys(_opened.values()))


def forget_all() -> None:
    """Forget all opened folders."""
    for known in (_opened, _homes, _identities):
        known.clear()
    _place_of.cache_clear()


def below_border(path: str) -> Place | None:
    """A path as the names below the outermost opened folder that holds it; None if none does. Looks at no disk."""
    if not _opened and not _homes:
        return None
    folder, _, name = _absolute(path).rpartition("/")
    place = _place_of(folder) if name not in ("", ".", "..") else None
    return Place(place.root, (*place.parts, name)) if place is not None else None


@lru_cache(maxsize=256)
def _place_of(folder: str) -> Place | None:
    """The place of a folder by its absolute path: there are many files in each."""
    whole, found, root = folder, "", ""
    while folder:
        if folder in _opened and not _ODD.search(whole, len(folder)):
            found, root = folder, _opened[folder]
        folder = folder.rpartition("/")[0]
    if not found and whole in _homes:
        return Place(_homes[whole], ())
    return Place(root, tuple(filter(None, whole[len(found) + 1 :].split("/")))) if found else None


def border_of(path: str) -> str:
    """The border of a path, resolved: the outermost opened folder that holds it, else the path's own folder."""
    place = below_border(path)
    return place.root if place is not None else _slashed(os.path.realpath(_absolute(path).rpartition("/")[0] or "/"))


def followed(path: Path | str) -> Place:
    """The place that a path leads to through links, if it may be used. Looks at the disk.

    Args:
        path: with a link at its end or on the way.

    Raises:
        LeadsOutside: it leads out of the opened folder, nowhere, in a circle, or to another layer's file; or there is
            a link in the place of the opened folder.
        OSError: it cannot be looked at, or is no link and not there.
    """
    name = os.fspath(path)
    direct = below_border(name) or below_border(f"{name}/-")
    if direct is not None and (now := _slashed(os.path.realpath(direct.root))) != direct.root:
        raise _replaced(direct.root, now)
    try:
        real = _slashed(os.path.realpath(name, strict=True))
    except (FileNotFoundError, NotADirectoryError):
        if not Path(name).is_symlink():
            raise
        raise LeadsOutside(name, tr("it leads nowhere: {name} is not there", name=os.path.realpath(name))) from None
    except OSError as error:
        if error.errno != errno.ELOOP:
            raise
        raise LeadsOutside(name, tr("it leads in a circle")) from None
    border = border_of(name)
    for root in (border,) if _holds(border, real) else map(_slashed, allowed_folders()):
        if _holds(root, real):
            _refuse_other_kind(name, real)
            return Place(root, tuple(real[len(root.rstrip("/")) + 1 :].split("/")) if real != root else ())
    folder = target_folder(real)
    target = folder if _OBJECTS in real else real  # a name of git-annex's own tells nobody anything
    raise LeadsOutside(name, tr("it leads out of the opened folder, to {target}", target=target), folder)


def allowed_folders() -> tuple[str, ...]:
    """The allowed folders, resolved; none if nothing was allowed, or the file cannot be understood."""
    try:
        return _remembered()
    except (OSError, ValueError, RecursionError):
        return ()


def _remembered() -> tuple[str, ...]:
    """The folders in the file of those that are allowed; none if there is no file.

    Raises:
        OSError: it cannot be read.
        ValueError, RecursionError: it cannot be understood.
    """
    from analyst_app.storage import private_files  # itself a reader; and few links lead outside
    from analyst_app.storage.error_log import state_folder

    try:
        data = json.loads(private_files.read(state_folder() / ALLOWED, limit=_LARGEST))
    except FileNotFoundError:
        return ()
    if type(data) is not list:
        raise ValueError("no list")
    return tuple(one for one in data if isinstance(one, str) and Path(one).is_absolute())


def allow(folder: Path | str) -> None:
    """Let links lead into a folder and those below it, from now on.

    Raises:
        SaveFailed: it cannot be remembered, or what was allowed before cannot be read.
    """
    from analyst_app.storage import private_files
    from analyst_app.storage.error_log import state_folder

    resolved = os.path.realpath(folder)
    place = state_folder()
    try:
        allowed = _remembered_or_set_aside(place)
        if resolved in allowed:
            return
        data = json.dumps([*allowed, resolved], indent=1).encode() + b"\n"
        private_files.write(place / ALLOWED, [data], top=place)
    except OSError as error:
        raise SaveFailed(
            tr("{resolved} was not allowed: {error}.", resolved=resolved, error=why_unwritten(error))
        ) from error


def _remembered_or_set_aside(place: Path) -> tuple[str, ...]:
    """The folders that were allowed before; a file that cannot be understood is kept under another name."""
    try:
        return _remembered()
    except (ValueError, RecursionError):
        (place / ALLOWED).replace(place / f"{ALLOWED}.damaged")
        return ()


def target_folder(target: str) -> str:
    """The folder that a person would have to allow for a link's target: of git-annex the store of all its files."""
    folder = target.rpartition("/")[0] or "/"
    head, store, _ = target.rpartition(_OBJECTS)
    return f"{head}{store}".rstrip("/") if store else folder


def refuse_other_layer(path: Path | str, data: bytes, *, is_link: bool) -> None:
    """Do nothing if a sidecar that is a link says that it is the layer of its name.

    Args:
        path: of the sidecar; any other file passes.
        data: its bytes.
        is_link: True if a symbolic link led there; False: the file has further names (hard links).

    Raises:
        LeadsOutside: it is another layer's file, or (through a symbolic link) no layer's.
    """
    name = os.fspath(path)
    own = article_and_layer(_last(name))
    if own is None:
        return
    annotator = _annotator_in(data)
    if annotator == own[1] or (annotator is None and not is_link):
        return
    whose = f"{annotator}'s file" if annotator else tr("no layer's file")
    raise LeadsOutside(
        name,
        tr("it leads to {whose}", whose=whose) if is_link else tr("it is {whose} under a second name", whose=whose),
    )


def _replaced(opened: str, now: str) -> LeadsOutside:
    return LeadsOutside(
        opened,
        tr(
            "the opened folder {opened} was replaced by a link to {now}; move the folder back, or "
            "open what you want by its own path",
            opened=opened,
            now=now,
        ),
    )


def _identify(resolved: str) -> None:
    try:
        _identities[resolved] = _of(Path(resolved).lstat())
    except OSError:
        _identities.pop(resolved, None)  # it is not there yet: whoever reaches it without a link notes it


def _of(facts: os.stat_result) -> tuple[int, int]:
    return facts.st_dev, facts.st_ino


def _annotator_in(data: bytes) -> str | None:
    found = _ANNOTATOR.search(data)
    if found is not None:
        return found[1].decode("utf-8", "replace")
    try:
        whole = json.loads(data)
    except (ValueError, RecursionError):
        return None
    annotator = whole.get("annotator") if isinstance(whole, dict) else None
    return annotator if isinstance(annotator, str) else None


def _refuse_other_kind(name: str, real: str) -> None:
    """A file of ours may be a link to any file that has its own name or none of ours, but to no other of ours."""
    own, target = _last(name), _last(real)
    if own == target:
        own_article, its_article = _article_beside(name), _article_beside(real)
        if own_article is not None and its_article is not None and not own_article.samefile(its_article):
            raise LeadsOutside(
                name,
                tr(
                    "it leads to {real}, which belongs to another article; remove the link or move the file here",
                    real=real,
                ),
            )
        return
    if _kind(own) and _kind(target):
        raise LeadsOutside(
            name, tr("it leads to {target}, which is another layer's file or another kind of file", target=target)
        )


def _kind(name: str) -> str:
    if article_and_layer(name) is not None:
        return "layer"
    return next((end for end in (FACTS_SUFFIX, CODEBOOK, PEOPLE) if name.endswith(end)), "")


def _article_beside(name: str) -> Path | None:
    """The article that a layer's file belongs to, if it is there."""
    own = article_and_layer(_last(name))
    article = Path(name).with_name(own[0]) if own else None
    return article if article is not None and article.exists() else None


def _last(path: str) -> str:
    return _slashed(path).rpartition("/")[2]


def _holds(root: str, real: str) -> bool:
    return real == root or real.startswith(root.rstrip("/") + "/")


def _absolute(path: str) -> str:
    path = _slashed(path)
    if path.startswith("/") or (sys.platform == "win32" and path[1:2] == ":"):
        return path
    return f"{_slashed(os.getcwd())}/{path}"  # noqa: PTH109 - ten thousand times


def _slashed(path: str) -> str:
    return path.replace("\\", "/") if sys.platform == "win32" else path
