"""The annotation table, and a whole window with all its panels, at 50 and at 200,000 annotations.

Processor time of the window's thread; what a person waits for by the clock is in the room ``waits``.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from analyst_app.core.annotation import Annotation
from analyst_app.core.document import Document
from analyst_app.core.finding import Search
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.preferences import Preferences
from analyst_app.session.session import Session
from analyst_app.ui.annotate.untagged_watch import UntaggedWatch
from analyst_app.ui.app import SWITCH_INTERVAL
from analyst_app.ui.files.session_bridge import SessionBridge
from analyst_app.ui.files.session_memory import Memory, Surroundings
from analyst_app.ui.main_window import MainWindow
from analyst_app.ui.panels.annotation_filter import AnnotationFilter
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from analyst_app.ui.start.housekeeping import Housekeeping
from analyst_app.ui.widgets.theme import Looks, theme
from tests.benchmarks.bench_view import annotations, article, codebook
from tests.benchmarks.rows import Row
from tests.saves import save_now

_FRAME = 16.6
_TIMES = 220
_WARM = 20


def rows() -> Iterator[Row]:
    """All figures of this room."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        yield from _table(Path(folder))
        with _as_the_app_runs():
            yield from _window(Path(folder))
    yield from _finding()


def settle() -> None:
    QApplication.processEvents()


def p99(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.99)]


def seconds(act: Callable[[], object]) -> float:
    began = time.thread_time()
    act()
    settle()
    return time.thread_time() - began


def _session(folder: Path, text: str, count: int) -> Session:
    path = folder / f"bench-{count}.txt"
    path.write_text(text, "utf-8")
    document = Document.from_bytes(text.encode(), name=path.name)
    session = Session.load(path, document, layer_id="bench", codebook=codebook(), state=folder / "state")
    reach = text if count > 1_000 else text[: count * 50]  # the same density where it is looked at
    session.do("Bench", Change((), tuple(annotations(reach, count))))
    save_now(session)
    return session


# -- the table alone ----------------------------------------------------------------


def _table(folder: Path) -> Iterator[Row]:
    text = article(10_000_000)
    panels = {count: _panel(_session(folder, text, count)) for count in (50, 200_000)}
    taken: dict[int, list[float]] = {count: [] for count in panels}
    for number in range(_TIMES):
        for count, (_, store) in panels.items():
            place = number * 7 % 2_000
            change = Change((), (Annotation(f"new-{number}", "quote", place, place + 30),))
            took = seconds(lambda store=store, change=change: store.apply(change))
            if number >= _WARM:
                taken[count].append(took)
    yield Row("annotation table: insert one of 200 k, p99", p99(taken[200_000]) * 1e3, _FRAME, "ms")
    yield Row("annotation table: insert, 200 k / 50", median(taken[200_000]) / median(taken[50]), 1.3)
    panel, _ = panels[200_000]
    first, whole = zip(*(_filtered(panel, words) for words in ("harbour", "depot")), strict=True)
    yield Row("annotation table: filter 200 k by words, first rows", max(first) * 1e3, 33, "ms")
    yield Row("annotation table: filter 200 k by words, all rows", max(whole) * 1e3, 1_000, "ms")
    panel.model.filter(words="", tags=None)
    settle()
    all_chosen = seconds(lambda: QTest.keyClick(panel.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier))
    yield Row("annotation table: choose all of 200 k", all_chosen * 1e3, 200, "ms")
    for one, _ in panels.values():
        one.close()
        one.deleteLater()
    settle()


def _filtered(panel: AnnotationPanel, words: str) -> tuple[float, float]:
    """Seconds until the first rows of a filter are there, and until all are."""
    first = seconds(lambda: panel.model.filter(words=words, tags=None))
    began = time.thread_time()
    while not panel.model.is_listed:
        settle()
    return first, first + time.thread_time() - began


def _panel(session: Session) -> tuple[AnnotationPanel, AnnotationStore]:
    bridge = SessionBridge()
    panel = AnnotationPanel(bridge, AnnotationFilter(), Looks(theme("light"), bridge))
    bridge.setParent(panel)
    panel.resize(400, 600)
    panel.show()
    bridge.show(session)
    settle()
    return panel, session.store


