"""A viewport that Python made: asking Qt for its own is dear, once."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def put_viewport_in(area: QAbstractScrollArea) -> QWidget:
    """Put in a viewport made here, just like Qt's own, and return it.

    To give that one a Python object, PySide looks which kind of widget it
    is, and makes the classes of all kinds to do so: a tenth of the start.
    """
    viewport = QWidget(area)
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
    return viewport
