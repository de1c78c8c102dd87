"""A layer's file, from wherever it comes, on an article's text: to be looked at and compared, never written."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from analyst_app.core.annotation import Annotation, Entry, Link, Pairs, Unplaced
from analyst_app.core.document import Document
from analyst_app.core.waiting import unfound_in
from analyst_app.errors import SidecarInvalid, why_unread
from analyst_app.storage import atomic, file_names
from analyst_app.storage.canonical import plain_layer, stands_in
from analyst_app.storage.error_log import reason
from analyst_app.storage.layer import holds_answers_only, reader_of
from analyst_app.storage.layer_file import LayerFile
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.lines.activity import minutes_in
from analyst_app.storage.reanchor import Anchored, anchored
from analyst_app.storage.sidecar_reader import parse_sidecar
from analyst_app.wording import tr

_QUICK = 1 << 18
"""Bytes of the largest file that is read in one go: of a larger one, equal values are kept once."""


class OtherLayer(NamedTuple):
    """The records of a layer's file that have a place in the text."""

    layer_id: str
    annotations: list[Annotation]
    """In reading order."""
    links: list[Link]
    entries: list[Entry]
    """Decisions, replies and dismissed places."""
    status: str
    said: tuple[str, ...]
    """Sentences that a person should read about it."""
    waiting: int = 0
    """Number of records that have no certain place in the text."""
    unfound: int = 0
    """Number of annotations among them whose words were not found in the text, or not for certain."""
    reader: str = ""
    """The person whose second reading it is, as the id of her own layer; empty: it is nobody's second reading."""
    activity: Mapping[str, float] = MappingProxyType({})
    """Minutes that the person was active in it, by day (ISO 8601), if she has them counted."""
    codebook: Pairs = ()
    """The codebook under which its first annotation was made, as the layer's head has it."""
    note: str = ""
    """Note on the whole layer."""
    has_answers_only: bool = False
    """True if it holds but somebody's answers to a report: nobody has read the article in it."""
    unplaced: tuple[Unplaced, ...] = ()
    """The records that have no certain place in the text."""


def layer_beside(article: Path, layer_id: str, document: Document) -> OtherLayer:
    """A layer that stands beside the article. Blocking.

    Args:
        article: its path.
        layer_id: id of the layer.
        document: the article's text.

    Raises:
        SidecarInvalid: the file cannot be understood, or needs a newer version of the app.
    """
    return layer_from_file(file_names.sidecar_path(article, layer_id), document)._replace(layer_id=layer_id)


def stamp_of_layer(article: Path, layer_id: str) -> tuple[int, int] | None:
    """Time (ns since 1970) and size (bytes) of the file of a layer beside the article; None if there is none. Blocking.

    Args:
        article: its path.
        layer_id: id of the layer.
    """
    try:
        facts = file_names.sidecar_path(article, layer_id).stat()
    except OSError:
        return None
    return facts.st_mtime_ns, facts.st_size


def layer_from_file(path: Path, document: Document) -> OtherLayer:
    """The layer in a file; made on another text, it is re-anchored first, and says so. Blocking.

    Args:
        path: the file.
        document: the text that its records are wanted on.

    Raises:
        SidecarInvalid: the file cannot be understood, or needs a newer version of the app.
    """
    try:
        data = atomic.read_regular(path, limit=LARGEST_SIDECAR)
    except OSError as error:
        raise SidecarInvalid(tr("{path} cannot be read: {error}.", path=path, error=why_unread(error))) from error
    try:
        quick = _quickly(data, document) if len(data) <= _QUICK else None
        if quick is not None:
            return quick
        found = parse_sidecar(data, name=path.name, document=document)
        placed = anchored(found, document)
    except Exception as error:  # a mistake of ours: it is told as this file's, so that no other is stopped by it
        raise SidecarInvalid(reason(error, path)) from error
    if found.refusal:
        raise SidecarInvalid(refused_words(path, found))
    said = _told_of(path.name, found, placed, document)
    layer = placed.layer
    name, status = layer.head.annotator or "other", layer.facts.status
    waiting, records = len(layer.unplaced), (layer.annotations, layer.links, layer.entries)
    made = OtherLayer(name, *records, status, tuple(said), waiting, unfound_in(layer.unplaced), reader_of(layer))
    made = made._replace(activity=minutes_in(layer.head.extra), codebook=layer.head.codebook)
    return made._replace(
        note=layer.facts.note, unplaced=tuple(layer.unplaced), has_answers_only=holds_answers_only(layer)
    )


def _told_of(name: str, found: LayerFile, placed: Anchored, document: Document) -> list[str]:
    """The sentence about what of a layer has no place in this text, if there is any."""
    if found.made_on != document.sha256:
        found_again = tr("{n} annotation was found again|{n} annotations were found again", placed.moved)
        lost = tr("{n} was not and is left out|{n} were not and are left out", placed.doubtful)
        return [
            tr("{name} was made on another text: {found_again}, {lost}.", name=name, found_again=found_again, lost=lost)
        ]
    if placed.layer.unplaced:
        count = tr("{n} item|{n} items", len(placed.layer.unplaced))
        return [tr("{name}: {count} without a place left out.", name=name, count=count)]
    return []


def _quickly(data: bytes, document: Document) -> OtherLayer | None:
    """The layer in a file just as the app writes it, on the very text; None if there is anything to say of it."""
    found = plain_layer(data)
    if found is None or not stands_in(found, document.text, document.sha256):
        return None
    annotations: list[Annotation] = []
    for one in found.annotations:
        values = tuple(one.attributes.items())  # sorted in the file, or it would not be as the app writes it
        told = (values, one.note, one.created, one.modified, one.extra)
        annotations.append(Annotation(one.id, sys.intern(one.tag), one.start, one.end, *told))
    links = [
        Link(one.id, sys.intern(one.role), one.from_id, one.to_id, one.created, one.modified) for one in found.links
    ]
    name, codebook = found.annotator or "other", found.codebook
    return OtherLayer(name, annotations, links, found.dismissed, found.status, (), codebook=codebook, note=found.note)


def refused_words(path: Path, found: LayerFile) -> str:
    """The sentence about a layer's file that is damaged or needs a newer version, with what to do.

    Args:
        path: the file.
        found: it as it was read.
    """
    advice = tr(" Open the article to see what can be saved.") if found.is_damaged else ""
    return f"{path} {found.refusal}.{advice}"


def text_of_layer(path: Path) -> str:
    """The hash of the text that a layer's file says it was made on; empty if it says none. Blocking."""
    try:
        found = parse_sidecar(atomic.read_regular(path, limit=LARGEST_SIDECAR), name=path.name, document=None)
    except OSError:
        return ""
    return "" if found.damage else found.made_on


def is_made_on(path: Path, document: Document) -> bool:
    """True if a layer's file was made on this very text. Blocking.

    Args:
        path: the file.
        document: the text.
    """
    return text_of_layer(path) == document.sha256
