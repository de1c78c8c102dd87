"""A button that tells its key: 32 high, wide enough for both, and the words alone where there is little room."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from analyst_app.ui.bars.cap_button import CapButton
from analyst_app.ui.widgets.theme import Looks, Theme


def test_keys_take_room_of_their_own_and_give_it_back(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    keeper = QObject(place)
    button = CapButton(Looks(Theme("light"), keeper), place)
    button.setText("Skip && go")
    bare = button.sizeHint()
    button.show_keys(["Ctrl", "K"])
    assert (bare.height(), button.sizeHint().height()) == (32, 32)
    assert button.sizeHint().width() > bare.width() + 30
    button.leave_out_keys(True)
    assert button.sizeHint() == bare


def test_the_usual_answer_is_filled(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    looks = Looks(Theme("light"), place)
    button = CapButton(looks, place)
    button.setText("Accept")
    for is_first, role in ((False, "raised"), (True, "accent")):
        button.show_keys(["Enter"], is_first=is_first)
        button.resize(button.sizeHint())
        assert button.grab().toImage().pixelColor(5, 16) == looks.colours.colour(role)
