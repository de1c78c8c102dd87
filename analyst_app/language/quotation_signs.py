"""The signs that may be quotation marks, read off a paragraph; which of them are is for ``quotation_marks``.

Two apostrophes, backticks or low commas in a row are one sign. The values in
the tags of a web page hold none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from analyst_app.core.span import Span

CLOSERS: dict[str, tuple[str, ...]] = {
    "“": ("”", '"'),
    "„": ("“", "”", '"'),
    "‟": ("”",),
    "”": ("”",),
    "‘": ("’", "'"),
    "‚": ("‘", "’"),
    "«": ("»",),
    "»": ("«",),
    "‹": ("›",),
    "›": ("‹",),
    "「": ("」",),
    "『": ("』",),
    '"': ('"', "”"),
    "'": ("'", "’"),
    "״": ("״",),
    "''": ("''", '"', "”"),
    "``": ("''", '"', "”"),
    "‘‘": ("’’", "”"),
    ",,": ("''", "“", "”", '"'),
}
"""The marks that may close a quotation, by the mark that opens it."""

SIGNS = frozenset("".join(opening + "".join(closers) for opening, closers in CLOSERS.items())) - {","}
"""Every character of the marks that open or close a quotation."""

AFTER_OPENER = "([{–—-/:;,¿¡…„“«»‹›‘‚「『\"'`"
"""Signs after which a mark opens, as after a space."""

_TOKEN = re.compile("['’]{2,4}|``|‘‘|(?<![^\\s(]),,(?=\\w)|[“”„‟‘’‚«»‹›「」『』\"'״]")
_TAG = re.compile(r"""<[a-z/!][^<>\n]{0,2000}>|\b[a-z][\w:-]*=(?:"[^"\n]*"|'[^'\n]*'|“[^”\n]*”)""", re.IGNORECASE)
"""A tag of a web page, or one attribute of it."""
_FAR = 4_000
"""Code points in which the partner of two low or curly marks is looked for."""


class Sign(NamedTuple):
    """A sign that may be a quotation mark."""

    start: int
    """Code point."""
    mark: str
    """One character, or two in a row that stand for one."""
    end: int
    """Code point after it."""


def signs_in(text: str, piece: Span, reopened: str) -> list[Sign]:
    """The signs of a paragraph that may be marks, by start.

    Args:
        text: the article.
        piece: the paragraph.
        reopened: the opening mark of a quotation that runs on from the
            paragraph before; empty for none.
    """
    tags = tags_in(text, piece)
    found: list[Sign] = []
    opened = [reopened] if len(reopened) > 1 else []
    for match in _TOKEN.finditer(text, *piece):
        place = match.start()
        if not tags or not any(start <= place < end for start, end in tags):
            row = match.group()
            for mark in (row,) if len(row) == 1 else _parted(text, match, piece, opened):
                found.append(Sign(place, mark, place + len(mark)))
                place += len(mark)
    return found


def closing_mark(text: str, segment: Span, opening: str) -> str:
    """The mark that closes a quotation which ends with a segment; empty if none does.

    Args:
        text: the article.
        segment: code points, half-open.
        opening: the mark that opens it.
    """
    return next((mark for mark in CLOSERS[opening] if text.endswith(mark, *segment)), "")


def opens_with(text: str, position: int) -> bool:
    """True if a mark that may open a quotation stands at a place.

    Args:
        text: the article.
        position: code point.
    """
    return text.startswith(tuple(CLOSERS), position)


def tags_in(text: str, piece: Span) -> list[tuple[int, int]]:
    """The tags of a web page, and the attributes of such, that stand in a text: first code point and the one after.

    Args:
        text: the article.
        piece: the paragraph.
    """
    if text.find("=", *piece) < 0 and text.find("<", *piece) < 0:
        return []
    return [match.span() for match in _TAG.finditer(text, *piece)]


def _parted(text: str, match: re.Match[str], piece: Span, opened: list[str]) -> Iterator[str]:
    """A row of several signs as marks of one or two: a double one opens where it can, and closes one that is open."""
    row = match.group()
    before = text[match.start() - 1] if match.start() > piece.start else " "
    after = text[match.end()] if match.end() < piece.end else " "
    opens = (before.isspace() or before in AFTER_OPENER) and not after.isspace()
    double = row[:2]
    partners = [mark for mark in CLOSERS.get(double, ()) if len(mark) > 1 or double == ",,"]
    far = min(piece.end, match.end() + _FAR)
    if opens and (double in ("''", "``") or any(text.find(mark, match.end(), far) >= 0 for mark in partners)):
        opened.append(double)
        yield double
        yield from row[2:]
    elif opened and row[-2:] in CLOSERS[opened[-1]] and not after.isalnum():
        opened.pop()
        is_twice = len(row) > 3 and bool(opened)
        yield from [row[:2]] if is_twice else row[:-2]
        yield row[-2:]
    elif double != ",," and not (before.isspace() and after.isspace()):
        yield from row
