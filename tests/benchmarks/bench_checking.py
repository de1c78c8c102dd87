"""The linter on 1,000 articles of 3 kB with 20 annotations each, by processor time."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import export_corpus
from tests.benchmarks.rows import Row
from tests.benchmarks.turns import Spread

ARTICLES = 1_000
_ROUNDS = 3


def rows() -> Iterator[Row]:
    """All figures of this room."""
    from analyst_app.assist.checking.corpus_findings import StyleCheck
    from analyst_app.corpus.sealing import Seal

    with tempfile.TemporaryDirectory() as place:
        folder = export_corpus.make(Path(place) / "corpus", ARTICLES)
        taken = []
        for _ in range(_ROUNDS):
            begin = time.process_time()
            StyleCheck(Path(place), Seal("alice", [folder]), say=print).of([folder])
            taken.append(time.process_time() - begin)
        yield Spread.of(taken).row("linter: 1,000 articles, all rules", 5, "s")
