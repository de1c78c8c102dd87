"""The layouts of the window by its width, as ``resources/themes/sizes.json`` has them: the text gets its measure first.

Panes that a layout has no room for are drawers.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from analyst_app import resources


class Layout(NamedTuple):
    """The widths of the side panes, pixels, in windows of one class."""

    name: str
    """Of the class; a person's own widths are kept by it."""
    least: int
    """Width from which a window is of it, pixels."""
    articles: int
    """Of the list of articles; 0: it is a drawer."""
    right: int
    """Of annotations over inspector; 0: they are a drawer."""


@cache
def layouts() -> tuple[Layout, ...]:
    """All, the widest first."""
    return tuple(Layout(**row) for row in resources.sizes()["layouts"])


def layout_for(width: int) -> Layout:
    """The layout of a window of a width, pixels."""
    return next(layout for layout in layouts() if width >= layout.least)


def given_way(layout: Layout, width: int) -> tuple[int, int]:
    """The widths of articles and right column in a window of a width: first these, then the right, give to the text.

    Args:
        layout: of that width.
        width: pixels.
    """
    widths = resources.sizes()["widths"]
    lack = max(0, widths["text_measure"] - (width - layout.articles - layout.right))
    articles = max(min(layout.articles, widths["articles_narrow"]), layout.articles - lack)
    lack -= layout.articles - articles
    right = max(min(layout.right, widths["right_narrow"]), layout.right - lack)
    return articles, right


def inspector_share(wanted: float | None, window_height: int) -> float:
    """The inspector's share of the right column's height.

    Args:
        wanted: a person's own; None: the usual one.
        window_height: pixels; in a low window the list of annotations keeps the greater part.
    """
    shares = resources.sizes()["inspector_share"]
    share: float = shares["usual"] if wanted is None else wanted
    is_low = window_height < resources.sizes()["heights"]["low_window"]
    return min(share, shares["low"]) if is_low else share
