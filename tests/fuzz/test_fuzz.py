"""Two thousand spoiled files: each is read or refused in a sentence, and what is saved of it is read back equal.

``./check --fuzz`` does the same with ten thousand, or as many as it is told, and prints what broke by which seed.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from analyst_app.importers.sandbox import ParserProcess
from tests.fuzz.running import HANGS, MEMORY, attempt, made, run
from tests.fuzz.trials import Bench, Fault, Kind, kinds

COUNT, PARTS = 2_000, 4


@pytest.mark.timeout(4 * HANGS)
@pytest.mark.parametrize("part", range(PARTS))
def test_no_spoiled_file_stops_the_program_or_is_saved_as_something_else(part: int) -> None:
    """The seeds are the same each time, so that a failure is no surprise to one who changed something else."""
    size = COUNT // PARTS
    found = run(size, 7_000_000 + part * size)
    assert [f"--seed {one.seed}: {one.place}" for one in found.broken] == []


def test_every_good_file_passes_its_own_trial(tmp_path: Path) -> None:
    """Else a trial that refuses everything would pass."""
    with ParserProcess() as parser:
        for number, kind in enumerate(kinds()):
            place = tmp_path / str(number)
            place.mkdir()
            kind.try_it(kind.good, Bench(place, parser, random.Random(number)))


def test_a_seed_makes_the_same_file_again() -> None:
    for kind in kinds():
        assert made(kind, 5) == made(kind, 5)
        assert len({made(kind, seed) for seed in range(20)}) > 10


def test_what_is_raised_read_otherwise_or_logged_is_told_with_its_seed(tmp_path: Path) -> None:
    def breaks(_: bytes, bench: Bench) -> None:
        raise KeyError("words")

    def differs(_: bytes, bench: Bench) -> None:
        raise Fault("written, and read otherwise")

    with ParserProcess() as parser:
        for act, words in ((breaks, "KeyError"), (differs, "read otherwise")):
            found, _ = attempt(Kind("x", 1, b"", lambda chance: b"", act), 11, tmp_path, parser)
            assert found is not None
            assert (found.seed, words in found.words) == (11, True)


def test_the_trials_alone_need_no_more_memory_than_they_may() -> None:
    """In a process of its own, since this one may have run half the suite."""
    import subprocess
    import sys

    root = Path(__file__).parents[2]
    code = "from tests.fuzz.running import run; print(run(150, 9_000_000).memory)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True, timeout=120
    )
    assert 0 <= int(done.stdout) <= MEMORY
