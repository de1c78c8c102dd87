"""Review at the real window: how long a person waits for a comparison, and for each key in it.

Opening counts from Enter in the dialog, with one of the two layers open, until
the review is painted, its differences are listed, and the next key decides;
the yardstick is opening the article with one layer, from the order to open it
until the layer is painted and its table filled. Both are measured in turn, in
one window, with everything that runs beside it: as processor time of all
threads of the process, which others on the machine do not stretch, and by the
wall clock. The agreement comes later, from a worker; until then is a row too.

A key counts until what it changed is painted: processor time of the GUI
thread, so that others on the machine do not count.
"""

from __future__ import annotations

import gc
import math
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation, Entry
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import Change
from analyst_app.resources import built_in_codebook
from analyst_app.session.session import Session
from analyst_app.ui.review.open_review import OpenReview
from analyst_app.ui.review.review_beginning import ReviewBeginning
from analyst_app.ui.review.review_page import ReviewPage
from analyst_app.ui.review.review_session import ReviewSession
from tests.benchmarks.bench_view import article as made_article
from tests.benchmarks.rows import Row
from tests.benchmarks.standing_window import StandingWindow
from tests.review.made_layers import two_layers
from tests.saves import save_now

_FRAME = 16.6
_TURNS = 7
_PATIENCE = 60
_CTRL, _NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def rows() -> Iterator[Row]:
    """All figures of this room."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        bench = ReviewBench(Path(folder))
        yield from _opening(bench)
        yield from _deciding(bench)
        yield from _deciding_among_many(bench)
        yield from _alike(bench)
        bench.close()


class Taken(NamedTuple):
    """Seconds."""

    work: float
    """Processor time of all threads."""
    clock: float

    @classmethod
    def now(cls) -> Taken:
        return cls(time.process_time(), time.perf_counter())

    @classmethod
    def since(cls, began: Taken) -> Taken:
        now = cls.now()
        return cls(now.work - began.work, now.clock - began.clock)


def _ratio(some: list[Taken], others: list[Taken], field: int) -> float:
    return median(one[field] for one in some) / median(one[field] for one in others)


class ReviewBench(StandingWindow):
    """A window, and the articles that are opened in it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.open(self.away)
        _ = self.page.view  # made by the first review of a day
        self.gaps: list[float] = []
        """Seconds for which the window did not answer, since this was emptied."""

    @property
    def page(self) -> ReviewPage:
        return self.window.findChild(ReviewPage)

    @property
    def beginning(self) -> ReviewBeginning:
        return self.window.findChild(ReviewBeginning)

    @property
    def review(self) -> ReviewSession | None:
        return self.window.findChild(OpenReview).review

    def until(self, is_so: Callable[[], object]) -> None:
        end = time.monotonic() + _PATIENCE
        while not is_so():
            began = time.perf_counter()
            QApplication.processEvents()
            self.gaps.append(time.perf_counter() - began)
            time.sleep(0.0002)
            assert time.monotonic() < end

    def longest(self, is_so: Callable[[], object]) -> float:
        """Milliseconds of the GUI thread, the longest at a time until something is so."""
        longest = 0.0
        while not is_so():
            began = time.thread_time()
            QApplication.processEvents()
            longest = max(longest, (time.thread_time() - began) * 1e3)
            time.sleep(0.0002)
        return longest

    @property
    def decided(self) -> list[Entry]:
        """The decisions that gold has."""
        session = self.bridge.session
        return session.store.entries("decisions") if session is not None else []

    def rest(self) -> None:
        """Wait until nothing runs any more."""
        QTest.qWait(50)
        self.until(lambda: self.is_idle)
        QApplication.processEvents()

    def open(self, path: Path) -> Taken:
        """Until an article's layer is open and painted."""
        loaded: list[object] = []
        connection = self.desk.loaded.connect(loaded.append)
        began = Taken.now()
        self.furniture.opener.open_paths([path])
        self.gaps = []
        self.until(lambda: loaded)
        QApplication.processEvents()
        took = Taken.since(began)
        self.desk.loaded.disconnect(connection)
        self.rest()
        return took

    def compare(self, dialog_name: str = "compare_dialog") -> tuple[Taken, Taken]:
        """Until the comparison, or check, is painted and ready, and until the agreement is there too."""
        self.beginning.ask()
        self.until(lambda: self.window.findChild(QObject, dialog_name) is not None)
        dialog = self.window.findChild(QObject, dialog_name)
        gc.collect()
        self.gaps = []
        began = Taken.now()
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        self.until(lambda: self.review is not None)
        QApplication.processEvents()
        shown = Taken.since(began)
        self.until(lambda: self.review is not None and self.review.board.before is not None)
        whole = Taken.since(began)
        self.until(lambda: not self.tasks._waiting)
        return shown, whole

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> float:
        """Milliseconds of the GUI thread until what a key did is painted."""
        text = self.page.view.text  # to look for it is no part of the key
        began = time.thread_time()
        QTest.keyClick(text, key, held)
        QApplication.processEvents()
        return (time.thread_time() - began) * 1e3

    def leave(self) -> None:
        """Leave the review and forget its gold, in memory and on disk."""
        self.autosave.save_all()
        self.rest()
        self.beginning.leave()
        self.rest()
        self.open(self.away)
        self.forget_all()
        for gold in self.folder.glob("*.gold-*"):
            gold.unlink()

    def article(self, name: str, layers: tuple[Reading, ...], length: int) -> Path:
        path = self.folder / name
        path.write_text(made_article(length), "utf-8")
        document = Session.read_article(path)
        for layer in layers:
            session = Session.load(
                path,
                document,
                layer_id=layer.layer,
                codebook=Codebook.from_data(built_in_codebook()),
                state=self.folder / "state",
            )
            session.do("make", Change((), (*layer.annotations, *layer.links)))
            save_now(session)
        return path


