"""The fate of a difference, by which it looks alike in the lane of gold, in the list and in the legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.review.adrift import Adrift
from analyst_app.review.decisions import WAITING
from analyst_app.review.voices import readings_of
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.review.decisions import Decision
    from analyst_app.review.difference_rows import Row
    from analyst_app.ui.article.gold_painter import Fate

_WORDS: dict[Fate, str] = {
    "taken": marked("taken"),
    "both": marked("both"),
    "corrected": marked("corrected"),
    "added": marked("added"),
    "rejected": marked("rejected"),
}
_OF_VERDICT: dict[str, Fate] = {"take": "taken", "both": "both", "own": "corrected", "reject": "rejected"}


def fate_words(fate: Fate, *, is_of_several: bool = False) -> str:
    """Return the word for a fate.

    Args:
        fate: what was decided.
        is_of_several: True if there are more readings than two.
    """
    return tr("several") if fate == "both" and is_of_several else tr(_WORDS[fate])


def fate_of_row(row: Row) -> Fate | None:
    """Return the fate of a difference; None while it waits, and where nobody decided anything."""
    if row.decision is None or row.state in WAITING:
        return None
    if isinstance(row.difference, Adrift) and row.decision.verdict == "own":
        return "taken"  # gold keeps what it had
    if row.decision.verdict == "both" and len(readings_of(row.difference)) < 2:
        return "taken"  # there is but one
    return fate_of(row.decision)


def fate_of(decision: Decision | None) -> Fate | None:
    """Return the fate of what a decision is about; None if it settles nothing."""
    return _OF_VERDICT.get(decision.verdict) if decision is not None else None
