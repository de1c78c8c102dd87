"""Bringing a layer to another text: one diff, then a look-up for each annotation.

Re-anchoring is no change: no rev rises, and nothing is written before the
next real change. What cannot be placed beyond doubt waits in ``unplaced``.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple
from zlib import crc32

from analyst_app.core import equivalence
from analyst_app.core.anchor import Alignment, Placing, Stretch
from analyst_app.core.annotation import Annotation, Entry, Unplaced, pairs
from analyst_app.core.document import Document
from analyst_app.core.equivalence import ComposedAlignment
from analyst_app.core.span import Span
from analyst_app.core.waiting import annotation_in, exact_in, proposed_span
from analyst_app.storage.codec import annotation_item, unplaced
from analyst_app.storage.layer import Layer, order, waiting_rev, with_ends
from analyst_app.storage.layer_builder import in_order
from analyst_app.storage.layer_file import LayerFile
from analyst_app.storage.record_parsing import Shared

TIME_LIMIT = 5.0
"""Seconds for one diff; what it leaves undone counts as changed."""
MOST_LINES = 1_000_000
"""Different lines that a diff tells apart; there are not many more code points to stand for them."""
_LONG = 2_000
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_PHRASES = re.compile(r"[^.!?;,…。！？；，]*(?:[.!?;,…。！？；，]+\s*|$)")
_WORDS = re.compile(r"\s*\S{1,400}\s?|\s+")
_Aligned = Alignment | ComposedAlignment


class Anchored(NamedTuple):
    """A layer on the text it was wanted on."""

    layer: Layer
    moved: int
    """Annotations that were placed anew without a doubt."""
    doubtful: int
    """Annotations that now wait, to be confirmed or as orphans."""


def anchored(file: LayerFile, document: Document) -> Anchored:
    """A layer that was read, put on the document's text; itself if it was made on that.

    Args:
        file: as it was read.
        document: the text it is wanted on.
    """
    layer = file.layer
    is_text_lost = bool(file.made_on) and file.made_on != layer.text_sha256
    if file.floating or (is_text_lost and layer.entries):
        return _resolved(file, document)
    if layer.text_sha256 == document.sha256 or not layer.text_sha256:
        return Anchored(with_ends(replace(layer, text=document.text, text_sha256=document.sha256)), 0, 0)
    return reanchor(layer, document)


def reanchor(layer: Layer, document: Document, *, seconds: float = TIME_LIMIT) -> Anchored:
    """A layer made on one text, on another.

    Args:
        layer: with the text it was made on.
        document: the text it is wanted on.
        seconds: limit for the diff.
    """
    alignment = _alignment(layer.text, document.text, seconds)
    placed: list[Annotation] = []
    waiting = {item.id: item for item in layer.unplaced}
    revs = layer.revs.copy()
    for annotation in _edge_cases(layer.annotations, alignment, placed):
        found = alignment.place(Span(annotation.start, annotation.end))
        if found.is_certain and found.span is not None:
            placed.append(_moved(annotation, found.span))
        else:
            item = annotation_item(annotation, revs.pop(annotation.id, 1), layer.text)
            doubtful = _doubtful(item, layer.text_sha256, found)
            waiting[doubtful.id] = doubtful
    lost = len(layer.annotations) - len(placed)
    live = {one.id for one in layer.annotations} if waiting else set()
    for item_id, old in list(waiting.items()):
        home = _at_home(old, document)
        if home is not None and home.id not in live:
            live.add(home.id)
            placed.append(home)
            del waiting[item_id]
            if waiting_rev(old) > 1:
                revs[home.id] = waiting_rev(old)
        elif old.text_sha256 != layer.text_sha256 and (proposed := proposed_span(old)):
            del waiting[item_id]
            again = _proposed_again(old, alignment.place(proposed))
            waiting[again.id] = again
        elif old.text_sha256 == layer.text_sha256:
            del waiting[item_id]
            again = _along(old, alignment, document)
            waiting[again.id] = again
    if layer.entries:
        entries = _dismissed(layer.entries, layer.text, document.text, lambda span, exact: alignment.place(span))
        layer = replace(layer, entries=entries)
    return Anchored(_on(document, layer, placed, waiting, revs), len(placed), lost)


def stretches(old: str, new: str, seconds: float = TIME_LIMIT) -> Iterator[Stretch]:
    """The parts of two texts that are the same, by diff-match-patch in line mode on soft-split lines.

    Args:
        old: text that spans refer to.
        new: text they are wanted on.
        seconds: limit for the diff; what it leaves undone counts as changed.
    """
    from diff_match_patch import diff_match_patch

    differ = diff_match_patch()
    deadline = time.time() + seconds
    head = differ.diff_commonPrefix(old, new)
    tail = differ.diff_commonSuffix(old[head:], new[head:])
    yield Stretch(0, head, 0)
    old_at = new_at = head
    for operation, piece in _diff(differ, old[head : len(old) - tail], new[head : len(new) - tail], deadline):
        if operation == 0:
            yield Stretch(old_at, old_at + len(piece), new_at)
        old_at += len(piece) if operation <= 0 else 0
        new_at += len(piece) if operation >= 0 else 0
    yield Stretch(len(old) - tail, len(old), len(new) - tail)


def _diff(differ: Any, old: str, new: str, deadline: float) -> Iterator[tuple[int, str]]:
    """Line by line first, then code point by code point where lines were replaced."""
    coded, words = _coded(old, new)
    gone, came = "", ""
    for operation, codes in (*differ.diff_main(*coded, False, deadline), (0, "")):
        piece = "".join(words[ord(code)] for code in codes)
        if operation < 0:
            gone += piece
        elif operation > 0:
            came += piece
        else:
            if gone and came:
                inner = differ.diff_main(gone, came, False, deadline)
                differ.diff_cleanupSemantic(inner)  # letters that two sentences share by chance are no stretch
                yield from inner
            elif gone or came:
                yield (-1, gone) if gone else (1, came)
            gone, came = "", ""
            if piece:
                yield 0, piece


def _coded(old: str, new: str) -> tuple[list[str], list[str]]:
    """Two texts with a code point for each line, and the lines; several lines for one if there are too many."""
    together = 1
    while True:
        numbers: dict[str, int] = {}
        parts = [[numbers.setdefault(line, len(numbers)) for line in _units(text, together)] for text in (old, new)]
        if len(numbers) <= MOST_LINES:
            return ["".join(map(chr, part)) for part in parts], list(numbers)
        together *= 16


def _units(text: str, together: int) -> Iterator[str]:
    """Lines, or some at a time, cut where a line's own words say so: then an edit moves no later cut."""
    if together == 1:
        yield from _soft_lines(text)
        return
    lines: list[str] = []
    for line in _soft_lines(text):
        lines.append(line)
        if crc32(line.encode("utf-8", "surrogatepass")) % together == 0:
            yield "".join(lines)
            lines.clear()
    if lines:
        yield "".join(lines)


