"""The text that a person typed into a field of several lines, letter for letter."""

from __future__ import annotations

from PySide6.QtGui import QTextDocument


def typed_text(document: QTextDocument) -> str:
    """The text of a field's document; ``toPlainText`` would turn no-break spaces into spaces."""
    return document.toRawText().replace("\u2029", "\n")
