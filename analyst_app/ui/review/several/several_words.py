"""The words for what is taken, from one of two readers or from those of several who say the same, and for the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.alignment.gathering import Gathered
from analyst_app.core.layer_ids import LETTERS
from analyst_app.review.gathered_causes import called
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.review.difference_rows import Row
    from analyst_app.ui.review.review_session import ReviewSession


def take_label(row: Row, reader: int) -> str:
    """The name of the step that takes a reading: of all who say the same.

    Args:
        row: the row that is looked at.
        reader: number of a reader, A is 0.
    """
    difference = row.difference
    who = called(difference.voice_of(reader)) if isinstance(difference, Gathered) else LETTERS[reader]
    return tr("Take {readers}", readers=who)


def all_label(row: Row | None) -> str:
    """The name of the step that takes every reading.

    Args:
        row: the row that is looked at; None: there is none.
    """
    if row is None or not isinstance(row.difference, Gathered):
        return tr("Take both")
    return tr("Take all: {readers}", readers=", ".join(map(called, row.difference.present)))


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
