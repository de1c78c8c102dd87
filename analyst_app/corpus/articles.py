"""A folder of articles: the list, how far each is, and which codebook applies."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.corpus.passed_over import unusable
from analyst_app.errors import CodebookInvalid, LeadsOutside, why_unread
from analyst_app.storage import private_files
from analyst_app.storage.error_log import reason
from analyst_app.storage.file_names import CODEBOOK, PEOPLE, SOURCES, facts_path, is_article, sidecar_path
from analyst_app.storage.held_folder import refusal
from analyst_app.storage.limits import LARGEST_TEAM_FILE
from analyst_app.storage.regular_file import Unreadable, read_regular
from analyst_app.wording import tr

_LONGEST_TITLE = 500
"""Characters of a title, of which a few lines are shown at most."""


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """One line of the article list."""

    path: Path
    name: str
    """As shown: relative to the opened folder."""
    status: str = ""
    """``""`` not begun, ``in_progress`` or ``done``, in the layer that is asked for."""
    count: int | None = None
    """Annotations in that layer; None: no layer."""
    title: str = ""
    """From ``.source.json``."""
    outlet: str = ""
    date: str = ""
    others: tuple[str, ...] = ()
    """Ids of the other layers."""
    problem: str = ""
    """The reasons for which it, or a file that goes with it, is not read: a sentence a line."""
    heading: str = ""
    """The first line of its text that says something; empty: there is none, or it is not known yet."""

    @property
    def shown_title(self) -> str:
        """Its title, else the first line of its text, else the name of its file without what ends it."""
        return (self.title or self.heading or self.path.stem)[:_LONGEST_TITLE]


class FoundCodebook(NamedTuple):
    """The codebook that applies to an article."""

    codebook: Codebook
    path: Path | None
    """Path of its file; None stands for the built-in one."""
    problem: str = ""
    """The problem of the file, in a sentence; then ``codebook`` is another one."""
    is_last_good: bool = False
    """True if it is the last good copy of a file that is broken now."""
    leads_to: str = ""
    """The folder that a person may allow links to lead into, if the file is a link that is not followed for that."""
    stamp: tuple[int, int] | None = None
    """Time and size of the file when it was read."""


def articles_in(folder: Path) -> Iterator[Path]:
    """The articles under a folder, sub-folders included, by name. Hidden ones stay out.

    Raises:
        OSError: the folder itself cannot be read.
    """
    with os.scandir(folder) as entries:
        found = sorted(entries, key=_order)
    for entry in found:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            try:
                yield from articles_in(Path(entry.path))
            except OSError:
                continue  # a sub-folder that is not ours to read
        elif is_article(entry.name):
            yield Path(entry.path)


def _order(entry: os.DirEntry[str]) -> tuple[bool, str, str]:
    return entry.is_dir(follow_symlinks=False), entry.name.casefold(), entry.name


def listed(path: Path, folder: Path | None, layer_id: str, *, known: tuple[str, int] | None = None) -> ListedArticle:
    """A line of the list, read from the article's layers.

    Args:
        path: the file.
        folder: the opened folder.
        layer_id: the layer.
        known: status and number of annotations of that layer, if somebody knows them: then no layer is read.
    """
    from analyst_app.session.session import layers_of

    error = unusable(path)
    told = [reason(error, path)] if error is not None else []
    for refused in (_refusal_of(sidecar_path(path, layer_id)), *refused_beside(path, folder).values()):
        told += [str(refused)] if refused is not None else []
    problem = "\n".join(told)
    name = path.relative_to(folder).as_posix() if folder is not None and path.is_relative_to(folder) else path.name
    if known is not None:
        return ListedArticle(path, name, *known, problem=problem)
    if found := layers_of(path, only=layer_id.__eq__):
        return ListedArticle(path, name, found[0].status, found[0].count, problem=problem)
    return ListedArticle(path, name, problem=problem)


def refused_beside(article: Path, folder: Path | None) -> dict[str, LeadsOutside]:
    """The refusals of the files that go with an article and are links that are not followed. Blocking.

    None of the files is read.

    Args:
        article: the article's file.
        folder: the opened folder.

    Returns:
        By kind: facts, codebook, actors.
    """
    facts = _refusal_of(facts_path(article))
    found = {"facts": facts} if facts is not None else {}
    return found | refused_in(article.parent, folder)


def refused_in(place: Path, folder: Path | None) -> dict[str, LeadsOutside]:
    """The refusals of the codebook and the file of actors that apply to the articles of a folder. Blocking.

    Args:
        place: the folder that holds the articles.
        folder: the opened folder.

    Returns:
        By kind: codebook, actors.
    """
    files = {"codebook": _nearest(place, folder, CODEBOOK), "actors": _nearest(place, folder, PEOPLE)}
    refusals = {kind: _refusal_of(file) for kind, file in files.items() if file is not None}
    return {kind: refused for kind, refused in refusals.items() if refused is not None}


def _refusal_of(path: Path) -> LeadsOutside | None:
    return refusal(path) if os.path.islink(path) else None  # noqa: PTH114 - says no where a name is too long


_SHOWN = ("name", "definition", "edges", "cause")
"""The texts of a codebook that are shown, beside its examples."""


def built_in() -> Codebook:
    """The codebook that ships with the app; its ids, and what is written of it, are the same in every language."""
    data = resources.built_in_codebook()
    made = Codebook.from_data(_said(data), where="the built-in codebook")
    return replace(made, raw=data)


def _said(data: Any) -> Any:
    """A part of the built-in codebook with its names, definitions and rules in the person's language."""
    if isinstance(data, list):
        return [_said(one) for one in data]
    if isinstance(data, dict):
        return {
            key: tr(value) if key in _SHOWN and isinstance(value, str) and value else _said(value)
            for key, value in data.items()
        }
    return data


