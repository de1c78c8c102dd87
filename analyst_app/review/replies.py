"""Replies of a colleague to decisions, as records of her own layer (section ``replies``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from analyst_app.core.annotation import Entry, pairs

if TYPE_CHECKING:
    from analyst_app.review.decisions import Decision

Answer = Literal["accept", "contest", "comment"]
"""She accepts the decision · objects to it · only says something."""


@dataclass(frozen=True)
class Reply:
    """A colleague's reply to a decision."""

    id: str
    layer: str
    """Id of her layer."""
    to: str
    """Id of the decision."""
    round: int
    """The round of the decision that she answers."""
    answer: Answer
    comment: str = ""
    """Her words."""
    when: str = ""
    """Time of the reply, UTC."""
    number: int = 0
    """Number of the reply among hers to the decision, since two may come in one second."""
    resolved: bool = False
    """True if she calls the thread resolved."""
    turn: int = 0
    """The turn at which she said that, counted along the thread (``review.threads``); 0 if she did not."""
    by: str = ""
    """Name of the reviewer whose decision it answers, since two may decide about the same annotations; empty: any."""

    def to_entry(self) -> Entry:
        """Return the record for her layer."""
        body: dict[str, Any] = {"to": self.to, "round": self.round, "answer": self.answer, "number": self.number}
        if self.comment:
            body["comment"] = self.comment
        if self.turn:
            body |= {"resolved": self.resolved, "turn": self.turn}
        if self.by:
            body["by"] = self.by
        return Entry(self.id, "replies", pairs(body), self.when, self.when)

    @classmethod
    def from_entry(cls, entry: Entry, layer: str) -> Reply | None:
        """Return the reply of a record, or None if this version does not understand it.

        Args:
            entry: the record.
            layer: id of the layer that it stands in.
        """
        body = dict(entry.body)
        to, number, answer = body.get("to"), body.get("round"), body.get("answer")
        if not isinstance(to, str) or not isinstance(number, int) or answer not in ("accept", "contest", "comment"):
            return None
        order = body.get("number", 0)
        order = order if isinstance(order, int) else 0
        turn = body.get("turn", 0)
        turn = turn if isinstance(turn, int) else 0
        said, resolved = str(body.get("comment", "")), body.get("resolved") is True
        by = body.get("by", "")
        by = by if isinstance(by, str) else ""
        return cls(entry.id, layer, to, number, answer, said, entry.created, order, resolved, turn, by)

    def is_to(self, decision: Decision) -> bool:
        """Return True if it answers a decision.

        Args:
            decision: of any reviewer.
        """
        return self.to == decision.id and self.by in ("", decision.by)


def reply_words(reply: Reply, ending: str = "") -> str:
    """Return the verb for a reply: accept, contest, comment, resolve or reopen.

    Args:
        reply: the reply.
        ending: ending of the verb, such as "ed".
    """
    is_word_only = reply.answer == "comment" and not reply.comment and reply.turn
    verb = ("resolve" if reply.resolved else "reopen") if is_word_only else reply.answer
    return verb + ending


def replies_in(entries: Iterable[Entry], layer: str) -> list[Reply]:
    """Return the replies among the records of a layer, by time.

    Args:
        entries: the records.
        layer: id of the layer.
    """
    found = (Reply.from_entry(entry, layer) for entry in entries if entry.section == "replies")
    return sorted((one for one in found if one is not None), key=lambda one: (one.when, one.number, one.id))


def contested(replies: Iterable[Reply], by: str) -> dict[str, int]:
    """Return the round that is contested, by id of the decision.

    Of each colleague the last accept or contest counts.

    Args:
        replies: replies to the decisions of any reviewer, by time.
        by: name of the reviewer whose decisions count.
    """
    last: dict[tuple[str, str], Reply] = {}
    for reply in replies:
        if reply.answer != "comment" and reply.by in ("", by):
            last[reply.to, reply.layer] = reply
    found: dict[str, int] = {}
    for reply in last.values():
        if reply.answer == "contest":
            found[reply.to] = max(reply.round, found.get(reply.to, 0))
    return found
