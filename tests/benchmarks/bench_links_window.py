"""Pauses of the real window over one quote with 300,000 links: opened, deleted, undone, made again and saved.

A timer of the window beats every 10 ms. A pause is how much longer than that
two beats lie apart: so long a person's key or click would have waited. It is
wall time, and whatever else the machine does lengthens it.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import Change
from analyst_app.resources import built_in_codebook
from analyst_app.session.session import Session
from tests.benchmarks.rows import Row
from tests.benchmarks.standing_window import WatchedWindow
from tests.saves import save_now

_LINKS, _ACTORS = 300_000, 1_000
_GOAL = 100
_ROUNDS = 5


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


class _Bench(WatchedWindow):
    """A window, and an article with the links."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "linked.txt"
        _make(self.path, state=folder / "state")
        super().__init__(folder)
        self.show(self.away)
        self.rest()

    def round(self) -> Iterator[tuple[str, float]]:
        """Milliseconds of the longest pause of each thing that is done."""
        yield "opened", self.during(lambda: self.show(self.path))
        session = self.bridge.session
        assert session is not None
        store = session.store
        assert len(store.links) == _LINKS
        quote = store.annotation("quote")
        assert quote is not None
        self.until(lambda: not session.read_only)
        yield "deleted", self.during(lambda: self.bridge.do("Delete", edits.remove(store, [quote])), at_once=True)
        assert not store.links
        yield "undone beside what saves that", self.during(self._turn_while_saving(self.bridge.undo))
        assert len(store.links) == _LINKS
        yield "made again beside what saves that", self.during(self._turn_while_saving(self.bridge.redo))
        assert not store.links
        self.bridge.undo()
        self.rest()
        actor = store.annotation("a0")
        assert actor is not None
        self.bridge.do("Note", edits.set_note(actor, f"note {time.time()}"))
        yield "saved", self.during(self.autosave.save_all)
        self.show(self.away)
        self.rest()
        self.forget_all()
        self.rest()

    # -- inside ----------------------------------------------------------------

    def _turn_while_saving(self, turn: Callable[[], object]) -> Callable[[], None]:
        def act() -> None:
            self.autosave.save_all()
            self.wait(0.15)
            turn()

        return act
