"""Articles that are copies of one another, such as wire stories: found by shared stretches of their letters.

Each article is sketched by hashes of its shingles (Broder 1997): twelve letters
from the beginning of each word on, over what stands between words, each letter
in the one form that Unicode has for all ways of writing it (NFKC). A sign of
Chinese, Japanese, Thai or Khmer is a word and counts as three letters, for it
says as much. Of few shingles all are kept, so that briefs can be compared; of
many those whose hash is divisible by a power of two, by which containment stays
measurable: two sketches are compared by what the coarser one can hold, so a
shortened copy is found too. Two articles belong together if about a third of the
smaller sketch is in the other: of copies each of which had one word in ten
changed half of it is, and of articles on different things next to nothing.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import accumulate
from operator import or_
from unicodedata import is_normalized, normalize

from analyst_app.core.equivalence import composed

SHINGLE = 12
"""Letters."""
SHARE = 0.35
"""Of the smaller sketch, from which two articles are copies."""

_FEW = 128
"""So many hashes are kept at least, of a text that has them; fewer than twice as many at most."""
_LEAST = 3
"""Two sketches must share as many; a text with fewer shingles has a copy only in one of the same words."""
_LOOKED_AT = 20
"""So many earlier articles are looked at for one hash: boilerplate would cost a square otherwise."""
_SIGNS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese, Yi and Korean: scripts without spaces, or of syllables."""
_LETTERS_OF_A_SIGN = 3
_WORD = re.compile(rf"[{_SIGNS}]|[^\W{_SIGNS}]+")
_SIGN = re.compile(f"[{_SIGNS}]")
_BYTES = 4
"""Of a letter in UTF-32, in which all have as many."""


def sketch(text: str) -> array[int]:
    """The hashes of a text's shingles that are kept, ascending; the whole text's hash if it is very short."""
    plain = one_form(text).casefold()
    words = _WORD.findall(plain)
    if not plain.isascii() and _SIGN.search(plain):
        words = [word * _LETTERS_OF_A_SIGN if _SIGN.match(word) else word for word in words]
    letters = "".join(words).encode("utf-32-le", "surrogatepass")
    width, last = SHINGLE * _BYTES, len(letters) - SHINGLE * _BYTES
    places = [_BYTES * start for start in accumulate(map(len, words), initial=0)]
    kept = {zlib.crc32(letters[place : place + width]) for place in places if place <= last}
    if len(kept) < _LEAST:
        return array("I", [zlib.crc32(letters)])
    rate = 1
    while len(kept) >= 2 * _FEW:
        rate *= 2
        kept = {value for value in kept if value % rate == 0}
    return array("I", sorted(kept))


def one_form(text: str) -> str:
    """A text whose letters are written in one way (NFKC); as it is if it heaps up marks as no language does."""
    whole = composed(text)
    return normalize("NFKC", whole) if not whole.isascii() and is_normalized("NFC", whole) else whole


def clusters(sketches: Sequence[array[int]]) -> list[int]:
    """For each article the number of its cluster: the place of the first article in it."""
    joined = Clusters(len(sketches))
    sizes = _Sizes(sketches)
    holders: dict[int, int | list[int]] = {}
    for number, one in enumerate(sketches):
        for other, count in _shared(one, number, holders).items():
            if count >= _LEAST:
                is_copy = count >= SHARE * sizes.smaller(number, other)
            else:  # very short texts, of which the whole is one hash
                is_copy = len(one) < _LEAST and one == sketches[other]
            if is_copy:
                joined.join(number, other)
    return joined.numbers()


def _shared(one: array[int], number: int, holders: dict[int, int | list[int]]) -> Counter[int]:
    """The numbers of earlier articles with how many hashes each shares with one; this one is noted as a holder."""
    found: list[int] = []
    for value in one:
        known = holders.setdefault(value, number)
        if known is number:
            continue
        if isinstance(known, int):
            found.append(known)
            holders[value] = [known, number]
        else:
            found += known
            if len(known) < _LOOKED_AT:
                known.append(number)
    return Counter(found)


class _Sizes:
    """The numbers of hashes of sketches, as far as two that were chosen by different numbers can hold the same."""

    def __init__(self, sketches: Sequence[array[int]]) -> None:
        self._sketches = sketches
        self._rates = [_rate(one) for one in sketches]
        self._known: dict[tuple[int, int], int] = {}

    def smaller(self, one: int, other: int) -> int:
        """The size of the smaller of two sketches.

        Args:
            one: an article's number.
            other: the number of another.
        """
        rate = max(self._rates[one], self._rates[other])
        return min(self._size(one, rate), self._size(other, rate))

    def _size(self, number: int, rate: int) -> int:
        if rate == self._rates[number]:
            return len(self._sketches[number])
        key = (number, rate)
        if key not in self._known:
            self._known[key] = sum(value % rate == 0 for value in self._sketches[number])
        return self._known[key]


def _rate(values: array[int]) -> int:
    """The largest power of two that divides all hashes of a sketch: what those of its text were chosen by."""
    together = reduce(or_, values, 0)
    return together & -together or 1


class Clusters:
    """Things that are joined step by step (union-find)."""

    def __init__(self, count: int) -> None:
        self._parents = list(range(count))

    def join(self, one: int, other: int) -> None:
        """Put two into one cluster.

        Args:
            one: an article's number.
            other: the number of its copy.
        """
        first, second = sorted((self._root(one), self._root(other)))
        self._parents[second] = first

    def join_equal(self, keys: Iterable[str]) -> None:
        """Join all that have the same key; an empty one joins nothing."""
        first: dict[str, int] = {}
        for number, key in enumerate(keys):
            if key:
                self.join(number, first.setdefault(key, number))

    def numbers(self) -> list[int]:
        """For each its cluster."""
        return [self._root(number) for number in range(len(self._parents))]

    def _root(self, number: int) -> int:
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number
