"""Causes of differences between several readers. Those of one cause have the same readers on each side."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from analyst_app.alignment.align import Difference, between
from analyst_app.alignment.gathering import Gathered
from analyst_app.core.layer_ids import LETTERS
from analyst_app.review.causes import NO_EDGE_WORDS, Cause, EdgeWords, cause_of
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analyst_app.alignment.gathering import Voice
    from analyst_app.review.adrift import AnyDifference

_OF_SIDES = re.compile(r"(.+) \(([^()]+)\)")
"""A label, and what it says of the sides."""
_SAME = Cause(("same",), "agreed")


def gathered_cause(difference: Gathered, text: str, words: EdgeWords = NO_EDGE_WORDS) -> Cause:
    """Return the cause of a difference between several readers, with who is on which side.

    Args:
        difference: a place that several have read.
        text: text of the article.
        words: words and signs of the language of the article.
    """
    if difference.is_same:
        return _SAME
    first, *others = difference.present
    absent = [voice for voice in difference.voices if voice not in difference.present]
    if not others:
        alone = Difference("only_a", difference.sides[first[0]][:1], ())
        cause = cause_of(alone, text, words._replace(sides=(called(first), "")))
        return Cause(_key(difference, cause.key[1:]), cause.label)
    causes = [_between(difference, first, other, text, words) for other in others]
    told = _once([cause.label for cause in causes])
    told += [f"nothing in {called(voice)}" for voice in absent]
    return Cause(_key(difference, *(cause.key for cause in causes)), "; ".join(told))


def called(voice: Voice) -> str:
    """Return the letters of the readers who say the same: ``A+C``."""
    return "+".join(LETTERS[number] for number in voice)


def take_label(difference: AnyDifference, reader: int) -> str:
    """Return the name of the step that takes a reading: from all who say the same.

    Args:
        difference: a row of the review.
        reader: number of a reader, A is 0.
    """
    who = called(difference.voice_of(reader)) if isinstance(difference, Gathered) else LETTERS[reader]
    return tr("Take {readers}", readers=who)


def all_label(difference: AnyDifference | None) -> str:
    """Return the name of the step that takes every reading.

    Args:
        difference: a row of the review; None: there is none.
    """
    if not isinstance(difference, Gathered):
        return tr("Take both")
    return tr("Take all: {readers}", readers=", ".join(map(called, difference.present)))


def _once(labels: Iterable[str]) -> list[str]:
    """Return labels, what several say alike once: ``marks in or out (A wider than B, A wider than C)``."""
    sides: dict[str, list[str]] = {}
    for label in labels:
        found = _OF_SIDES.fullmatch(label)
        told, of = found.groups() if found is not None else (label, "")
        sides.setdefault(told, []).extend([of] if of and of not in sides.get(told, ()) else [])
    return [f"{told} ({', '.join(of)})" if of else told for told, of in sides.items()]


def _between(difference: Gathered, one: Voice, other: Voice, text: str, words: EdgeWords) -> Cause:
    """Return the cause by which two voices differ."""
    sides = (called(one), called(other))
    found = between(difference.sides[one[0]], difference.sides[other[0]])
    if not found.details:  # the links alone
        return Cause(("link",), tr("other links in {sides} than in {sides2}", sides=sides[0], sides2=sides[1]))
    words = words._replace(sides=sides, is_among_more=len(difference.present) > 2)
    # Where a third has several, the two may still have one each: it is told by these then.
    cause = cause_of(found, text, words)
    is_named = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", cause.label) for name in sides)
    return cause if is_named else Cause(cause.key, f"{cause.label} ({sides[0]} and {sides[1]})")


def _key(difference: Gathered, *causes: tuple[Any, ...]) -> tuple[Any, ...]:
    return ("gathered", difference.shown_kind, difference.voices, difference.present, *causes)
