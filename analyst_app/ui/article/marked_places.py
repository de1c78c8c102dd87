"""The places that are marked on an article's scroll bar: what waits, and over it what is listed just now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QScrollBar

    from analyst_app.ui.article.scroll_marks import ScrollMarks


class MarkedPlaces:
    """Two lists of code points, each ascending, of which the one that lies over the other is shown.

    Args:
        bar: on which the places are marked.
    """

    def __init__(self, bar: QScrollBar) -> None:
        self._bar = bar
        self._marks: ScrollMarks | None = None
        self._under: Sequence[int] = ()
        self._over: Sequence[int] | None = None
        self.length = 1
        """Of the article, code points."""

    @property
    def shown(self) -> Sequence[int]:
        """The places that are marked now."""
        return self._under if self._over is None else self._over

    @property
    def rows(self) -> list[int]:
        """The pixel rows of the bar that are marked."""
        return self._marks.rows if self._marks is not None else []

    def set_places(self, positions: Sequence[int], colour: QColor) -> None:
        """Mark these code points, as long as none are laid over them."""
        self._under = positions
        self.show(colour)

    def lay_over(self, positions: Sequence[int] | None, colour: QColor) -> None:
        """Mark these code points instead; None: the others again, as they are by then."""
        self._over = positions
        self.show(colour)

    def show(self, colour: QColor) -> None:
        """Mark them in a colour."""
        if self._marks is None:
            if not self.shown:
                return
            from analyst_app.ui.article.scroll_marks import ScrollMarks  # not before the first paint

            self._marks = ScrollMarks(self._bar)
            self._marks.show()
        self._marks.set_marks(self.shown, self.length, colour)
