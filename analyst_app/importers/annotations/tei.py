"""Reads TEI P5: elements within paragraphs become spans; and CATMA's exports, whose tags point into a plain text.

TEI Guidelines P5; for CATMA the pointers of RFC 5147 (``#char=12,20``), which
count the UTF-16 units of Java, and feature structures for tags and values.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.imported_layer import (
    AnnotatedFile,
    ForeignLayer,
    ForeignLink,
    ForeignSpan,
    annotated,
)
from analyst_app.importers.annotations.offset_conventions import Convention
from analyst_app.importers.annotations.texts_beside import TextsBeside
from analyst_app.importers.documents.zipped_xml import parsed_xml
from analyst_app.wording import tr

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_BLOCKS = frozenset(
    ("p", "head", "ab", "l", "lg", "div",
     "div1", "div2", "div3", "body", "front", "back", "sp", "stage", "item", "list",
     "quote", "opener", "closer", "salute", "signed", "byline", "dateline", "trailer", "figure", "figDesc", "table",
     "row", "argument", "epigraph", "postscript", "titlePage", "docTitle", "titlePart")
)  # fmt: skip
"""Elements that stand on lines of their own: they shape the text and are no spans, but for those in a paragraph."""
_PARAGRAPHS = frozenset(("p", "ab", "l", "seg", "item", "head"))
"""Elements of running text: what stands in one of these is a part of it, thus a span, whatever its name."""
_PARTING = frozenset(("p", "ab", "div", "div1", "div2", "div3"))
"""Elements that part paragraphs even within others: of a quote that has several, for example."""
_APART = (_BLOCKS | {"cell"}) - {"quote", "stage", "salute", "signed", "byline", "dateline"}
"""Elements whose words run into no neighbour's, within a paragraph too: there a space parts them, if nothing else."""
_BREAKS = frozenset(["lb", "pb", "cb", "gb", "milestone"])
_UNSEEN = frozenset(["note", "fw", "index", "teiHeader"])
"""Elements that are not of the running text: notes and running heads."""
_AS_PRINTED = frozenset(f"{_TEI}{name}" for name in ("orig", "sic", "abbr"))
"""Elements that a choice has another reading for, which is the one taken; elsewhere they are words as any."""
_POINTER = re.compile(r"#char=(\d+),(\d+)$")
_KNOWN = ("who", "corresp", "ana")
"""Attributes that point to other elements: links here, where those are spans."""
_HEADER = {
    "title": ("title",),
    "author": ("author",),
    "outlet": ("publisher",),
    "date": ("date",),
    "url": ("ref", "ptr"),
}
"""The elements of a header that say each fact."""
_COLOUR = "catma_displaycolor"
_CODE_POINTS, _UTF16 = Convention(), Convention("UTF-16 units")


def looks_known(head: bytes) -> bool:
    """True if a file begins as TEI does.

    Args:
        head: its first bytes.
    """
    return b"http://www.tei-c.org/ns/1.0" in head and re.search(rb"<(\w+:)?TEI\b", head) is not None


def read_tei(path: Path, data: bytes, layer: str = "imported") -> AnnotatedFile:
    """The article of a TEI file.

    Args:
        path: the file; CATMA's text is looked for beside it.
        data: the file's bytes.
        layer: layer id: TEI names no annotator.

    Raises:
        ImportFailed: it is damaged, or the text that it points into is not beside it.
        MissingExtra: the library that reads XML is not installed.
    """
    root = parsed_xml(data, path.name)
    body = root.find(f"{_TEI}text")
    if body is None:
        raise ImportFailed(tr("{name} has no <text>. Export it anew, with its text.", name=path.name))
    if any(_POINTER.search(one.get("target", "")) for one in body.iter(f"{_TEI}ptr")):
        return _pointed(path, root, body, layer)
    running = _Running(layer)
    running.take(body)
    running.end()
    return AnnotatedFile([annotated(path.stem, running.text, [running.layer], _facts(root), fixed=_CODE_POINTS)])


