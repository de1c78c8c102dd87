"""The article view against a bare QPlainTextEdit that shows the same text: opening, editing, scrolling, memory."""

from __future__ import annotations

import gc
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QMouseEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from analyst_app import resources
from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.session.session import Session
from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.article.text_style import TextStyle
from analyst_app.ui.widgets.theme import theme
from tests.benchmarks.rows import Row
from tests.saves import save_now

SIZE = (1_000, 800)
_WORDS = [
    "the",
    "union",
    "council",
    "said",
    "that",
    "depot",
    "would",
    "close",
    "by",
    "May",
    "and",
    "nobody",
    "at",
    "harbour",
    "office",
    "knew",
    "why,",
    "it",
    "was",
    "late",
]
_FRAME = 16.6


def rows() -> Iterator[Row]:
    """All figures of this room."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        yield from _opening(Path(folder))
        yield from _memory(Path(folder))
    yield from _editing()
    yield from _moving()


# -- material ---------------------------------------------------------------------


def article(characters: int, *, one_line: bool = False) -> str:
    """A text of about so many characters in paragraphs of about 400."""
    source = random.Random(1)
    ends = " " if one_line else "\n\n"
    paragraphs = [" ".join(source.choices(_WORDS, k=75)) + "." for _ in range(1_000)]
    length = sum(map(len, paragraphs)) + len(ends) * len(paragraphs)
    return ends.join(paragraphs * (characters // length + 1))[:characters]


def annotations(text: str, count: int, *, first: int = 0) -> list[Annotation | Link]:
    """Claims, quotes and actors spread evenly over a text, quotes with their speakers."""
    step = len(text) / count
    made: list[Annotation | Link] = []
    for number in range(count):
        start = int(number * step)
        tag, length = (("claim", 60), ("quote", 40), ("actor", 11))[number % 3]
        name = f"{first + number:08x}-0000-4000-8000-000000000000"
        made.append(Annotation(name, tag, start, min(len(text), start + length), created="2026-01-01T00:00:00Z"))
        if tag == "actor":
            quote = made[-2].id
            made.append(Link(name.replace("-0000-4", "-0001-4"), "speaker", quote, name, "2026-01-01T00:00:00Z"))
    return made


def codebook() -> Codebook:
    return Codebook.from_data(resources.built_in_codebook())


def _font() -> QFont:
    """The face and size that the article is read in, for the bare widget too."""
    return TextStyle().font()


def settle() -> None:
    QApplication.processEvents()


def finish_loading(view: ArticleView) -> None:
    while not view._loader.is_done:
        settle()
    settle()


def view_with(text: str, count: int) -> tuple[ArticleView, AnnotationStore]:
    view = ArticleView(colours=theme("light"))
    view.resize(*SIZE)
    view.show()
    view.show_document(Document.from_bytes(text.encode(), name="bench.txt"))
    store = AnnotationStore(annotations(text, count), length=len(text))
    store.listener = view.apply_change
    view.show_annotations(store, codebook())
    finish_loading(view)
    view.setFocus()
    return view, store


def bare_with(text: str) -> QPlainTextEdit:
    bare = QPlainTextEdit()
    bare.resize(*SIZE)
    bare.setReadOnly(True)
    bare.setFont(_font())
    bare.show()
    bare.setPlainText(text)
    settle()
    return bare


def seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def interleaved(first: Callable[[], float], second: Callable[[], float], times: int) -> float:
    """Ratio of the medians of two measurements, taken in turn."""
    pairs = [(first(), second()) for _ in range(times)]
    return median(one for one, _ in pairs) / median(other for _, other in pairs)


def p99(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.99)]


# -- opening ----------------------------------------------------------------------


def _opening(folder: Path) -> Iterator[Row]:
    cases = (("5 kB / 50", 5_000, 50, 1.4, 1.4, 15), ("1 MB / 20 k", 1_000_000, 20_000, 1.25, 2.6, 7))
    for label, size, count, readable, painted, times in cases:
        path = _files(folder, size, count)
        yield Row(
            f"open {label}: text readable",
            interleaved(lambda p=path: _open(p), lambda p=path: _open_bare(p), times),
            readable,
        )
        seen = interleaved(
            lambda p=path, g=size > 100_000: _open(p, layer="bench", glance=g), lambda p=path: _open_bare(p), times
        )
        yield Row(f"open {label}: annotations painted", seen, painted)
    full = interleaved(lambda: _open(path, layer="bench"), lambda: _open_bare(path), 5)
    yield Row("open 1 MB / 20 k: whole layer loaded too", full, 2.6)
    path = _files(folder, 10_000_000, 200_000)
    seen = interleaved(lambda: _open(path, layer="bench", glance=True), lambda: _open_bare(path), 3)
    yield Row("open 10 MB / 200 k: annotations painted", seen, 3.5)
    full = interleaved(lambda: _open(path, layer="bench"), lambda: _open_bare(path), 3)
    yield Row("open 10 MB / 200 k: whole layer loaded too", full, 3.5)
    line = folder / "line.txt"
    line.write_text(article(10_000_000, one_line=True), encoding="utf-8")
    yield Row(
        "open 10 MB on one line: text readable", interleaved(lambda: _open(line), lambda: _open_bare(line), 1), 0.25
    )
    yield Row(
        "open 10 MB on one line: all of it loaded",
        interleaved(lambda: _open(line, whole=True), lambda: _open_bare(line), 1),
        0.25,
    )
    yield Row("open 10 MB: longest wait of the window", _longest_wait(path) * 1e3, 33, "ms")
    short = folder / "short.txt"
    short.write_text("ab c\n" * 1_000_000, encoding="utf-8")
    yield Row("open 1,000,000 paragraphs: longest wait of the window", _longest_wait(short) * 1e3, 33, "ms")


def _files(folder: Path, size: int, count: int) -> Path:
    path = folder / f"{size}.txt"
    path.write_text(article(size), encoding="utf-8")
    session = Session.load(
        path, Session.read_article(path), layer_id="bench", codebook=codebook(), state=folder / "state"
    )
    session.do("Bench", Change((), tuple(annotations(session.document.text, count))))
    save_now(session)
    return path


def _open(path: Path, *, layer: str = "", glance: bool = False, whole: bool = False) -> float:
    """In a window that stands: the files are read and everything is painted.

    Args:
        path: of the article.
        layer: whose annotations are painted too; none: the text alone.
        glance: paint those on the screen, as ``Desk`` does with a large layer, instead of loading all.
        whole: lay the text out to its end.
    """
    view = ArticleView(colours=theme("light"))
    view.resize(*SIZE)
    view.show()
    settle()
    book = codebook()
    gc.collect()

    def act() -> None:
        document = Session.read_article(path)
        view.show_document(document)
        if glance:
            view.show_annotations(Session.glance(path, document, layer, Span(0, 8_000)), book)
        elif layer:
            session = Session.load(path, document, layer_id=layer, codebook=book, state=path.parent / "state")
            view.show_annotations(session.store, session.codebook)
        view.viewport().repaint()
        if whole:
            finish_loading(view)

    took = seconds(act)
    view.close()
    view.deleteLater()
    settle()
    return took


def _open_bare(path: Path) -> float:
    bare = bare_with("")
    gc.collect()

    def act() -> None:
        bare.setPlainText(path.read_text("utf-8"))
        bare.viewport().repaint()

    took = seconds(act)
    bare.close()
    bare.deleteLater()
    settle()
    return took


def _longest_wait(path: Path) -> float:
    """The longest time for which the window does not answer while a text is loading."""
    document = Session.read_article(path)
    view = ArticleView(colours=theme("light"))
    view.resize(*SIZE)
    view.show()
    settle()
    waits = [seconds(lambda: view.show_document(document))]
    while not view._loader.is_done:
        waits.append(seconds(settle))
    view.close()
    view.deleteLater()
    settle()
    return max(waits)


# -- editing ----------------------------------------------------------------------


def _editing() -> Iterator[Row]:
    text = article(10_000_000)
    # The same density where it is looked at: what is far away must not matter.
    views = {50: _dense_start(text, 50), 200_000: view_with(text, 200_000)}
    for label, act in (("key to painted", _key), ("undo", _undo), ("edge step", _edge_step), ("drag step", _drag_step)):
        taken: dict[int, list[float]] = {count: [] for count in views}
        for number in range(220):
            for count, (view, store) in views.items():
                took = act(view, store, number)
                if number >= 20:
                    taken[count].append(took)
        yield Row(f"{label} at 200 k annotations, p99", p99(taken[200_000]) * 1e3, _FRAME, "ms")
        yield Row(f"{label}: 200 k / 50 annotations", median(taken[200_000]) / median(taken[50]), 1.3)
    for view, _ in views.values():
        view.close()
        view.deleteLater()


def _dense_start(text: str, count: int) -> tuple[ArticleView, AnnotationStore]:
    view, _ = view_with(text, 1)
    store = AnnotationStore(annotations(text[: count * 50], count), length=len(text))
    store.listener = view.apply_change
    view.show_annotations(store, codebook())
    settle()
    return view, store


def _change(number: int) -> Change:
    return Change((), (Annotation(f"new-{number}", "quote", 300 + number, 340 + number),))


def _key(view: ArticleView, store: AnnotationStore, number: int) -> float:
    change = _change(number)

    def act() -> None:
        store.apply(change)
        view.set_current(store.annotation(f"new-{number}"))
        settle()

    took = seconds(act)
    store.apply(change.inverse())
    settle()
    return took


def _undo(view: ArticleView, store: AnnotationStore, number: int) -> float:
    change = _change(number)
    store.apply(change)
    settle()

    def act() -> None:
        store.apply(change.inverse())
        settle()

    return seconds(act)


def _edge_step(view: ArticleView, store: AnnotationStore, number: int) -> float:
    current = store.annotations[6]
    view.set_current(current)
    settle()

    def act() -> None:
        view.set_preview(current.span._replace(end=current.end + number % 40))
        settle()

    return seconds(act)


def _drag_step(view: ArticleView, store: AnnotationStore, number: int) -> float:
    current = store.annotations[6]
    view.set_current(current)
    settle()
    grip = view.rect_of(current.end).center() + QPoint(3, 0)
    _mouse(view, QMouseEvent.Type.MouseButtonPress, grip, Qt.MouseButton.LeftButton)

    def act() -> None:
        _mouse(view, QMouseEvent.Type.MouseMove, grip + QPoint(30 + number % 50, 0), Qt.MouseButton.NoButton)
        settle()

    took = seconds(act)
    _mouse(view, QMouseEvent.Type.MouseButtonRelease, grip, Qt.MouseButton.LeftButton)
    return took


def _mouse(view: ArticleView, kind: QMouseEvent.Type, point: QPoint, button: Qt.MouseButton) -> None:
    place = QPointF(point)
    held = Qt.MouseButton.NoButton if kind == QMouseEvent.Type.MouseButtonRelease else Qt.MouseButton.LeftButton
    event = QMouseEvent(kind, place, view.viewport().mapToGlobal(place), button, held, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), event)


# -- moving -----------------------------------------------------------------------


def _moving() -> Iterator[Row]:
    text = article(10_000_000)
    view, _ = view_with(text, 200_000)
    bare = bare_with(text)
    for label, goal in (("wheel", 1.8), ("jump", 1.8)):
        source = random.Random(2)
        ours: list[float] = []
        theirs: list[float] = []
        for number in range(220):
            share = source.random()
            for widget, taken in ((view, ours), (bare, theirs)):
                bar = widget.verticalScrollBar()
                value = bar.value() + 3 if label == "wheel" else int(share * bar.maximum())
                took = seconds(lambda bar=bar, value=value: (bar.setValue(value), settle()))
                if number >= 20:
                    taken.append(took)
        yield Row(f"scroll frame, {label}", median(ours) / median(theirs), goal)
        yield Row(f"scroll frame, {label}, at 200 k annotations, p99", p99(ours) * 1e3, _FRAME, "ms")
    widths = [SIZE[0] - 200 + 10 * (step % 20) for step in range(120)]
    ours, theirs = [], []
    for width in widths:
        for widget, taken in ((view, ours), (bare, theirs)):
            taken.append(seconds(lambda widget=widget, width=width: (widget.resize(width, SIZE[1]), settle())))
    yield Row("resize", median(ours) / median(theirs), 1.6)
    yield Row("resize at 200 k annotations, p99", p99(ours) * 1e3, _FRAME, "ms")


# -- memory -----------------------------------------------------------------------

_START = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from PySide6.QtWidgets import QApplication, QPlainTextEdit
application = QApplication([])
path = Path(sys.argv[1])
"""
_BARE = """
view = QPlainTextEdit(); view.resize(1000, 800); view.show(); view.setPlainText(path.read_text("utf-8"))
"""
_OURS = """
from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.session.session import Session
from analyst_app.ui.article.article_view import ArticleView
view = ArticleView(); view.resize(1000, 800); view.show()
document = Session.read_article(path)
view.show_document(document)
codebook = Codebook.from_data(resources.built_in_codebook())
session = Session.load(path, document, layer_id="bench", codebook=codebook, state=path.parent / "state")
view.show_annotations(session.store, session.codebook)
"""
_END = """
for _ in range(50): application.processEvents()
import resource
pages = int(Path("/proc/self/statm").read_text().split()[1])
print(pages * resource.getpagesize())
os._exit(0)
"""


def _memory(folder: Path) -> Iterator[Row]:
    path = folder / "1000000.txt"
    ours, bare = (min(_resident(_START + body + _END, path) for _ in range(2)) for body in (_OURS, _BARE))
    yield Row("memory of the process, 1 MB / 20 k", ours / bare, 1.6)


def _resident(program: str, path: Path) -> int:
    ended = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True)
    return int(ended.stdout)


if __name__ == "__main__":
    for row in rows():
        print(
            f"{row.operation:60} {row.measured:10.2f} {row.unit:4} goal {row.goal:6} {'' if row.is_met else 'MISSED'}",
            flush=True,
        )
