"""Records to lines of a sidecar and back. The bytes are the contract of docs/format.md.

Version history of the format:
    1  the first.

Annotations and links pass through typed structs in chunks (fast, checked by
encoding again and comparing bytes); everything else, and every record with
keys that are unknown here, goes through plain mappings.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar, cast

import msgspec

from analyst_app.core.annotation import Annotation, Entry, Link, Pairs, Unplaced
from analyst_app.errors import SaveFailed
from analyst_app.storage.lines.typed_lines import OPTIONAL_KEYS, AnnotationLine, LinkLine, WrittenLine, line_item
from analyst_app.wording import tr

CHUNK = 1_000
"""Records in one call into C: longer ones would hold the interpreter for a frame."""
CONTEXT = 32
"""Code points of text kept on each side of an annotation."""

_T = TypeVar("_T")

ENCODER = msgspec.json.Encoder(order="deterministic")
_ANNOTATIONS = msgspec.json.Decoder(list[AnnotationLine])
_PLAIN = msgspec.json.Encoder()
_WRITTEN = msgspec.json.Decoder(WrittenLine)
_ROWS = msgspec.json.Decoder(list[WrittenLine])
_ATTRIBUTES = msgspec.json.Decoder(dict[str, Any])
_LINKS = msgspec.json.Decoder(list[LinkLine])
_ITEMS = msgspec.json.Decoder(list[dict[str, Any]])

ANNOTATION_KEYS = ("id", "rev", "tag", "start", "end", "exact", "prefix", "suffix", "attributes", "note")
LINK_KEYS = ("id", "rev", "role", "from", "to")
_STAMPS = ("created", "modified")
_RANK = {key: rank for rank, key in enumerate((*ANNOTATION_KEYS[:3], *LINK_KEYS[2:], *ANNOTATION_KEYS[3:], *_STAMPS))}
_ENTRY_RANK = {key: rank for rank, key in enumerate(("id", "rev", *_STAMPS, "start", "end", "exact", "kind"))}
_SURROGATE = re.compile("[\ud800-\udfff]")


# -- values ------------------------------------------------------------------


def encode_value(value: Any) -> bytes:
    """Any JSON value, compact, keys of objects in code-point order."""
    try:
        return ENCODER.encode(value)
    except (UnicodeEncodeError, OverflowError):  # lone surrogates, which JSON can only hold escaped
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)
        return escape_surrogates(text).encode()


def escape_surrogates(text: str) -> str:
    """JSON text in which lone surrogates are escapes, so that it can be written as UTF-8."""
    return _SURROGATE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def encode_mapping(mapping: Mapping[str, Any], rank: Mapping[str, int] = _RANK) -> bytes:
    """An object, compact: the known keys in their order, then the others in code-point order.

    Args:
        mapping: the object.
        rank: place of each known key.
    """
    keys = sorted(mapping, key=lambda key: (rank.get(key, len(rank)), key))
    return b"{" + b",".join(encode_value(key) + b":" + encode_value(mapping[key]) for key in keys) + b"}"


# -- records to lines --------------------------------------------------------


def annotation_line(annotation: Annotation, rev: int, text: str) -> AnnotationLine:
    """The typed line of an annotation, without unknown keys.

    Args:
        annotation: the annotation.
        rev: that it is written under.
        text: of the article.
    """
    start, end = annotation.start, annotation.end
    return AnnotationLine(
        annotation.id,
        rev,
        annotation.tag,
        start,
        end,
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
        dict(annotation.attributes),
        annotation.note,
        annotation.created,
        annotation.modified,
    )


def annotation_item(annotation: Annotation, rev: int, text: str) -> dict[str, Any]:
    """An annotation as a mapping, as ``unplaced`` keeps it.

    Args:
        annotation: the annotation.
        rev: that it is written under.
        text: of the article.
    """
    return line_item(annotation_line(annotation, rev, text)) | dict(annotation.extra)


def link_item(link: Link, rev: int) -> dict[str, Any]:
    """A link as a mapping.

    Args:
        link: the link.
        rev: that it is written under.
    """
    known = {"id": link.id, "rev": rev, "role": link.role, "from": link.from_id, "to": link.to_id}
    return known | {"created": link.created, "modified": link.modified} | dict(link.extra)


def entry_item(entry: Entry, rev: int) -> dict[str, Any]:
    """A decision, a reply or a dismissed place as a mapping; the last has no times.

    Args:
        entry: the record.
        rev: that it is written under.
    """
    times = {"created": entry.created, "modified": entry.modified}
    has_times = entry.section != "dismissed" or any(times.values())
    return {"id": entry.id, "rev": rev} | (times if has_times else {}) | dict(entry.body)


def annotation_lines(annotations: Sequence[Annotation], revs: Mapping[str, int], text: str) -> bytes:
    """A chunk of annotations, one a line, verified by parsing it back.

    Args:
        annotations: at most a thousand.
        revs: by id, those above 1.
        text: of the article.

    Raises:
        SaveFailed: the bytes do not read back as what was to be written.
    """
    written = _written(annotations, revs, text)
    if written is not None:
        return written
    lines = [annotation_line(a, revs.get(a.id, 1), text) for a in annotations]
    return _joined(lines, [a.extra for a in annotations], _ANNOTATIONS.decode)


def _written(annotations: Sequence[Annotation], revs: Mapping[str, int], text: str) -> bytes | None:
    """The same quickly, where no annotation has unknown keys or a text that UTF-8 cannot hold."""
    encoded: dict[int, msgspec.Raw] = {}  # by identity: equal attributes are mostly one object
    known: dict[Pairs, msgspec.Raw] = {}
    lines = []
    encoder = _PLAIN
    rev_of = revs.get
    for record_id, tag, start, end, attributes, note, created, modified, extra in annotations:
        raw = encoded.get(id(attributes))
        if raw is None:
            raw = encoded[id(attributes)] = _verified(attributes, known)
        before = text[start - CONTEXT if start > CONTEXT else 0 : start]
        after = text[end : end + CONTEXT]
        exact, rev = text[start:end], rev_of(record_id, 1)
        line = WrittenLine(record_id, rev, tag, start, end, exact, before, after, raw, note, created, modified)
        for key, value in extra:
            if key not in OPTIONAL_KEYS:
                return None
            setattr(line, key, value)
            encoder = ENCODER
        lines.append(line)
    try:
        rows = encoder.encode_lines(lines)
        read_back = _WRITTEN.decode_lines(rows)
    except (UnicodeEncodeError, OverflowError, msgspec.DecodeError):  # the last for half a surrogate pair in a value
        return None
    if read_back != lines:
        raise changed()
    return rows[:-1].replace(b"\n", b",\n")  # a raw line end never stands inside a JSON string


def _verified(attributes: Pairs, known: dict[Pairs, msgspec.Raw]) -> msgspec.Raw:
    """Attributes as bytes, parsed back and compared."""
    is_plain = all(type(value) is str for _, value in attributes)  # True == 1 == 1.0, but not in JSON
    if is_plain and attributes in known:
        return known[attributes]
    value = dict(attributes)
    raw = encode_value(value)
    if value and parse_items(raw) != [value]:
        raise changed()
    if is_plain:
        known[attributes] = msgspec.Raw(raw)
    return msgspec.Raw(raw)


def link_lines(links: Sequence[Link], revs: Mapping[str, int]) -> bytes:
    """A chunk of links, one a line, verified by parsing it back.

    Args:
        links: at most a thousand.
        revs: by id, those above 1.

    Raises:
        SaveFailed: the bytes do not read back as what was to be written.
    """
    lines = [
        LinkLine(one.id, revs.get(one.id, 1), one.role, one.from_id, one.to_id, one.created, one.modified)
        for one in links
    ]
    return _joined(lines, [one.extra for one in links], _LINKS.decode)


def entry_lines(entries: Sequence[Entry], revs: Mapping[str, int]) -> bytes:
    """A chunk of decisions, replies or dismissed places, one a line, verified.

    Args:
        entries: at most a thousand.
        revs: by id, those above 1.

    Raises:
        SaveFailed: the bytes do not read back as what was to be written.
    """
    return _items([entry_item(entry, revs.get(entry.id, 1)) for entry in entries], _ENTRY_RANK)


def unplaced_lines(items: Sequence[Unplaced], revs: Mapping[str, int]) -> bytes:
    """A chunk of unplaced items, one a line, verified.

    Args:
        items: at most a thousand.
        revs: by id, those above 1.

    Raises:
        SaveFailed: the bytes do not read back as what was to be written.
    """
    lines = [unplaced_line(item, revs.get(item.id, 1)) for item in items]
    chunk = b",\n".join(lines)
    if [item["record"] for item in parse_items(chunk)] != [item.record for item in items]:
        raise changed()
    return chunk


def unplaced_line(item: Unplaced, rev: int = 1) -> bytes:
    """The line of one unplaced item.

    Args:
        item: the item.
        rev: written only if above 1: the item was let go and came back.
    """
    record = encode_mapping(item.record) if isinstance(item.record, dict) else encode_value(item.record)
    line = b'{"why":' + encode_value(item.why) + b',"text_sha256":' + encode_value(item.text_sha256)
    line += b',"record":' + record + (b',"rev":%d' % rev if rev > 1 else b"")
    return line + _spliced(item.extra) + b"}"


def unplaced(why: str, text_sha256: str, record: Any, extra: Pairs = ()) -> Unplaced:
    """An unplaced item under the digest of its content (all but rev and modified).

    Args:
        why: a key of the format: orphan, unconfirmed, end_missing, reading or invalid.
        text_sha256: hash of the text that the record was made on.
        record: as parsed.
        extra: unknown keys of the item.
    """
    content = record
    if isinstance(record, dict) and why != "invalid":
        content = {key: value for key, value in record.items() if key not in ("rev", "modified")}
    line = unplaced_line(Unplaced("", why, text_sha256, content, extra))
    return Unplaced(hashlib.sha256(line).hexdigest()[:32], why, text_sha256, record, extra)


def deleted_lines(deleted: Sequence[tuple[str, int]]) -> bytes:
    """A chunk of deleted ids with their revs, one a line."""
    return b",\n".join(encode_value(record_id) + b":%d" % rev for record_id, rev in deleted)


# -- lines to records --------------------------------------------------------


def parse_annotations(chunk: bytes) -> list[AnnotationLine] | None:
    """The annotations of a chunk of lines, or None unless it is just as this module would write it."""
    return _canonical(chunk, _ANNOTATIONS.decode)


def parse_rows(chunk: bytes) -> list[WrittenLine] | None:
    """As ``parse_annotations``, with attributes that remain to be parsed and compared (``parse_attributes``)."""
    return _canonical(chunk, _ROWS.decode)


def parse_attributes(raw: bytes) -> dict[str, Any] | None:
    """The attributes of a line, or None unless they are just as this module would write them."""
    return _as_written(raw, _ATTRIBUTES.decode)


def parse_links(chunk: bytes) -> list[LinkLine] | None:
    """The links of a chunk of lines, or None unless it is just as this module would write it."""
    return _canonical(chunk, _LINKS.decode)


def parse_items(chunk: bytes) -> list[dict[str, Any]]:
    """The objects of a chunk of lines.

    Raises:
        ValueError: they are not JSON that can be read without loss here (the
            strict parser may still say what they are).
    """
    items = _as_lines(chunk, _ITEMS.decode, _PLAIN.encode_lines)
    return items if items is not None else _slow_items(chunk)


def chunks(items: Iterable[_T], size: int = CHUNK) -> Iterator[list[_T]]:
    """Items by lists of at most ``size``.

    Args:
        items: any number of them.
        size: items in the longest list.
    """
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


# -- inside ------------------------------------------------------------------


def _joined(lines: Sequence[Any], extras: Sequence[Pairs], decode: Callable[[bytes], Any]) -> bytes:
    """Structs as lines with their unknown keys; what was written is read back and compared."""
    try:
        rows = ENCODER.encode_lines(lines)[:-1]
    except (UnicodeEncodeError, OverflowError):
        return _items(_whole(lines, extras), _RANK)
    if not any(extras):
        chunk = rows.replace(b"\n", b",\n")
        if decode(_listed(chunk)) != lines:
            raise changed()
        return chunk
    bare = rows.split(b"\n")
    chunk = b",\n".join(
        row[:-1] + _spliced(extra) + b"}" if extra else row for row, extra in zip(bare, extras, strict=True)
    )
    if parse_items(chunk) != _whole(lines, extras):
        raise changed()
    return chunk


def _whole(lines: Sequence[Any], extras: Sequence[Pairs]) -> list[dict[str, Any]]:
    return [msgspec.to_builtins(line) | dict(extra) for line, extra in zip(lines, extras, strict=True)]


def _spliced(extra: Pairs) -> bytes:
    return b"".join(b"," + encode_value(key) + b":" + encode_value(value) for key, value in extra)


def _items(items: Sequence[dict[str, Any]], rank: Mapping[str, int]) -> bytes:
    chunk = b",\n".join(encode_mapping(item, rank) for item in items)
    if parse_items(chunk) != items:
        raise changed()
    return chunk


def _listed(chunk: bytes) -> bytes:
    """Lines as one JSON list, their line ends kept: one inside a string is damage, which the decoder has to see."""
    return b"".join((b"[", chunk, b"]"))


def _canonical(chunk: bytes, decode: Callable[[bytes], list[_T]]) -> list[_T] | None:
    return _as_lines(chunk, decode, ENCODER.encode_lines)


def _as_lines(
    chunk: bytes, decode: Callable[[bytes], list[_T]], encode: Callable[[list[_T]], bytes]
) -> list[_T] | None:
    """The records of lines, or None unless they are written as those very lines.

    So no key stands twice, no number was rounded, and line ends stand between records only.
    """
    try:
        records = decode(_listed(chunk))
        return records if encode(records)[:-1].replace(b"\n", b",\n") == chunk else None
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None


def _as_written(data: bytes, decode: Callable[[bytes], _T]) -> _T | None:
    try:
        value = decode(data)
        return value if ENCODER.encode(value) == data else None
    except (msgspec.MsgspecError, RecursionError, ValueError):
        return None


def _slow_items(chunk: bytes) -> list[dict[str, Any]]:
    from analyst_app.storage.strict_json import parse

    return cast("list[dict[str, Any]]", parse(_listed(chunk).decode("utf-8")))


def changed() -> SaveFailed:
    """The error for bytes that do not hold what they should."""
    return SaveFailed(
        tr("What was to be written reads back as something else; nothing was written. Please report this.")
    )
