"""One's own articles in the list: which are listed, which is next, and what is said.

Tests of ui.panels.articles.own_strip, ui.panels.articles.last_days, ui.panels.articles.article_groups and
ui.panels.articles.article_search, too.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from analyst_app.corpus.articles import ListedArticle
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.panels.articles.article_groups import ArticleEntry
from analyst_app.ui.panels.articles.article_words import facts_line
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
    articles.set_own({"a.txt": "", "b.txt": "2999-12-24", "c.txt": "2999-12-20", "d.txt": ""})
    assert shown(articles) == ["d", "c", "b", "a"]
    assert articles.own.text() == "Yours: 3 to read, the next by 20 Dec 2999. Show all 5"
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


def test_her_last_day_and_what_is_late_stand_in_the_line_the_rows_and_the_tooltips(list_articles: ListArticles) -> None:
    articles = list_articles(listed("a.txt", "in_progress", 1), listed("b.txt"), listed("c.txt", "done", 1))
    articles.set_own(dict.fromkeys(("a.txt", "b.txt", "c.txt"), "2999-12-04"))
    assert articles.own.text() == "Yours: 2 to read by 4 Dec 2999. Show all 3"
    lines = {row.article.name: row for row in map(articles.model.at, range(3))}
    told = {name: articles.model.day_of(line) for name, line in lines.items()}
    assert told == {"a.txt": "by 4 Dec 2999", "b.txt": "by 4 Dec 2999", "c.txt": ""}
    assert "begun, 1 annotation, by 4 Dec 2999" in articles.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert facts_line(lines["b.txt"].article, None, with_year=True, day=told["b.txt"]) == "not started · by 4 Dec 2999"
    articles.set_own({"a.txt": "2020-01-01", "b.txt": "2999-12-04", "c.txt": "2020-01-01"})
    assert articles.own.text() == "Yours: 2 to read, 1 late. Show all 3"
    assert articles.model.day_of(lines["a.txt"]) == "late: 1 Jan 2020"


def test_nobody_sees_by_the_other_readers_which_articles_all_read(list_articles: ListArticles) -> None:
    def read(name: str, status: str, *others: str) -> ListedArticle:
        return replace(listed(name, status), others=others)

    articles = list_articles(
        read("a.txt", "", "bob", "carl", "dora"), read("b.txt", "", "bob"), read("c.txt", "done", "bob", "carl")
    )

    def told() -> dict[str, list[str]]:
        rows = map(articles.model.at, range(articles.model.rowCount()))
        return {row.article.name: row.readers for row in rows if isinstance(row, ArticleEntry)}

    articles.set_own({"a.txt": "", "c.txt": ""}, True)
    assert told() == {"a.txt": [], "c.txt": ["bob", "carl"]}, "once she is done she may know"
    QTest.mouseClick(articles.own, Qt.MouseButton.LeftButton)
    assert told() == {"a.txt": [], "b.txt": ["bob"], "c.txt": ["bob", "carl"]}
    assert "carl" not in articles.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    articles.filter.setText("carl")
    assert shown(articles) == ["c"], "nor by typing a name"
    articles.filter.clear()
    articles.set_own({"a.txt": "", "c.txt": ""}, False)
    assert told()["a.txt"] == ["bob", "carl", "dora"], "where nothing is for calibration all is told"
