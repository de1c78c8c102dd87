"""The list of articles: finding by typing, folding, steps, and what stays in its place.

Tests of ui.panels.articles.article_tree, ui.panels.articles.article_search and ui.panels.article_steps, too.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.panels.article_steps import ArticleSteps
from tests.ui.conftest import OpenText
from tests.ui.panels.articles.conftest import FOLDER, ListArticles, list_articles, listed

__all__ = ["list_articles"]


def shown(articles: ArticleList) -> list[str]:
    model = articles.model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def top(articles: ArticleList) -> tuple[str, int]:
    """The title of the row at the top, and how far its own top is from there."""
    index = articles.view.indexAt(QPoint(1, 1))
    return str(index.data()), articles.view.visualRect(index).top()


def test_typing_finds_and_counts_and_esc_takes_the_words_away(list_articles: ListArticles) -> None:
    articles = list_articles(listed("a.txt", title="Dockers vote"), listed("b.txt", title="Buses"), listed("c.txt"))
    left: list[bool] = []
    articles.left.connect(lambda: left.append(True))
    QTest.keyClicks(articles.filter, "VOTE")
    assert shown(articles) == ["Dockers vote"]
    assert articles.filter.accessibleDescription() == "1 of 3"
    QTest.keyClick(articles.filter, Qt.Key.Key_Escape)
    assert shown(articles) == ["Dockers vote", "Buses", "c"]
    assert not left
    QTest.keyClick(articles.filter, Qt.Key.Key_Escape)
    assert left


def test_where_nothing_is_found_a_button_clears_the_filter(list_articles: ListArticles) -> None:
    articles = list_articles(listed("a.txt"))
    QTest.keyClicks(articles.filter, "zebra")
    assert articles.empty.said == "No article has “zebra”."
    (button,) = (one for one in articles.findChildren(QPushButton) if one.text() == "Clear filter")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert articles.filter.text() == articles.empty.said == ""
    assert shown(articles) == ["a"]


def test_an_empty_folder_offers_another(list_articles: ListArticles) -> None:
    articles = list_articles()
    wanted: list[bool] = []
    articles.folder_wanted.connect(lambda: wanted.append(True))
    (button,) = (one for one in articles.findChildren(QPushButton) if one.text() == "Open a folder…")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wanted


def test_down_leads_from_the_field_to_the_first_article_that_was_found(list_articles: ListArticles) -> None:
    articles = list_articles(listed("a.txt"), listed("n/b.txt"))
    chosen: list[object] = []
    articles.chosen.connect(chosen.append)
    QTest.keyClicks(articles.filter, "b")
    QTest.keyClick(articles.filter, Qt.Key.Key_Down)
    QTest.keyClick(articles.view, Qt.Key.Key_Return)
    assert chosen == [FOLDER / "n" / "b.txt"]


def test_a_click_and_left_and_right_fold_a_group(list_articles: ListArticles) -> None:
    articles = list_articles(listed("a.txt"), listed("n/b.txt"), listed("n/c.txt"))
    view = articles.view
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(articles.model.index(2)).center())
    assert shown(articles) == ["c", "a", "n"]
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert shown(articles) == ["c", "a", "n", "b", "c"]
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.currentIndex().row() == 2
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert shown(articles) == ["c", "a", "n"]


def test_the_article_that_is_opened_is_unfolded_and_shown(list_articles: ListArticles) -> None:
    articles = list_articles(listed("a.txt"), listed("n/b.txt"))
    QTest.mouseClick(
        articles.view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=articles.view.visualRect(articles.model.index(2)).center(),
    )
    articles.mark(FOLDER / "n" / "b.txt")
    assert shown(articles) == ["c", "a", "n", "b"]
    assert articles.is_marked(FOLDER / "n" / "b.txt")


def test_steps_follow_the_order_that_is_shown_and_pass_over_what_is_not(list_articles: ListArticles) -> None:
    articles = list_articles(
        listed("a.txt", title="Zebra"), listed("b.txt", title="Ant"), listed("c.txt", title="Bee zoo")
    )
    articles.set_order("title")
    a, b, c = (FOLDER / name for name in ("a.txt", "b.txt", "c.txt"))
    assert [articles.neighbour(one, 1) for one in (None, b, c, a)] == [b, c, a, None]
    assert [articles.neighbour(one, -1) for one in (None, a, c, b)] == [a, c, b, None]
    QTest.keyClicks(articles.filter, "z")
    assert articles.neighbour(b, 1) == c
    assert articles.neighbour(c, -1) is None


@pytest.mark.parametrize("count", [100, 3_000], ids=["pixel by pixel", "row by row"])
def test_titles_that_come_later_move_nothing(list_articles: ListArticles, count: int) -> None:
    names = [f"{number:04}.txt" for number in range(count)]
    articles = list_articles(*(listed(name) for name in names))
    bar = articles.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = top(articles)
    long = "A title that is far too long for one line of this pane"
    articles.update_articles([listed(name, title=f"{name.removesuffix('.txt')} {long}") for name in names])
    QApplication.processEvents()
    after = top(articles)
    assert (after[0][:4], after[1]) == (before[0][:4], before[1])


def test_the_chosen_order_is_in_the_menu_and_is_told(list_articles: ListArticles) -> None:
    articles = list_articles(listed("a.txt", title="Zebra"), listed("b.txt", title="Ant"))
    told: list[str] = []
    articles.order_chosen.connect(told.append)
    menu = articles.search.menu()
    next(action for action in menu.actions() if action.text() == "Title").trigger()
    assert shown(articles) == ["Ant", "Zebra"]
    assert told == ["title"]
    assert [action.text() for action in articles.search.menu().actions() if action.isChecked()] == ["Title"]


def test_an_order_that_is_unknown_is_the_usual_one(list_articles: ListArticles) -> None:
    articles = list_articles(listed("b.txt"), listed("a.txt"))
    articles.set_order("colour")
    assert articles.search.by == "name"
    assert shown(articles) == ["b", "a"]


def test_the_foot_counts_what_is_done(list_articles: ListArticles) -> None:
    articles = list_articles(listed("a.txt", "done", 1), listed("b.txt"))
    assert articles.done.text() == "1 of 2 done"
    articles.set_articles([], None)
    assert articles.done.text() == "No articles"


def test_a_step_where_nothing_is_listed_says_so(open_text: OpenText) -> None:
    person = open_text("Ada Brandt left.\n")
    person.part(ArticleList).set_articles([], None)
    wanted: list[object] = []
    person.part(ArticleSteps).wanted.connect(wanted.append)
    person.keys("Ctrl+PgDown")
    assert person.label("key_hints") == "No articles are listed."
    assert not wanted
