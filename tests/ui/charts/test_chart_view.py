"""Charts: each number is drawn where it says, leads to its passages, and is saved as it is seen.

Tests of ui.charts.chart_painter, ui.charts.chart_file and ui.charts.chart_maker.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.corpus.charting import BARS, COLUMNS, GRID, Chart, Drawable
from analyst_app.corpus.concordance import Query
from analyst_app.corpus.overview import Cell, Table
from analyst_app.ui.charts.chart_file import write_chart
from analyst_app.ui.charts.chart_maker import ChartMaker
from analyst_app.ui.charts.chart_view import ChartView
from analyst_app.ui.commands.action_set import ActionSet
from analyst_app.ui.commands.modes import ModeKeeper
from analyst_app.ui.widgets.theme import Looks, Theme

PEOPLE = ("Ada Brandt", "Omar <b>Reyes", "Lena Ortiz")
TAGS = {"Claim": QColor("#a74700"), "Quote": QColor("#1d4ed8")}


def query(word: str) -> Query:
    return Query(annotators=(word,))


def chart(shape: str) -> Chart:
    if shape == GRID:
        pairs = ((0, 1, 4), (1, 0, 4), (0, 2, 1), (2, 0, 1))
        values = tuple(Drawable(row, column, n, query(f"{row}{column}"), f"pair {n}") for row, column, n in pairs)
        return Chart("Who with whom", GRID, PEOPLE, PEOPLE, values)
    numbers = ((0, 0, 6), (0, 1, 2), (1, 0, 3), (2, 1, 1))
    values = tuple(
        Drawable(row, column, n, query(f"{row}{column}"), f"{PEOPLE[row]}: {n}") for row, column, n in numbers
    )
    return Chart("Tags by outlet", shape, PEOPLE, tuple(TAGS), values, "3 of 9 are drawn; the table has all.")


@pytest.fixture
def view(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[ChartView]:
    page = QWidget()
    qtbot.addWidget(page)
    made = ChartView(chart(request.param), Looks(Theme("light"), page), TAGS, page)
    made.resize(700, made.sizeHint().height())
    page.resize(made.size())
    page.show()
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: made.place_of(made.chart.values[0]) is not None)
    yield made
    page.close()


EACH = pytest.mark.parametrize("view", [BARS, COLUMNS, GRID], indirect=True)


@EACH
def test_a_click_on_a_number_gives_its_passages(qtbot: QtBot, view: ChartView) -> None:
    for value in view.chart.values:
        place = view.place_of(value)
        assert place is not None
        with qtbot.waitSignal(view.chosen) as told:
            QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=place.toPoint())
        assert told.args == [value.query]


@EACH
def test_arrows_and_enter_reach_every_number(qtbot: QtBot, view: ChartView) -> None:
    view.setFocus()
    reached = set()
    for _ in view.chart.values:
        with qtbot.waitSignal(view.chosen) as told:
            QTest.keyClick(view, Qt.Key.Key_Return)
        reached.add(told.args[0].annotators)
        assert view.accessibleDescription()
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert len(reached) == len(view.chart.values)


@pytest.mark.parametrize("view", [BARS], indirect=True)
def test_bars_are_as_long_as_their_numbers(view: ChartView) -> None:
    image = view.grab().toImage()
    lengths = []
    for value in view.chart.values:
        place = view.place_of(value)
        assert place is not None
        colour = QColor(TAGS[view.chart.series[value.column]])
        y = round(place.y())
        lengths.append(sum(image.pixelColor(x, y) == colour for x in range(image.width())))
    longest = lengths[0] / 6
    assert [round(length / longest) for length in lengths] == [6, 2, 3, 1]


@EACH
@pytest.mark.parametrize("end", ["svg", "png"])
def test_a_chart_is_saved_with_its_title(view: ChartView, tmp_path: Path, end: str) -> None:
    path = tmp_path / f"picture.{end}"
    assert write_chart(view.drawing, view.chart.title, path)
    if end == "svg":
        words = "".join(ET.parse(path).getroot().itertext())
        assert view.chart.title in words
        assert "Omar <b>Reyes" in words
    else:
        assert QImage(str(path)).width() >= 1520


@EACH
def test_a_place_that_cannot_be_written_is_no_fault(view: ChartView, tmp_path: Path) -> None:
    assert not write_chart(view.drawing, view.chart.title, tmp_path / "none" / "picture.png")


def test_bars_have_the_colours_of_the_codebook(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    actions = ActionSet(ModeKeeper(page), lambda: "", page)
    maker = ChartMaker(actions, Looks(Theme("light"), page))
    rows = ((Cell("Lantern"), Cell(3), Cell(5), Cell(2)), (Cell("Post"), Cell(1), Cell(1), Cell(0)))
    table = Table("Tags by outlet", ("Outlet", "Articles", "Claim", "Frame"), rows)
    told: list[bool] = []
    maker.when_recoloured(lambda: told.append(True))
    chosen: list[Query] = []
    assert maker.picture_of(Table("Tags by outlet", ("Outlet", "Articles")), page, chosen.append) is None
    actions.set_codebook(Codebook.from_data(resources.built_in_codebook()))
    assert told
    picture = maker.picture_of(table, page, chosen.append)
    assert picture is not None
    view = picture.findChild(ChartView)
    view.resize(700, view.sizeHint().height())
    image = view.grab().toImage()
    drawn = {image.pixelColor(x, y).name() for x in range(0, image.width(), 2) for y in range(0, image.height(), 2)}
    assert Theme("light").look("C", "#b45309", "solid").ink.name() in drawn
    assert "#0b6473" in drawn  # a tag that the codebook does not know: the accent


def test_each_person_has_a_colour_of_her_own_and_the_same_in_every_picture(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    actions = ActionSet(ModeKeeper(page), lambda: "", page)
    actions.set_codebook(Codebook.from_data(resources.built_in_codebook()))
    maker = ChartMaker(actions, Looks(Theme("light"), page))
    people = ("ada", "ben", "cem", "dora")

    def colours(*shown: str) -> dict[str, str]:
        rows = ((Cell("2026-W48"), Cell(4), *(Cell(1) for _ in shown)),)
        table = Table("Done by week", ("Week", "Readings", *shown), rows)
        picture = maker.picture_of(table, page, lambda query: None, people)
        assert picture is not None
        view = picture.findChild(ChartView)
        view.resize(700, view.sizeHint().height())
        image = view.grab().toImage()
        places = {value.words.split()[-1]: view.place_of(value).toPoint() for value in view.chart.values}
        return {name: image.pixelColor(place).name() for name, place in places.items()}

    all_of_them = colours(*people)
    assert len(set(all_of_them.values())) == 4
    assert colours("ben", "dora") == {name: all_of_them[name] for name in ("ben", "dora")}
