"""Panels under the text share one room, however many are open."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDockWidget, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from analyst_app.ui.widgets.lower_docks import put_below


@pytest.mark.parametrize("count", [1, 4])
def test_panels_below_are_tabs_and_ask_for_no_more_width_than_the_widest(count: int, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(QWidget())
    for number in range(count):
        panel = QDockWidget(f"panel {number}", window)
        body = QWidget()
        body.setMinimumWidth(600)
        panel.setWidget(body)
        put_below(window, panel)
    window.show()
    assert 600 <= window.minimumSizeHint().width() < 700
