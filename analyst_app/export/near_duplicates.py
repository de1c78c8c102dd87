"""Articles that are copies of one another, such as wire stories: found by shared word shingles.

Each article is sketched by a fixed sample of the hashes of its five-word
shingles (Broder 1997; sampling hashes divisible by a number keeps containment
measurable, so a shortened copy is found too). Two articles belong together if
half of the smaller sketch is in the other.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence

SHINGLE = 5
"""Words."""
SHARE = 0.5
"""Of the smaller sketch, from which two articles are copies."""

_SAMPLED = 4
_LEAST = 8
"""Sketches smaller than this say nothing, unless they are equal."""
_LOOKED_AT = 20
"""So many earlier articles are looked at for one hash: boilerplate would cost a square otherwise."""
_WORD = re.compile(r"\w+")


def sketch(text: str) -> array[int]:
    """The sampled shingle hashes of a text, ascending; the whole text's hash if it is short."""
    words = [word.encode("utf-8", "replace") for word in _WORD.findall(text.casefold())]
    hashes = {zlib.crc32(b" ".join(words[at : at + SHINGLE])) for at in range(len(words) - SHINGLE + 1)}
    sampled = sorted(value for value in hashes if value % _SAMPLED == 0)
    if len(sampled) < _LEAST:
        sampled = [zlib.crc32(b" ".join(words))]
    return array("I", sampled)


def clusters(sketches: Sequence[array[int]]) -> list[int]:
    """For each article the number of its cluster: the place of the first article in it."""
    joined = Clusters(len(sketches))
    holders: dict[int, array[int]] = {}
    for number, one in enumerate(sketches):
        shared = Counter(other for value in one for other in holders.get(value, ()))
        for other, count in shared.items():
            if count >= SHARE * min(len(one), len(sketches[other])):
                joined.join(number, other)
        for value in one:
            known = holders.setdefault(value, array("I"))
            if len(known) < _LOOKED_AT:
                known.append(number)
    return joined.numbers()


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
