"""Cells of tables: CSV as it is, and guarded for spreadsheets.

Excel takes a cell that begins with ``= + - @``, a tab, a line end or one of
their full-width forms for a formula. A guarded cell begins with ``'``; one that
would read as guarded gets one more, so taking one away always gives the cell.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

CELL_LIMIT = 32_767
"""Longest cell of a spreadsheet, in UTF-16 units."""

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
BOM = "\ufeff"


def csv_row(cells: Iterable[str], *, line_end: str = "\n") -> str:
    """A row of CSV; cells with commas, quotation marks or line ends are quoted (RFC 4180).

    Args:
        cells: the cells of a row.
        line_end: characters that end the row.
    """
    return (
        ",".join([f'"{cell.replace(_MARK, _MARK * 2)}"' if _needs_marks(cell) else cell for cell in cells]) + line_end
    )


def _needs_marks(cell: str) -> bool:
    """True if a cell must be quoted, or is, so that white space at its edges is seen."""
    if not cell:
        return False
    has_sign = _MARK in cell or "," in cell or "\n" in cell or "\r" in cell
    return has_sign or cell[0].isspace() or cell[-1].isspace()


def csv_rows(data: bytes) -> list[list[str]]:
    """The rows of a piece of CSV, read by Python's own reader."""
    csv.field_size_limit(1 << 30)
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell that was guarded."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def plain(value: Any) -> str:
    """An attribute's value as a cell."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False)


def cut(cell: str, limit: int = CELL_LIMIT) -> str:
    """As much of a cell as a spreadsheet takes.

    Args:
        cell: the cell's text.
        limit: most characters that the cell may have.
    """
    if len(cell) <= limit // 2:
        return cell
    units = cell.encode("utf-16-le", "surrogatepass")
    return cell if len(units) <= 2 * limit else units[: 2 * limit].decode("utf-16-le", "ignore")


def records(rows: Sequence[Sequence[str]], header: Sequence[str]) -> list[dict[str, str]]:
    """Rows as mappings by column.

    Args:
        rows: the rows, each a mapping or a sequence of cells.
        header: names of the columns.
    """
    return [dict(zip(header, row, strict=True)) for row in rows]


_MARK = '"'
