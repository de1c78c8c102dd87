"""Lines that look as if they were not the article: repeats, captions, promotion, bylines, subheadings."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.language import Language, Words
from analyst_app.language.paragraphs import pieces_in, trimmed

Kind = Literal["repeat", "caption", "promo", "byline", "subheading"]

_LONGEST = 240
"""A longer line is text."""
_SUBHEADING_WORDS = 8
_REMEMBERED = 2_000
_CREDIT = re.compile(
    r"\A[\[(][^\])]{0,200}[\])]\Z"
    r"|\b(?:Reuters|AP|AFP|EPA|dpa|Getty(?: Images)?|AP Photo|Anadolu|Xinhua)\b[^.!?]{0,40}[\])]?\Z"
)
_MARKS = "\"“”„‟‘’«»'"
_END = re.compile(r"[.!?…;:,。！？؟،]\W*\Z")
_URL = re.compile(r"\A(?:https?://|www\.)\S+\Z")


class Zone(NamedTuple):
    """A line that may be left out."""

    span: Span
    kind: Kind
    """The value of the skip tag's attribute ``kind``."""
    why: str
    """In the middle of a sentence."""


def zones(text: str, language: Language) -> Iterator[Zone]:
    """The lines that may be left out, in order; found line by line as they are asked for.

    Args:
        text: the article.
        language: the language that the article is read in.
    """
    seen: deque[str] = deque(maxlen=_REMEMBERED)
    known: dict[str, int] = {}
    before, is_after_zone = "", False
    lines = _lines(text)
    for number, span in enumerate(lines):
        words = span.of(text)
        following = lines[number + 1].of(text) if number + 1 < len(lines) else ""
        found = _found(words, number, len(lines), "." if is_after_zone else before, following, known, language)
        if found:
            yield Zone(span, *found)
        before, is_after_zone = words, found is not None
        if len(words) <= _LONGEST:
            if len(seen) == _REMEMBERED:
                known[seen[0]] = known.get(seen[0], 1) - 1
            seen.append(_plain(words))
            known[seen[-1]] = known.get(seen[-1], 0) + 1


def _lines(text: str) -> list[Span]:
    lines = (trimmed(text, piece) for piece in pieces_in(text, Span(0, len(text))))
    return [line for line in lines if line.length]


def _found(
    words: str, number: int, count: int, before: str, following: str, known: dict[str, int], language: Language
) -> tuple[Kind, str] | None:
    if len(words) > _LONGEST:
        return None
    low = words.casefold()
    if known.get(_plain(words), 0) and len(words.split()) > 1:
        return "repeat", "it stands above already"
    if _begins(low, language.captions) or _CREDIT.search(words) or _ends(low, language.captions):
        return "caption", "it looks like a caption or credit"
    if _begins(low, language.promos) or _URL.match(words):
        return "promo", "it advertises something else"
    if _date_line(language.datelines, language.weekdays).match(words) or _is_byline(
        words, low, number, count, language
    ):
        return "byline", "it names author, source or date"
    if 0 < number < count - 1 and _is_subheading(words, before, following):
        return "subheading", "it is a short line between paragraphs"
    return None


def _plain(words: str) -> str:
    return " ".join(words.casefold().translate(_NO_MARKS).split())


_NO_MARKS = str.maketrans("", "", _MARKS)


def _is_byline(words: str, low: str, number: int, count: int, language: Language) -> bool:
    """True if a line near the top or bottom begins like a byline and goes on with a name."""
    if not (number < 6 or number >= count - 4) or not _begins(low, language.bylines):
        return False
    rest = words.split()[1:7]
    has_name = any(word[:1].isupper() or word[:1].isdigit() or _is_caseless(word) for word in rest)
    return has_name and len(words.split()) <= 14 and not words.endswith((".", "!", "?", "”"))


def _is_caseless(word: str) -> bool:
    return word[:1].isalpha() and word[:1].upper() == word[:1].lower()


def _is_subheading(words: str, before: str, following: str) -> bool:
    count = len(words.split())
    if not 1 <= count <= _SUBHEADING_WORDS or _END.search(words) or words[0] in "-–—•*":
        return False
    bare = words.strip(_MARKS)
    starts_well = bare[:1].isupper() or bare[:1].isdigit() or _is_caseless(bare)
    return starts_well and bool(_END.search(before)) and len(following) > len(words)


def _begins(low: str, entries: Words) -> bool:
    return bool(_starting(entries).match(low))


def _ends(low: str, entries: Words) -> bool:
    return low.rstrip(")].").endswith(tuple(entry for entry in entries if not entry.endswith(":")))


@cache
def _starting(entries: Words) -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:{_any_of(entries)})(?!\w)")


@cache
def _date_line(openers: Words, weekdays: Words) -> re.Pattern[str]:
    """A line that holds nothing but when the article was written or changed."""
    return re.compile(
        rf"\A(?:(?:{_any_of(openers)})\b.{{0,60}}\d.*"
        r"|\d{1,2}[./ ](?:\d{1,2}|\w{3,12})\.?[./ ,]+\d{4}(?:[ ,]+\d{1,2}[:.]\d{2}.{0,12})?"
        rf"|(?:{_any_of(weekdays)}),? .{{4,24}}\d{{4}})\Z",
        re.IGNORECASE,
    )


def _any_of(entries: Words) -> str:
    return "|".join(re.escape(entry) for entry in sorted(entries, key=len, reverse=True)) or "(?!)"
