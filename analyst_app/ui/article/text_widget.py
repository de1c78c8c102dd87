"""The settings of the text widget that have nothing to do with annotations."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit


def make_readable(view: QPlainTextEdit) -> None:
    """Let the text be read and selected, and nothing else."""
    view.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    view.setTabChangesFocus(True)
    view.setCursorWidth(2)
    view.setAcceptDrops(False)
    view.viewport().setAcceptDrops(False)
    view.viewport().setMouseTracking(True)
