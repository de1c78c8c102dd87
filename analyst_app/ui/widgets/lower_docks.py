"""Panels under the text: one room for all of them, as tabs, so that the window never grows wider than its screen."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow


def put_below(window: QMainWindow, panel: QDockWidget) -> None:
    """Put a panel under the text, as a tab beside those that are there."""
    area = Qt.DockWidgetArea.BottomDockWidgetArea
    there = [dock for dock in window.findChildren(QDockWidget) if window.dockWidgetArea(dock) == area]
    window.addDockWidget(area, panel)
    others = [dock for dock in there if dock is not panel]
    if others:
        window.tabifyDockWidget(others[-1], panel)
