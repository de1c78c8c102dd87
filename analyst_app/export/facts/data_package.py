"""``datapackage.json``: says of each column of CSV tables of which type it is (Frictionless Table Schema, version 1).

CSV itself knows words only. Programs that read the schema give numbers,
switches and days back as such; so does this app's own import.
"""

from __future__ import annotations

import json
from typing import Any

NAME = "datapackage.json"
_TYPES = {
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
    "date": "date",
    "list": "array",
    "object": "object",
}
"""The type of the schema by the kind of the values; all else is words."""


def data_package(tables: dict[str, dict[str, str]]) -> bytes:
    """The description of some tables.

    Args:
        tables: for each table the kind of each column, in order.
    """
    resources: list[dict[str, Any]] = [
        {
            "name": table,
            "path": f"{table}.csv",
            "schema": {"fields": [_field(name, kind) for name, kind in columns.items()]},
        }
        for table, columns in tables.items()
    ]
    return json.dumps({"resources": resources}, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _field(name: str, kind: str) -> dict[str, str]:
    if kind == "mixed":
        return {"name": name, "type": "any"}
    return {"name": name, "type": _TYPES.get(kind, "string")}
