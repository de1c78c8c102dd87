"""Entries of word lists that are more than one word: joined nouns, verbs with the words that go with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Any

_SHORTEST_END = 4
"""Letters of a noun that may end another."""
_MOST_MADE = 100
"""Lists that are kept of those that a list makes with others."""


class Compounds(frozenset[str]):
    """Nouns of a language that joins them: "polizeisprecherin" is in it if "sprecherin" is."""

    def __contains__(self, word: object) -> bool:
        """True if a noun, or what it ends with, is known."""
        return super().__contains__(word) or (isinstance(word, str) and _ends_in(self, word))


@lru_cache(maxsize=1 << 15)
def _ends_in(nouns: Compounds, word: str) -> bool:
    ends = (word[start:] for start in range(1, len(word) - _SHORTEST_END + 1))
    return any(frozenset.__contains__(nouns, end) for end in ends)


class WordList(frozenset[str]):
    """Words of a list; what it makes with another is worked out once, so that a rule may join lists at each word."""

    def __init__(self, _: Iterable[str] = ()) -> None:
        super().__init__()
        self._unions: dict[AbstractSet[str], WordList] = {}
        self._rests: dict[AbstractSet[str], WordList] = {}

    def __or__(self, other: AbstractSet[Any]) -> WordList:
        """The words of both."""
        if not isinstance(other, frozenset):
            return WordList(frozenset.__or__(self, other))
        try:
            return self._unions[other]
        except KeyError:
            return _kept(self._unions, other, WordList(frozenset.__or__(self, other)))

    def __sub__(self, other: AbstractSet[Any]) -> WordList:
        """The words that are not in the other."""
        if not isinstance(other, frozenset):
            return WordList(frozenset.__sub__(self, other))
        try:
            return self._rests[other]
        except KeyError:
            return _kept(self._rests, other, WordList(frozenset.__sub__(self, other)))


def _kept(known: dict[AbstractSet[str], WordList], other: AbstractSet[str], made: WordList) -> WordList:
    if len(known) >= _MOST_MADE:
        known.clear()
    known[other] = made
    return made


@lru_cache(maxsize=64)
def longest_words(entries: frozenset[str]) -> frozenset[str]:
    """The longest word of each phrase: where it does not stand, the phrase does not stand.

    Args:
        entries: of a word list, in lower case.
    """
    words = (re.findall(r"\w+", entry) for entry in entries)
    return frozenset(max(own, key=len) for own in words if own)


@lru_cache(maxsize=64)
def heads(nouns: frozenset[str], *, are_joined: bool) -> frozenset[str]:
    """Nouns, which also end others where a language joins them.

    Args:
        nouns: of a word list.
        are_joined: True in such a language.
    """
    return Compounds(nouns) if are_joined else nouns


@lru_cache(maxsize=64)
def with_ends(entries: frozenset[str]) -> dict[str, frozenset[str]]:
    """Verbs with the words that go with them, from entries such as "warf … vor" and "said".

    Args:
        entries: of a word list.
    """
    found: dict[str, frozenset[str]] = {}
    for verb, gap, end in (entry.partition(" … ") for entry in entries):
        found[verb] = found.get(verb, frozenset()) | ({end} if gap else frozenset())
    return found


@lru_cache(maxsize=64)
def with_cases(entries: frozenset[str]) -> dict[str, frozenset[str]]:
    """Endings of other cases by that of the nominative, from entries such as "a|ej".

    Args:
        entries: of a small table.
    """
    found: dict[str, set[str]] = {}
    for base, _, other in (entry.partition("|") for entry in entries):
        found.setdefault(base, set()).add(other)
    return {base: frozenset(others) for base, others in found.items()}


def longer_endings(cases: dict[str, frozenset[str]]) -> tuple[str, ...]:
    """The endings of other cases that no nominative has, too: those of two letters and more, but for -a, -e, -y, -i.

    Args:
        cases: by the ending of the nominative.
    """
    others = [ending for endings in cases.values() for ending in endings]
    return tuple(ending for ending in others if len(ending) > 1 and ending[-1] not in "aeyi")


def with_frames(entries: frozenset[str]) -> dict[str, list[tuple[str, str]]]:
    """Verbs with the word that follows them and the word after their object; "" for neither.

    Args:
        entries: of a word list, such as "promised to" and "accused … of".
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for entry in sorted(entries):
        head, _, link = entry.partition(" … ")
        verb, _, lead = head.partition(" ")
        found.setdefault(verb, []).append((lead, link))
    return found


def ending_pattern(endings: frozenset[str], bare_after: frozenset[str]) -> re.Pattern[str]:
    """A pattern of a genitive's ending at the end of some words, with a straight or curly apostrophe.

    Args:
        endings: with a straight apostrophe.
        bare_after: letters after which an apostrophe alone is one.
    """
    listed = [re.escape(ending).replace("'", "['’]") for ending in sorted(endings)]
    if bare_after:
        listed.append(rf"(?<=[{re.escape(''.join(sorted(bare_after)))}])['’]")
    return re.compile(rf"(?:{'|'.join(listed) or '(?!)'})\Z")


def phrase_pattern(phrases: frozenset[str]) -> re.Pattern[str]:
    """A pattern of one of some phrases, in any case; the longest wins.

    Args:
        phrases: entries of word lists.
    """
    listed = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{listed or '(?!)'})(?!\w)", re.IGNORECASE)
