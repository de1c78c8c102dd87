"""Nothing of the window dies when a part of the codebook's page is built anew.

Tests of ui.frame.focusing.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QScrollBar
from shiboken6 import isValid

from tests.ui.conftest import OpenText


def test_menus_and_scroll_bars_live_on_after_a_round_of_tab_and_another_tag(open_text: OpenText) -> None:
    person = open_text("Ada Brandt said so.\n")
    person.choose("corpus.codebook")
    named = [menu for menu in person.window.findChildren(QMenu) if menu.objectName().startswith("menu_")]
    kept = [*named, *person.view.findChildren(QScrollBar)]
    for _ in range(90):
        QTest.keyClick(person.focus, Qt.Key.Key_Tab)
    assert all(map(isValid, kept))
    person.keys("Ctrl+Z")
    person.keys("Esc")
    person.keys("F6 F6 F6 F6 F6")
    assert all(map(isValid, kept))
