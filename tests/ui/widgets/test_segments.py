"""A segmented control: chosen by mouse and keys, several lines where one is too short."""

from __future__ import annotations

import html

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from analyst_app.ui.widgets.segments import Segment, Segments
from analyst_app.ui.widgets.theme import Looks, Theme

MODES = [
    Segment("direct", "direct", "1", "mode_direct"),
    Segment("mixed", "mixed", "2", "mode_mixed"),
    Segment("indirect", "indirect", "3", "mode_indirect"),
]
LONG = [Segment(number, "Nicht ausgewählt", str(number), f"long_{number}") for number in range(1, 5)]


@pytest.fixture
def looks(qtbot: QtBot) -> Looks:
    parent = QObject()
    looks = Looks(Theme("light"), parent)
    looks.keep = parent  # type: ignore[attr-defined]  # or Qt deletes the child with it
    return looks


def shown(qtbot: QtBot, segments: Segments, width: int = 400) -> Segments:
    qtbot.addWidget(segments)
    segments.resize(width, 30)
    segments.show()
    qtbot.waitExposed(segments)
    QTest.qWait(1)
    return segments


def one(segments: QWidget, name: str) -> QRadioButton:
    found = segments.findChild(QRadioButton, name)
    assert found is not None
    return found


def test_a_click_chooses_and_a_second_one_clears(qtbot: QtBot, looks: Looks) -> None:
    segments = shown(qtbot, Segments(looks, MODES, title="Mode"))
    told: list[object] = []
    segments.chosen.connect(told.append)
    QTest.mouseClick(one(segments, "mode_mixed"), Qt.MouseButton.LeftButton)
    assert (told, segments.value) == (["mixed"], "mixed")
    QTest.mouseClick(one(segments, "mode_direct"), Qt.MouseButton.LeftButton)
    assert (told[-1], segments.value) == ("direct", "direct")
    QTest.mouseClick(one(segments, "mode_direct"), Qt.MouseButton.LeftButton)
    assert (told[-1], segments.value) == (None, None)


def test_what_must_have_a_value_keeps_it(qtbot: QtBot, looks: Looks) -> None:
    segments = shown(qtbot, Segments(looks, MODES, title="Mode", may_clear=False))
    segments.show_value("mixed")
    told: list[object] = []
    segments.chosen.connect(told.append)
    QTest.mouseClick(one(segments, "mode_mixed"), Qt.MouseButton.LeftButton)
    assert (told, segments.value) == ([], "mixed")


def test_the_keyboard_comes_to_the_chosen_one_and_arrows_go_on(qtbot: QtBot, looks: Looks) -> None:
    segments = shown(qtbot, Segments(looks, MODES, title="Mode"))
    segments.show_value("mixed")
    stops = [button.objectName() for button in segments.findChildren(QRadioButton) if button.focusPolicy()]
    assert [name for name in stops if one(segments, name).focusPolicy() == Qt.FocusPolicy.TabFocus] == ["mode_mixed"]
    one(segments, "mode_mixed").setFocus()
    QTest.keyClick(one(segments, "mode_mixed"), Qt.Key.Key_Right)
    assert one(segments, "mode_indirect").hasFocus()
    assert segments.value == "mixed", "the arrows only look"
    QTest.keyClick(one(segments, "mode_indirect"), Qt.Key.Key_Right)
    assert one(segments, "mode_direct").hasFocus()
    QTest.keyClick(one(segments, "mode_direct"), Qt.Key.Key_Space)
    assert segments.value == "direct"


def test_long_names_stand_in_several_lines_without_overlap(qtbot: QtBot, looks: Looks) -> None:
    segments = shown(qtbot, Segments(looks, LONG, title="Auswahl"), 300)
    places = [button.geometry() for button in segments.findChildren(QRadioButton)]
    assert len({place.top() for place in places}) > 1
    assert not [1 for n, a in enumerate(places) for b in places[n + 1 :] if a.intersects(b)]
    assert segments.minimumHeight() >= max(place.bottom() for place in places)
    for button in segments.findChildren(QRadioButton):
        assert button.width() >= button.sizeHint().width(), "nothing is cut"


def test_a_name_wider_than_the_control_stays_inside(qtbot: QtBot, looks: Looks) -> None:
    segments = shown(qtbot, Segments(looks, [Segment("x", "x" * 200, "1", "wide")], title="Wide"), 200)
    assert one(segments, "wide").geometry().right() < 200


def test_a_name_that_is_cut_keeps_its_ends_and_is_whole_in_the_tool_tip(qtbot: QtBot, looks: Looks) -> None:
    name = "<b>" + "x" * 200
    segments = shown(qtbot, Segments(looks, [Segment("x", name, "1", "wide"), *MODES], title="Wide"), 200)
    wide = segments.findChild(QRadioButton, "wide")
    assert "…" in wide.seen  # type: ignore[union-attr]
    assert wide.toolTip() == f"<qt>{html.escape(name)}</qt>"  # type: ignore[union-attr]
    assert one(segments, "mode_mixed").toolTip() == "", "it is seen whole"


def test_a_screen_reader_hears_the_digit_the_name_and_which_is_chosen(qtbot: QtBot, looks: Looks) -> None:
    segments = shown(qtbot, Segments(looks, MODES, title="Mode"))
    segments.show_value("mixed")
    heard = QAccessible.queryAccessibleInterface(one(segments, "mode_mixed"))
    assert heard.role() == QAccessible.Role.CheckBox, "one that may be cleared again"
    assert heard.text(QAccessible.Text.Name) == "2 mixed"
    assert heard.state().checked
    assert QAccessible.queryAccessibleInterface(segments).text(QAccessible.Text.Name) == "Mode"


def test_an_ampersand_is_an_ampersand(qtbot: QtBot, looks: Looks) -> None:
    segments = shown(qtbot, Segments(looks, [Segment("x", "R&D", "1", "rd")], title="Kind"))
    assert one(segments, "rd").text() == "1 R&&D"


def test_a_segment_is_drawn_once_a_state_and_its_picture_is_painted_after_that(qtbot: QtBot, looks: Looks) -> None:
    segments = shown(qtbot, Segments(looks, MODES, title="Mode"))
    pictures, drawn = {}, []
    for value in ("direct", "mixed", "direct", "mixed"):
        segments.show_value(value)
        pictures.setdefault(value, segments.grab().toImage())
        assert segments.grab().toImage() == pictures[value]
        drawn.append(len(looks.stamps))
    assert pictures["direct"] != pictures["mixed"]
    assert 0 < drawn[1] == drawn[3]
