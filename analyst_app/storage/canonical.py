"""A sidecar that is laid out just as the app writes it, read at several times the speed of the full reader.

Those who look at many thousand sidecars take this road. It gives a layer only
where the full reader would find the same records and nothing to say of them,
but for what only the article's text can tell; anything else is left to
``sidecar_reader``, which salvages and says what is wrong.
"""

from __future__ import annotations

import hashlib
import operator
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from analyst_app.core.annotation import Entry, Pairs
from analyst_app.core.document import Document, text_sha256
from analyst_app.errors import DocumentUnreadable
from analyst_app.storage import codec
from analyst_app.storage.layer import FACTS_ID, order
from analyst_app.storage.lines.typed_lines import AnnotationLine, LinkLine, extras_if_any
from analyst_app.storage.record_parsing import HIGHEST_REV, BadItem, entry_of
from analyst_app.storage.sidecar import FORMAT
from analyst_app.storage.strict_json import Damage, check_depth, parse

_INSIDE = rb'[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*'
_STRING = rb'"' + _INSIDE + rb'"'
_NUMBER = rb"(?:0|[1-9]\d{0,14})"
_HEAD = re.compile(
    rb'\{"format": "' + FORMAT.encode() + rb'",\n "version": 1,\n "generator": ' + _STRING + rb",\n"
    rb' "source": \{"name": ' + _STRING + rb', "sha256": "(?P<sha256>[0-9a-f]{64})",'
    rb' "encoding": "(?P<encoding>[\w-]+)", "newline": "(?P<newline>lf|crlf|cr|mixed|none)"\},\n'
    rb' "text": \{"unit": "codepoint", "length": (?P<length>'
    + _NUMBER
    + rb'), "sha256": "(?P<text_sha256>[0-9a-f]{64})"'
    rb'(?:, "content": (?P<content>"[^\n]*"))?\},\n'
    rb' "codebook": \{"id": (?P<codebook>'
    + _STRING
    + rb'), "version": (?P<codebook_version>'
    + _NUMBER
    + rb')\},\n "annotator": (?P<annotator>'
    + _STRING
    + rb"),\n"
    rb'(?: "reviewer": (?P<reviewer>' + _STRING + rb"),\n)?"
    rb' "layer": \{"rev": [1-9]\d{0,14}, "status": "(?P<status>\w+)", "note": (?P<note>' + _STRING + rb")\},\n"
    rb' "annotations": \[\n'
)
_LINKS = b' ],\n "links": [\n'
_REST = b' ],\n "unplaced": [\n ],\n "'
_DISMISSED, _DELETED = b'dismissed": [\n', b'deleted": {\n'
_BEFORE_DELETED = b' ],\n "' + _DELETED
_REVS = msgspec.json.Decoder(dict[str, int])
_CHUNK = 1 << 18
"""Bytes of lines parsed in one call: longer calls would stop every other thread."""


class Parts(NamedTuple):
    """A sidecar's parts, each as it stands there."""

    head: re.Match[bytes]
    """Groups ``sha256 encoding newline length text_sha256 content codebook codebook_version annotator reviewer
    status note``, with quotes; the reviewer is there in gold only."""
    annotations: slice
    """The place of their lines in the file, without the line end after the last; a copy could be of 200 MB."""
    links: slice
    """Likewise."""
    dismissed: slice
    """Likewise."""
    deleted: bytes
    """The rest of the file, from the first deleted record's line on."""


class PlainLayer(NamedTuple):
    """A layer with nothing but annotations, links, dismissed places and deleted ids, all well-formed."""

    head: re.Match[bytes]
    """As in ``Parts``."""
    annotations: list[AnnotationLine]
    """In reading order; not compared with the text."""
    links: list[LinkLine]
    """In the order of the format; both ends of each are there."""
    dismissed: list[Entry]
    """In the order of the format; not compared with the text."""
    extras: list[Pairs]
    """The optional keys of each annotation; empty where none has any, as is common."""

    @property
    def annotator(self) -> str:
        """Id of the layer, as the file says it."""
        return _string(self.head["annotator"])

    @property
    def codebook(self) -> Pairs:
        """Id and version of the codebook under which the first annotation was made."""
        return (("id", _string(self.head["codebook"])), ("version", int(self.head["codebook_version"])))

    @property
    def reviewer(self) -> str:
        """Layer id of whoever decided, in a gold layer; else empty."""
        return _string(self.head["reviewer"]) if self.head["reviewer"] else ""

    @property
    def status(self) -> str:
        """State of the layer: in_progress, done, or what the file says."""
        return self.head["status"].decode()

    @property
    def note(self) -> str:
        """Note on the whole layer."""
        return _string(self.head["note"])