def _facts(root: Element) -> dict[str, str]:
    """The facts that a header has: of the text's source before those of the file."""
    found: dict[str, str] = {}
    for fact, names in _HEADER.items():
        for place in (f"{_TEI}sourceDesc", f"{_TEI}titleStmt", f"{_TEI}publicationStmt"):
            for part in root.iterfind(f"{_TEI}teiHeader/{_TEI}fileDesc/{place}"):
                for one in (one for name in names for one in part.iter(f"{_TEI}{name}")):
                    words = " ".join((one.get("when") or one.get("target") or "".join(one.itertext())).split())
                    if words:
                        found.setdefault(fact, words)
    return found


class _Running:
    """Puts the running text together and notes where elements begin and end in it, in code points."""

    def __init__(self, layer: str) -> None:
        self.layer = ForeignLayer(layer)
        self._parts: list[str] = []
        self._length = 0
        self._starts: list[int] = []
        """The first code point of each word."""
        self._gap = ""
        """White space that comes before the next word: a space, or a blank line at a new paragraph."""
        self._is_item_over = False
        """True where an item within a paragraph has ended: a word that follows is parted from it, a comma is not."""
        self._pointers: list[tuple[str, str, str]] = []
        self._numbered = 0

    @property
    def text(self) -> str:
        """The running text, with a final newline."""
        return "".join(self._parts) + "\n"

    def take(self, root: Element) -> None:
        """Take in all of an element; a stack of our own, for XML may be nested deeper than Python's calls."""
        beside = _readings_beside(root)
        steps: list[tuple[str, Element, int, bool]] = [("in", root, 0, False)]
        while steps:
            step, element, start, is_within = steps.pop()
            name = element.tag.removeprefix(_TEI) if isinstance(element.tag, str) else ""
            if step == "tail":
                self._words(element.tail)
                continue
            is_block = name in _BLOCKS and (not is_within or name in _PARTING)
            if step == "out":
                self._leave(element, name, start, is_block=is_block)
                continue
            if not name or name in _UNSEEN or element in beside:
                words = (
                    " ".join("".join(element.itertext()).split())[:80] if name == "note" or element in beside else ""
                )
                if words:
                    self.layer.losses.add("text note" if name == "note" else "other reading", words)
                continue
            if name == "gap":
                self.layer.losses.add("gap", " ".join(f"{key}={value}" for key, value in element.attrib.items()))
            if name in _BREAKS:
                self._gap = self._gap or " "
                continue
            if is_block:
                self._gap = "\n\n"
            elif name in _APART:
                self._gap = self._gap or " "
            steps.append(("out", element, self._length, is_within))
            for child in reversed(element):
                steps.append(("tail", child, 0, False))
                steps.append(("in", child, 0, is_within or name in _PARAGRAPHS))
            self._words(element.text)

    def end(self) -> None:
        """Make links of what points to other spans; values of what does not."""
        keys = {span.key for span in self.layer.spans}
        values: dict[str, list[tuple[str, str]]] = {}
        for name, key, target in self._pointers:
            if target in keys:
                self.layer.links.append(ForeignLink(name, key, target))
            else:
                values.setdefault(key, []).append((name, target))
        for number, span in enumerate(self.layer.spans):
            told: dict[str, list[str]] = {}
            for name, target in values.get(span.key, ()):
                told.setdefault(name, []).append(target)
            held = tuple((name, " ".join(targets)) for name, targets in told.items())
            self.layer.spans[number] = span._replace(attributes=(*span.attributes, *held))

    def _leave(self, element: Element, name: str, start: int, *, is_block: bool) -> None:
        if is_block:
            self._gap = "\n\n"
            for attribute in filter(element.get, _KNOWN):
                self.layer.losses.add("attribute of no span", f"{name} {attribute}={element.get(attribute)}")
            return
        self._is_item_over = self._is_item_over or name in _APART
        if name != "text" and self._length > start:
            self._numbered += 1
            start = self._starts[bisect_left(self._starts, start)]
            key = element.get(_ID) or f"#{self._numbered}"
            held = []
            for attribute, value in element.attrib.items():
                plain = attribute.rpartition("}")[2]
                if plain in _KNOWN:
                    self._pointers += [(plain, key, one.removeprefix("#")) for one in value.split()]
                elif attribute != _ID:
                    held.append((plain, value))
            self.layer.spans.append(ForeignSpan(key, name, start, self._length, None, tuple(held)))

    def _words(self, text: str | None) -> None:
        for part in re.findall(r"[ \t\r\n]+|[^ \t\r\n]+", text or ""):
            if part[0] in " \t\r\n":
                self._gap = self._gap or " "
                continue
            if self._is_item_over and part[0].isalnum():
                self._gap = self._gap or " "
            words = (self._gap if self._length else "") + part
            self._gap, self._is_item_over = "", False
            self._parts.append(words)
            self._length += len(words)
            self._starts.append(self._length - len(part))


