"""Names: runs of capitalised words, without titles, articles and possessives.

Good enough to offer, never to decide: a person confirms what is proposed.
Scripts without capitals have no names here; their words are found by the
reporting verb (see ``language.reporting.speakers``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.name_openings import (
    begins_sentence,
    epithets,
    places_title,
    stands_within_sentence,
    words_of_opening,
)
from analyst_app.language.name_openings import is_acronym as is_acronym
from analyst_app.language.noun_capitals import is_genitive, is_name_among_nouns
from analyst_app.language.paragraphs import piece_at, pieces_in
from analyst_app.language.snapping import cuts_word, first_word_in, last_words_in, word_at, words_in
from analyst_app.language.whole_text import WholeText, read_once

_SPACES = (" ", "\u00a0", "\u202f")
_NEAR = 8_000
_SEAT = re.compile(r"[A-Z]{1,4}[-–][A-Z][\w.]*")
"""The party and state of one who sits in a parliament: R-Utah."""
_CLOSE, _FAR = 80, 300
"""Code points on either side of a caret in which the ends of a name are looked for, first and at most."""
_PHRASE = 5
_FULL = 3
"""Words of a name with that of the father."""
_PERSON_WORDS, _CAPITALS = 2, 2
"""A person's name has so many words, an acronym before it so many capitals: PiS."""
_EPITHET_AND_NAME = 3
"""Words of a name with one before it that only tells of the person."""
_SHORT_MONTH = 3
"""Months may be shortened to so many letters: Nov."""


class Name(NamedTuple):
    """A name as printed."""

    span: Span
    """The shortest form: no title, article or possessive."""
    whole: Span
    """With the titles before it."""
    is_possessive: bool


def without_possessive(text: str, span: Span, language: Language) -> Span:
    """A span without the genitive's ending: 's, ’s or the apostrophe after s.

    Args:
        text: the article.
        span: code points, half-open.
        language: the language that the article is read in.
    """
    match = _possessive_of(span.of(text), language)
    return Span(span.start, span.start + match.start()) if match and match.start() else span


def without_elided(text: str, word: Span, language: Language) -> Span:
    """A word without a short one that an apostrophe joins to it: "l’Unesco"; as it is, if that is part of a name.

    Args:
        text: the article.
        word: code points, half-open.
        language: the language that the article is read in.
    """
    if not language.elided:
        return word
    before, apostrophe, after = word.of(text).replace("’", "'").partition("'")
    is_small = before.islower() or (before.lower() + "'") in language.articles  # D’Alema keeps his D
    if not apostrophe or not after or not is_small or before.lower() not in language.elided:
        return word
    return Span(word.start + len(before) + 1, word.end)


def names_in(text: str, span: Span, language: Language) -> list[Name]:
    """The names that begin in a span, in order; none in a language without rules, where "Según" would be of a name.

    Args:
        text: the article.
        span: code points, half-open.
        language: the language that the article is read in.
    """
    found: list[Name] = []
    if not language.has_speakers or span.start >= span.end:
        return found
    if text.__class__ is WholeText and span.end <= (piece := piece_at(text, span.start)).end:
        return _names(text, span, piece, language)
    for piece in pieces_in(text, span):
        part = piece.clipped(span)
        if part.length:
            found += _names(text, part, piece, language)
    return found


def name_at(text: str, position: int, language: Language) -> Name | None:
    """The name that a caret stands in or at an end of.

    Args:
        text: the article.
        position: a caret, in code points.
        language: the language that the article is read in.
    """
    piece = piece_at(text, position)
    names = _names(text, _around(text, piece, position, language), piece, language, at=position)
    return next((n for n in reversed(names) if n.whole.start <= position <= n.span.end), None)


def _around(text: str, piece: Span, position: int, language: Language) -> Span:
    """The words round a caret that a name there may have, up to words that are in no name."""
    close = Span(max(piece.start, position - _CLOSE), min(piece.end, position + _CLOSE))
    ends = [word for word in words_in(text, close)[1:-1] if _is_never_in_name(word.of(text), language)]
    before = [word.end for word in ends if word.end < position]
    after = [word.end for word in ends if word.start > position]
    if before and after:
        return Span(before[-1], after[0])
    near = Span(max(piece.start, position - _FAR), min(piece.end, position + _FAR))
    start = word_at(text, near.start)
    return Span(start.start if start and near.start > piece.start else near.start, near.end)


def _is_never_in_name(word: str, language: Language) -> bool:
    small = word.lower()
    known = small in language.particles or word in language.body_links or word in language.body_articles
    return not known and not is_capitalised(word)


