"""The one door for words that a person sees: ``tr("Saved as {name}", name="alice")``.

English stands in the code and is the key of every translation. A catalogue
handed in by ``use`` changes the words, for the command line and the window
alike. No Qt, and nothing of ours, is imported here, so that every room may use
it. Numbers, days and lists are in ``Manner``, which comes with the catalogue.

What goes into a file or an answer to a program stays English in every language:
what ``tr`` returned knows its ``english``, and what is composed within
``in_english`` is English from the start.

Tables (actions, menus, columns) are made before a catalogue is known: they hold
the English text, marked by ``marked``, and call ``tr`` when they show it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from time import struct_time

_MOST_DIGITS = 20
LONGEST_SHOWN = 1_000
"""Characters of a text that are shown at once: some twelve lines, which Qt lays out within a frame."""
_SEVERAL = 2
_BETWEEN = "|"
"""Stands between the two English forms of a counted text."""
_ISOLATING = re.compile("[\u2066-\u2069]")
_OTHER_WAY = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
"""A letter that is written from right to left."""
_ACTING = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]"
_ACTING_OR_ISOLATING = f"{_ACTING}|{_ISOLATING.pattern}"
"""None of these can be printed: few words are looked at for them, and compiled they take a start 0.5 ms."""


class Catalogue(Protocol):
    """Translations by English text; the standard library's ``gettext`` classes are such."""

    def gettext(self, message: str, /) -> str:
        """The translation of a text, or the text itself."""

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        """The translation for a number, or the English form for it.

        Args:
            singular: the English form for one.
            plural: the English form for any other number.
            n: the number.
        """


class Manner(NamedTuple):
    """The way in which a language writes numbers, days and lists.

    From Unicode CLDR, which Babel reads for ``resources/i18n``.
    """

    language: str = "en"
    """Its code."""
    own_name: str = "English"
    decimal: str = "."
    group: str = ","
    """Stands between thousands."""
    grouped_from: int = 4
    """Digits from which a whole number has its thousands apart: Spanish writes 1234 and 12 345."""
    percent: str = "{}%"
    months: tuple[str, ...] = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    """Short, as they stand in a date."""
    months_alone: tuple[str, ...] = months
    """Short, as they stand without a day: Russian has another case for these."""
    full_months: tuple[str, ...] = (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    )
    weekdays: tuple[str, ...] = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    day: str = "{day} {month}"
    """The pattern of a date; some languages write ``{number}`` of the month for its name."""
    day_and_year: str = "{day} {month} {year}"
    month_and_year: str = "{month} {year}"
    full_day: str = "{weekday} {day} {month} {year}"
    moment: str = "{day}, {time}"
    two: str = "{0} and {1}"
    last: str = "{0} and {1}"
    """Joins the last of several to those before."""
    between: str = ", "
    """Stands between the others."""
    beside: str = ", "
    """Stands between things of which no sentence is made."""
    is_right_to_left: bool = False


ENGLISH = Manner()


class SaidWords(str):
    """Words in the person's language that know what they are in English; a text like any other."""

    __slots__ = ("english",)
    english: str

    def __new__(cls, words: str, english: str) -> SaidWords:
        """Words, and the same in English."""
        made = super().__new__(cls, words)
        made.english = english
        return made

    def __reduce__(self) -> tuple[type[SaidWords], tuple[str, str]]:
        return SaidWords, (str(self), self.english)


class _Speech(threading.local):
    """In which language a thread speaks now."""

    in_english = 0
    """Times that ``in_english`` was entered."""


_catalogue: Catalogue | None = None
_manner = ENGLISH
_speech = _Speech()


def use(catalogue: Catalogue | None, manner: Manner = ENGLISH) -> None:
    """Take the words from a catalogue from now on; None stands for the English of the code.

    Args:
        catalogue: translations.
        manner: numbers, days and lists of that language.
    """
    global _catalogue, _manner
    _catalogue, _manner = catalogue, manner


@contextmanager
def in_english() -> Iterator[None]:
    """Have this thread speak English inside: for what is written into a file or answered to a program."""
    _speech.in_english += 1
    try:
        yield
    finally:
        _speech.in_english -= 1


def english(words: str) -> str:
    """The English of words that ``tr`` returned; other words as they are."""
    return words.english if isinstance(words, SaidWords) else words


