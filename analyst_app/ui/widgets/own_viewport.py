"""A viewport that Python made: asking Qt for its own is dear, once."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def put_viewport_in(area: QAbstractScrollArea, *, is_filled: bool = False) -> QWidget:
    """Put in a viewport made here, just like Qt's own, and return it.

    To give that one a Python object, PySide looks which kind of widget it
    is, and makes the classes of all kinds to do so: a tenth of the start.

    Args:
        area: the list or text.
        is_filled: it fills its own ground, which a sheet leaves to the frame around it. Only then are rows
            that are scrolled moved instead of painted, and nothing under those that are.
    """
    viewport = _Filled(area) if is_filled else QWidget(area)
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
    return viewport


class _Filled(QWidget):
    """Fills its ground again each time a sheet took that from it."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setAutoFillBackground(True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setAutoFillBackground(True)
