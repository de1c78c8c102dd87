"""The status bar is the window's own, at its very bottom."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDockWidget, QStatusBar

from analyst_app.ui.panels.status_bar import StatusBar
from tests.ui.conftest import OpenText


def test_the_status_bar_is_the_windows_own_and_its_only_one(open_text: OpenText) -> None:
    person = open_text("Ada Brandt said so.")
    window = person.window
    assert window.statusBar() is person.part(StatusBar)
    person.wait(lambda: window.findChildren(QStatusBar) == [person.part(StatusBar)], "one status bar")
    for name in ("mode_chip", "key_hints", "counts", "save_state"):
        assert person.part(StatusBar).isAncestorOf(window.findChild(object, name))


def test_a_dock_opens_above_the_status_bar(open_text: OpenText) -> None:
    person = open_text("Ada Brandt said so.")
    person.window.resize(1100, 700)
    person.choose("corpus.search")
    dock, status = person.window.findChild(QDockWidget, "search_panel"), person.part(StatusBar)
    person.wait(lambda: dock.isVisible() and dock.height() > 50)
    assert dock.mapTo(person.window, QPoint(0, dock.height())).y() <= status.y()
    assert status.geometry().bottom() == person.window.rect().bottom()
