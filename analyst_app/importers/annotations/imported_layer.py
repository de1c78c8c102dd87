"""Others' annotations on an article, and finding out how they count.

No file says reliably whether its offsets count code points, UTF-16 units or
bytes, from 0 or 1, and whether ends are inside or outside. Where a file also
says the words, every convention is tried and the one that gives them back is
taken and said. Where it does not, word edges decide.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any, NamedTuple

from analyst_app.core.annotation import Annotation, Link, new_id, pairs, utc_now
from analyst_app.core.excerpts import counted, line_of
from analyst_app.core.offsets import OffsetMap
from analyst_app.importers.annotations.code_mapping import CodesToMap
from analyst_app.importers.annotations.foreign_json import kept
from analyst_app.importers.import_losses import ImportLosses

MISSHAPEN = (AttributeError, LookupError, TypeError, ValueError, ArithmeticError, RecursionError)
"""Errors of reading JSON, columns or XML that has not the shape that its program writes."""
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SAMPLE = 2_000
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


class ForeignLink(NamedTuple):
    """A relation as its file has it."""

    role: str
    from_key: str
    to_key: str


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
    facts: dict[str, str] = field(default_factory=dict)
    """title, outlet, author, date, url as far as known."""
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
    codes: CodesToMap | None = None
    """Codes of which a person may say what they become; None: there are none."""

    def all_losses(self) -> ImportLosses:
        """Of the file and its articles."""
        whole = ImportLosses()
        whole.take(self.losses)
        for article in self.articles:
            whole.take(article.losses)
        return whole


class Convention(NamedTuple):
    """The unit in which offsets count."""

    unit: str = "code points"
    base: int = 0
    ends_inside: bool = False

    def in_words(self) -> str:
        """As the middle of a sentence."""
        ends = "the last character inside" if self.ends_inside else "the first after"
        return f"{self.unit}, counted from {self.base}, ends are {ends}"


CONVENTIONS = [
    Convention(unit, base, inside)
    for inside, base, unit in product((False, True), (0, 1), ("code points", "UTF-16 units", "UTF-8 bytes"))
]


def annotated(
    name: str,
    raw_text: str,
    layers: Iterable[ForeignLayer],
    facts: dict[str, str] | None = None,
    *,
    fixed: Convention | None = None,
) -> AnnotatedArticle:
    """An article of what a file says.

    Args:
        name: path without suffix.
        raw_text: the text that the offsets refer to.
        layers: readings of it.
        facts: what is known of the source.
        fixed: the unit that the format fixes; None: it is found out for each layer.
    """
    text, shift = canonical(raw_text)
    article = AnnotatedArticle(name, text, facts=facts or {})
    used: dict[str, set[str]] = {}
    ids = _LayerIds(article.notes)
    for layer in layers:
        convention, certainty = (fixed, "") if fixed else found_convention(raw_text, layer.spans)
        article.notes += layer.notes
        article.losses.take(layer.losses)
        if layer.spans and certainty:
            article.notes.append(f"Offsets are {convention.in_words()} ({certainty}).")
        own_id = ids.of(layer.annotator)
        place = _Place(raw_text, convention, shift, used.setdefault(own_id, set()))
        spans, links = _records(place, layer, article.losses)
        taken = article.layers.setdefault(own_id, ([], []))
        article.people[own_id] = layer.annotator
        taken[0].extend(spans)
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


def found_convention(text: str, spans: Sequence[ForeignSpan]) -> tuple[Convention, str]:
    """The unit in which the offsets of spans count, and a sentence on how sure that is.

    Args:
        text: the article.
        spans: the spans with the words that the file gives for them.
    """
    quoted = [span for span in spans if span.words][:_SAMPLE]
    tried = quoted or list(spans[:_SAMPLE])
    measures = _Measures(text)
    best, most = CONVENTIONS[0], -1
    for convention in CONVENTIONS:
        fits = sum(measures.fits(span, convention) for span in tried)
        if fits > most:
            best, most = convention, fits
    if quoted:
        return best, f"{most} of {counted(len(quoted), 'quoted word')} agree"
    return best, f"no words are quoted; {most} of {counted(len(tried), 'span')} at word edges so"


def layer_id(annotator: str) -> str:
    """A layer id made of a foreign name; of one in another script by its hash, the same in every article."""
    plain = unicodedata.normalize("NFKD", annotator).encode("ascii", "ignore").decode().lower()
    made = _LAYER.sub("-", plain).strip("-_")[:32]
    if made or not any(map(str.isalnum, annotator)):
        return made or "imported"
    return f"annotator-{hashlib.sha256(annotator.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


class _LayerIds:
    """Gives the people of an article's readings a layer each: two whose names make one id never share it.

    Args:
        notes: takes a sentence where a layer's id does not tell whose it is.
    """

    def __init__(self, notes: list[str]) -> None:
        self._notes = notes
        self._ids: dict[str, str] = {}

    def of(self, annotator: str) -> str:
        """The id of a person's layer."""
        if annotator not in self._ids:
            plain = made = layer_id(annotator)
            number = 2
            while made in self._ids.values():
                made, number = f"{plain[:28]}-{number}", number + 1
            self._ids[annotator] = made
            if made != annotator and (made != plain or plain.startswith("annotator-")):
                self._notes.append(f"The layer {made} is the reading of {annotator}.")
        return self._ids[annotator]