def _soft_lines(text: str) -> Iterator[str]:
    """Lines; paragraphs too long for one are cut by their own punctuation, so an edit moves no later cut."""
    for line in _LINES.findall(text):
        if len(line) <= _LONG:
            yield line
            continue
        for phrase in _PHRASES.findall(line):
            if len(phrase) <= _LONG:
                if phrase:
                    yield phrase
            else:
                yield from _WORDS.findall(phrase)


def _alignment(old: str, new: str, seconds: float) -> _Aligned:
    if equivalence.written_alike(old, new):
        return Alignment(old, new, stretches(old, new, seconds))
    return ComposedAlignment(old, new, partial(stretches, seconds=seconds))


def _edge_cases(annotations: list[Annotation], alignment: _Aligned, placed: list[Annotation]) -> Iterable[Annotation]:
    """The annotations that have to be looked up one by one; the others are placed."""
    return _placed(annotations, alignment, placed) if isinstance(alignment, Alignment) else annotations


def _placed(annotations: list[Annotation], alignment: Alignment, placed: list[Annotation]) -> Iterator[Annotation]:
    """Move those that are far from any edit, by one walk over them and the stretches; yields the others."""
    starts, safe, row, last = alignment.starts, alignment.safe, -1, len(alignment.starts) - 1
    safe_start, safe_end, shift = 1, 0, 0
    add, make = placed.append, Annotation._make
    for annotation in annotations:
        record_id, tag, start, end, attributes, note, created, modified, extra = annotation
        while row < last and starts[row + 1] <= start:
            row += 1
            safe_start, safe_end, shift = safe[row]
        if not (safe_start <= start and end <= safe_end):
            yield annotation
        elif shift:
            add(make((record_id, tag, start + shift, end + shift, attributes, note, created, modified, extra)))
        else:
            add(annotation)


def _moved(annotation: Annotation, span: Span) -> Annotation:
    if annotation.start == span.start and annotation.end == span.end:
        return annotation
    return Annotation(annotation.id, annotation.tag, span.start, span.end, *annotation[4:])


