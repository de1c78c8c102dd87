"""The rows of the list of articles."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from analyst_app.corpus.articles import ListedArticle
from analyst_app.ui.panels.articles.article_groups import ArticleEntry, ArticleGroup
from analyst_app.ui.panels.articles.article_model import ArticleModel

FOLDER = Path("/c")


def listed(name: str, *facts: object, **more: object) -> ListedArticle:
    return ListedArticle(FOLDER / name, name, *facts, **more)  # type: ignore[arg-type]


@pytest.fixture
def model(qtbot: QtBot) -> ArticleModel:
    model = ArticleModel()
    model.set_articles([listed(name) for name in ("a.txt", "n/b.txt", "n/c.txt")])
    return model


def shown(model: ArticleModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def head(model: ArticleModel, row: int) -> ArticleGroup:
    at = model.at(row)
    assert isinstance(at, ArticleGroup)
    return at


def test_each_group_has_a_head_before_its_articles(model: ArticleModel) -> None:
    assert shown(model) == ["c", "a", "n", "b", "c"]
    assert [article.name for article in model.articles] == ["a.txt", "n/b.txt", "n/c.txt"]


def test_a_folded_group_shows_its_head_alone_until_something_is_typed(model: ArticleModel) -> None:
    model.fold(head(model, 2), True)
    assert shown(model) == ["c", "a", "n"]
    model.filter("b.txt")
    assert shown(model) == ["n", "b"]
    assert model.found == 1
    model.filter("")
    assert shown(model) == ["c", "a", "n"]
    model.unfold(FOLDER / "n" / "c.txt")
    assert shown(model) == ["c", "a", "n", "b", "c"]


def test_what_was_known_stays_while_the_folder_is_listed_again(model: ArticleModel) -> None:
    model.update_articles([listed("a.txt", "done", 3, "Buses")])
    model.set_articles([listed("a.txt"), listed("n/b.txt")])
    assert shown(model) == ["c", "Buses", "n", "b"]
    assert model.done == 1


def test_progress_told_alone_leaves_the_title(model: ArticleModel) -> None:
    model.update_articles([listed("a.txt", "in_progress", 3, "Buses")])
    model.update_article(listed("a.txt", "done", 4))
    assert (model.article(1).title, model.article(1).status, model.article(1).count) == ("Buses", "done", 4)


def test_the_head_is_shown_anew_with_its_article(model: ArticleModel) -> None:
    rows: list[int] = []
    model.dataChanged.connect(lambda first, _: rows.append(first.row()))
    model.update_article(listed("n/b.txt", "done", 4))
    assert sorted(rows) == [2, 3]
    assert model.index(2).data(Qt.ItemDataRole.AccessibleTextRole) == "n, 1 of 2 done, unfolded"


def test_many_newer_states_are_told_at_once_and_move_nothing(qtbot: QtBot) -> None:
    model = ArticleModel()
    names = [f"{number:03}.txt" for number in range(400)]
    model.set_articles([listed(name) for name in names])
    told: list[str] = []
    model.dataChanged.connect(lambda *_: told.append("row"))
    model.layoutChanged.connect(lambda *_: told.append("rows"))
    model.modelReset.connect(lambda: told.append("all"))
    model.update_articles([listed(name, title=f"Title {name}") for name in reversed(names)])
    assert told == ["rows"]
    assert [article.name for article in model.shown] == names


def test_the_file_name_stands_in_the_tooltip_as_plain_text(qtbot: QtBot) -> None:
    model = ArticleModel()
    model.set_articles([listed("<b>x.txt", title="A <i>title</i>")])
    tip = str(model.index(0).data(Qt.ItemDataRole.ToolTipRole))
    assert "&lt;b&gt;x.txt" in tip
    assert "A &lt;i&gt;title&lt;/i&gt;" in tip


def test_articles_of_one_title_are_rows_of_their_own(qtbot: QtBot) -> None:
    model = ArticleModel()
    model.set_articles([listed("a.txt", title="Same"), listed("b.txt", title="Same")])
    assert shown(model) == ["Same", "Same"]
    assert (model.row_of(FOLDER / "a.txt"), model.row_of(FOLDER / "b.txt")) == (0, 1)


def test_years_are_said_only_where_there_are_several(model: ArticleModel) -> None:
    model.update_article(listed("a.txt", date="2024-03-12"))
    assert model.are_of_one_year
    model.update_article(listed("n/b.txt", date="2023-03-12"))
    assert not model.are_of_one_year


def test_what_the_open_article_has_left_is_not_counted_when_the_index_tells_of_it_later(model: ArticleModel) -> None:
    path = FOLDER / "a.txt"
    model.embolden(path)
    model.note_left(2, 3)
    model.update_articles([listed("a.txt", "in_progress", 1)])
    model.note_left(None)
    model.embolden(FOLDER / "n" / "b.txt")
    entry = model.at(1)
    assert isinstance(entry, ArticleEntry)
    assert entry.article.path == path
    assert (entry.left, entry.wants_count) == (2, False)