def plain_layer(sidecar: bytes) -> PlainLayer | None:
    """The layer in a sidecar; None where it is laid out otherwise, or anything is odd about it.

    Whether the annotations fit the article, and whether the text kept in the file
    is the article's, remains to be seen (``holds_text``).
    """
    found = parts(sidecar)
    if found is None:
        return None
    annotations = _annotations(sidecar, found.annotations)
    if annotations is None or not _is_utf8_but_for_text(found.head):
        return None
    ids = {line.id for line in annotations}
    told = extras_if_any(annotations)
    if len(ids) != len(annotations) or not ids.isdisjoint(("", FACTS_ID)) or not _are_sound(annotations, told):
        return None
    links = _links(sidecar, found.links, ids)
    if links is None:
        return None
    link_ids = {line.id for line in links}
    if len(link_ids) != len(links) or not link_ids.isdisjoint(("", FACTS_ID)) or not link_ids.isdisjoint(ids):
        return None
    if not _links_are_sound(links, ids):
        return None
    dismissed = _dismissed(sidecar[found.dismissed], ids, link_ids)
    if dismissed is None or not _deleted_is_sound(found.deleted, ids, link_ids):
        return None
    return PlainLayer(found.head, annotations, links, dismissed, told)


def holds_text(head: re.Match[bytes], text: str) -> bool:
    """True if the text that a sidecar keeps is the article's, or it keeps none.

    Args:
        head: of its parts.
        text: the article's, in which the head's hash was found.
    """
    return int(head["length"]) == len(text) and (head["content"] is None or head["content"] == codec.encode_value(text))


def text_told_by(head: re.Match[bytes], data: bytes) -> str | None:
    """The text in an article's bytes, where a sidecar's head tells how to read just these; None where it does not.

    Args:
        head: of its parts.
        data: the bytes.
    """
    if hashlib.sha256(data).hexdigest().encode() != head["sha256"]:
        return None
    if head["sha256"] == head["text_sha256"] and head["encoding"] == b"utf-8-sig":  # the text's bytes are the file's
        text = data.decode("utf-8")
        return None if "\r" in text or text.startswith("\ufeff") else text
    try:
        document = Document.from_bytes(data, name="", encoding=head["encoding"].decode())
    except DocumentUnreadable:
        return None
    return document.text if document.sha256.encode() == head["text_sha256"] else None


def stands_in(found: PlainLayer, text: str, sha256: str) -> bool:
    """True if a layer was made on a text, and every annotation has its words there.

    Args:
        found: the layer.
        text: of the article.
        sha256: of that text.
    """
    is_of_text = found.head["text_sha256"].decode() == sha256 and holds_text(found.head, text)
    return is_of_text and stand_in(found.annotations, text)


def stand_in(annotations: Sequence[AnnotationLine], text: str) -> bool:
    """True if every annotation has its words at its place.

    Args:
        annotations: of a plain layer.
        text: of the article.
    """
    length = len(text)
    for one in annotations:
        start, end = one.start, one.end
        if not 0 <= start < end <= length or text[start:end] != one.exact:
            return False
    return True


def keeps_sound_text(head: re.Match[bytes]) -> bool:
    """True if the text that a sidecar keeps is well-formed and has the hash that its head says, or it keeps none."""
    if head["content"] is None:
        return True
    try:
        text = msgspec.json.decode(head["content"], type=str)
    except (msgspec.MsgspecError, ValueError):
        return False
    return text_sha256(text).encode() == head["text_sha256"]


def parts(sidecar: bytes) -> Parts | None:
    """The parts of a sidecar without unplaced records and review; None if it is laid out otherwise."""
    head = _HEAD.match(sidecar)
    if head is None:
        return None
    start = head.end()
    # From the end, for most bytes are annotations. Were there another such place, the lines before were no records.
    stop = sidecar.rfind(_REST, start)
    middle = sidecar.rfind(_LINKS, start, stop) if stop >= 0 else -1
    if middle < 0:
        return None
    links, rest = middle + len(_LINKS), stop + len(_REST)
    deleted = rest + len(_DELETED) if sidecar.startswith(_DELETED, rest) else -1
    dismissed = slice(rest, rest)
    if sidecar.startswith(_DISMISSED, rest):
        first = rest + len(_DISMISSED)
        end = sidecar.find(_BEFORE_DELETED, first - 1)
        dismissed = slice(first, max(first, end - 1))
        deleted = end + len(_BEFORE_DELETED) if end >= 0 else -1
    if deleted < 0:
        return None
    return Parts(
        head,
        slice(start, max(start, middle - 1)),
        slice(links, max(links, stop - 1)),
        dismissed,
        sidecar[deleted:],
    )


def _annotations(data: bytes, where: slice) -> list[AnnotationLine] | None:
    found: list[AnnotationLine] = []
    for chunk in _chunks(data, where):
        parsed = codec.parse_annotations(chunk)
        if parsed is None:
            return None
        found += parsed
    return found


