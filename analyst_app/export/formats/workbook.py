"""Excel workbook: the quotes to read, and every table, each on a sheet of its own.

Words are written as text: there are no formulas and no links. Numbers, switches
and days are cells of their type where a whole column is of it; the sheet
``columns`` says which. Articles
arrive as staged rows; the workbook is bound from them at the end, row by row,
so it needs no more memory for a large corpus. It is read back by the small
reader below (ECMA-376, inline strings).
"""

from __future__ import annotations

import datetime
import json
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec

from analyst_app.errors import ExportRefused, MissingExtra
from analyst_app.export.cells import cut
from analyst_app.export.contract import EncodedPiece, Format, Frame, Holdings, Options, Seen
from analyst_app.export.facts.fact_columns import other_columns
from analyst_app.export.facts.source_row import FACTS
from analyst_app.export.formats import quotes, tables
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle
from analyst_app.wording import marked, tr, whole

FILE = "data.xlsx"
ROW_LIMIT = 1_048_576
_STAGED = "rows.jsonl"
_QUOTES = "quotes"
"""The sheet to read; without texts it would be empty words, and is not there."""
_NEVER = re.compile("[\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CELL, _WORDS = f"{_SPACE}c", (f"{_SPACE}t", f"{_SPACE}v")
_FIRST_DAY = "1900-03-01"
"""The first day that all spreadsheets count alike; earlier ones are written as words."""
_NUMBERS = ("start", "end", "paragraph", "words")


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article's rows, staged as JSON: sheet and cells.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    losses = LossTally()
    staged = []
    said = [(_QUOTES, row) for row in quotes.quote_rows(article, options)] if options.with_text else []
    for sheet, row in [*said, *tables.rows(article, options)]:
        words = "".join(row)
        is_plain = _NEVER.search(words) is None and cut(words) is words
        staged.append((sheet, row if is_plain else _held(row, sheet, article.id, losses)))
    data = msgspec.json.Encoder().encode_lines(staged)
    headers = _headers(options)
    kept = [
        found
        for sheet, cells in staged
        if sheet != _QUOTES and (found := tables.seen(sheet, dict(zip(headers[sheet], cells, strict=True))))
    ]
    return EncodedPiece({_STAGED: data}, kept, losses)


def _held(row: list[str], sheet: str, article: str, losses: LossTally) -> list[str]:
    """The cells of a row as far as a workbook holds them; what it does not is a loss."""
    cells = []
    for cell in row:
        safe = _NEVER.sub("\ufffd", cell)
        if safe != cell:
            losses.add("control character", article, f"{sheet}: {cell[:40]!r}")
        short = cut(safe)
        if len(short) < len(safe):
            losses.add("long cell", article, f"{sheet}: {safe[:40]}")
        cells.append(short)
    return cells


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
        for number, name in enumerate(_headers(options), 1):
            if name in (_QUOTES, "columns"):
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
    headers = _headers(options)
    sheets = {name: book.add_worksheet(name) for name in headers}
    places = dict.fromkeys(headers, 0)
    kinds = _kinds(options)
    writing = _Writing(book)
    for name, sheet in sheets.items():
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, headers[name])
    for place, row in enumerate(((name, column, kind) for name in kinds for column, kind in kinds[name].items()), 1):
        sheets["columns"].write_row(place, 0, row)
    with staged.open("rb") as lines:
        for line in lines:
            name, cells = msgspec.json.decode(line)
            places[name] += 1
            if places[name] >= ROW_LIMIT:
                raise ExportRefused(
                    tr(
                        "The sheet {name} would have more than {row_limit} rows; export csv instead.",
                        name=name,
                        row_limit=whole(ROW_LIMIT),
                    )
                )
            writing.row(sheets[name], places[name], cells, tuple(kinds[name].values()))


class _Writing:
    """Writes rows, each cell by the kind of its column."""

    def __init__(self, book: Any) -> None:
        self._day = book.add_format({"num_format": "yyyy-mm-dd"})

    def row(self, sheet: Any, place: int, cells: list[str], kinds: tuple[str, ...]) -> None:
        """One row.

        Args:
            sheet: to write to.
            place: number of the row, from 0.
            cells: its cells as words.
            kinds: of its columns.
        """
        for column, (kind, cell) in enumerate(zip(kinds, cells, strict=True)):
            if not cell:
                continue
            if kind in ("integer", "number") and _is_exact(cell):
                sheet.write_number(place, column, float(cell))
            elif kind == "boolean":
                sheet.write_boolean(place, column, cell == "true")
            elif kind == "date" and cell >= _FIRST_DAY:
                sheet.write_datetime(place, column, datetime.date.fromisoformat(cell), self._day)
            else:
                sheet.write_string(place, column, cell)


def _is_exact(cell: str) -> bool:
    """True for a number that a workbook holds to the last digit; any other is written as words."""
    number = float(cell)
    return float(f"{number:.16G}") == number and json.loads(cell) == number


def _kinds(options: Options) -> dict[str, dict[str, str]]:
    """The kind of each column of each sheet of data."""
    facts = options.vocabulary.facts
    named = {column: facts[name] for column, name in other_columns(facts).items()}
    said = named | {name: facts[name] for name in FACTS if name in facts and name != "title"}
    known = dict.fromkeys(_NUMBERS, "integer") | said
    read = quotes.columns(options) if options.with_text else ()
    made = {_QUOTES: {column: known.get(column, "text") for column in read}} if read else {}
    return made | {name: tables.kinds(name, options) for name in tables.TABLES}


def _headers(options: Options) -> dict[str, tuple[str, ...]]:
    """The columns of each sheet, in the order of the sheets."""
    read = {_QUOTES: quotes.columns(options)} if options.with_text else {}
    made = {name: tables.columns(name, options) for name in tables.TABLES}
    return read | made | {"columns": ("sheet", "column", "type")}


def _rows(parts: zipfile.ZipFile, name: str) -> Iterator[list[str]]:
    with parts.open(name) as sheet:
        for _, element in ElementTree.iterparse(sheet):  # noqa: S314 - a file that this very program has just written
            if element.tag == f"{_SPACE}row":
                yield _cells(element)
                element.clear()


def _cells(row: ElementTree.Element) -> list[str]:
    cells: list[str] = []
    for cell in row.iter(_CELL):
        missing = _column(cell.attrib["r"].rstrip("0123456789")) - 1 - len(cells)
        if missing:
            cells += [""] * missing
        text = "".join([part.text or "" for tag in _WORDS for part in cell.iter(tag)])
        cells.append(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text)
    return cells


@cache
def _column(letters: str) -> int:
    """Number of a column, from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


FORMAT = Format(
    name="xlsx",
    seen_as="quotes",
    holdings=Holdings(
        "the quotes and all tables, a sheet each",
        overlaps="yes",
        relations="yes",
        values="cells of their type",
        notes="yes",
        readings="side by side",
        facts="cells of their type",
        records="sheet `records`",
    ),
    title=marked("One Excel workbook (XLSX)"),
    purpose=marked("One Excel workbook: a sheet of quotes to read, and sheets of spans, relations and articles."),
    encode=encode,
    frames=lambda _: {_STAGED: Frame()},
    bind=bind,
    unbind=unbind,
    suffix=".xlsx",
    single=FILE,
    holds_records=True,
    holds_standoff=True,
    holds_path=True,
    needs_vocabulary=True,
    mixed=tables.mixed,
    usage='pandas.read_excel("PATH/data.xlsx", sheet_name="spans", keep_default_na=False)',
    extra="xlsx",
)
