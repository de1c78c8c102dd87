"""The words for the text of a review of one, of two or of several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.layer_ids import LETTERS
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.review.review_session import ReviewSession


def text_words(review: ReviewSession, reader: int | None) -> str:
    """The text of a review, as it is told aloud: whose readings stand in it.

    Args:
        review: what is being reviewed.
        reader: number of the reader whose reading alone stands in it; None: all do.
    """
    if review.is_check:
        return tr("Article with the reading of {name}", name=review.name_of(review.layers[0]))
    if reader is not None:
        return tr("Article with reading {letter}", letter=LETTERS[reader])
    count = len(review.layers)
    return tr("Article with both readings") if count == 2 else tr("Article with {count} readings", count=count)
