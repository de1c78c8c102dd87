"""Decisions that came back, at the real window: how long each key takes where there are 5,000 of them.

A key counts until what it changed is painted: processor time of the GUI
thread, so that others on the machine do not count.
"""

from __future__ import annotations

import math
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.resources import built_in_codebook
from analyst_app.review.adjudicate import Review
from analyst_app.review.decisions import Ruling
from analyst_app.review.one_reading import NOBODY
from analyst_app.session.session import Session
from analyst_app.ui.review.returned.returned_commands import ReturnedCommands
from tests.benchmarks.rows import Row
from tests.benchmarks.standing_window import WatchedWindow
from tests.saves import save_now

_FRAME = 16.6
_COUNT = 5_000
_SENTENCE = "The depot will close in May, says the mayor of the town. "
_PRESSES = 41
_CTRL, _NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
_KEYS = (("N", Qt.Key.Key_N, _NONE), ("P", Qt.Key.Key_P, _NONE), ("A", Qt.Key.Key_A, _NONE),
         ("Ctrl+Z", Qt.Key.Key_Z, _CTRL), ("a tag key", Qt.Key.Key_Q, _NONE))  # fmt: skip


def rows() -> Iterator[Row]:
    """All figures of this room."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        window = WatchedWindow(Path(folder))
        path = _article(Path(folder))
        pause = window.during(lambda: window.show(path))
        yield Row("returned: opening her article with 5,000 decisions, longest pause", pause, math.inf, "ms")
        window.until(lambda: window.is_idle)
        action = window.window.findChild(QAction, "review.returned")
        assert action is not None
        yield Row("returned: 5,000 decisions are shown", _timed(action.trigger), math.inf, "ms")
        course = window.window.findChild(ReturnedCommands).course
        assert len(course.items) == _COUNT
        for name, key, held in _KEYS:
            yield _row(name, [_press(key, held) for _ in range(_PRESSES)])
        yield _row("C, words, Enter", [_contest() for _ in range(_PRESSES)])
        assert course.waiting == _COUNT - _PRESSES
        yield Row("returned: Esc among 5,000 decisions", _press(Qt.Key.Key_Escape, _NONE), math.inf, "ms")
        window.rest()
        window.close()


def _row(name: str, times: list[float]) -> Row:
    what = f"returned: {name} among 5,000 decisions to painted, median"
    return Row(what, median(times), _FRAME, "ms", low=min(times), high=max(times))


def _timed(act: object) -> float:
    began = time.thread_time()
    act()  # type: ignore[operator]
    QApplication.processEvents()
    return (time.thread_time() - began) * 1e3


def _press(key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> float:
    focus = QApplication.focusWidget()
    assert focus is not None
    return _timed(lambda: QTest.keyClick(focus, key, held))


def _contest() -> float:
    """The longest of the three."""
    asked = _press(Qt.Key.Key_C)
    return max(asked, _press(Qt.Key.Key_X), _press(Qt.Key.Key_Return))


def _article(folder: Path) -> Path:
    """Alice has tagged a claim in each of 5,000 sentences; max has moved the end of each third, and rejected others."""
    path = folder / "long.txt"
    path.write_text("".join(f"{_SENTENCE}\n" if n % 5 == 4 else _SENTENCE for n in range(_COUNT)), "utf-8")
    document = Session.read_article(path)
    starts = [place for place in range(len(document)) if document.text.startswith(_SENTENCE[:9], place)]
    hers = [Annotation(f"a{n}", "claim", start, start + 27) for n, start in enumerate(starts)]
    _save(path, document, "a", Change((), tuple(hers)))
    gold = AnnotationStore(length=len(document))
    review = Review(
        Reading("a", hers, []), Reading(NOBODY, [], []),
        text=document.text, text_sha256=document.sha256, gold=gold, reviewer="max",
    )  # fmt: skip
    change = Change()
    for place in range(_COUNT):
        one = review.differences[place].a[0]
        moved = Ruling("own", ("a",), own=(one._replace(end=one.end - 4),))
        made = review.decide([place], Ruling("take", (NOBODY,), "nothing_to_tag") if place % 3 else moved)
        gold.apply(made)
        review.heard(made)
    change = Change((), (*gold.annotations, *gold.links, *gold.entries("decisions")))
    _save(path, document, "gold-max", change)
    return path


def _save(path: Path, document: Document, layer: str, change: Change) -> None:
    codebook = Codebook.from_data(built_in_codebook())
    session = Session.load(path, document, layer_id=layer, codebook=codebook, state=path.parent / "state")
    session.do("make", change)
    save_now(session)
