"""The differences between a quote and its source, one at each joint of the words that they share.

A joint is what stands between two runs of shared words: words that only the
quote has, words that only the source has, or both. Whether it is fair is told
from these words alone, whatever the quote as a whole looks like.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from analyst_app.assist.verifying.compared_words import TextWords, asides, ellipses, stage_directions
from analyst_app.assist.verifying.telling_words import TellingWords
from analyst_app.assist.verifying.verdicts import Doubt

_LONG_OMISSION = 80
"""Words that an ellipsis may stand for; more are two places."""
_SPLICE = 8
"""Words of one sentence that may be missing without a mark before it is two places."""
_SHORTENED = {"cannot": "can", "can't": "can", "won't": "will", "shan't": "shall"}
"""Verbs before *not* that it shortens, too."""
_SIC = frozenset(("sic", "sic!"))


class Joint(NamedTuple):
    """One difference, as numbers of words."""

    quote: tuple[int, int]
    """The first of the quote's words and the first after them."""
    source: tuple[int, int]
    """The same of the source."""


class JointFinding(NamedTuple):
    """The outcome at one joint."""

    doubts: tuple[Doubt, ...] = ()
    """The reasons for which it is not fair; none: it is."""
    is_trimmed: bool = False
    """True where fair trimming took or gave words."""
    is_splice: bool = False
    """True where two places are joined."""


