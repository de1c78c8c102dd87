"""The subject that a clause or participle behind it describes: "the captain of the ferry that sank off Kova said".

A name inside those words is no speaker: "the woman who sued Norva", "the lawyer
representing Ada Brandt", "the crowd, led by Brandt,". Read where a relative
clause stands right behind its noun and the verb behind its subject, as in English.
"""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised, may_be_in_phrase
from analyst_app.language.quotations import quotations_in
from analyst_app.language.snapping import words_in
from analyst_app.language.speaking.clause_subjects import clause_subject
from analyst_app.language.whole_text import read_once

_LONGEST_PLACE = 6
"""Words between the noun and what describes it: "of the ferry"."""


@read_once
def described_subject(text: str, before: Span, language: Language) -> Span | None:
    """The words for the subject of a verb where a clause or participle about it stands between the two.

    Args:
        text: the article.
        before: the words before the verb and its helpers, code points, half-open.
        language: the language that the article is read in.
    """
    is_read = language.articles and language.person_relatives and not language.needs_that
    if not is_read or language.is_verb_second:
        return None
    subject = _led_subject(text, before, language) or clause_subject(text, before, language)
    if subject is None or subject.of(text).lower() in language.pronouns:
        return None
    quoted = [s for q in quotations_in(text, before, language) for s in q.segments]
    behind = [
        word for word in words_in(text, Span(subject.end, before.end)) if not any(s.contains(word) for s in quoted)
    ]
    opens = _opening(text, subject.end, behind, language)
    if opens is None:
        return None
    rest = behind[opens:]
    if "," in text[behind[opens - 1].end if opens else subject.end : rest[0].start]:
        return subject if _is_led(text, rest, language) and text[before.end - 1] == "," else None
    if _is_led(text, rest, language) or _is_doing(text, rest, language):
        return subject if not _has_other_clause(text, rest[1:], language) else None
    verb = _verb_of_relative(text, rest, language)
    return subject if verb and not _has_other_clause(text, rest[verb + 1 :], language) else None


def _led_subject(text: str, before: Span, language: Language) -> Span | None:
    """The noun before a comma, "led by Brandt" and another comma: "The crowd, led by Brandt,"; None otherwise."""
    words = words_in(text, before)
    parted = (n for n in range(1, len(words)) if text[words[n - 1].end : words[n].start].strip())
    number = next(parted, 0)
    if number < 2 or text[before.end - 1] != "," or not _is_led(text, words[number:], language):
        return None
    inner = words[1:number]
    is_noun = all(may_be_in_phrase(word.of(text), language) or is_capitalised(word.of(text)) for word in inner)
    has_article = words[0].of(text).lower() in language.determiners
    return Span(inner[0].start, inner[-1].end) if has_article and is_noun else None


def _opening(text: str, end: int, words: list[Span], language: Language) -> int | None:
    """The number of words before the one that opens a description, past "of the ferry"; None if none does."""
    for number, word in enumerate(words[: _LONGEST_PLACE + 1]):
        last = words[number - 1].end if number else end
        small = word.of(text).lower()
        if _opens_relative(small, language) or _is_led(text, words[number:], language):
            return number
        if _is_doing(text, words[number:], language) and (number or small not in language.prepositions):
            return number
        if text[last : word.start].strip():
            return None
        is_phrase = small in language.prepositions | language.determiners or may_be_in_phrase(word.of(text), language)
        if not is_phrase and not is_capitalised(word.of(text)):
            return None
        if (number == 0 and small not in language.prepositions) or language.is_past(small):
            return None
    return None


def _opens_relative(small: str, language: Language) -> bool:
    return small in language.relatives or small in language.complementizers - language.questions


def _is_led(text: str, words: list[Span], language: Language) -> bool:
    """True of "led by Brandt", "backed by the union"; not of "by saying"."""
    if len(words) < 3 or words[1].of(text).lower() not in language.agents:
        return False
    first = words[0].of(text)
    return first.islower() and language.is_past(first) and not language.is_participle(words[2].of(text))


def _is_doing(text: str, words: list[Span], language: Language) -> bool:
    """True of a participle with its object: "representing Ada Brandt", "leading the inquiry"."""
    if len(words) < 2 or not words[0].of(text).islower() or not language.is_participle(words[0].of(text)):
        return False
    second = words[1].of(text)
    return is_capitalised(second) or second.lower() in language.determiners


def _verb_of_relative(text: str, words: list[Span], language: Language) -> int:
    """The number of the verb in a clause that begins with "who" or "that"; 0 if it has none."""
    opener = words[0].of(text).lower()
    for number, word in enumerate(words[1:], 1):
        small = word.of(text).lower()
        if "," in text[words[number - 1].end : word.start]:
            return 0
        if language.is_past(small) or small in language.auxiliaries:
            return number
        is_verb = language.may_be_finite(small) and word.of(text).islower() and small not in language.speakers
        if number == 1 and is_verb and opener in language.person_relatives:
            return number
    return 0


def _has_other_clause(text: str, words: list[Span], language: Language) -> bool:
    """True if a name or noun behind "as" or the like is the verb's own subject: "as Brandt said"."""
    opens = language.conjunctions | language.aside_openers | language.questions | language.complementizers
    opens |= language.relatives
    found = [number for number, word in enumerate(words) if word.of(text).lower() in opens - language.prepositions]
    if not found:
        return False
    return not any(
        language.is_past(word.of(text)) or word.of(text).lower() in language.auxiliaries
        for word in words[found[-1] + 1 :]
    )
