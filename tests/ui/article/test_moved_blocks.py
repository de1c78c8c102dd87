"""Paragraphs that look as they did are moved, not painted anew; what is seen is what a whole painting would show."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.ui.article.article_frame import parts_of
from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.article.block_plan import BlockPlan
from analyst_app.ui.article.margin_painter import MarginPainter
from analyst_app.ui.article.moved_blocks import Run, runs
from analyst_app.ui.article.span_painter import ShownBlock
from tests.ui.article.view_scenes import view_of

SENTENCE = "The committee met again on Thursday, and nobody could say why it had not met before that day. "
TEXT = "Title\n" + "\n".join(SENTENCE * 2 for _ in range(40))
LENGTH = 2 * len(SENTENCE) + 1


class Painted(QObject):
    """The pixels of height that were painted."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self.height = 0
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.height += sum(part.height() for part in event.region())  # type: ignore[attr-defined]
        return False


def start_of(paragraph: int) -> int:
    """The code point at which a paragraph begins."""
    return len("Title\n") + paragraph * LENGTH


def nested(paragraph: int, count: int) -> tuple[Annotation, ...]:
    """Annotations, each around the one before, on the first line of a paragraph."""
    middle = start_of(paragraph) + 20
    return tuple(Annotation(f"{paragraph}-{n}", "actor", middle - n, middle + 4 + n) for n in range(count))


def shown(qtbot: QtBot) -> tuple[ArticleView, AnnotationStore]:
    """A view with something annotated, the caret at its beginning."""
    view, store = view_of(qtbot, TEXT)
    view.setCursorWidth(0)
    store.apply(Change((), tuple(one for paragraph in range(12) for one in nested(paragraph, 1))))
    view.place_caret(0)
    QApplication.processEvents()
    return view, store


def seen(view: ArticleView) -> object:
    """The pixels on the screen."""
    QApplication.processEvents()
    return view.screen().grabWindow(view.winId()).toImage()


def as_painted_whole(view: ArticleView) -> object:
    """The pixels when all was painted anew."""
    view.viewport().update()
    return seen(view)


@pytest.mark.parametrize("caret", [0, start_of(3) + 90, start_of(30)])
@pytest.mark.parametrize("paragraphs", [(2,), (2, 5), (3, 4)])
def test_what_is_seen_after_a_change_is_what_a_whole_painting_shows(
    qtbot: QtBot, caret: int, paragraphs: tuple[int, ...]
) -> None:
    view, store = shown(qtbot)
    view.place_caret(caret)
    change = Change(
        (), tuple(Annotation(f"m{a.id}", "quote", a.start - 1, a.end + 3) for n in paragraphs for a in nested(n, 5))
    )
    for each in (change, change.inverse()):
        store.apply(each)
        now = seen(view)
        assert as_painted_whole(view) == now


def test_a_taller_paragraph_is_painted_and_those_below_it_are_moved(qtbot: QtBot) -> None:
    view, store = shown(qtbot)
    painted = Painted(view.viewport())
    change = Change((), tuple(Annotation(f"m{n}", "quote", start_of(1) + 10 - n, start_of(1) + 40) for n in range(3)))
    top = view.rect_of(start_of(3)).top()
    for each in (change, change.inverse()):
        painted.height = 0
        store.apply(each)
        QApplication.processEvents()
        assert 0 < painted.height < view.viewport().height() / 2
    assert view.rect_of(start_of(3)).top() == top


def test_what_lies_over_the_text_is_not_moved_with_it(qtbot: QtBot) -> None:
    view, store = shown(qtbot)
    card = QWidget(view.viewport())
    card.setAutoFillBackground(True)
    card.setGeometry(20, view.rect_of(start_of(3)).top(), 90, 40)
    card.show()
    seen(view)
    store.apply(Change((), nested(1, 4)[1:]))
    now = seen(view)
    assert as_painted_whole(view) == now


def test_a_dragged_edge_and_a_moved_paragraph_are_both_painted(qtbot: QtBot) -> None:
    view, store = shown(qtbot)
    view.set_current(store.annotation("4-0"))
    view.set_preview(Span(start_of(4) + 3, start_of(4) + 60))  # not painted yet
    store.apply(Change((), nested(1, 4)[1:]))
    now = seen(view)
    assert as_painted_whole(view) == now


def test_letters_are_painted_beside_the_lines_of_what_is_painted(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view, _store = shown(qtbot)
    rows: list[int] = []
    real = MarginPainter._paint_letters
    monkeypatch.setattr(MarginPainter, "_paint_letters", lambda *all_: rows.append(all_[4]) or real(*all_))
    line = view.rect_of(start_of(3) + 20)
    view.viewport().repaint(QRect(0, line.center().y(), view.viewport().width(), 2))
    assert rows == [0]


def test_only_the_parts_that_are_to_be_painted_are(qtbot: QtBot) -> None:
    view, _store = shown(qtbot)
    width, height = view.viewport().width(), view.viewport().height()
    far = QRegion(QRect(0, 10, width, 8)) + QRegion(QRect(0, height - 20, width, 8))
    assert [part.top() for part in parts_of(far)] == [10, height - 20]
    before = seen(view)
    view.viewport().repaint(far)
    assert view.screen().grabWindow(view.winId()).toImage() == before


def test_runs_end_where_something_looks_different(qtbot: QtBot) -> None:
    view, _store = shown(qtbot)
    block = view.document().begin()
    blocks = [block]
    for _ in range(4):
        blocks.append(blocks[-1].next())
    plans = [BlockPlan(n, n) for n in range(5)]
    before = [(ShownBlock(one, n * 30.0), plan) for n, (one, plan) in enumerate(zip(blocks, plans, strict=True))]
    other = (ShownBlock(blocks[2], 60.0), BlockPlan(2, 2))
    after = [*before[:2], other, *((ShownBlock(one.block, one.top + 6), plan) for one, plan in before[3:])]
    assert runs(before, after, 200) == [Run(0, 60, 0), Run(90, 206, 6)]
