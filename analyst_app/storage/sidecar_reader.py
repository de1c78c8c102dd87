"""Reads a sidecar's bytes, whatever state they are in: fast if they are as written here, strict if not.

The fast way cuts the file into its sections and parses them in chunks; a chunk
counts only if encoding it again gives the same bytes. Any other JSON goes
through the strict parser. What is no JSON is damaged: every whole line of it
is salvaged, and the caller never overwrites it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec

from analyst_app.core.annotation import SECTIONS
from analyst_app.core.document import Document
from analyst_app.storage import codec
from analyst_app.storage.layer_builder import LayerBuilder
from analyst_app.storage.layer_file import LayerFile, Problem
from analyst_app.storage.sidecar import FORMAT
from analyst_app.storage.strict_json import Damage, Item, mending, parse, walk
from analyst_app.wording import tr

LISTS = frozenset(("annotations", "links", "unplaced", *SECTIONS))
MAPPINGS = frozenset(("deleted",))
_SECTION = re.compile(rb',\n "([a-z]+)": (?:\[|(\{))\n')
_MARKER = re.compile(r'"([a-z]+)": [\[{]$')
_ENDS = frozenset(("]", "],", "}", "},", "}}"))
_ID = re.compile(rb'"id": ?"([\w-]+)"')
_BEGINNING = f'{{"format": "{FORMAT}"'.encode()
_CONTENT = b', "content": "'
_CUT_OUT = "(the text is parsed apart)"
"""Stands in the text's place while the rest is parsed; if it stands in another, that was another "content"."""
_FOLLOWED_BY = {"annotations": b'\n ],\n "links": [\n', "links": b'\n ],\n "unplaced": [\n'}
_WINDOW = 1 << 22
_PIECE = 1 << 18
"""Bytes of lines parsed in one call: some 700 records."""


class _Section(NamedTuple):
    key: str
    start: int
    end: int
    """Of its lines in the file."""


class _NotLines(Exception):
    """The file is not laid out one record a line."""


def parse_sidecar(
    data: bytes, *, name: str, document: Document | None, is_strict: bool = False, salvages: bool = True
) -> LayerFile:
    """The layer in a sidecar's bytes, never failing.

    Args:
        data: its bytes.
        name: its file name, for messages.
        document: the article, if it is there: then the layer's text is the
            document's if the hashes agree, else the one kept in the file.
        is_strict: report also what loading has no use for: the context kept
            beside each annotation.
        salvages: False takes nothing out of a damaged file: whoever refuses it does not wait for its lines.
    """
    if not data or data.isspace():
        return LayerBuilder(name, document).damaged(tr("it is empty"), {}, [])
    try:
        return _read_lines(data, LayerBuilder(name, document, is_strict=is_strict))
    except (_NotLines, Damage, UnicodeDecodeError):
        pass
    try:
        text = data.decode("utf-8-sig")
        return _read_any(text, LayerBuilder(name, document, is_strict=is_strict))
    except Damage as damage:
        words = mending(text, damage).what
    except UnicodeDecodeError as error:
        words = tr("it is no UTF-8 (byte {start})", start=error.start)
    envelope, items, lost = _salvaged(data) if salvages else ({}, [], [])
    if not envelope and not items:
        lost = []  # that is no sidecar at all, and one word on it is enough
    return LayerBuilder(name, document, is_salvage=True).damaged(words, envelope, items, lost)


def count_annotations(data: bytes) -> int:
    """Annotations that an undamaged sidecar lists; counted without reading them where it is laid out as by the app."""
    start = data.find(b'\n "annotations": [\n')
    end = data.find(b"\n ]", start + 18)
    if 0 <= start < end and summary(data) is not None:
        return data.count(b"\n{", start + 17, end)
    return parse_sidecar(data, name="", document=None).annotation_count


def summary(data: bytes) -> dict[str, Any] | None:
    """The head of a well-formed sidecar without its text, or None if it is not laid out as by the app."""
    start = data.find(b'\n "codebook": ')
    end = data.find(b',\n "annotations": [\n', start)
    if start < 0 or end < 0 or not data.startswith(_BEGINNING) or not data.endswith(b"}\n"):
        return None
    try:
        facts = parse("{" + data[start:end].decode() + "}")
    except (Damage, UnicodeDecodeError):
        return None
    return facts if isinstance(facts, dict) and isinstance(facts.get("layer"), dict) else None


