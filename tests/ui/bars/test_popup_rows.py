"""The rows of lists that float look alike: links, mentions, reasons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from analyst_app.ui.bars.popup_rows import CAP, NAME, WHY, PopupRow
from analyst_app.ui.widgets.theme import Looks, Theme


@pytest.fixture
def looks(qtbot: QtBot) -> Looks:
    parent = QObject()
    looks = Looks(Theme("light"), parent)
    looks.keep = parent  # type: ignore[attr-defined]  # or Qt deletes the child with it
    return looks


def painted(qtbot: QtBot, looks: Looks, width: int = 240, is_current: bool = False, **data: object) -> QImage:
    """A row with data by the names of roles."""
    view = QListWidget()
    qtbot.addWidget(view)
    item = QListWidgetItem("Ada Brandt", view)
    roles = {"name": NAME, "why": WHY, "cap": CAP, "tick": Qt.ItemDataRole.CheckStateRole}
    for name, value in data.items():
        item.setData(roles[name], value)
    rows = PopupRow(looks, view)
    image = QImage(width, looks.sizes.height("popup_row"), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, image.height())
    option.widget = view
    option.state = QStyle.StateFlag.State_Enabled
    if is_current:
        option.state |= QStyle.StateFlag.State_Selected
    painter = QPainter(image)
    rows.paint(painter, option, view.model().index(0, 0))
    painter.end()
    assert rows.sizeHint(option, view.model().index(0, 0)).height() == image.height()
    return image


def inked(image: QImage, left: int, right: int) -> int:
    """Pixels between two columns that are not of the ground."""
    ground = image.pixelColor(right - 1, 1)
    places = [(x, y) for x in range(left, right) for y in range(2, image.height() - 2)]
    return sum(image.pixelColor(x, y) != ground for x, y in places)


def test_a_key_stands_on_a_cap_and_without_one_its_place_is_empty(qtbot: QtBot, looks: Looks) -> None:
    assert inked(painted(qtbot, looks, cap="1"), 6, 22) > 20
    assert inked(painted(qtbot, looks), 6, 22) == 0


def test_a_tick_stands_in_the_place_of_a_cap(qtbot: QtBot, looks: Looks) -> None:
    off = painted(qtbot, looks, tick=Qt.CheckState.Unchecked)
    on = painted(qtbot, looks, tick=Qt.CheckState.Checked)
    assert inked(off, 6, 24) > 20
    assert off != on


def test_why_stands_at_the_end_and_gives_way_to_the_name(qtbot: QtBot, looks: Looks) -> None:
    assert inked(painted(qtbot, looks, name="Ada", why="said before"), 160, 230) > 20
    assert inked(painted(qtbot, looks, name="Ada"), 160, 230) == 0
    long = "Ada Brandt of the union of drivers and all that belongs to it"
    assert painted(qtbot, looks, name=long, why="said before") == painted(qtbot, looks, name=long, why="another")


def test_the_current_one_has_the_ground_and_the_bar_of_all_lists(qtbot: QtBot, looks: Looks) -> None:
    image = painted(qtbot, looks, is_current=True)
    assert image.pixelColor(1, 14) == looks.colours.colour("accent")
    assert image.pixelColor(236, 14) == looks.colours.colour("row")
