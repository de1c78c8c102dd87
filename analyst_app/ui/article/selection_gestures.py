"""The ends of a selection: words on a drag, sentences on a triple click, whole graphemes always.

Pure of widgets: positions are code points, and what comes back is where anchor
and caret should stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from analyst_app.core.span import Span
from analyst_app.language import snapping

if TYPE_CHECKING:
    from analyst_app.language.language import Language

Direction = Literal["forward", "backward"]


class Selection(NamedTuple):
    """Anchor and caret, code points; equal if nothing is selected."""

    anchor: int
    caret: int

    @property
    def span(self) -> Span:
        """The span that lies between."""
        return Span(min(self), max(self))

    def covering(self, span: Span) -> Selection:
        """A span, with the caret on the side where it was."""
        return Selection(span.end, span.start) if self.caret < self.anchor else Selection(span.start, span.end)


def whole_graphemes(text: str, selection: Selection) -> Selection:
    """The selection grown until it splits no grapheme."""
    return selection.covering(snapping.grapheme_bounds(text, selection.span))


def after_drag(text: str, selection: Selection, *, is_exact: bool) -> Selection:
    """The selection of a drag: whole words, unless it is exact."""
    if is_exact:
        return whole_graphemes(text, selection)
    return selection.covering(snapping.snap_to_words(text, selection.span))


def word_at(text: str, position: int) -> Selection:
    """The selection of a double click: the word, or the character between words."""
    word = snapping.word_at(text, position)
    if word is None:
        end = position if text[position : position + 1] in ("", "\n") else snapping.next_grapheme(text, position)
        word = Span(position, end)
    return Selection(*word)


def sentence_at(text: str, position: int, language: Language) -> Selection:
    """The selection of a triple click."""
    from analyst_app.language.sentences import sentence_at as find_sentence

    return Selection(*find_sentence(text, position, language))


def extended(text: str, selection: Selection, direction: Direction, *, by_words: bool) -> Selection:
    """The selection with its caret moved on by a grapheme or word.

    A caret that moves away from the anchor stops where words end on its side;
    one that comes back to it stops where the words that stay begin.
    """
    anchor, caret = selection
    if direction == "forward":
        if by_words:
            caret = snapping.next_word(text, caret, edge="end" if caret >= anchor else "start")
        else:
            caret = snapping.next_grapheme(text, caret)
    elif by_words:
        caret = snapping.previous_word(text, caret, edge="start" if caret <= anchor else "end")
    else:
        caret = snapping.previous_grapheme(text, caret)
    return Selection(anchor, caret)


def settled(text: str, position: int, before: int) -> int:
    """A caret position moved off the inside of a grapheme, on in the direction it came."""
    start = snapping.grapheme_bounds(text, Span(position, position)).start
    if start == position or position < before:
        return start
    return snapping.next_grapheme(text, start)


def dragged_edge(text: str, span: Span, position: int, *, is_end: bool, is_exact: bool) -> Span:
    """A span with one edge moved to a position, to whole words unless it is exact; the edges stay a grapheme apart."""
    position = snapping.grapheme_bounds(text, Span(position, position)).start
    if is_end:
        moved = Span(span.start, max(position, snapping.next_grapheme(text, span.start)))
        return moved if is_exact else Span(span.start, max(snapping.snap_to_words(text, moved).end, span.start + 1))
    moved = Span(min(position, snapping.previous_grapheme(text, span.end)), span.end)
    return moved if is_exact else Span(min(snapping.snap_to_words(text, moved).start, moved.end - 1), span.end)
