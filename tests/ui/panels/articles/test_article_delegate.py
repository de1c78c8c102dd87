"""How a row of the list of articles is painted: its height, its lines, its colours.

Tests of ui.panels.articles.title_lines and ui.panels.articles.done_bar, too.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.panels.articles.article_delegate import ArticleDelegate
from analyst_app.ui.panels.articles.done_bar import DoneBar
from analyst_app.ui.panels.articles.title_lines import TitleLines
from analyst_app.ui.widgets.theme import Looks, theme
from tests.ui.panels.articles.conftest import ListArticles, listed

LONG = "Union and council at odds over the Mill Lane depot, and what the drivers say"


def heights(articles: ArticleList) -> list[int]:
    model = articles.model
    return [articles.view.visualRect(model.index(row)).height() for row in range(model.rowCount())]


def test_a_title_on_two_lines_makes_its_row_higher(list_articles: ListArticles) -> None:
    articles = list_articles(listed("a.txt", title="Buses"), listed("n/b.txt", title=LONG))
    assert heights(articles) == [28, 56, 28, 75]


def test_in_the_compact_density_each_row_is_one_line(list_articles: ListArticles) -> None:
    articles = list_articles(listed("a.txt", title="Buses"), listed("n/b.txt", title=LONG), density="compact")
    assert heights(articles) == [24, 30, 24, 30]


def test_a_wider_pane_breaks_the_title_anew(list_articles: ListArticles, qtbot: QtBot) -> None:
    articles = list_articles(listed("a.txt", title=LONG))
    assert heights(articles) == [75]
    articles.resize(1_000, 600)
    qtbot.waitUntil(lambda: heights(articles) == [56])


@pytest.mark.parametrize("words", [LONG, "x" * 200, "🔥" * 90, "الميناء يفتح أبوابه بعد تسعة أيام من الإضراب الطويل"])
def test_two_lines_fit_the_room_and_the_last_is_cut(qtbot: QtBot, words: str) -> None:
    font = QFont()
    lines = TitleLines(font).of(words, 190, 2).lines
    assert len(lines) == 2
    assert all(QFontMetricsF(font).horizontalAdvance(line) <= 190.5 for line in lines)
    assert words.startswith(lines[0])
    assert len(TitleLines(font).of(words, 190, 1).lines) == 1


def test_a_row_is_painted_within_its_pane_whatever_it_is_called(list_articles: ListArticles) -> None:
    articles = list_articles(
        listed("a.txt", title="", outlet="O" * 200, date="2024-03-12"),
        listed("b.txt", "done", 2, title="X" * 200, others=("tomas", "mira-holt", "jo"), problem="It is broken."),
        width=224,
    )
    picture = articles.view.viewport().grab().toImage()
    edge = picture.pixelColor(picture.width() - 2, 4)
    assert all(picture.pixelColor(picture.width() - 2, y) == edge for y in range(0, picture.height(), 3))


@pytest.fixture
def window_face(qapp: QApplication) -> Iterator[None]:
    """The face of the window, whose letters are not whole pixels wide."""
    before = qapp.font()
    Looks(theme("light"), qapp).put_on_face()
    yield
    qapp.setFont(before)


@pytest.mark.usefixtures("window_face")
def test_an_outlet_is_cut_before_what_is_known_of_the_work(
    list_articles: ListArticles, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []
    draw = QPainter.drawText
    monkeypatch.setattr(QPainter, "drawText", lambda *given: (painted.append(given[-1]), draw(*given)))
    outlets = ("Marsa Courier", "The Upland Review", "Il Giornale di Kova", "Kova Evening Post, late edition")
    for width in range(190, 260):
        articles = list_articles(
            *(listed(f"{n}.txt", "done", 23, outlet=name, date="2024-04-18") for n, name in enumerate(outlets)),
            width=width,
        )
        articles.view.viewport().grab()
    facts = [words for words in painted if "18 Apr" in words]
    assert len(facts) >= 4 * 70
    assert {words for words in facts if not words.endswith("23 tags")} == set()


def test_the_bar_is_filled_by_the_share_that_is_done(list_articles: ListArticles) -> None:
    articles = list_articles(listed("a.txt", "done", 1), listed("b.txt"))
    bar = articles.findChild(DoneBar)
    picture, colours = bar.grab().toImage(), articles._looks.colours
    middle = picture.height() // 2
    assert picture.pixelColor(picture.width() // 4, middle) == colours.colour("accent")
    assert picture.pixelColor(picture.width() * 3 // 4, middle) == colours.colour("row")


@pytest.mark.parametrize("count", [990, 1_010])
def test_a_long_list_asks_only_rows_that_are_seen_for_their_height(
    list_articles: ListArticles, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    articles = list_articles(*(listed(f"{number:05}.txt") for number in range(count)))
    asked: list[int] = []
    real = ArticleDelegate.sizeHint

    def counting(delegate, option, index):
        asked.append(index.row())
        return real(delegate, option, index)

    monkeypatch.setattr(ArticleDelegate, "sizeHint", counting)
    for words in ("zzz", "", "1", ""):
        asked.clear()
        articles.filter.setText(words)
        QApplication.processEvents()
        assert len(asked) <= (200 if count > 1_000 and not words else articles.model.rowCount() + 10)
