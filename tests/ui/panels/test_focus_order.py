"""F6 goes round the panes, into drawers too.

Tests of ui.panels.focus_order and ui.frame.focusing.
"""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from analyst_app.ui.frame.focusing import take_focus
from analyst_app.ui.panels.focus_order import FocusRing
from analyst_app.ui.panels.panes import Panes
from tests.ui.conftest import OpenText

TEXT = "Depot to close\n\nThe union’s chair, Ada Brandt, has said “we will not leave”.\n"


def test_the_first_widget_of_a_pane_that_takes_the_focus_gets_it(qtbot: QtBot) -> None:
    pane = QWidget()
    qtbot.addWidget(pane)
    column = QVBoxLayout(pane)
    column.addWidget(QLabel("nothing to type in"))
    fields = QLineEdit(), QLineEdit()
    for field in fields:
        column.addWidget(field)
    pane.show()
    pane.activateWindow()
    assert take_focus(pane)
    assert pane.focusWidget() is fields[0]


def test_the_panes_come_in_turn_and_back(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.keys("U Q")
    person.window.resize(1280, 800)
    QTest.qWait(20)
    panes = person.part(Panes)
    ring = FocusRing([person.view, panes.pane("view.annotations"), panes.pane("view.articles")], panes)
    ring.go(1)
    assert panes.pane("view.annotations").isAncestorOf(person.focus)
    ring.go(1)
    assert panes.pane("view.articles").isAncestorOf(person.focus)
    ring.go(1)
    assert person.focus is person.view
    ring.go(-1)
    assert panes.pane("view.articles").isAncestorOf(person.focus)