def phrase_before(text: str, end: int, least: int, language: Language) -> Span | None:
    """The noun phrase that ends right before a position, without its article: "defence ministry".

    Args:
        text: the article.
        end: code point at which the phrase ends.
        least: code point before which nothing is looked at.
        language: the language that the article is read in.
    """
    words = [without_elided(text, word, language) for word in words_in(text, Span(max(least, end - 200), end))]
    first: Span | None = None
    last: Span | None = None
    after = end
    for word in reversed(words[-_PHRASE:]):
        if text[word.end : after].strip() or not may_be_in_phrase(word.of(text), language):
            break
        first, last, after = word, last or word, word.start
    if last and language.nouns_have_capitals and not is_capitalised(last.of(text)):
        return None
    return without_possessive(text, Span(first.start, last.end), language) if first and last else None


def phrase_at(text: str, position: int, language: Language) -> Span | None:
    """The phrase around a role or group ("harbour officials") that a caret stands in.

    Args:
        text: the article.
        position: a caret, in code points.
        language: the language that the article is read in.
    """
    piece = piece_at(text, position)
    words = words_in(text, Span(max(piece.start, position - 200), min(piece.end, position + 100)))
    run: list[Span] = []
    for word in words:
        bare = word.of(text).lower()
        if run and (text[run[-1].end : word.start] not in _SPACES or not may_be_in_phrase(bare, language)):
            run = []
        if may_be_in_phrase(bare, language):
            run.append(word)
        if run and bare in language.speakers and run[max(0, len(run) - 3)].start <= position <= word.end:
            return Span(run[max(0, len(run) - 3)].start, word.end)
    return None


def is_capitalised(word: str) -> bool:
    """True if a word, or a part of it after a hyphen, begins with a capital: al-Assad."""
    return word[:1].isupper() or ("-" in word and any(part[:1].isupper() for part in word.split("-")))


def may_be_in_phrase(word: str, language: Language) -> bool:
    """True if a word may stand in a noun phrase: it is no article, preposition, pronoun or known verb.

    Args:
        word: as written.
        language: the language that the article is read in.
    """
    if word.lower() not in language.closed or is_acronym(word):
        return True
    return language.nouns_have_capitals and is_capitalised(word) and language.is_reporting(word)  # das Schreiben


class _Step(NamedTuple):
    """A run of capitalised words."""

    start: int
    end: int
    name: Name | None


def _names(text: str, part: Span, piece: Span, language: Language, *, at: int | None = None) -> list[Name]:
    """The names of a part of a piece; with ``at``, those that do not touch that code point may be left out."""
    if isinstance(text, WholeText):
        steps = _steps_of_piece(text, piece, language)
        first, end = bisect_left(steps, (part[0],)), bisect_left(steps, (part[1],))
        is_cut = (first and steps[first - 1].end > part[0]) or (end and steps[end - 1].end > part[1])
        if not is_cut and not cuts_word(text, part):
            return [step.name for step in steps[first:end] if step.name]
    return [step.name for step in _steps(text, part, piece, language, at=at) if step.name]


@read_once
def _steps_of_piece(text: str, piece: Span, language: Language) -> list[_Step]:
    return _steps(text, piece, piece, language)


def _steps(text: str, part: Span, piece: Span, language: Language, *, at: int | None = None) -> list[_Step]:
    found = []
    words = words_in(text, part)
    spelt = [text[start:end] for start, end in words]
    past = 0
    for index in [n for n, word in enumerate(spelt) if not word.islower()]:
        if index < past:
            continue
        if at is not None and words[index].start > at:
            break
        if language.elided:
            words[index] = without_elided(text, words[index], language)
            spelt[index] = words[index].of(text)
        is_begun = spelt[index][0].isupper() or is_capitalised(spelt[index])
        run = _run(text, words, spelt, index, language) if is_begun else []
        past = index + len(run)
        if run and (at is None or run[-1].end >= at):
            found.append(_Step(run[0].start, run[-1].end, _name(text, run, piece, language)))
    return found


def _run(text: str, words: list[Span], all_spelt: list[str], index: int, language: Language) -> list[Span]:
    """The capitalised words from ``index`` on that stand side by side, particles inside."""
    run: list[Span] = []
    held: list[Span] = []
    before: Span | None = None
    while index < len(words):
        word, spelt = words[index], all_spelt[index]
        index += 1
        if before is not None and not _joined(text, before, word, language):
            break
        before = word
        ending = _possessive_of(spelt, language) if "'" in spelt or "’" in spelt else None
        is_small = spelt.islower() or not is_capitalised(spelt)
        if not is_small and not _is_month(text, word, spelt[: ending.start()] if ending else spelt, language):
            run += [*held, word]
            held = []
            is_owner = ending or (language.nouns_have_capitals and is_genitive(text, word, language))
            if is_owner and not _owns_body(text, word, language):
                break
        elif language.nouns_have_capitals and not held and spelt in language.determiners:
            break  # “Bericht der Bank”: only “von der” stands in a name
        elif language.dropped_pronouns and len(run) == 1 and is_acronym(run[0].of(text)):
            break  # “CEO da Lusa”, “PP de Madrid”
        elif run and (spelt.lower() in language.particles or _of_body(text, run, spelt, held, language)):
            held.append(word)
        else:
            break
    return run


