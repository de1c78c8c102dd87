"""The caret's line stays where it is on the screen while a tag gives lines above it another lane."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.ui.article.article_view import ArticleView
from tests.ui.article.view_scenes import view_of

SENTENCE = "The committee met again on Thursday, and nobody could say why it had not met before that day. "
TEXT = "Title\n" + "\n".join(SENTENCE * 5 for _ in range(30))
PLACE = len("Title\n") + 5 * len(SENTENCE) * 6
"""Beginning of a paragraph far from the beginning."""


def scrolled(qtbot: QtBot, *, lines_above: int) -> tuple[ArticleView, AnnotationStore]:
    """A view whose caret stands at the end of a paragraph, with so many lines of the one before above it."""
    view, store = view_of(qtbot, TEXT)
    view.place_caret(PLACE + 4 * len(SENTENCE))
    view.reading_position = PLACE - lines_above * 60
    QApplication.processEvents()
    return view, store


def nested(count: int) -> tuple[Annotation, ...]:
    """Annotations, each around the one before, on one line above the caret."""
    return tuple(Annotation(f"n{depth}", "actor", PLACE + 40 - depth, PLACE + 44 + depth) for depth in range(count))


@pytest.mark.parametrize("lines_above", [0, 3])
def test_the_carets_line_stays_through_a_tag_and_its_undoing(qtbot: QtBot, lines_above: int) -> None:
    view, store = scrolled(qtbot, lines_above=lines_above)
    before, top = view.rect_of(view.caret), view.verticalScrollBar().value()
    change = Change((), nested(4))
    store.apply(change)
    QApplication.processEvents()
    assert view.rect_of(view.caret) == before
    assert view._column.shift != 0, "the first line makes room"
    store.apply(change.inverse())
    QApplication.processEvents()
    assert view.rect_of(view.caret) == before
    assert (view._column.shift, view.verticalScrollBar().value()) == (0, top)


def test_more_lines_than_one_of_room_scroll_by_lines(qtbot: QtBot) -> None:
    view, store = scrolled(qtbot, lines_above=2)
    before, top = view.rect_of(view.caret), view.verticalScrollBar().value()
    for number, start in enumerate(range(PLACE, PLACE + 3 * len(SENTENCE), 65)):
        store.apply(Change((), tuple(Annotation(f"{number}-{n}", "claim", start - n, start + 9 + n) for n in range(4))))
    QApplication.processEvents()
    assert view.rect_of(view.caret) == before
    assert view.verticalScrollBar().value() > top
    assert abs(view._column.shift) < 40


def test_whoever_scrolls_finds_lines_at_their_own_places(qtbot: QtBot) -> None:
    view, store = scrolled(qtbot, lines_above=1)
    store.apply(Change((), nested(3)))
    assert view._column.shift
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 1)
    QApplication.processEvents()
    assert view._column.shift == 0


def test_a_caret_that_is_not_seen_holds_nothing(qtbot: QtBot) -> None:
    view, store = scrolled(qtbot, lines_above=1)
    view.place_caret(0)
    top = view.rect_of(PLACE).top()
    store.apply(Change((), nested(3)))
    assert view._column.shift == 0
    assert view.rect_of(PLACE).top() == top


def test_a_frame_after_a_lift_is_what_a_whole_one_would_be(qtbot: QtBot) -> None:
    view, store = scrolled(qtbot, lines_above=2)
    view.setCursorWidth(0)
    view.select(Span(PLACE + 20, PLACE + 30), reveal=False)
    store.apply(Change((), nested(3)))
    QApplication.processEvents()
    seen = view.screen().grabWindow(view.winId()).toImage()
    view.viewport().update()
    QApplication.processEvents()
    assert view.screen().grabWindow(view.winId()).toImage() == seen


def test_nothing_is_laid_out_of_an_article_that_a_page_covers(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view, store = scrolled(qtbot, lines_above=1)
    view.setVisible(False)
    with monkeypatch.context() as patched:
        patched.setattr(view._frame, "blocks", None)
        store.apply(Change((), nested(3)))
    view.setVisible(True)
    QApplication.processEvents()
    assert view._column.shift == 0
