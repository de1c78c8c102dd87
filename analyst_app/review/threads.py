"""Threads: the comment of a decision, the replies to it, and their state, open or resolved.

Reviewer and colleague each write in a file of their own, so the last who said
whether a thread is resolved is known by a turn that counts on from all turns
seen. If two said it without knowing of each other, open wins.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyst_app.review.decisions import Decision
    from analyst_app.review.replies import Reply


def next_turn(decision: Decision | None, replies: Iterable[Reply]) -> int:
    """Return the turn of who speaks now, knowing a decision and the replies to it.

    Args:
        decision: the decision, if there is one.
        replies: replies to this and other decisions.
    """
    turns = [reply.turn for reply in _own(decision, replies)]
    return max([*turns, decision.turn if decision is not None else 0]) + 1


def has_words(decision: Decision | None, replies: Iterable[Reply]) -> bool:
    """Return True if something was said, so that there is a thread.

    Args:
        decision: the decision, if there is one.
        replies: replies to this and other decisions.
    """
    return decision is not None and (bool(decision.comment) or any(one.comment for one in _own(decision, replies)))


def is_resolved(decision: Decision | None, replies: Iterable[Reply]) -> bool:
    """Return True if the last who said whether the thread is resolved said that it is.

    Args:
        decision: the decision, if there is one.
        replies: replies to this and other decisions.
    """
    if decision is None:
        return False
    said = [(decision.turn, decision.resolved)]
    said += [(one.turn, one.resolved) for one in _own(decision, replies) if one.turn]
    last = max(turn for turn, _ in said)
    return all(resolved for turn, resolved in said if turn == last)


def is_open(decision: Decision | None, replies: Iterable[Reply]) -> bool:
    """Return True if there is a thread and nobody has resolved it.

    Args:
        decision: the decision, if there is one.
        replies: replies to this and other decisions.
    """
    return has_words(decision, replies) and not is_resolved(decision, replies)


def _own(decision: Decision | None, replies: Iterable[Reply]) -> list[Reply]:
    return [one for one in replies if decision is not None and one.is_to(decision)]
