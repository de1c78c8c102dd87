"""Others' annotations on an article, and putting them on its text.

Where a file says a span's words, too, they are compared with the text, letter
by letter. A span whose words stand beside its place is put there, and that is
told; one whose words stand elsewhere has no certain place and is named.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from analyst_app.core.annotation import (
    ASSIST,
    Annotation,
    LayerFacts,
    Link,
    actor_in,
    assist_in,
    codebook_in,
    new_id,
    pairs,
    utc_now,
    verified_in,
)
from analyst_app.core.excerpts import line_of
from analyst_app.core.layer_ids import free_id
from analyst_app.importers.annotations.code_mapping import CodesToMap
from analyst_app.importers.annotations.foreign_json import kept
from analyst_app.importers.annotations.offset_conventions import CODE_POINTS, Convention, Measures
from analyst_app.importers.import_losses import ImportLosses

MISSHAPEN = (AttributeError, LookupError, TypeError, ValueError, ArithmeticError, RecursionError)
"""Errors of reading JSON, columns or XML that has not the shape that its program writes."""
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NOWHERE = (-1, -1)
_NEAR = 64
"""Code points beside a span's place within which its words are looked for."""
_TELLING = 16
"""Code points of words that, standing once in a text, are the words that were meant wherever they stand."""
_NO_LABEL, _NO_ROLE = "note", "related"
"""Tag and role of what its file gives none."""
_LAYER = re.compile(r"[^a-z0-9_-]+")


class ForeignSpan(NamedTuple):
    """A span as its file has it."""

    key: str
    """Its id there, for links."""
    label: str
    start: int
    end: int
    words: str | None = None
    """The words that it covers, if the file gives them."""
    attributes: tuple[tuple[str, Any], ...] = ()
    note: str = ""
    assist: Mapping[str, Any] | None = None
    """The word that it began as a suggestion, where the file has it as this app writes it."""
    actor: str = ""
    """Likewise the id of whom it means."""
    verified: Mapping[str, Any] | None = None
    """Likewise the verdict that was stored on it."""
    extra: Mapping[str, Any] | None = None
    """Likewise its other keys."""


class ForeignLink(NamedTuple):
    """A relation as its file has it."""

    role: str
    from_key: str
    to_key: str
    key: str = ""
    """Its own id there; kept if it is a UUID."""
    extra: Mapping[str, Any] | None = None
    """Other keys of it, where the file has them as this app writes them."""


@dataclass
class ForeignLayer:
    """One reading of a text, as its file has it."""

    annotator: str
    spans: list[ForeignSpan] = field(default_factory=list)
    links: list[ForeignLink] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """Remarks on how it was read, one sentence each."""
    losses: ImportLosses = field(default_factory=ImportLosses)
    """The losses of reading it."""
    facts: LayerFacts = field(default_factory=LayerFacts)
    """Status and note of the whole reading."""
    beside: Mapping[str, Any] = field(default_factory=dict)
    """Its codebook, decisions, replies and whatever waits, as an export of this app tells them."""


@dataclass
class AnnotatedArticle:
    """An article with layers, ready to be written."""

    name: str
    """Path without suffix, with ``/``."""
    text: str
    layers: dict[str, tuple[list[Annotation], list[Link]]] = field(default_factory=dict)
    """Annotations and links by layer id."""
    people: dict[str, str] = field(default_factory=dict)
    """The annotator of each layer as the file names them, by layer id."""
    layer_facts: dict[str, LayerFacts] = field(default_factory=dict)
    """Status and note of a layer by its id, where the file says anything of them."""
    layer_beside: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """The same of each layer, by its id."""
    facts: dict[str, Any] = field(default_factory=dict)
    """title, outlet, author, date, url and whatever else the file says of the source, as ``.source.json`` holds it."""
    notes: list[str] = field(default_factory=list)
    """Remarks on what was found out, one sentence each."""
    losses: ImportLosses = field(default_factory=ImportLosses)
    """The losses of reading it."""

    def remarks(self) -> tuple[str, ...]:
        """The sentences that a person is told about it: notes, then losses."""
        return (*self.notes, *self.losses.sentences())


