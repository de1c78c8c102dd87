"""The certainty of a suggested quote: a number from 0 to 1, and a line in words that says by what.

The numbers are the shares of quotes of that kind that were right on articles
which no rule was tuned on (docs/measured.md), rounded to hundredths.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.quote_modes import TERM
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.language.reporting.speakers import Proposal

_SCORES = {
    ("direct", "cue"): 0.93,
    ("direct", "speaker"): 0.8,
    ("direct", "alone"): 0.6,
    ("mixed", "cue"): 0.85,
    ("mixed", "speaker"): 0.7,
    ("mixed", "alone"): 0.5,
    ("indirect", "cue"): 0.75,
    ("indirect", "speaker"): 0.6,
    ("indirect", "alone"): 0.4,
}
_OF_A_TERM = 0.3


class Certainty(NamedTuple):
    """A suggestion's chance to be right, and the reason."""

    score: float
    """0 to 1: the share of such suggestions that is right."""
    why: str
    """The reason in a few words."""


def certainty(text: str, quote: Span, mode: str, speaker: Proposal | None, *, has_speakers: bool = True) -> Certainty:
    """The certainty of a suggested quote.

    Args:
        text: of the article.
        quote: the quote from its first segment to its last, code points, half-open.
        mode: of the quote.
        speaker: the person who is proposed with it.
        has_speakers: True if the language of the article has rules for who speaks.
    """
    if mode == TERM:
        return Certainty(_OF_A_TERM, tr("a label, a title or words held at arm’s length"))
    if speaker is None:
        why = tr("no speaker was found") if has_speakers else tr("no speakers in this language")
        return Certainty(_SCORES[mode, "alone"], why)
    if speaker.cue is None:
        return Certainty(_SCORES[mode, "speaker"], speaker.why)
    cue = speaker.cue.of(text)
    if speaker.cue.start >= quote.end:
        return Certainty(_SCORES[mode, "cue"], tr("‘{cue}’ after the quote", cue=cue))
    if speaker.cue.end <= quote.start:
        return Certainty(_SCORES[mode, "cue"], tr("‘{cue}’ before the quote", cue=cue))
    return Certainty(_SCORES[mode, "cue"], tr("‘{cue}’ within the quote", cue=cue))
