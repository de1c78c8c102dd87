"""The text of an article as HTML: paragraphs with lanes, letters in the margin and remarks beside.

The text of the elements of class ``t``, one after the other, is the article's
text, character for character: letters, numbers and arrows are no text but
attributes, which the style shows.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import NamedTuple

from analyst_app.core.excerpts import line_of
from analyst_app.core.roles import SPEAKER
from analyst_app.export.report.html_page import NOT_IN_HTML, apart, direction, escaped
from analyst_app.export.report.marked_text import NOT_DRAWN, MarkedBlock, MarkedPiece, MarkedSpan
from analyst_app.export.report.printed_reading import PrintedMark, PrintedReading
from analyst_app.export.report.tag_style import has_tint, tag_line
from analyst_app.language.people import spelt
from analyst_app.wording import tr, visible

COLUMNS = 5
"""Letters beside one line of the text."""
_NEAR = 75
"""Characters within which two letters may stand beside one line, and so need columns of their own."""
_PART = 60
"""Paragraphs of a part."""
_WORDS_BESIDE = 40
_NUMBERS = 60
"""Characters of the numbers that a sign for further letters names."""
_ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u202a-\u202e\u2066-\u2069]")
"""Characters that act on the words around them: they stand in the text as they are, set apart, with their names."""
_LINE_ENDS = re.compile("[\n\u2029]+")
_INITIALS = 4
"""Characters of initials that have room under a letter; of more annotators their number stands there."""


def anchor_of(annotator: str, annotation_id: str) -> str:
    """The id of an annotation's element: ``a-<layer>-<id>``, without white space, which no id may have.

    What acts on the words around it is named in it: no address that leads to it could hold it.

    Args:
        annotator: id of its layer.
        annotation_id: its id there.
    """
    return visible(re.sub(r"\s", "_", f"a-{annotator}-{annotation_id}"))


class TextHtml:
    """Makes the HTML of a reading's text.

    Args:
        reading: the article in words for people.
        classes: the number of each tag's class in the page's style.
    """

    def __init__(self, reading: PrintedReading, classes: Mapping[str, int]) -> None:
        self._reading, self._classes = reading, classes
        self._keys = {tag.id: tag.key for tag in reading.tags}
        self._tinted = {label: has_tint(tag_line(label, reading.codebook)) for label in self._keys}
        self._zones = reading.codebook.ids_counted_as("skip")
        self._needs_head = reading.begins_with_title

    def section(self, lang: str) -> str:
        """The whole text.

        Args:
            lang: the attribute that says its language.
        """
        reading = self._reading
        head = f'<section class="text" aria-label="{escaped(tr("Text"))}"{lang}>'
        rows = [self._row(block, after) for block, after in _followed(reading.blocks)]
        return "\n".join([head, *in_parts(rows), "</section>"])

    def key_of(self, label: str) -> str:
        """The letter of a tag, as HTML."""
        return escaped(self._keys[label])

    def chip(self, label: str, anchor: str = "") -> str:
        """The letter of a tag in its colour.

        Args:
            label: id of the tag.
            anchor: it leads there; empty: it is no link.
        """
        opening = f'<a href="#{escaped(anchor)}"' if anchor else "<span"
        name = escaped(self._reading.tag_name(label))
        closing = "</a>" if anchor else "</span>"
        return f'{opening} class="chip g{self._classes[label]}" title="{name}">{escaped(self._keys[label])}{closing}'

    def _row(self, block: MarkedBlock, after: MarkedBlock | None) -> str:
        reading = self._reading
        text, key = reading.article.text, reading.key
        classes = "t"
        if self._needs_head and spelt(text[block.start : block.end]) == spelt(reading.title):
            classes, self._needs_head = "t head", False
        begins, inside = deque(_beginnings(block.begins)), []
        for piece in block.pieces:
            signs = []
            while begins and begins[0].first.start < piece.end:
                signs.append(self._sign(begins.popleft()))
            inside.append(self._piece(piece, "".join(signs)))
        number = f' data-p="{block.number}" id="t-{key}-{block.number}"' if block.number and not block.goes_on else ""
        tight = " tight" if after is not None and not after.follows_blank else ""
        words = f'<p class="{classes}"{direction(text[block.start : block.end])}{number}>{"".join(inside)}</p>'
        return f'<div class="row{tight}">{words}{self._beside(block)}</div>'

    def _piece(self, piece: MarkedPiece, signs: str) -> str:
        """A piece in its marks. The signs of what begins in it lie in those that go on, whose lanes run through."""
        inside = _words_html(self._reading.article.text[piece.start : piece.end])
        tinted = next((one for one in reversed(piece.marks) if self._tinted[one.label]), None)
        begin = [place for place, one in enumerate(piece.marks) if one.start >= piece.start]
        outside = begin[0] if begin else len(piece.marks)
        for place in range(len(piece.marks) - 1, -1, -1):
            one = piece.marks[place]
            inside = f"{signs}{inside}" if place == outside - 1 else inside
            classes = f"g{self._classes[one.label]} k{one.lane}"
            classes += " i" if one is tinted else ""
            classes += " e" if piece.end == one.end else ""
            classes += " zone" if one.label in self._zones else ""
            inside = f'<mark class="{classes}" data-n="{" ".join(map(str, one.numbers))}">{inside}</mark>'
        return inside if outside else f"{signs}{inside}"

    def _sign(self, beginning: _Beginning) -> str:
        if beginning.column < COLUMNS:
            return self._letter(beginning.first, beginning.column)
        return self._more(beginning.spans)

    def _letter(self, span: MarkedSpan, column: int) -> str:
        reading = self._reading
        first = reading.marks[span.numbers[0] - 1]
        who = [reading.initials(reading.marks[number - 1].row.annotator) for number in span.numbers]
        said = " ".join(who)
        if len(said) > _INITIALS:
            said = f"×{len(who)}"
        initials = f' data-w="{escaped(said)}"' if any(who) else ""
        name = tr("{tag} {number}", tag=reading.tag_name(span.label), number=" ".join(map(str, span.numbers)))
        return (
            f'<a class="m g{self._classes[span.label]} c{column}" href="#{_anchor(first)}"'
            f' data-l="{escaped(self._keys[span.label])}"{initials} aria-label="{escaped(name)}"></a>'
        )

    def _more(self, spans: Sequence[MarkedSpan]) -> str:
        """The sign for what has no letter: how many that are, and the way to where they stand in words."""
        numbers = [number for span in spans for number in span.numbers]
        first = self._reading.marks[numbers[0] - 1]
        told = tr(
            "{n} more begins here than the margin has room for: {numbers} in the list below the text"
            "|{n} more begin here than the margin has room for: {numbers} in the list below the text",
            len(numbers),
            numbers=line_of(", ".join(map(str, numbers)), _NUMBERS),
        )
        return (
            f'<a class="more" href="#{_anchor(first)}" data-l="+{len(numbers)}" title="{escaped(told)}"'
            f' aria-label="{escaped(told)}"></a>'
        )

    def _beside(self, block: MarkedBlock) -> str:
        """The remarks beside a paragraph: who spoke, other links, and notes; what several say alike stands once."""
        lines = []
        for span in block.begins:
            said: dict[str, list[PrintedMark]] = {}
            for number in span.numbers:
                mark = self._reading.marks[number - 1]
                if mark.side_links or mark.row.note:
                    said.setdefault(_remark(mark), []).append(mark)
            lines += [self._remark_line(words, marks) for words, marks in said.items()]
        return f'<ul class="side">{"".join(lines)}</ul>' if lines else ""

    def _remark_line(self, words: str, marks: Sequence[PrintedMark]) -> str:
        who = [self._reading.initials(mark.row.annotator) for mark in marks]
        initials = f' <span class="muted">{escaped(" ".join(who))}</span>' if any(who) else ""
        return f"<li>{self.chip(marks[0].row.label, _anchor_plain(marks[0]))} {words}{initials}</li>"


def in_parts(lines: Sequence[str]) -> Iterator[str]:
    """The lines of something long, some together: a browser looks at a part no sooner than it comes into sight.

    Args:
        lines: as HTML.
    """
    for start in range(0, len(lines), _PART):
        part = lines[start : start + _PART]
        yield "\n".join(part) if len(lines) <= _PART else "\n".join(['<div class="part">', *part, "</div>"])


class _Beginning(NamedTuple):
    """A letter beside the text, or the one sign for several that have no room."""

    spans: list[MarkedSpan]
    column: int
    """``COLUMNS``: no letter, but the sign."""

    @property
    def first(self) -> MarkedSpan:
        """The span that the sign stands at."""
        return self.spans[0]


def _beginnings(spans: Sequence[MarkedSpan]) -> list[_Beginning]:
    """The letters beside a paragraph in columns, so that no two lie on each other, however wide the lines are.

    What has no column, or no lane, is counted by a sign at the first of them.
    """
    taken = [-_NEAR] * COLUMNS
    found: list[_Beginning] = []
    without: _Beginning | None = None
    for span in spans:
        column = next((column for column, last in enumerate(taken) if span.start - last >= _NEAR), COLUMNS)
        if column < COLUMNS and span.lane != NOT_DRAWN:
            taken[column] = span.start
            found.append(_Beginning([span], column))
        elif without is not None and span.start - without.first.start < _NEAR:
            without.spans.append(span)
        else:
            without = _Beginning([span], COLUMNS)
            found.append(without)
    return found


def _remark(mark: PrintedMark) -> str:
    words = [f"<q{direction(mark.row.text)}>{escaped(line_of(mark.row.text, _WORDS_BESIDE))}</q>"]
    words += [
        f"{'→' if link.role == SPEAKER else f'{apart(link.name)}:'} <b{direction(link.words)}>{escaped(link.words)}</b>"
        for link in mark.side_links
    ]
    if mark.row.note:
        words.append(f'<span class="note"{direction(mark.row.note)}>{escaped(mark.row.note)}</span>')
    return " ".join(words)


def _followed(blocks: Sequence[MarkedBlock]) -> Iterator[tuple[MarkedBlock, MarkedBlock | None]]:
    for place, block in enumerate(blocks):
        yield block, blocks[place + 1] if place + 1 < len(blocks) else None


def _words_html(words: str) -> str:
    """A stretch of the article's text: every character is there."""
    if "\n" in words or "\u2029" in words:
        at, parts = 0, []
        for found in _LINE_ENDS.finditer(words):
            parts += [_words_html(words[at : found.start()]), f'<span class="br">{found[0]}</span>']
            at = found.end()
        return "".join([*parts, _words_html(words[at:])])
    safe = escape(words, quote=False)
    return safe if words.isprintable() else _ACTS.sub(_set_apart, safe)


def _set_apart(found: re.Match[str]) -> str:
    name = f"U+{ord(found[0]):04X}"
    kept = "\ufffd" if found[0] == NOT_IN_HTML else found[0]
    return f'<bdi class="ctl" data-u="{name}" title="{name}">{kept}</bdi>'


def _anchor_plain(mark: PrintedMark) -> str:
    return anchor_of(mark.row.annotator, mark.row.id)


def _anchor(mark: PrintedMark) -> str:
    return escaped(_anchor_plain(mark))