@dataclass
class AnnotatedFile:
    """All that a file of another program gives."""

    articles: list[AnnotatedArticle]
    losses: ImportLosses = field(default_factory=ImportLosses)
    """Losses that belong to no article."""
    codebook: dict[str, Any] | None = None
    """Tags, values and roles as the file defines them, in the shape of ``codebook.json``; None: it defines none."""
    beside: dict[str, bytes] = field(default_factory=dict)
    """Files to be kept in the corpus folder, by name: parts that have no place here, for an export to write back."""
    outer_folders: tuple[str, ...] = ()
    """Names of the folders above it that are a split's or its reader's, and no folders of articles."""
    codes: CodesToMap | None = None
    """Codes of which a person may say what they become; None: there are none."""

    def all_losses(self) -> ImportLosses:
        """Of the file and its articles."""
        whole = ImportLosses()
        whole.take(self.losses)
        for article in self.articles:
            whole.take(article.losses)
        return whole


def annotated(
    name: str,
    raw_text: str,
    layers: Iterable[ForeignLayer],
    facts: dict[str, Any] | None = None,
    *,
    fixed: Convention = CODE_POINTS,
    people: dict[str, str] | None = None,
) -> AnnotatedArticle:
    """An article of what a file says.

    Args:
        name: path without suffix.
        raw_text: the text that the offsets refer to.
        layers: readings of it.
        facts: what is known of the source.
        fixed: the unit of the offsets, as the format fixes it or the whole file tells it.
        people: layer ids by annotator, given on from article to article of a file so that each keeps one.
    """
    text, shift = canonical(raw_text)
    article = AnnotatedArticle(name, text, facts=facts or {})
    used: dict[str, set[str]] = {}
    ids = _LayerIds(article.notes, people)
    measures = Measures(raw_text)
    for layer in layers:
        article.notes += layer.notes
        article.losses.take(layer.losses)
        own_id = ids.of(layer.annotator)
        place = _Place(measures, fixed, shift, used.setdefault(own_id, set()))
        annotations, links = _records(place, layer, article.losses)
        if layer.facts != LayerFacts():
            article.layer_facts[own_id] = _joined(article.layer_facts.get(own_id), layer.facts)
        if layer.beside:
            article.layer_beside.setdefault(own_id, layer.beside)
        taken = article.layers.setdefault(own_id, ([], []))
        article.people[own_id] = layer.annotator
        taken[0].extend(annotations)
        taken[1].extend(links)
    return article


def canonical(raw: str) -> tuple[str, Callable[[int], int]]:
    """A text as articles have it, and where each position of the raw text comes to lie."""
    text = raw[1:] if raw.startswith("\ufeff") else raw
    first = len(raw) - len(text)
    dropped = [match.start() for match in re.finditer("\r\n", text)]
    text = text.replace("\r\n", "\n").replace("\r", "\n")

    def shift(position: int) -> int:
        moved = max(0, position - first)
        return moved - bisect_left(dropped, moved)

    return text, shift


def layer_id(annotator: str) -> str:
    """A layer id made of a foreign name; of one in another script by its hash, the same in every article."""
    plain = unicodedata.normalize("NFKD", annotator).encode("ascii", "ignore").decode().lower()
    made = _LAYER.sub("-", plain).strip("-_")[:32]
    if made or not any(map(str.isalnum, annotator)):
        return made or "imported"
    return f"annotator-{hashlib.sha256(annotator.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _joined(known: LayerFacts | None, more: LayerFacts) -> LayerFacts:
    """The facts of two readings that became one layer: both notes, the status that was said."""
    if known is None or known == more:
        return more
    lines = dict.fromkeys([*known.note.split("\n"), *more.note.split("\n")])
    return LayerFacts(max(known.status, more.status), "\n".join(filter(None, lines)))


class _LayerIds:
    """Gives the people of an article's readings a layer each: two whose names make one id never share it.

    Args:
        notes: takes a sentence where a layer's id does not tell whose it is.
        ids: those that are given already, by annotator; others are added.
    """

    def __init__(self, notes: list[str], ids: dict[str, str] | None = None) -> None:
        self._notes = notes
        self._ids = {} if ids is None else ids

    def of(self, annotator: str) -> str:
        """The id of a person's layer."""
        if annotator not in self._ids:
            plain = layer_id(annotator)
            made = free_id(plain, set(self._ids.values()).__contains__)
            self._ids[annotator] = made
            if made != annotator and (made != plain or plain.startswith("annotator-")):
                self._notes.append(f"The layer {made} is the reading of {annotator}.")
        return self._ids[annotator]