def _readings_beside(root: Element) -> frozenset[Element]:
    """The words as printed, wherever a choice has another reading of them."""
    choices = [list(choice) for choice in root.iter(f"{_TEI}choice")]
    others = [parts for parts in choices if any(part.tag not in _AS_PRINTED for part in parts)]
    return frozenset(part for parts in others for part in parts if part.tag in _AS_PRINTED)


def _pointed(path: Path, root: Element, body: Element, layer: str) -> AnnotatedFile:
    """CATMA: each ``seg`` is a stretch with pointers to what is tagged so; ``fs`` says with which values."""
    kinds = {one.get(_ID, ""): _tag_name(one) for one in root.iter(f"{_TEI}fsDecl")}
    values = {one.get(_ID, ""): one for one in body.iter(f"{_TEI}fs")}
    found = ForeignLayer(layer)
    parts: Counter[str] = Counter()
    for seg in body.iter(f"{_TEI}seg"):
        places = [
            (int(match[1]), int(match[2]))
            for one in seg.iter(f"{_TEI}ptr")
            if (match := _POINTER.search(one.get("target", "")))
        ]
        for reference in (seg.get("ana") or "").split():
            key = reference.removeprefix("#")
            told = values.get(key)
            if not places or told is None:
                found.losses.add("unreadable item", f"{reference} {places[0] if places else ''}")
                continue
            label = kinds.get(told.get("type", ""), told.get("type", ""))
            held = tuple((name, value) for name, value in _features(told) if name != _COLOUR)
            for start, end in _joined(places):
                number = parts[key]
                parts[key] += 1
                own = f"{key}/{number}" if number else key
                found.spans.append(ForeignSpan(own, label, start, end, None, () if number else held))
                if number:
                    found.links.append(ForeignLink("continues", own, f"{key}/{number - 1}" if number > 1 else key))
    name, text = _text_beside(path)
    return AnnotatedFile([annotated(name, text, [found], fixed=_UTF16)])


def _joined(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined = places[:1]
    for start, end in places[1:]:
        if start == joined[-1][1]:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _tag_name(declared: Element) -> str:
    return " ".join((declared.findtext(f"{_TEI}fsDescr") or declared.get("type") or "tag").split())


def _features(structure: Element) -> Iterator[tuple[str, str]]:
    for one in structure.iter(f"{_TEI}f"):
        said = ["".join(value.itertext()).strip() or value.get("value", "") for value in one.iter()
                if value.tag in (f"{_TEI}string", f"{_TEI}numeric", f"{_TEI}symbol", f"{_TEI}binary")]  # fmt: skip
        if said:
            yield one.get("name", ""), ", ".join(said)


def _text_beside(path: Path) -> tuple[str, str]:
    texts = TextsBeside(path)
    named = [one for one in texts.files if one.stem == path.stem or one.stem in path.stem or path.stem in one.stem]
    if len(named or texts.files) != 1:
        raise ImportFailed(
            tr("{name} points into a text that is not beside it. Put its .txt file there, alone.", name=path.name)
        )
    [place] = named or texts.files
    return place.stem, texts.text(place)
