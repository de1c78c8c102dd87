"""The keys that are valid now in a review: at most five, those first that the difference asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.review.adjudicate import WAITING
from analyst_app.review.adrift import Adrift

if TYPE_CHECKING:
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.review.review_session import ReviewSession

_MOST = 5
_ADRIFT = {"review.take_a": "keep", "review.reject": "remove"}
_ALIKE = {"take_a": "review.take_a_alike", "take_b": "review.take_b_alike", "reject": "review.reject_alike"}


def review_hints(review: ReviewSession, actions: ActionSet, previewed: str | None = None) -> list[str]:
    """The keys valid now.

    Args:
        review: what is being reviewed.
        actions: whose keys.
        previewed: what is shown to be settled alike: take_a, take_b or reject.
    """
    if previewed is not None:
        valid = {_ALIKE[previewed]: "again settles all", "review.leave": "none"}
    else:
        valid = _valid(review)
    told = [(actions.keys_of(actions.rows[name]), words or actions.rows[name].hint) for name, words in valid.items()]
    return [f"{keys[0]} {words}" for keys, words in told if keys][:_MOST]


def _valid(review: ReviewSession) -> dict[str, str]:
    """Ids of actions, the most wanted first, each with its word or nothing for its own."""
    row = review.row
    if row is None:
        return dict.fromkeys(("review.next_article", "review.leave"), "")
    if row.state not in WAITING:
        return dict.fromkeys(("review.next", "review.reopen", "review.comment", "review.leave"), "")
    if isinstance(row.difference, Adrift):
        return _ADRIFT | dict.fromkeys(("review.next", "review.comment", "review.leave"), "")
    links = ["review.links"] if row.difference.links else []
    return dict.fromkeys(("review.take_a", "review.take_b", "review.reject", *links, "review.both", "review.next"), "")