class _Measures:
    """Slices a text by any convention."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._utf16 = OffsetMap.of(text)
        self._bytes = text.encode("utf-8", "surrogatepass")
        self._is_ascii = text.isascii()

    def span(self, start: int, end: int, convention: Convention) -> tuple[int, int]:
        """Code points, half-open, of foreign offsets."""
        start -= convention.base
        end += convention.ends_inside - convention.base
        return self._position(start, convention.unit), self._position(end, convention.unit)

    def fits(self, span: ForeignSpan, convention: Convention) -> bool:
        """True if it gives a span's words back, or word edges if it has none."""
        start, end = self.span(span.start, span.end, convention)
        if not 0 <= start < end <= len(self.text):
            return False
        found = self.text[start:end]
        if span.words:
            return found == span.words or _plain(found) == _plain(span.words)
        before, after = self.text[start - 1 : start], self.text[end : end + 1]
        inside = before.isalnum() and found[0].isalnum()
        return not (inside or (found[-1].isalnum() and after.isalnum()) or found != found.strip())

    def _position(self, position: int, unit: str) -> int:
        if self._is_ascii or unit == "code points" or position < 0:
            return position
        if unit == "UTF-16 units":
            return self._utf16.to_codepoints(position)
        return len(self._bytes[:position].decode("utf-8", "ignore"))


class _Place(NamedTuple):
    """The text that a layer's spans are put on."""

    raw: str
    convention: Convention
    shift: Callable[[int], int]
    used: set[str]
    """Ids that annotations of the layer have already."""


def _records(place: _Place, layer: ForeignLayer, losses: ImportLosses) -> tuple[list[Annotation], list[Link]]:
    raw, convention, shift, used = place
    measures, now = _Measures(raw), utc_now()
    ids: dict[str, str] = {}
    annotations = []
    for span in layer.spans:
        start, end = measures.span(span.start, span.end, convention)
        if not measures.fits(span, convention) and span.words:
            start, end = _by_words(raw, span, start)
        if not 0 <= start < end <= len(raw):
            words = f" “{line_of(span.words, 40)}”" if span.words else ""
            losses.add("unplaced span", f"{span.label} {span.start}–{span.end}{words}")
            continue
        key = span.key if _UUID.fullmatch(span.key) and span.key not in used else new_id()
        used.add(key)
        ids.setdefault(span.key, key)
        attributes = pairs({name: kept(value) for name, value in span.attributes})
        tag = span.label or _NO_LABEL
        annotations.append(Annotation(key, tag, shift(start), shift(end), attributes, span.note, now, now))
    links = []
    for one in layer.links:
        if one.from_key in ids and one.to_key in ids:
            links.append(Link(new_id(), one.role or _NO_ROLE, ids[one.from_key], ids[one.to_key], now, now))
        else:
            losses.add("relation end", f"{one.role or _NO_ROLE} {one.from_key} → {one.to_key}")
    return annotations, links


def _by_words(text: str, span: ForeignSpan, near: int) -> tuple[int, int]:
    """The place of a span's words if there is only one, or one near by; (-1, -1) else."""
    words = span.words or ""
    places = [match.start() for match in re.finditer(re.escape(words), text)]
    close = [place for place in places if abs(place - near) <= 64]
    chosen = places if len(places) == 1 else close if len(close) == 1 else []
    return (chosen[0], chosen[0] + len(words)) if chosen else (-1, -1)


def _plain(words: str) -> str:
    return " ".join(words.split())
