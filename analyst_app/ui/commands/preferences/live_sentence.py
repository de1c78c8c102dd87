"""A sentence that wears the preferences: its face, size, lines and colours are those of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFont

from analyst_app.ui.article.sample_sentence import SampleSentence
from analyst_app.ui.article.text_style import TextStyle
from analyst_app.ui.widgets.theme import swatches
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.preferences import Preferences
    from analyst_app.ui.widgets.theme import Looks, TagLook, Theme

_WORDS = marked("For the second time this week the union’s chair has said [“we stay at the depot”], and left.")
_QUOTE = "quote"
_KEY = "Q"


class LiveSentence(SampleSentence):
    """Shows a quotation as the article will.

    Args:
        looks: colours and sizes.
        parent: as ever.
    """

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        self._style = TextStyle()
        super().__init__(looks, lambda: looks.colours, has_gutter=True, parent=parent)
        self.setObjectName("live_sentence")
        looks.changed.connect(self._show)
        self._show()

    def wear(self, wanted: Preferences) -> None:
        """Take on what is preferred."""
        self._style = TextStyle(
            face=wanted.font,
            points=wanted.font_size,
            density=wanted.density,
            lane_weight=wanted.lane_weight,
            spacing=wanted.line_spacing,
        )
        self._show()

    def _show(self) -> None:
        self.show_words(tr(_WORDS), self._look_of_quote)

    def _look_of_quote(self, theme: Theme) -> TagLook:
        look = _look(theme)
        return look._replace(width=look.width + self._style.lane_weight - 1)

    def _font(self) -> QFont:
        return self._style.font()

    @property
    def _pitch(self) -> float:
        return self._style.font().pointSizeF() * _PIXELS * self._style.sizes.pitch


_PIXELS = 96 / 72
"""Logical pixels a point."""


def _look(theme: Theme) -> TagLook:
    """The look of a quotation in a theme."""
    quote = next(swatch for swatch in swatches() if swatch.name == _QUOTE)
    return theme.look(_KEY, quote.colour, quote.line)
