"""Excel workbook: the quotes to read, and every table, each on a sheet of its own.

Everything is written as text: there are no formulas and no links. Articles
arrive as staged rows; the workbook is bound from them at the end, row by row,
so it needs no more memory for a large corpus. It is read back by the small
reader below (ECMA-376, inline strings).
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec

from analyst_app.errors import ExportRefused, MissingExtra
from analyst_app.export.cells import cut
from analyst_app.export.contract import EncodedPiece, Format, Frame, Options, Seen
from analyst_app.export.formats import quotes, tables
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle

FILE = "data.xlsx"
ROW_LIMIT = 1_048_576
_STAGED = "rows.jsonl"
_SHEETS = ("quotes", *tables.TABLES)
_NEVER = re.compile("[\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_NUMBERS = ("start", "end", "paragraph", "words")


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article's rows, staged as JSON: sheet and cells.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    losses = LossTally()
    staged = []
    said = [("quotes", row) for row in quotes.quote_rows(article, options)]
    for sheet, row in [*said, *tables.rows(article, options)]:
        cells = []
        for cell in row:
            safe = _NEVER.sub("\ufffd", cell)
            if safe != cell:
                losses.add("control character", article.id, f"{sheet}: {cell[:40]!r}")
            short = cut(safe)
            if len(short) < len(safe):
                losses.add("long cell", article.id, f"{sheet}: {safe[:40]}")
            cells.append(short)
        staged.append((sheet, cells))
    data = b"".join(msgspec.json.encode(row) + b"\n" for row in staged)
    kept = [
        found
        for sheet, cells in staged
        if sheet != "quotes" and (found := tables.seen(sheet, dict(zip(_columns(sheet, options), cells, strict=True))))
    ]
    return EncodedPiece({_STAGED: data}, kept, losses)


def bind(folder: Path, options: Options) -> None:
    """Make the workbook of the staged rows.

    Args:
        folder: the folder that the files lie in.
        options: the choices of the export, the same for every article.

    Raises:
        ExportRefused: a sheet has more rows than Excel takes.
        MissingExtra: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingExtra("xlsx", "writing a workbook") from error
    plain_text = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(folder / FILE), {"constant_memory": True, "tmpdir": str(folder), **plain_text})
    try:
        _fill(book, folder / _STAGED, options)
        book.close()
    finally:
        for sheet in book.worksheets():  # each keeps its rows in a file of its own, which only a finished book closes
            sheet.row_data_fh.close()
    (folder / _STAGED).unlink()


def unbind(folder: Path, options: Options) -> Iterator[Seen]:
    """The spans and relations of the workbook.

    Args:
        folder: the folder that the files lie in.
        options: the choices of the export, the same for every article.
    """
    path = next(folder.glob("*.xlsx"))
    with zipfile.ZipFile(path) as parts:
        for number, name in enumerate(_SHEETS, 1):
            if name == "quotes":
                continue
            header: list[str] | None = None
            for row in _rows(parts, f"xl/worksheets/sheet{number}.xml"):
                if header is None:
                    header = row
                    continue
                found = tables.seen(name, dict(zip(header, row + [""] * (len(header) - len(row)), strict=True)))
                if found:
                    yield found


def _fill(book: Any, staged: Path, options: Options) -> None:
    """Make the sheets and write every staged row to its own."""
    book.set_properties({"created": datetime.datetime(2000, 1, 1)})
    sheets = {name: book.add_worksheet(name) for name in _SHEETS}
    places = dict.fromkeys(_SHEETS, 0)
    for name, sheet in sheets.items():
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, _columns(name, options))
    with staged.open("rb") as lines:
        for line in lines:
            name, cells = msgspec.json.decode(line)
            places[name] += 1
            if places[name] >= ROW_LIMIT:
                raise ExportRefused(f"The sheet {name} would have more than {ROW_LIMIT:,} rows; export csv instead.")
            _write(sheets[name], places[name], cells, _columns(name, options))


def _write(sheet: Any, place: int, cells: list[str], columns: tuple[str, ...]) -> None:
    for column, (name, cell) in enumerate(zip(columns, cells, strict=True)):
        if cell and name in _NUMBERS:
            sheet.write_number(place, column, int(cell))
        elif cell:
            sheet.write_string(place, column, cell)


def _columns(sheet: str, options: Options) -> tuple[str, ...]:
    return quotes.columns(options) if sheet == "quotes" else tables.columns(sheet, options)


def _rows(parts: zipfile.ZipFile, name: str) -> Iterator[list[str]]:
    with parts.open(name) as sheet:
        for _, element in ElementTree.iterparse(sheet):  # noqa: S314 - a file that this very program has just written
            if element.tag == f"{_SPACE}row":
                yield _cells(element)
                element.clear()


def _cells(row: ElementTree.Element) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(f"{_SPACE}c"):
        column = 0
        for letter in cell.attrib["r"].rstrip("0123456789"):
            column = column * 26 + ord(letter) - 64
        cells += [""] * (column - 1 - len(cells))
        text = "".join(part.text or "" for part in (*cell.iter(f"{_SPACE}t"), *cell.iter(f"{_SPACE}v")))
        cells.append(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text))
    return cells


FORMAT = Format(
    name="xlsx",
    purpose="One Excel workbook: a sheet of quotes to read, and sheets of spans, relations and articles.",
    encode=encode,
    frames=lambda _: {_STAGED: Frame()},
    bind=bind,
    unbind=unbind,
    suffix=".xlsx",
    single=FILE,
    needs_vocabulary=True,
    usage='pandas.read_excel("PATH/data.xlsx", sheet_name="quotes", keep_default_na=False)',
    extra="xlsx",
)