def manner() -> Manner:
    """The way of the language in which this thread speaks now."""
    return ENGLISH if _speech.in_english else _manner


def tr(text: str, /, n: int | None = None, **values: object) -> str:
    """The words to show for an English text, in the person's language.

    Args:
        text: English, with ``{name}`` where a value comes in. Where it depends
            on a number, both forms with a bar between: ``"{n} article|{n} articles"``.
        n: the number that decides the form, and the value of ``{n}``, shown with
            its thousands apart; None: the text has one form.
        values: by name; a brace within one means nothing, and of a text the
            characters that would act on the words around it are ``visible``.

    Raises:
        KeyError: the text names a value that was not given.
        ValueError: a number was given to a text of one form.
    """
    singular, between, plural = text.partition(_BETWEEN) if n is not None else (text, "", "")
    if n is not None and not between:
        raise ValueError(f"no plural in {text!r}")
    plain = singular if n is None or n == 1 else plural
    said = _filled(plain, n, {name: _plain(value) for name, value in values.items()})
    if _catalogue is None or _speech.in_english:
        return said
    if not singular:
        return said  # gettext keeps the head of a catalogue there
    return _translated(singular, plural, n, values, said)


def _translated(singular: str, plural: str, n: int | None, values: dict[str, object], said: str) -> str:
    """The words of the catalogue; English where its own do not fit the values: anybody may have written them."""
    assert _catalogue is not None  # noqa: S101 - for the type checker
    words = _catalogue.gettext(singular) if n is None else _catalogue.ngettext(singular, plural, n)
    if words == said and not _manner.is_right_to_left and not values and n is None:
        return said
    try:
        shown = _filled(words, n, {name: _shown(value) for name, value in values.items()}, _manner)
    except (LookupError, ValueError, AttributeError):
        return said
    return SaidWords(shown, said)


def _filled(words: str, n: int | None, values: dict[str, object], manner: Manner = ENGLISH) -> str:
    if n is not None:
        values = {"n": whole(n, manner), **values}
    return words.format_map(values) if values else words


def _plain(value: object) -> object:
    """A value of an English sentence."""
    return (
        value if isinstance(value, int | float) else visible(english(value) if isinstance(value, str) else str(value))
    )


def _shown(value: object) -> object:
    """A value of a sentence in another language: a name written the other way turns nothing round (UAX #9, 2.4)."""
    if isinstance(value, int | float):
        return value
    words = visible(str(value))
    if _manner.is_right_to_left or not (words.isascii() or re.search(_OTHER_WAY, words) is None):
        return f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}" if words else words
    return words


def whole(number: int, way: Manner | None = None) -> str:
    """A whole number with its thousands apart, as the language writes it.

    Args:
        number: any.
        way: of which language; None: of the one that is spoken.
    """
    way = manner() if way is None else way
    words = f"{number:,}"
    if words.isdigit() or way is ENGLISH:
        return words
    is_short = abs(number) < 10 ** (way.grouped_from - 1)
    return SaidWords(str(number) if is_short else words.replace(",", way.group), words)


def decimal(number: float, digits: int) -> str:
    """A number with digits behind its point, as the language writes it.

    Args:
        number: any.
        digits: behind the point.
    """
    way, words = manner(), f"{number:,.{digits}f}"
    if way is ENGLISH:
        return words
    before, point, behind = words.partition(".")
    return SaidWords(before.replace(",", way.group) + (way.decimal if point else "") + behind, words)


def share(number: float, digits: int = 0) -> str:
    """A share of one in hundredths, as ``63%``.

    Args:
        number: 0 to 1.
        digits: behind the point.
    """
    way = manner()
    words = f"{number:.{digits}%}"
    return words if way is ENGLISH else SaidWords(way.percent.format(decimal(number * 100, digits)), words)


def day(year: int, month: int, number: int, *, with_year: bool = True) -> str:
    """A date in words, as ``12 Mar 2026``.

    Args:
        year: with all its digits.
        month: 1 to 12.
        number: 1 to 31, the day of the month.
        with_year: False: the year is not said.
    """
    return _in_manner(lambda way: _day(way, year, month, number, with_year=with_year))


