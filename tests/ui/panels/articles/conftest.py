"""A list of articles by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from analyst_app.corpus.articles import ListedArticle
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.widgets.sizes import sizes
from analyst_app.ui.widgets.theme import Looks, theme

FOLDER = Path("/c")
ListArticles = Callable[..., ArticleList]


def listed(name: str, *facts: object, **more: object) -> ListedArticle:
    return ListedArticle(FOLDER / name, name, *facts, **more)  # type: ignore[arg-type]


@pytest.fixture
def list_articles(qtbot: QtBot) -> ListArticles:
    """Shows articles in a list of a width, 264 pixels as in a window of usual width."""
    owner = QObject()

    def list_articles(*articles: ListedArticle, width: int = 264, density: str = "comfortable") -> ArticleList:
        shown = ArticleList(Looks(theme("light"), owner, sizes(density)))
        qtbot.addWidget(shown)
        shown.resize(width, 600)
        shown.show()
        shown.set_articles(articles, None)
        qtbot.waitExposed(shown)
        return shown

    return list_articles
