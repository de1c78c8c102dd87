"""What is proposed for a whole article, by processor time: of 1 MB, and how it grows from 10 kB on."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from statistics import linear_regression

from tests.benchmarks.rows import Row
from tests.varied_article import varied_article

LENGTHS = (10_000, 50_000, 200_000, 1_000_000)
_ROUNDS = 3


def rows() -> Iterator[Row]:
    """All figures of this room."""
    from analyst_app.assist.suggestions import suggestions
    from analyst_app.language.languages import language

    suggestions(varied_article(1_000), language("en"))
    cost = dict.fromkeys(LENGTHS, math.inf)
    for _ in range(_ROUNDS):
        for length in LENGTHS:
            text, begin = varied_article(length), time.process_time()
            suggestions(text, language("en"))
            cost[length] = min(cost[length], time.process_time() - begin)
    yield Row("suggest: an article of 1 MB", cost[LENGTHS[-1]], 3, "s")
    growth = linear_regression([math.log(length) for length in LENGTHS], [math.log(cost[n]) for n in LENGTHS])
    yield Row("suggest: growth from 10 kB to 1 MB, exponent", growth.slope, 1.05, "")
