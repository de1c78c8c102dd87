"""The sentence on an empty list: in its upper middle, with the button that helps."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from analyst_app.ui.widgets.empty_note import EmptyNote
from analyst_app.ui.widgets.theme import Looks, Theme


def test_it_stands_at_two_fifths_of_the_height_no_wider_than_320(qtbot: QtBot) -> None:
    parent, over = QObject(), QListWidget()
    qtbot.addWidget(over)
    over.resize(500, 600)
    over.show()
    note = EmptyNote("nothing", over, Looks(Theme("light"), parent))
    assert not note.isVisible()
    note.say("No annotations yet. " * 8, "Q  Tag the first quotation")
    room = over.viewport().rect()
    assert note.width() == 320
    assert abs(note.geometry().center().y() - room.height() * 0.4) <= 2
    assert abs(note.geometry().center().x() - room.center().x()) <= 2
    told: list[bool] = []
    note.pressed.connect(lambda: told.append(True))
    QTest.mouseClick(note.button, Qt.MouseButton.LeftButton)
    assert told == [True]
    over.resize(200, 600)
    assert note.width() == over.viewport().width()
    note.say("Nothing matches the filter.")
    assert note.button.isHidden()
    note.say("")
    assert not note.isVisible()
