"""Qt's own buttons speak the language, and the window begins at its side."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QMessageBox
from pytestqt.qtbot import QtBot

from analyst_app import wording
from analyst_app.preferences import speak
from analyst_app.ui.start.qt_language import QtLanguage
from tests.test_spoken_language import write_own


@pytest.fixture
def spoken(qapp: QApplication) -> Iterator[QtLanguage]:
    made = QtLanguage(qapp)
    yield made
    wording.use(None)
    made.follow()


def cancel_button(qtbot: QtBot) -> str:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(QMessageBox.StandardButton.Cancel)
    return box.button(QMessageBox.StandardButton.Cancel).text().replace("&", "")


# as Qt's own translators have it
@pytest.mark.parametrize(
    ("code", "cancel"), [("de", "Abbrechen"), ("fr", "Annuler"), ("es", "Cancelar"), ("ru", "Отмена"), ("ar", "ألغِ")]
)
def test_the_buttons_that_qt_makes_speak_it(qtbot: QtBot, spoken: QtLanguage, code: str, cancel: str) -> None:
    assert cancel_button(qtbot) == "Cancel"
    write_own(code)
    speak(code)
    spoken.follow()
    assert cancel_button(qtbot) == cancel
    wording.use(None)
    spoken.follow()
    assert cancel_button(qtbot) == "Cancel"


def test_a_language_that_runs_the_other_way_begins_at_the_right(qapp: QApplication, spoken: QtLanguage) -> None:
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight
    write_own("ar")
    write_own("de")
    speak("ar")
    spoken.follow()
    assert qapp.layoutDirection() == Qt.LayoutDirection.RightToLeft
    speak("de")
    spoken.follow()
    assert qapp.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_fields_write_numbers_as_the_language_does_and_as_the_system_again(qtbot: QtBot, spoken: QtLanguage) -> None:
    def shown() -> str:
        field = QDoubleSpinBox(value=1.5, decimals=1)
        qtbot.addWidget(field)
        return field.text()

    before = shown()
    write_own("de", Open="Öffnen")
    speak("de")
    spoken.follow()
    assert shown() == "1,5"
    wording.use(None)
    spoken.follow()
    assert shown() == before
