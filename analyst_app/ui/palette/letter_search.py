"""Finding names by a few typed letters: as they begin, at the beginning of a word, inside, or scattered.

Ten thousand titles are looked through at each key. So they lie in one long
text, a line each, in which ``str.find`` goes from hit to hit, and it ends when
there are as many as can be shown.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice

FIRST, WORD_START, INSIDE, INITIALS, SCATTERED = range(5)
"""The ways in which letters are found, the best first."""
_FEW = 9
"""Names found as they were typed; where there are fewer, letters are found scattered, too."""


class _Folds(dict[int, str]):
    """Code point to one small letter without accent, or to a blank; worked out when first met."""

    def __missing__(self, code: int) -> str:
        small = unicodedata.normalize("NFKD", chr(code))[:1].lower()[:1]
        self[code] = found = small if small.isalnum() else " "
        return found


_FOLDS = _Folds()


def folded(words: str) -> str:
    """Words for comparing: small letters without accents, blanks for all else; one for each code point."""
    return words.translate(_FOLDS)


class _Text:
    """Lines in one long text, each behind a blank, so that a word begins with one everywhere."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._text = "\n " + "\n ".join(lines) + "\n"
        self._starts = list(accumulate((len(line) + 2 for line in lines), initial=0))

    def find(self, first: str, others: Sequence[str] = ()) -> Iterator[int]:
        """The places of the lines that hold all these, in their order."""
        at = self._text.find(first)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            line = f" {self._lines[place]}" if others else ""
            if all(other in line for other in others):
                yield place
            at = self._text.find(first, self._starts[place + 1])


class Names:
    """Names among which letters are found.

    Args:
        names: as they are shown, in the order in which equally good ones are found.
        scatters: True: letters need not stand together, nor begin words. For short names.
    """

    def __init__(self, names: Sequence[str], *, scatters: bool = False) -> None:
        self._names = [folded(name) for name in names]
        self._scatters = scatters
        self._text = _Text(self._names)
        self._initials = _Text(["".join([word[0] for word in name.split()]) for name in self._names])

    def find(self, typed: str, most: int) -> list[tuple[int, int]]:
        """The names in which what was typed is found: in which way, and the name's place in the list; best first.

        Args:
            typed: letters, of one word or several.
            most: how many are wanted.
        """
        words = folded(typed).split()
        if not words:
            return [(FIRST, place) for place in range(min(most, len(self._names)))]
        hits: dict[int, int] = {}
        for way, first, others in (
            (FIRST, "\n " + " ".join(words), ()),
            (WORD_START, f" {words[0]}", [f" {word}" for word in words[1:]]),
            (INSIDE, words[0], words[1:]),
        ):
            _add(hits, way, self._text.find(first, others), most)
        if len(hits) < min(_FEW, most):
            letters = "".join(words)
            _add(hits, INITIALS, self._initials.find(letters), most)
            if self._scatters and len(letters) > 1:
                is_there = _in_order(letters)
                _add(hits, SCATTERED, (n for n, name in enumerate(self._names) if is_there.match(name)), most)
        return [(way, place) for place, way in hits.items()]

    def way(self, typed: str, place: int) -> int | None:
        """The way in which what was typed is found in one name; None: it is not."""
        hits = Names([self._names[place]], scatters=self._scatters).find(typed, 1)
        return hits[0][0] if hits else None


def _add(hits: dict[int, int], way: int, places: Iterator[int], most: int) -> None:
    """Add places that are not among the hits yet, as far as more are wanted."""
    new = (place for place in places if place not in hits)
    hits |= dict.fromkeys(islice(new, max(0, most - len(hits))), way)


def _in_order(letters: str) -> re.Pattern[str]:
    """All letters in their order, each at its first place: never goes back."""
    return re.compile("".join(f"[^{one}]*({one})" for one in letters))


def marks(typed: str, name: str) -> list[tuple[int, int]]:
    """The places of what was typed in a name, for marking them: begin and end in code points.

    Args:
        typed: letters, of one word or several.
        name: as it is shown.
    """
    words, name = folded(typed).split(), folded(name)
    places = []
    for word in words:
        at = f" {name}".find(f" {word}")
        at = at if at >= 0 else name.find(word)
        if at < 0:
            return _scattered_marks("".join(words), name)
        places.append((at, at + len(word)))
    return _joined(places)


def _scattered_marks(letters: str, name: str) -> list[tuple[int, int]]:
    starts = [word.start() for word in re.finditer(r"\S+", name)]
    at = "".join(name[start] for start in starts).find(letters)
    if at >= 0:
        return [(start, start + 1) for start in starts[at : at + len(letters)]]
    there = _in_order(letters).match(name)
    return _joined([there.span(group + 1) for group in range(len(letters))]) if there else []


def _joined(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Places in their order, those that touch made one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