class _Place(NamedTuple):
    """The text that a layer's spans are put on."""

    measures: Measures
    convention: Convention
    shift: Callable[[int], int]
    used: set[str]
    """Ids that annotations of the layer have already."""


def _records(place: _Place, layer: ForeignLayer, losses: ImportLosses) -> tuple[list[Annotation], list[Link]]:
    _, _, shift, used = place
    now = utc_now()
    ids: dict[str, str] = {}
    annotations = []
    for span in layer.spans:
        start, end = _placed(place, span, losses)
        if start < 0:
            continue
        key = span.key if _UUID.fullmatch(span.key) and span.key not in used else new_id()
        used.add(key)
        ids.setdefault(span.key, key)
        told = _told(span)
        attributes = pairs({name: kept(value) for name, value in span.attributes if name not in told})
        tag = span.label or _NO_LABEL
        extra = pairs(told)
        annotations.append(Annotation(key, tag, shift(start), shift(end), attributes, span.note, now, now, extra))
    links = []
    for one in layer.links:
        if one.from_key in ids and one.to_key in ids:
            key = one.key if _UUID.fullmatch(one.key) and one.key not in used else new_id()
            used.add(key)
            rest = pairs(one.extra or {})
            links.append(Link(key, one.role or _NO_ROLE, ids[one.from_key], ids[one.to_key], now, now, rest))
        else:
            losses.add("relation end", f"{one.role or _NO_ROLE} {one.from_key} → {one.to_key}")
    return annotations, links


def _told(span: ForeignSpan) -> dict[str, Any]:
    """The keys beside the usual ones that this app has written of a span, as fields or as values."""
    values = dict(span.attributes)
    found = {
        ASSIST: dict(span.assist) if span.assist else assist_in(values.get(ASSIST)),
        "actor": span.actor or actor_in(values.get("actor")),
        "verified": dict(span.verified) if span.verified else verified_in(values.get("verified")),
        "codebook": codebook_in(values.get("codebook")),
    }
    found |= span.extra or {}
    return {key: value for key, value in found.items() if value}


def _placed(place: _Place, span: ForeignSpan, losses: ImportLosses) -> tuple[int, int]:
    """Code points, half-open, of a span in the raw text; (-1, -1) if it has no place. Either is told but the usual."""
    measures, convention = place.measures, place.convention
    start, end = measures.span(span.start, span.end, convention)
    is_there = measures.holds(start, end)
    if is_there and (not span.words or measures.text[start:end] == span.words):
        return start, end
    said = f"{span.label} {span.start}–{span.end}" + (f" “{line_of(span.words, 40)}”" if span.words else "")
    if span.words:
        near = _by_words(measures.text, span.words, start, end)
        if near != _NOWHERE:
            losses.add("moved span", f"{said} → {near[0]}–{near[1]}")
            return near
    is_empty = 0 <= start == end <= len(measures.text)
    losses.add("other words" if is_there else "empty span" if is_empty else "unplaced span", said)
    return _NOWHERE


def _by_words(text: str, words: str, start: int, end: int) -> tuple[int, int]:
    """The place of words that stand at one of the ends that were said, or only once near by, or are many and unique."""
    size = len(words)
    for first in (start, end - size):
        if first >= 0 and text.startswith(words, first):
            return first, first + size
    low = max(0, min(start, end - size) - _NEAR)
    places = _places(text, words, low, max(start, end - size, 0) + _NEAR + size)
    if not places and size >= _TELLING:
        places = _places(text, words, 0, len(text))
    return (places[0], places[0] + size) if len(places) == 1 else _NOWHERE


def _places(text: str, words: str, low: int, high: int) -> list[int]:
    """The first two places of words between two positions; they may overlap."""
    first = text.find(words, low, high)
    second = text.find(words, first + 1, high) if first >= 0 else -1
    return [place for place in (first, second) if place >= 0]
