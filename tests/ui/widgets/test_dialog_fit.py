"""A dialog scrolls what its screen has no room for."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
)
from pytestqt.qtbot import QtBot

from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.ui.widgets.screen_fit import room_for


def dialog_of(qtbot: QtBot, rows: int, width: int, height: int) -> tuple[QDialog, list[QLineEdit]]:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    fit_dialog(dialog, width, height)
    column = QVBoxLayout(dialog)
    fields = [QLineEdit(dialog) for _ in range(rows)]
    for field in fields:
        column.addWidget(field)
    column.addWidget(QDialogButtonBox(QDialogButtonBox.StandardButton.Ok, dialog))
    dialog.show()
    qtbot.wait(50)
    return dialog, fields


def bar_range(dialog: QDialog) -> int:
    page = dialog.findChild(QScrollArea, "dialog_page")
    assert page is not None
    return page.verticalScrollBar().maximum()


def test_what_fits_does_not_scroll(qtbot: QtBot) -> None:
    dialog, fields = dialog_of(qtbot, 5, 400, 0)
    assert dialog.width() == 400
    assert bar_range(dialog) == 0
    assert all(field.isVisible() for field in fields)
    assert dialog.height() < 5 * 60 + 60, "no room is given away"


def test_a_hundred_fields_scroll_and_the_buttons_stay_in_sight(qtbot: QtBot) -> None:
    dialog, _ = dialog_of(qtbot, 100, 400, 300)
    assert dialog.height() == room_for(dialog).height()
    assert bar_range(dialog) > 500
    foot = dialog.findChild(QDialogButtonBox)
    assert foot.mapTo(dialog, foot.rect().bottomRight()).y() < dialog.height()


def test_what_comes_in_later_gets_room(qtbot: QtBot) -> None:
    dialog, _ = dialog_of(qtbot, 3, 400, 0)
    before = dialog.height()
    page = dialog.findChild(QScrollArea, "dialog_page")
    words = PlainLabel("The date is none: write it as 2024-03-05. " * 5)
    words.setWordWrap(True)
    page.widget().layout().addWidget(words)
    qtbot.waitUntil(lambda: dialog.height() > before + 20)
    qtbot.waitUntil(lambda: bar_range(dialog) == 0)


def test_the_focus_stays_where_the_dialog_put_it(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    fields = [QLineEdit(dialog) for _ in range(3)]
    for field in fields:
        column.addWidget(field)
    fields[2].setFocus()
    fit_dialog(dialog, 300, 0)
    dialog.show()
    assert dialog.focusWidget() is fields[2]


def test_a_list_of_choices_has_room_for_what_comes_in_after_it_was_shown(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    box = QComboBox(dialog)
    box.addItem("all layers")
    row = QHBoxLayout(dialog)
    row.addWidget(box)
    row.addWidget(QLabel("Counting…"), 1)
    fit_dialog(dialog, 400, 100)
    dialog.show()
    before = box.width()
    box.addItem("a reader whose name is much longer (10)")
    qtbot.waitUntil(lambda: box.width() > before)
    assert box.width() >= box.sizeHint().width()
