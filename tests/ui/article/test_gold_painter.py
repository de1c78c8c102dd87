"""The lane of gold: a line for what gold has, dashes for a correction, dots for what it has not."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.core.span import Span
from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.article.gold_painter import GoldMark, GoldPainter
from analyst_app.ui.widgets.theme import theme
from tests.ui.article.view_scenes import document_of

TEXT = "The depot closes in May, and nobody in the harbour knows where the buses will go then."
SPAN = Span(4, 40)


def runs(view: ArticleView, colour: QColor) -> list[int]:
    """The lengths of the runs of a colour in the row of pixels that has most of it."""
    QApplication.processEvents()
    image, wanted = view.viewport().grab().toImage(), colour.rgb()
    best: list[int] = []
    for y in range(image.height()):
        found, length = [], 0
        for x in range(image.width() + 1):
            if x < image.width() and image.pixel(x, y) == wanted:
                length += 1
            elif length:
                found.append(length)
                length = 0
        best = max(best, found, key=sum)
    return best


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    view = ArticleView(colours=theme("light"))
    qtbot.addWidget(view)
    view.resize(1000, 300)
    view.show()
    view.show_document(document_of(TEXT))
    return view


def test_gold_is_one_line_a_correction_dashes_and_nothing_dots(view: ArticleView) -> None:
    guest, colours = GoldPainter(), theme("light")
    view.let_paint(guest)
    assert runs(view, colours.colour("accent")) == []
    shown = GoldMark(SPAN, is_in_gold=True)
    guest.show(lambda start, end: [shown])
    view.viewport().update()
    (line,) = runs(view, colours.colour("accent"))
    assert line > 200
    shown = GoldMark(SPAN, is_in_gold=True, is_own=True)
    view.viewport().update()
    assert len(runs(view, colours.colour("accent"))) > 10
    shown = GoldMark(SPAN, is_in_gold=False)
    view.viewport().update()
    dots = runs(view, colours.colour("muted"))
    assert len(dots) > 30
    assert max(dots) <= 3


def test_another_text_has_none_until_it_is_given_some(view: ArticleView) -> None:
    guest = GoldPainter()
    view.let_paint(guest)
    guest.show(lambda start, end: [GoldMark(SPAN, is_in_gold=True)])
    view.show_document(document_of(TEXT.upper()))
    assert runs(view, theme("light").colour("accent")) == []