def month_of(year: int, month: int) -> str:
    """A month in words, as ``Mar 2026``.

    Args:
        year: with all its digits.
        month: 1 to 12.
    """
    return _in_manner(lambda way: way.month_and_year.format(month=way.months_alone[month - 1], number=month, year=year))


def full_day(at: struct_time) -> str:
    """A date in words without any of them cut, as ``Thursday 12 March 2026``."""
    year, month, number = at[:3]
    return _in_manner(
        lambda way: way.full_day.format(
            weekday=way.weekdays[at.tm_wday], day=number, month=way.full_months[month - 1], number=month, year=year
        )
    )


def moment(at: struct_time, now: struct_time) -> str:
    """A time as it is told: ``14:05`` of today, ``12 Mar, 14:05`` of this year, else ``12 Mar 2026, 14:05``.

    Args:
        at: the time, where the person is.
        now: the present time there.
    """
    return clock(at) if at[:3] == now[:3] else dated_moment(at, now)


def dated_moment(at: struct_time, now: struct_time) -> str:
    """A time with its day, also of today; its year is told where it is not this one.

    Args:
        at: the time, where the person is.
        now: the present time there.
    """
    year, month, number = at[:3]
    return _in_manner(
        lambda way: way.moment.format(
            day=_day(way, year, month, number, with_year=at.tm_year != now.tm_year), time=clock(at)
        )
    )


def clock(at: struct_time) -> str:
    """The hour and minute of a time, as ``14:05``."""
    return f"{at.tm_hour:02}:{at.tm_min:02}"


def listed(things: Sequence[str]) -> str:
    """Things in a row as a sentence names them: ``a, b and c``."""
    return _in_manner(lambda way: _listed(way, [english(one) for one in things] if way is ENGLISH else things))


def in_row(things: Iterable[str]) -> str:
    """Things beside each other: ``a, b, c``; an iterable is gone through once."""
    named = list(things)
    return _in_manner(lambda way: way.beside.join(map(english, named) if way is ENGLISH else named))


def _in_manner(words_in: Callable[[Manner], str]) -> str:
    """Words in the language that is spoken, which know their English."""
    plain, way = words_in(ENGLISH), manner()
    return plain if way is ENGLISH else SaidWords(words_in(way), plain)


def _day(way: Manner, year: int, month: int, number: int, *, with_year: bool) -> str:
    pattern = way.day_and_year if with_year else way.day
    return pattern.format(day=number, month=way.months[month - 1], number=month, year=year)


def _listed(way: Manner, things: Sequence[str]) -> str:
    if len(things) < _SEVERAL:
        return "".join(things)
    if len(things) == _SEVERAL:
        return way.two.format(*things)
    return way.last.format(way.between.join(things[:-1]), things[-1])


def visible(words: str) -> str:
    r"""Words from a file in which what would act on the words around them is shown as ``\x1b`` or ``\u202e``.

    That is every control character but tab and line end, the separators of
    lines and paragraphs, and what embeds, overrides and isolates a direction
    (UAX #9, 2.1 to 2.4). Isolates that are closed in their order stay: they act
    on nothing outside.
    """
    if words.isprintable():
        return words
    acting = _ACTING if are_closed(words) else _ACTING_OR_ISOLATING
    return re.sub(acting, lambda found: ascii(found[0])[1:-1], words)


def shortened(words: str, most: int = LONGEST_SHOWN) -> str:
    """Words from a file as far as they are shown at once: what is longer is cut, and "…" says so.

    Args:
        words: as they stand in the file.
        most: characters that are shown.
    """
    return words if len(words) <= most else f"{words[:most].rstrip()}…"


def number_shown(number: int) -> str:
    """A whole number from a file as it is shown: one of hundreds of digits is cut."""
    return shortened(str(number), _MOST_DIGITS)


def are_closed(words: str) -> bool:
    """Say that each isolate of a direction in the words ends in them, so that it acts on nothing outside."""
    open_now = 0
    for found in _ISOLATING.finditer(words):
        open_now += -1 if found[0] == "\N{POP DIRECTIONAL ISOLATE}" else 1
        if open_now < 0:
            return False
    return open_now == 0


def marked(text: str) -> str:
    """The text unchanged: says to whoever collects texts that ``tr`` will be asked for this one later."""
    return text
