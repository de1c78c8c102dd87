"""``./check --mutants [ROOM …]``: change the program in many small ways, and count how many the tests notice.

The order of things: copy the tree, once for each worker; run the tests that need no window, once, and record which
lines each reaches; run them again as they will be run against the mutants, to see that nothing fails without one; draw
a sample for each room; run against each mutant the tests that reach it, until one fails; print what survived, and the
shares.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.mutants.sampling import Equivalent, Mutant, known_equivalents, sample
from tests.mutants.selection import Reach, within

ROOT = Path(__file__).parents[2]
ROOMS = ("core", "storage", "alignment", "agreement", "review", "export")
LEFT_OUT = ("ui", "workflows", "faults", "desktop", "attacks", "benchmarks", "mutants")
"""Folders of tests that open a window, run the program as a whole or measure: too slow to run for each mutant."""
READ_SOURCE = ("architecture", "bare_literals", "docs", "docstrings", "map", "recipes")
"""Tests at the top that read the source, or copy the house: they say nothing about what a line does."""
GOAL = 0.85
WORKERS = 2
BUDGET = 30.0
"""Seconds of tests to run against one mutant, as they were measured without it; the nearest and quickest go first."""


@dataclass
class Result:
    """The end of one mutant."""

    room: str
    mutant: Mutant
    outcome: str
    """killed, timeout (killed, too), survived, or equivalent."""
    why: str
    """Id of the test that failed, the reason of an equivalent, or how many tests a survivor survived."""
    seconds: float


class Worker:
    """A process of the app's environment that runs tests in a copy of the tree."""

    def __init__(self, copy: Path) -> None:
        self.copy = copy
        self.process = subprocess.Popen(
            [ROOT / ".venv/bin/python", "-m", "tests.mutants.running"],
            cwd=copy, env=environment(copy), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def run(self, tests: list[tuple[str, float]], *, failures: int = 1, mutant: Mutant | None = None) -> dict[str, Any]:
        """Return the outcome of tests, given with their durations; each may take ten times as long, and 10 s at least.

        Raises:
            RuntimeError: The process has ended.
        """
        job: dict[str, Any] = {"tests": [(test, max(10.0, 10 * seconds)) for test, seconds in tests]}
        job |= {"failures": failures, "limit": 60 + 4 * sum(seconds for _, seconds in tests)}
        if mutant:
            job |= {"file": mutant.file, "code": mutant.code}
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(job) + "\n")
        self.process.stdin.flush()
        if not (line := self.process.stdout.readline()):
            raise RuntimeError("A process that runs the tests has ended unexpectedly: see above.")
        told: dict[str, Any] = json.loads(line)
        return told

    def close(self) -> None:
        """End the process, once it has answered."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def environment(copy: Path) -> dict[str, str]:
    """Return the environment for tests in a copy: its modules go before the installed ones, and are compiled once."""
    ours = {"PYTHONPATH": str(copy), "CI": "1", "QT_QPA_PLATFORM": "offscreen", "COVERAGE_CORE": "ctrace"}
    return {**{k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}, **ours}


def make_copy(at: Path) -> Path:
    """Copy the tree without what is made; the outside readers' environments are linked."""
    ignored = shutil.ignore_patterns(".git", ".venv*", ".*_cache", ".hypothesis", "__pycache__", "build", "dist")
    shutil.copytree(ROOT, at, ignore=ignored, symlinks=True)
    for installed in ROOT.glob(".venv-oracles-*"):
        (at / installed.name).symlink_to(installed.resolve())
    (at / "analyst_app/resources").symlink_to("../resources")  # as the installed package has it
    return at


