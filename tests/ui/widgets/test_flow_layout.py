"""Widgets in a row that goes on in the next line, as words do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from analyst_app.ui.widgets.flow_layout import FlowLayout

Flow = tuple[QWidget, FlowLayout, list[QWidget]]


@pytest.fixture
def flow(qtbot: QtBot) -> Flow:
    """Three boxes of 100 × 20 in a row."""
    parent = QWidget()
    qtbot.addWidget(parent)
    layout = FlowLayout(parent)
    boxes = [QWidget(parent) for _ in range(3)]
    for box in boxes:
        box.setFixedSize(100, 20)
        layout.addWidget(box)
    parent.show()
    return parent, layout, boxes


def places(boxes: list[QWidget]) -> list[tuple[int, int]]:
    return [(box.x(), box.y()) for box in boxes]


def test_all_stand_in_one_row_where_there_is_room(flow: Flow) -> None:
    parent, layout, boxes = flow
    layout.setGeometry(QRect(0, 0, 316, 200))
    assert places(boxes) == [(0, 0), (108, 0), (216, 0)]
    assert parent.minimumHeight() == layout.heightForWidth(316) == 20


def test_what_does_not_fit_goes_into_the_next_row_and_the_parent_grows(flow: Flow) -> None:
    parent, layout, boxes = flow
    layout.setGeometry(QRect(0, 0, 315, 200))
    assert places(boxes) == [(0, 0), (108, 0), (0, 20)]
    assert parent.minimumHeight() == layout.heightForWidth(315) == 40


def test_a_box_that_is_wider_than_the_row_has_a_row_of_its_own(flow: Flow) -> None:
    _, layout, boxes = flow
    layout.setGeometry(QRect(0, 0, 50, 200))
    assert places(boxes) == [(0, 0), (0, 20), (0, 40)]


def test_what_is_hidden_takes_no_room(flow: Flow) -> None:
    _, layout, boxes = flow
    boxes[0].hide()
    layout.setGeometry(QRect(0, 0, 208, 200))
    assert places(boxes[1:]) == [(0, 0), (108, 0)]


def test_what_is_taken_out_is_no_longer_counted(flow: Flow) -> None:
    _, layout, boxes = flow
    assert layout.takeAt(3) is None
    taken = layout.takeAt(0)
    assert taken is not None
    assert taken.widget() is boxes[0]
    assert layout.count() == 2


def test_boxes_that_stand_are_not_placed_again(flow: Flow, monkeypatch: pytest.MonkeyPatch) -> None:
    _, layout, boxes = flow
    layout.setGeometry(QRect(0, 0, 315, 200))
    placed, place = list[QRect](), layout._set
    monkeypatch.setattr(layout, "_set", lambda rect, *, move: (placed.append(rect), place(rect, move=move))[1])
    layout.setGeometry(QRect(0, 0, 315, 200))
    assert placed == []
    boxes[0].setFixedWidth(150)
    layout.setGeometry(QRect(0, 0, 315, 200))
    assert len(placed) == 1
    assert places(boxes) == [(0, 0), (158, 0), (0, 20)]


def test_a_box_is_asked_for_its_size_once_until_one_has_another(qtbot: QtBot) -> None:
    asked = []

    class Box(QWidget):
        def sizeHint(self) -> QSize:
            asked.append(self)
            return QSize(100, 20)

    parent = QWidget()
    qtbot.addWidget(parent)
    layout, box = FlowLayout(parent), Box(parent)
    layout.addWidget(box)
    parent.show()
    asked.clear()
    box.updateGeometry()
    layout.heightForWidth(200)
    layout.heightForWidth(90)
    layout.setGeometry(QRect(0, 0, 200, 200))
    assert asked == [box]
