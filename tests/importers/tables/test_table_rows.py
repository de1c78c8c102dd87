"""Cells come in as they are: quoted line breaks, formulas, any delimiter, numbers and dates of a workbook."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.tables import table_rows
from analyst_app.importers.tables.table_rows import tables_in, unheaded


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_delimiter_is_found(delimiter: str, newline: str) -> None:
    lines = [["Title", "Body"], ["Depot", '"One, two; three |\nfour ""five"""'], ["Other", "=1+1"]]
    data = newline.join(delimiter.join(line) for line in lines).encode()
    [table] = tables_in(data, "a.csv")
    assert table.head == ("Title", "Body")
    assert table.rows == [(2, ("Depot", 'One, two; three |\nfour "five"')), (3, ("Other", "=1+1"))]


def test_a_tab_in_a_head_and_a_text_of_many_lines_do_not_make_tabs_the_delimiter() -> None:
    """A table of which all rows have as many cells as the first is parted so, however few rows there are."""
    [table] = tables_in(b'document,text,fact.tab\tkey\na.txt,"one\tb\ntwo\tc\nthree\td",x\n', "documents.csv")
    assert table.head == ("document", "text", "fact.tab\tkey")
    assert [cells for _, cells in table.rows] == [("a.txt", "one\tb\ntwo\tc\nthree\td", "x")]


def test_short_and_long_rows_and_empty_ones() -> None:
    [table] = tables_in(b"a,b,c\n1\n\n1,2,3,4\n", "a.csv")
    assert [cells for _, cells in table.rows] == [("1", "", ""), ("1", "2", "3")]
    assert [number for number, _ in table.rows] == [2, 4]


def test_a_quotation_mark_that_is_never_closed_swallows_no_rows() -> None:
    with pytest.raises(
        ImportFailed, match=r"a\.csv: a quotation mark in the row that begins in line 3 is never closed"
    ):
        tables_in(b'id,text\n1,First\n2,"Second\n3,Third\n', "a.csv")
    [table] = tables_in(b'id,text\n1,"two" ,\n2,said "no"\n', "a.csv")
    assert [cells[0] for _, cells in table.rows] == ["1", "2"]


def test_a_guessed_encoding_is_said() -> None:
    text = "titel;text\nÜber die Brücke;Die Brücke wird für Fußgänger geöffnet, sagte die Bürgermeisterin.\n"
    [table] = tables_in(text.encode("cp1252"), "a.csv")
    assert table.rows[0][1][0] == "Über die Brücke"
    assert "guessed to be cp125" in table.note


def test_values_of_a_workbook_are_as_a_person_would_type_them() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "News"
    book.active.append(["Title", "Date", "Words", "Open", "At"])
    book.active.append(["Depot", date(2024, 3, 5), 12.0, True, datetime(2024, 3, 5, 14, 30)])
    book.create_sheet("Empty")
    data = io.BytesIO()
    book.save(data)
    [table] = tables_in(data.getvalue(), "a.xlsx")
    assert table.name == "News"
    assert table.rows == [(2, ("Depot", "2024-03-05", "12", "true", "2024-03-05 14:30:00"))]


def test_escapes_of_a_workbook_are_undone() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    said = ["bell_x0007_here", "_x005F_x0007_", "a_x000d_b", "_xD83D__xDD25_", "in_x000_no_xZZZZ_", "end_xD83D_"]
    for words in ("head", *said):
        book.active.append([words])
    held = io.BytesIO()
    book.save(held)
    [table] = tables_in(held.getvalue(), "a.xlsx")
    read = [cell for _, [cell] in table.rows]
    assert read == ["bell\x07here", "_x0007_", "a\rb", "🔥", "in_x000_no_xZZZZ_", "end\ufffd"]


def test_what_is_no_workbook_is_one_sentence() -> None:
    pytest.importorskip("openpyxl")
    with pytest.raises(ImportFailed, match=r"a\.xlsx is no workbook"):
        tables_in(b"PK\x03\x04 nothing", "a.xlsx")


def test_too_many_rows_are_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_rows, "MOST_ROWS", 3)
    with pytest.raises(ImportFailed, match="more than 3 rows"):
        tables_in(b"a\n" + b"1\n" * 4, "a.csv")


def test_rows_without_heads() -> None:
    assert unheaded(b"111\tx\t1\t2\r\n\r\n112\ty\t3\t4\n") == [("111", "x", "1", "2"), ("112", "y", "3", "4")]
