"""The sizes of the window: spacing, radii, type and heights, as ``resources/themes/sizes.json`` gives them.

Pixels are logical ones at 96 dpi. A density is a few of them anew.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from PySide6.QtGui import QFont, QGuiApplication

from analyst_app import resources

COMFORTABLE, COMPACT = "comfortable", "compact"


class Sizes(NamedTuple):
    """The sizes of one density."""

    density: str
    """COMFORTABLE or COMPACT."""
    points: float
    """Of the window's type."""
    pitch: float
    """Distance of two lines of the article, in sizes of its type."""
    article_lines: int
    """Lines of a row in the list of articles: its title, and what is known of it."""
    added: int
    """Added to the height of a row, pixels."""

    def space(self, step: int) -> int:
        """One of the spaces between things, pixels; 0 is the smallest."""
        value: int = resources.sizes()["spacing"][step]
        return value

    def radius(self, name: str) -> int:
        """The radius of a chip, control, row, card or popup, pixels."""
        value: int = resources.sizes()["radii"][name]
        return value

    def height(self, name: str) -> int:
        """The height of a component, pixels; of a row, as the density has it."""
        value: int = resources.sizes()["heights"][name]
        return value + self.added if "row" in name else value

    def width(self, name: str) -> int:
        """The width of a component, pixels."""
        value: int = resources.sizes()["widths"][name]
        return value

    def line(self, name: str) -> int:
        """The height of a line of one of the type's sizes, pixels."""
        value: int = resources.sizes()["type"][name]["line"]
        return value

    def reading(self, name: str) -> float:
        """A size of the reading column, as the data names it."""
        value: float = resources.sizes()["reading"][name]
        return value

    def gutter(self, name: str) -> int:
        """The width of what stands beside the reading column, pixels."""
        value: int = resources.sizes()["gutters"][name]
        return value

    def share(self, name: str) -> float:
        """A share of one, such as how thick a scrim is."""
        value: float = resources.sizes()["shares"][name]
        return value

    def font(self, name: str = "body") -> QFont:
        """The window's type in one of its sizes: body, secondary, cap, card_head, page_title or empty."""
        row = resources.sizes()["type"][name]
        font = QFont(QGuiApplication.font())
        font.setPointSizeF(row["points"] + self.points - resources.sizes()["type"]["body"]["points"])
        font.setWeight(QFont.Weight(row.get("weight", QFont.Weight.Normal)))
        return font


@cache
def sizes(density: str = COMFORTABLE) -> Sizes:
    """The sizes of a density."""
    row = resources.sizes()["densities"][density]
    return Sizes(density, row["points"], row["pitch"], row["article_lines"], row["row"])
