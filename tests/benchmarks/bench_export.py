"""Export against the bound of reading, decoding and encoding the same bytes.

The corpora (10,000 and 100,000 articles of 3 kB with 20 annotations each) are
made once in the temporary folder and stay there for the next run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import msgspec

from analyst_app.cli import main
from tests.benchmarks.export_corpus import make
from tests.benchmarks.rows import Row

PLACE = Path(tempfile.gettempdir()) / f"analyst-bench-{os.getuid() if hasattr(os, 'getuid') else 0}"
ROUNDS = 3


def rows() -> Iterator[Row]:
    """The figures of issue 3."""
    sizes = [int(size) for size in os.environ.get("ANALYST_BENCH_ARTICLES", "10000,100000").split(",")]
    for size in sizes:
        corpus = make(PLACE / f"corpus-{size}", size)
        name = f"{size // 1000},000 articles"
        yield from _ratios(corpus, name, ROUNDS if size <= 10_000 else 1)
    yield from _memory(max(sizes))
    yield _watching(PLACE / f"corpus-{sizes[0]}")


def _ratios(corpus: Path, name: str, rounds: int) -> Iterator[Row]:
    raw(corpus)  # warm
    taken: dict[str, list[float]] = {}
    for _ in range(rounds):
        for what, act in (
            ("raw", lambda: raw(corpus)),
            ("bound", lambda: bound(corpus)),
            ("jsonl", lambda: _export(corpus, "jsonl")),
            ("jsonl, one process", lambda: _export(corpus, "jsonl", "--workers", "1")),
            ("parquet", lambda: _export(corpus, "huggingface")),
            ("check", lambda: _check(corpus)),
        ):
            taken.setdefault(what, []).append(_seconds(act))
    took = {what: median(times) for what, times in taken.items()}
    yield Row(f"JSONL, {name}: share of the bound", took["bound"] / took["jsonl"], 0.65, at_least=True)
    yield Row(f"Parquet, {name}: share of the bound", took["bound"] / took["parquet"], 0.3, at_least=True)
    yield Row(f"JSONL, {name}: two processes to one", took["jsonl, one process"] / took["jsonl"], 1.2, at_least=True)
    yield Row(f"check, {name}: to raw read", took["check"] / took["raw"], 3.5)


def raw(corpus: Path) -> None:
    """Read every file."""
    for name in sorted(os.listdir(corpus)):  # noqa: PTH208 - the barest way
        with open(f"{corpus}/{name}", "rb") as file:  # noqa: PTH123 - the barest way
            file.read()


def bound(corpus: Path) -> None:
    """Read every file; decode and encode again those in JSON."""
    for name in sorted(os.listdir(corpus)):  # noqa: PTH208 - the barest way
        with open(f"{corpus}/{name}", "rb") as file:  # noqa: PTH123 - the barest way
            data = file.read()
        if name.endswith(".json"):
            msgspec.json.encode(msgspec.json.decode(data))


def _export(corpus: Path, name: str, *more: str) -> None:
    out = PLACE / "out"
    shutil.rmtree(out, ignore_errors=True)
    _run(["export", str(corpus), "--format", name, "--output", str(out), *more])


def _check(corpus: Path) -> None:
    _run(["check", str(corpus)])


def _run(arguments: list[str]) -> None:
    with Path(os.devnull).open("w") as nowhere:
        saved = sys.stderr, sys.stdout
        sys.stderr = sys.stdout = nowhere
        try:
            code = main(arguments)
        finally:
            sys.stderr, sys.stdout = saved
    assert code == 0, arguments


def _memory(most: int) -> Iterator[Row]:
    """Peak of the process and its workers together, at many articles against a thousand.

    A thousand articles are one Parquet shard, the work of one process: so are the many, then.
    """
    few = make(PLACE / "corpus-1000", 1000)
    for name, workers in (("jsonl", 2), ("huggingface", 1)):
        share = _peak(PLACE / f"corpus-{most}", name, workers) / _peak(few, name, workers)
        yield Row(f"peak memory, {name}: {most:,} articles to 1,000", share, 1.2)


def _peak(corpus: Path, name: str, workers: int) -> float:
    import psutil

    out = PLACE / "out"
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "analyst_app", "export", str(corpus), "--format", name, "--output", str(out)]
    process = psutil.Popen([*command, "--workers", str(workers)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = 0
    while process.poll() is None:
        try:
            family = [process, *process.children(recursive=True)]
            peak = max(peak, sum(one.memory_full_info().pss for one in family))
        except (psutil.NoSuchProcess, psutil.AccessDenied, FileNotFoundError):
            continue
        time.sleep(0.05)
    assert process.returncode == 0
    return float(peak)


def _watching(corpus: Path) -> Row:
    """What it costs to tell of progress and ask for a cancel."""
    from analyst_app.export.engine import Onlooker
    from analyst_app.export.exporting import ExportRequest, export

    plain, watched = [], []
    for _ in range(ROUNDS):
        for times, watch in ((plain, None), (watched, Onlooker(lambda done, total: None, lambda: False))):
            shutil.rmtree(PLACE / "out", ignore_errors=True)
            request = ExportRequest(corpus=corpus, output=PLACE / "out", workers=1)
            times.append(_seconds(lambda request=request, watch=watch: export(request, watch)))
    return Row("progress and cancel cost", 100 * max(0.0, median(watched) / median(plain) - 1), 2, "%")


def _seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start
