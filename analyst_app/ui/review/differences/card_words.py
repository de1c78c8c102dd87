"""The sentences of the card: where one is, what was decided, what goes along with it, and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.excerpts import line_of
from analyst_app.core.layer_ids import LETTERS
from analyst_app.review.adrift import annotations_of
from analyst_app.review.decisions import WAITING
from analyst_app.review.replies import reply_words
from analyst_app.review.threads import has_words, is_resolved
from analyst_app.review.voices import readers_asked
from analyst_app.ui.review.differences.difference_model import left_words, shown_names, state_words
from analyst_app.ui.review.differences.reading_parts import unit_lines
from analyst_app.wording import in_row, marked, tr

if TYPE_CHECKING:
    from analyst_app.review.difference_rows import Row
    from analyst_app.ui.review.review_session import ReviewSession

_LONGEST = 400
_SINCE = {
    "deleted": marked("{name} has deleted it since"),
    "changed": marked("{name} has changed it since"),
    "added": marked("{name} has tagged it since"),
}
_REPLIES = {
    "accept": marked("{name} accepts"),
    "contest": marked("{name} contests"),
    "comment": marked("{name} comments"),
    "resolve": marked("{name} resolves"),
    "reopen": marked("{name} reopens"),
}


def place_words(review: ReviewSession, row: Row) -> str:
    """Its number among what is listed, its cause, and how many are alike."""
    number = review.places.index(row.place) + 1 if row.place in review.places else 0
    told = [tr("{number} of {count}", number=number, count=len(review.places)), row.cause.label]
    if review.is_check:
        if set(review.all_for("take_a")) - {row.place}:
            told.append(tr("the rest is right: Ctrl+1 twice"))
        return "  ·  ".join(told)
    alike = len(review.alike())
    if alike > 1:
        keys = in_row(f"Ctrl+{number + 1}" for number in readers_asked(row.difference))
        told.append(tr("{count} alike: {keys} or Ctrl+R", count=alike, keys=keys))
    return "  ·  ".join(told)


def decision_words(review: ReviewSession, row: Row) -> str:
    """Its state, and what the layers did since; empty while it is open and nothing has happened."""
    shown = shown_names(review)
    state = state_words(row, review.layers, review.compared.codebook, shown)
    if row.state not in WAITING:
        return tr("Decided: {state}", state=state)
    since = review.board.review.since(row.place)
    names = dict(zip(LETTERS, review.compared.names, strict=False))
    told = [tr(_SINCE[what], name=names[side] or side) for side, what in since.items()]
    return f"{state}: {', '.join(told)}" if told else "" if state == tr("open") else state


def left_lines(review: ReviewSession, row: Row) -> list[str]:
    """The annotations that belong to its reading, and where they are others those that a key drops, or that went."""
    told, parts = unit_lines(review, row), review.folding.parts_of(row.place)
    if row.state not in WAITING:
        dropped = left_words(review, review.board.review.left_with(row.place))
        return [*told, tr("Dropped with it: {annotations}", annotations=dropped)] if dropped else told
    asked = [0] if review.is_check else readers_asked(row.difference)
    keys: dict[str, int | None] = {str(number + 1): number for number in asked}
    for key, side in (keys | {"R": None}).items():
        places = review.left_by(side, [row.place])
        if places and sorted(places) != parts:
            told.append(tr("{key} also drops: {annotations}", key=key, annotations=left_words(review, places)))
    return told


def thread_lines(review: ReviewSession, row: Row) -> list[str]:
    """The comment, the answers to it, and whether all that is dealt with."""
    decision = row.decision
    if decision is None:
        return []
    told = [f"{decision.by}: {line_of(decision.comment, _LONGEST)}"] if decision.comment else []
    names = {layer: review.name_of(layer) for layer in review.layers}
    for reply in review.compared.replies:
        if reply.is_to(decision):
            said = f" – {line_of(reply.comment, _LONGEST)}" if reply.comment else ""
            told.append(tr(_REPLIES[reply_words(reply)], name=names.get(reply.layer, reply.layer)) + said)
    if has_words(decision, review.compared.replies):
        resolved = is_resolved(decision, review.compared.replies)
        told.append(
            tr("Thread resolved · Review ▸ Comments opens it again")
            if resolved
            else tr("Thread open · Review ▸ Comments resolves it")
        )
    return told


def rule_words(review: ReviewSession, row: Row) -> str:
    """The definitions of its tags, each with its edge rule, in one line."""
    tags = dict.fromkeys(one.tag for one in annotations_of(row.difference))
    known = [tag for name in tags if (tag := review.compared.codebook.tag(name)) is not None]
    return "    ".join(f"{tag.name}: {' '.join(f'{tag.definition} {tag.edges}'.split())}" for tag in known)
