"""Workbooks: the small reader, by the words of ECMA-376, and the limits of Excel."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import msgspec
import pytest
from msgspec.structs import replace

from analyst_app.errors import ExportRefused
from analyst_app.export.formats import workbook
from analyst_app.export.formats.workbook import _cells
from tests.export.torture import article, options

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def row(**cells: str) -> ElementTree.Element:
    """A row of a sheet with inline strings (part 1, 18.3.1.53) in the columns that are named."""
    written = (f'<c r="{column}7" t="inlineStr"><is><t>{text}</t></is></c>' for column, text in cells.items())
    return ElementTree.fromstring(f'<row xmlns="{SPACE}" r="7">{"".join(written)}</row>')


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        ({"A": "a", "B": "b", "C": "c"}, {0: "a", 1: "b", 2: "c"}),
        ({"B": "b", "E": "e", "F": "f"}, {1: "b", 4: "e", 5: "f"}),
        ({"Z": "z", "AA": "aa", "AC": "ac", "BA": "ba"}, {25: "z", 26: "aa", 28: "ac", 52: "ba"}),
    ],
)
def test_a_cell_stands_in_the_column_that_its_reference_names(cells: dict[str, str], places: dict[int, str]) -> None:
    read = _cells(row(**cells))
    assert {number: text for number, text in enumerate(read) if text} == places


def test_numbers_runs_and_escaped_characters_are_read_as_text() -> None:
    written = f"""<row xmlns="{SPACE}"><c r="A1"><v>12</v></c><c r="B1" t="inlineStr"><is><r><t>two </t></r>
        <r><t>runs</t></r></is></c><c r="C1" t="inlineStr"><is><t>bell _x0007_ and _x005F_x0007_</t></is></c></row>"""
    assert _cells(ElementTree.fromstring(written)) == ["12", "two runs", "bell \x07 and _x0007_"]


def staged(folder: Path, number: int) -> Path:
    """The folder with so many staged rows of the sheet of layers."""
    row = ["layers", ["a.txt", "alice", "done", "", "media", "1", ""]]
    folder.joinpath("rows.jsonl").write_text(f"{json.dumps(row)}\n" * number)
    return folder


def open_in(folder: Path) -> list[str]:
    """Files of a folder that this process has open, as /proc tells."""
    handles = Path("/proc/self/fd")
    if not handles.is_dir():
        pytest.skip("needs /proc")
    there = [str(handle.readlink()) for handle in handles.iterdir() if handle.is_symlink()]
    return [path for path in there if path.startswith(str(folder.resolve()))]


def test_a_sheet_has_as_many_rows_as_excel_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert workbook.ROW_LIMIT == 2**20, "Excel specifications and limits: 1,048,576 rows, the heading one of them"
    monkeypatch.setattr(workbook, "ROW_LIMIT", 3)
    workbook.bind(staged(tmp_path, 2), options())
    assert [path.name for path in tmp_path.iterdir()] == ["data.xlsx"]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("", ExportRefused),  # three rows where only two fit
        ("{", msgspec.DecodeError),  # a row that was staged only in part
    ],
)
def test_a_workbook_that_cannot_be_made_leaves_no_file_open(
    line: str, error: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "ROW_LIMIT", 3)
    staged(tmp_path, 3)
    if line:
        tmp_path.joinpath("rows.jsonl").write_text(line)
    with pytest.raises(error) as refused:  # holds the traceback, so nothing is closed by the way
        workbook.bind(tmp_path, options())
    assert open_in(tmp_path) == []
    if error is ExportRefused:
        assert "The sheet layers would have more than 3 rows" in str(refused.value)


def test_a_finished_workbook_leaves_no_file_open(tmp_path: Path) -> None:
    workbook.bind(staged(tmp_path, 2), options())
    assert open_in(tmp_path) == []


def test_letters_that_xml_forbids_and_cells_that_are_too_long_are_told() -> None:
    one = article("emoji.txt")
    one.spans[0] = replace(one.spans[0], note="a\uffffb", label="x" * 32_768)
    piece = workbook.encode(one, options())
    assert piece.losses.counts == {"control character": 1, "long cell": 1}
    rows = [json.loads(line) for line in piece.files["rows.jsonl"].splitlines()]
    (row,) = (cells for sheet, cells in rows if sheet == "spans" and len(cells[2]) > 100)
    assert (row[2], row[7]) == ("x" * 32_767, "a\ufffdb")