def record(copy: Path, work: Path) -> tuple[Reach, list[str]]:
    """Run the tests once and return what they reach, and the ids of those that fail."""
    paths = [path for path in sorted((copy / "tests").iterdir()) if path.is_dir() or path.name.startswith("test_")]
    left_out = {*LEFT_OUT, "__pycache__", *(f"test_{name}.py" for name in READ_SOURCE)}
    chosen = [str(path.relative_to(copy)) for path in paths if path.name not in left_out]
    packages = sysconfig.get_path("purelib")
    command = [ROOT / ".venv/bin/python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "tests.mutants.running"]
    done = subprocess.run(
        [*command, "-n", str(WORKERS), "--dist", "loadgroup", *chosen],
        cwd=copy,
        env=environment(copy) | {"MUTANTS_RECORD": str(work), "MUTANTS_PACKAGES": packages},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    if not (work / "tests.json").exists():
        raise SystemExit(f"The tests could not be run:\n{done.stdout}")
    told = json.loads((work / "tests.json").read_text("utf-8"))
    return Reach.read(copy, sorted(work.glob("coverage.*")), told["seconds"]), told["failed"]


@contextmanager
def working_folder() -> Iterator[Path]:
    """Yield a folder that is removed at the end, read-only parts included."""
    with tempfile.TemporaryDirectory(prefix="mutants-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def each(workers: list[Worker], jobs: list[Any], run: Any) -> Iterator[Any]:
    """Yield `run(worker, job)` for each job, in order, on whichever worker is free."""
    free: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    for worker in workers:
        free.put(worker)

    def one(job: Any) -> Any:
        worker = free.get()
        try:
            return run(worker, job)
        finally:
            free.put(worker)

    pool = ThreadPoolExecutor(len(workers))
    try:
        yield from pool.map(one, jobs)
    finally:
        pool.shutdown(cancel_futures=True)


def without_failing(workers: list[Worker], reach: Reach, failing: list[str]) -> list[str]:
    """Run every test the way mutants are run, but without one; return the ids of those that fail again alone.

    A test that fails now or failed when it was recorded, and passes when it is run alone, says nothing of a mutant: it
    is named and left out of `reach`.

    Args:
        workers: The processes that run them.
        reach: The tests that passed when they were recorded.
        failing: The ids of those that did not.
    """
    ordered = sorted(reach.seconds.items(), key=lambda test: test[1])
    halves = [ordered[n :: len(workers)] for n in range(len(workers))]
    told = list(each(workers, halves, lambda worker, tests: worker.run(tests, failures=0)))
    broken = [] if all(one["outcome"] in ("survived", "killed") for one in told) else ["(the tests take too long)"]
    for test in sorted({*failing, *(test for one in told for test in one["failed"])}):
        reach.seconds.pop(test, None)
        if workers[0].run([(test, 10.0)])["outcome"] != "survived":
            broken.append(test)
        else:
            print(f"Left out, for it fails by chance: {test}")
    return broken


def tried(worker: Worker, reach: Reach, room: str, mutant: Mutant, known: list[Equivalent]) -> Result:
    """Return the result of one mutant."""
    if equivalent := next((entry for entry in known if entry.is_of(mutant)), None):
        return Result(room, mutant, "equivalent", equivalent.reason, 0.0)
    reaching = reach.ordered(mutant)
    tests = within(BUDGET, reaching)
    if not tests:
        return Result(room, mutant, "survived", "no test reaches it", 0.0)
    told = worker.run(tests, mutant=mutant)
    if told["outcome"] == "nothing ran":
        raise RuntimeError(f"None of the tests chosen for {mutant.file}:{mutant.line} was found: {tests[0][0]} …")
    why = "".join(told["failed"][:1]) or f"{len(tests)} of {len(reaching)} tests that reach it were run"
    return Result(room, mutant, told["outcome"], why, told["seconds"])


def describe(result: Result) -> str:
    """Return a mutant as a person reads it: where, the change, and how it ended."""
    where = f"{result.mutant.file}:{result.mutant.line}"
    return f"{where}  {result.outcome}: {result.why} ({result.seconds:.1f} s)\n{result.mutant.diff}\n"


def print_shares(results: list[Result], rooms: list[str]) -> bool:
    """Print one line for each room; return True if every one reaches the goal."""
    print("| room | mutants | killed | by time | survived | equivalent | share | s a mutant |\n" + "|---" * 8 + "|")
    reached = True
    for room in rooms:
        own = [result for result in results if result.room == room]
        count = {name: sum(r.outcome == name for r in own) for name in ("killed", "timeout", "survived", "equivalent")}
        judged = len(own) - count["equivalent"]
        share = (count["killed"] + count["timeout"]) / judged if judged else 1.0
        seconds = sum(result.seconds for result in own) / judged if judged else 0.0
        reached &= share >= GOAL
        columns = (room, len(own), *count.values(), f"{share:.0%}", f"{seconds:.1f}")
        print("| " + " | ".join(map(str, columns)) + (" |" if share >= GOAL else " | missed"))
    return reached


def parsed(arguments: list[str]) -> argparse.Namespace:
    """Return the options; a room that does not exist ends the program."""
    parser = argparse.ArgumentParser(prog="./check --mutants", description=__doc__.split("\n")[0])
    parser.add_argument("rooms", nargs="*", metavar="room", help=f"folders of analyst_app (else: {' '.join(ROOMS)})")
    parser.add_argument("--sample", type=int, default=150, help="mutants a room (150)")
    parser.add_argument("--seed", type=int, default=9, help="another number draws another sample (9)")
    parser.add_argument("--all", action="store_true", help="print the killed as well, each with the test that did it")
    options = parser.parse_args(arguments)
    options.rooms = options.rooms or list(ROOMS)
    if missing := [room for room in options.rooms if not any((ROOT / "analyst_app" / room).glob("**/*.py"))]:
        parser.error(f"no such room: {', '.join(missing)}")
    return options


def main(arguments: list[str]) -> int:
    """Return 0 if every room reaches the goal, 1 if one does not, 2 if nothing could be said."""
    options = parsed(arguments)
    begun = time.monotonic()
    with working_folder() as work:
        copies = [make_copy(work / f"copy{number}") for number in range(WORKERS)]
        print("== recording which test reaches which line", flush=True)
        reach, failing = record(copies[0], work)
        workers = [Worker(copy) for copy in copies]
        try:
            if broken := without_failing(workers, reach, failing):
                print("These tests fail without any mutant; mend them first:", *broken, sep="\n  ", file=sys.stderr)
                return 2
            known = known_equivalents()
            mutants = [(r, m) for r in options.rooms for m in sample(copies[0], r, options.sample, options.seed)]
            print(
                f"== {len(mutants)} mutants, {len(reach.seconds)} tests, after {time.monotonic() - begun:.0f} s\n",
                flush=True,
            )
            results = []
            for result in each(workers, mutants, lambda worker, job: tried(worker, reach, *job, known)):
                results.append(result)
                if options.all or result.outcome in ("survived", "equivalent"):
                    print(describe(result), flush=True)
        finally:
            for worker in workers:
                worker.close()
    reached = print_shares(results, options.rooms)
    print(f"\n{(time.monotonic() - begun) / 60:.0f} minutes")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