def _read_lines(data: bytes, builder: LayerBuilder) -> LayerFile:
    envelope, sections = _cut(data, builder.document.text if builder.document is not None else "")
    builder.begin(envelope)
    numbers = _Numbers(data)
    for section in sections:
        for at, chunk in _pieces(data, section):
            if builder.sound_lines(section.key, chunk):
                continue
            line = numbers.of(at)
            if section.key in MAPPINGS:
                for name, value in parse("{" + chunk.decode() + "}").items():
                    builder.item(Item(section.key, name, value, line))
            elif section.key == "annotations" and (annotations := codec.parse_annotations(chunk)) is not None:
                builder.annotation_lines(annotations, line)
            elif section.key == "links" and (links := codec.parse_links(chunk)) is not None:
                builder.link_lines(links, line)
            else:
                items = codec.parse_items(chunk)
                if len(items) != chunk.count(b"\n") + 1:
                    raise _NotLines
                for number, value in enumerate(items, line):
                    builder.item(Item(section.key, None, value, number))
    return builder.finished()


class _Numbers:
    """Numbers of lines, counted on from the last one that was asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._line = 1
        self._counted = 0

    def of(self, at: int) -> int:
        """The number, from 1, of the line that begins at a place no earlier than the last one."""
        self._line += self._data.count(b"\n", self._counted, at)
        self._counted = at
        return self._line


def _cut(data: bytes, text: str) -> tuple[dict[str, Any], list[_Section]]:
    first = _SECTION.search(data, max(0, _find(data, b',\n "layer": ', 0)))
    if first is None:
        raise _NotLines
    sections: list[_Section] = []
    found: re.Match[bytes] | None = first
    at = first.start()
    while found is not None:
        start = found.end()
        key = found.group(1).decode()
        end = _end(data, key, b"\n }" if found.group(2) else b"\n ]", start - 1)
        if end < 0 or key not in (MAPPINGS if found.group(2) else LISTS):
            raise _NotLines
        sections.append(_Section(key, start, end))
        at = end + 3
        found = _SECTION.match(data, at)
    envelope = _envelope(data[: first.start()], data[at:], text)
    keys = [section.key for section in sections]
    if not isinstance(envelope, dict) or len({*keys, *envelope}) != len(keys) + len(envelope):
        raise _NotLines
    if not envelope.keys().isdisjoint(LISTS | MAPPINGS):
        raise _NotLines
    return envelope, sections


def _envelope(head: bytes, tail: bytes, text: str) -> Any:
    """The members around the records; the text among them is parsed apart, and compared with the article's."""
    start = head.find(_CONTENT)
    end = head.find(b'"},\n "', start)
    if end < 0:  # as is so, too, if there is no start
        return parse((head + tail).decode("utf-8"))
    start += len(_CONTENT)
    is_text = _is_content(head, start, end, text)
    envelope = parse((head[:start] + _CUT_OUT.encode() + head[end:] + tail).decode("utf-8"))
    facts = envelope.get("text") if isinstance(envelope, dict) else None
    if not isinstance(facts, dict) or facts.get("content") != _CUT_OUT:
        raise _NotLines
    try:
        facts["content"] = text if is_text else _content(head, start, end, text)
    except (msgspec.MsgspecError, ValueError) as error:
        raise _NotLines from error
    return envelope


def _is_content(data: bytes, start: int, end: int, text: str) -> bool:
    """True if the inside of a JSON string is just what the app writes for a text; false tells nothing."""
    at = start
    try:
        for stretch in range(0, len(text), _PIECE):
            written = codec.ENCODER.encode(text[stretch : stretch + _PIECE])
            if not data.startswith(written[1:-1], at):
                return False
            at += len(written) - 2
    except UnicodeEncodeError:  # half a surrogate pair: two of them in a row would read back as one character
        return False
    return at == end


def _content(data: bytes, start: int, end: int, text: str) -> str:
    """The inside of a JSON string; the very ``text`` if it is that, without another copy of it."""
    at = 0
    pieces: list[str] = []
    for piece in _stretches(data, start, end):
        decoded = msgspec.json.decode(b'"%s"' % piece, type=str)
        if not pieces and text.startswith(decoded, at):
            at += len(decoded)
        else:
            pieces = pieces or [text[:at]]
            pieces.append(decoded)
    return "".join(pieces) or (text if at == len(text) else text[:at])


def _stretches(data: bytes, start: int, end: int) -> Iterator[bytes]:
    """The inside of a JSON string in parts; a space is never inside an escape or a character."""
    while start < end:
        stop = data.find(b" ", start + _PIECE, end)
        stop = end if stop < 0 else stop
        yield data[start:stop]
        start = stop


