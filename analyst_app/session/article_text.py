"""Reads an article's text and notes its encoding. A module of its own: this alone is needed before the first paint."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from analyst_app.core.document import Document
from analyst_app.errors import DocumentUnreadable, TooLarge, why_unread
from analyst_app.storage.decoding import Recorded, decoded, recorded_beside
from analyst_app.storage.error_log import reason
from analyst_app.storage.file_names import facts_name, facts_path, sidecar_path
from analyst_app.storage.held_folder import open_file, stream_of
from analyst_app.storage.limits import LARGE_ARTICLE, LARGEST_ARTICLE, LARGEST_SIDECAR
from analyst_app.storage.regular_file import read_regular
from analyst_app.wording import tr


def read_article(
    path: Path, encoding: str | None = None, *, large: bool = False, layers: Iterable[str | Recorded] = ()
) -> Document:
    """The article in a file. Blocking.

    Args:
        path: of a regular file.
        encoding: chosen by the person; by default the one that ``storage.decoding`` finds.
        large: whether more than 20 MB are meant to be opened.
        layers: ids of layers that are known to lie beside it, or what a layer says of its text; the
            others are looked for only where the encoding is in doubt.

    Raises:
        TooLarge: it has more than that, and ``large`` was not said.
        EncodingUnknown: a person must choose its encoding.
        DocumentUnreadable: it cannot be read as text.
    """
    path = Path(path)
    try:
        size = 0
        with contextlib.suppress(OSError):  # reading says what is the matter
            size = path.stat().st_size
        if not large and LARGE_ARTICLE < size <= LARGEST_ARTICLE and path.is_file():
            raise TooLarge(
                tr(
                    "{name} has {number} MB; opening it may take a while.",
                    name=path.name,
                    number=f"{size / 1000000.0:.0f}",
                )
            )
        data = read_regular(path, limit=LARGEST_ARTICLE)
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    try:
        if encoding is not None:
            return Document.from_bytes(data, name=path.name, encoding=encoding)
        return decoded(
            data,
            name=path.name,
            noted=_noted_encoding(path),
            given=_recorded(path, layers),
            beside=partial(recorded_beside, path),
        )
    except DocumentUnreadable:
        raise
    except Exception as error:  # a mistake of ours: it is told as this article's, so that no other is stopped by it
        raise DocumentUnreadable(reason(error, path)) from error


def read_beginning(path: Path, size: int) -> bytes:
    """The first bytes of an article, for a look at its encoding. Blocking.

    Args:
        path: of a regular file.
        size: bytes at most.

    Raises:
        DocumentUnreadable: it cannot be read.
    """
    try:
        with stream_of(open_file(path)[0]) as file:
            return file.read(size)
    except OSError as error:
        raise unreadable(path, error) from error


def _recorded(path: Path, layers: Iterable[str | Recorded]) -> Iterator[Recorded]:
    for layer in layers:
        if isinstance(layer, Recorded):
            yield layer
        else:
            yield from recorded_beside(path, (layer,))


def _noted_encoding(path: Path) -> str | None:
    """The encoding that someone chose for the article, if one is noted beside it."""
    if not os.path.lexists(facts_name(str(path))):
        return None
    from analyst_app.storage.team_files import source_encoding

    return source_encoding(path)


def encoding_problem(path: Path) -> str:
    """A sentence about an encoding noted beside an article that cannot be used; empty if there is none. Blocking."""
    if not os.path.lexists(facts_name(str(path))):
        return ""
    from analyst_app.storage import team_files

    problem = team_files.encoding_problem(path)
    return f"{facts_path(path).name} {problem}" if problem else ""


def noted_language(path: Path) -> str:
    """The code of the language that a person chose for the article, as noted beside it; empty if none. Blocking."""
    if not os.path.lexists(facts_name(str(path))):
        return ""
    from analyst_app.storage.team_files import source_fact

    return source_fact(path, "language")


def read_from_sidecar(path: Path, layer_id: str) -> Document:
    """The article as its layer keeps it, for when the source is gone. Blocking; open it read-only.

    Args:
        path: of the article that is gone.
        layer_id: id of the layer whose file may keep the text.

    Raises:
        DocumentUnreadable: the layer is not there or does not keep the text.
    """
    from analyst_app.storage import sidecar_reader

    file = sidecar_path(Path(path), layer_id)
    try:
        found = sidecar_reader.parse_sidecar(read_regular(file, limit=LARGEST_SIDECAR), name=file.name, document=None)
    except OSError as error:
        raise unreadable(Path(path), error) from error
    kept = found.kept_document
    if kept is None:
        raise DocumentUnreadable(
            tr("{name} is gone, and {name2} does not keep its text.", name=Path(path).name, name2=file.name)
        )
    return kept if kept.source.name else Document(kept.text, kept.source._replace(name=Path(path).name))


def choose_encoding(path: Path, encoding: str) -> None:
    """Note beside an article the encoding that the person chose, so that colleagues decode alike. Blocking.

    Args:
        path: of the article.
        encoding: a Python codec.

    Raises:
        SaveFailed: the system would not.
        SidecarConflict: someone else has just changed the file.
        SidecarInvalid: the file is there and cannot be understood.
    """
    from analyst_app.storage import team_files

    place = facts_path(path)
    file = team_files.read_team_file(place)
    if file.data.get("encoding") != encoding:
        data = file.data or team_files.FACTS_HEAD
        team_files.write_team_file(place, {**data, "encoding": encoding}, seen=file.seen)


def unreadable(path: Path, error: Exception) -> DocumentUnreadable:
    """The error for an article that cannot be read, with the reason in words.

    Args:
        path: of the article.
        error: what the system said.
    """
    if isinstance(error, FileNotFoundError):
        why = tr("it is not there")
    elif isinstance(error, PermissionError):
        why = tr("you may not read it")
    elif os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises for names that are too long
        why = tr("it is a folder")
    elif isinstance(error, OSError):
        why = why_unread(error)
    else:
        why = tr("that is no file name")
    return DocumentUnreadable(tr("{value} cannot be opened: {why}.", value=path.name or path, why=why))