def _possessive_of(spelt: str, language: Language) -> re.Match[str] | None:
    """The genitive's ending; only asked for where there is an apostrophe, which every one has."""
    return language.possessive.search(spelt) if "'" in spelt or "’" in spelt else None


def _owns_body(text: str, word: Span, language: Language) -> bool:
    """True of the genitive in the name of a body: Farmers' Union."""
    after = first_word_in(text, Span(word.end, min(len(text), word.end + 30)))
    if after is None or text[word.end : after.start] not in (*_SPACES, "’ ", "' "):
        return False
    is_body = after.of(text)[:1].isupper() and after.of(text).lower() in language.body_words
    bare = language.possessive.sub("", word.of(text)).lower()
    return is_body and (bare in language.groups or language.is_plural(bare))


def _is_month(text: str, word: Span, spelt: str, language: Language) -> bool:
    """True of a month or day, also of one that is shortened before a number: "Nov. 3"."""
    bare = spelt.lower()
    if bare in language.months:
        return True
    is_dated = len(bare) >= _SHORT_MONTH and text[word.end : word.end + 3].lstrip(". \u00a0")[:1].isdigit()
    return is_dated and any(month.startswith(bare) for month in language.months)


def _of_body(text: str, run: list[Span], spelt: str, held: list[Span], language: Language) -> bool:
    if spelt not in language.body_links and spelt not in language.body_articles:
        return False
    after_body = run[-1].of(text).lower() in language.bodies
    return after_body and (spelt in language.body_links or (bool(held) and spelt in language.body_articles))


def _joined(text: str, one: Span, other: Span, language: Language) -> bool:
    gap = text[one.end : other.start]
    if gap in _SPACES and text[one.end - 1] != ".":
        return True  # as nearly all are
    before = one.of(text)
    if gap in ("' ", "’ "):
        return _owns_body(text, one, language)
    if gap[:1] != "." and before[-1] != ".":
        return gap in _SPACES
    is_initial = other.length == 1 and text[other.end : other.end + 1] == "."
    is_small = other.of(text).lower() in language.function_words and not is_initial
    starts_anew = (gap[:1] == "." or before.endswith(".")) and is_small
    if starts_anew and not (before.lower() in language.abbreviations and language.is_title(before)):  # M. Le Maire
        return False
    if gap in _SPACES or gap == "":
        return gap != ""
    is_short = len(before) == 1 or language.is_title(before) or before.lower() in language.abbreviations
    return gap[:1] == "." and gap[1:] in (*_SPACES, "") and is_short


def _name(text: str, run: list[Span], piece: Span, language: Language) -> Name | None:
    spelt = [word.of(text) for word in run]
    while run and spelt[0].lower() in language.no_names and not _is_kept(text, run[0]):
        run, spelt = run[1:], spelt[1:]
    if len(run) == 1:
        return _name_of_one(text, run[0], piece, language)
    if len(run) > 1 and (opening := words_of_opening(text, run, piece, language)):
        run, spelt = run[opening:], spelt[opening:]
    if not run or (text[run[0].start - 1 : run[0].start] == "(" and _SEAT.fullmatch(spelt[0])):
        return None
    if len(run) > _PERSON_WORDS and (office := _office_words(text, run, language)):
        run, spelt = run[office:], spelt[office:]
    whole = Span(run[0].start, run[-1].end)
    bare = without_possessive(text, whole, language)
    if language.nouns_have_capitals and is_genitive(text, run[-1], language):
        bare = Span(whole.start, whole.end - 1)
    is_body = spelt[-1].lower() in language.body_words
    pairs = [] if is_body else [*enumerate(pairwise(spelt))]
    titles = [n for n, (word, after) in pairs if language.is_title(word) and after not in language.particles]
    titles = [n for n in titles if not n or len(spelt[n]) > 1]  # Ada M. Brandt
    first = titles[-1] + 1 if titles else 0
    if titles and len(run) - first == _FULL and language.patronymic_endings and places_title(spelt[first:], language):
        first += 1  # “Мэр Москвы Иван Петров”
    if len(run) - first >= _EPITHET_AND_NAME - language.nouns_have_capitals:  # “Mann Jorge”
        first += epithets(spelt[first:], is_office=_is_office(text, run[first], piece, language), language=language)
    if len(run) - first == 1 and not titles and not _is_name_alone(text, run[-1], piece, language):
        return None
    return Name(Span(run[first].start, bare.end), Span(whole.start, bare.end), bare != whole)


