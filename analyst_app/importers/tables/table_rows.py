"""Rows of CSV, TSV and XLSX files as text: whatever a cell holds, a formula too, is data."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, NamedTuple

from analyst_app.errors import ImportFailed, MissingExtra
from analyst_app.importers.documents.plain_text import decoded
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.wording import tr

MOST_ROWS = 1 << 20
"""As many as a sheet of a workbook can have; a table with more is refused."""
_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE = 1 << 16
_ESCAPED = re.compile("(?:_x[0-9A-Fa-f]{4}_)+")


class DataTable(NamedTuple):
    """A table with its heads."""

    name: str
    """Of the sheet; of a text file empty."""
    head: tuple[str, ...]
    """The cells of the first row, white space at their ends dropped."""
    rows: list[tuple[int, tuple[str, ...]]]
    """The number of each row in its file, from 1, and its cells, as many as there are heads."""
    note: str = ""
    """A remark on its encoding, where that was guessed."""
    beyond: tuple[str, ...] = ()
    """The rows that have cells beyond the last head, each with the words of these."""

    def losses(self, others: Iterable[DataTable] = ()) -> ImportLosses:
        """Of reading it: cells beyond its heads, and the other tables of its file.

        Args:
            others: all tables of the file.
        """
        losses = ImportLosses()
        for words in self.beyond:
            losses.add("cells beyond", words)
        for other in others:
            if other.name != self.name and other.rows:
                losses.add("other sheet", other.name)
        return losses


def tables_in(data: bytes, name: str, encoding: str = "") -> list[DataTable]:
    """The tables of a file, those without a row left out.

    Args:
        data: the file's bytes.
        name: its name; ``.tsv`` has tabs between its cells.
        encoding: of a text file, if somebody says it.

    Raises:
        ImportFailed: it is damaged, or has too many rows.
        MissingExtra: the library that reads workbooks is not installed.
    """
    if data.startswith(b"PK\x03\x04"):
        found = list(_sheets(data, name))
    else:
        text, used = decoded(data, declared=encoding)
        guessed = not encoding and used not in ("utf-8", "utf-8-sig", "utf-16")
        note = f"The encoding was guessed to be {used}: check names with accents." if guessed else ""
        delimiter = "\t" if name.lower().endswith((".tsv", ".tab")) else _delimiter(text)
        found = [_table("", _records(text, delimiter, name), name)._replace(note=note)]
    return [table for table in found if table.rows or table.head]


def unheaded(data: bytes) -> list[tuple[str, ...]]:
    """The rows of a text file whose cells are parted by tabs, without a row of heads.

    Args:
        data: the file's bytes.

    Raises:
        UnicodeDecodeError: it is no UTF-8.
    """
    text = data.decode("utf-8-sig")
    return [tuple(line.split("\t")) for line in text.replace("\r\n", "\n").split("\n") if line.strip()]


def _records(text: str, delimiter: str, name: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(sys.maxsize >> 32 or 1 << 30)
    _check_quotes(text, delimiter, name)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from enumerate(reader, 1)
    except csv.Error as error:
        raise ImportFailed(
            tr(
                "{name} is no table from line {line_num} on: {error}. Mend that line.",
                name=name,
                line_num=reader.line_num,
                error=error,
            )
        ) from error


def _check_quotes(text: str, delimiter: str, name: str) -> None:
    """Refuse a text of which the last cell never ends: all rows behind its first quotation mark would be in it.

    Raises:
        ImportFailed: there is such a cell; names its line.
    """
    begun = 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for _ in reader:
            begun = reader.line_num + 1
    except csv.Error as error:
        if "end of data" in str(error):
            raise ImportFailed(
                tr(
                    "{name}: a quotation mark in the row that begins in line {begun} is never closed. Close it.",
                    name=name,
                    begun=begun,
                )
            ) from error


def _table(sheet: str, records: Iterator[tuple[int, list[str]]], name: str) -> DataTable:
    head: tuple[str, ...] = ()
    rows: list[tuple[int, tuple[str, ...]]] = []
    beyond: list[str] = []
    for number, cells in records:
        if not any(cell.strip() for cell in cells):
            continue
        if not head:
            head = tuple(cell.strip().removeprefix("\ufeff") for cell in cells)
            continue
        if len(rows) == MOST_ROWS:
            raise ImportFailed(
                tr(
                    "{name} has more than {n} row. Take it apart first."
                    "|{name} has more than {n} rows. Take it apart first.",
                    MOST_ROWS,
                    name=name,
                )
            )
        if any(over := [cell for cell in cells[len(head) :] if cell.strip()]):
            beyond.append(f"row {number}: {', '.join(over)[:80]}")
        rows.append((number, tuple((cells + [""] * (len(head) - len(cells)))[: len(head)])))
    return DataTable(sheet, head, rows, beyond=tuple(beyond))


def _delimiter(text: str) -> str:
    """The delimiter that parts most of the first rows into equally many cells; a comma where none does.

    Their share counts and not their number: a text of many lines in one cell is many rows to a wrong delimiter.
    """
    sample = text[:_SAMPLE]
    best, most = ",", (0.0, 0)
    for delimiter in _DELIMITERS:
        try:
            lengths = [len(cells) for cells in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)]
        except csv.Error:
            continue
        if lengths and lengths[0] > 1:
            whole = lengths if len(text) <= _SAMPLE else lengths[:-1] or lengths  # the last row was cut
            measure = (sum(length == lengths[0] for length in whole) / len(whole), lengths[0])
            if measure > most:
                best, most = delimiter, measure
    return best


def _sheets(data: bytes, name: str) -> Iterator[DataTable]:
    try:
        from openpyxl import load_workbook  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtra("tables", "importing workbooks") from error
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        raise ImportFailed(
            tr("{name} is no workbook that can be read. Save it anew as .xlsx or .csv.", name=name)
        ) from error
    for sheet in book.worksheets:
        yield _table(sheet.title, _cells(sheet, name), name)


def _cells(sheet: Any, name: str) -> Iterator[tuple[int, list[str]]]:
    try:
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            yield number, [_said(value) for value in values]
    except (ImportFailed, MemoryError):
        raise
    except Exception as error:
        raise ImportFailed(
            tr("{name}: the sheet {title} is damaged. Save it anew, or as .csv.", name=name, title=sheet.title)
        ) from error


def _unescaped(escaped: re.Match[str]) -> str:
    """The characters that ``_xHHHH_`` stand for: UTF-16 units (ECMA-376, part 1, 22.9.2.19); ``_x005F_`` is ``_``."""
    units = bytes.fromhex(escaped[0].replace("_x", "").replace("_", ""))
    return units.decode("utf-16-be", "replace")


def _said(value: Any) -> str:
    """A cell's value as a person would type it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _ESCAPED.sub(_unescaped, value) if "_x" in value else value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)
