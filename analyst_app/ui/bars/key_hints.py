"""Keys with their words, as the status bar shows them: ``[Enter] keep  [Esc] leave``."""

from __future__ import annotations

import re
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from analyst_app.ui.bars.mirroring import mirrored
from analyst_app.ui.widgets.message import ElidedLabel
from analyst_app.ui.widgets.shapes import hint_width, paint_hint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFontMetricsF, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.widgets.theme import Looks

SEPARATOR = "  ·  "
"""Between two hints where they are read as words."""
_MOST = 5
_KEY = re.compile(
    r"(?:(?:Ctrl|Shift|Alt|Meta)\+)*"
    r"(?:Enter|Esc|Del|Delete|Backspace|Space|Tab|Home|End|PgUp|PgDown|F\d\d?|\d[–-]\d|[↑↓←→](?:/[↑↓←→])*|\w)"
)
"""A key as a hint begins with it."""


class _Hint(NamedTuple):
    """Key caps, and the word for what they do."""

    keys: tuple[str, ...]
    words: str


class KeyHints(ElidedLabel):
    """Hints as caps and words, or words alone, in place of these. Its text is the same in words.

    Args:
        looks: colours and sizes.
        parent: the line that it stands on.
    """

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__("", parent)
        self._looks = looks
        self._hints: list[_Hint] = []
        self._others = ""
        """Those that begin with no key: seen after the others, if there is room."""
        self._widths: dict[_Hint, float] = {}
        self._metrics: QFontMetricsF | None = None
        """The type that those widths were measured in."""
        looks.changed.connect(self.update)

    def show_hints(self, hints: Sequence[str]) -> None:
        """Show hints, each as "Enter keep"; one that begins with no key is told after the others."""
        read = [_read(words) for words in hints]
        self._hints = [hint for hint in read if hint is not None][:_MOST]
        self._others = "  ".join(words for words, hint in zip(hints, read, strict=True) if hint is None)
        self.setText(SEPARATOR.join(hints))
        self.update()

    def show_words(self, words: str) -> None:
        """Show words in place of hints."""
        self._hints, self._others = [], ""
        self.setText(words)
        self.update()

    @property
    def wanted(self) -> int:
        """The width with all hints or words, pixels."""
        if self._hints:
            return ceil(sum(self._width(hint) for hint in self._hints)) + self._advance(self._others)
        return self._advance(self.text())

    def sizeHint(self) -> QSize:
        return QSize(self.wanted, self._looks.sizes.height("status"))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._looks.sizes.font("secondary"))
        left = 0.0
        for hint in self._hints:
            width = self._width(hint)
            if left + width - self._gap > self.width():
                return
            room = mirrored(QRectF(left, 0, width - self._gap, self.height()), self)
            paint_hint(painter, room, *hint, self._looks)
            left += width
        words = self._others if self._hints else self.text()
        self._draw(painter, left, words, "muted" if self._hints else "text")

    # -- inside --------------------------------------------------------------------------

    @property
    def _gap(self) -> int:
        """Between two hints, pixels."""
        return self._looks.sizes.space(3)

    def _advance(self, words: str) -> int:
        return ceil(self._looks.sizes.advance("secondary", words))

    def _width(self, hint: _Hint) -> float:
        metrics = self._looks.sizes.metrics("cap")
        if metrics is not self._metrics:
            self._widths, self._metrics = {}, metrics
        width = self._widths.get(hint)
        if width is None:
            width = self._widths[hint] = hint_width(*hint, self._looks) + self._gap
        return width

    def _draw(self, painter: QPainter, left: float, words: str, role: str) -> None:
        painter.setPen(self._looks.colours.colour(role))
        rect = QRectF(left, 0, self.width() - left, self.height())
        shown = self._looks.sizes.cut("secondary", words, rect.width())
        painter.drawText(mirrored(rect, self), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def _read(hint: str) -> _Hint | None:
    key, _, words = hint.partition(" ")
    if not words or not _KEY.fullmatch(key):
        return None
    return _Hint(tuple(one for part in key.split("+") for one in part.split("/")), words)
