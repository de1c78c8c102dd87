"""The list of 10,000 articles: listed, told their titles, scrolled, filtered letter by letter, put in another order.

Also the frames of a list that is short enough to scroll pixel by pixel. Processor time of the window's thread: what
else the machine does is no part of a list.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from analyst_app.corpus.articles import ListedArticle
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.widgets.theme import Looks, theme
from tests.benchmarks.rows import Row

_FRAME = 16.6
_WORDS = (
    *("harbour", "depot", "union", "council", "night", "bus", "weir", "crane"),
    *("tram", "shed", "ferry", "strike", "vote", "figures", "valley", "mayor"),
)
_OUTLETS = ("Kova Evening Post", "Marsa Courier", "The Upland Review")
_STATES = (("", None), ("in_progress", 16), ("done", 31))


def rows() -> Iterator[Row]:
    """All figures of this room."""
    application = QApplication.instance() or QApplication([])
    owner = QObject()
    articles = ArticleList(Looks(theme("light"), owner))
    articles.resize(264, 800)
    articles.show()
    bare, told = _corpus(10_000)
    listed = [_seconds(lambda: articles.set_articles(bare, bare[7].path)) for _ in range(5)]
    yield Row("10,000 articles listed", median(listed) * 1e3, 500, "ms", low=min(listed) * 1e3, high=max(listed) * 1e3)
    portions = [told[at : at + 400] for at in range(0, len(told), 400)]
    yield Row(
        "titles of 400 of 10,000 articles told, p99",
        _p99([_seconds(lambda some=some: articles.update_articles(some)) for some in portions]) * 1e3,
        _FRAME,
        "ms",
    )
    yield Row("10,000 articles scrolled, p99 of a frame", _scrolled(articles), _FRAME, "ms")
    yield Row("a letter in the field of 10,000 articles, p99", _typed(articles), 30, "ms")
    orders = [_seconds(lambda by=by: articles.set_order(by)) for by in ("outlet", "title", "progress", "date", "name")]
    yield Row("10,000 articles in another order, slowest", max(orders) * 1e3, 500, "ms")
    articles.set_articles(told[:900], None)
    yield Row("900 articles scrolled by pixels, p99 of a frame", _scrolled(articles), _FRAME, "ms")
    widths = [_seconds(lambda width=width: articles.resize(width, 800)) for width in range(224, 288, 2)]
    yield Row("a pane of 900 articles pulled wider, p99 of a step", _p99(widths) * 1e3, 33, "ms")
    articles.close()
    articles.deleteLater()
    application.processEvents()


def _corpus(count: int) -> tuple[list[ListedArticle], list[ListedArticle]]:
    """Articles in sub-folders, as they are first listed and as the index knows them."""
    bare, told = [], []
    for number in range(count):
        name = f"{_OUTLETS[number * 3 // count]}/{number // 500}/{number:05}.txt"
        path = Path("/corpus") / name
        words = [_WORDS[(number * step) % len(_WORDS)] for step in (1, 3, 7, 5, 11)][: 2 + number % 4]
        title = f"The {' and the '.join(words)} {number}".capitalize()
        status, tags = _STATES[number % 3]
        bare.append(ListedArticle(path, name))
        date = f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}"
        others = ("tomas",) if number % 5 == 0 else ()
        told.append(ListedArticle(path, name, status, tags, title, name.split("/")[0], date, others))
    return bare, told


def _seconds(act: Callable[[], object]) -> float:
    began = time.thread_time()
    act()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    return time.thread_time() - began


def _p99(values: list[float]) -> float:
    return sorted(values)[min(int(len(values) * 0.99), len(values) - 1)]


def _scrolled(articles: ArticleList) -> float:
    """Milliseconds of a frame while the whole list goes by, most of it for the first time."""
    bar = articles.view.verticalScrollBar()
    steps = range(0, bar.maximum(), max(1, bar.maximum() // 300))
    return _p99([_seconds(lambda value=value: bar.setValue(value)) for value in steps]) * 1e3


def _typed(articles: ArticleList) -> float:
    """Milliseconds of a letter that is typed or taken back, from the key to the painted list."""
    taken = []
    for words in ("harbour 12", "the ", "kova mar", "zzz", "9"):
        taken += [_seconds(lambda letter=letter: QTest.keyClicks(articles.filter, letter)) for letter in words]
        taken += [_seconds(lambda: QTest.keyClick(articles.filter, Qt.Key.Key_Backspace)) for _ in words]
    return _p99(taken) * 1e3
