"""Pauses of the real window over one quote with 300,000 links: opened, deleted, undone, made again and saved.

A timer of the window beats every 10 ms. A pause is how much longer than that
two beats lie apart: so long a person's key or click would have waited. It is
wall time, and whatever else the machine does lengthens it.
"""

from __future__ import annotations

import gc
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import Change
from analyst_app.resources import built_in_codebook
from analyst_app.session.session import Session
from tests.benchmarks.rows import Row
from tests.benchmarks.standing_window import StandingWindow
from tests.saves import save_now

_LINKS, _ACTORS = 300_000, 1_000
_BEAT = 0.010
_GOAL = 100
_ROUNDS = 5
_PATIENCE = 60
_QUIET = 0.3
"""Seconds without any work until what was done counts as over: what comes right after it counts, too."""


def rows() -> Iterator[Row]:
    """All figures of this room."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        bench = _Bench(Path(folder))
        pauses: dict[str, list[float]] = {}
        for turn in range(_ROUNDS + 1):
            for what, pause in bench.round():
                if turn:  # the first fills caches
                    pauses.setdefault(what, []).append(pause)
        bench.close()
    for what, measured in pauses.items():
        yield Row(f"{_LINKS:,} links on one quote, {what}: longest pause, median", median(measured), _GOAL, "ms")
        yield Row(f"{_LINKS:,} links on one quote, {what}: longest pause, worst", max(measured), _GOAL, "ms")


def _make(path: Path, *, state: Path) -> None:
    path.write_text("Anna said so. " * _ACTORS, "utf-8")
    codebook = Codebook.from_data(built_in_codebook())
    session = Session.load(path, Session.read_article(path), layer_id="a", codebook=codebook, state=state)
    actors = [Annotation(f"a{n}", "actor", 14 * n, 14 * n + 4) for n in range(_ACTORS)]
    links = [Link(f"l{n:06}", "speaker", "quote", f"a{n % _ACTORS}") for n in range(_LINKS)]
    session.do("make", Change((), (*actors, Annotation("quote", "quote", 5, 12), *links)))
    save_now(session)
    session.close()


class _Heart:
    """Beats on the window's thread and keeps the longest pause."""

    def __init__(self) -> None:
        self._longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(round(1000 * _BEAT))

    def _beat(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last - _BEAT)
        self._last = now

    def begin(self) -> None:
        self._longest, self._last = 0.0, time.perf_counter()

    @property
    def longest(self) -> float:
        """Milliseconds, since it began."""
        self._beat()
        return 1000 * self._longest

    def stop(self) -> None:
        self._timer.stop()


class _Bench(StandingWindow):
    """A window, and an article with the links."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "linked.txt"
        _make(self.path, state=folder / "state")
        super().__init__(folder)
        self.heart = _Heart()
        self._open(self.away)
        self._rest()

    def round(self) -> Iterator[tuple[str, float]]:
        """Milliseconds of the longest pause of each thing that is done."""
        yield "opened", self._during(lambda: self._open(self.path))
        session = self.bridge.session
        assert session is not None
        store = session.store
        assert len(store.links) == _LINKS
        quote = store.annotation("quote")
        assert quote is not None
        self._until(lambda: not session.read_only)
        yield "deleted", self._during(lambda: self.bridge.do("Delete", edits.remove(store, [quote])), until=0)
        assert not store.links
        yield "undone beside what saves that", self._during(self._turn_while_saving(self.bridge.undo))
        assert len(store.links) == _LINKS
        yield "made again beside what saves that", self._during(self._turn_while_saving(self.bridge.redo))
        assert not store.links
        self.bridge.undo()
        self._rest()
        actor = store.annotation("a0")
        assert actor is not None
        self.bridge.do("Note", edits.set_note(actor, f"note {time.time()}"))
        yield "saved", self._during(self.autosave.save_all)
        self._open(self.away)
        self._rest()
        self.forget_all()
        self._rest()

    def close(self) -> None:
        self.heart.stop()
        super().close()

    # -- inside ----------------------------------------------------------------

    def _turn_while_saving(self, turn: Callable[[], object]) -> Callable[[], None]:
        def act() -> None:
            self.autosave.save_all()
            self._wait(0.15)
            turn()

        return act

    def _during(self, act: Callable[[], object], until: float | None = None) -> float:
        gc.collect()
        gc.freeze()
        self.heart.begin()
        act()
        if until is None:
            self._rest()
        else:
            QApplication.processEvents()
        return self.heart.longest

    def _open(self, path: Path) -> None:
        loaded: list[object] = []
        connection = self.desk.loaded.connect(loaded.append)
        self.furniture.opener.open_paths([path])
        self._until(lambda: loaded)
        self.desk.loaded.disconnect(connection)

    def _rest(self) -> None:
        """Until nothing runs any more, and a while longer."""
        self._until(lambda: self.is_idle)
        self._wait(_QUIET)
        self._until(lambda: self.is_idle)

    def _wait(self, seconds: float) -> None:
        QTest.qWait(round(1000 * seconds))

    def _until(self, is_so: Callable[[], object]) -> None:
        end = time.monotonic() + _PATIENCE
        while not is_so():
            assert time.monotonic() < end
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
