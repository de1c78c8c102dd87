"""Signs that are no words and change what the words beside them say: 4%, <5, C++, 3a, 2.500 and 2,500."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analyst_app.assist.verifying.compared_words import TextWords
from analyst_app.assist.verifying.joints import Both
from analyst_app.assist.verifying.source_places import SharedRun
from analyst_app.assist.verifying.telling_words import TellingWords
from analyst_app.assist.verifying.verdicts import Doubt

_SIGNS = "<>≤≥=≠+±×÷"
_NO_SIGN = re.compile(rf"[^{_SIGNS}]+")
_LINE_MARKS = re.compile(rf"\n[ \t]*[{_SIGNS}]+")
"""The marks before a line of a list or of a mail that is answered."""
_BEFORE, _AFTER = re.compile(rf"[{_SIGNS}]+\Z"), re.compile(rf"[{_SIGNS}]+")
_ONE_GROUP = re.compile(r"\d{1,3}([.,])\d{3}")
"""A number whose sign parts either thousands or decimals, as the country has it."""
_UNITS = frozenset("%‰$€£¥₽₴₺₹₩₪฿")


def sign_doubts(both: Both, blocks: Sequence[SharedRun], telling: TellingWords, after: str) -> set[Doubt]:
    """The doubts about shared words of which the signs are others in the quote.

    Args:
        both: the words of the quote and of its source.
        blocks: the runs of shared words.
        telling: the words of the language that decide.
        after: the article's words right after the quote; a sign there is not cut off.
    """
    found: set[Doubt] = set()
    for block in blocks:
        for step in range(block.size):
            quote, source = block.quote + step, block.source + step
            number = both.quote.keys[quote][-1:].isdigit()
            one, other = both.quote.between(quote - 1, quote), both.source.between(source - 1, source)
            is_last = step == block.size - 1
            tails = is_last and _after(both.quote, quote) != _after(both.source, source)
            if tails or _are_other(one, other, is_first=not step):
                found.add("number" if number else "words")
            if number and _is_other_number(_word(both.quote, quote), _word(both.source, source)):
                found.add("number")
    tail = blocks[-1]
    if tail.quote + tail.size == len(both.quote.keys) and _is_cut(both.source, tail.source + tail.size, telling, after):
        found.add("number")
    return found


def _word(words: TextWords, number: int) -> str:
    return words.text[words.starts[number] : words.ends[number]]


def _are_other(one: str, other: str, *, is_first: bool) -> bool:
    """True if two gaps before a shared word have other signs; the mark of a line may stand in one alone."""
    signs = (_signs(one, is_first), _signs(other, is_first))
    lineless = (_signs(_LINE_MARKS.sub("", gap), is_first) for gap in (one, other))
    return signs[0] != signs[1] and len(set(lineless)) > 1


def _signs(gap: str, is_first: bool) -> str:
    """The signs in a gap; before the first word, those that stand right at it."""
    if not is_first:
        return _NO_SIGN.sub("", gap)
    found = _BEFORE.search(gap)
    return found.group() if found else ""


def _after(words: TextWords, number: int) -> str:
    found = _AFTER.match(words.between(number, number + 1))
    return found.group() if found else ""


def _is_other_number(one: str, other: str) -> bool:
    first, second = _ONE_GROUP.fullmatch(one), _ONE_GROUP.fullmatch(other)
    return first is not None and second is not None and first[1] != second[1]


def _is_cut(source: TextWords, last: int, telling: TellingWords, after: str) -> bool:
    """True if the source goes on with what belongs to the number at the quote's end: 4%, 4 million, 3a."""
    if not 0 < last < len(source.keys) or not source.keys[last - 1][-1:].isdigit():
        return False
    gap, key = source.between(last - 1, last), source.keys[last]
    if gap.strip(" \u00a0\u202f\u2009"):
        return False
    is_sign = key in _UNITS or any(tuple(source.keys[last : last + len(one)]) == one for one in telling.percents)
    if not (is_sign or key in telling.numbers or (not gap and key.isalpha() and key.isascii())):
        return False
    return not after.lstrip("\"'”’»“ \u00a0").casefold().startswith(key)
