"""The certainty of a suggested quote: a number from 0 to 1, and a line in words that says by what.

The numbers stand in ``resources/certainty.json``: the shares of quotes of that
kind that were right on articles whose errors nobody had read
(docs/assistant.md), rounded to hundredths. A term's number is its chance to be
a quote after all, so terms come last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analyst_app import resources
from analyst_app.core.span import Span
from analyst_app.language.quote_modes import TERM
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.language.reporting.speakers import Proposal

_SCORES = {(mode, by): share for mode, shares in resources.certainty().items() for by, share in shares.items()}
"""The share that is right, by mode and by what shows the speaker: a cue, only a name, or nothing."""


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
        return Certainty(
            _SCORES[mode, "several" if len(quote.of(text).split()) > 1 else "one"],
            tr("a label, a title or words held at arm’s length"),
        )
    if speaker is None:
        why = tr("no speaker was found") if has_speakers else tr("no speakers in this language")
        return Certainty(_SCORES[mode, "alone"], why)
    if speaker.cue is None:
        return Certainty(_SCORES[mode, "speaker"], speaker.why)
    cue = speaker.cue.of(text)
    if speaker.cue.start >= quote.end:
        return Certainty(_beside(mode, tr("cue after")), tr("‘{cue}’ after the quote", cue=cue))
    if speaker.cue.end <= quote.start:
        between = text[speaker.cue.end : quote.start].strip()
        by = tr("cue and a word between") if between and mode == "indirect" else tr("cue before")
        return Certainty(_beside(mode, by), tr("‘{cue}’ before the quote", cue=cue))
    return Certainty(_beside(mode, tr("cue before")), tr("‘{cue}’ within the quote", cue=cue))


def _beside(mode: str, by: str) -> float:
    """The share of a mode beside a cue; only for indirect quotes does it depend on where that stands."""
    return _SCORES[mode, by] if mode == "indirect" else _SCORES[mode, "cue"]
