"""The cells of this app's own tables: the tables beside one another, the types of their columns, and values."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

from analyst_app.core.attribute_types import exact_value
from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.plain_files import read_beside
from analyst_app.importers.tables.table_rows import DataTable, tables_in

_FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
_FULL_CELL = 32_765
"""UTF-16 units of a cell that an export has cut: 32,767, less half a character, less a guarding apostrophe."""
_SCHEMA = "datapackage.json"
_NO_WORDS = ("integer", "number", "boolean", "array", "list", "object")


def kinds_beside(path: Path) -> dict[tuple[str, str], str]:
    """The type of each column by table and name; empty if no schema lies beside.

    Args:
        path: of one of the tables.
    """
    place = path.with_name(_SCHEMA)
    if not os.path.lexists(place):
        return {}
    try:
        said = json.loads(read_beside(place, limit=LARGEST_ANNOTATIONS))
        return {
            (str(table["name"]), str(field["name"])): str(field["type"])
            for table in said["resources"]
            for field in table["schema"]["fields"]
        }
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return {}  # another's, or damaged: then cells are words


def typed_value(cell: str, kind: str) -> Any:
    """The value of a cell.

    Args:
        cell: its words.
        kind: the type of its column; in a mixed one the words say it themselves.
    """
    if kind in _NO_WORDS or kind in ("mixed", "any"):
        return exact_value(cell)
    return cell


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from running it as a formula."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def plain_value(cell: str) -> Any:
    """A value as the export wrote it: yes, no, several as a list in JSON, or the words themselves."""
    if cell.startswith("["):
        try:
            several = json.loads(cell)
        except (ValueError, RecursionError):
            return cell
        return several if all(isinstance(one, str | int | float) for one in several) else cell
    return {"true": True, "false": False}.get(cell, cell)


def is_full(cell: str) -> bool:
    """True for a cell as long as one that an export has cut."""
    return len(cell) > _FULL_CELL // 2 and len(cell.encode("utf-16-le", "surrogatepass")) >= 2 * _FULL_CELL


def tables_beside(path: Path) -> dict[str, DataTable]:
    """The tables of an export of this app, each a file.

    Args:
        path: of one of them.

    Raises:
        ImportFailed: one cannot be read.
        MissingExtra: the library that reads workbooks is not installed.
    """
    found: dict[str, DataTable] = {}
    for name in ("spans", "zones", "relations", "documents", "layers", "records"):
        place = path.with_name(f"{name}.csv")
        if place.is_file():
            data = read_beside(place, limit=LARGEST_ANNOTATIONS)
            found.update((name, table) for table in tables_in(data, place.name)[:1])
    return found