def codebook_file(article: Path, folder: Path | None) -> Path | None:
    """The nearest ``codebook.json`` from the article's folder up to the opened one; None: there is none.

    Args:
        article: the article's file.
        folder: the opened folder.
    """
    return _nearest(article.parent, folder, CODEBOOK)


def people_path(article: Path, folder: Path | None) -> Path | None:
    """The nearest ``actors.json`` from the article's folder up to the opened one; None: there is none.

    Args:
        article: the article's file.
        folder: the opened folder.
    """
    return _nearest(article.parent, folder, PEOPLE)


def sources_path(article: Path, folder: Path | None) -> Path | None:
    """The nearest ``sources.json`` from the article's folder up to the opened one; None: there is none.

    Args:
        article: the article's file.
        folder: the opened folder.
    """
    return _nearest(article.parent, folder, SOURCES)


def _nearest(place: Path, folder: Path | None, name: str) -> Path | None:
    """The nearest file of a name from a folder up to the opened one, be it a link; None: there is none."""
    top = folder if folder is not None and place.is_relative_to(folder) else place
    while True:
        candidate = place / name
        if os.path.lexists(candidate):
            return candidate
        if place in (top, place.parent):
            return None
        place = place.parent


def codebook_for(article: Path, folder: Path | None, state: Path) -> FoundCodebook:
    """The codebook that applies to an article.

    Args:
        article: file of the article.
        folder: the opened folder, or None for a single file.
        state: folder that keeps the last good copy of each codebook.
    """
    path = codebook_file(article, folder)
    if path is None:
        return FoundCodebook(built_in(), None)
    seen = stamp(path)
    copy = state / "codebooks" / f"{hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:24]}.json"
    raw = b""
    try:
        data, raw = codebook_data(path)
        codebook = Codebook.from_data(data, where=str(path))
    except CodebookInvalid as error:
        from analyst_app.core.codebook_faults import with_line

        words = with_line(str(path), str(error), raw.decode("utf-8-sig", "replace"))
        found = _last_good(copy, path, words, seen)
        cause = error.__cause__
        return found._replace(leads_to=cause.folder) if isinstance(cause, LeadsOutside) else found
    _keep(copy, raw)
    return FoundCodebook(codebook, path, stamp=seen)


def stamp(path: Path | None) -> tuple[int, int] | None:
    """Time (ns) and size of a file; None if it is not there."""
    try:
        facts = path.stat() if path is not None else None
    except OSError:
        return None
    return (facts.st_mtime_ns, facts.st_size) if facts is not None else None


def _last_good(copy: Path, path: Path, problem: str, seen: tuple[int, int] | None) -> FoundCodebook:
    try:
        return FoundCodebook(Codebook.from_data(codebook_data(copy)[0]), path, problem, is_last_good=True, stamp=seen)
    except CodebookInvalid:
        return FoundCodebook(built_in(), path, problem, stamp=seen)


def codebook_data(path: Path) -> tuple[Any, bytes]:
    """A codebook's file as parsed JSON, and its bytes. Blocking.

    Raises:
        CodebookInvalid: it cannot be read, or is no JSON; says where, and what to do.
    """
    try:
        raw = read_regular(path, limit=LARGEST_TEAM_FILE)
        return json.loads(raw.decode("utf-8-sig")), raw
    except LeadsOutside as error:
        raise CodebookInvalid(str(error)) from error
    except Unreadable as error:
        if error.errno == errno.EFBIG:
            raise CodebookInvalid(
                tr(
                    "{path} is too large for a codebook (over {number} MB). Take tags out.",
                    path=path,
                    number=LARGEST_TEAM_FILE >> 20,
                )
            ) from error
        raise CodebookInvalid(tr("{path} is no file. Put a codebook there, or take it away.", path=path)) from error
    except OSError as error:
        raise CodebookInvalid(tr("{path} cannot be read: {error}.", path=path, error=why_unread(error))) from error
    except json.JSONDecodeError as error:
        raise CodebookInvalid(
            tr(
                "{path}, line {lineno}, column {colno}: {msg}. Mend that line.",
                path=path,
                lineno=error.lineno,
                colno=error.colno,
                msg=error.msg,
            )
        ) from error
    except RecursionError as error:
        raise CodebookInvalid(tr("{path} is nested absurdly deep. Mend or remove it.", path=path)) from error
    except UnicodeDecodeError as error:
        raise CodebookInvalid(tr("{path} is not JSON in UTF-8. Save it as UTF-8 text.", path=path)) from error
    except ValueError as error:  # the interpreter's own border for numbers
        raise CodebookInvalid(
            tr("{path} holds a number of thousands of digits. Put a small one there.", path=path)
        ) from error


def _keep(copy: Path, raw: bytes) -> None:
    """Keep a good codebook for the day the file is broken; failing to is no error."""
    try:
        if not copy.is_file() or private_files.read(copy, limit=LARGEST_TEAM_FILE) != raw:
            private_files.write(copy, [raw], top=copy.parent.parent)
    except OSError:
        return
