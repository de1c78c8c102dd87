"""The formats, by name."""

from __future__ import annotations

from analyst_app.exporters import jsonl, quotes, table_csv
from analyst_app.exporters.contract import Format

FORMATS: dict[str, Format] = {
    one.name: one
    for one in (
        jsonl.FORMAT,
        table_csv.FORMAT,
        table_csv.FOR_EXCEL,
        quotes.FORMAT,
    )
}
