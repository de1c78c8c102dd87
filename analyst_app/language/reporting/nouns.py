"""Nouns that report: "her claim that he lied", "a warning from the bank that", "his message was clear: nobody goes".

Whose they are is the speaker: the possessor before the noun, or the one after
"from" or "by". They count only where no verb of the statement reports. So do
words for the way in which somebody speaks: "Brandt was blunt: the plan was dead".
"""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.compounds import with_ends
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised
from analyst_app.language.paragraphs import trimmed
from analyst_app.language.reporting.attribution import Attribution
from analyst_app.language.snapping import words_in

_COLON = ":"
_NEAR = 80
"""Code points before and after a noun in which its holder and the word that leads on stand."""
_ADJECTIVES = 2
"""Words between the possessor and the noun: "her repeated claim"."""
_BETWEEN = 4
"""Words between the noun and its colon, or of a holder after "from": "was loud and clear:"."""


def noun_attribution(text: str, noun: Span, part: Span, language: Language) -> Attribution | None:
    """The words that a noun of speech reports, without the article's own words after it; None if nothing leads on.

    Args:
        text: the article.
        noun: code points, half-open.
        part: the statement that it stands in.
        language: the language that the article is read in.
    """
    links = with_ends(language.reporting_nouns).get(noun.of(text).lower())
    if not links:
        return None
    if _COLON in links and (bluntly := _told_bluntly(text, noun, part, language)):
        return bluntly
    holder, has_article = _holder_before(text, noun, part, language)
    after = words_in(text, Span(noun.end, min(part.end, noun.end + _NEAR)))
    spelt = [word.of(text).lower() for word in after]
    if _COLON in links and holder.length and (start := _past_colon(text, noun, spelt, part, language)) is not None:
        return Attribution(
            noun, (trimmed(text, Span(start, part.end)),), holder, Span(noun.end, noun.end), False, _COLON
        )
    if not has_article or not after or text[noun.end : after[0].start].strip():
        return None
    giver = Span(noun.end, noun.end)
    number = 0
    if spelt[0] in language.noun_givers:
        number = next((n for n in range(2, min(len(spelt), _BETWEEN + 2)) if spelt[n] in links), 0)
        if not number or "," in text[noun.end : after[number].start]:
            return None
        giver = Span(after[1].start, after[number - 1].end)
    if spelt[number] not in links or number + 1 >= len(spelt):
        return None
    if spelt[number] not in language.complementizers and not (holder.length or giver.length):
        return None  # a phone call for the mayor
    told = _told(text, trimmed(text, Span(after[number].end, part.end)), noun, part, language)
    if spelt[number] in language.complementizers and not _has_verb(text, told, language):
        return None
    return Attribution(noun, (told,), holder, giver, giver.length > 0, spelt[number])


def _holder_before(text: str, noun: Span, part: Span, language: Language) -> tuple[Span, bool]:
    """The possessor before a noun, without its ending, empty if none; and True if the noun has an article or one."""
    none = Span(noun.start, noun.start)
    words = words_in(text, Span(max(part.start, noun.start - _NEAR), noun.start))
    if any(sign in text[words[-1].end : noun.start] for sign in ",;:") if words else True:
        return none, False
    for word in reversed(words[-1 - _ADJECTIVES :]):
        spelt = word.of(text)
        ending = language.possessive.search(spelt)
        if ending:
            start = word.start
            for before in reversed([one for one in words if one.end < word.start]):
                if not is_capitalised(before.of(text)) or text[before.end : start].strip():
                    break
                start = before.start
            return Span(start, word.start + ending.start()), True
        if spelt.lower() in language.determiners:
            is_pronoun = spelt.lower() in language.he_pronouns | language.she_pronouns
            return (word if is_pronoun else none), True
        if spelt.lower() in language.closed:
            break
    return none, False


def _told_bluntly(text: str, manner: Span, part: Span, language: Language) -> Attribution | None:
    """The words after "Brandt was blunt:", whose subject speaks; None where nobody is said to be so."""
    if text[manner.end : manner.end + 1] != _COLON:
        return None
    words = words_in(text, Span(part.start, manner.start))
    closed = language.closed - language.function_words
    if words and words[-1].of(text).lower() not in closed | language.auxiliaries:
        words = words[:-1]  # was very blunt
    if len(words) < 2 or words[-1].of(text).lower() not in language.passives:
        return None
    subject = words[-2].of(text)
    known = language.he_pronouns | language.she_pronouns | language.group_pronouns | language.speakers
    is_first = len(words) == 2 and (language.is_plural(subject) or subject.lower() in language.no_names)
    if subject.lower() not in known and not (is_capitalised(subject) and not is_first):
        return None
    told = trimmed(text, Span(manner.end + 1, part.end))
    if not told.length or not text[told.start].isalpha() or not _has_verb(text, told, language):
        return None
    return Attribution(manner, (told,), Span(part.start, words[-1].start), Span(manner.end, manner.end), False)


def _past_colon(text: str, noun: Span, spelt: list[str], part: Span, language: Language) -> int | None:
    """The place after a colon that follows a noun, or "was clear"; None if there is none or marks follow it."""
    colon = text.find(_COLON, noun.end, min(part.end, noun.end + _NEAR))
    between = words_in(text, Span(noun.end, colon)) if colon > 0 else []
    if colon < 0 or len(between) > _BETWEEN or "," in text[noun.end : colon]:
        return None
    if between and spelt[0] not in language.passives:
        return None
    rest = text[colon + 1 : part.end].strip()
    return colon + 1 if rest and rest[0].isalpha() else None


def _told(text: str, span: Span, noun: Span, part: Span, language: Language) -> Span:
    """The words that a noun reports; of a subject ("her claim that he lied was false") without the sentence's verb."""
    before = [word.of(text).lower() for word in words_in(text, Span(part.start, noun.start))]
    if any(word in language.auxiliaries or language.is_past(word) for word in before):
        return span
    is_clause = text[noun.end : span.start].split()[-1].lower() in language.complementizers
    has_verb, is_helped = not is_clause, False
    for word in words_in(text, span):
        low = word.of(text).lower()
        is_finite = low in language.passives | language.present_helpers or language.is_past(low)
        if is_finite and has_verb and not is_helped:
            return trimmed(text, Span(span.start, word.start))
        is_helped = low in language.auxiliaries
        has_verb = has_verb or is_finite or is_helped
    return span


def _has_verb(text: str, span: Span, language: Language) -> bool:
    spelt = [word.of(text).lower() for word in words_in(text, span)]
    return len(spelt) > 1 and any(map(language.may_be_finite, spelt[1:]))
