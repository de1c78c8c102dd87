"""A pill: a click on the name goes there, one on the cross takes it away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from analyst_app.ui.panels.fields.name_pill import NamePill
from analyst_app.ui.widgets.theme import Looks, Theme


@pytest.fixture
def pill(qtbot: QtBot) -> NamePill:
    parent = QObject()
    pill = NamePill(Looks(Theme("light"), parent))
    pill.keep = parent  # type: ignore[attr-defined]  # or Qt deletes the looks with it
    qtbot.addWidget(pill)
    pill.show_name("Ada Brandt", heard="speaker Ada Brandt", cross="Remove the link speaker")
    pill.resize(pill.sizeHint())
    pill.show()
    return pill


def test_name_and_cross_are_two_buttons(pill: NamePill) -> None:
    told: list[str] = []
    pill.clicked.connect(lambda: told.append("go"))
    pill.removed.connect(lambda: told.append("away"))
    QTest.mouseClick(pill.name, Qt.MouseButton.LeftButton)
    QTest.mouseClick(pill.cross, Qt.MouseButton.LeftButton)
    assert told == ["go", "away"]
    assert [part.focusPolicy() for part in (pill.name, pill.cross)] == [Qt.FocusPolicy.TabFocus] * 2


def test_it_is_28_high_and_says_what_it_does(pill: NamePill) -> None:
    assert pill.height() == 28
    assert pill.name.accessibleName() == "speaker Ada Brandt"
    assert pill.cross.accessibleName() == "Remove the link speaker"


def test_a_name_of_200_letters_widens_it_no_further(pill: NamePill) -> None:
    pill.show_name("x" * 200, cross="Remove")
    assert pill.sizeHint().width() < 300


def test_characters_that_act_on_others_are_shown_as_such(pill: NamePill) -> None:
    pill.show_name("An\u202edna & <b>R</b>")
    assert pill.name.text() == r"An\u202edna && <b>R</b>"
    assert pill.cross.isHidden()
