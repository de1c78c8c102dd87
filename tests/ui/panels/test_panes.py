"""The side panes: never too narrow to read, and where a person left them.

Tests of ui.panels.pane_commands.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from analyst_app.ui.panels.annotation_model import COLUMNS
from analyst_app.ui.panels.annotation_model import TEXT as WORDS
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from analyst_app.ui.panels.inspector import Inspector
from analyst_app.ui.panels.panes import Panes
from analyst_app.ui.panels.status_bar import StatusBar
from analyst_app.ui.panels.tool_bar import ToolBar
from tests.ui.conftest import OpenText

TEXT = "Depot to close\n\nThe union’s chair, Ada Brandt, has said “we will not leave”.\n"
ASIDE = ("view.articles", "view.annotations", "view.inspector")


def test_no_pane_can_be_squeezed_until_it_is_unreadable(open_text: OpenText) -> None:
    person = open_text(TEXT)
    window = person.window
    window.resize(1280, 800)
    QTest.qWait(20)
    panes = person.part(Panes)
    panes.setSizes([1, 1278, 1])
    assert panes.sizes()[0] >= 120
    assert panes.sizes()[2] >= 250
    panes.setSizes([700, 1, 700])
    assert panes.sizes()[1] >= 300
    panes.right.setSizes([1, 700])
    assert panes.right.sizes()[0] >= 110
    panes.right.setSizes([700, 1])
    assert panes.right.sizes()[1] >= 96


@pytest.mark.parametrize(("width", "height"), [(1024, 600), (900, 600)])
def test_a_small_window_shows_all_its_parts(open_text: OpenText, width: int, height: int) -> None:
    person = open_text(TEXT)
    window = person.window
    person.keys("U Q L Enter")
    window.resize(width, height)
    QTest.qWait(20)
    assert (window.width(), window.height()) == (width, height)
    for part in (
        person.view,
        person.part(AnnotationPanel),
        person.part(Inspector),
        person.part(StatusBar),
    ):
        corner = part.mapTo(window, QPoint(part.width(), part.height()))
        assert part.isVisible()
        assert corner.x() <= width
        assert corner.y() <= height
    assert person.part(ToolBar).layer.mapTo(window, QPoint(person.part(ToolBar).layer.width(), 0)).x() <= width
    assert person.view.width() >= 400


def test_the_right_column_leaves_its_room_to_the_text_when_both_its_panes_are_hidden(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.window.resize(1280, 800)
    for action_id in ASIDE:
        person.choose(action_id)
    QTest.qWait(20)
    assert person.view.width() == 1280
    person.choose("view.inspector")
    QTest.qWait(20)
    assert person.part(Inspector).isVisible()
    assert person.view.width() < 1030


def test_the_words_have_all_the_width_of_the_table(open_text: OpenText) -> None:
    person = open_text(TEXT)
    window = person.window
    table = person.part(AnnotationPanel).table
    for width in (1280, 800):
        window.resize(width, 700)
        QTest.qWait(20)
        assert [column for column in range(len(COLUMNS)) if not table.isColumnHidden(column)] == [WORDS]
        assert table.columnWidth(WORDS) == table.viewport().width()
