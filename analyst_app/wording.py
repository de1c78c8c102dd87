"""The one door for words that a person sees: ``tr("Saved as {name}", name="alice")``.

English stands in the code and is the key of every translation. Today the words
come back as they are; a catalogue handed in by ``use`` at the start changes
them, for the command line and the window alike. No Qt, and nothing of ours, is
imported here, so that every room may use it.

Tables (actions, menus, columns) are made before a catalogue is known: they hold
the English text, marked by ``marked``, and call ``tr`` when they show it.
"""

from __future__ import annotations

import re
from typing import Protocol

_MOST_DIGITS = 20
LONGEST_SHOWN = 1_000
"""Characters of a text that are shown at once: some twelve lines, which Qt lays out within a frame."""
_BETWEEN = "|"
"""Stands between the two English forms of a counted text."""
_ISOLATING = re.compile("[\u2066-\u2069]")
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


class _English:
    """The catalogue that changes nothing."""

    def gettext(self, message: str, /) -> str:
        return message

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        return singular if n == 1 else plural


_catalogue: Catalogue = _English()


def use(catalogue: Catalogue | None) -> None:
    """Take the words from a catalogue from now on; None stands for the English of the code."""
    global _catalogue
    _catalogue = _English() if catalogue is None else catalogue


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
    values = {name: value if isinstance(value, int | float) else visible(str(value)) for name, value in values.items()}
    if n is None:
        said = _catalogue.gettext(text)
        return said.format_map(values) if values else said
    singular, between, plural = text.partition(_BETWEEN)
    if not between:
        raise ValueError(f"no plural in {text!r}")
    return _catalogue.ngettext(singular, plural, n).format_map({"n": f"{n:,}", **values})


def visible(words: str) -> str:
    r"""Words from a file in which what would act on the words around them is shown as ``\x1b`` or ``\u202e``.

    That is every control character but tab and line end, the separators of
    lines and paragraphs, and what embeds, overrides and isolates a direction
    (UAX #9, 2.1 to 2.4). Isolates that are closed in their order stay: they act
    on nothing outside.
    """
    if words.isprintable():
        return words
    acting = _ACTING if _are_closed(words) else _ACTING_OR_ISOLATING
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


def _are_closed(words: str) -> bool:
    open_now = 0
    for found in _ISOLATING.finditer(words):
        open_now += -1 if found[0] == "\N{POP DIRECTIONAL ISOLATE}" else 1
        if open_now < 0:
            return False
    return open_now == 0


def marked(text: str) -> str:
    """The text unchanged: says to whoever collects texts that ``tr`` will be asked for this one later."""
    return text
