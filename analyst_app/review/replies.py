"""A colleague's words on decisions, as records of her own layer (section ``replies``)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from analyst_app.core.annotation import Entry, pairs

Answer = Literal["accept", "contest", "comment"]


@dataclass(frozen=True)
class Reply:
    """A colleague's word on a decision."""

    id: str
    layer: str
    """Whose."""
    to: str
    """Id of the decision."""
    round: int
    """Which round of it."""
    answer: Answer
    comment: str = ""
    when: str = ""
    number: int = 0
    """Counts her replies to the decision: two may come in one second."""
    resolved: bool = False
    """Whether she calls the thread dealt with."""
    turn: int = 0
    """When she said so, counted along the thread (``review.threads``); 0: she said nothing of it."""

    def to_entry(self) -> Entry:
        """The record for her layer."""
        body: dict[str, Any] = {"to": self.to, "round": self.round, "answer": self.answer, "number": self.number}
        if self.comment:
            body["comment"] = self.comment
        if self.turn:
            body |= {"resolved": self.resolved, "turn": self.turn}
        return Entry(self.id, "replies", pairs(body), self.when, self.when)

    @classmethod
    def from_entry(cls, entry: Entry, layer: str) -> Reply | None:
        """The reply of a record, or None if it is none that this version understands."""
        body = dict(entry.body)
        to, number, answer = body.get("to"), body.get("round"), body.get("answer")
        if not isinstance(to, str) or not isinstance(number, int) or answer not in ("accept", "contest", "comment"):
            return None
        order = body.get("number", 0)
        order = order if isinstance(order, int) else 0
        turn = body.get("turn", 0)
        turn = turn if isinstance(turn, int) else 0
        said = str(body.get("comment", ""))
        return cls(entry.id, layer, to, number, answer, said, entry.created, order, body.get("resolved") is True, turn)


def reply_words(reply: Reply, ending: str = "") -> str:
    """What a reply does, as a verb with an ending."""
    is_word_only = reply.answer == "comment" and not reply.comment and reply.turn
    verb = ("resolve" if reply.resolved else "reopen") if is_word_only else reply.answer
    return verb + ending


def replies_in(entries: Iterable[Entry], layer: str) -> list[Reply]:
    """The replies of a layer, by time."""
    found = (Reply.from_entry(entry, layer) for entry in entries if entry.section == "replies")
    return sorted((one for one in found if one is not None), key=lambda one: (one.when, one.number, one.id))


def contested(replies: Iterable[Reply]) -> dict[str, int]:
    """By id of a decision, the round that is contested: the last answer counts for each colleague."""
    last: dict[tuple[str, str], Reply] = {}
    for reply in replies:
        if reply.answer != "comment":
            last[reply.to, reply.layer] = reply
    found: dict[str, int] = {}
    for reply in last.values():
        if reply.answer == "contest":
            found[reply.to] = max(reply.round, found.get(reply.to, 0))
    return found
