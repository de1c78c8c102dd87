"""A window with an article in it, for the tests of gestures and panels."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.preferences import Preferences
from analyst_app.ui.files.session_memory import Memory, Surroundings
from analyst_app.ui.main_window import MainWindow
from tests.workflows.person import Person, write

OpenText = Callable[..., Person]


@pytest.fixture
def open_text(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenText]:
    """Opens a text in a window of its own and gives the person who sits before it."""
    windows: list[MainWindow] = []

    def open_text(text: str, name: str = "article.txt") -> Person:
        window = MainWindow(Surroundings(tmp_path / "state", "alice", False, Preferences(), Memory()))
        windows.append(window)
        window.furnish()
        window.show()
        window.activateWindow()
        person = Person(window)
        person.opener.open_paths([write(tmp_path, name, text)])
        person.wait_open(name)
        person.view.setFocus()
        return person

    yield open_text
    for window in windows:
        window.furnish().leaving.let_go()
        window.close()
        window.prepare().tasks.stop()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
