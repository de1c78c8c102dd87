"""The acts of a review that only several readers at once have, and what is said where there are two, or one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.layer_ids import LETTERS
from analyst_app.ui.review.open_review import ACCEPT
from analyst_app.ui.review.several.several_session import SeveralSession
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.ui.review.review_session import ReviewSession


def take(review: ReviewSession, reader: int, *, alike: bool = False) -> None:
    """Take the reading of a reader, or say that there is none of that number.

    Args:
        review: what is being reviewed.
        reader: number of the reader, A is 0.
        alike: True for all that have the same cause.
    """
    if not has_no_such_reader(review, f"take_{LETTERS[reader].lower()}"):
        review.take(reader, alike=alike)


def has_no_such_reader(review: ReviewSession, what: str) -> bool:
    """Return True, and say so, if an act is about a reader that the review has not.

    Args:
        review: what is being reviewed.
        what: take_a, take_b …, or another act.
    """
    reader = LETTERS.lower().find(what.removeprefix("take_"))
    if reader < len(review.layers):
        return False
    letters = in_row(LETTERS[: len(review.layers)])
    review.refuse(
        tr("There is no reader {letter} here: the readers are {letters}.", letter=LETTERS[reader], letters=letters)
    )
    return True


def left_alike(review: ReviewSession, what: str, places: Sequence[int]) -> list[int]:
    """Return the places of what settling some at once drops along.

    Args:
        review: what is being reviewed.
        what: take_a, take_b …, reject or accept.
        places: of the differences that are settled.
    """
    if what == ACCEPT:
        return review.left_by_most(places) if isinstance(review, SeveralSession) else []
    reader = LETTERS.lower().find(what.removeprefix("take_"))
    return review.left_by(reader if reader >= 0 else None, places)


def accept(review: ReviewSession, *, alike: bool = False) -> None:
    """Take what most say, or say why nothing is proposed.

    Args:
        review: what is being reviewed.
        alike: True for all that are listed and open.
    """
    if isinstance(review, SeveralSession):
        review.accept(alike=alike)
    else:
        review.refuse(tr("What most say is proposed only where three readers or more are compared at once."))
