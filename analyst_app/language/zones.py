"""Lines that look as if they were not the article: repeats, captions, promotion, bylines, subheadings."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.language import Language, Words
from analyst_app.language.paragraphs import pieces_in, trimmed
from analyst_app.wording import tr

Kind = Literal["repeat", "caption", "promo", "byline", "subheading"]
Finding = tuple[Kind, str]
"""Kind of a line, and why."""

_LONGEST = 240
"""A longer line is text."""
_SUBHEADING_WORDS = 8
_REMEMBERED = 2_000
_HEAD, _TAIL = 12, 40
"""So many lines at the beginning and at the end may stand outside the article's own text."""
_NEAR = 12
"""A line that repeats words of the text stands within so many lines of them."""
_KEPT = 40
"""Lines without their marks that are kept: those near, and some."""
_TITLE_WORDS = 5
"""A title of fewer words may well begin another line."""
_TEXT_WORDS = 8
"""A line of the article's own text has more words, and ends as a sentence does."""
_AGENCIES = r"Reuters|AP|AFP|EPA|dpa|Getty(?: Images)?|AP Photo|Anadolu|Xinhua"
_CREDIT = re.compile(
    r"\A[\[(][^\])]{0,200}[\])]\Z"
    rf"|\b(?:{_AGENCIES})\b[^.!?]{{0,40}}[\])]?\Z"
    r"|[\[(][A-Z][^\])/]{1,60}/[^\])]{1,60}[\])]\Z"
)
_MARKS = "\"“”„‟‘’«»'`"
_END = re.compile(r"[.!?…;:,。！？؟،]\W*\Z")
_STOP = re.compile(r"[.!?…。！？؟]\W*\Z")
_POINT = re.compile(r"[.!…。！]\W*\Z")
_URL = re.compile(r"\A(?:\S+ ){0,9}(?:https?://|www\.|@)\S+\Z")
"""A line that leads to another place."""
_BULLETS = "-–—•*·►▶"
_CLOCK = r"(?:[ ,]+(?:at )?\d{1,2}[:.]\d{2}.{0,12})?"


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
    spans = _lines(text)
    course = _Course(text, spans, language)
    for number in range(len(spans)):
        found = course.found(number)
        if found:
            yield Zone(spans[number], *found)


