"""Names: runs of capitalised words, without titles, articles and possessives.

Good enough to offer, never to decide: a person confirms what is proposed.
Scripts without capitals have no names here; their words are found by the
reporting verb (see ``language.reporting.speakers``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.paragraphs import piece_at, pieces_in
from analyst_app.language.snapping import word_at, words_in
from analyst_app.language.whole_text import WholeText, read_once

_SPACES = (" ", "\u00a0", "\u202f")
_NEAR = 8_000
_SENTENCE_START = re.compile(r"(?:\A|[.!?…:\n])[\"'”’»)\]]*\s*[\"'`“‘„‚«»(\[–—-]{0,2}[ \u00a0]?\Z")
_SEAT = re.compile(r"[A-Z]{1,4}[-–][A-Z][\w.]*")
"""The party and state of one who sits in a parliament: R-Utah."""
_CLOSE, _FAR = 80, 300
"""Code points on either side of a caret in which the ends of a name are looked for, first and at most."""
_PHRASE = 5
_SHORT_MONTH = 3
"""Months may be shortened to so many letters: Nov."""
_WITHIN = "abcdefghijklmnopqrstuvwxyz,;"
"""A word after one of these and a space does not begin its sentence."""


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
    match = language.possessive.search(span.of(text))
    return Span(span.start, span.start + match.start()) if match and match.start() else span


def names_in(text: str, span: Span, language: Language) -> list[Name]:
    """The names that begin in a span, in order.

    Args:
        text: the article.
        span: code points, half-open.
        language: the language that the article is read in.
    """
    found: list[Name] = []
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
    words = words_in(text, Span(max(least, end - 200), end))
    first: Span | None = None
    last: Span | None = None
    after = end
    for word in reversed(words[-_PHRASE:]):
        if text[word.end : after].strip() or not may_be_in_phrase(word.of(text), language):
            break
        first, last, after = word, last or word, word.start
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


def is_acronym(word: str) -> bool:
    """True if a word is written in capitals: UN is no French article."""
    return len(word) > 1 and word.isupper()


def may_be_in_phrase(word: str, language: Language) -> bool:
    """True if a word may stand in a noun phrase: it is no article, preposition, pronoun or known verb.

    Args:
        word: as written.
        language: the language that the article is read in.
    """
    return is_acronym(word) or word.lower() not in language.closed


class _Step(NamedTuple):
    """A run of capitalised words, or any other word."""

    start: int
    end: int
    name: Name | None


def _names(text: str, part: Span, piece: Span, language: Language, *, at: int | None = None) -> list[Name]:
    """The names of a part of a piece; with ``at``, those that do not touch that code point may be left out."""
    if isinstance(text, WholeText):
        steps = _steps_of_piece(text, piece, language)
        first, end = (bisect_left(steps, (position,)) for position in part)
        is_cut = any(steps[n - 1].end > position for n, position in zip((first, end), part, strict=True) if n)
        if not is_cut:
            return [step.name for step in steps[first:end] if step.name]
    return [step.name for step in _steps(text, part, piece, language, at=at) if step.name]


@read_once
def _steps_of_piece(text: str, piece: Span, language: Language) -> list[_Step]:
    return _steps(text, piece, piece, language)


def _steps(text: str, part: Span, piece: Span, language: Language, *, at: int | None = None) -> list[_Step]:
    found = []
    words = words_in(text, part)
    nouns_have_capitals = _nouns_have_capitals(text, piece, language)
    index = 0
    while index < len(words):
        word = words[index]
        if at is not None and word.start > at:
            break
        run = _run(text, words, index, language) if is_capitalised(word.of(text)) else []
        if at is not None and run and run[-1].end < at:
            index += len(run)
            continue
        name = _name(text, run, piece, language, nouns_have_capitals) if run else None
        found.append(_Step(word.start, run[-1].end if run else word.end, name))
        index += max(1, len(run))
    return found


@read_once
def _nouns_have_capitals(text: str, piece: Span, language: Language) -> bool:
    signs = language.noun_capitals.findall(text, piece.start, min(piece.end, piece.start + 2_000))
    return len(signs) > 2


def _run(text: str, words: list[Span], index: int, language: Language) -> list[Span]:
    """The capitalised words from ``index`` on that stand side by side, particles inside."""
    run: list[Span] = []
    held: list[Span] = []
    for word in (words[number] for number in range(index, len(words))):
        spelt = word.of(text)
        if (run or held) and not _joined(text, (run + held)[-1], word, language):
            break
        if is_capitalised(spelt) and not _is_month(text, word, spelt, language):
            run += [*held, word]
            held = []
            if language.possessive.search(spelt) and not _owns_body(text, word, language):
                break
        elif run and (spelt.lower() in language.particles or _of_body(text, run, spelt, held, language)):
            held.append(word)
        else:
            break
    return run


def _owns_body(text: str, word: Span, language: Language) -> bool:
    """True of the genitive in the name of a body: Farmers' Union."""
    after = next(iter(words_in(text, Span(word.end, min(len(text), word.end + 30)))), None)
    if after is None or text[word.end : after.start] not in (*_SPACES, "’ ", "' "):
        return False
    is_body = after.of(text)[:1].isupper() and after.of(text).lower() in language.body_words
    bare = language.possessive.sub("", word.of(text)).lower()
    return is_body and (bare in language.groups or language.is_plural(bare))