def _end(data: bytes, key: str, closing: bytes, start: int) -> int:
    """Place of the line end before a section's closing bracket, or -1.

    Of annotations and links it is looked for from the file's end: what follows them is mostly short. Were it not the
    first such place, the lines before it could not be read as records.
    """
    needle, stop = _FOLLOWED_BY.get(key, b""), len(data)
    while needle:
        low = max(start, stop - _WINDOW)
        found = data.rfind(needle, low, stop)
        if found >= 0:
            return found
        if low == start:
            break
        stop = low + len(needle) - 1
    return _find(data, closing, start)


def _find(data: bytes, needle: bytes, start: int) -> int:
    """As ``bytes.find``, a stretch at a time: one search through 100 MB would stop every other thread."""
    while start < len(data):
        found = data.find(needle, start, start + _WINDOW + len(needle))
        if found >= 0:
            return found
        start += _WINDOW
    return -1


def _pieces(data: bytes, section: _Section) -> Iterator[tuple[int, bytes]]:
    """The lines of a section in chunks, each without its last comma, and where in the file each begins."""
    at = section.start
    while at < section.end:
        stop = data.find(b"\n", min(at + _PIECE, section.end), section.end)
        if stop < 0:
            stop = section.end
        last = stop + 1 >= section.end
        comma = data[stop - 1 : stop] == b","
        if comma == last:
            raise _NotLines
        yield at, data[at : stop - comma]
        at = stop + 1


def _read_any(text: str, builder: LayerBuilder) -> LayerFile:
    items: list[Item] = []
    envelope: dict[str, Any] = {}
    for item in walk(text, LISTS, MAPPINGS):
        if item.is_record:
            items.append(item)
        elif item.key not in LISTS | MAPPINGS:
            envelope[item.key] = item.value
        else:
            raise Damage(tr('"{key}" is not the list or mapping it should be', key=item.key), item.line)
    builder.begin(envelope)
    for item in items:
        builder.item(item)
    return builder.finished()


def _salvaged(data: bytes) -> tuple[dict[str, Any], list[Item], list[Problem]]:
    """Every whole line, or, in another layout, everything before the damage: whichever gives more.

    Of the lines those that hold no record where one should stand are told, too.
    """
    envelope, items, lost = _whole_lines(data)
    text = data.decode("utf-8-sig", errors="replace")
    walked: list[Item] = []
    before: dict[str, Any] = {}
    try:
        for item in walk(text, LISTS, MAPPINGS):
            if item.is_record:
                walked.append(item)
            else:
                before[item.key] = item.value
    except Damage:
        pass
    head = {key: value for key, value in (before | envelope).items() if key not in LISTS | MAPPINGS}
    return (head, walked, []) if len(walked) > len(items) else (head, items, lost)


def _whole_lines(data: bytes) -> tuple[dict[str, Any], list[Item], list[Problem]]:
    envelope: dict[str, Any] = {}
    items: list[Item] = []
    lost: list[Problem] = []
    section = ""
    for number, raw in enumerate(data.split(b"\n"), 1):
        try:
            line = raw.decode("utf-8").strip()
        except UnicodeDecodeError:
            lost.append(_lost(number, raw, tr("is no UTF-8")))
            continue
        marker = _MARKER.search(line)
        if marker:
            section = marker.group(1)
            continue
        if line in _ENDS:
            section = ""
            continue
        value = _parsed(line.removesuffix(","))
        if isinstance(value, dict) and (key := _section_of(value, section)):
            items.append(Item(key, None, value, number))
            continue
        member = _parsed("{" + line.removeprefix("{").removesuffix(",") + "}")
        if not isinstance(member, dict) or len(member) != 1:
            member = _parsed("{" + line.removeprefix("{").rstrip("}") + "}")
        if isinstance(member, dict) and len(member) == 1:
            ((key, value),) = member.items()
            if type(value) is int and key not in ("version",):
                items.append(Item("deleted", key, value, number))
            else:
                envelope.setdefault(key, value)
        elif section and line:
            lost.append(_lost(number, raw, tr("holds no whole record")))
    return envelope, items, lost


def _lost(number: int, raw: bytes, words: str) -> Problem:
    """A line of which nothing could be salvaged, with the id that stands in it."""
    found = _ID.search(raw)
    record_id = found[1].decode() if found is not None else ""
    return Problem(number, record_id, "invalid", tr("this line {words}, so nothing of it was salvaged", words=words))


def _parsed(text: str) -> Any:
    if not text.startswith("{"):
        return None
    try:
        return parse(text)
    except Damage:
        return None


def _section_of(value: dict[str, Any], section: str) -> str:
    if "why" in value and "record" in value:
        return "unplaced"
    if "tag" in value and "start" in value:
        return "annotations"
    if "role" in value and "from" in value:
        return "links"
    return section if section in SECTIONS and "id" in value else ""
