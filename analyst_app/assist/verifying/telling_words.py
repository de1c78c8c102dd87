"""Words that decide a verdict: those that deny, that limit, that speech is filled with, and numbers in words.

They are lists of a language's own folder in ``resources/words``, never those
of other languages: *no* denies in Spanish and means "in the" in Portuguese.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from analyst_app import resources

LISTS = ("negations", "fillers", "number_words", "limits")
"""Names of the word lists that are read here."""
_CONTRACTED = {"can't": "can", "won't": "will", "shan't": "shall", "ain't": "ain't"}
"""The verb of a contraction where it is not the word without n't."""
_SHORTENED = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
"""The verbs that English writes with its subject; 's and 'd may be others, or none."""
_IS = frozenset(("it's", "he's", "she's", "that's", "there's", "what's", "who's", "here's"))
_SMALL = ("function_words", "pronouns", "determiners", "auxiliaries", "prepositions", "conjunctions", "relatives")
"""The lists that hold words of grammar."""
Phrase = tuple[str, ...]


class TurningWords(NamedTuple):
    """Some words, beginnings of words and phrases."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    phrases: tuple[Phrase, ...]

    def stand_at(self, keys: Sequence[str], place: int) -> bool:
        """True if one of them stands there.

        Args:
            keys: the words of a text.
            place: number of the first of its words.
        """
        word = keys[place]
        is_word = word in self.words or word.startswith(self.beginnings)
        return is_word or any(tuple(keys[place : place + len(one)]) == one for one in self.phrases)

    def stand_in(self, keys: Sequence[str]) -> bool:
        """True if one of them stands anywhere in some words.

        Args:
            keys: the words.
        """
        return any(self.stand_at(keys, place) for place in range(len(keys)))


class Reversals(NamedTuple):
    """The words of one language that turn a statement round though they deny nothing."""

    all: TurningWords
    """Words that do: failed, almost, if, might."""
    near: TurningWords
    """Those that turn round a quote only if it begins directly after them: might."""
    harmless: tuple[Phrase, ...]
    """Phrases that hold such a word or a negation and turn nothing round: without doubt."""
    governors: frozenset[str]
    """Words before which the verb stands that governs what follows: to."""
    conditions: TurningWords
    """Words that open a condition: if, only when."""
    openers: TurningWords
    """Those that open one only at the beginning of a sentence: "had we known"."""
    undoing: TurningWords
    """Words that undo what stands right before them: war "to end"."""
    own: frozenset[str]
    """The speaker's own pronouns."""


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
    fillers: frozenset[Phrase]
    """Words of speech that a quotation may leave out wherever they stand."""
    set_off_fillers: frozenset[Phrase]
    """Those that are fillers only beside a comma or at the edge of a sentence: well, so."""
    numbers: dict[str, int]
    """Values by number word."""
    reversals: Reversals
    """Words that turn round without denying."""
    complementizers: frozenset[str]
    """Words that open a clause which depends on what was said before: that."""
    small: frozenset[str]
    """Words of grammar: pronouns, articles, prepositions."""
    auxiliaries: frozenset[str]
    """Verbs of grammar: is, has."""
    abbreviations: frozenset[str]
    """Words that end in a dot."""
    speech_nouns: frozenset[str]
    """Nouns that lead to what is claimed: claim."""
    percents: tuple[Phrase, ...]
    """Words for the sign %: per cent."""

    def denies(self, word: str) -> bool:
        """True of a word that denies by itself: not, never, won't."""
        return word in self.negations or word.endswith(self.negative_endings) or word.startswith(self.elisions)

    def denies_at(self, keys: Sequence[str], place: int) -> bool:
        """True if the word there denies, and not as a part of a phrase that turns nothing round.

        Args:
            keys: the words of a text.
            place: number of one of them.
        """
        return self.denies(keys[place]) and not any(_stands(keys, place, one) for one in self.reversals.harmless)

    def turns_at(self, keys: Sequence[str], place: int, *, far: bool = False) -> bool:
        """True if the word there turns round what follows: failed, far from.

        Args:
            keys: the words of a text.
            place: number of one of them.
            far: True leaves out those that only do so with the words directly after them.
        """
        lists = self.reversals
        if not lists.all.stand_at(keys, place) or (far and lists.near.stand_at(keys, place)):
            return False
        return not any(_stands(keys, place, one) for one in lists.harmless)

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
        for place, word in enumerate(words):
            value = self._value(word)
            if value is None or (place and word not in self.numbers):  # 5, 10 are two numbers
                return None
            if value >= 1_000 and word in self.numbers:
                total, current = total + max(current, 1) * value, 0
            elif value == 100 and word in self.numbers:
                current = max(current, 1) * value
            else:
                current += value
        return total + current if words else None

    def in_one_spelling(self, words: Sequence[str]) -> list[str]:
        """Some words, with % for "per cent" and "can not" for "can't" and "cannot".

        Args:
            words: as ``compared_words`` spells them.
        """
        found: list[str] = []
        at = 0
        while at < len(words):
            size = next((len(one) for one in self.percents if tuple(words[at : at + len(one)]) == one), 0)
            found += ["%"] if size else self._without_contraction(words[at])
            at += size or 1
        return found

    def _without_contraction(self, word: str) -> list[str]:
        if "n't" not in self.negative_endings:
            return [word]
        if word.endswith("n't"):
            return [_CONTRACTED.get(word, word[:-3]), "not"]
        stem = word.rpartition("'")[0]
        verb = "is" if word in _IS else _SHORTENED.get(word[len(stem) :])
        if stem and verb:
            return [stem, verb]
        return ["can", "not"] if word == "cannot" else [word]

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
    entered = resources.words(code, "number_words")
    numbers = (entry.rpartition(" ") for entry in entered if not entry.endswith("%"))
    return TellingWords(
        negations=frozenset(_spelt(word) for word in negations if word[-1] not in "…'" and not _is_ending(word)),
        asides_that_deny=frozenset(_spelt(entry[:-1]) for entry in entries if entry.endswith(",")),
        negative_beginnings=tuple(word[:-1] for word in negations if word.endswith("…")),
        negative_endings=tuple(word for word in negations if _is_ending(word)),
        elisions=tuple(word for word in negations if word.endswith("'")),
        fillers=frozenset(_phrase(entry) for entry in fillers if not entry.endswith(",")),
        set_off_fillers=frozenset(_phrase(entry[:-1]) for entry in fillers if entry.endswith(",")),
        reversals=_reversals(code),
        complementizers=frozenset(_spelt(word) for word in resources.words(code, "complementizers")),
        small=frozenset(_spelt(word) for name in _SMALL for word in resources.words(code, name)),
        auxiliaries=frozenset(_spelt(word) for word in resources.words(code, "auxiliaries")),
        abbreviations=frozenset(_spelt(word) for word in resources.words(code, "abbreviations")),
        speech_nouns=frozenset(_spelt(entry.split()[0]) for entry in resources.words(code, "reporting_nouns")),
        percents=tuple(_phrase(entry[:-1]) for entry in entered if entry.endswith("%")),
        numbers={_spelt(word): int(value) for word, _, value in numbers},
    )


