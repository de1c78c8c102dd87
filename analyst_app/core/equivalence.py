"""Canonically equivalent texts: the same letters as other code points (Unicode's NFC and NFD).

Two texts are compared in their composed form (NFC), and positions are carried
there and back. All positions are code points, half-open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from unicodedata import category, combining, is_normalized, normalize

from analyst_app.core import anchor
from analyst_app.core.anchor import CONTEXT, Alignment, BestPlace, Placing, Stretch
from analyst_app.core.span import Span

_FIRST_MARK = "\u0300"
"""No code point before this one joins the one before it."""
_HANGUL_VOWELS, _HANGUL_FINALS = ("\u1161", "\u1175"), ("\u11a8", "\u11c2")
"""First and last of the Hangul letters that join the one before them though they are no marks."""
_HEAP = 64
"""Marks in a row from which a text is not composed."""


class Piece(NamedTuple):
    """A part of a text that is written otherwise in the composed form."""

    start: int
    end: int
    composed_start: int
    composed_end: int


def composed(text: str) -> str:
    """A text in NFC; as it is if it heaps up marks as no language does, for sorting those takes for ever."""
    return text if text.isascii() or is_normalized("NFC", text) or _is_heaped(text) else normalize("NFC", text)


class Composed:
    """A text in its composed form, and the way back.

    Args:
        raw: the text as it is written.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.text = composed(raw)
        self._pieces = [] if self.text == raw else list(_pieces(raw))
        self._starts = [piece.start for piece in self._pieces]
        self._composed_starts = [piece.composed_start for piece in self._pieces]

    def whole(self, span: Span) -> Span:
        """A span of the raw text, widened to whole letters: no edge is left inside a part that is written otherwise."""
        start, end = span
        row = bisect_right(self._starts, start) - 1
        if row >= 0 and start < self._pieces[row].end:
            start = self._pieces[row].start
        row = bisect_right(self._starts, end - 1) - 1
        if row >= 0 and end <= self._pieces[row].end:
            end = self._pieces[row].end
        return Span(start, end)

    def there(self, span: Span) -> Span:
        """The place in the composed form of a span of whole letters."""
        return Span(self._there(span.start), self._there(span.end))

    def back(self, span: Span) -> tuple[Span, bool]:
        """The place in the raw text of a span of the composed form, and True; widened to whole letters, and False."""
        start, starts_whole = self._back(span.start, is_end=False)
        end, ends_whole = self._back(span.end, is_end=True)
        return Span(start, end), starts_whole and ends_whole

    def _there(self, position: int) -> int:
        row = bisect_right(self._starts, position) - 1
        if row < 0:
            return position
        piece = self._pieces[row]
        return piece.composed_start if position < piece.end else position - piece.end + piece.composed_end

    def _back(self, position: int, *, is_end: bool) -> tuple[int, bool]:
        row = bisect_right(self._composed_starts, position) - 1
        if row < 0:
            return position, True
        piece = self._pieces[row]
        if position >= piece.composed_end:
            return position - piece.composed_end + piece.end, True
        if position == piece.composed_start:
            return piece.start, True
        return (piece.end if is_end else piece.start), False


class ComposedAlignment:
    """Two texts that write letters differently, and what is the same in both.

    Args:
        old: the text that spans were made on.
        new: the text they are wanted in.
        stretches: gives the unchanged ones of two texts, in order; asked with the composed forms.
    """

    def __init__(self, old: str, new: str, stretches: Callable[[str, str], Iterable[Stretch]]) -> None:
        self.old = old
        self._old, self._new = Composed(old), Composed(new)
        parts = stretches(self._old.text, self._new.text)
        self._alignment = Alignment(self._old.text, self._new.text, parts)

    def place(self, span: Span) -> Placing:
        """The place in the new text of a span of the old one."""
        whole = self._old.whole(span)
        found, is_certain = self._alignment.place(self._old.there(whole))
        if found is None:
            return Placing(None, False)
        there, is_whole = self._new.back(found)
        if whole == span:
            return Placing(there, is_certain and is_whole)
        if whole.of(self.old) != there.of(self._new.raw):
            return Placing(there, False)
        # an edge inside a letter that both texts write alike keeps its place in it
        inner = Span(there.start + span.start - whole.start, there.end - (whole.end - span.end))
        return Placing(inner, is_certain and is_whole)


