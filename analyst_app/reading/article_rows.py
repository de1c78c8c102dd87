"""An article and its layers as rows: read quickly where the files are as the app writes them, and fully where not.

One bad file stops no other: what cannot be read is a sentence among the
problems, and everything else of the article is there.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from analyst_app.core.annotation import Annotation, Entry, Link, Pairs, Unplaced
from analyst_app.core.document import Document, text_sha256
from analyst_app.corpus.facts import ArticleFacts, read_facts
from analyst_app.corpus.other_layers import layer_beside
from analyst_app.storage.canonical import PlainLayer, plain_layer, stands_in, text_told_by
from analyst_app.storage.decoding import decoded, recorded, recorded_beside
from analyst_app.storage.error_log import named_reason
from analyst_app.storage.file_names import facts_name, sidecar_name, sidecar_path
from analyst_app.storage.held_folder import HeldFolder
from analyst_app.storage.limits import LARGEST_ARTICLE, LARGEST_SIDECAR
from analyst_app.storage.lines.typed_lines import AnnotationLine, LinkLine
from analyst_app.storage.regular_file import read_in, read_regular

NO_FACTS = ArticleFacts()


class LayerRows(NamedTuple):
    """A layer as it was read; its rows have the same names whichever way that was."""

    annotations: Sequence[AnnotationLine] | Sequence[Annotation]
    """In reading order."""
    links: Sequence[LinkLine] | Sequence[Link]
    entries: Sequence[Entry]
    """Decisions, replies and dismissed places."""
    status: str
    note: str
    codebook: Pairs
    """Id and version of the codebook under which its first annotation was made."""
    reader: str = ""
    """The person whose second reading it is, as the id of her own layer; empty: it is nobody's second reading."""
    unplaced: Sequence[Unplaced] = ()
    extras: Sequence[Pairs] = ()
    """The optional keys of each annotation; empty where none has any."""


class ArticleRows(NamedTuple):
    """An article as it was read."""

    text: str
    """The canonical text; empty where it cannot be read."""
    text_sha256: str
    """Hex digest of the text in UTF-8."""
    facts: ArticleFacts
    layers: dict[str, LayerRows]
    problems: tuple[str, ...]
    """A sentence about each file that could not be used, and about what of the others has no place in the text."""


def read_rows(path: str, layers: Sequence[str], folder: HeldFolder | None = None) -> ArticleRows:
    """The article and the layers named. Blocking; never fails because of what is in a file.

    Args:
        path: of the article.
        layers: ids of the layers that are wanted.
        folder: the article's, if it is held: reading is cheaper then.
    """
    problems: list[str] = []
    sidecars = dict(_sidecars(path, layers, folder, problems))
    facts = NO_FACTS
    if os.path.lexists(facts_name(path)):
        facts = _facts(Path(path), problems)
    plain = {layer: plain_layer(data) for layer, data in sidecars.items()}
    try:
        text, sha256, document = _text(path, _bytes_of(path, LARGEST_ARTICLE, folder), sidecars, plain, facts)
    except Exception as error:  # whatever it is, it is this article's, and no other is stopped by it
        problems.append(named_reason(error, Path(path)))
        return ArticleRows("", text_sha256(""), facts, {}, tuple(problems))
    found: dict[str, LayerRows] = {}
    for layer, one in plain.items():
        if one is not None and stands_in(one, text, sha256):
            said = one.status, one.note, one.codebook
            found[layer] = LayerRows(one.annotations, one.links, one.dismissed, *said, extras=one.extras)
            continue
        try:
            document = document or _document(path, _bytes_of(path, LARGEST_ARTICLE, folder), sidecars, facts)
            found[layer] = _fully(path, layer, document, problems)
        except Exception as error:  # as above
            problems.append(named_reason(error, sidecar_path(Path(path), layer)))
    return ArticleRows(text, sha256, facts, found, tuple(problems))


def _text(
    path: str,
    data: bytes,
    sidecars: Mapping[str, bytes],
    plain: Mapping[str, PlainLayer | None],
    facts: ArticleFacts,
) -> tuple[str, str, Document | None]:
    """The article's text and its hash; quickly, where a layer tells it, else with the document that it is of."""
    first = next(iter(plain.values()), None)
    text = text_told_by(first.head, data) if first is not None and not facts.encoding else None
    if first is not None and text is not None:
        return text, first.head["text_sha256"].decode(), None
    document = _document(path, data, sidecars, facts)
    return document.text, document.sha256, document


def _document(path: str, data: bytes, sidecars: Mapping[str, bytes], facts: ArticleFacts) -> Document:
    return decoded(
        data,
        name=path.rpartition("/")[2],
        noted=facts.encoding or None,
        given=filter(None, map(recorded, sidecars.values())),
        beside=partial(recorded_beside, path),
    )


def _sidecars(
    path: str, layers: Sequence[str], folder: HeldFolder | None, problems: list[str]
) -> Iterator[tuple[str, bytes]]:
    for layer in layers:
        file = sidecar_name(path, layer)
        try:
            yield layer, _bytes_of(file, LARGEST_SIDECAR, folder)
        except OSError as error:
            problems.append(named_reason(error, Path(file)))


def _bytes_of(path: str, limit: int, folder: HeldFolder | None) -> bytes:
    if folder is not None:
        with contextlib.suppress(OSError):  # a link, which may be followed, or what is told below
            return read_in(folder, path.rpartition("/")[2], limit=limit)
    return read_regular(path, limit=limit)


def _facts(article: Path, problems: list[str]) -> ArticleFacts:
    try:
        return read_facts(article)
    except Exception as error:  # as above
        problems.append(named_reason(error, Path(facts_name(str(article)))))
        return NO_FACTS


def _fully(path: str, layer: str, document: Document, problems: list[str]) -> LayerRows:
    found = layer_beside(Path(path), layer, document)
    problems += found.said
    return LayerRows(
        found.annotations,
        found.links,
        found.entries,
        found.status,
        found.note,
        found.codebook,
        found.reader,
        found.unplaced,
        [one.extra for one in found.annotations] if any(one.extra for one in found.annotations) else (),
    )
