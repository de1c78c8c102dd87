"""JointFinding where the words of a quote stand in a source: the most alike stretch, and what stands elsewhere.

Words are compared as whole words, so a source of 200 kB is some 35,000 numbers,
which rapidfuzz looks through in a few milliseconds (``partial_ratio_alignment``
after Hyyrö's bit-parallel Indel distance). That score only finds the place; the
verdict comes from the words that differ there.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from analyst_app.assist.verifying.compared_words import TextWords, compared
from analyst_app.errors import MissingExtra

_MARGIN = 8
"""Words that are looked at on both sides of the most alike stretch, besides half as many as the quote has."""
_ELSEWHERE = 4
"""Words in a row that are looked for elsewhere if they do not stand at the place of the others,"""
_ELSEWHERE_LETTERS = 15
"""and the letters that they have at least,"""
_ELSEWHERE_SHARE = 0.8
"""and the share of them that must be there."""
_FAR = 3
"""A few words at an end of the place belong to it only if they are no further off than so many times their number."""


class SharedRun(NamedTuple):
    """A run of words that a quote and its source have in common."""

    quote: int
    """Number of its first word in the quote,"""
    source: int
    """and in the source."""
    size: int
    """Number of its words."""


class SourceText:
    """A text that quotes are held against, prepared once for all of them.

    Args:
        text: the whole of it.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> TextWords:
        """Its words."""
        return compared(self.text)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(dict.fromkeys(self.words.keys))}

    @cached_property
    def _as_numbers(self) -> list[int]:
        return [self._numbers[word] for word in self.words.keys]

    def blocks(self, keys: Sequence[str], first: int = 0, after: int | None = None) -> list[SharedRun]:
        """The runs of a quote's words that stand in the source, in the order of the quote.

        Args:
            keys: the quote's words.
            first: number of the source's word from which they are looked for.
            after: number of the word before which they must end; None: the end.

        Raises:
            MissingExtra: rapidfuzz is not installed.
        """
        require_rapidfuzz()
        unknown = len(self._numbers)
        asked = [self._numbers.get(word, unknown) for word in keys]
        if not asked or not self._as_numbers or all(word == unknown for word in asked):
            return []
        found = self._alike(asked, 0, first, len(self._as_numbers) if after is None else after)
        for start, end in _weak_stretches(found, len(asked)):
            if end - start < _ELSEWHERE or sum(map(len, keys[start:end])) < _ELSEWHERE_LETTERS:
                continue
            elsewhere = self._alike(asked[start:end], start, 0, len(self._as_numbers))
            if sum(block.size for block in elsewhere) >= _ELSEWHERE_SHARE * (end - start):
                found = [block for block in found if not start <= block.quote < end] + elsewhere
        return sorted(found)

    def _alike(self, asked: list[int], offset: int, first: int, after: int) -> list[SharedRun]:
        """The runs at the most alike stretch of the source.

        Args:
            asked: words of the quote, as numbers.
            offset: number of the first of them in the quote.
            first: number of the source's first word that is looked at,
            after: and of the first one after them.
        """
        source = self._as_numbers
        if len(asked) < after - first:
            start, end = _alike_stretch(asked, source[first:after])
            margin = len(asked) // 2 + _MARGIN
            low, high = first + start - margin, first + end + margin
            first, after = max(first, low), min(after, high)
        found = _without_strays(_together(_matching(asked, source, first, after), asked, source))
        if found:  # once more, with no more words beside it than the quote has
            head, tail = found[0], found[-1]
            spare = len(asked) - tail.quote - tail.size
            first, after = max(first, head.source - head.quote), min(after, tail.source + tail.size + spare)
            found = _together(_matching(asked, source, first, after), asked, source)
        return [SharedRun(block.quote + offset, block.source, block.size) for block in _without_strays(found)]


def require_rapidfuzz() -> None:
    """Do nothing where quotes can be held against sources on this machine.

    Raises:
        MissingExtra: rapidfuzz is not installed; says how it is.
    """
    try:
        import rapidfuzz  # noqa: F401 - asked for, before work begins that would need it
    except ImportError as error:
        raise MissingExtra("verify", "holding quotes against their sources") from error