def _name_of_one(text: str, word: Span, piece: Span, language: Language) -> Name | None:
    """A single word as a name; None if it is none."""
    is_seat = text[word.start - 1 : word.start] == "(" and _SEAT.fullmatch(word.of(text))
    if is_seat or not _is_name_alone(text, word, piece, language):
        return None
    bare = without_possessive(text, word, language)
    if language.nouns_have_capitals and is_genitive(text, word, language):
        bare = Span(word.start, word.end - 1)
    return Name(bare, bare, bare != word)


def _is_kept(text: str, word: Span) -> bool:
    """True of capitals that no small word is written in: an acronym, or an initial with its stop."""
    is_initial = word.length == 1 and text[word.end : word.end + 1] == "."
    return is_acronym(word.of(text)) or (is_initial and word.of(text).isupper())


def _is_office(text: str, word: Span, piece: Span, language: Language) -> bool:
    """True of the word after "Secretary of", which tells an office and no name."""
    before = last_words_in(text, Span(max(piece.start, word.start - 30), word.start), 2)
    return (
        len(before) == 2
        and before[1].of(text) in language.body_links
        and is_capitalised(before[0].of(text))
        and language.is_title(before[0].of(text))
    )


def _office_words(text: str, run: list[Span], language: Language) -> int:
    """The number of words in front of a person's name that tell of the office: "ministro degli Esteri Carlo Rinaldi".

    Where names have cases, one of two words that looks like a nominative is no part of what a preposition leads to:
    "w rozmowie z Onetem Anna Zielińska".
    """
    most = len(run) - _PERSON_WORDS
    if not all(is_capitalised(word.of(text)) for word in run[-_PERSON_WORDS - 1 :]):
        return 0
    if _is_body_before_person(text, run[0], language):
        return 1
    ahead = last_words_in(text, Span(max(0, run[0].start - _CLOSE), run[0].start), 2)
    leads = [word.of(text).lower() for word in ahead]
    if len(leads) > 1 and leads[0] in language.local_offices and leads[1] in language.prepositions:
        return most  # il sindaco di Verona Federico Bassi
    if language.cases and language.is_nominative(run[-1].of(text)):
        before = next(reversed(words_in(text, Span(max(0, run[0].start - _CLOSE), run[0].start))), None)
        if before and text[before.end : run[0].start] in _SPACES and before.of(text).lower() in language.prepositions:
            return most
    known = [word.of(text).lower() in language.portfolios for word in run[:most]]
    return known.index(False) if False in known else most


def _is_body_before_person(text: str, word: Span, language: Language) -> bool:
    """True of an acronym before a person's name: a party ("posłanka PiS Anna Nowak"), or who was told ("PAP")."""
    spelt = word.of(text)
    if not spelt.isalpha() or sum(map(str.isupper, spelt)) < _CAPITALS:
        return False
    before = next(reversed(words_in(text, Span(max(0, word.start - _CLOSE), word.start))), None)
    low = before.of(text).lower() if before and text[before.end : word.start] in _SPACES else ""
    leads = language.speakers | language.prepositions | language.reporting_verbs
    return low in leads or language.is_title(low) or (bool(low) and bool(language.cases))


def _is_name_alone(text: str, word: Span, piece: Span, language: Language) -> bool:
    """True if a single capitalised word is a name, not just the first of its sentence."""
    bare = without_possessive(text, word, language)
    spelt = bare.of(text)
    if (len(spelt) == 1 and not spelt.isupper()) or spelt.lower() in language.unnamed:
        return False
    before = text[max(piece.start, word.start - 30) : word.start]
    is_within = not language.nouns_have_capitals and not begins_sentence(before)
    if is_within or (not language.nouns_have_capitals and spelt.lower() in language.well_known):
        return True
    following = first_word_in(text, Span(word.end, min(piece.end, word.end + 30)))
    adjoins = following is not None and text[word.end : following.start] in _SPACES
    speaks = following is not None and adjoins and language.is_reporting(following.of(text))
    if language.nouns_have_capitals:
        return is_name_among_nouns(text, word, before, speaks, language)
    if speaks or bare != word or "-" in spelt:
        return True
    return stands_within_sentence(text, spelt, Span(max(0, word.start - _NEAR), word.start + _NEAR))


def elided_article(word: str) -> str:
    """The article that is joined to a word, with its apostrophe straight: l'; empty without one."""
    article, apostrophe, _ = word.lower().replace("’", "'").partition("'")
    return article + apostrophe if apostrophe else ""
