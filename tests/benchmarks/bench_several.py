"""Several readers at once at the real window: how long a person waits for them, and for each key.

Opening counts from the button of the dialog until the review is painted and
the next key decides, less opening the article with one layer, in turn in one
window, by the wall clock; a key until what it changed is painted, processor
time of the GUI thread. Both as in ``bench_review_window``.
"""

from __future__ import annotations

import gc
import math
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.benchmarks.bench_review_window import ReviewBench, Taken
from tests.benchmarks.rows import Row
from tests.review.made_layers import several_layers

_TURNS = 7
_FRAME = 16.6


def rows() -> Iterator[Row]:
    """All figures of this room."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        bench = ReviewBench(Path(folder))
        yield from _opening(bench)
        yield from _deciding(bench)
        bench.close()


def _compare_all(bench: ReviewBench) -> Taken:
    """Until all readers are shown and the next key decides."""
    bench.beginning.ask()
    bench.until(lambda: bench.window.findChild(QObject, "compare_dialog") is not None)
    button = bench.window.findChild(QAbstractButton, "compare_all")
    gc.collect()
    began = Taken.now()
    button.click()
    bench.until(lambda: bench.review is not None)
    QApplication.processEvents()
    shown = Taken.since(began)
    bench.until(lambda: not bench.tasks._waiting)
    return shown


def _opening(bench: ReviewBench) -> Iterator[Row]:
    layers, length = several_layers(2_000, 5)
    path = bench.article("five.txt", tuple(layers), max(length, 100_000))
    clock, work = [], []
    for turn in range(_TURNS + 1):
        one = bench.open(path)
        five = _compare_all(bench)
        if turn:  # the first fills caches
            clock.append(five.clock - one.clock)
            work.append(five.work - one.work)
        bench.leave()
    what = "review: five readers at once (2,000 each), ready for a decision, over opening one"
    yield Row(what, median(clock), 0.5, "s")
    yield Row(f"{what}, processor time", median(work), math.inf, "s")


def _deciding(bench: ReviewBench) -> Iterator[Row]:
    for readers in (2, 3, 5):
        layers, length = several_layers(20_000, readers)
        path = bench.article(f"{readers}.txt", tuple(layers), max(length, 1_000_000))
        bench.open(path)
        if readers == 2:  # the yardstick
            bench.compare()
        else:
            _compare_all(bench)
        first = bench.press(Qt.Key.Key_1)
        later = [bench.press(Qt.Key.Key_1 if n % 2 else Qt.Key.Key_2) for n in range(60)]
        bench.leave()
        goal = math.inf if readers == 2 else _FRAME
        yield Row(
            f"review: a decision among {readers} readers (20,000 each), key to painted", median(later), goal, "ms"
        )
        yield Row(f"review: the first decision among {readers} readers (20,000 each)", first, math.inf, "ms")
