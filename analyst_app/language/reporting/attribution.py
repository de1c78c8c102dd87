"""An attribution: the words by which a sentence says who said something, and what that was."""

from __future__ import annotations

from typing import NamedTuple

from analyst_app.core.span import Span


class Attribution(NamedTuple):
    """One reporting word and what it reports. Spans are code points, half-open."""

    cue: Span
    """The verb, or a phrase such as "according to"."""
    contents: tuple[Span, ...]
    """The reported words, before and after the cue."""
    before: Span
    """The stretch that names the speaker, if that is before the cue."""
    after: Span
    """The stretch that names the speaker, if that is after the cue."""
    is_inverted: bool
    """True if the cue comes before its subject: "…”, said Ada Brandt"."""
    frame: str = ""
    """The word by which the cue leads to what it reports, where that is no clause: "of" in "accused him of lying"."""
