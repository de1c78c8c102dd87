"""Panels under the text share one room, however many are open.

Tests of ui.widgets.lower_docks and ui.widgets.scrolling_body.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QTableView, QWidget
from pytestqt.qtbot import QtBot

from analyst_app.ui.widgets.lower_docks import put_below
from analyst_app.ui.widgets.scrolling_body import ScrollingBody
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

PANELS = {
    "corpus.people": "people_pane",
    "corpus.search": "search_panel",
    "corpus.verify": "verification_panel",
    "corpus.check": "slip_panel",
}


@pytest.mark.parametrize("count", [1, 4])
def test_panels_below_are_tabs_and_never_make_the_window_larger_than_its_screen(count: int, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.setCentralWidget(QWidget())
    for number in range(count):
        panel = QDockWidget(f"panel {number}", window)
        body = QWidget()
        body.setMinimumSize(600, 400)
        panel.setWidget(body)
        put_below(window, panel)
    window.show()
    assert all(tabs.focusPolicy() == Qt.FocusPolicy.NoFocus for tabs in window.findChildren(QTabBar))
    assert len(window.findChildren(ScrollingBody)) == count
    assert window.minimumSizeHint().width() < 200
    assert window.minimumSizeHint().height() < 200, "what has no room in a panel scrolls"


def open_panels(person: Person) -> set[str]:
    return {dock.objectName() for dock in person.window.findChildren(QDockWidget) if not dock.isHidden()}


@pytest.mark.parametrize("pair", [("people", "search"), ("search", "verify"), ("verify", "check"), ("check", "people")])
def test_escape_leaves_the_panel_that_has_the_keyboard_whichever_is_open_beside_it(
    pair: tuple[str, str], open_text: OpenText
) -> None:
    person = open_text("Ada Brandt said “we stay”.\n")
    first, second = (f"corpus.{name}" for name in pair)
    for action in (first, second):
        person.actions.action(action).trigger()
    assert open_panels(person) == {PANELS[first], PANELS[second]}
    person.keys("Esc")
    assert open_panels(person) == {PANELS[first]}
    assert person.view.hasFocus()
    person.actions.action(first).trigger()
    person.keys("Esc")
    assert open_panels(person) == set()
    assert person.view.hasFocus()


def test_the_current_slip_is_seen_in_a_low_window_with_two_panels(open_text: OpenText) -> None:
    person = open_text('Ada Brandt  said "we stay". He said "no" ,and  left.\n')
    person.actions.action("corpus.people").trigger()
    person.window.resize(640, 360)
    person.actions.action("corpus.check").trigger()
    table = person.window.findChild(QTableView, "slips")
    rows = table.viewport()

    def is_seen() -> bool:
        return table.hasFocus() and rows.visibleRegion().boundingRect() == rows.rect()

    person.wait(is_seen, "all of its rows")
    assert rows.height() >= 2 * table.verticalHeader().defaultSectionSize()