def _is_month(text: str, word: Span, spelt: str, language: Language) -> bool:
    """True of a month or day, also of one that is shortened before a number: "Nov. 3"."""
    bare = language.possessive.sub("", spelt).lower()
    if bare in language.months:
        return True
    is_dated = len(bare) >= _SHORT_MONTH and text[word.end : word.end + 3].lstrip(". \u00a0")[:1].isdigit()
    return is_dated and any(month.startswith(bare) for month in language.months)


def _of_body(text: str, run: list[Span], spelt: str, held: list[Span], language: Language) -> bool:
    after_body = run[-1].of(text).lower() in language.bodies
    return after_body and (spelt in language.body_links or (bool(held) and spelt in language.body_articles))


def _joined(text: str, one: Span, other: Span, language: Language) -> bool:
    gap, before = text[one.end : other.start], one.of(text)
    if gap in ("' ", "’ "):
        return _owns_body(text, one, language)
    if (gap[:1] == "." or before.endswith(".")) and other.of(text).lower() in language.function_words:
        return False
    if gap in _SPACES or gap == "":
        return gap != ""
    is_short = len(before) == 1 or language.is_title(before) or before.lower() in language.abbreviations
    return gap[:1] == "." and gap[1:] in (*_SPACES, "") and is_short


def _name(text: str, run: list[Span], piece: Span, language: Language, nouns_have_capitals: bool) -> Name | None:
    spelt = [word.of(text) for word in run]
    while run and not is_acronym(spelt[0]) and spelt[0].lower() in language.no_names:
        run, spelt = run[1:], spelt[1:]
    if not run or (text[run[0].start - 1 : run[0].start] == "(" and _SEAT.fullmatch(spelt[0])):
        return None
    whole = Span(run[0].start, run[-1].end)
    bare = without_possessive(text, whole, language)
    is_body = spelt[-1].lower() in language.body_words
    titles = [n for n, word in enumerate(spelt[:-1]) if language.is_title(word)] if not is_body else []
    first = titles[-1] + 1 if titles else 0
    first += _epithets(spelt[first:], is_office=_is_office(text, run[first], piece, language), language=language)
    if len(run) - first == 1 and not titles and not _is_name_alone(text, run[-1], piece, language, nouns_have_capitals):
        return None
    return Name(Span(run[first].start, bare.end), Span(whole.start, bare.end), bare != whole)


def _is_office(text: str, word: Span, piece: Span, language: Language) -> bool:
    """True of the word after "Secretary of", which tells an office and no name."""
    before = words_in(text, Span(max(piece.start, word.start - 30), word.start))[-2:]
    return (
        len(before) == 2
        and before[1].of(text) in language.body_links
        and is_capitalised(before[0].of(text))
        and language.is_title(before[0].of(text))
    )


def _epithets(spelt: list[str], *, is_office: bool, language: Language) -> int:
    """The number of words before a first name that only tell of the person: "Kentuckian Ada Brandt"."""
    known = language.first_names
    given = next((n for n, word in enumerate(spelt[:-1]) if word.lower() in known), 0)
    if given and (is_office or all(_is_epithet(word, language) for word in spelt[:given])):
        return given
    return 1 if is_office and len(spelt) > 2 else 0


def _is_epithet(word: str, language: Language) -> bool:
    small = word.lower()
    if small in language.particles:
        return False
    last = small.rpartition("-")[2]
    return (
        is_acronym(word)
        or small in language.epithets
        or (last != small and word.rpartition("-")[2].islower())
        or language.is_participle(small)
    )


def _is_name_alone(text: str, word: Span, piece: Span, language: Language, nouns_have_capitals: bool) -> bool:
    """True if a single capitalised word is a name, not just the first of its sentence."""
    bare = without_possessive(text, word, language)
    spelt = bare.of(text)
    if (len(spelt) == 1 and not spelt.isupper()) or spelt.lower() in language.unnamed:
        return False
    following = next(iter(words_in(text, Span(word.end, min(piece.end, word.end + 30)))), None)
    adjoins = following is not None and text[word.end : following.start] in _SPACES
    speaks = following is not None and adjoins and language.is_reporting(following.of(text))
    before = text[max(piece.start, word.start - 30) : word.start]
    if nouns_have_capitals:
        last = before.split()[-1:] or [""]
        return speaks or language.is_reporting(last[0])
    if not _SENTENCE_START.search(before) or spelt.lower() in language.well_known:
        return True
    if speaks or bare != word or "-" in spelt:
        return True
    return _stands_within_sentence(text, spelt, Span(max(0, word.start - _NEAR), word.start + _NEAR))


def _stands_within_sentence(text: str, spelt: str, near: Span) -> bool:
    """True if a word follows a small letter or comma somewhere near: it has its capital everywhere."""
    end = min(near.end, len(text))
    place = text.find(f" {spelt}", near.start + 1, end)
    while place >= 0:
        after = place + 1 + len(spelt)
        if text[place - 1] in _WITHIN and _is_of_word(spelt[-1]) != (after < end and _is_of_word(text[after])):
            return True
        place = text.find(f" {spelt}", place + 1, end)
    return False


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def elided_article(word: str) -> str:
    """The article that is joined to a word, with its apostrophe straight: l'; empty without one."""
    article, apostrophe, _ = word.lower().replace("’", "'").partition("'")
    return article + apostrophe if apostrophe else ""
