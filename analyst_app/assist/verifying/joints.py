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
_SENTENCE = 20
"""Words of a sentence before a place among which its subject is looked for."""
_HYPHENS = frozenset("-\u2010\u2011")
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
            return self._left_out(left, joint, is_marked=is_marked)
        words, others = [self.quote.keys[n] for n in (*said, *inserted)], [self.source.keys[n] for n in left]
        if self._are_equal(words, others, joint):
            return JointFinding()
        doubts = self._doubts((*said, *inserted), left)
        if inserted and not said:
            keys = self.quote.keys
            is_denied = any(self._telling.denies(keys[n]) for n in inserted)
            is_limited = any(self._telling.turns_at(keys, n) for n in inserted)
            turned = self._turned(left, first, after)
            found: list[Doubt] = ["negation"] if is_denied != ("negation" in turned) else []
            if not is_denied and is_limited != ("limit" in turned):
                found.append("limit")
            doubts = (*found, *(doubt for doubt in doubts if doubt != "negation"))
            if not doubts and self._is_another(inserted, left, first, after):
                doubts = ("words",)
        is_splice = bool(left) and not inserted and not is_marked and self._is_splice(left, first, after)
        if inserted and not said and not doubts:
            if not left or (not is_splice and len(left) <= _SPLICE) or is_marked:
                return JointFinding(is_trimmed=True)
            return JointFinding(("left_out",))
        return JointFinding(
            doubts or self._plain_doubts(words, others), is_splice=is_splice and len(left) > 2 * len(words)
        )

    def _left_out(self, left: Sequence[int], joint: Joint, *, is_marked: bool) -> JointFinding:
        """The finding where the source has words that the quote has not."""
        first, after = joint.source
        if is_marked:
            turned = self._turned(left, first, after)
            if turned:
                return JointFinding(turned[:1])
            is_splice = after - first > _LONG_OMISSION or self._is_across(joint)
            return JointFinding(is_trimmed=True, is_splice=is_splice)
        denied = any(self._telling.denies(self.source.keys[n]) for n in left)
        if self._is_splice(left, first, after):
            return JointFinding(("negation",) if denied else (), is_splice=True)
        return JointFinding((*self._doubts((), left), "left_out"))

    def _is_across(self, joint: Joint) -> bool:
        """True if an ellipsis joins the beginning of one sentence with the end of another, as if they were one."""
        first, after = joint.source
        ends = [n for n in range(max(0, first - 1), min(after, len(self.source.keys) - 1)) if self._ends_sentence(n)]
        if not ends or ends[-1] == after - 1:
            return False
        return not set(_ellipsis_less(self.quote.between(joint.quote[0] - 1, joint.quote[1]))) & set(".!?؟。")

    def _ends_sentence(self, number: int) -> bool:
        """True if a sentence of the source ends with a word; not at the dot of "Mr.", "J." and "3."."""
        key = self.source.keys[number]
        is_dotted = len(key) == 1 or (key.isdigit() and len(key) == 2) or key in self._telling.abbreviations
        return not is_dotted and self.source.has_break(number, number + 1)

    def _is_another(self, inserted: Sequence[int], left: Sequence[int], first: int, after: int) -> bool:
        """True if words in square brackets do not explain the words that they stand for: [love] for hate.

        They may stand for a pronoun or an aside, be a name or a pronoun, or the same word in another form.
        """
        if left and self.source.has_pause(first - 1, first) and self.source.has_pause(after - 1, after):
            return False
        telling, own = self._telling, self._telling.reversals.own
        words, others = {self.quote.keys[n] for n in inserted}, {self.source.keys[n] for n in left}
        if words & own and not others & own and (others or self._is_of_others(after)):
            return True
        given = [self.quote.keys[n] for n in inserted if not self.quote.is_name(n)]
        kept = [self.source.keys[n] for n in left if not self.source.is_name(n)]
        given, kept = ([one for one in side if one not in telling.small] for side in (given, kept))
        has_name = any(map(self.quote.is_name, inserted))
        return bool(given and kept) and not has_name and not any(_are_forms(a, b) for a in given for b in kept)

    def _is_of_others(self, after: int) -> bool:
        """True if the sentence has words before that place, and none of them is the speaker's own pronoun."""
        low = max(0, after - _SENTENCE)
        before = [n for n in range(low, after) if not self.source.has_break(n, after)]
        return bool(before) and not any(self.source.keys[n] in self._telling.reversals.own for n in before)

    def _is_splice(self, left: Sequence[int], first: int, after: int) -> bool:
        inner = range(first - 1, after)
        return (
            len(left) >= _SPLICE
            or any(self.source.has_break(n, n + 1) for n in inner[1:-1])
            or (len(left) > 2 and self.source.has_break(first - 1, after))
        )

    def _turned(self, left: Sequence[int], first: int, after: int) -> tuple[Doubt, ...]:
        """The doubts about a sentence of which some words are kept, and one that turns it round is left out."""
        telling, source = self._telling, self.source
        found: set[Doubt] = set()
        for number in left:
            word = source.keys[number]
            if telling.denies_at(source.keys, number):
                doubt: Doubt = "negation"
                is_apart = source.has_pause if word in telling.asides_that_deny else source.has_break
            elif telling.turns_at(source.keys, number, far=source.is_name(number)):
                doubt, is_apart = "limit", source.has_pause
            else:
                continue
            if not (is_apart(first - 1, number) and is_apart(number, after)):
                found.add(doubt)
        if self._is_governed(left, first, after):
            found.add("limit")
        return tuple(sorted(found, reverse=True))

    def _is_governed(self, left: Sequence[int], first: int, after: int) -> bool:
        """True if what is left out governs what follows: "failed to", the "non" of "non-violent"."""
        if not left or after >= len(self.source.keys) or left[-1] != after - 1:
            return False
        governors, small = self._telling.reversals.governors, self._telling.small
        verb = next((n for n in reversed(left) if self.source.keys[n] not in small - governors), left[-1])
        is_ruled = self.source.keys[verb] in governors
        joined = self.source.between(after - 1, after)
        return joined in _HYPHENS or (is_ruled and not self.source.has_pause(first - 1, first))

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
        """True of words that differ in spelling alone: 12 and twelve, co-operate and cooperate; not re-sign, resign."""
        telling = self._telling
        one, other = telling.in_one_spelling(words), telling.in_one_spelling(others)
        if not other:
            return False
        value = telling.value_of(one)
        if one == other or (value is not None and value == telling.value_of(other)):
            return True
        rest = bool(one[-1:] == other[-1:] == ["%"]) and telling.value_of(one[:-1])
        if rest and rest == telling.value_of(other[:-1]):
            return True
        if "".join(words) != "".join(others) or any(word[-1:].isdigit() for word in words):
            return False
        pairs = ((self.quote, joint.quote), (self.source, joint.source))
        hyphens = [
            text.keys[n]
            for text, (first, after) in pairs
            for n in range(first, after - 1)
            if set(text.between(n, n + 1)) & _HYPHENS
        ]
        return bool(hyphens) and "re" not in hyphens

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
            and not (telling.value_of(numbers[0]) is not None and len({*map(telling.value_of, numbers)}) == 1)
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


def _ellipsis_less(gap: str) -> str:
    """The rest of the text between two words, without an ellipsis."""
    spans = ellipses(gap)
    return gap[: spans[0].start] + gap[spans[-1].end :] if spans else gap


def _are_forms(one: str, other: str) -> bool:
    """True of two words that begin alike, as forms of one word do."""
    size = min(3, len(one), len(other))
    return one[:size] == other[:size]
