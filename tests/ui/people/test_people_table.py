"""The list of people: rows of 52 with a disc, the name, and kind and role under it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from analyst_app.language.known_people import Person, Role
from analyst_app.ui.people.people_model import ALIASES, KIND, NAME, WHY, PeopleModel
from analyst_app.ui.people.people_rows import PeopleRow
from analyst_app.ui.people.people_table import PeopleTable, described
from analyst_app.ui.widgets.sizes import sizes
from analyst_app.ui.widgets.theme import Looks, Theme

ADA = Person("p1", "Ada Brandt", kind="person", roles=(Role("driver"), Role("union’s chair")))


@pytest.fixture
def table(qtbot: QtBot) -> PeopleTable:
    parent, model = QObject(), PeopleModel()
    table = PeopleTable(model, Looks(Theme("light"), parent))
    table.keep = (parent, model)  # type: ignore[attr-defined]  # or Qt deletes them before it
    qtbot.addWidget(table)
    table.resize(800, 300)
    model.set_rows([PeopleRow("Ada Brandt", "person", person=ADA), PeopleRow("أحمد الخطيب"), PeopleRow("x" * 200)])
    table.show()
    return table


def test_rows_are_52_high_and_follow_the_density(table: PeopleTable) -> None:
    assert table.rowHeight(0) == 52
    table._looks.wear(Theme("light"), sizes("compact"))
    assert table.rowHeight(0) == 48


def test_kind_and_last_role_stand_under_the_name_and_have_no_column(table: PeopleTable) -> None:
    assert described(PeopleRow("Ada Brandt", "person", person=ADA)) == "person · union’s chair"
    assert described(PeopleRow("Omar Hall", "person")) == "person"
    assert described(PeopleRow("Omar Hall")) == ""
    assert table.isColumnHidden(KIND)


def test_other_names_stand_there_too_and_have_no_column(table: PeopleTable) -> None:
    row = PeopleRow("Ada Brandt", "person", aliases=("Ms. Brandt", "Brandt"), person=ADA)
    assert described(row) == "person · union’s chair · also Ms. Brandt, Brandt"
    assert table.isColumnHidden(ALIASES)


@pytest.mark.parametrize(("width", "has_remark"), [(1240, True), (640, False), (360, False)])
def test_nothing_is_cut_at_any_width_for_the_remark_gives_way(
    table: PeopleTable, width: int, *, has_remark: bool
) -> None:
    table.resize(width, 300)
    assert table.isColumnHidden(WHY) is not has_remark
    assert sum(table.columnWidth(column) for column in range(6)) <= table.viewport().width()
    assert table.columnWidth(NAME) > 100


def test_the_disc_stands_on_the_side_on_which_the_name_begins(table: PeopleTable) -> None:
    picture = table.viewport().grab().toImage()
    width, text = table.columnWidth(NAME), table._looks.colours.colour("text").name()

    def is_drawn(row: int, left: int, right: int) -> bool:
        middle = table.rowViewportPosition(row) + 26
        return any(picture.pixelColor(x, middle).lightness() < 100 for x in range(left, right))

    assert text
    assert is_drawn(0, 16, 20)
    assert not is_drawn(1, 16, 20)
    assert is_drawn(1, width - 13, width - 7)
