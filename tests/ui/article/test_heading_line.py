"""The facts of an article above its title: painted in room that was kept, so that nothing moves when they come."""

from __future__ import annotations

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.article.heading_line import ArticleHeading
from analyst_app.ui.widgets.theme import theme
from tests.ui.article.view_scenes import STORY, document_of

KNOWN = ArticleHeading("Kova Evening Post", ("12 Mar 2024", "Rina Lund", "446 words"))


def view_with_heading(qtbot: QtBot) -> ArticleView:
    view = ArticleView(colours=theme("light"), has_heading=True)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    view.show_document(document_of(STORY))
    QApplication.processEvents()
    return view


def above_title(view: ArticleView) -> QImage:
    return view.viewport().grab().toImage().copy(0, 0, 900, view.rect_of(0).top())


def test_the_heading_is_painted_above_the_title_and_moves_nothing(qtbot: QtBot) -> None:
    view = view_with_heading(qtbot)
    title, before = view.rect_of(0), above_title(view)
    view.show_heading(KNOWN)
    assert view.rect_of(0) == title
    assert above_title(view) != before
    assert view.document().firstBlock().text() == STORY.splitlines()[0], "it is no part of the text"
    view.show_document(document_of(STORY))
    QApplication.processEvents()
    assert above_title(view) == before, "another article has another one"


def test_it_goes_away_with_the_title(qtbot: QtBot) -> None:
    view = view_with_heading(qtbot)
    view.show_document(document_of(STORY + "Word after word.\n" * 200))
    view.show_heading(KNOWN)
    view.verticalScrollBar().setValue(30)
    scrolled = view.viewport().grab().toImage()
    view.show_heading(ArticleHeading())
    assert view.viewport().grab().toImage() == scrolled
