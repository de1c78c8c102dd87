"""The six verdicts on a quote that is held against its source, and the reasons for them."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from analyst_app.core.span import Span
from analyst_app.wording import tr

Verdict = Literal["verbatim", "trimmed", "changed", "spliced", "not_found", "not_comparable"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Doubt = Literal[
    "negation",
    "limit",
    "number",
    "name",
    "order",
    "words",
    "left_out",
    "added",
    "question",
    "translated",
    "indirect",
    "empty",
    "too_long",
]
"""A reason for a verdict that a person should look at first."""
Kind = Literal["same", "alike", "left_out", "added", "changed"]
"""The way in which a piece of the quote and a piece of the source answer each other."""


class DiffPiece(NamedTuple):
    """A piece of a quote, and the piece of the source that answers it."""

    kind: Kind
    quote: Span
    """Code points of the quote's own words, half-open; empty where the source has more."""
    source: Span
    """Code points of the source, half-open; empty where the quote has more."""
    is_fair: bool = True
    """False of a difference that is more than honest printing and trimming."""


class Judgement(NamedTuple):
    """A verdict on one quote, and what it rests on."""

    verdict: Verdict
    doubts: tuple[Doubt, ...] = ()
    pieces: tuple[DiffPiece, ...] = ()
    """In the order of the quote; nothing where it was not found."""
    place: Span | None = None
    """The place in the source, code points, half-open; of a spliced one its longest part."""
    share: float = 0.0
    """Share of the quote's letters that stand at the place, 0 to 1; no verdict is made of it, but "not found"."""


def verdict_words(verdict: str) -> str:
    """A verdict as a person reads it.

    Args:
        verdict: one of ``VERDICTS``; of another version of the app it is said as it is.
    """
    words = {
        "verbatim": tr("verbatim"),
        "trimmed": tr("trimmed"),
        "changed": tr("words changed"),
        "spliced": tr("spliced"),
        "not_found": tr("not found"),
        "not_comparable": tr("not comparable"),
    }
    return words.get(verdict, verdict)


def doubt_words(doubt: Doubt) -> str:
    """A reason as a person reads it.

    Args:
        doubt: the reason.
    """
    words: dict[Doubt, str] = {
        "negation": tr("a negation differs"),
        "limit": tr("a word that limits it or turns it round is left out"),
        "number": tr("a number differs"),
        "name": tr("a name differs"),
        "order": tr("the order differs"),
        "words": tr("words differ"),
        "left_out": tr("words are left out without a mark"),
        "added": tr("words are added"),
        "question": tr("a question is none, or the other way round"),
        "translated": tr("the source is in another language"),
        "indirect": tr("indirect speech has no words to compare"),
        "empty": tr("there are no words to compare"),
        "too_long": tr("it is too long to compare"),
    }
    return words[doubt]
