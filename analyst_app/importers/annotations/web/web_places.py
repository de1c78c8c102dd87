"""Puts what a Web Annotation selects on a text: by its position if its words stand there, else by its words.

The model counts code points; programs that run in a browser, and INCEpTION,
count UTF-16 units. Which of the two a file does is decided once, by the
positions whose words stand there exactly.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from analyst_app.core.offsets import OffsetMap
from analyst_app.core.webannotation import WebSelection

_LEAST = 4
"""Characters round a quote that must agree where not all of them do."""


class Placed(NamedTuple):
    """A stretch of a text, code points, half-open; or the kind of loss for which there is none."""

    start: int = -1
    end: int = -1
    lost: str = ""
    is_moved: bool = False
    """True if the words stand elsewhere than the position says."""


class WebText:
    """A text that annotations are about.

    Args:
        text: its characters.
        is_utf16: True if positions count UTF-16 units, False: code points.
    """

    def __init__(self, text: str, *, is_utf16: bool = False) -> None:
        self.text = text
        self._units = OffsetMap.of(text) if is_utf16 else None

    def place(self, selection: WebSelection, *, counts_here: bool = True) -> Placed:
        """The place of a selection in the text.

        Args:
            selection: of a target.
            counts_here: False if its positions count in another text, such as the page.
        """
        return self._place(selection, 0, len(self.text), counts_here)

    def stands(self, selection: WebSelection) -> bool:
        """True if the words of a selection stand exactly at its position."""
        start, end = self._position(selection, 0)
        return 0 <= start < end and self.text[start:end] == selection.quote.get("exact")

    def _place(self, selection: WebSelection, first: int, last: int, counts_here: bool) -> Placed:
        found = self._one(selection, first, last, counts_here)
        if selection.refined is None or found.lost:
            return found
        inner = self._place(selection.refined, found.start, found.end, counts_here)
        return inner._replace(is_moved=inner.is_moved or found.is_moved)

    def _one(self, selection: WebSelection, first: int, last: int, counts_here: bool) -> Placed:
        words = selection.quote.get("exact", "")
        position = self._position(selection, first) if counts_here and selection.position else None
        if position and first <= position[0] < position[1] <= last:
            if not words or self.text[slice(*position)] == words:
                return Placed(*position)
        elif position and not words:
            return Placed(lost="unplaced span")
        if words:
            places = list(self._places(words, first, last))
            if len(places) > 1:
                places = self._fitting(places, selection)
            if len(places) == 1:
                return Placed(*places[0], is_moved=position is not None)
            return Placed(lost="several places" if places else "other words")
        if selection.refined is not None:
            return Placed(first, last)
        return Placed(lost="other selector")

    def _position(self, selection: WebSelection, first: int) -> tuple[int, int]:
        start, end = selection.position or (-1, -1)
        if min(start, end) < 0:
            return -1, -1
        if self._units is None:
            return start + first, end + first
        base = self._units.to_utf16(first)
        return self._units.to_codepoints(start + base), self._units.to_codepoints(end + base)

    def _places(self, words: str, first: int, last: int) -> Iterator[tuple[int, int]]:
        """All places of words; if there are none, those that differ from them by white space only."""
        exact = [(one.start(), one.end()) for one in _overlapping(re.escape(words), self.text, first, last)]
        if exact:
            yield from exact
            return
        parts = [re.escape(one) for one in words.split()]
        if parts:
            for one in _overlapping(r"\s+".join(parts), self.text, first, last):
                yield one.start(), one.end()

    def _fitting(self, places: Sequence[tuple[int, int]], selection: WebSelection) -> list[tuple[int, int]]:
        """The places of words whose surroundings fit best; all if there is nothing to tell them by."""
        before, after = _plain(selection.quote.get("prefix", "")), _plain(selection.quote.get("suffix", ""))
        scores = []
        for start, end in places:
            left = _alike(before[::-1], _plain(self.text[max(0, start - 2 * len(before) - 8) : start])[::-1])
            right = _alike(after, _plain(self.text[end : end + 2 * len(after) + 8]))
            scores.append(left + right)
        best = max(scores)
        if best < min(_LEAST, len(before) + len(after)) or not best:
            return list(places)
        return [place for place, score in zip(places, scores, strict=True) if score == best]


def votes(text: str, selections: Iterable[WebSelection]) -> tuple[int, int]:
    """Numbers of selections whose words stand exactly at their position, in code points and in UTF-16 units.

    Args:
        text: the text that they are on.
        selections: of the file.
    """
    quoted = [one._replace(refined=None) for one in selections if one.position and one.quote.get("exact")]
    counts = []
    for is_utf16 in (False, True):
        counted = WebText(text, is_utf16=is_utf16)
        counts.append(sum(counted.stands(one) for one in quoted))
    return counts[0], counts[1]


def _overlapping(pattern: str, text: str, first: int, last: int) -> Iterator[re.Match[str]]:
    compiled = re.compile(pattern)
    at = first
    while (found := compiled.search(text, at, last)) is not None:
        yield found
        at = found.start() + 1


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _alike(wanted: str, found: str) -> int:
    """Number of characters that both begin with."""
    number = 0
    for one, other in zip(wanted, found, strict=False):
        if one != other:
            break
        number += 1
    return number
