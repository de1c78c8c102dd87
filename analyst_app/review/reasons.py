"""The reasons of decisions in words, and how often each was given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from analyst_app.core.excerpts import line_of
from analyst_app.core.rejection import USUAL_REASONS, Reason, reason_of
from analyst_app.review.decisions import REASONS_ASKED_SINCE, Decision
from analyst_app.wording import tr

_LONGEST = 200
"""Characters of a reason that are shown; one of a colleague's file may be of any length."""


def reason_words(decision: Decision, listed: tuple[Reason, ...] = USUAL_REASONS) -> str:
    """Return the reason of a decision as it is shown, with a mark if perhaps nobody gave it; empty if it has none.

    Args:
        decision: the decision.
        listed: the reasons that the codebook lists for the tag.
    """
    known = reason_of(decision.reason, listed) if decision.reason else None
    words = known.name if known is not None else line_of(decision.reason, _LONGEST)
    if not decision.is_reason_doubtful:
        return words
    return tr(
        "{reason} (stored before version {version}, perhaps not given)", reason=words, version=REASONS_ASKED_SINCE
    )


def reason_counts(decided: Iterable[tuple[Decision, tuple[Reason, ...]]]) -> Counter[str]:
    """Return how often each reason was given, by its name, or by its words if it is on no list.

    A reason that perhaps nobody gave counts only once it is confirmed.

    Args:
        decided: decisions, each with the reasons that the codebook lists for its tag; one may come several times.
    """
    by_id = {decision.id: (decision, listed) for decision, listed in decided}
    return Counter(
        reason_words(decision, listed)
        for decision, listed in by_id.values()
        if decision.reason and not decision.is_reason_doubtful
    )
