"""A quote against a source of 200 kB, taken apart anew each time, by processor time."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

from tests.assist.verifying.made_edits import TUNED, edits, speech
from tests.benchmarks.rows import Row
from tests.benchmarks.turns import Spread

SIZE = 200_000
_WORDS = ("committee", "harbour", "union", "quay", "mill", "depot", "winter", "nobody", "again", "said", "that", "the")


def rows() -> Iterator[Row]:
    """All figures of this room."""
    from analyst_app.assist.verifying.judgement import judged
    from analyst_app.assist.verifying.source_places import SourceText

    picked = random.Random(1)
    said = speech(TUNED, 1)
    filler = " ".join(picked.choice(_WORDS) for _ in range(SIZE // 4))[: SIZE - len(said)]
    text = f"{filler[: SIZE // 2]}. {said} {filler[SIZE // 2 :]}"
    taken = []
    for edit in edits(TUNED):
        begin = time.process_time()
        judged(edit.quote, SourceText(text), "en")
        taken.append(1_000 * (time.process_time() - begin))
    yield Spread.of(taken).row("verify: a quote against 200 kB", 100, "ms")
