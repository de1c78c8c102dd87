"""The words for a subject beside a reporting word: past articles and listeners, with what belongs to its name."""

from __future__ import annotations

import re

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import (
    Name,
    is_acronym,
    is_capitalised,
    may_be_in_phrase,
    without_possessive,
)
from analyst_app.language.snapping import first_word_in, words_in
from analyst_app.language.speaking.role_words import without_article

_NAMED_FIRST = re.compile(r" (?P<name>[A-Z]\w*(?:[ .'’-]+[A-Z]\w*){0,4})(?:,[^\n\"“]{0,60})?[,:] ?[\"“‘„«\'`]")
"""A name right after a verb, and the marks to which it leads."""


def without_listener(text: str, names: list[Name], side: Span, language: Language) -> list[Name]:
    """The names but for one right after the verb that was told it, where nouns have cases.

    It is an agency ("powiedział PAP rzecznik Jan Lis"), or a noun for the one who speaks follows ("sdělil Deníku
    mluvčí policie Jan Daněk").

    Args:
        text: the article.
        names: on the side, in order.
        side: the words after the verb, code points, half-open.
        language: the language that the article is read in.
    """
    if not names or not language.cases or text[side.start : names[0].span.start].strip():
        return names
    after = first_word_in(text, Span(names[0].span.end, side.end))
    is_agency = is_acronym(names[0].span.of(text)) and after is not None
    speaks = after is not None and after.of(text).lower() in language.speakers
    is_one_word = " " not in names[0].span.of(text)
    return names[1:] if is_agency or (speaks and is_one_word) else names


def with_role(text: str, body: Span, least: int, language: Language) -> Span:
    """An acronym with the noun right before it, whose genitive it is where nouns have cases: "szef MON".

    Args:
        text: the article.
        body: of the acronym, code points, half-open.
        least: code point before which nothing is looked at.
        language: the language that the article is read in.
    """
    before = next(reversed(words_in(text, Span(least, body.start))), None)
    if before is None or text[before.end : body.start] != " " or not may_be_in_phrase(before.of(text), language):
        return body
    return Span(before.start, body.end)


def noun_after(text: str, words: list[Span], language: Language) -> list[Span]:
    """The noun phrase that some words begin with; where subjects may be left out, only one of those who speak.

    Args:
        text: the article.
        words: of the side, by start.
        language: the language that the article is read in.
    """
    words = _past_listener(text, words, language)
    bare = without_article(text, words, language)
    run: list[Span] = []
    for number, word in enumerate(bare):
        spelt = word.of(text)
        is_in = may_be_in_phrase(spelt, language) or spelt.lower() in language.speakers
        if not is_in or (run and text[run[-1].end : word.start].strip()):
            break
        if run and language.is_past(spelt) and not _goes_on(text, bare[number + 1 :], language):
            break  # “a survey published on Monday”
        run.append(word)
    if language.helpers or language.dropped_pronouns:
        known = [n for n, word in enumerate(run) if word.of(text).lower() in language.speakers]
        if not known and len(bare) == len(words):
            return []  # “contó emocionada”, “řekl novinářům”
        run = run[: known[0] + 1] if known else run
    return [without_possessive(text, Span(run[0].start, run[-1].end), language)] if run else []


def thing_after(text: str, tail: Span, language: Language) -> Span | None:
    """The noun behind a verb right after a quotation: "“We, the people,” reads the banner"; None if none is there.

    Args:
        text: the article.
        tail: the words after the quotation, code points, half-open.
        language: the language that the article is read in.
    """
    words = words_in(text, tail)
    if language.is_verb_second or len(words) < 3 or text[tail.start : words[0].start].strip():
        return None
    verb, article = words[0].of(text), words[1].of(text).lower()
    is_verb = verb.islower() and verb not in language.auxiliaries | language.closed and language.may_be_finite(verb)
    if not is_verb or article not in language.articles or text[words[0].end : words[1].start].strip():
        return None
    return next(iter(noun_after(text, words[1:], language)), None)


def leads_to_name(text: str, verb: Span, language: Language) -> bool:
    """True of a verb that a sentence begins with, before a name and a quotation: "Said Brandt: “No.”".

    Args:
        text: the article.
        verb: code points, half-open.
        language: the language that the article is read in.
    """
    if verb.of(text).lower() in language.noun_forms or language.is_participle(verb.of(text)):
        return False
    match = _NAMED_FIRST.match(text, verb.end)
    return match is not None and match["name"].lower() not in language.closed


def _goes_on(text: str, words: list[Span], language: Language) -> bool:
    return bool(words) and may_be_in_phrase(words[0].of(text), language)


def _past_listener(text: str, words: list[Span], language: Language) -> list[Span]:
    """The words from the article before a role on, past whom it was told: "dijo a Efe un testigo"."""
    if not words or not language.needs_that or words[0].of(text).lower() not in language.prepositions:
        return words
    spelt = [word.of(text).lower() for word in words]
    for number in range(2, len(words) - 1):
        is_subject = (
            spelt[number] in language.articles - language.prepositions and spelt[number + 1] in language.speakers
        )
        if is_subject and spelt[number - 1] not in language.prepositions:
            return words[number:]
    return words


def with_described(text: str, name: Span, end: int, language: Language) -> Span:
    """A capitalised adjective with the noun after it, "Česká televize"; another name as it is.

    Args:
        text: the article.
        name: with its titles.
        end: of the side, in code points.
        language: the language that the article is read in.
    """
    after = first_word_in(text, Span(name.end, min(end, name.end + 40)))
    endings = tuple(language.he_surname_endings | language.she_surname_endings)
    if (
        after is None
        or text[name.end : after.start] != " "
        or " " in name.of(text)
        or not name.of(text).endswith(endings)
    ):
        return name
    is_noun = may_be_in_phrase(after.of(text), language) and not language.may_be_finite(after.of(text))
    return Span(name.start, after.end) if is_noun and not is_capitalised(after.of(text)) else name


def named_between_commas(text: str, side: Span, names: list[Name]) -> Span | None:
    """The full name that stands alone between the commas after a title and a surname in the genitive.

    Args:
        text: the article.
        side: the words before the verb, code points, half-open.
        names: on the side, in order.
    """
    if len(names) != 2 or text[side.end - 1] != "," or " " in names[0].span.of(text):
        return None
    holder, name = names
    between = text[holder.span.end : name.whole.start]
    is_apposed = between == ", " and not text[name.span.end : side.end - 1].strip()
    is_titled = holder.whole.start < holder.span.start
    return name.span if is_apposed and is_titled and " " in name.span.of(text) else None
