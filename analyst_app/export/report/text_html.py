"""The text of an article as HTML: paragraphs with lanes, letters in the margin and remarks beside.

The text of the elements of class ``t``, one after the other, is the article's
text, character for character: letters, numbers and arrows are no text but
attributes, which the style shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from analyst_app.core.excerpts import line_of
from analyst_app.corpus.overview import SPEAKER
from analyst_app.export.report.html_page import NOT_IN_HTML, direction, escaped
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
        self._columns = _Columns()
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
        self._columns.begin()
        begins, inside = iter([*block.begins, None]), []
        waiting = next(begins)
        for piece in block.pieces:
            while waiting is not None and waiting.start < piece.end:
                inside.append(self._letter(waiting))
                waiting = next(begins)
            inside.append(self._piece(piece))
        number = f' data-p="{block.number}" id="t-{key}-{block.number}"' if block.number and not block.goes_on else ""
        tight = " tight" if after is not None and not after.follows_blank else ""
        words = f'<p class="{classes}"{direction(text[block.start : block.end])}{number}>{"".join(inside)}</p>'
        return f'<div class="row{tight}">{words}{self._beside(block)}</div>'

    def _piece(self, piece: MarkedPiece) -> str:
        inside = _words_html(self._reading.article.text[piece.start : piece.end])
        tinted = next((one for one in reversed(piece.marks) if self._tinted[one.label]), None)
        for one in reversed(piece.marks):
            classes = f"g{self._classes[one.label]} k{one.lane}"
            classes += " i" if one is tinted else ""
            classes += " e" if piece.end == one.end else ""
            classes += " zone" if one.label in self._zones else ""
            inside = f'<mark class="{classes}" data-n="{" ".join(map(str, one.numbers))}">{inside}</mark>'
        return inside

    def _letter(self, span: MarkedSpan) -> str:
        column = self._columns.place(span.start)
        if column >= COLUMNS or span.lane == NOT_DRAWN:
            is_first = self._columns.is_first_more(span.start)
            return f'<span class="more" data-l="+" title="{escaped(_MORE())}"></span>' if is_first else ""
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


class _Columns:
    """The column of each letter, so that no two lie on each other, however wide the lines are."""

    def __init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """A paragraph begins: nothing stands beside its first line."""
        self._last = [-_NEAR] * COLUMNS
        self._more = -_NEAR

    def place(self, start: int) -> int:
        """The column for a letter at a code point; ``COLUMNS`` where none is free."""
        for column, last in enumerate(self._last):
            if start - last >= _NEAR:
                self._last[column] = start
                return column
        return COLUMNS

    def is_first_more(self, start: int) -> bool:
        """True if no sign for further letters stands near."""
        is_far = start - self._more >= _NEAR
        if is_far:
            self._more = start
        return is_far


def _remark(mark: PrintedMark) -> str:
    words = [f"<q{direction(mark.row.text)}>{escaped(line_of(mark.row.text, _WORDS_BESIDE))}</q>"]
    words += [
        f"{'→' if link.role == SPEAKER else f'{escaped(link.name)}:'} "
        f"<b{direction(link.words)}>{escaped(link.words)}</b>"
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


def _MORE() -> str:
    return tr("More begin here than the margin has room for: see the list below the text.")
