"""Windows fit the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from analyst_app.ui.widgets.screen_fit import resize_on_screen


def test_a_window_that_is_larger_than_the_screen_is_made_smaller_with_room_for_its_frame(qtbot: QtBot) -> None:
    window = QDialog()
    qtbot.addWidget(window)
    room = window.screen().availableSize()
    resize_on_screen(window, 5_000, 5_000)
    assert window.width() < max(room.width(), 1280)
    assert window.height() <= room.height() - 40, "a title bar has room"


def test_a_window_that_fits_has_its_size(qtbot: QtBot) -> None:
    window = QDialog()
    qtbot.addWidget(window)
    resize_on_screen(window, 300, 200)
    assert (window.width(), window.height()) == (300, 200)


DIALOGS = [path for path in Path("analyst_app").rglob("*.py") if "(QDialog):" in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", DIALOGS, ids=lambda path: path.stem)
def test_every_dialog_of_the_program_fits_its_screen_and_scrolls(path: Path) -> None:
    assert "fit_dialog(self, " in path.read_text(encoding="utf-8")
