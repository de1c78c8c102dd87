"""Agreement as the card of a dataset shows it: one line for each tag and measure."""

from __future__ import annotations

from typing import NamedTuple

from analyst_app.agreement.agreement import Agreement


class CardFigure(NamedTuple):
    """The value of one measure for one tag."""

    tag: str
    """Id of the tag."""
    measure: str
    """Name of the measure, as in ``agreement.MEASURES``."""
    value: float
    """The value of the measure."""
    spans: int
    """Number of spans, of all layers, that the value rests on."""


def card_figures(agreement: Agreement) -> list[CardFigure]:
    """Return every figure that is defined, tag by tag."""
    return [
        CardFigure(tag, name, figure.value, sum(found.spans.values()))
        for tag in agreement.tags
        for found in [agreement.tag(tag)]
        for name, figure in found.figures.items()
        if figure.value is not None
    ]