def _alike_stretch(asked: list[int], source: list[int]) -> tuple[int, int]:
    """The stretch of the source that is most like some words, as numbers of its words.

    Args:
        asked: the words, as numbers; fewer than the source has.
        source: the words of the source, as numbers.
    """
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(asked, source)
    return (found.dest_start, found.dest_end) if found is not None else (0, len(source))


def _matching(asked: list[int], source: list[int], first: int, after: int) -> list[SharedRun]:
    from rapidfuzz.distance import Indel

    blocks = Indel.opcodes(asked, source[first:after])
    return [
        SharedRun(one.src_start, first + one.dest_start, one.src_end - one.src_start)
        for one in blocks
        if one.tag == "equal"
    ]


def _together(blocks: list[SharedRun], asked: list[int], source: list[int]) -> list[SharedRun]:
    """The blocks with each whose words stand right beside its neighbour, too, moved there.

    Of several alignments with as many shared words any may be found, also one
    whose first word stands a sentence earlier.

    Args:
        blocks: in the order of the quote.
        asked: the quote's words, as numbers.
        source: the source's words, as numbers.
    """
    found: list[SharedRun] = []
    for block in blocks:
        at = block
        while found and found[-1].quote + found[-1].size == at.quote:
            last = found[-1]
            before, after = at.source - last.size, last.source + last.size
            words, others = asked[last.quote : at.quote], asked[at.quote : at.quote + at.size]
            if before >= after and source[before : at.source] == words:
                at = SharedRun(last.quote, before, last.size + at.size)
            elif source[after : after + at.size] == others:
                at = SharedRun(last.quote, last.source, last.size + at.size)
            else:
                break
            found.pop()
        if found:
            found[-1], at = _nearer(found[-1], at, source)
        found.append(at)
    return found


def _nearer(one: SharedRun, other: SharedRun, source: list[int]) -> tuple[SharedRun, SharedRun]:
    """Two neighbours, the smaller moved to where its words stand as near to the other as they do in the quote.

    Args:
        one: the earlier one.
        other: the next one.
        source: the source's words, as numbers.
    """
    gap = other.quote - one.quote - one.size
    place, after = other.source - gap - one.size, one.source + one.size + gap
    if not gap or other.source - one.source - one.size <= gap:
        return one, other
    if one.size <= other.size:
        is_there = source[place : place + one.size] == source[one.source : one.source + one.size]
        return (one._replace(source=place) if is_there and place >= 0 else one), other
    is_there = source[after : after + other.size] == source[other.source : other.source + other.size]
    return one, (other._replace(source=after) if is_there else other)


def _without_strays(blocks: list[SharedRun]) -> list[SharedRun]:
    """The blocks without the few words at either end that stand far off from the others."""
    blocks = list(blocks)
    while len(blocks) > 1 and _is_stray(blocks[0].size, blocks[0], blocks[1]):
        del blocks[0]
    while len(blocks) > 1 and _is_stray(blocks[-1].size, blocks[-2], blocks[-1]):
        del blocks[-1]
    return blocks


def _is_stray(size: int, one: SharedRun, other: SharedRun) -> bool:
    """True if the words between two blocks are too many for the smaller of them to belong to the other."""
    of_quote, of_source = other.quote - one.quote - one.size, other.source - one.source - one.size
    return of_source - of_quote > _FAR * size + 1 or (of_quote > size and of_quote + of_source > 2 * _FAR * size)


def _weak_stretches(blocks: Sequence[SharedRun], size: int) -> list[tuple[int, int]]:
    """The runs of a quote's words that stand in no block of more than two words, unless they all stand in some.

    Args:
        blocks: in the order of the quote.
        size: number of the quote's words.
    """
    strong = [block for block in blocks if block.size > 2]
    shared = {block.quote + step for block in blocks for step in range(block.size)}
    edges = [(0, 0), *((block.quote, block.quote + block.size) for block in strong), (size, size)]
    weak = [(end, start) for (_, end), (start, _) in pairwise(edges)]
    return [(start, end) for start, end in weak if not shared.issuperset(range(start, end))]
