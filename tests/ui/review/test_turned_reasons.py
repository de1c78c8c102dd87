"""Where the window is laid out from the right, the first reason stands at the right, and is chosen there.

Tests of ui.review.differences.reason_list.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from analyst_app.core.rejection import Reason
from analyst_app.ui.review.differences.reason_list import ReasonList
from analyst_app.ui.widgets.theme import Looks, Theme


@pytest.mark.parametrize(
    ("side", "first"), [(Qt.LayoutDirection.LeftToRight, "left"), (Qt.LayoutDirection.RightToLeft, "right")]
)
def test_a_reason_is_chosen_where_it_stands(qtbot: QtBot, side: Qt.LayoutDirection, first: str) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    reasons = ReasonList("reasons", Looks(Theme("light"), room), room)
    reasons.setLayoutDirection(side)
    reasons.show_reasons([Reason("wide", "too wide"), Reason("narrow", "too narrow")], "R")
    reasons.resize(400, 40)
    chosen: list[str] = []
    reasons.chosen.connect(chosen.append)
    for x in (20, 380):
        QTest.mouseClick(reasons, Qt.MouseButton.LeftButton, pos=QPoint(x, 10))
    assert chosen == (["wide", "narrow"] if first == "left" else ["narrow", "wide"])
