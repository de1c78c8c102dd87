"""A reading as a unit at the window: its lines on the card, and the command that opens it into its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.review.decisions import WAITING
from analyst_app.ui.review.differences.difference_model import left_words
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.review.difference_rows import Row
    from analyst_app.ui.review.review_session import ReviewSession


def turn_parts(review: ReviewSession) -> None:
    """Open the reading that is looked at into its parts, to be decided one by one, or close it again."""
    family = review.folding.family(review.place) if review.place is not None else []
    if not family:
        review.refuse(tr("Nothing else belongs to this one: it is decided by itself."))
        return
    is_opened = review.folding.turn(family[0])
    review.show_only(**review.filters._asdict())
    review.go_to_any(family[0])
    told = tr(
        "Opened into {n} parts: each is decided by itself.|Opened into {n} parts: each is decided by itself.",
        len(family),
    )
    review.say(told if is_opened else tr("Closed again: its parts are decided together."))


def unit_lines(review: ReviewSession, row: Row) -> list[str]:
    """Return the lines of the card about what is decided with a row, or that its parts are decided one by one."""
    if review.folding.is_opened(row.place):
        return [tr("The parts of this reading are decided one by one · O decides them together")]
    parts = review.folding.parts_of(row.place)
    if not parts:
        return []
    if row.state in WAITING:
        return [tr("Decided with it: {annotations} · O opens it into its parts", annotations=left_words(review, parts))]
    rows = [review.board.rows[part] for part in parts]
    taken = [one.place for one in rows if one.decision is not None and one.decision.verdict != "reject"]
    return [tr("Taken with it: {annotations}", annotations=left_words(review, taken))] if taken else []