class Both:
    """A quote and its source, read for the judging of joints.

    Args:
        quote: the quote's words.
        source: the source's words.
        telling: the words of their language that decide.
    """

    def __init__(self, quote: TextWords, source: TextWords, telling: TellingWords) -> None:
        self.quote, self.source, self._telling = quote, source, telling
        starts = quote.starts
        self.asides = frozenset(
            number
            for span in asides(quote.text)
            for number in range(bisect_left(starts, span.start), bisect_left(starts, span.end))
        )
        """Numbers of the quote's words that stand in square brackets."""
        self._marks = [span.start for span in ellipses(quote.text)]

    def said_in(self, first: int, after: int) -> int:
        """The number of the speaker's own words in a stretch of the quote.

        Args:
            first: number of its first word.
            after: number of the first word after it.
        """
        return sum(number not in self.asides for number in range(first, after))

    def has_ellipsis(self, first: int, after: int) -> bool:
        """True if the quote says that words are left out between two words that are next to shared ones.

        Args:
            first: number of the first word after the last shared one.
            after: number of the next shared one.
        """
        start = self.quote.ends[first - 1] if first else 0
        end = self.quote.starts[after] if after < len(self.quote.starts) else len(self.quote.text)
        return bisect_left(self._marks, start) < bisect_left(self._marks, end)

    def judged(self, joint: Joint) -> JointFinding:
        """The finding at a joint between two runs of shared words, in the order of the source.

        Args:
            joint: where both texts differ.
        """
        added = [n for n in range(*joint.quote) if n not in self.asides]
        inserted = [n for n in range(*joint.quote) if n in self.asides and self.quote.keys[n] not in _SIC]
        first, after = joint.source
        if self.quote.keys[slice(*joint.quote)] == self.source.keys[first:after]:
            return JointFinding()
        left = self._without_fillers(self.source, first, after)
        said = self._without_fillers(self.quote, added[0], added[-1] + 1) if added and not inserted else added
        is_marked = self.has_ellipsis(*joint.quote)
        if not said and not inserted:
            if not left:
                return JointFinding(is_trimmed=first < after or bool(added))
            return self._left_out(left, first, after, is_marked=is_marked)
        words, others = [self.quote.keys[n] for n in (*said, *inserted)], [self.source.keys[n] for n in left]
        if self._are_equal(words, others, joint):
            return JointFinding()
        doubts = self._doubts((*said, *inserted), left)
        if inserted and not said:
            is_denied = any(self._telling.denies(word) for word in words)
            is_turned = is_denied != self._is_turned(left, first, after)
            doubts = (*(("negation",) if is_turned else ()), *(doubt for doubt in doubts if doubt != "negation"))
        is_splice = bool(left) and not inserted and not is_marked and self._is_splice(left, first, after)
        if inserted and not said and self._is_limited(left, first, after, words):
            doubts = (*doubts, "limit")
        if inserted and not said and not doubts:
            if not left or (not is_splice and len(left) <= _SPLICE) or is_marked:
                return JointFinding(is_trimmed=True)
            return JointFinding(("left_out",))
        return JointFinding(
            doubts or self._plain_doubts(words, others), is_splice=is_splice and len(left) > 2 * len(words)
        )

    def _left_out(self, left: Sequence[int], first: int, after: int, *, is_marked: bool) -> JointFinding:
        """The finding where the source has words that the quote has not."""
        if is_marked:
            if self._is_turned(left, first, after):
                return JointFinding(("negation",))
            if self._is_limited(left, first, after, ()):
                return JointFinding(("limit",))
            is_splice = after - first > _LONG_OMISSION or self._crosses(first, after)
            return JointFinding(is_trimmed=True, is_splice=is_splice)
        denied = any(self._telling.denies(self.source.keys[n]) for n in left)
        if self._is_splice(left, first, after):
            return JointFinding(("negation",) if denied else (), is_splice=True)
        return JointFinding((*self._doubts((), left), "left_out"))

    def _crosses(self, first: int, after: int) -> bool:
        """True if the words on both sides of an omission are parts of two sentences, neither at its edge."""
        if first < 1 or self.source.has_break(first - 1, first) or self.source.has_break(after - 1, after):
            return False
        return any(self._ends_sentence(number) for number in range(first, after - 1))

    def _ends_sentence(self, number: int) -> bool:
        """True if a sentence surely ends with a word: not of "3. Mai", "J. Roy" and "Mr. Roy"."""
        key = self.source.keys[number]
        is_short = len(key) < 2 or self._telling.is_number(key) or key in self._telling.abbreviations
        return not is_short and self.source.has_break(number, number + 1)

    def _is_splice(self, left: Sequence[int], first: int, after: int) -> bool:
        inner = range(first - 1, after)
        return (
            len(left) >= _SPLICE
            or any(self.source.has_break(n, n + 1) for n in inner[1:-1])
            or (len(left) > 2 and self.source.has_break(first - 1, after))
        )

    def _is_turned(self, left: Sequence[int], first: int, after: int) -> bool:
        """True if a negation is left out of a sentence of which other words are kept."""
        for number in left:
            word = self.source.keys[number]
            is_mild = word in self._telling.asides_that_deny
            is_apart = self.source.has_pause if is_mild else self.source.has_break
            if self._telling.denies(word) and not (is_apart(first - 1, number) and is_apart(number, after)):
                return True
        return False

    def _is_limited(self, left: Sequence[int], first: int, after: int, said: Sequence[str]) -> bool:
        """True if a limiting word is left out of a clause of which other words are kept, and not said in brackets."""
        telling, source = self._telling, self.source
        if any(telling.limits_at(said, n) for n in range(len(said))):
            return False
        return any(
            telling.limits_at(source.keys, n) and not (source.has_pause(first - 1, n) and source.has_pause(n, after))
            for n in left
        )

    def _without_fillers(self, words: TextWords, first: int, after: int) -> list[int]:
        """The numbers of some words without fillers, repeated words and stage directions."""
        kept, at = [], first
        while at < after:
            size = self._filler_at(words, at, after) or self._repeat_at(words, at, after)
            if not size:
                kept.append(at)
            at += size or 1
        if words is self.source and kept:
            start, end = max(0, words.starts[first] - 80), words.ends[after - 1] + 80
            spans = [(start + one.start, start + one.end) for one in stage_directions(words.text[start:end])]
            kept = [n for n in kept if not self._is_direction(words, n, spans)]
        return kept

    def _is_direction(self, words: TextWords, number: int, spans: Sequence[tuple[int, int]]) -> bool:
        return not self._telling.denies(words.keys[number]) and any(a <= words.starts[number] < b for a, b in spans)

    def _filler_at(self, words: TextWords, at: int, after: int) -> int:
        for size in (4, 3, 2, 1):
            phrase = tuple(words.keys[at : at + size])
            if at + size > after or len(phrase) < size:
                continue
            if phrase in self._telling.fillers:
                return size
            if phrase in self._telling.set_off_fillers and words.is_set_off(at, at + size):
                return size
        return 0

    def _repeat_at(self, words: TextWords, at: int, after: int) -> int:
        """The number of words that are said again right after them, or were right before: "we, we will"."""
        for size in (3, 2, 1):
            phrase = words.keys[at : at + size]
            if at + size > after or any(self._telling.is_number(one) or self._telling.denies(one) for one in phrase):
                continue
            if phrase == words.keys[at + size : at + 2 * size] or phrase == words.keys[max(0, at - size) : at]:
                return size
        return 0

    def _are_equal(self, words: Sequence[str], others: Sequence[str], joint: Joint) -> bool:
        """True of words that differ in spelling alone: 12 and twelve, co-operate and cooperate."""
        if not others:
            return False
        value = self._telling.value_of(words)
        if value is not None and value == self._telling.value_of(others):
            return True
        if _in_full(words) == _in_full(others):
            return True
        if "".join(words) != "".join(others) or any(map(self._telling.is_number, (*words, *others))):
            return False  # 10-20 is not 1020
        pairs = ((self.quote, joint.quote), (self.source, joint.source))
        return any(
            "-" in gap or "\u2010" in gap
            for text, (a, b) in pairs
            for n in range(a, b - 1)
            for gap in [text.between(n, n + 1)]
        )

    def _doubts(self, words: Sequence[int], others: Sequence[int]) -> tuple[Doubt, ...]:
        """The grave differences between some words of the quote and some of the source.

        Args:
            words: numbers of the quote's words.
            others: numbers of the source's words.
        """
        telling, quote, source = self._telling, self.quote, self.source
        one, other = [quote.keys[n] for n in words], [source.keys[n] for n in others]
        found: list[Doubt] = []
        if sum(map(telling.denies, one)) != sum(map(telling.denies, other)) or any(
            telling.are_contraries(a, b) for a in one for b in other if a != b
        ):
            found.append("negation")
        numbers = [sorted(filter(telling.is_number, side)) for side in (one, other)]
        is_inserted = bool(self.asides.intersection(words))
        if (
            numbers[0] != numbers[1]
            and not (is_inserted and not all(numbers))
            and telling.value_of(numbers[0]) != telling.value_of(numbers[1])
        ):
            found.append("number")
        names = (
            {source.keys[n] for n in others if source.is_name(n)},
            {quote.keys[n] for n in words if quote.is_name(n)},
        )
        if names[0] != names[1] and (all(names) or not is_inserted):
            found.append("name")
        return tuple(found)

    @staticmethod
    def _plain_doubts(words: Sequence[str], others: Sequence[str]) -> tuple[Doubt, ...]:
        return ("words",) if words and others else ("added",) if words else ("left_out",)


def _in_full(words: Sequence[str]) -> list[str]:
    """Words with English *not* by itself: can't, cannot and can not are the same."""
    full: list[str] = []
    for word in words:
        if word == "cannot" or word.endswith("n't"):
            full += [_SHORTENED.get(word, word[:-3]), "not"]
        else:
            full.append(word)
    return full
