"""Where the window is laid out from the right, the tag bar and the status bar are turned, and nothing lies over
another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from analyst_app.ui.bars.bar_button import TagButton
from analyst_app.ui.bars.mirroring import mirrored, place, turned
from analyst_app.ui.panels.status_bar import StatusBar
from analyst_app.ui.widgets.theme import Looks, Theme

RIGHT, LEFT = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight


@pytest.fixture
def room(qtbot: QtBot) -> Iterator[QWidget]:
    room = QWidget()
    room.resize(200, 40)
    yield room
    room.deleteLater()
    QCoreApplication.sendPostedEvents(room, QEvent.Type.DeferredDelete.value)


def test_a_place_is_turned_where_the_widget_begins_at_the_right(room: QWidget) -> None:
    room.setLayoutDirection(LEFT)
    assert mirrored(QRectF(10, 5, 30, 20), room) == QRectF(10, 5, 30, 20)
    room.setLayoutDirection(RIGHT)
    assert mirrored(QRectF(10, 5, 30, 20), room) == QRectF(160, 5, 30, 20)
    child = QWidget(room)
    place(child, QRect(0, 0, 50, 20))
    assert child.geometry() == QRect(150, 0, 50, 20)


def test_a_place_in_a_row_is_turned_within_that_row() -> None:
    row, chip = QRectF(8, 60, 200, 36), QRectF(16, 66, 24, 24)
    assert turned(chip, row, LEFT) == chip
    assert turned(chip, row, RIGHT) == QRectF(176, 66, 24, 24)


def test_the_parts_of_the_status_bar_are_turned_and_stand_apart(room: QWidget) -> None:
    bar = StatusBar(Looks(Theme("light"), room), room)
    bar.set_mode("Read", ["Enter keep", "Esc leave"])
    bar.set_counts("Claim 4  Quote 7")
    bar.set_untagged(12)
    bar.set_save_state("Saved 13:41", "saved")
    places = {}
    for side in (LEFT, RIGHT):
        bar.setLayoutDirection(side)
        bar._line.setLayoutDirection(side)
        bar._line.resize(900, 28)
        bar._line.arrange()
        places[side] = [
            part.geometry() for part in (bar.mode_chip, bar.hints, bar._counts, bar.save_state) if part.width()
        ]
        assert len(places[side]) == 4
        assert not any(one.intersects(other) for one, other in combinations(places[side], 2))
    turned = [QRect(900 - one.right() - 1, one.top(), one.width(), one.height()) for one in places[LEFT]]
    assert places[RIGHT] == turned


@pytest.mark.parametrize("side", [LEFT, RIGHT])
def test_a_tag_has_its_letter_at_the_beginning_and_its_number_at_the_end(
    room: QWidget, side: Qt.LayoutDirection
) -> None:
    looks = Looks(Theme("light"), room)
    button = TagButton(looks, room)
    button.setLayoutDirection(side)
    button.show_tag("C", "#b45309", "Claim")
    button.resize(button.sizeHint())

    def columns() -> list[set[str]]:
        image = button.grab().toImage()
        return [{image.pixelColor(x, y).name() for y in range(image.height())} for x in range(image.width())]

    without = columns()
    tint = looks.colours.look("C", "#b45309", "solid").tint.name()
    chip = [x for x, found in enumerate(without) if tint in found]
    button.show_count(7)
    number = [x for x, (one, other) in enumerate(zip(without, columns(), strict=True)) if one != other]
    assert chip
    assert number
    if side == LEFT:
        assert max(chip) < button.width() / 2 < min(number)
    else:
        assert max(number) < button.width() / 2 < min(chip)
