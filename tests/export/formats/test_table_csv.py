"""CSV for Excel: a cell is shortened at Excel's limit, and just that is told as a loss."""

from __future__ import annotations

from msgspec.structs import replace

from analyst_app.export.cells import csv_rows
from analyst_app.export.formats.table_csv import FOR_EXCEL, FORMAT
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
