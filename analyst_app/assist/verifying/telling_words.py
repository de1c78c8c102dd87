"""Words that decide a verdict: those that deny, that limit, that speech is filled with, and numbers in words.

They are lists of a language's own folder in ``resources/words``, never those
of other languages: *no* denies in Spanish and means "in the" in Portuguese.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analyst_app import resources

LISTS = ("negations", "limits", "fillers", "number_words")
"""Names of the word lists that are read here."""
Phrase = tuple[str, ...]
_LONGEST_LIMIT = 3
"""Words of the longest of ``limits``."""


class TellingWords(NamedTuple):
    """The word lists of one language that verdicts look at; every word as ``compared_words`` spells it."""

    negations: frozenset[str]
    asides_that_deny: frozenset[str]
    """Those of them that turn nothing round where commas set them off: "without any pay"."""
    negative_beginnings: tuple[str, ...]
    """Beginnings that turn a word into its contrary: un-."""
    negative_endings: tuple[str, ...]
    """Endings that deny: n't."""
    elisions: tuple[str, ...]
    """Beginnings that deny, with their apostrophe: n'."""
    limits: frozenset[Phrase]
    """Words that limit a statement or turn it round without denying: if, only, failed, far from."""
    abbreviations: frozenset[str]
    """Words whose full stop ends no sentence: Mr, Dr."""
    joiners: frozenset[str]
    """Words that join a clause to the verb before it, over a comma: that, dass."""
    fillers: frozenset[Phrase]
    """Words of speech that a quotation may leave out wherever they stand."""
    set_off_fillers: frozenset[Phrase]
    """Those that are fillers only beside a comma or at the edge of a sentence: well, so."""
    numbers: dict[str, int]
    """Values by number word."""

    def denies(self, word: str) -> bool:
        """True of a word that denies by itself: not, never, won't."""
        return word in self.negations or word.endswith(self.negative_endings) or word.startswith(self.elisions)

    def limits_at(self, words: Sequence[str], at: int) -> bool:
        """True if a word limits a statement, or begins some words that do.

        Args:
            words: of a text.
            at: number of the word.
        """
        return any(tuple(words[at : at + size]) in self.limits for size in range(1, _LONGEST_LIMIT + 1))

    def are_contraries(self, one: str, other: str) -> bool:
        """True of two words of which one is the other with a beginning that denies: able, unable.

        Args:
            one: a word.
            other: another word.
        """
        short, long = sorted((one, other), key=len)
        return any(long == beginning + short for beginning in self.negative_beginnings)

    def value_of(self, words: Sequence[str]) -> float | None:
        """The number that some words stand for, in digits or words; None if they stand for none.

        Args:
            words: as ``compared_words`` spells them: ``twenty``, ``five``; ``2``, ``million``.
        """
        total = current = 0.0
        for word in words:
            value = self._value(word)
            if value is None:
                return None
            if value >= 1_000 and word in self.numbers:
                total, current = total + max(current, 1) * value, 0
            elif value == 100 and word in self.numbers:
                current = max(current, 1) * value
            else:
                current += value
        return total + current if words else None

    def is_number(self, word: str) -> bool:
        """True of digits and number words."""
        return self._value(word) is not None

    def _value(self, word: str) -> float | None:
        if word in self.numbers:
            return self.numbers[word]
        try:
            return float(word) if word[-1:].isdigit() else None
        except ValueError:
            return None


@cache
def telling_words(code: str) -> TellingWords:
    """The telling words of a language; empty lists where nothing is known of it.

    Args:
        code: of the language: ``en``.

    Raises:
        LanguageInvalid: one of its files is damaged.
    """
    entries, fillers = resources.words(code, "negations"), resources.words(code, "fillers")
    negations = [entry.rstrip(",") for entry in entries]
    numbers = (entry.rpartition(" ") for entry in resources.words(code, "number_words"))
    return TellingWords(
        negations=frozenset(_spelt(word) for word in negations if word[-1] not in "…'" and not _is_ending(word)),
        asides_that_deny=frozenset(_spelt(entry[:-1]) for entry in entries if entry.endswith(",")),
        negative_beginnings=tuple(word[:-1] for word in negations if word.endswith("…")),
        negative_endings=tuple(word for word in negations if _is_ending(word)),
        elisions=tuple(word for word in negations if word.endswith("'")),
        limits=frozenset(map(_phrase, resources.words(code, "limits"))),
        abbreviations=frozenset(_spelt(word.rstrip(".")) for word in resources.words(code, "abbreviations")),
        joiners=frozenset(map(_spelt, resources.words(code, "complementizers"))),
        fillers=frozenset(_phrase(entry) for entry in fillers if not entry.endswith(",")),
        set_off_fillers=frozenset(_phrase(entry[:-1]) for entry in fillers if entry.endswith(",")),
        numbers={_spelt(word): int(value) for word, _, value in numbers},
    )


def _is_ending(word: str) -> bool:
    return "'" in word and len(word.partition("'")[2]) == 1


def _phrase(entry: str) -> Phrase:
    from analyst_app.assist.verifying.compared_words import compared

    return tuple(compared(entry).keys)


def _spelt(word: str) -> str:
    return " ".join(_phrase(word))
