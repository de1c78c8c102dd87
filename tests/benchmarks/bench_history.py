"""Keeping an earlier save of a layer, beside the earlier saves of many others."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from analyst_app.storage import layer_history
from tests.benchmarks.rows import Row
from tests.benchmarks.turns import Spread

OTHERS = 3_000
_ROUNDS = 30
_PIECES = [b'{"format": "an invented layer"}\n' * 300]


def rows() -> Iterator[Row]:
    """All figures of this room."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        for others in (0, OTHERS):
            state = Path(name) / str(others)
            began, started = time.perf_counter(), time.time()
            for number in range(others):
                layer_history.keep(_of(state, number), _PIECES)
            if others:
                yield Row(
                    f"a save of each of {others:,} layers kept for the first time", time.perf_counter() - began, 6, "s"
                )
            spent = []
            for turn in range(_ROUNDS):
                begins = time.perf_counter()
                pieces = [*_PIECES, b"%d\n" % turn]
                assert layer_history.keep(_of(state, others), pieces, now=started + 600 * turn)
                spent.append((time.perf_counter() - begins) * 1e3)
            yield Spread.of(spent).row(f"a save kept beside those of {others:,} other layers", 2, "ms")


def _of(state: Path, number: int) -> Path:
    return layer_history.folder_of(state, state / f"article-{number}.txt.alice.annotations.json")
