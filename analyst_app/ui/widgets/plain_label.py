"""A label that takes nothing for markup."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QLabel, QWidget

from analyst_app.wording import shortened, visible

_HINT, _LEAST = -1, -2
"""The keys of the hints, which are no widths."""
_MOST_SHOWN = 4_000
"""Characters of one label, more than any of our own: what a file gives in one piece would be laid out for seconds."""
_MOST_KEPT = 200
"""Sizes that a label keeps: of some dozens of texts."""


_LONG_WORD = re.compile(r"[^\s\u2e80-\u9fff\uac00-\ud7af\uf900-\uffef]{33,}")
"""Letters and signs in one piece, longer than any word and most names; Chinese and its like break anywhere."""
_JOINING = "\u0300-\u036f\u200c\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff"
"""Characters that belong to the one before them, or join both sides."""
_PLACES = re.compile(rf"(.{{15}}[^\u200d])(?![{_JOINING}])", re.DOTALL)
"""The places of a long word at which a line may end."""


class PlainLabel(QLabel):
    """A label that shows words as they are: no markup, no local files, and nothing that turns the line round."""

    most = _MOST_SHOWN
    """Characters that it shows."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)

    def setText(self, words: str) -> None:
        """Show words, as far as a window holds them; characters that would act on the others are escapes."""
        super().setText(visible(shortened(words, self.most)))


class WrappingLabel(PlainLabel):
    """A plain label that wraps.

    Qt lays the words out five times for each layout around them; here that is done once for each text.
    """

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        self._kept: dict[tuple[str, int], QSize] = {}
        """Sizes by the words and a width, or one of the hints' keys."""
        super().__init__(words, parent)
        self.setWordWrap(True)

    def setText(self, words: str) -> None:
        """Show words; one that is longer than a line goes on in the next, and makes no line wider."""
        super().setText(_LONG_WORD.sub(lambda found: _PLACES.sub("\\1\u200b", found[0]), words))

    def sizeHint(self) -> QSize:
        return self._size(_HINT, super().sizeHint)

    def minimumSizeHint(self) -> QSize:
        return self._size(_LEAST, super().minimumSizeHint)

    def heightForWidth(self, width: int) -> int:
        return self._size(width, lambda: QSize(width, super(WrappingLabel, self).heightForWidth(width))).height()

    def changeEvent(self, event: QEvent) -> None:
        """In another type, the words take other room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._kept.clear()

    def _size(self, key: int, measured: Callable[[], QSize]) -> QSize:
        whole = self.text(), key
        size = self._kept.get(whole)
        if size is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            size = self._kept[whole] = measured()
        return QSize(size)


def as_markup(words: str) -> str:
    """Words for a place that takes markup, where they are shown as they are.

    As ``html.escape``, whose module takes as long to be imported as ten of ours.
    """
    for character, code in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot"), ("'", "#x27")):
        words = words.replace(character, f"&{code};")
    return words


def plain_tip(words: str) -> str:
    """Words as a tool tip that is never taken for markup, that wraps, and that is no larger than a screen."""
    marked = as_markup(visible(shortened(words))).replace("\n", "<br>")
    return f"<qt>{marked}</qt>" if words else ""
