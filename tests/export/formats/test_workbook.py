"""The small reader of workbooks, by the words of ECMA-376."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from analyst_app.export.formats.workbook import _cells

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
