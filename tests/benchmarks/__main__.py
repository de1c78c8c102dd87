"""``./check --bench [ROOM …]``: run the measurements and print one table."""

from __future__ import annotations

import importlib
import math
import sys
from pathlib import Path


def main(rooms: list[str]) -> int:
    found = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    chosen = [name for name in found if not rooms or name.removeprefix("bench_") in rooms]
    if not chosen:
        known = ", ".join(name.removeprefix("bench_") for name in found)
        print(f"No such room to measure; there are: {known}", file=sys.stderr)
        return 2
    print("| room | operation | measured | goal | |\n|---|---|---|---|---|", flush=True)
    for name in chosen:
        for row in importlib.import_module(f"tests.benchmarks.{name}").rows():
            sign = "≥" if row.at_least else "≤"
            goal = f"{sign} {row.goal:.3g} {row.unit}" if math.isfinite(row.goal) else "–"
            print(
                f"| {name.removeprefix('bench_')} | {row.operation} | {row.measured:.3g} {row.unit} "
                f"| {goal} | {'' if row.is_met else 'missed'} |",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
