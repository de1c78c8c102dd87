"""The dateline that an article's first sentence may begin with: "BERLIN, March 3 — The Kremlin …"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import ascii_letters

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised
from analyst_app.language.paragraphs import paragraph_at, trimmed
from analyst_app.language.snapping import first_word_in
from analyst_app.language.whole_text import read_once

_HEAD = re.compile(r"(?P<place>[^\W\d_][^,()\n–—]{2,40}?)(?P<rest>(?:\s?[,(][^\n–—]{1,40}?)?)\s(?:--?|[–—])\s+(?=\S)")
_AGENCY = re.compile(r"\([^\W\d_][^()]{0,20}\)\s*\Z")
_DASH = re.compile(r"\s[–—-]\s")
_LONGEST = 90
"""Code points of a dateline with its dash, at most."""
_PLACE_WORDS = 4
_WITHIN = ".!?,;:\"”’'»)" + ascii_letters
"""A sentence after one of these and a space does not begin its paragraph."""
_SHORT_MONTH = 3
"""Months may be shortened to so many letters: Mar."""


def past_dateline(text: str, sentence: Span, language: Language) -> Span:
    """A sentence without the dateline that it begins with; as it is if it has none.

    A dateline stands at the beginning of a paragraph, ends with a dash, and
    is a place in capitals, or one with a date or with an agency in brackets.

    Args:
        text: the article.
        sentence: code points, half-open.
        language: the language that the article is read in.
    """
    before = text[max(0, sentence.start - 2) : sentence.start]
    if before[1:] == " " and before[0] in _WITHIN:
        return sentence
    return _past_dateline(text, sentence, language)


@read_once
def _past_dateline(text: str, sentence: Span, language: Language) -> Span:
    if not sentence.length or trimmed(text, paragraph_at(text, sentence.start)).start != sentence.start:
        return sentence
    head = text[sentence.start : min(sentence.end, sentence.start + _LONGEST)]
    match = _HEAD.match(text, *sentence) if any(dash in head for dash in "—–-") else None
    if match is None or len(match["place"].split()) > _PLACE_WORDS or not is_capitalised(match["place"]):
        return sentence
    begins = first_word_in(text, Span(match.end(), sentence.end))
    if begins is None:
        return sentence
    is_shouted = match["place"].isupper() and is_capitalised(begins.of(text))
    goes_on = _DASH.search(text, match.end(), sentence.end)  # "Ada Brandt (SPD) – the minister – said"
    is_marked = _is_date(match["rest"], language) or bool(_AGENCY.search(match["rest"]) and not goes_on)
    return Span(match.end(), sentence.end) if is_shouted or is_marked else sentence


def is_in_dateline(text: str, span: Span, language: Language) -> bool:
    """True of words in the dateline of their paragraph: no name there speaks.

    Args:
        text: the article.
        span: code points, half-open.
        language: the language that the article is read in.
    """
    return span.end <= _end_of_dateline(text, paragraph_at(text, span.start), language)


def outside_dateline(text: str, spans: Iterable[Span], language: Language) -> list[Span]:
    """Those of some spans that are not in the dateline of their paragraph.

    Args:
        text: the article.
        spans: by start.
        language: the language that the article is read in.
    """
    found: list[Span] = []
    end = told = -1
    for span in spans:
        if span.start > end:
            paragraph = paragraph_at(text, span.start)
            end, told = paragraph.end, _end_of_dateline(text, paragraph, language)
        if span.end > told:
            found.append(span)
    return found


@read_once
def _end_of_dateline(text: str, paragraph: Span, language: Language) -> int:
    line = trimmed(text, paragraph)
    place, _, rest = line.of(text).partition(",")
    if place.isupper() and _is_date(rest, language):
        return len(text)  # a line of its own: PORT MERROW, Nov. 3
    return past_dateline(text, line, language).start


def _is_date(words: str, language: Language) -> bool:
    """True for ", March 3" and ", 3 mars", not for ", 3 of them"."""
    spelt = [word.strip(".,").lower() for word in words.lstrip(" ,").split()]
    months = tuple(word for word in spelt if len(word) >= _SHORT_MONTH and word.isalpha())
    named = any(month.startswith(months) for month in language.months) if months else False
    return named and any(word.isdigit() for word in spelt) and len(spelt) <= _PLACE_WORDS
