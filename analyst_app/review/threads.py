"""What is said about a difference: the comment of its decision, the replies, and whether that is dealt with.

Reviewer and colleague each write in a file of their own, so whoever says last
whether it is dealt with is known by a turn that counts on from all turns
seen. Two who said it without knowing of each other: open wins.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyst_app.review.decisions import Decision
    from analyst_app.review.replies import Reply


def next_turn(decision: Decision | None, replies: Iterable[Reply]) -> int:
    """The turn of who speaks now, knowing a decision and the replies to it."""
    turns = [reply.turn for reply in _own(decision, replies)]
    return max([*turns, decision.turn if decision is not None else 0]) + 1


def has_words(decision: Decision | None, replies: Iterable[Reply]) -> bool:
    """Whether anything was said, so that there is a thread."""
    return decision is not None and (bool(decision.comment) or any(one.comment for one in _own(decision, replies)))


def is_resolved(decision: Decision | None, replies: Iterable[Reply]) -> bool:
    """Whether the last who spoke calls the thread resolved."""
    if decision is None:
        return False
    said = [(decision.turn, decision.resolved)]
    said += [(one.turn, one.resolved) for one in _own(decision, replies) if one.turn]
    last = max(turn for turn, _ in said)
    return all(resolved for turn, resolved in said if turn == last)


def is_open(decision: Decision | None, replies: Iterable[Reply]) -> bool:
    """Whether there is a thread that nobody has resolved."""
    return has_words(decision, replies) and not is_resolved(decision, replies)


def _own(decision: Decision | None, replies: Iterable[Reply]) -> list[Reply]:
    return [one for one in replies if decision is not None and one.to == decision.id]
