"""Turns of a transcript: a line that begins with the one who speaks, as in "BRANDT: We will not leave.".

The words after the label are direct speech without marks. Many other lines
begin with a word and a colon ("Note:", "LONDON:", "Price:"), so a label needs
more: capitals and words that only somebody who speaks says, or the same label
before another line nearby. "Q:" and "A:" are turns where the other one is near;
they name nobody.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.headlines import is_headline
from analyst_app.language.language import Language
from analyst_app.language.name_kinds import kind_by_words
from analyst_app.language.names import names_in
from analyst_app.language.paragraphs import piece_at, trimmed
from analyst_app.language.quotation_signs import opens_with
from analyst_app.language.snapping import words_in
from analyst_app.language.whole_text import read_once

_LABEL = re.compile(
    r"(?P<name>[^\W\d_][^\W\d_]*\.?(?:[ '’.-][^\W\d_]+\.?){0,4})"
    r"(?P<beside>, [^\n:,]{2,40}| ?\([^\n()]{1,40}\))?"
    r"(?P<sign>[:.])\s+(?=\S)"
)
"""A name, perhaps with a part in brackets or after a comma, and its colon; the stop only after "Q" and "A"."""
_NEAR = 4_000
"""Code points before and after a line in which its label is looked for."""
_ASKING = re.compile(r"\?[\s\W]*\Z")


class Turn(NamedTuple):
    """One turn of a transcript. Spans are code points, half-open."""

    label: Span
    """The one who speaks, without titles and colon."""
    words: Span
    """All that is said in the line."""
    names_nobody: bool
    """True of "Q" and "A"."""


@read_once
def turn_in(text: str, piece: Span, language: Language) -> Turn | None:
    """The turn that a line is; None if it is none.

    Args:
        text: the article.
        piece: the line.
        language: the language that the article is read in.
    """
    if not language.turn_words:
        return None
    line = trimmed(text, piece)
    match = _LABEL.match(text, line.start, line.end)
    if match is None or opens_with(text, match.end()):
        return None
    label, words = Span(*match.span("name")), Span(match.end(), line.end)
    spelt = label.of(text)
    name = _without_titles(text, label, language)
    around = Span(max(0, line.start - _NEAR), min(len(text), line.end + _NEAR))
    if spelt.lower() in language.turn_letters:
        letters = (letter.upper() for letter in language.turn_letters - {spelt.lower()})
        is_turn = spelt.isupper() and any(_begins_line(text, around, other, match["sign"]) for other in letters)
        return Turn(label, words, names_nobody=True) if is_turn else None
    if match["sign"] != ":" or not _may_name(text, label, language) or is_headline(text, piece, language):
        return None
    if not any(character.isalpha() for character in words.of(text)):
        return None  # “Brandt: 547.”
    if not (_is_spoken(text, words, language) and spelt.isupper()):
        others = (Span(around.start, line.start), Span(line.end, around.end))
        if not any(_begins_line(text, other, spelt, "", unlike=line.of(text)) for other in others):
            return None
        if not spelt.isupper() and not (_is_known(text, label, language) and text[line.end - 1] in ".!?…—–-"):
            return None
    return Turn(name, words, names_nobody=False)


def turn_of(text: str, quote: Span, language: Language) -> Turn | None:
    """The turn whose words a quote is, or is a part of; None if its line is none.

    Args:
        text: the article.
        quote: code points, half-open.
        language: the language that the article is read in.
    """
    turn = turn_in(text, piece_at(text, quote.start), language)
    return turn if turn and turn.words.contains(quote) else None


def _begins_line(text: str, span: Span, label: str, sign: str, unlike: str = "\n") -> bool:
    """True if a label and its sign begin a line of a stretch, and not the same line once more."""
    start = span.start if text.startswith(label, span.start, span.end) else _next_line(text, span, label)
    while start is not None:
        after = text[start + len(label) : start + len(label) + 2]
        has_sign = after[:1] == sign if sign else after[:1] in (":", ",", "(") or after == " ("
        if has_sign and not text.startswith(unlike, start):
            return True
        start = _next_line(text, Span(start, max(start, span.end)), label)
    return False


def _next_line(text: str, span: Span, label: str) -> int | None:
    found = text.find(f"\n{label}", span.start, span.end)
    return found + 1 if found >= 0 else None


def _may_name(text: str, label: Span, language: Language) -> bool:
    """True unless a label is known to be something else: a place, a month, a word of the page round the article."""
    spelt = label.of(text)
    small = spelt.lower()
    if not spelt[0].isupper() or small in language.no_turns:
        return False
    words = [word.of(text).lower() for word in words_in(text, label)]
    if not language.no_turns.isdisjoint((words[0], words[-1])) or words[0] in language.no_names:
        return False
    if language.is_reporting(words[-1]) and len(words) > 1:
        return False  # “Brandt said: …”
    page = language.page_words | language.months | language.known_bodies
    return small not in page and kind_by_words(spelt.title(), language) not in ("place", "state", "thing")


def _without_titles(text: str, label: Span, language: Language) -> Span:
    words = words_in(text, label)
    while len(words) > 1 and language.is_title(words[0].of(text)):
        words = words[1:]
    return Span(words[0].start, label.end) if words else label


def _is_spoken(text: str, words: Span, language: Language) -> bool:
    """True if somebody speaks for himself in some words, or asks."""
    spelt = (word.of(text).lower() for word in words_in(text, words))
    return any(word in language.turn_words for word in spelt) or bool(_ASKING.search(text, *words))


def _is_known(text: str, label: Span, language: Language) -> bool:
    """True of a name, or a noun for one who speaks: "Ada Brandt", "Interviewer"."""
    words = [word.of(text).lower() for word in words_in(text, label)]
    if words[-1] in language.speakers or language.is_title(words[-1]):
        return True
    names = names_in(text, label, language)
    return len(names) == 1 and names[0].whole.start == label.start and names[0].span.end == label.end
