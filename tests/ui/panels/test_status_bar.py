"""The status bar is the window's own, at its very bottom; it asks for no width, and the counts go first.

Tests of ui.bars.status_line.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QDockWidget, QLabel, QStatusBar

from analyst_app.ui.panels.status_bar import StatusBar
from tests.ui.conftest import OpenText
from tests.workflows.person import Person


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


def test_nothing_that_is_said_makes_the_window_wider(open_text: OpenText) -> None:
    person = open_text("Ada Brandt said so.")
    status = person.part(StatusBar)
    before = person.window.minimumSizeHint().width()
    status.set_counts("  ".join(f"{n} responsibilities of the council" for n in range(40)))
    status.set_save_state("Not saved: " + "the disk is full, " * 40, "failed")
    status.set_mode("READ", [f"F{n} {'word ' * 30}" for n in range(1, 9)])
    assert status.minimumSizeHint().width() < 50
    assert person.window.minimumSizeHint().width() == before
    assert (status.height(), status.mode_chip.height()) == (30, 18)


def parts(person: Person) -> dict[str, QRect]:
    names = ("mode_chip", "key_hints", "counts", "save_state")
    return {name: person.window.findChild(QLabel, name).geometry() for name in names}


@pytest.mark.parametrize("width", [640, 900, 1440])
def test_the_parts_stand_beside_each_other_at_any_width(open_text: OpenText, width: int) -> None:
    person = open_text("Ada Brandt said “so”.")
    status = person.part(StatusBar)
    status.set_counts("3 claims  6 quotes  7 actors")
    status.set_mode("LINK", ["Enter accept", "↑/↓ another", "0 not stated", "Esc leave"])
    status.set_save_state("Saved 14:02", "saved")
    status.resize(width, 30)
    edge = 0
    for rect in parts(person).values():
        assert rect.left() >= edge
        edge = rect.right()
    assert edge <= width


def test_where_room_is_scarce_the_counts_go_before_the_keys(open_text: OpenText) -> None:
    person = open_text("Ada Brandt said “so”.")
    status = person.part(StatusBar)
    status.set_untagged(4)
    status.set_counts("3 claims  6 quotes  7 actors")
    status.set_mode("LINK", ["Enter accept", "↑/↓ another", "0 not stated", "Esc leave"])
    status.set_save_state("Saved 14:02", "saved")
    assert person.label("counts") == "3 claims  6 quotes  7 actors  ·  U 4 left"
    status.resize(1440, 30)
    whole = parts(person)
    assert whole["counts"].width() > 200
    status.resize(660, 30)
    narrow = parts(person)
    assert narrow["key_hints"].width() >= status.hints.wanted
    assert 0 < narrow["counts"].width() < 80, "the number of quotations left stays"
