"""Runs trials by seeds: the same seed makes the same file and does the same with it."""

from __future__ import annotations

import faulthandler
import os
import random
import shutil
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from analyst_app.importers.sandbox import ParserProcess
from analyst_app.storage import layer_history
from analyst_app.storage.error_log import NAME, state_folder
from tests.fuzz.trials import Bench, Kind, kinds

SLOWEST = 2.0
"""Seconds that one file may take."""
HANGS = 60
"""Seconds after which the whole run ends with a trace of where it hangs."""
MEMORY = 300 << 20
"""Bytes that the process may use at most, with all its libraries."""


class Broken(NamedTuple):
    """A file that was not read as it should be."""

    seed: int
    kind: str
    words: str
    trace: str

    @property
    def place(self) -> str:
        """Where it broke, so that the same is counted once."""
        lines = [line.strip() for line in self.trace.split("\n") if "/analyst_app/" in line]
        return f"{self.kind}: {self.words.partition(chr(10))[0][:100]} | {lines[-1] if lines else ''}"


class Run(NamedTuple):
    """The outcome of many trials."""

    tried: Counter[str]
    broken: list[Broken]
    slowest: float
    memory: int
    """Most bytes that the process had, 0 where the system does not tell."""


@contextmanager
def bench() -> Iterator[tuple[Path, ParserProcess]]:
    """A folder and a process to parse in."""
    with tempfile.TemporaryDirectory(prefix="fuzz-", ignore_cleanup_errors=True) as folder, ParserProcess() as parser:
        own = {f"XDG_{what}_HOME": f"{folder}/{what.lower()}" for what in ("STATE", "CACHE", "CONFIG", "DATA")}
        before = dict(os.environ)
        os.environ.update(own)
        try:
            yield Path(folder), parser
        finally:
            os.environ.clear()
            os.environ.update(before)


def run(count: int, seed: int, only: Sequence[str] = ()) -> Run:
    """Try files with the seeds from one on.

    Args:
        count: files.
        seed: of the first.
        only: names of kinds; none for all, by their weights.
    """
    rows = [row for row in kinds() if row.name in only] if only else kinds()
    weights = [max(row.weight, 1 if only else 0) for row in rows]
    tried: Counter[str] = Counter()
    broken: list[Broken] = []
    slowest = 0.0
    with bench() as (folder, parser):
        for number in range(seed, seed + count):
            kind = random.Random(f"kind {number}").choices(rows, weights)[0]
            tried[kind.name] += 1
            found, seconds = attempt(kind, number, folder, parser)
            if found is None and seconds > SLOWEST:  # once more: others use the machine, too
                found, seconds = attempt(kind, number, folder, parser)
                if found is None and seconds > SLOWEST:
                    found = Broken(number, kind.name, f"took {seconds:.1f} s", "")
            slowest = max(slowest, seconds)
            if found is not None:
                broken.append(found)
    return Run(tried, broken, slowest, most_memory())


def attempt(kind: Kind, seed: int, folder: Path, parser: ParserProcess) -> tuple[Broken | None, float]:
    """Try one file: what broke, and the seconds it took."""
    data = made(kind, seed)
    place = folder / "trial"
    place.mkdir()
    faulthandler.dump_traceback_later(HANGS, exit=True)
    begun = time.perf_counter()
    found = None
    try:
        kind.try_it(data, Bench(place, parser, random.Random(f"work {seed}")))
    except Exception as error:
        found = Broken(seed, kind.name, f"{type(error).__name__}: {str(error)[:1_000]}", traceback.format_exc())
    seconds = time.perf_counter() - begun
    log = state_folder() / NAME
    if log.exists():
        told = found or Broken(seed, kind.name, "a mistake of the program was logged", "")
        found = told._replace(trace=log.read_text() + told.trace)
        log.unlink()
    faulthandler.cancel_dump_traceback_later()
    layer_history.saves(place)  # waits for what is kept behind our back
    shutil.rmtree(place)
    return found, seconds


def made(kind: Kind, seed: int) -> bytes:
    """The spoiled file of a seed."""
    return kind.make(random.Random(f"file {seed}"))


def most_memory() -> int:
    """The most bytes that this process has had in memory; 0 where the system does not tell."""
    try:
        facts = Path("/proc/self/status").read_text()
    except OSError:
        return 0
    return int(facts.partition("VmHWM:")[2].split()[0]) << 10  # getrusage would count what the parent had