class WordSearch:
    """A text in which words are looked for however either writes its letters.

    Args:
        text: the text to look in.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._composed: str | None = None

    def times(self, words: str) -> int:
        """The number of places where words stand: 0, 1, or 2 for more than one."""
        if not words:
            return 0
        if self._composed is None:
            self._composed = composed(self._text)
        wanted = composed(words)
        at = self._composed.find(wanted)
        if at < 0:
            return int(words in self._text)
        return 1 if self._composed.find(wanted, at + 1) < 0 else 2


def written_alike(one: str, other: str) -> bool:
    """True if two texts are in one and the same normal form, so that equal letters are equal code points.

    Args:
        one: a text.
        other: another text.
    """
    return any(is_normalized(form, one) and is_normalized(form, other) for form in ("NFC", "NFD"))


def resolve(text: str, exact: str, prefix: str, suffix: str) -> Placing:
    """The place of a quote with its context in a text that may write its letters otherwise.

    Args:
        text: the text to look in.
        exact: the words of the quote.
        prefix: the words before it in the old text.
        suffix: the words after it in the old text.
    """
    found = anchor.resolve(text, exact, prefix, suffix)
    if found.is_certain or (text.isascii() and exact.isascii()) or written_alike(text, prefix + exact + suffix):
        return found
    new = Composed(text)
    before, words, after = (composed(part) for part in (_uncut(prefix), exact, _uncut(suffix, at_end=True)))
    again = anchor.resolve(new.text, words, before, after)
    if again.span is None:
        return found
    there, is_whole = new.back(again.span)
    return Placing(there, again.is_certain and is_whole)


def in_context(text: Composed, exact: str, prefix: str, suffix: str) -> BestPlace | None:
    """The one place where a quote stands with its context, however either text writes its letters.

    Some words of the context must be there, on one side or both; where it is
    short, because the old text was, all of it.

    Args:
        text: the text to look in.
        exact: the words of the quote.
        prefix: the words before it in the old text.
        suffix: the words after it in the old text.
    """
    words = composed(exact)
    if not words or words not in text.text:
        return None
    before, after = composed(_uncut(prefix)), composed(_uncut(suffix, at_end=True))
    found = anchor.in_best_context(text.text, words, before, after)
    if found is None or not 0 < min(anchor.ENOUGH, len(before) + len(after)) <= found.agreeing:
        return None
    there, is_whole = text.back(found.span)
    return BestPlace(there, found.agreeing) if is_whole else None


def to_propose(text: Composed, exact: str, prefix: str, suffix: str) -> Span | None:
    """The place to propose for a quote that waits: where its context is, else the only one where its words stand.

    Args:
        text: the text to look in.
        exact: the words of the quote.
        prefix: the words before it in the old text.
        suffix: the words after it in the old text.
    """
    found = in_context(text, exact, prefix, suffix)
    if found is not None:
        return found.span
    words = composed(exact)
    at = text.text.find(words) if len(words) >= anchor.TELLING else -1
    if at < 0 or text.text.find(words, at + 1) >= 0:
        return None
    there, is_whole = text.back(Span(at, at + len(words)))
    return there if is_whole else None


def _uncut(context: str, *, at_end: bool = False) -> str:
    """A context without the letter at its far edge, which its limit may have cut in two."""
    if len(context) < CONTEXT:
        return context
    letters = list(letters_in(context))
    start, end = letters[-1 if at_end else 0]
    return context[:start] if at_end else context[end:]


def _pieces(raw: str) -> Iterator[Piece]:
    """The parts that the composed form writes otherwise; only lines that have some are read letter by letter."""
    at = composed_at = 0
    for line in raw.splitlines(keepends=True):
        size = len(line)
        if line.isascii() or is_normalized("NFC", line):
            composed_size = size
        else:
            composed_line = normalize("NFC", line)
            composed_size = len(composed_line)
            found = list(_line_pieces(line))
            if _is_told_by(found, line, composed_line):
                for piece in found:
                    start, end, composed_start, composed_end = piece
                    yield Piece(start + at, end + at, composed_start + composed_at, composed_end + composed_at)
            else:
                yield Piece(at, at + size, composed_at, composed_at + composed_size)
        at += size
        composed_at += composed_size


def _line_pieces(line: str) -> Iterator[Piece]:
    shift = 0
    for start, end in letters_in(line):
        letter = line[start:end]
        if letter.isascii():
            continue
        whole = normalize("NFC", letter)
        if whole != letter:
            yield Piece(start, end, start + shift, start + shift + len(whole))
            shift += len(whole) - (end - start)


def _is_told_by(pieces: list[Piece], line: str, whole: str) -> bool:
    """True if a line with these parts composed is the composed line: no letter joins its neighbour."""
    made, at = [], 0
    for piece in pieces:
        made += [line[at : piece.start], normalize("NFC", line[piece.start : piece.end])]
        at = piece.end
    return "".join((*made, line[at:])) == whole


def letters_in(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each letter with all that joins it, code points."""
    start, last = 0, ""
    for at, code_point in enumerate(text):
        if at > start and not joins(last, code_point):
            yield start, at
            start = at
        last = code_point
    if text:
        yield start, len(text)


def joins(last: str, code_point: str) -> bool:
    """True if a code point may become one letter with the last.

    Args:
        last: the one before it.
        code_point: it.
    """
    if code_point < _FIRST_MARK:
        return False
    if _HANGUL_VOWELS[0] <= code_point <= _HANGUL_VOWELS[1]:
        return "\u1100" <= last <= "\u1112"
    if _HANGUL_FINALS[0] <= code_point <= _HANGUL_FINALS[1]:
        return _HANGUL_VOWELS[0] <= last <= _HANGUL_VOWELS[1] or "\uac00" <= last <= "\ud7a3"
    return category(code_point)[0] == "M"


def _is_heaped(text: str) -> bool:
    """True if more than ``_HEAP`` marks stand in a row; so many cannot stand between two places that are looked at."""
    for at in range(0, len(text), _HEAP):
        if not combining(text[at]):
            continue
        start = end = at
        while start and combining(text[start - 1]):
            start -= 1
        while end < len(text) and combining(text[end]):
            end += 1
        if end - start > _HEAP:
            return True
    return False
