"""The longest wait of the window after each key, with 200,000 annotations open: nothing may stop it over two frames."""

from __future__ import annotations

import itertools
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.span import Span
from analyst_app.core.store import Change
from analyst_app.session.session import Session
from analyst_app.ui.widgets.after_paint import after_paint
from tests.benchmarks.bench_view import codebook
from tests.benchmarks.rows import Row
from tests.benchmarks.standing_window import WatchedWindow
from tests.benchmarks.turns import Spread
from tests.saves import save_now

MANY = 200_000
_ROUNDS = 3
_GOAL = 33
_WHY = {
    "opening": "beside the layer's worker a piece of text waits for the interpreter, and new objects are collected",
}
_FIRST = ("Ada", "Omar", "Ilse", "Lena", "Jonas", "Rima", "Paulo", "Greta")
_LAST = ("Brandt", "Reyes", "Moor", "Ortiz", "Weber", "Haddad", "Silva", "Lind", "Kovac", "Dubois")
_SENTENCE = "“The depot at the harbour will close by May,” said {name}, who had seen the plan before. "
_CTRL = Qt.KeyboardModifier.ControlModifier


def rows() -> Iterator[Row]:
    """All figures of this room."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        bench = _Bench(Path(folder))
        waits: dict[str, list[float]] = {}
        for turn in range(_ROUNDS + 1):
            for what, wait in bench.round():
                if turn:  # the first fills caches
                    waits.setdefault(what, []).append(wait)
        bench.close()
    for what, measured in waits.items():
        goal = {"S, first rows": 16, "L": 25}.get(what, _GOAL)
        why = _WHY.get(what, "")
        yield Spread.of(measured).row(f"{MANY:,} annotations, longest wait: {what}", goal, "ms", why=why)
    yield Spread.of(bench.seen[1:]).row("a 6 MB article opened in a running window: text seen", 150, "ms")
    yield Spread.of(bench.whole[1:]).row("the same: its 200,000 annotations are there", 600, "ms")


def made(count: int) -> tuple[str, list[Annotation | Link]]:
    """A text in which eighty people speak in turn, and so many annotations of it.

    Each sentence has a quote and a claim; every second time that somebody speaks, the name is tagged and linked.
    """
    names = [f"{first} {last}" for last in _LAST for first in _FIRST]
    pieces: list[str] = []
    entries: list[Annotation | Link] = []
    at = annotations = 0
    for number in itertools.count():
        if annotations >= count:
            return "".join(pieces), entries
        name = names[number % len(names)]
        sentence = _SENTENCE.format(name=name) + ("\n\n" if number % 5 == 4 else "")
        quote = sentence.index("”") + 1
        key = f"{number:08x}-000{{}}-4000-8000-000000000000".format
        entries += Annotation(key(1), "quote", at, at + quote), Annotation(key(3), "claim", at + 1, at + quote - 2)
        annotations += 2
        if number % (2 * len(names)) < len(names):
            who = at + sentence.index(name)
            entries += Annotation(key(2), "actor", who, who + len(name)), Link(key(4), "speaker", key(1), key(2))
            annotations += 1
        pieces.append(sentence)
        at += len(sentence)
    raise AssertionError


class _Bench(WatchedWindow):
    """A window with an article of 200,000 annotations."""

    def __init__(self, folder: Path) -> None:
        text, entries = made(MANY)
        self.path = folder / "long.txt"
        self.path.write_text(text, "utf-8")
        session = Session.load(
            self.path, Session.read_article(self.path), layer_id="a", codebook=codebook(), state=folder / "state"
        )
        session.do("make", Change((), tuple(entries)))
        save_now(session)
        session.close()
        super().__init__(folder)
        self.view = self.window.prepare().view
        self.seen: list[float] = []
        """Milliseconds until the article's text was painted, each time that it was opened."""
        self.whole: list[float] = []
        """Milliseconds until its layer was there."""
        self.sentence = text.index("\n\n") // 5
        self.show(self.away)
        self.rest()

    def round(self) -> Iterator[tuple[str, float]]:
        """Milliseconds of the longest pause of each key."""
        yield "opening", self.during(self._open)
        self.until(lambda: self.view._loader.is_done)
        self.rest()
        yield from self._filtering()
        yield from self._tagging()
        yield from self._people()
        for name, action in (
            ("export dialog", "file.export"),
            ("overview", "corpus.overview"),
            ("codebook", "corpus.codebook"),
        ):
            yield name, self.during(lambda action=action: (self._choose(action), self.wait(0.5)))
            self._close_windows()
        yield "going to another article", self.during(lambda: self.show(self.away))
        self.rest()
        self.forget_all()
        self.rest()

    def _filtering(self) -> Iterator[tuple[str, float]]:
        field = self._named("annotation_filter")
        field.setFocus()
        for letter in "depot":
            yield "a letter in the table's filter", self.during(lambda letter=letter: QTest.keyClicks(field, letter))
        for _ in "depot":
            yield "a letter taken from it", self.during(lambda: QTest.keyClick(field, Qt.Key.Key_Backspace))
        self.view.setFocus()

    def _tagging(self) -> Iterator[tuple[str, float]]:
        for place in range(3):
            self.view.select(Span(place * self.sentence + 5, place * self.sentence + 14))
            yield "C", self._press(Qt.Key.Key_C, at_once=True)
            yield "Ctrl+S and what follows", self.during(self.autosave.save_all)
            self.autosave.save_all()
            yield "undo while a save runs, and what follows", self._press(Qt.Key.Key_Z, _CTRL)
        for key, name in ((Qt.Key.Key_N, "N"), (Qt.Key.Key_J, "J"), (Qt.Key.Key_P, "P")):
            yield name, self._press(key)

    def _people(self) -> Iterator[tuple[str, float]]:
        self.view.place_caret(2)
        yield "L", self._press(Qt.Key.Key_L)
        assert self._mode == "LINK"
        self._escape()
        self.view.place_caret(self.view.text.index("Ada Brandt") + 2)
        yield "S, first rows", self._press(Qt.Key.Key_S, at_once=True)
        yield "S, the rest of its rows", self.during(lambda: self.wait(1))
        assert self._mode == "SAME"
        self._escape()

    # -- inside ----------------------------------------------------------------

    def _open(self) -> None:
        began = time.perf_counter()

        def seen(_: object) -> None:
            after_paint(self.view.viewport(), lambda: self.seen.append((time.perf_counter() - began) * 1e3))

        connection = self.desk.text_shown.connect(seen)
        self.show(self.path)
        self.whole.append((time.perf_counter() - began) * 1e3)
        self.desk.text_shown.disconnect(connection)
        self.wait(2)

    def _press(
        self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, *, at_once: bool = False
    ) -> float:
        return self.during(lambda: QTest.keyClick(self.view, key, held), at_once=at_once)

    @property
    def _mode(self) -> str:
        chip = self.window.findChild(QLabel, "mode_chip")
        assert chip is not None
        return chip.text()

    def _escape(self) -> None:
        focus = QApplication.focusWidget() or self.view
        QTest.keyClick(focus, Qt.Key.Key_Escape)
        self.rest()

    def _named(self, name: str) -> QWidget:
        found = self.window.findChild(QWidget, name)
        assert found is not None, name
        return found

    def _choose(self, action: str) -> None:
        found = self.window.findChild(QAction, action)
        assert found is not None, action
        found.trigger()

    def _close_windows(self) -> None:
        for one in QApplication.topLevelWidgets():
            if one is not self.window and one.isVisible() and (isinstance(one, QDialog) or one.isWindow()):
                one.close()
        self.rest()
