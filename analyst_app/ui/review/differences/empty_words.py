"""The words of the card where a review has nothing to decide: why that is so, and what was not found in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.review.one_reading import NOBODY
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from analyst_app.ui.review.review_session import ReviewSession


def empty_words(review: ReviewSession) -> str:
    """The sentence about why nothing is to be decided: nobody has a tag in the text, or all say the same.

    Args:
        review: it has no row.
    """
    names = [review.name_of(layer) for layer in review.layers if layer != NOBODY]
    if review.is_check:
        if any(review.compared.unfound):
            return tr("There is nothing to check: no tag of {name} was found in this text.", name=names[0])
        return tr("There is nothing to check: {name} has no tag in this text.", name=names[0])
    if len(review.board.rows):
        is_of_two = len(names) == 2
        return (
            tr("The two layers say the same.")
            if is_of_two
            else tr("All {count} layers say the same.", count=len(names))
        )
    if len(names) == 2:
        return tr("There is nothing to compare: neither {a} nor {b} has a tag in this text.", a=names[0], b=names[1])
    return tr("There is nothing to compare: none of {names} has a tag in this text.", names=in_row(names))


def unfound_words(review: ReviewSession) -> str:
    """The sentences about annotations that were not found in the text, by reader, and where they are listed; or none.

    Args:
        review: what is being reviewed.
    """
    named = [
        tr("{n} annotation of {name}|{n} annotations of {name}", number, name=review.name_of(layer))
        for layer, number in zip(review.layers, review.compared.unfound, strict=False)
        if number
    ]
    if not named:
        return ""
    found = tr("Not found in this text: {annotations}.", annotations=in_row(named))
    where = tr(
        "They are kept and wait in that layer: choose it in layer ▾, then Shift+U leads to them."
        "|They are kept and wait in each one’s layer: choose one in layer ▾, then Shift+U leads to them.",
        len(named),
    )
    return f"{found} {where}"
