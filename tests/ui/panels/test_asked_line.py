from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from analyst_app.ui.panels.asked_line import AskedLine


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[tuple[AskedLine, QLineEdit, list[object]]]:
    window, heard = QWidget(), []
    line, other = AskedLine(window), QLineEdit(window)
    line.left.connect(lambda: heard.append("left"))
    line.gone.connect(heard.append)
    qtbot.addWidget(window)
    window.show()
    line.ask("Why?", "so")
    qtbot.waitUntil(line.hasFocus)
    yield line, other, heard
    window.close()


def test_esc_leaves(room: tuple[AskedLine, QLineEdit, list[object]]) -> None:
    line, _, heard = room
    QTest.keyClick(line, Qt.Key.Key_Escape)
    assert heard == ["left"]


def test_where_the_focus_goes_elsewhere_it_says_if_anything_was_typed(
    room: tuple[AskedLine, QLineEdit, list[object]],
) -> None:
    line, other, heard = room
    other.setFocus()
    assert heard == [False]
    line.setFocus()
    QTest.keyClicks(line, " what")
    other.setFocus()
    assert heard == [False, True]