def _links(data: bytes, where: slice, ids: set[str]) -> list[LinkLine] | None:
    """The links of some lines; of many, what they have in common is kept once: that is nine tenths of their text."""
    if where.stop - where.start <= _CHUNK:
        return codec.parse_links(data[where])
    found: list[LinkLine] = []
    shared = {one: one for one in ids}
    once = shared.setdefault
    for chunk in _chunks(data, where):
        parsed = codec.parse_links(chunk)
        if parsed is None:
            return None
        for line in parsed:
            line.from_id, line.to_id = once(line.from_id, line.from_id), once(line.to_id, line.to_id)
            line.role = once(line.role, line.role)
            line.created, line.modified = once(line.created, line.created), once(line.modified, line.modified)
        found += parsed
    return found


def _dismissed(chunk: bytes, ids: set[str], others: set[str]) -> list[Entry] | None:
    """The dismissed places of some lines, whose ids are added to ``others``; None if anything is odd about one."""
    if not chunk:
        return []
    found: list[Entry] = []
    try:
        items = codec.parse_items(chunk)
        for item in items:
            check_depth(item)
            entry, _ = entry_of(item, "dismissed")
            if entry.id in ids or entry.id in others or item.get("rev", 1) > HIGHEST_REV:
                return None
            others.add(entry.id)
            found.append(entry)
    except (BadItem, Damage, ValueError, RecursionError):
        return None
    is_as_written = len(items) == chunk.count(b"\n") + 1 and found == sorted(found, key=order)
    return found if is_as_written else None


def _chunks(data: bytes, where: slice, between: bytes = b"},\n") -> Iterator[bytes]:
    """Whole lines, about ``_CHUNK`` bytes of them at a time, without the comma and line end that part them."""
    at, end = where.start, where.stop
    while 0 <= (stop := data.find(between, at + _CHUNK, end)) < end - len(between):
        yield data[at : stop + len(between) - 2]
        at = stop + len(between)
    yield data[at:end]


def _are_sound(annotations: Sequence[AnnotationLine], told: Sequence[Pairs]) -> bool:
    starts = [line.start for line in annotations]
    is_rising = all(map(operator.lt, starts, islice(starts, 1, None)))  # most are told apart by that alone
    if not is_rising and not all(map(operator.lt, places := list(map(_place, annotations)), islice(places, 1, None))):
        return False
    if not annotations:
        return True
    revs = [line.rev for line in annotations]
    if min(revs) < 1 or max(revs) > HIGHEST_REV or "" in [line.tag for line in annotations] or starts[0] < 0:
        return False
    values = [value for line in annotations for value in line.attributes.values() if value.__class__ is not str]
    if values and not _are_shallow(values):
        return False
    return all(_are_shallow(dict(extra).values(), 1) for extra in told)


def _place(line: AnnotationLine) -> tuple[int, int, str, str]:
    return (line.start, -line.end, line.tag, line.id)


def _are_shallow(values: Iterable[object], depth: int = 2) -> bool:
    try:
        for value in values:
            if value.__class__ is dict or value.__class__ is list:
                check_depth(value, depth)
    except Damage:
        return False
    return True


def _links_are_sound(links: Sequence[LinkLine], ids: set[str]) -> bool:
    last = ("", "", "", "")
    for line in links:
        here = (line.from_id, line.role, line.to_id, line.id)
        if not last < here or not line.role or not 1 <= line.rev <= HIGHEST_REV:
            return False
        last = here
        if line.from_id not in ids or line.to_id not in ids:
            return False
    return True


def _deleted_is_sound(tail: bytes, ids: set[str], link_ids: set[str]) -> bool:
    """True if what follows the links holds deleted ids and nothing else; they are added to ``link_ids``."""
    if tail == b" }}\n":
        return True
    if not tail.endswith(b" }}\n"):
        return False
    for chunk in _chunks(tail, slice(0, len(tail[:-4].removesuffix(b"\n"))), b",\n"):
        members = b"{" + chunk + b"}"
        try:
            deleted = _REVS.decode(members)  # with their line ends: one inside an id is damage
        except (msgspec.MsgspecError, RecursionError, ValueError):
            return False
        if codec.ENCODER.encode(deleted) != members.replace(b",\n", b","):
            return False
        if not (ids.isdisjoint(deleted) and link_ids.isdisjoint(deleted)) or FACTS_ID in deleted:
            return False
        if not all(record_id and 1 <= rev <= HIGHEST_REV for record_id, rev in deleted.items()):
            return False
        link_ids.update(deleted)
    return True


def _is_utf8_but_for_text(head: re.Match[bytes]) -> bool:
    """True if a sidecar's beginning is UTF-8; the text that it may keep remains to be compared with the article's."""
    first, end = head.span("content")
    rest = head[0] if first < 0 else head.string[:first] + head.string[end : head.end()]
    try:
        rest.decode()
    except UnicodeDecodeError:
        return False
    return True


def _string(quoted: bytes) -> str:
    """The text of a JSON string that was matched by ``_STRING``."""
    return quoted[1:-1].decode() if b"\\" not in quoted else str(parse(quoted.decode()))
