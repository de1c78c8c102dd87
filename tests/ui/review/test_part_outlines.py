"""The parts of the reading that is looked at have a broken rim in the text.

Tests of ui.review.differences.part_outlines.
"""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.core.span import Span
from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.review.differences.part_outlines import PartOutlines, joined
from analyst_app.ui.widgets.theme import theme
from tests.ui.article.view_scenes import document_of

TEXT = "The depot closes in May, and nobody in the harbour knows where the buses will go then."
NAME, VERB = Span(4, 9), Span(36, 46)


def test_places_that_overlap_have_one_rim_and_those_that_touch_have_two() -> None:
    spans = [Span(10, 20), Span(0, 5), Span(12, 15), Span(18, 25), Span(25, 30)]
    assert joined(spans) == [Span(0, 5), Span(10, 25), Span(25, 30)]
    assert joined([]) == []


def near(image: QImage, colour: QColor, view: ArticleView, span: Span) -> list[tuple[int, int]]:
    """The pixels within two pixels of the ends and edges of a span that are nearly of a colour."""
    first, last = view.rect_of(span.start), view.rect_of(span.end)

    def is_like(x: int, y: int) -> bool:
        found = image.pixelColor(x, y)
        pairs = zip(found.getRgb()[:3], colour.getRgb()[:3], strict=True)
        return all(abs(one - two) < 60 for one, two in pairs)

    rows = range(first.top() - 4, first.bottom() + 5)
    return [(x, y) for y in rows for x in range(first.left() - 3, last.left() + 4) if is_like(x, y)]


@pytest.mark.parametrize(("name", "thick"), [("light", 1), ("dark", 1), ("high_contrast", 2)])
def test_each_part_has_a_broken_rim_and_nothing_else_is_painted(qtbot: QtBot, name: str, thick: int) -> None:
    view = ArticleView(colours=theme(name))
    qtbot.addWidget(view)
    view.resize(1000, 300)
    view.show()
    view.show_document(document_of(TEXT))
    parts = PartOutlines(view)
    view.let_paint(parts)

    def seen() -> QImage:
        QApplication.processEvents()
        return view.viewport().grab().toImage()

    before = seen()
    parts.show([NAME, VERB])
    after = seen()
    changed = [
        (x, y) for y in range(after.height()) for x in range(after.width()) if before.pixel(x, y) != after.pixel(x, y)
    ]
    ink = theme(name).colour("muted")
    for span in (NAME, VERB):
        first, last = view.rect_of(span.start), view.rect_of(span.end)
        own = [(x, y) for x, y in changed if first.left() - 4 <= x <= last.left() + 4]
        left, right = min(x for x, _ in own), max(x for x, _ in own)
        assert first.left() - 4 <= left <= first.left()
        assert last.left() <= right <= last.left() + 4
        middle = list(range(first.left() + 8, last.left() - 8))
        top = min(y for _, y in own)
        painted = [any((x, y) in set(own) for y in range(top, top + thick + 1)) for x in middle]
        assert 0 < sum(painted) < len(middle), "it is broken"
        assert near(after, ink, view, span)
        assert not any(top + 5 < y < max(y for _, y in own) - 5 for x, y in own if x in middle), "no ink on the words"
    others = [x for x, _ in changed if view.rect_of(NAME.end).left() + 4 < x < view.rect_of(VERB.start).left() - 4]
    assert not others
    parts.show([])
    assert seen() == before
