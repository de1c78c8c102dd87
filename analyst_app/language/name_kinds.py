"""The kind of thing that a name stands for, by word lists and by what stands beside it; never guessed."""

from __future__ import annotations

import re
from typing import Literal

from analyst_app.core.span import Span
from analyst_app.language.compounds import heads
from analyst_app.language.forms_of_address import told_by_title
from analyst_app.language.language import Language
from analyst_app.language.names import is_acronym, may_be_in_phrase
from analyst_app.language.people import spelt
from analyst_app.language.snapping import words_in

NameKind = Literal["person", "body", "group", "state", "place", "thing", ""]
"""``state`` also of adjectives and peoples (Kenyan, Kenyans), ``thing`` of times, works, events and laws."""

_REACH = 60
"""Code points beside a name that are looked at."""
_LONGEST_ACRONYM = 6
_APPOSED = 9
"""Words after a comma in which the noun of an apposition stands: "Ada Brandt, the chair of …"."""
_AGE = re.compile(r",? (?:aged? )?\d{1,2}(?=[,;.)]| and\b)")
_SEAT = re.compile(r" \([A-Z]{1,4}[-–][A-Z][\w.]*\)")
"""The party and state of one who sits in a parliament: (D-Vt.)."""
_ROMAN = re.compile(r"[IVX]+")
_INITIAL = re.compile(r"\w\.?\Z")


def kind_by_words(name: str, language: Language) -> NameKind:
    """The kind that a name's own words tell of; empty if they tell nothing.

    Args:
        name: as printed, without titles and possessive.
        language: the language that the article is read in.
    """
    whole = spelt(name)
    listed: tuple[tuple[NameKind, frozenset[str]], ...] = (
        ("body", language.known_bodies),
        ("state", language.nationalities),
        ("place", language.places),
        ("thing", language.months),
    )
    for kind, known in listed:
        if whole in known:
            return kind
    words = name.split()
    if len(words) == 1:
        return _of_one_word(name, language)
    return _of_words(words, language)


def _of_one_word(word: str, language: Language) -> NameKind:
    small = spelt(word)
    parts = small.replace("–", "-").split("-")
    if len(parts) > 1 and parts[0] in language.grounds:
        return "state"  # US-led, Russian-backed
    if small in language.thing_nouns:
        return "thing"
    if small in language.body_words:
        return "body"
    if is_acronym(word) and word.isalpha() and len(word) <= _LONGEST_ACRONYM:
        return "thing" if _ROMAN.fullmatch(word) else "body"
    return ""


def _of_words(words: list[str], language: Language) -> NameKind:
    small = [spelt(word) for word in words]
    if len(small) > 2 and small[-1] in language.name_suffixes:
        words, small = words[:-1], small[:-1]
    last, first = small[-1], small[0]
    linked = next((n for n, word in enumerate(words) if n and word in language.body_links), 0)
    heads = (small[linked - 1], first) if linked else (last,)
    if any(head in language.body_words for head in heads):
        return "body"
    given = language.first_names
    if any(head in language.thing_nouns for head in heads):
        return "" if first in given and len(words) == 2 else "thing"
    if all(word in language.grounds for word in small):
        return "state" if last in language.nationalities else "place"
    if last in language.demonyms:
        return "state"  # House Republicans
    if first in language.all_first_names:
        return "person"
    if any(word in language.particles for word in small[1:-1]) or any(map(_INITIAL.match, small[1:-1])):
        return "person"
    if _INITIAL.match(first) and words[0].isupper():
        return "person"  # J. Brandt
    return "body" if is_acronym(words[-1]) and words[-1].isalpha() and not is_acronym(words[0]) else ""


def kind_in_place(text: str, span: Span, language: Language) -> NameKind:
    """The kind that the words beside a name tell of: its title, age, role or noun; empty if they tell nothing.

    Args:
        text: the article.
        span: of the name, code points, half-open.
        language: the language that the article is read in.
    """
    if told_by_title(text, span, language) or _SEAT.match(text, span.end) or _AGE.match(text, span.end):
        return "person"
    ahead = words_in(text, Span(max(0, span.start - _REACH), span.start))
    before = ahead[-1:]
    if before and text[before[0].end : span.start] in (" ", "\u00a0", ". ", ", "):
        is_apposed = text[before[0].end] == ","
        kind = _of_phrase(text, ahead, language) if is_apposed else _of_noun(before[0].of(text).lower(), language)
        if kind:
            return kind
        if language.is_title(before[0].of(text)) and not is_apposed:
            return "person"
    return _of_apposition(text, span, language)


def _of_phrase(text: str, words: list[Span], language: Language) -> NameKind:
    """The kind by the noun that a phrase is about, which comes before its genitives: "the chair of the union"."""
    kind: NameKind = ""
    links = language.body_links | language.determiners
    end = words[-1].end
    for word in reversed(words):
        small = word.of(text).lower()
        if text[word.end : end].strip() or not (small in links or may_be_in_phrase(word.of(text), language)):
            break
        kind, end = _of_noun(small, language) or kind, word.start
    return kind


def _of_noun(noun: str, language: Language) -> NameKind:
    """The kind of one who is called by a noun."""
    if noun in heads(language.bodies, are_joined=language.nouns_have_capitals):
        return "body"
    return "person" if noun in language.roles or language.is_title(noun) else ""


def _of_apposition(text: str, span: Span, language: Language) -> NameKind:
    if text[span.end : span.end + 2] != ", ":
        return ""
    words = words_in(text, Span(span.end + 2, min(len(text), span.end + _REACH)))[:_APPOSED]
    if not words or words[0].start != span.end + 2:
        return ""
    opens = words[0].of(text).lower()
    if opens == "who" or opens in language.relatives:
        return "person" if opens in language.person_relatives else ""
    if opens not in language.determiners and opens not in language.roles and not language.is_title(opens):
        return ""
    noun = ""
    for word in words:
        small = word.of(text).lower()
        is_in = may_be_in_phrase(word.of(text), language) or small in language.determiners
        if not is_in or (noun and language.is_past(small)):
            break
        noun = small
        if text[word.end : word.end + 1] in ",.;:)":
            break
    return _of_noun(noun, language)
