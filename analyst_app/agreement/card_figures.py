"""Agreement as the card of a dataset tells it: a line a tag and measure."""

from __future__ import annotations

from typing import NamedTuple

from analyst_app.agreement.agreement import Agreement


class CardFigure(NamedTuple):
    """One measure of one tag."""

    tag: str
    measure: str
    value: float
    spans: int
    """How many it rests on."""


def card_figures(agreement: Agreement) -> list[CardFigure]:
    """Every figure that there is, tag by tag."""
    return [
        CardFigure(tag, name, figure.value, sum(found.spans.values()))
        for tag in agreement.tags
        for found in [agreement.tag(tag)]
        for name, figure in found.figures.items()
        if figure.value is not None
    ]
