"""The settings of the text widget that have nothing to do with annotations."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget


def put_viewport_in(view: QPlainTextEdit) -> None:
    """Put in a viewport made here, just like Qt's own.

    To give that one a Python object, PySide looks which kind of widget it
    is, and makes the classes of all kinds to do so: a tenth of the start.
    """
    viewport = QWidget(view)
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    viewport.setCursor(Qt.CursorShape.IBeamCursor)
    view.setViewport(viewport)


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
