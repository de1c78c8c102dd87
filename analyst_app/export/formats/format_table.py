"""The table of what each format holds, made of the formats' own declarations: the one of docs/export.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields

from analyst_app.export.contract import Format, Holdings

HEADS = {
    "what": "what it is", "overlaps": "overlaps", "relations": "relations", "values": "values",
    "notes": "notes", "readings": "readings", "facts": "facts of the source", "records": "review, what waits",
}  # fmt: skip
"""The head of each column."""
LOST = "no"


def format_table(formats: Iterable[Format]) -> list[str]:
    """The lines of the table.

    Args:
        formats: a row each.
    """
    names = [one.name for one in fields(Holdings)]
    lines = [f"| name | {' | '.join(HEADS[name] for name in names)} |", f"|{'---|' * (len(names) + 1)}"]
    for form in formats:
        cells = [getattr(form.holdings, name) or LOST for name in names]
        lines.append(f"| `{form.name}` | {' | '.join(cells)} |")
    return lines
