"""The subject of the clause before a verb that has none of its own: "Brandt left, saying …", "…, but told Reyes"."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.datelines import past_dateline
from analyst_app.language.language import Language
from analyst_app.language.names import Name, is_capitalised, may_be_in_phrase, names_in, without_possessive
from analyst_app.language.quotations import quotations_in
from analyst_app.language.snapping import words_in
from analyst_app.language.speaking.obliques import is_place_after_place
from analyst_app.language.whole_text import read_once

_LONGEST = 9
"""Words of a subject."""
_PARTING = (",", "–", "—", "-")
_BLANKS = " .\u00a0\u202f"
"""Signs between two words of a subject: the stop is that of a title or initial."""


@read_once
def clause_subject(text: str, before: Span, language: Language) -> Span | None:
    """The words for the one of whom the clause before a verb speaks, be it a pronoun; None where none is found.

    That is the subject of the stretch, or of the last clause that "as" or "while" opens in it after a comma.

    Args:
        text: the article.
        before: the words before the verb, code points, half-open.
        language: the language that the article is read in.
    """
    before = past_dateline(text, before, language)
    before = Span(text.rfind(":", *before) + 1 or before.start, before.end)
    quoted = [s for q in quotations_in(text, before, language) for s in q.segments]
    words = [word for word in words_in(text, before) if not any(s.contains(word) for s in quoted)]
    starts = [number for number in range(2, len(words) - 2) if _opens_clause(text, words, number, language)]
    found = (_subject_of(text, words[first:], language) for first in (*(n + 1 for n in reversed(starts)), 0))
    subject = next((span for span in found if span is not None), None)
    return (_explained(text, subject, before, language) or subject) if subject else None


@read_once
def apposed_subject(text: str, before: Span, language: Language) -> Span | None:
    """The subject of a verb from which a comma parts it: "Ada Brandt of Kova, who beat Mr. Cole, said".

    Args:
        text: the article.
        before: the words before the verb and its helpers, code points, half-open.
        language: the language that the article is read in.
    """
    if text[before.end - 1 : before.end] not in _PARTING:
        return None
    subject = clause_subject(text, before, language)
    comma = text.find(",", subject.end, before.end) if subject else -1
    if subject is None or comma < 0:
        return subject
    between = words_in(text, Span(subject.end, comma))  # “The plan came up after Brandt, asked about it, said …”
    return None if any(_is_verb(word.of(text), language) for word in between) else subject


def _explained(text: str, subject: Span, before: Span, language: Language) -> Span | None:
    """The name between commas that says who is meant: "Her rival, Nina Wolff, said", "…, the pilot Nina Wolff, …"."""
    comma = text.find(",", subject.end, before.end)
    if comma < 0 or subject.of(text).split()[-1][0].isupper():
        return None
    closes = text.find(",", comma + 1, before.end + 1)
    name = next(reversed(names_in(text, Span(comma, closes), language)), None) if closes > 0 else None
    if name is None or name.span.end != closes:
        return None
    told = words_in(text, Span(comma, name.whole.start))
    has_article = bool(told) and told[0].of(text).lower() in language.determiners
    described = (word.of(text) for word in told if "-" not in word.of(text))  # the Kova-based pilot
    if told and (not has_article or any(_is_verb(word, language) for word in described)):
        return None
    between = words_in(text, Span(subject.end, comma))
    return None if any(_is_verb(word.of(text), language) for word in between) else name.span


def _opens_clause(text: str, words: list[Span], number: int, language: Language) -> bool:
    """True of "as" or "while" after a comma, where a name or article follows: ", as Ms. Brandt left"."""
    if "," not in text[words[number - 1].end : words[number].start]:
        return False
    opens = (language.aside_openers | language.conjunctions) - language.joiners
    after = words[number + 1].of(text)
    is_subject = is_capitalised(after) or after.lower() in language.determiners
    return words[number].of(text).lower() in opens and is_subject


def _subject_of(text: str, words: list[Span], language: Language) -> Span | None:
    """The subject that a clause begins with, past what leads to it: "Speaking on Monday, Brandt", "But Brandt"."""
    while words and _leads(text, words[0], language):
        first = words[0].of(text).lower()
        comma = next((n for n in range(1, len(words)) if "," in text[words[n - 1].end : words[n].start]), len(words))
        if first in language.conjunctions:
            found = None if first in language.joiners | language.clause_enders else words[comma:]
            return (_subject_of(text, found, language) if found else None) or _subject_of(text, words[1:], language)
        is_alone = first in language.auxiliaries or (comma == len(words) and text[words[-1].end] != ",")
        words = words[1:] if is_alone else _past_place(text, words, comma, language)
    end = _end_of_subject(text, words, language)
    if words and _is_pronoun(words[0].of(text).lower(), end, language):
        return words[0]
    if not end:
        return None
    if _only_leads(text, words, end, language):  # “A few days later, Brandt left”
        return _subject_of(text, _past_comma(text, words, end), language)
    stretch = Span(words[0].start, words[end - 1].end)
    names = [name.span for name in names_in(text, stretch, language) if name.span.end >= stretch.end]
    if names:
        return names[-1]
    articles = language.determiners - language.groups
    kept = [word for word in words[:end] if word.of(text).lower() not in articles]
    return without_possessive(text, Span(kept[0].start, stretch.end), language) if kept else None


def _is_pronoun(small: str, end: int, language: Language) -> bool:
    """True of "she", and of "another" unless a noun follows: "another man"."""
    alone = language.personal_pronouns | language.group_pronouns | language.body_pronouns
    return small.replace("’", "'").partition("'")[0] in alone or (end == 1 and small in language.pronouns)


def _past_comma(text: str, words: list[Span], number: int) -> list[Span]:
    """The words after the first comma that stands before a word or a later one."""
    commas = (n for n in range(number, len(words)) if "," in text[words[n - 1].end : words[n].start])
    return words[next(commas, len(words)) :]


def _past_place(text: str, words: list[Span], comma: int, language: Language) -> list[Span]:
    """The words after a comma, also past where the place before it lies: "In Ames, Iowa, Brandt left"."""
    rest = words[comma:]
    if not rest or text[rest[0].end : rest[0].end + 1] != ",":
        return rest
    word = Name(rest[0], rest[0], is_possessive=False)
    return rest[1:] if is_place_after_place(text, word, words[0].start, language) else rest


def _only_leads(text: str, words: list[Span], end: int, language: Language) -> bool:
    """True of words before a comma that are no subject: they have no verb, and no noun for one who speaks."""
    head = words[end - 1].of(text)
    rest = _past_comma(text, words, end)
    between = words[end : len(words) - len(rest)]
    if not rest:
        return False
    is_word = len(between) == 1 and between[0].of(text).lower() in language.closed  # “Hours later, …”
    is_word = is_word or (end == 1 and not between and is_capitalised(rest[0].of(text)))  # “Likewise, Brandt …”
    is_name = is_capitalised(head) and (not is_word or _names(text, words[end - 1], language))
    if is_name or head.lower() in language.speakers | language.bodies:
        return False
    return not any(_is_verb(word.of(text), language) for word in between)


def _is_verb(word: str, language: Language) -> bool:
    helper = language.passives | language.present_helpers
    return word in helper or language.is_past(word) or _reports(word, language)


def _leads(text: str, word: Span, language: Language) -> bool:
    """True of a word that opens no subject: a preposition, adverb or "while", a participle: "Asked, Brandt"."""
    first = word.of(text)
    named = language.determiners | language.speakers | language.pronouns
    if first.lower() in (language.closed | language.prepositions) - named:
        return True
    return (language.is_participle(first) or language.is_past(first)) and not _names(text, word, language)


def _names(text: str, word: Span, language: Language) -> bool:
    return any(name.span.contains(word) for name in names_in(text, word, language))


def _end_of_subject(text: str, words: list[Span], language: Language) -> int:
    """The number of words before the verb, comma or preposition with which the first noun phrase ends."""
    for number, word in enumerate(words[: _LONGEST + 1]):
        is_parted = number and text[words[number - 1].end : word.start].strip(_BLANKS)
        if is_parted or _ends_phrase(text, words, number, language):
            return number
    return len(words) if len(words) <= _LONGEST else 0


def _reports(word: str, language: Language) -> bool:
    return language.is_reporting(word) and word.islower() and word not in language.noun_forms


def _ends_phrase(text: str, words: list[Span], number: int, language: Language) -> bool:
    """True of a preposition, relative or verb; a word that ends as plurals and verbs do is a noun before a verb."""
    word = words[number].of(text)
    small = word.lower()
    closers = language.prepositions | language.relatives | language.auxiliaries | language.conjunctions
    if language.possessive.search(word) or words[number - 1].of(text).lower() in language.determiners:
        return False  # the ministry’s spokesman, an earlier report
    if small in closers | language.complementizers or language.is_past(word) or _reports(word, language):
        return True
    is_verb = language.may_be_finite(word) or language.is_participle(word)
    if not is_verb or small in language.speakers | language.bodies or is_capitalised(word):
        return False
    after = words[number + 1].of(text) if number + 1 < len(words) else ""
    if number and language.is_participle(word) and after:
        return is_capitalised(after) or not may_be_in_phrase(after, language)
    is_next = bool(after) and not text[words[number].end : words[number + 1].start].strip()
    return not (is_next and (language.may_be_finite(after) or after.lower() in closers))
