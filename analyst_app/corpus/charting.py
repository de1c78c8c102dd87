"""The overview's tables as charts: which rows and columns are drawn, and in which shape. No drawing.

A long table is cut to what a picture can hold, and the chart says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from analyst_app.corpus.assigning.team_progress import (
    AGREEMENT_BY_WEEK,
    CONTESTED_BY_WEEK,
    DONE_BY_WEEK,
    MINUTES_BY_WEEK,
)
from analyst_app.corpus.concordance import Query
from analyst_app.corpus.overview import BY_MONTH, TOGETHER, Cell, Table
from analyst_app.wording import english, tr

BARS, COLUMNS, GRID = "bars", "columns", "grid"
"""A bar a row; a stacked column a month; a square for each two people."""
_MOST_BARS, _MOST_COLUMNS, _MOST_PEOPLE = 14, 36, 14
_BY_TIME = (BY_MONTH, DONE_BY_WEEK, CONTESTED_BY_WEEK, MINUTES_BY_WEEK)
_FIRST_TAG = 2
"""Column of the first tag in a table of groups: before it stand the group's name and its articles."""


class Drawable(NamedTuple):
    """One number that is drawn, and leads to its passages."""

    row: int
    column: int
    number: float
    query: Query | None
    words: str
    """The sentence that says it: for a tool tip and for those who hear the chart."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of a table."""

    title: str
    shape: str
    """BARS, COLUMNS or GRID."""
    rows: tuple[str, ...]
    """Names of the rows: of a bar, a month or a person."""
    series: tuple[str, ...]
    """Names of what a row is divided into: tags; of a grid the people again."""
    values: tuple[Drawable, ...] = ()
    note: str = ""
    """A sentence about what was left out; empty: nothing."""
    are_figures: bool = False
    """True if the values are figures, which have two digits, and no counts."""


def chart_of(table: Table) -> Chart | None:
    """The chart of a table; None where there is nothing to draw."""
    title = english(table.title)
    if title == TOGETHER:
        return _grid(table)
    if title == AGREEMENT_BY_WEEK:
        return _figures(table)
    if title in _BY_TIME:
        return _divided(table, COLUMNS, _MOST_COLUMNS, keeps_last=True)
    heads = [english(column) for column in table.columns[:3]]
    if heads[1:2] == ["Articles"] and len(table.columns) > _FIRST_TAG and heads[2] != "Share":
        return _divided(table, BARS, _MOST_BARS)
    return _plain(table)


def _plain(table: Table) -> Chart | None:
    """Bars of the first column of numbers."""
    rows = table.rows[:_MOST_BARS]
    if len(rows) < 2:
        return None
    names = tuple(str(row[0].value) for row in rows)
    values = tuple(
        _value(number, 0, row[1], f"{names[number]}: {row[1].value} {table.columns[1].lower()}")
        for number, row in enumerate(rows)
    )
    return Chart(table.title, BARS, names, (table.columns[1],), values, _left_out(len(table.rows), len(rows)))


def _figures(table: Table) -> Chart | None:
    """A bar for each figure, which is no part of a sum: of each week and person, the last ones."""
    found = [
        (f"{week.value} · {person}", cell)
        for week, *cells in table.rows
        for person, cell in zip(table.columns[1:], cells, strict=True)
        if cell.value is not None
    ]
    shown = found[-_MOST_BARS:]
    values = tuple(
        _value(number, 0, cell, f"{name}: {_figure_words(cell)}") for number, (name, cell) in enumerate(shown)
    )
    names = tuple(name for name, _ in shown)
    note = _left_out(len(found), len(shown))
    return Chart(table.title, BARS, names, (table.title,), values, note, are_figures=True) if shown else None


def _figure_words(cell: Cell) -> str:
    return f"{float(cell.value or 0) + 0.0:.2f}".replace("-", "−")


def _divided(table: Table, shape: str, most: int, *, keeps_last: bool = False) -> Chart | None:
    """Each group divided by tags."""
    rows = table.rows[-most:] if keeps_last else table.rows[:most]
    series = table.columns[_FIRST_TAG:]
    names = tuple(str(row[0].value) for row in rows)
    values = tuple(
        _value(number, column, cell, f"{names[number]}: {cell.value} {series[column]}")
        for number, row in enumerate(rows)
        for column, cell in enumerate(row[_FIRST_TAG:])
        if cell.value
    )
    if not values:
        return None
    return Chart(table.title, shape, names, series, values, _left_out(len(table.rows), len(rows)))


def _grid(table: Table) -> Chart | None:
    """People against people, the most often met first."""
    met: dict[str, float] = {}
    for one, other, articles, *_ in table.rows:
        for name in (str(one.value), str(other.value)):
            met[name] = met.get(name, 0.0) + _number(articles)
    names = tuple(sorted(met, key=lambda name: (-met[name], name))[:_MOST_PEOPLE])
    places = {name: number for number, name in enumerate(names)}
    values = []
    for one, other, articles, *_ in table.rows:
        first, second = str(one.value), str(other.value)
        if first in places and second in places:
            words = tr("{one} and {other}: {number}", one=first, other=second, number=articles.value)
            values.append(_value(places[first], places[second], articles, words))
            values.append(_value(places[second], places[first], articles, words))
    return Chart(table.title, GRID, names, names, tuple(values), _left_out(len(met), len(names))) if values else None


def _value(row: int, column: int, cell: Cell, words: str) -> Drawable:
    return Drawable(row, column, _number(cell), cell.query, words)


def _number(cell: Cell) -> float:
    return float(cell.value) if isinstance(cell.value, int | float) else 0.0


def _left_out(there: int, drawn: int) -> str:
    return tr("{drawn} of {there} are drawn; the table has all.", drawn=drawn, there=there) if there > drawn else ""