class _Course:
    """The lines of an article, gone through from first to last, and all that was met on the way."""

    def __init__(self, text: str, spans: Sequence[Span], language: Language) -> None:
        self._text, self._spans, self._language = text, spans, language
        self._plain_of: dict[int, str] = {}
        """The lines without marks and outer spaces, that were asked for."""
        self._seen: deque[str] = deque(maxlen=_REMEMBERED)
        self._known: dict[str, int] = {}
        self._before: Finding | None = None
        self._head = next((n for n in range(min(_HEAD, len(spans))) if n and _is_text(self._words(n))), 0)
        """The number of lines before the article's own text begins; 0: it cannot be told."""
        last = range(len(spans) - 1, max(0, len(spans) - _TAIL), -1)
        self._tail = next((n + 1 for n in last if _is_text(self._words(n))), len(spans))
        """The number of the first line after the article's own text."""

    def found(self, number: int) -> Finding | None:
        """The kind of a line that may be left out, with the reason; None for a line of the article."""
        words = self._words(number)
        found = None
        if len(words) <= _LONGEST:
            found = self._by_itself(words, number) or self._by_its_place(words, number)
            self._remember(self._plain_words(number))
        self._before = found
        return found

    # -- inside ------------------------------------------------------------------

    def _words(self, number: int) -> str:
        return self._spans[number].of(self._text) if 0 <= number < len(self._spans) else ""

    def _plain_words(self, number: int) -> str:
        if number not in self._plain_of:
            self._plain_of[number] = _plain(self._words(number))
            self._plain_of.pop(number - _KEPT, None)
        return self._plain_of[number]

    def _remember(self, plain: str) -> None:
        if len(self._seen) == _REMEMBERED:
            self._known[self._seen[0]] = self._known.get(self._seen[0], 1) - 1
        self._seen.append(plain)
        self._known[plain] = self._known.get(plain, 0) + 1

    def _by_itself(self, words: str, number: int) -> Finding | None:
        """The finding that a line's words give, wherever it stands."""
        language, low = self._language, words.casefold()
        if self._is_repeat(words, number):
            return "repeat", tr("it stands in the article already")
        if _begins(low, language.captions) or _is_credit(words) or _ends(low, language.captions):
            return "caption", tr("it looks like a caption or credit")
        if ":" in words and _closing_credit(language.captions).search(words):
            return "caption", tr("it ends with a credit")
        if _URL.search(words) or (
            (_begins(low, language.promos) or _ends(low, language.promos)) and not self._is_said(words, low)
        ):
            return "promo", tr("it advertises something else")
        if _page_word(language.page_words).match(words):
            return "promo", tr("it belongs to the page, not to the article")
        if _begins(low, language.notices) or _ends(low, language.notices):
            return "byline", tr("it tells of rights or of who wrote")
        is_date = _date_line(language.datelines, language.weekdays).match(words) and not _is_text(words)
        if is_date or self._is_byline(words, low, number):
            return "byline", tr("it names author, source or date")
        return None

    def _is_said(self, words: str, low: str) -> bool:
        return bool(_STOP.search(words)) and bool(_speaking(self._language.reporting_verbs).search(low))

    def _is_repeat(self, words: str, number: int) -> bool:
        """True if a line stands above already, is the title once more, or takes words of the text out of it."""
        plain = self._plain_words(number)
        count = len(plain.split())
        if count > 1 and self._known.get(plain, 0):
            return True
        title = self._plain_words(0)
        is_long = len(title.split()) >= _TITLE_WORDS and count <= len(title.split()) + _TITLE_WORDS
        if 0 < number < _HEAD and is_long and plain.startswith(title):
            return True
        is_marked = words[0] in _MARKS and words[-1] in _MARKS
        if count <= _SUBHEADING_WORDS or not number or (_STOP.search(words) and not is_marked):
            return False
        bare = plain.rstrip(".,!?… ")
        near = range(max(1, number - _NEAR), number + _NEAR + 1)
        others = (self._plain_words(n) for n in near if n != number)
        return any(bare in other for other in others if len(other) > len(plain) + 8)

    def _is_byline(self, words: str, low: str, number: int) -> bool:
        """True if a line before or after the text begins like a byline and goes on with a name."""
        is_outside = number < 6 or number >= min(self._tail, len(self._spans) - 4)
        if not is_outside or not _begins(low, self._language.bylines):
            return False
        rest = words.split()[1:7]
        has_name = any(word[:1].isupper() or word[:1].isdigit() or _is_caseless(word) for word in rest)
        return has_name and len(words.split()) <= 14 and not words.endswith((".", "!", "?", "”"))

    def _by_its_place(self, words: str, number: int) -> Finding | None:
        """The finding that a line's place gives: before the text, after it, or below a line that is left out."""
        count, is_ended = len(words.split()), bool(_END.search(words))
        above = self._before
        if above is not None and above[0] == "promo" and words[0] in _BULLETS:
            return "promo", tr("it stands in a list of other articles")
        if above is not None and above[0] == "promo" and number >= self._tail and not _POINT.search(words):
            return "promo", tr("it stands below other articles, after the text")
        if 0 < number < self._head and not is_ended:
            if count <= 3 and words.isupper():
                return "byline", tr("it looks like the section's name")
            if above is not None and above[0] == "byline" and count <= 6:
                return "byline", tr("it goes with the author's name")
            if 2 <= count <= 4 and all(word[:1].isupper() and word.isalpha() for word in words.split()):
                return "byline", tr("it looks like the author's name")
        if above is not None and above[0] == "repeat" and number > self._head and _is_namely(words):
            return "repeat", tr("it goes with the repeated words above")
        if 0 < number < len(self._spans) - 1:
            before = "." if above is not None else self._words(number - 1)
            if _is_subheading(words, before, self._words(number + 1)):
                return "subheading", tr("it is a short line between paragraphs")
        return None


