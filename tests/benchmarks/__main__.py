"""``./check --bench [--write] [ROOM …]``: run the measurements and print one table.

With ``--write`` the rows also take the place of the same rooms' rows in ``docs/measured.md``, and the list of goals
that are missed is made from them.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from tests.benchmarks import measured_page


def main(arguments: list[str]) -> int:
    is_written = "--write" in arguments
    rooms = [argument for argument in arguments if argument != "--write"]
    found = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
    if unknown := [room for room in rooms if room not in found]:
        print(f"No room {', '.join(unknown)} to measure; there are: {', '.join(found)}", file=sys.stderr)
        return 2
    print(measured_page.HEAD, flush=True)
    for room in rooms or found:
        lines = []
        for row in importlib.import_module(f"tests.benchmarks.bench_{room}").rows():
            lines.append(measured_page.line(room, row))
            print(lines[-1], flush=True)
        if is_written:
            measured_page.take(room, lines)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
