"""The keys that are valid now where several readers are compared at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.alignment.gathering import Gathered
from analyst_app.core.layer_ids import LETTERS
from analyst_app.review.gathered_causes import all_label, take_label
from analyst_app.review.voices import readers_asked, readings_of
from analyst_app.ui.review.differences.difference_model import shown_names
from analyst_app.wording import in_row, tr

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
        told = [in_row(names[number] for number in voice) for voice in difference.voices]
        found |= dict(zip(take_ids(difference), told, strict=True))
    every = {"review.both": tr("all")} if len(readings_of(difference)) > 1 else {}
    return found | {"review.reject": ""} | every | {"review.next": ""}


def entry_words(row: Row, *, is_check: bool) -> dict[str, str]:
    """The words of entries in the context menu that say whose readings they are about, by the ids of their actions.

    Args:
        row: the row that is looked at.
        is_check: True if one reading is checked alone.
    """
    difference = row.difference
    if is_check:
        return {"review.reject": tr("Reject…")}
    if not isinstance(difference, Gathered):
        return {"review.both": tr("Take both"), "review.reject": tr("Reject both…")}
    takes = {
        one: take_label(difference, voice[0])
        for one, voice in zip(take_ids(difference), difference.voices, strict=True)
    }
    return takes | {"review.both": all_label(difference), "review.reject": tr("Reject all…")}
