"""Words for a role or body beside a reporting word: "defence ministry", "police in the eastern state of Saxony"."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import Name, may_be_in_phrase, phrase_before
from analyst_app.language.snapping import words_in
from analyst_app.language.speaking.caseless import named_beside
from analyst_app.language.speaking.role_words import first_role
from analyst_app.language.speaking.subjects import with_described


def role_phrase(text: str, side: Span, end: int, language: Language) -> Span | None:
    """The words for a role: right before the cue, or first of a side with an apposition; None without such words.

    Args:
        text: the article.
        side: the words before the cue, code points, half-open.
        end: of the side without helpers.
        language: the language that the article is read in.
    """
    words = words_in(text, Span(side.start, end))
    direct = _phrase_up_to(text, end, side.start, language)
    direct = direct or (words[-1] if words and _is_unnamed(text, words, end, language) else None)
    if direct:
        return direct
    words = words_in(text, side)
    if words and is_caseless(words[0].of(text)):
        return named_beside(text, side, language)
    comma = text.find(",", side.start, side.end)
    before_comma = _phrase_up_to(text, comma, side.start, language) if comma > 0 else None
    if before_comma and language.dropped_pronouns and not _is_subject(text, before_comma, side, language):
        before_comma = None  # “Visiblemente cansado, añadió que …”
    return before_comma or first_role(text, words, language)


def with_head(text: str, name: Name, end: int, language: Language) -> Span:
    """A name, or the phrase that it only describes: "Kovian defence ministry"; empty if that is nobody.

    Args:
        text: the article.
        name: with its titles.
        end: of the side, in code points.
        language: the language that the article is read in.
    """
    last = name.span
    if language.nouns_have_capitals:  # a word in lower case after a name is no noun
        return name.span
    if language.cases:  # a noun after a name is another's, but for one that its adjective describes
        return with_described(text, name.span, end, language)
    for word in words_in(text, Span(name.span.end, min(end, name.span.end + 80))):
        spelt = word.of(text)
        if text[last.end : word.start] not in (" ", "\u00a0") or not may_be_in_phrase(spelt, language):
            break
        last = word
    if language.adjective_endings and not name.span.of(text).lower().endswith(tuple(language.adjective_endings)):
        return name.span  # “сказал Петров журналистам”: only an adjective describes
    head = last.of(text).lower()
    if last is name.span or language.is_past(head):  # “Brandt paused”
        return name.span
    if head in language.speakers:
        return Span(name.span.start, last.end)
    if len(words_in(text, name.span)) > 1 or name.whole != name.span:
        return name.span
    return Span(name.span.start, last.end if last.end == end else name.span.start)


def is_caseless(word: str) -> bool:
    """True of a word in a script without capitals."""
    return word[:1].isalpha() and word[:1].upper() == word[:1].lower()


def _is_unnamed(text: str, words: list[Span], end: int, language: Language) -> bool:
    """True of a small word for several who speak: "Critics say", "some said"; not in "the best of others say"."""
    is_adjacent = not text[words[-1].end : end].strip() and words[-1].of(text).lower() in language.groups
    return is_adjacent and (len(words) < 2 or words[-2].of(text).lower() not in language.prepositions)


def _is_subject(text: str, phrase: Span, side: Span, language: Language) -> bool:
    """True of words for a role or body, and of those that have an article."""
    before = words_in(text, Span(side.start, phrase.start))
    has_article = bool(before) and before[-1].of(text).lower() in language.determiners
    return has_article or phrase.of(text).split()[-1].lower() in language.speakers | language.bodies


def _phrase_up_to(text: str, end: int, least: int, language: Language) -> Span | None:
    """The noun phrase that ends there, or the one that it only places: "police in the eastern state of Saxony"."""
    phrase = phrase_before(text, end, least, language)
    placing = language.prepositions
    while phrase is not None:
        words = words_in(text, Span(least, phrase.start))
        if language.name_cases and words and words[-1].of(text).lower() in language.prepositions:
            last = words_in(text, phrase)[-1]
            if last.start > phrase.start and last.of(text).lower() in language.speakers:
                return last  # “W komunikacie urząd podał”
        while words and words[-1].of(text).lower() in language.determiners - language.prepositions:
            words.pop()
        if not words or words[-1].of(text).lower() not in placing - language.aside_openers - language.report_openers:
            break
        if len(words) > 1 and words[-2].of(text).lower() in language.quantifiers:
            break  # “most of the candidates said”
        phrase = phrase_before(text, words[-1].start, least, language)
        placing = language.place_prepositions
    return phrase
