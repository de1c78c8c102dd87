"""Panels under the text: one room for all of them, as tabs, so that the window never grows wider than its screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QMainWindow,
    QScrollArea,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from analyst_app.ui.widgets.scrolling_body import ScrollingBody, scrolling_page

_ROWS = 2
_SHARE = 0.4
"""Share of the window's height that the panels have at first; the text is read above them."""


def put_below(window: QMainWindow, panel: QDockWidget) -> None:
    """Put a panel under the text, as a tab beside those that are there; it scrolls where the window is low."""
    inside = panel.widget()
    if inside is not None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inside)
        page = scrolling_page(ScrollingBody(column), panel, "panel_page")
        panel.setWidget(page)
        _InSight(page)
    area = Qt.DockWidgetArea.BottomDockWidgetArea
    there = [dock for dock in window.findChildren(QDockWidget) if window.dockWidgetArea(dock) == area]
    window.addDockWidget(area, panel)
    if not there:
        window.resizeDocks([panel], [round(_SHARE * window.height())], Qt.Orientation.Vertical)
    others = [dock for dock in there if dock is not panel]
    if others:
        window.tabifyDockWidget(others[-1], panel)
        for tabs in window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Qt parks those that it does not use outside the window


def keep_rows(table: QTableView) -> None:
    """Have a table keep its head and two rows where its panel is low: the panel scrolls instead."""
    rows = _ROWS * table.verticalHeader().defaultSectionSize()
    table.setMinimumHeight(table.horizontalHeader().sizeHint().height() + rows + 2 * table.frameWidth())


class _InSight(QObject):
    """Scrolls a panel to what gets the keyboard in it, once that has its place."""

    def __init__(self, page: QScrollArea) -> None:
        super().__init__(page)
        self._page = page
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._page.isAncestorOf(now):
            QTimer.singleShot(0, self, self._show_focus)

    def _show_focus(self) -> None:
        now = QApplication.focusWidget()
        if now is not None and self._page.isAncestorOf(now):
            self._page.ensureWidgetVisible(now, 0, 0)


def key_within(body: QWidget, key: str, act: Callable[[], object]) -> QShortcut:
    """Have a key act while the keyboard is in a panel, and only then.

    PySide drops a context that is given beside a slot: the key would be the whole window's, and dead with two panels.

    Args:
        body: the panel's widget.
        key: as Qt spells it.
        act: what the key does.
    """
    shortcut = QShortcut(QKeySequence(key), body, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(act)
    return shortcut