# -- a whole window -----------------------------------------------------------------


@contextmanager
def _as_the_app_runs() -> Iterator[None]:
    """Threads change over and garbage is collected as in the program: see ``ui.app``, ``ui.start.housekeeping``."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL)
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        sys.setswitchinterval(before)


def _window(folder: Path) -> Iterator[Row]:
    text = article(10_000_000)
    windows = {count: _opened(folder, text, count) for count in (50, 200_000)}
    for label, act in (
        ("tag key to painted", _tag),
        ("undo to painted", _undo),
        ("edge step to painted", _edge),
        ("next annotation to painted", _next),
        ("delete to painted", _delete),
    ):
        taken: dict[int, list[float]] = {count: [] for count in windows}
        for number in range(_TIMES):
            for count, window in windows.items():
                took = act(window, number)
                if number >= _WARM:
                    taken[count].append(took)
        yield Row(f"whole window, {label} at 200 k, p99", p99(taken[200_000]) * 1e3, _FRAME, "ms")
        yield Row(f"whole window, {label}, 200 k / 50", median(taken[200_000]) / median(taken[50]), 1.3)
    for window in windows.values():
        window.furnish().leaving.let_go()
        window.close()
        window.prepare().tasks.stop()


def _opened(folder: Path, text: str, count: int) -> MainWindow:
    own = folder / str(count)
    own.mkdir()
    session = _session(own, text, count)
    window = MainWindow(Surroundings(folder / "state", "bench", False, Preferences(), Memory()))
    window.furnished.connect(Housekeeping(window).begin)
    window.furnish()
    window.show()
    window.furnish().opener.open_paths([session.path])
    place, untagged = window.prepare(), window.findChild(UntaggedWatch)
    end = time.monotonic() + 120
    while (place.bridge.session is None or untagged._untagged is None) and time.monotonic() < end:
        QTest.qWait(5)
    while not place.view._loader.is_done:
        settle()
    assert place.bridge.session is not None
    place.view.setFocus()
    place.autosave.save_all()
    settle()
    return window


def _press(window: MainWindow, key: Qt.Key) -> float:
    return seconds(lambda: QTest.keyClick(window.prepare().view, key))


def _tag(window: MainWindow, number: int) -> float:
    place = 400 + number * 3 % 300
    window.prepare().view.select(Span(place, place + 40))
    settle()
    took = _press(window, Qt.Key.Key_C)
    window.prepare().bridge.undo()
    settle()
    return took


def _undo(window: MainWindow, number: int) -> float:
    place = 400 + number * 3 % 300
    window.prepare().view.select(Span(place, place + 40))
    QTest.keyClick(window.prepare().view, Qt.Key.Key_C)
    settle()
    return seconds(window.prepare().bridge.undo)


def _edge(window: MainWindow, number: int) -> float:
    assert window.prepare().bridge.session is not None
    window.prepare().bridge.set_current(window.prepare().bridge.session.store.annotations[6].id)
    QTest.keyClick(window.prepare().view, Qt.Key.Key_F2)
    settle()
    took = _press(window, Qt.Key.Key_Right)
    QTest.keyClick(window.prepare().view, Qt.Key.Key_Escape)
    settle()
    return took


def _next(window: MainWindow, number: int) -> float:
    if number % 20 == 0:
        window.prepare().view.place_caret(0)
        window.prepare().bridge.set_current(None)
        settle()
    return _press(window, Qt.Key.Key_N)


def _delete(window: MainWindow, number: int) -> float:
    assert window.prepare().bridge.session is not None
    window.prepare().bridge.set_current(window.prepare().bridge.session.store.annotations[8].id)
    settle()
    took = _press(window, Qt.Key.Key_Delete)
    window.prepare().bridge.undo()
    settle()
    return took


# -- finding --------------------------------------------------------------------------


def _finding() -> Iterator[Row]:
    text = article(10_000_000)
    search = Search(text, "nobody at harbour")
    portions = []
    while not search.is_complete:
        portions.append(seconds(search.advance))
    yield Row("find in 10 MB: longest portion", max(portions) * 1e3, _FRAME, "ms")