def _reversals(code: str) -> Reversals:
    entries = resources.words(code, "limits")
    turning = [entry for entry in entries if entry[0] not in "(+=?<^"]
    return Reversals(
        all=_turning([entry.rstrip(",") for entry in turning]),
        near=_turning([entry[:-1] for entry in turning if entry.endswith(",")]),
        harmless=tuple(_phrase(entry[1:-1]) for entry in entries if entry.startswith("(")),
        governors=frozenset(_spelt(entry[1:]) for entry in entries if entry.startswith("+")),
        conditions=_turning([entry[1:] for entry in entries if entry.startswith("?")]),
        openers=_turning([entry[1:] for entry in entries if entry.startswith("^")]),
        undoing=_turning([entry[1:] for entry in entries if entry.startswith("<")]),
        own=frozenset(_spelt(entry[1:]) for entry in entries if entry.startswith("=")),
    )


def _turning(entries: Sequence[str]) -> TurningWords:
    phrases = [_phrase(entry) for entry in entries if not entry.endswith("…")]
    return TurningWords(
        words=frozenset(one[0] for one in phrases if len(one) == 1),
        beginnings=tuple(_spelt(entry[:-1]) for entry in entries if entry.endswith("…")),
        phrases=tuple(one for one in phrases if len(one) > 1),
    )


def _stands(keys: Sequence[str], place: int, phrase: Phrase) -> bool:
    """True if a word is a part of a phrase.

    Args:
        keys: the words of a text.
        place: number of the word.
        phrase: the phrase's words.
    """
    size = len(phrase)
    return any(tuple(keys[at : at + size]) == phrase for at in range(max(0, place - size + 1), place + 1))


def _is_ending(word: str) -> bool:
    return "'" in word and len(word.partition("'")[2]) == 1


def _phrase(entry: str) -> Phrase:
    from analyst_app.assist.verifying.compared_words import compared

    return tuple(compared(entry).keys)


def _spelt(word: str) -> str:
    return " ".join(_phrase(word))
