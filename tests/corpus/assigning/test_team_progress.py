"""Tests of corpus.assigning.team_progress: the tables by person and week, and what their numbers lead to."""

from __future__ import annotations

from pathlib import Path

from analyst_app.corpus.assigning.assignments_file import (
    Assignment,
    AssignmentsFile,
    read_assignments,
    write_assignments,
)
from analyst_app.corpus.assigning.team_progress import Agreed, ReaderWork, team_tables
from analyst_app.corpus.charting import COLUMNS, chart_of
from analyst_app.corpus.overview import Table

WORKS = [
    ReaderWork("a.txt", "ada", True, "2026-11-22T09:00:00Z", ("2026-11-25T08:00:00Z",)),
    ReaderWork("b.txt", "ada", True, "2026-11-23T09:00:00Z"),
    ReaderWork("c.txt", "ada", False, "2026-11-23T09:00:00Z"),
    ReaderWork("a.txt", "ben", True, "2026-11-24T09:00:00Z"),
]


def tables(file: AssignmentsFile, **others: dict) -> dict[str, Table]:
    figures = {"agreements": {("ada", ""): Agreed(0.4849, 1), ("ada", "2026-W47"): Agreed(None, 1)}, "calibration": {}}
    found = team_tables(file, WORKS, **(figures | others), today="2026-11-30")
    return {table.title: table for table in found}


def values(table: Table) -> list[tuple[object, ...]]:
    return [tuple(cell.value for cell in row) for row in table.rows]


def test_each_person_has_a_row_with_what_is_done_given_left_and_late(tmp_path: Path) -> None:
    wanted = [
        Assignment("a.txt", ("ada", "ben"), until="2026-11-20"),
        Assignment("c.txt", ("ada",), until="2026-11-29"),
        Assignment("d.txt", ("cem", "ada"), until="2026-12-24"),
    ]
    write_assignments(read_assignments(tmp_path), wanted)
    table = tables(read_assignments(tmp_path))["By person"]
    assert table.columns == ("Person", "Done", "Given", "To do", "Late", "Contested", "Agreement")
    assert values(table) == [
        ("ada", 2, 3, 2, 1, 1, 0.48),
        ("ben", 1, 1, 0, 0, 0, None),
        ("cem", 0, 1, 1, 0, 0, None),
    ]
    query = table.rows[0][1].query
    assert query is not None
    assert (query.annotators, query.paths) == (("ada",), frozenset({"a.txt", "b.txt"}))


def test_without_assignments_nothing_is_said_of_what_was_given(tmp_path: Path) -> None:
    assert values(tables(read_assignments(tmp_path))["By person"])[0] == ("ada", 2, None, None, None, 1, 0.48)


def test_calibration_has_a_column_where_there_is_some_and_names_no_article(tmp_path: Path) -> None:
    table = tables(read_assignments(tmp_path), calibration={"ben": Agreed(0.9, 2)})["By person"]
    assert table.columns[-1] == "Calibration"
    assert [row[-1].value for row in table.rows] == [None, 0.9]
    assert all(row[-1].query is None for row in table.rows)


def test_agreement_is_drawn_a_bar_a_figure_and_leads_to_the_articles_that_it_is_counted_over(tmp_path: Path) -> None:
    both = frozenset({"a.txt"})
    figures = {
        ("ada", ""): Agreed(0.5, 1, both),
        ("ada", "2026-W47"): Agreed(0.5, 1, both),
        ("ben", "2026-W47"): Agreed(-0.1, 1, both),
        ("ben", "2026-W48"): Agreed(None, 1, both),
    }
    found = tables(read_assignments(tmp_path), agreements=figures)
    chart = chart_of(found["Agreement by week"])
    assert chart is not None
    assert chart.rows == ("2026-W47 · ada", "2026-W47 · ben")
    assert [drawn.number for drawn in chart.values] == [0.5, -0.1]
    assert [drawn.query.annotators for drawn in chart.values if drawn.query] == [("ada",), ("ben",)]
    query = found["By person"].rows[0][6].query
    assert query is not None
    assert (query.annotators, query.paths) == (("ada",), both)


def test_minutes_stand_by_person_and_week_of_those_who_have_them_counted(tmp_path: Path) -> None:
    assert not values(tables(read_assignments(tmp_path))["Minutes by week"])
    works = [
        WORKS[0]._replace(minutes={"2026-11-21": 12.4, "2026-11-23": 30}),
        WORKS[1]._replace(minutes={"2026-11-23": 7.5}),
        *WORKS[2:],
    ]
    file = read_assignments(tmp_path)
    found = {table.title: table for table in team_tables(file, works, {}, {}, today="2026-11-30")}
    assert found["By person"].columns[-1] == "Minutes"
    assert [row[-1].value for row in found["By person"].rows] == [50, None]
    table = found["Minutes by week"]
    assert table.columns == ("Week", "Minutes", "ada")
    assert values(table) == [("2026-W47", 12, 12), ("2026-W48", 38, 38)]
    queries = [row[2].query for row in table.rows]
    assert [query.paths for query in queries if query] == [frozenset({"a.txt"}), frozenset({"a.txt", "b.txt"})]
    chart = chart_of(table)
    assert chart is not None
    assert (chart.shape, [drawn.words for drawn in chart.values]) == (
        COLUMNS,
        ["2026-W47: 12 ada", "2026-W48: 38 ada"],
    )


def test_what_is_done_and_contested_stands_by_week_and_is_drawn_in_columns(tmp_path: Path) -> None:
    found = tables(read_assignments(tmp_path))
    assert values(found["Done by week"]) == [("2026-W47", 1, 1, 0), ("2026-W48", 2, 1, 1)]
    assert values(found["Contested by week"]) == [("2026-W48", 1, 1, 0)]
    chart = chart_of(found["Done by week"])
    assert chart is not None
    assert (chart.shape, chart.rows, chart.series) == (COLUMNS, ("2026-W47", "2026-W48"), ("ada", "ben"))
    assert [(drawn.row, drawn.column, drawn.number) for drawn in chart.values] == [
        (0, 0, 1.0),
        (1, 0, 1.0),
        (1, 1, 1.0),
    ]
    assert all(drawn.query is not None for drawn in chart.values)
