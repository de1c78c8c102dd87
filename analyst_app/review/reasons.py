"""The reasons of decisions in words, and how often each was given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from analyst_app.core.rejection import USUAL_REASONS, Reason, reason_of
from analyst_app.review.decisions import REASONS_ASKED_SINCE, Decision
from analyst_app.wording import tr


def reason_words(decision: Decision, listed: tuple[Reason, ...] = USUAL_REASONS) -> str:
    """Return the reason of a decision as it is shown, with a mark if perhaps nobody gave it; empty if it has none.

    Args:
        decision: the decision.
        listed: the reasons that the codebook lists for the tag.
    """
    known = reason_of(decision.reason, listed) if decision.reason else None
    words = known.name if known is not None else decision.reason
    if not decision.is_reason_doubtful:
        return words
    return tr(
        "{reason} (stored before version {version}, perhaps not given)", reason=words, version=REASONS_ASKED_SINCE
    )


def reason_counts(decisions: Iterable[Decision], listed: tuple[Reason, ...] = USUAL_REASONS) -> Counter[str]:
    """Return how often each reason was given, by its id, or by its words if it has none.

    A reason that perhaps nobody gave counts only once it is confirmed.

    Args:
        decisions: the decisions of a gold layer.
        listed: the reasons that the codebook lists for the tag.
    """
    counts: Counter[str] = Counter()
    for decision in decisions:
        if decision.reason and not decision.is_reason_doubtful:
            known = reason_of(decision.reason, listed)
            counts[known.id if known is not None else decision.reason] += 1
    return counts
