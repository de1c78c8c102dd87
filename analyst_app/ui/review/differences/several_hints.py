"""The keys that are valid now where several readers are compared at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.alignment.gathering import Gathered
from analyst_app.core.layer_ids import LETTERS
from analyst_app.review.voices import readers_asked
from analyst_app.ui.review.differences.difference_model import shown_names
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.review.adrift import AnyDifference
    from analyst_app.review.difference_rows import Row
    from analyst_app.ui.review.several.several_session import SeveralSession


def take_ids(difference: AnyDifference) -> list[str]:
    """The ids of the actions that take a reading, one for each that is said.

    Args:
        difference: a row of the review.
    """
    return [f"review.take_{LETTERS[number].lower()}" for number in readers_asked(difference)]


def several_hints(review: SeveralSession, row: Row) -> dict[str, str]:
    """Ids of actions, the most wanted first, each with its word or nothing for its own.

    Args:
        review: what is being reviewed.
        row: the row that is looked at; it waits.
    """
    names, difference = shown_names(review), row.difference
    found = {"review.accept": tr("most say so")} if review.proposed(row.place) is not None else {}
    if isinstance(difference, Gathered):
        told = [", ".join(names[number] for number in voice) for voice in difference.voices]
        found |= dict(zip(take_ids(difference), told, strict=True))
    return found | dict.fromkeys(("review.reject", "review.both", "review.next"), "")
