"""One's own articles in the list: which are listed, which is next, and what is said.

Tests of ui.panels.articles.own_strip, ui.panels.articles.article_groups and ui.panels.articles.article_search, too.
"""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from analyst_app.ui.panels.article_list import ArticleList
from tests.ui.panels.articles.conftest import FOLDER, ListArticles, listed


def shown(articles: ArticleList) -> list[str]:
    return [str(articles.model.index(row).data()) for row in range(articles.model.rowCount())]


def test_who_was_given_nothing_sees_the_list_as_ever(list_articles: ListArticles) -> None:
    articles = list_articles(listed("a.txt"), listed("b.txt"))
    articles.set_own(None)
    assert shown(articles) == ["a", "b"]
    assert not articles.own.isVisible()
    (entry,) = (one for one in articles.search.menu().actions() if one.objectName() == "articles_only_mine")
    assert not entry.isVisible()


def test_her_own_are_listed_what_is_begun_first_then_by_their_day_and_what_is_done_last(
    list_articles: ListArticles,
) -> None:
    articles = list_articles(
        listed("a.txt", "done", 3), listed("b.txt"), listed("c.txt"), listed("d.txt", "in_progress", 1), listed("e.txt")
    )
    articles.set_own({"a.txt": "", "b.txt": "2026-12-24", "c.txt": "2026-12-20", "d.txt": ""})
    assert shown(articles) == ["d", "c", "b", "a"]
    assert articles.own.text() == "Yours: 3 to read. Show all 5"
    assert articles.done.text() == "1 of 4 done"
    assert len(articles.articles) == 5  # a review of the folder goes on with all


def test_one_click_shows_all_and_the_menu_leads_back(list_articles: ListArticles) -> None:
    articles = list_articles(listed("a.txt"), listed("b.txt"))
    articles.set_own({"b.txt": ""})
    QTest.mouseClick(articles.own, Qt.MouseButton.LeftButton)
    assert shown(articles) == ["a", "b"]
    assert articles.own.text() == "Show only mine"
    articles.set_own({"b.txt": "2026-12-24"})  # assigned anew meanwhile: she still wants all
    assert shown(articles) == ["a", "b"]
    (entry,) = (one for one in articles.search.menu().actions() if one.objectName() == "articles_only_mine")
    assert entry.isVisible()
    assert not entry.isChecked()
    entry.trigger()
    assert shown(articles) == ["b"]
    assert articles.search.menu() is not None
    assert entry.isChecked()


def test_when_all_of_hers_are_done_it_says_so(list_articles: ListArticles) -> None:
    articles = list_articles(listed("a.txt", "done", 1), listed("b.txt"))
    articles.set_own({"a.txt": ""})
    assert articles.own.text() == "All of yours are done. Show all 2"
    assert articles.own.accessibleName() == articles.own.text()


def test_where_none_of_hers_is_there_a_button_shows_all(list_articles: ListArticles) -> None:
    articles = list_articles(listed("a.txt"))
    articles.set_own({"gone.txt": ""})
    assert articles.empty.said == "None of the articles that you were given is in this folder."
    (button,) = (one for one in articles.findChildren(QPushButton) if one.text() == "Show all")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown(articles) == ["a"]


def test_the_next_step_leads_through_hers_though_the_open_one_is_done(list_articles: ListArticles) -> None:
    articles = list_articles(listed("a.txt", "in_progress", 1), listed("b.txt"), listed("c.txt"))
    articles.mark(FOLDER / "a.txt")
    articles.set_own({"a.txt": "", "c.txt": ""})
    articles.update_articles([listed("a.txt", "done", 2)])
    articles.settle()
    assert shown(articles) == ["a", "c"]
    assert articles.neighbour(FOLDER / "a.txt", 1) == FOLDER / "c.txt"
    articles.mark(FOLDER / "c.txt")
    articles.settle()
    assert shown(articles) == ["c", "a"]


def test_a_name_is_found_however_the_file_system_spells_it(list_articles: ListArticles) -> None:
    articles = list_articles(listed(unicodedata.normalize("NFD", "é.txt")), listed("b.txt"))
    articles.set_own({unicodedata.normalize("NFC", "é.txt"): ""})
    assert len(shown(articles)) == 1
