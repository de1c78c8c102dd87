"""The table of ``docs/measured.md``, which follows from the measurements and is never edited by hand."""

from __future__ import annotations

import math
import os
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.rows import Row

PAGE = Path(__file__).parents[2] / "docs" / "measured.md"
BEGIN, END = "<!-- the bench's table: ./check --bench --write -->", "<!-- its end -->"
HEAD = (
    "| room | operation | measured | lowest to highest | goal | | why it is missed | load, day |\n"
    "|---|---|---|---|---|---|---|---|"
)


def line(room: str, row: Row) -> str:
    """One line of the table.

    Args:
        room: what was measured.
        row: one figure; beside it stand the runnable processes for each processor in the last minute, and the day.
    """
    sign = "≥" if row.at_least else "≤"
    goal = f"{sign} {row.goal:.3g} {row.unit}" if math.isfinite(row.goal) else "–"
    spread = f"{row.low:.3g}–{row.high:.3g}" if math.isfinite(row.low) else ""
    load = f"{os.getloadavg()[0] / (os.cpu_count() or 1):.1f}" if hasattr(os, "getloadavg") else "?"
    missed, why = ("", "") if row.is_met else ("missed", row.why)
    day = datetime.now(UTC).date().isoformat()
    cells = (room, row.operation, f"{row.measured:.3g} {row.unit}", spread, goal, missed, why, f"{load}, {day}")
    return "| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |"


def take(room: str, lines: list[str], page: Path = PAGE) -> None:
    """Put a room's lines in the place of those that stand there; other rooms' stay.

    Args:
        room: whose lines they are.
        lines: as ``line`` makes them.
        page: has the two marks between which the table stands.
    """
    words = page.read_text("utf-8")
    before, rest = words.split(BEGIN)
    table, after = rest.split(END)
    standing = [one for one in table.splitlines() if one.startswith("| ") and one not in HEAD.splitlines()]
    rooms: dict[str, list[str]] = {}
    for one in standing:
        rooms.setdefault(one.split(" | ", 1)[0].removeprefix("| "), []).append(one)
    rooms[room] = lines
    made = [one for name in sorted(rooms) for one in rooms[name]]
    page.write_text("\n".join([before + BEGIN, "", HEAD, *made, "", END]) + after, "utf-8")
