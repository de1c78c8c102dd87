from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from analyst_app.ui.commands.keys import OpeningKey


def press(field: QLineEdit, letter: str, *, held: bool) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, ord(letter.upper()), Qt.KeyboardModifier.NoModifier, letter, held)
    QApplication.sendEvent(field, event)


def test_repeats_write_nothing_until_a_key_is_pressed_in_the_field(qtbot: QtBot) -> None:
    field = QLineEdit()
    OpeningKey(field)
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    press(field, "m", held=True)
    press(field, "m", held=True)
    assert field.text() == ""
    press(field, "m", held=False)
    press(field, "m", held=True)
    assert field.text() == "mm"
