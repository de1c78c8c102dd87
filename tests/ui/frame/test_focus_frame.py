"""The focus is a ring of two pixels, in every control, in every theme.

Tests of ui.frame.focus_frame and ui.widgets.sheet_images.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QFile, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QStyledItemDelegate,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from analyst_app.ui.frame.focus_frame import FocusFrame
from analyst_app.ui.widgets.sheet_images import image_path
from analyst_app.ui.widgets.theme import Looks, theme
from tests.ui.conftest import OpenText

THEMES = ("light", "dark", "high_contrast")
CONTROLS = (QPushButton, QLineEdit, QCheckBox, QComboBox, QSpinBox, QTabBar)


class Scene(QDialog):
    """Controls in a scrolling body without margins, a list, and the frame that follows the focus."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.looks = Looks(theme(name), self)
        self.looks.put_on_sheet()
        column = QVBoxLayout(self)
        self.area = QScrollArea(self)
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        self.controls = [kind(body) for kind in CONTROLS]
        self.controls[-1].addTab("One")
        for control in self.controls:
            rows.addWidget(control)
        self.area.setWidget(body)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list = QListWidget(self)
        self.list.addItem("a row")
        column.addWidget(self.area)
        column.addWidget(self.list)
        self.frame = FocusFrame(self.looks, self)
        self.resize(400, 500)

    def picture(self) -> QImage:
        QTest.qWait(20)
        return self.grab().toImage()


@pytest.fixture
def scene(request: pytest.FixtureRequest, qtbot: QtBot) -> Scene:
    made = Scene(request.param)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.setStyleSheet("")


@pytest.mark.parametrize("scene", THEMES, indirect=True)
def test_a_control_has_a_ring_two_pixels_outside_of_it_on_all_sides(scene: Scene) -> None:
    colour = scene.looks.colours.colour("focus").rgb()
    for control in scene.controls:
        control.setFocus(Qt.FocusReason.TabFocusReason)
        picture = scene.picture()
        place = control.mapTo(scene, QPoint())
        middle_x, middle_y = place.x() + control.width() // 2, place.y() + control.height() // 2
        right, bottom = place.x() + control.width(), place.y() + control.height()
        is_thick = scene.looks.colours.is_high_contrast
        for distance, is_ring in ((1, False), (2, False), (3, True), (4, True), (5, is_thick), (6, False)):
            around = (
                (middle_x, place.y() - distance),
                (middle_x, bottom - 1 + distance),
                (place.x() - distance, middle_y),
                (right - 1 + distance, middle_y),
            )
            seen = [picture.pixel(x, y) == colour for x, y in around]
            assert seen == [is_ring] * 4, (type(control).__name__, distance)


@pytest.mark.parametrize("scene", THEMES, indirect=True)
def test_a_pane_has_it_along_its_inner_edge(scene: Scene) -> None:
    scene.list.setFocus()
    picture, colour = scene.picture(), scene.looks.colours.colour("focus").rgb()
    place = scene.list.geometry()
    for x, y in (
        (place.center().x(), place.top() + 1),
        (place.center().x(), place.bottom()),
        (place.left(), place.center().y()),
    ):
        assert picture.pixel(x, y) == colour
    assert picture.pixel(place.center().x(), place.top() - 1) != colour


@pytest.mark.parametrize("scene", ["light"], indirect=True)
def test_it_follows_what_moves_and_takes_no_mouse(scene: Scene) -> None:
    button = scene.controls[0]
    button.setFocus()
    QTest.qWait(20)
    ring = scene.findChild(QWidget, "focus_frame")
    before = ring.geometry().center()
    scene.resize(600, 520)
    QTest.qWait(20)
    assert ring.geometry().center() != before
    assert ring.geometry().center().x() == button.mapTo(scene, button.rect().center()).x()
    pressed: list[bool] = []
    button.clicked.connect(lambda: pressed.append(True))
    assert scene.childAt(button.mapTo(scene, button.rect().center())) is button
    button.hide()
    QTest.qWait(20)
    assert not ring.isVisible() or ring.geometry().center() != before


def test_it_lies_over_no_pixel_of_the_article_whose_scrolling_it_would_slow_down(open_text: OpenText) -> None:
    person = open_text("Depot to close\n\nThe union’s chair has said “we will not leave”.\n")
    person.view.setFocus()
    QTest.qWait(20)
    assert all(not ring.isVisible() for ring in person.window.findChildren(QWidget, "focus_frame"))
    person.keys("F6")
    QTest.qWait(20)
    assert any(ring.isVisible() for ring in person.window.findChildren(QWidget, "focus_frame"))


def test_the_arrows_of_boxes_are_icons_in_the_colour_that_is_asked_for(qtbot: QtBot) -> None:
    for name, colour in (("chevron_down", "#a3a19c"), ("chevron_up", "#625f59")):
        path = image_path(name, colour)
        assert QFile.exists(path)
        file = QFile(path)
        assert file.open(QFile.OpenModeFlag.ReadOnly)
        assert colour.encode() in bytes(file.readAll().data())


def test_what_paints_a_ring_of_its_own_gets_no_second_one(open_text: OpenText) -> None:
    person = open_text("Depot to close\n\nThe union’s chair, Ada Brandt, has said “we will not leave”.\n")
    person.keys("U Q Enter")
    QTest.qWait(20)
    rings = person.window.findChildren(QWidget, "focus_frame")
    assert type(person.focus).__name__ == "_Field", "a value in the inspector"
    assert all(not ring.isVisible() for ring in rings)
    person.view.setFocus()
    person.keys("F6")
    QTest.qWait(20)
    assert person.focus.objectName() == "annotation_table"
    assert person.focus.currentIndex().isValid()
    assert all(not ring.isVisible() for ring in rings), "its current row has it"


class _Rows(QStyledItemDelegate):
    paints_focus = True


@pytest.mark.parametrize("scene", ["light"], indirect=True)
def test_a_list_that_loses_its_current_row_has_the_ring_itself(scene: Scene) -> None:
    scene.list.setItemDelegate(_Rows(scene.list))
    scene.list.setFocus()
    ring = scene.findChild(QWidget, "focus_frame")
    assert scene.list.currentIndex().isValid()
    assert ring is None or not ring.isVisible(), "the row has it"
    scene.list.clear()
    assert scene.findChild(QWidget, "focus_frame").isVisible()
    scene.list.addItem("another")
    scene.list.setCurrentRow(0)
    assert not scene.findChild(QWidget, "focus_frame").isVisible()


def rings_in(view: QAbstractItemView) -> int:
    """Pixels in the colour of the focus."""
    QTest.qWait(20)
    image, colour = view.viewport().grab().toImage(), theme("light").colour("focus").rgb()
    return sum(image.pixel(x, y) == colour for x in range(image.width()) for y in range(image.height()))


def test_a_table_in_which_nothing_is_chosen_any_more_shows_where_the_keyboard_is(open_text: OpenText) -> None:
    person = open_text("Depot to close\n\nThe union’s chair, Ada Brandt, has said “we will not leave”.\n")
    person.keys("U Q Enter")
    table = person.window.findChild(QAbstractItemView, "annotation_table")
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 0))
    assert rings_in(table) > 100
    table.clearSelection()
    assert rings_in(table) > 100 or person.window.findChild(QWidget, "focus_frame").isVisible()