def _doubtful(item: dict[str, Any], made_on: str, found: Placing) -> Unplaced:
    if found.span is None:
        return unplaced("orphan", made_on, item)
    return unplaced("unconfirmed", made_on, item, (("proposed", list(found.span)),))


def _at_home(item: Unplaced, document: Document) -> Annotation | None:
    """An annotation that waits and was made on just this text."""
    if item.why not in ("orphan", "unconfirmed") or item.text_sha256 != document.sha256:
        return None
    found = annotation_in(item)
    exact = item.record.get("exact")
    if found is None or not 0 <= found.start < found.end or document.text[found.start : found.end] != exact:
        return None
    return found


def _proposed_again(item: Unplaced, found: Placing) -> Unplaced:
    extra = tuple(pair for pair in item.extra if pair[0] != "proposed")
    if found.span is None:
        return unplaced("orphan", item.text_sha256, item.record, extra)
    return unplaced(item.why, item.text_sha256, item.record, tuple(sorted((*extra, ("proposed", list(found.span))))))


def _along(item: Unplaced, alignment: _Aligned, document: Document) -> Unplaced:
    """An item that waits for something else than a place, on the new text: a reading goes where its words went."""
    held = annotation_in(item) if item.why == "reading" else None
    if held is None:
        has_no_place = item.why in ("reading", "end_missing")
        return unplaced(item.why, document.sha256, item.record, item.extra) if has_no_place else item
    if not 0 <= held.start < held.end or held.span.of(alignment.old) != exact_in(item):
        return item
    found = alignment.place(held.span)
    if not found.is_certain or found.span is None:
        return _doubtful(item.record, item.text_sha256, found)
    record = annotation_item(_moved(held, found.span), waiting_rev(item), document.text)
    return unplaced("reading", document.sha256, record, item.extra)


def _resolved(file: LayerFile, document: Document) -> Anchored:
    """Annotations whose text is lost, placed by quote and context."""
    layer, shared = file.layer, Shared()
    waiting = {item.id: item for item in layer.unplaced}
    placed, revs = list(layer.annotations), layer.revs.copy()
    for line, extra in file.floating:
        found = equivalence.resolve(document.text, line.exact, line.prefix, line.suffix)
        start, end = found.span if found.is_certain and found.span else (line.start, line.end)
        attributes = shared.attributes(line.attributes)
        times = (shared.time(line.created), shared.time(line.modified))
        annotation = Annotation(line.id, line.tag, start, end, attributes, line.note, *times, extra)
        if found.is_certain:
            placed.append(annotation)
            if line.rev > 1:
                revs[line.id] = line.rev
            continue
        item = annotation_item(annotation, line.rev, "")
        item |= {"exact": line.exact, "prefix": line.prefix, "suffix": line.suffix}
        doubtful = _doubtful(item, file.made_on, found)
        waiting[doubtful.id] = doubtful
    if layer.entries:
        entries = _dismissed(layer.entries, None, document.text, lambda span, exact: _only(exact, document.text))
        layer = replace(layer, entries=entries)
    doubts = len(layer.annotations) + len(file.floating) - len(placed)
    return Anchored(_on(document, layer, placed, waiting, revs), len(placed), doubts)


def _dismissed(entries: list[Entry], old: str | None, new: str, place: Callable[[Span, str], Placing]) -> list[Entry]:
    """The entries of a layer, each dismissed place where its words went; one whose words went nowhere stays as it is.

    Args:
        entries: as they were made on the old text.
        old: that text; None if it is lost.
        new: the text they are wanted on.
        place: finds the place of a span and its words in the new text.
    """
    moved: list[Entry] = []
    for entry in entries:
        known = entry.place
        if known is not None and (old is None or known[0].of(old) == known[1]):
            span, is_certain = place(*known)
            if span is not None and is_certain:
                where = {"start": span.start, "end": span.end, "exact": span.of(new)}
                entry = entry._replace(body=pairs(dict(entry.body) | where))
        moved.append(entry)
    return sorted(moved, key=order)


def _only(words: str, text: str) -> Placing:
    """The one place of words in a text, beyond doubt only if there is no other: a dismissed place has no context."""
    at = text.find(words)
    return Placing(Span(at, at + len(words)) if at >= 0 else None, at >= 0 and text.find(words, at + 1) < 0)


def _on(
    document: Document, layer: Layer, placed: list[Annotation], waiting: dict[str, Unplaced], revs: dict[str, int]
) -> Layer:
    return with_ends(
        replace(
            layer,
            text=document.text,
            text_sha256=document.sha256,
            annotations=in_order(placed),
            unplaced=sorted(waiting.values(), key=order),
            revs=revs,
        )
    )
