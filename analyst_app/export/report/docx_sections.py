"""The parts of a Word report below an article's text: tags, people, decisions, what has no place, and its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analyst_app.core.excerpts import is_rightward, line_of
from analyst_app.export.report.docx_laid import LaidReading
from analyst_app.export.report.docx_text import Shade
from analyst_app.export.report.docx_words import (
    MUTED,
    cell,
    head_cell,
    in_our_line,
    joined,
    paragraph,
    plain,
    run,
    shown,
    table,
)
from analyst_app.export.report.printed_reading import PrintedItem, PrintedPerson, PrintedReading, PrintedTag
from analyst_app.wording import tr

WIDTH = 9_000
"""Twentieths of a point: the text's width on a sheet of A4 with margins of 2.5 cm."""
_NAMES, _COUNTS = 2_300, 1_000
"""Widths of columns of names and of numbers."""
_QUOTE = 200
"""Characters of a quote that are shown with who said it."""
_IN_A_ROW = 100
"""Lines on a person in one row of the table."""
DEFINITION = 240
"""Characters of a definition that are shown."""
PEOPLE = (_NAMES + 400, WIDTH - _NAMES - 400)
"""Widths of the columns of a table of people."""


def legend(reading: PrintedReading, shades: Mapping[str, Shade]) -> Iterator[str]:
    """The tags of an article: name in its look, how often, and definition.

    Args:
        reading: the article in words for people.
        shades: the looks of its tags.
    """
    if not reading.tags:
        yield plain(tr("Nothing is annotated in this article."), "Muted")
        return
    yield plain(tr("Tags"), "Heading2")
    rows = [
        [tag_cell(tag, shades), cell(f"{tag.uses:,}"), cell(line_of(tag.definition, DEFINITION))]
        for tag in reading.tags
    ]
    yield table(rows, (_NAMES, _COUNTS, WIDTH - _NAMES - _COUNTS))


def tag_cell(tag: PrintedTag, shades: Mapping[str, Shade]) -> str:
    """A cell with the name of a tag in its look.

    Args:
        tag: that occurs.
        shades: the looks of tags.
    """
    name = shown(tag.name)
    return paragraph(run(f" {name} ", style=shades[tag.id].style), "Cell", words=name)


def people(laid: LaidReading) -> Iterator[str]:
    """The people of an article with their mentions and quotes; each number leads to its place."""
    found = laid.reading.people
    if not found:
        return
    yield plain(tr("People"), "Heading2")
    yield table([row for one in found for row in _person(one, laid)], PEOPLE)


def _person(person: PrintedPerson, laid: LaidReading) -> Iterator[list[str]]:
    marks = laid.reading.marks
    count = tr("{n} mention|{n} mentions", len(person.mentions))
    numbers = run(" ").join([laid.jump(number) for number in person.mentions])
    said = [paragraph(run(f"{count}: ") + numbers, "Cell", words=count)]
    said += [cell(tr("{n} quote|{n} quotes", len(person.quotes)))] if person.quotes else []
    said += [quote_cell(laid.jump(number), line_of(marks[number - 1].row.text, _QUOTE)) for number in person.quotes]
    yield from in_rows(person_cell(person.name, person.kind), said)


def in_rows(first: str, said: Sequence[str]) -> Iterator[list[str]]:
    """Rows of a table of two columns: one, unless there is very much to say.

    Args:
        first: the cell of the first column.
        said: paragraphs for the second column, as XML.
    """
    for start in range(0, len(said), _IN_A_ROW):
        yield [cell("") if start else first, "".join(said[start : start + _IN_A_ROW])]


def person_cell(name: str, kind: str) -> str:
    """The cell of a person or body.

    Args:
        name: of hers.
        kind: person, body or what else the codebook says; empty: it is not said.
    """
    return head_cell(name) + (plain(kind, "CellMuted") if kind else "")


def quote_cell(jump: str, words: str, where: str = "") -> str:
    """A quote in a cell: a number that leads to it, its words, and where it stands.

    Args:
        jump: the number, as XML.
        words: of the quote.
        where: title of its article; empty: there is one article only.
    """
    said = shown(words)
    from_right = not is_rightward(said)
    inside = f"{jump}{run(f' {said}', is_leftward=from_right)}"
    if where:
        inside += run(f" · {shown(where)}", extra=MUTED, is_leftward=from_right)
    return paragraph(inside, "Cell", words=said)


def items(title: str, found: Sequence[PrintedItem]) -> Iterator[str]:
    """Decisions and replies, or what has no place in the text: what it is, its words, and whose.

    Args:
        title: of the part.
        found: all of them; of none nothing stands there.
    """
    if found:
        yield plain(title, "Heading2")
        rows = [[head_cell(one.head), cell(one.words), cell(one.rest)] for one in found]
        yield table(rows, (_NAMES, WIDTH - _NAMES - 2_700, 2_700))


def about(reading: PrintedReading) -> Iterator[str]:
    """The readings with their state and codebook, and the facts of the article."""
    rows: list[tuple[str, str]] = []
    for layer in reading.layers:
        rows.append((tr("Reading"), in_our_line(joined(layer.annotator, *layer.said))))
        if layer.note.strip():
            rows.append((tr("Note"), layer.note))
    rows += reading.facts
    rows.append((tr("File"), reading.article.id))
    if reading.article.source.text_sha256:
        rows.append((tr("Hash of the text"), f"SHA-256 {reading.article.source.text_sha256}"))
    if reading.article.cut:
        rows.append((tr("Text"), tr("What is not the article (skip) was left out.")))
    yield plain(tr("About this reading"), "Heading2")
    yield table([[head_cell(name), cell(words)] for name, words in rows], (_NAMES, WIDTH - _NAMES))
