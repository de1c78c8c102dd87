"""Measuring in turn: what is measured and its yardstick alternate, so that both meet the same state of the machine."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import NamedTuple

from tests.benchmarks.rows import Row

Clock = Callable[[], float]
Work = Callable[[], object]


class Spread(NamedTuple):
    """What several measurements gave."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        return cls(median(values), min(values), max(values))

    def row(self, operation: str, goal: float, unit: str = "×", *, at_least: bool = False, why: str = "") -> Row:
        return Row(operation, self.median, goal, unit, at_least, self.low, self.high, why)


def processor_time() -> float:
    """Seconds of work of this process and of its children that have ended: others on the machine do not count."""
    try:
        import resource
    except ImportError:  # Windows, where children are not counted
        return time.process_time()
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def seconds(work: Work, clock: Clock = time.perf_counter) -> float:
    """How long it takes by a clock."""
    gc.collect()
    began = clock()
    work()
    return clock() - began


def in_turn(works: Sequence[Work], rounds: int, clock: Clock = processor_time) -> list[list[float]]:
    """Seconds of each, one list a work: A B A B …; a first round fills caches and does not count.

    Args:
        works: what is measured.
        rounds: that count.
        clock: which clock; processor time, or ``time.perf_counter`` for what a person waits for.
    """
    taken: list[list[float]] = [[] for _ in works]
    for turn in range(rounds + 1):
        for own, work in zip(taken, works, strict=True):
            spent = seconds(work, clock)
            if turn:
                own.append(spent)
    return taken


def ratio(ours: Work, theirs: Work, rounds: int = 5, clock: Clock = processor_time) -> Spread:
    """How many times as long ours takes, round by round."""
    one, other = in_turn([ours, theirs], rounds, clock)
    return quotients(one, other)


def quotients(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """The ratios of measurements that were taken in turn."""
    return Spread.of([a / b for a, b in zip(ours, theirs, strict=True)])


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """How a cost grows: the slope of its logarithm over the logarithm of the size, by least squares.

    1 is in line with the size, 2 with its square.

    Args:
        sizes: at least four, so that one odd measurement does not decide.
        costs: of each, in any unit.
    """
    x, y = [math.log(size) for size in sizes], [math.log(cost) for cost in costs]
    mean_x, mean_y = sum(x) / len(x), sum(y) / len(y)
    return sum((a - mean_x) * (b - mean_y) for a, b in zip(x, y, strict=True)) / sum((a - mean_x) ** 2 for a in x)