def _lines(text: str) -> list[Span]:
    lines = (trimmed(text, piece) for piece in pieces_in(text, Span(0, len(text))))
    return [line for line in lines if line.length]


def _plain(words: str) -> str:
    return " ".join(words.casefold().translate(_NO_MARKS).split())


_NO_MARKS = str.maketrans("", "", _MARKS)


def _is_text(words: str) -> bool:
    return bool(_STOP.search(words)) and len(words.split()) > _TEXT_WORDS


def _is_caseless(word: str) -> bool:
    return word[:1].isalpha() and word[:1].upper() == word[:1].lower()


def _is_namely(words: str) -> bool:
    """True for a name, and who that is: ``Ilse Moreau, head of delegation``."""
    if len(words.split()) > _SUBHEADING_WORDS or _END.search(words):
        return False
    name = words.lstrip(_BULLETS + " ").split(",")[0].split()
    return 2 <= len(name) <= 4 and all(word[:1].isupper() or _is_caseless(word) for word in name)


def _is_subheading(words: str, before: str, following: str) -> bool:
    count = len(words.split())
    if not 1 <= count <= _SUBHEADING_WORDS or _END.search(words) or words[0] in "-–—•*":
        return False
    bare = words.strip(_MARKS)
    starts_well = bare[:1].isupper() or bare[:1].isdigit() or _is_caseless(bare)
    return starts_well and bool(_END.search(before)) and len(following) > len(words)


def _is_credit(words: str) -> bool:
    return words[-1] not in ".!?" and _CREDIT.search(words) is not None


def _begins(low: str, entries: Words) -> bool:
    return bool(_starting(entries).match(low))


def _ends(low: str, entries: Words) -> bool:
    return low.rstrip(")].").endswith(_endings(entries))


@cache
def _endings(entries: Words) -> tuple[str, ...]:
    return tuple(entry for entry in entries if not entry.endswith(":"))


@cache
def _starting(entries: Words) -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}(?:{_any_of(entries)})(?!\w)")


@cache
def _closing_credit(entries: Words) -> re.Pattern[str]:
    """A credit behind a caption's words: ``The hall in May. Photo: R. Lund``, ``The hall (Photo: R. Lund)``."""
    named = frozenset(entry for entry in entries if entry.endswith(":"))
    return re.compile(rf"(?:[.!?…]\W?\s+|[\[(])(?i:{_any_of(named)})\s*[^\W\d_][^!?]{{1,60}}\Z")


@cache
def _page_word(entries: Words) -> re.Pattern[str]:
    """A line that is nothing but a word of the page round the article, perhaps with a number."""
    return re.compile(rf"\A(?:\W*(?:{_any_of(entries)})\W*\d*\W*|[\W_]{{3,}})\Z", re.IGNORECASE)


@cache
def _speaking(verbs: Words) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of(verbs)})\b")


@cache
def _date_line(openers: Words, weekdays: Words) -> re.Pattern[str]:
    """A line that holds nothing but when, and perhaps where, the article was written or changed."""
    days = _any_of(weekdays | frozenset(day[:3] for day in weekdays if day.isascii()))
    date = r"(?:\d{1,2}[./ ](?:\d{1,2}|\w{3,12})\.?[./ ,]+\d{4}|[^\W\d_]{3,12}\.? \d{1,2}, \d{4})"
    place = r"(?:[^\W\d_]+(?:[ -][^\W\d_]+){0,2}, )?"
    return re.compile(
        rf"\A(?:(?:{_any_of(openers)})\b.{{0,60}}\d.*"
        rf"|{place}(?:(?:{days})[.,]? )?{date}{_CLOCK}"
        rf"|(?:{_any_of(weekdays)}),? .{{4,24}}\d{{4}})\Z",
        re.IGNORECASE,
    )


def _any_of(entries: Words) -> str:
    return "|".join(re.escape(entry) for entry in sorted(entries, key=len, reverse=True)) or "(?!)"
