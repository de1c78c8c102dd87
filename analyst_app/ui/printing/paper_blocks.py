"""The content of a printed reading, block by block: words with a face, and the marks on the article's text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from analyst_app.core.excerpts import line_of, set_apart
from analyst_app.core.roles import SPEAKER
from analyst_app.export.report.marked_text import NOT_DRAWN, MarkedBlock, MarkedSpan
from analyst_app.export.report.printed_reading import PrintedItem, PrintedMark, PrintedReading
from analyst_app.language.people import spelt
from analyst_app.wording import tr, visible

Face = Literal["title", "head", "text", "first", "remark", "plain", "small"]
_WORDS = 160
_WORDS_BESIDE = 60


class PaperMark(NamedTuple):
    """A stretch of a block's words that is marked, code points of the block."""

    start: int
    end: int
    span: MarkedSpan
    begins: bool
    """True if the span begins here, and so has its letter beside the line."""


class PaperBlock(NamedTuple):
    """Words that are laid out together."""

    face: Face
    words: str
    marks: tuple[PaperMark, ...] = ()
    number: int = 0
    """Of the paragraph; 0: none stands beside it."""
    letter: str = ""
    """Id of the tag whose letter stands before it."""


def paper_blocks(reading: PrintedReading) -> Iterator[PaperBlock]:
    """All of a reading in the order of its pages.

    Args:
        reading: the article in words for people.
    """
    yield from _head(reading)
    yield from _text(reading)
    yield from _entries(reading)
    yield from _people(reading)
    yield from _items(tr("Decisions"), reading.decisions)
    yield from _items(tr("Without a place in the text"), reading.unplaced)
    yield from _about(reading)


def _head(reading: PrintedReading) -> Iterator[PaperBlock]:
    source = reading.article.source
    if kicker := _joined(source.outlet, source.author, source.date):
        yield PaperBlock("small", kicker)
    if not reading.begins_with_title:
        yield PaperBlock("title", visible(reading.title))
    for tag in reading.tags:
        name, meaning = set_apart(tag.name), set_apart(line_of(tag.definition, 240))
        words = tr("{name} ({n} annotation): {meaning}|{name} ({n} annotations): {meaning}", tag.uses, name=name,
                   meaning=meaning)  # fmt: skip
        yield PaperBlock("small", words, letter=tag.id)


def _text(reading: PrintedReading) -> Iterator[PaperBlock]:
    text = reading.article.text
    is_title_due = reading.begins_with_title
    for block in reading.blocks:
        words = text[block.start : block.end]
        face: Face = "text"
        if is_title_due and spelt(words) == spelt(reading.title):
            face, is_title_due = "first", False
        yield PaperBlock(face, words, _marks_in(block), 0 if block.goes_on else block.number)
        for span in block.begins:
            for number in span.numbers:
                mark = reading.marks[number - 1]
                if mark.side_links or mark.row.note:
                    yield PaperBlock("remark", _remark(mark), letter=mark.row.label)


def _marks_in(block: MarkedBlock) -> tuple[PaperMark, ...]:
    """The spans of a block, the outermost first: those that are drawn in it, and those that are not and begin in it."""
    seen = {id(span): span for span in block.begins if span.lane == NOT_DRAWN}
    for piece in block.pieces:
        seen |= {id(span): span for span in piece.marks}
    begun = {id(span) for span in block.begins}
    marks = [
        PaperMark(
            max(span.start, block.start) - block.start, min(span.end, block.end) - block.start, span, id(span) in begun
        )
        for span in seen.values()
    ]
    return tuple(sorted((mark for mark in marks if mark.start < mark.end), key=lambda mark: -mark.span.lane))


def _remark(mark: PrintedMark) -> str:
    words = [line_of(mark.row.text, _WORDS_BESIDE)]
    words += [
        f"→ {set_apart(link.words)}" if link.role == SPEAKER else _named(link.name, link.words)
        for link in mark.side_links
    ]
    return _joined(*words, mark.row.note)


def _entries(reading: PrintedReading) -> Iterator[PaperBlock]:
    if reading.marks:
        yield PaperBlock("head", tr("Annotations"))
    for mark in reading.marks:
        name, quoted = set_apart(reading.tag_name(mark.row.label)), set_apart(line_of(mark.row.text, _WORDS))
        words = [_named(name, value) for name, value in mark.values]
        words += [_named(link.name, link.words) for link in mark.links]
        words += [*mark.said, mark.row.note]
        words += [mark.row.annotator] if len(reading.layers) > 1 else []
        yield PaperBlock("plain", _joined(f"{mark.number}  {name}  {quoted}", *words), letter=mark.row.label)


def _people(reading: PrintedReading) -> Iterator[PaperBlock]:
    if reading.people:
        yield PaperBlock("head", tr("People"))
    for person in reading.people:
        words = [tr("{n} mention|{n} mentions", len(person.mentions)) + _listed(person.mentions)]
        words += [tr("{n} quote|{n} quotes", len(person.quotes)) + _listed(person.quotes)] if person.quotes else []
        yield PaperBlock("plain", _joined(person.name, person.kind, *words))


def _listed(numbers: list[int]) -> str:
    return f": {', '.join(map(str, numbers))}"


def _items(title: str, items: list[PrintedItem]) -> Iterator[PaperBlock]:
    if items:
        yield PaperBlock("head", title)
    for item in items:
        yield PaperBlock("plain", _joined(*item))


def _about(reading: PrintedReading) -> Iterator[PaperBlock]:
    yield PaperBlock("head", tr("About this reading"))
    for layer in reading.layers:
        said = [layer.annotator, layer.status, layer.codebook, tr("{n} annotation|{n} annotations", layer.uses)]
        said += [tr("decided by {name}", name=layer.reviewer)] if layer.reviewer else []
        yield PaperBlock("plain", _joined(*said, layer.note))
    rows = [*reading.facts, (tr("File"), reading.article.id)]
    rows.append((tr("Hash of the text"), f"SHA-256 {reading.article.source.text_sha256}"))
    for name, value in rows:
        yield PaperBlock("plain", _named(name, value))


def _joined(*parts: str) -> str:
    """Parts of a line, those that there are; each keeps its own direction of writing."""
    return " · ".join(map(set_apart, filter(None, parts)))


def _named(name: str, value: str) -> str:
    return f"{set_apart(name)}: {set_apart(value)}"
