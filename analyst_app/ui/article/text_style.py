"""The reader's choices for the text, and the font, margins and column that follow from them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtGui import QFont, QFontMetricsF

from analyst_app.ui.article.margin_painter import Margins

FACES = ("Charter", "Georgia", "Noto Serif", "Cambria", "DejaVu Serif", "Times New Roman", "serif")
"""Faces for reading, the first that is there."""
POINTS = 13.5
_SAMPLE = "the committee met again on Thursday, and nobody could say why it had not met before"
_STEP = 1.1
_SMALLEST = 5.0
PADDING = 22
"""Room above the first line; Qt draws no text in the last so many pixels of a line either."""
_LEAST_CHARACTERS = 30
"""Narrower than this, the column takes the right margin, and then what it can of the left one."""


class TextStyle(NamedTuple):
    """The style of the article's text."""

    face: str = ""
    """Empty: the app's choice."""
    points: float = 0
    """Size before zooming; 0: the app's choice."""
    zoom: int = 0
    """Steps of a tenth."""
    characters: int = 75
    """Longest line, in characters of average width."""
    has_numbers: bool = True
    """True if paragraphs are numbered."""

    def font(self) -> QFont:
        """The font of the body text."""
        font = QFont([self.face, *FACES] if self.face else list(FACES))
        font.setPointSizeF(max(_SMALLEST, (self.points or POINTS) * _STEP**self.zoom))
        return font

    def margins(self) -> Margins:
        """The margins beside the text."""
        return Margins(self.font(), has_numbers=self.has_numbers)

    def column(self, viewport_width: int, margins: Margins) -> tuple[int, int]:
        """Left edge and width of the column in a viewport, pixels: centred, where its margins leave room."""
        character = QFontMetricsF(self.font()).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        left, right = margins.left, margins.right
        least = _LEAST_CHARACTERS * character
        if viewport_width < least + left + right:
            right = PADDING + 2
        if viewport_width < least + left + right:
            left = margins.narrow_left
        # A line ends within a word of the column's edge, so that lines of this width are shorter by some characters.
        width = max(12 * character, min(self.characters * character, viewport_width - left - right))
        start = max(left, min((viewport_width - width) / 2, viewport_width - right - width))
        return round(start), round(width)
