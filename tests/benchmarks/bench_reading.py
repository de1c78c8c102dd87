"""The API: the import, and a corpus of 10,000 articles to frames against reading the same as Parquet and JSON.

The yardstick reads the three tables from Parquet files into pandas, and decodes every sidecar with the standard
library, as who has no API does; processor time, in turn, since both are the work of one thread.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.benchmarks.bench_export import PLACE
from tests.benchmarks.export_corpus import make
from tests.benchmarks.rows import Row

ROUNDS = 5
IMPORT = "import time; t = time.perf_counter(); import analyst_app; print(time.perf_counter() - t)"
READ = """
import json, os, sys, time
import pandas, pyarrow.parquet
corpus, tables = sys.argv[1:]
t = time.process_time()
frames = [pyarrow.parquet.read_table(f"{tables}/{name}.parquet").to_pandas() for name in ("spans", "links", "articles")]
for name in sorted(os.listdir(corpus)):
    if name.endswith(".json"):
        with open(f"{corpus}/{name}", "rb") as file:
            json.loads(file.read())
print(time.process_time() - t)
"""
OURS = """
import sys, time
import pandas, pyarrow, pyarrow.compute
import analyst_app as aa
aa.open(sys.argv[3]).to_pandas()
t = time.process_time()
frames = aa.open(sys.argv[1]).to_pandas()
print(time.process_time() - t)
assert len(frames.spans) == int(sys.argv[4]), frames.problems
"""


def rows() -> Iterator[Row]:
    """The figures of issue 17."""
    imported = [1000 * said(IMPORT) for _ in range(2 * ROUNDS)]
    yield Row("import analyst_app", median(imported), 30, "ms", low=min(imported), high=max(imported))
    import pyarrow.parquet as pq

    import analyst_app as aa

    size = int(os.environ.get("ANALYST_BENCH_ARTICLES", "10000").partition(",")[0])
    corpus, tables = make(PLACE / f"corpus-{size}", size), PLACE / f"tables-{size}"
    tables.mkdir(exist_ok=True)
    made = aa.open(corpus).to_arrow()
    for name in ("spans", "links", "articles"):
        pq.write_table(getattr(made, name), tables / f"{name}.parquet")
    spans = made.spans.num_rows
    few = make(PLACE / "corpus-100", 100)
    shares = []
    for _ in range(ROUNDS):
        bare = said(READ, corpus, tables)
        shares.append(bare / said(OURS, corpus, tables, few, spans))
    yield Row(
        f"aa.open of {size:,} articles to frames: share of reading them as Parquet, and decoding the sidecars",
        median(shares),
        0.5,
        at_least=True,
        low=min(shares),
        high=max(shares),
        why="reading with its checks (each layer's bytes against its own encoding, each annotation's words against the"
        " article) takes half of the time, and more than decoding alone; columns of Python's objects take most of the"
        " rest",
    )


def said(code: str, *words: object) -> float:
    """The seconds that a program of its own says."""
    command = [sys.executable, "-c", code, *map(str, words)]
    root = Path(__file__).parents[2]
    return float(subprocess.run(command, capture_output=True, text=True, check=True, cwd=root).stdout)
