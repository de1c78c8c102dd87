"""The readers who spoke about a place, also those that are not compared now: a decision remembers each of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from analyst_app.core.span import Span
from analyst_app.review.decisions import GONE, Decision


class JudgedReading(NamedTuple):
    """A reading as it was when it was judged."""

    layer: str
    """Id of the layer."""
    tag: str
    """Id of the tag."""
    span: Span | None
    """Its words, code points; None if it was judged on another text."""
    is_taken: bool
    """True if gold took it."""
    is_gone: bool
    """True if the layer had it no more."""


def judged_readings(decisions: Iterable[Decision], text_sha256: str) -> list[JudgedReading]:
    """Return the readings that some decisions judged, each once, by layer and place.

    Args:
        decisions: about one place; of two about one reading the later counts.
        text_sha256: hash of the text as it is now.
    """
    found: dict[str, JudgedReading] = {}
    for decision in sorted(decisions, key=lambda one: (one.when, one.id)):
        if not decision.is_settling:
            continue
        for origin in decision.origins:
            is_here = decision.text_sha256 in ("", text_sha256)
            span = Span(origin.start, origin.end) if is_here else None
            is_taken = decision.verdict in ("take", "both") and origin.layer in decision.taken
            found[origin.ref] = JudgedReading(origin.layer, origin.tag, span, is_taken, origin.digest == GONE)
    return sorted(found.values(), key=lambda one: (one.layer, one.span or (0, 0), one.tag))
