"""The reader's choices for the text, and the font, sizes, margins and column that follow from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QTextCharFormat

from analyst_app.ui.article.column_layout import ColumnLook
from analyst_app.ui.article.line_room import LineRoom, scaled
from analyst_app.ui.article.margin_painter import Margins
from analyst_app.ui.article.shown_text import Ways
from analyst_app.ui.widgets.fonts import with_even_figures
from analyst_app.ui.widgets.sizes import COMFORTABLE, Sizes, sizes

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Theme

FACES = ("Noto Serif", "Charter", "Georgia", "Cambria", "DejaVu Serif", "Times New Roman", "serif")
"""Faces for reading, the first that is there."""
POINTS = 13.5
SAMPLE = "the committee met again on Thursday, and nobody could say why it had not met before"
_STEP = 1.1
_SMALLEST = 5.0
PADDING = 8
"""Qt draws no text in the last so many pixels of a line."""
_RIGHTWARD = Ways()


class TextStyle(NamedTuple):
    """The style of the article's text."""

    face: str = ""
    """Empty: the app's choice."""
    points: float = 0
    """Size before zooming; 0: the app's choice."""
    zoom: int = 0
    """Steps of a tenth."""
    characters: int = 68
    """Longest line, in characters of average width."""
    has_numbers: bool = True
    """True if paragraphs are numbered."""
    density: str = COMFORTABLE
    """Of the lines."""
    percent: int = 100
    """Of what stands beside the text."""
    lane_weight: int = 1
    """Of the lines of annotations: 1, 2 or 3."""
    spacing: float = 0
    """Distance of two lines in sizes of the type; 0: as the density has it."""

    @property
    def sizes(self) -> Sizes:
        """The sizes of the density, with the reader's own distance of the lines."""
        usual = sizes(self.density, self.percent)
        return usual._replace(pitch=self.spacing) if self.spacing else usual

    def font(self) -> QFont:
        """The font of the body text."""
        font = QFont([self.face, *FACES] if self.face else list(FACES))
        font.setPointSizeF(max(_SMALLEST, (self.points or POINTS) * _STEP**self.zoom))
        return with_even_figures(font)  # as the window's, which it would inherit later, and be laid out anew

    def column_look(self, colours: Theme, *, for_two: bool, has_heading: bool) -> ColumnLook:
        """The sizes and formats of the column.

        Args:
            colours: of text that is not the article.
            for_two: True if two layers are compared.
            has_heading: True if the facts of the article stand above its title.
        """
        font, reading = self.font(), self.sizes.reading
        size = QFontInfo(font).pixelSize()
        title, aside = QTextCharFormat(), QTextCharFormat()
        share = font.pointSizeF() / reading("points")
        title.setFontPointSize(share * reading("title_points"))
        title.setFontWeight(QFont.Weight.DemiBold)
        aside.setFontPointSize(share * reading("skip_points"))
        aside.setForeground(colours.colour("muted"))
        return ColumnLook(
            LineRoom.of(font, self.sizes, for_two=for_two, thicker=self.lane_weight - 1),
            gap=scaled(reading("paragraph_gap"), size),
            head=round(reading("heading")) - PADDING if has_heading else self.sizes.space(4) - PADDING,
            foot=round(reading("bottom_room")),
            title=title,
            aside=aside,
        )

    def margins(self) -> Margins:
        """The margins beside the text."""
        return Margins(self.font(), self.sizes, has_numbers=self.has_numbers)

    def column(self, viewport_width: int, margins: Margins, ways: Ways = _RIGHTWARD) -> tuple[int, int]:
        """Left edge and width of the column in a viewport, pixels: centred, where its margins leave room.

        In less room, first the margins get as narrow as all of them is seen in,
        then the text gets shorter lines, then the speakers' names give way, the
        paragraphs' numbers, and at last the text again.

        Letters stand where paragraphs begin: at the right of Arabic ones, and
        where an article has both, there is room for them on both sides.

        Args:
            viewport_width: pixels.
            margins: beside the text.
            ways: directions of the paragraphs.
        """
        character = QFontMetricsF(self.font()).horizontalAdvance(SAMPLE) / len(SAMPLE)
        most, narrow = self.characters * character, PADDING
        least = min(most, self.sizes.reading("least_measure") * character)
        right = _between(narrow, viewport_width - margins.least_left - least, margins.least_right)
        left = _between(margins.narrow_left, viewport_width - narrow - least, margins.least_left)
        width = _between(12 * character, viewport_width - left - right, most)
        spare = max(0.0, viewport_width - left - right - width)
        left += min(spare, margins.left - margins.least_left)
        right += min(max(0.0, viewport_width - left - right - width), margins.right - margins.least_right)
        start = max(left, min((viewport_width - width) / 2, viewport_width - right - width))
        if ways.has_leftward and ways.has_rightward:
            side = max(margins.narrow_left, min(start, viewport_width - start - width))
            width = max(12 * character, min(width, viewport_width - 2 * side))
            start = (viewport_width - width) / 2
        elif ways.has_leftward:
            start = viewport_width - start - width
        return round(start), round(width)


def _between(least: float, wanted: float, most: float) -> float:
    return max(least, min(wanted, most))
