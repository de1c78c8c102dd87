"""CSV for Excel: a cell is shortened at Excel's limit, and just that is told as a loss."""

from __future__ import annotations

import time

import pytest
from msgspec.structs import replace

from analyst_app.export.cells import csv_rows
from analyst_app.export.contract import Format
from analyst_app.export.formats.table_csv import FOR_EXCEL, FORMAT
from analyst_app.export.rows import RelationRow
from tests.export.torture import article, options


def test_only_a_cell_above_the_limit_of_excel_is_shortened_and_told() -> None:
    # Specifications of Excel: a cell holds 32,767 characters.
    one = article("emoji.txt")
    one.spans[:2] = [replace(one.spans[0], note="n" * 32_767), replace(one.spans[1], note="m" * 32_768)]
    assert FOR_EXCEL.encode
    piece = FOR_EXCEL.encode(one, options())
    cells = {cell for row in csv_rows(piece.files["spans.csv"]) for cell in row}
    assert {"n" * 32_767, "m" * 32_767} <= cells
    assert "m" * 32_768 not in cells
    assert piece.losses.counts == {"long cell": 1}
    assert [loss.words for loss in piece.losses.examples["long cell"]] == ["spans: " + "m" * 40]


def test_tables_that_are_not_for_excel_hold_cells_of_any_length() -> None:
    one = article("emoji.txt")
    one.spans[0] = replace(one.spans[0], note="n" * 40_000)
    assert FORMAT.encode
    piece = FORMAT.encode(one, options())
    assert any("n" * 40_000 in row for row in csv_rows(piece.files["spans.csv"]))
    assert piece.losses.counts == {}


@pytest.mark.parametrize("table", [FORMAT, FOR_EXCEL], ids=lambda one: one.name)
def test_four_times_the_links_take_about_four_times_the_work(table: Format) -> None:
    few, many = (_seconds_to_encode(table, links) for links in (5_000, 20_000))
    assert many < 9 * few, f"{few:.3f} s for 5,000 links, {many:.3f} s for 20,000: work that grows with its square"


def _seconds_to_encode(table: Format, links: int) -> float:
    rows = [RelationRow(f"link-{number:08}", "speaker", "quote-1", "actor-1", "alice") for number in range(links)]
    held = replace(article("emoji.txt"), relations=rows)
    assert table.encode
    took = []
    for _ in range(3):
        began = time.process_time()
        table.encode(held, options())
        took.append(time.process_time() - began)
    return min(took)
