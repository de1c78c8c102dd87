"""``./check --fuzz [N] [--seed S] [--kind KIND …]``: spoil N files at random, read them as the app does, save, read.

Prints how many of each kind were tried, what broke and by which seed;
``./check --fuzz 1 --seed S`` does the same again and shows where. Exit code 1 if anything broke.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from pathlib import Path

from tests.fuzz.running import MEMORY, Broken, made, run
from tests.fuzz.trials import kinds

_MOST_NAMED = 40


def main() -> int:
    """Run and report."""
    parser = argparse.ArgumentParser(prog="./check --fuzz", description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=10_000, help="files to try (default 10,000)")
    parser.add_argument("--seed", type=int, default=None, help="of the first file; by default another one each time")
    parser.add_argument("--kind", action="append", default=[], choices=[kind.name for kind in kinds()])
    parser.add_argument("--keep", type=Path, help="folder to write the broken files to")
    chosen = parser.parse_args()
    seed = random.SystemRandom().randrange(10**9) if chosen.seed is None else chosen.seed
    print(f"seed {seed}", flush=True)
    found = run(chosen.count, seed, chosen.kind)
    print(", ".join(f"{count} {name}" for name, count in found.tried.most_common()))
    print(f"slowest {found.slowest:.2f} s, memory {found.memory >> 20} MB")
    places: dict[str, list[Broken]] = defaultdict(list)
    for broken in found.broken:
        places[broken.place].append(broken)
    for place, those in sorted(places.items(), key=lambda item: -len(item[1]))[:_MOST_NAMED]:
        print(f"{len(those)} × {place}\n    --seed {' '.join(str(one.seed) for one in those[:5])}")
        if chosen.count == 1:
            print(f"{those[0].words}\n{those[0].trace}")
    if chosen.keep is not None:
        keep(found.broken, chosen.keep)
    too_much = found.memory > MEMORY
    print(f"{len(found.broken)} of {chosen.count} broke" + (", and it took too much memory" if too_much else ""))
    return 1 if found.broken or too_much else 0


def keep(those: list[Broken], folder: Path) -> None:
    """Write the files that broke."""
    folder.mkdir(parents=True, exist_ok=True)
    by_name = {kind.name: kind for kind in kinds()}
    for broken in those:
        (folder / f"{broken.seed}-{broken.kind}").write_bytes(made(by_name[broken.kind], broken.seed))


if __name__ == "__main__":
    sys.exit(main())
