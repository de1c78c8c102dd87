"""The line above the title says what is known of the article, and how many words it has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.ui.article.heading_line import ArticleHeading
from analyst_app.ui.corpus.heading_keeper import heading_of, words_of
from tests.ui.conftest import OpenText
from tests.workflows.person import write

TEXT = "Union and council at odds\n\nThe council met on Monday.\n"


def put_facts(article: Path, **facts: str) -> None:
    data = {"format": "analyst-app-source", "version": 1, **facts}
    article.with_name(article.name + ".source.json").write_text(json.dumps(data), "utf-8")


def test_the_facts_are_told_in_their_order(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    put_facts(article, outlet="Kova Evening Post", date="2024-03-12", author="Rina Lund")
    assert heading_of(article, TEXT) == ArticleHeading("Kova Evening Post", ("12 Mar 2024", "Rina Lund", "10 words"))


def test_without_facts_there_is_the_number_of_words(tmp_path: Path) -> None:
    assert heading_of(tmp_path / "a.txt", "One word") == ArticleHeading("", ("2 words",))
    assert heading_of(tmp_path / "a.txt", "港口将于五月关闭但没有人知道为什么会这样安排") == ArticleHeading()


@pytest.mark.parametrize("count", [0, 1, 40_000])
def test_words_are_counted_across_portions(count: int) -> None:
    assert words_of("ab cd\n" * count) == 2 * count


def test_the_open_article_gets_its_heading(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.wait(lambda: person.view._frame._heading.others == ("10 words",))


def test_an_article_that_was_seen_before_has_its_heading_when_it_is_painted(
    open_text: OpenText, tmp_path: Path
) -> None:
    person = open_text(TEXT, "a.txt")
    known = ArticleHeading("", ("10 words",))
    person.wait(lambda: person.view._frame._heading == known)
    painted: list[ArticleHeading] = []
    person.desk.text_shown.connect(lambda _: painted.append(person.view._frame._heading))
    person.opener.open_paths([write(tmp_path, "b.txt", "Two words.\n")])
    person.wait_open("b.txt")
    person.opener.open_paths([tmp_path / "a.txt"])
    person.wait_open("a.txt")
    assert painted == [ArticleHeading(), known]
