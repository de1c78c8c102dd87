"""A label that takes nothing for markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from analyst_app.wording import visible


class PlainLabel(QLabel):
    """A label that shows words as they are: no markup, no local files, and nothing that turns the line round."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(words)

    def setText(self, words: str) -> None:
        """Show words; characters that would act on the others are escapes."""
        super().setText(visible(words))


def as_markup(words: str) -> str:
    """Words for a place that takes markup, where they are shown as they are.

    As ``html.escape``, whose module takes as long to be imported as ten of ours.
    """
    for character, code in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot"), ("'", "#x27")):
        words = words.replace(character, f"&{code};")
    return words


def plain_tip(words: str) -> str:
    """Words as a tool tip that is never taken for markup, and that wraps."""
    escaped_words = words.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f"<qt>{escaped_words}</qt>" if words else ""