def _opening(bench: ReviewBench) -> Iterator[Row]:
    a, b, length = two_layers(20_000)
    path = bench.article("long.txt", (a, b), max(length, 1_000_000))
    one, shown, whole, gaps, chips, first = [], [], [], [], [], []
    for turn in range(_TURNS + 1):
        alone = bench.open(path)
        ready, complete = bench.compare()
        if turn:  # the first fills caches
            one.append(alone)
            shown.append(ready)
            whole.append(complete)
            gaps.append(max(bench.gaps) * 1e3)
            chips.append(_chip(bench))
            first.append(bench.press(Qt.Key.Key_1))
        bench.leave()
    what = "review: comparing the open layer with another (1 MB, 20,000 + 20,000)"
    yield Row(f"{what}, ready for a decision, against opening one", _ratio(shown, one, 0), 2.0)
    yield Row(f"{what}, the same by the wall clock", _ratio(shown, one, 1), 2.0)
    yield Row(f"{what}, ready for a decision", median(taken.clock for taken in shown), math.inf, "s")
    yield Row(f"{what}, agreement too, against opening one", _ratio(whole, one, 0), math.inf)
    yield Row(f"{what}: longest pause of the window, median", median(gaps), math.inf, "ms")
    yield Row("review: a filter chip at 20,000 + 20,000", median(chips), math.inf, "ms")
    yield Row("review: the first decision at 20,000 + 20,000, key to painted", median(first), math.inf, "ms")


def _chip(bench: ReviewBench) -> float:
    chip = bench.window.findChild(QObject, "chip_boundary")
    began = time.thread_time()
    chip.click()  # type: ignore[union-attr]
    QApplication.processEvents()
    took = (time.thread_time() - began) * 1e3
    chip.click()  # type: ignore[union-attr]
    QApplication.processEvents()
    return took


def _deciding(bench: ReviewBench) -> Iterator[Row]:
    a, b, length = two_layers(2_000)
    path = bench.article("medium.txt", (a, b), max(length, 100_000))
    first, later = [], []
    for _ in range(_TURNS):
        bench.open(path)
        bench.compare()
        first.append(bench.press(Qt.Key.Key_1))
        later += [bench.press(Qt.Key.Key_1) for _ in range(30)]
        bench.leave()
    yield Row("review: the first decision (2,000), key to painted, median", median(first), _FRAME, "ms")
    yield Row("review: a decision (2,000), key to painted, median", median(later), _FRAME, "ms")
    yield Row("review: a decision (2,000), key to painted, p95", sorted(later)[int(len(later) * 0.95)], math.inf, "ms")


def _deciding_among_many(bench: ReviewBench) -> Iterator[Row]:
    """The keys of a comparison of 20,000 with 20,000, and of a check of 20,000: take, look, another tag, undo."""
    a, b, length = two_layers(20_000)
    for name, layers, dialog in (("compared", (a, b), "compare_dialog"), ("checked", (b,), "check_dialog")):
        path = bench.article(f"{name}.txt", layers, max(length, 1_000_000))
        bench.open(path)
        bench.compare(dialog)
        bench.press(Qt.Key.Key_1)
        bench.rest()
        keys = [(Qt.Key.Key_1, _NONE), (Qt.Key.Key_N, _NONE), (Qt.Key.Key_X, Qt.KeyboardModifier.ShiftModifier)]
        for key, held in (*keys, (Qt.Key.Key_Z, _CTRL)):
            times = sorted(bench.press(key, held) for _ in range(31))
            what = f"review: 20,000 {name}, {held.name[0] if held else ''}{key.name.removeprefix('Key_')} to painted"
            yield Row(f"{what}, median", median(times), _FRAME, "ms", low=times[0], high=times[-1])
        bench.leave()


def _alike(bench: ReviewBench) -> Iterator[Row]:
    spans = [(n * 60, n * 60 + 30) for n in range(4_000)]
    a = Reading("a", [Annotation(f"a{n}", "claim", *span) for n, span in enumerate(spans)])
    b = Reading("b", [Annotation(f"b{n}", "claim", *span) for n, span in enumerate(spans[:2_000])])
    path = bench.article("alike.txt", (a, b), 4_000 * 60)
    settled, undone = [], []
    for _ in range(3):
        bench.open(path)
        bench.compare()
        bench.press(Qt.Key.Key_1, _CTRL)
        settled.append(max(bench.press(Qt.Key.Key_1, _CTRL), bench.longest(lambda: len(bench.decided) == 2_000)))
        bench.rest()
        undone.append(bench.press(Qt.Key.Key_Z, _CTRL))
        assert not bench.decided
        bench.leave()
    yield Row("review: 2,000 alike decided in one step, pause of the window", median(settled), math.inf, "ms")
    yield Row("review: that undone, pause of the window", median(undone), math.inf, "ms")
