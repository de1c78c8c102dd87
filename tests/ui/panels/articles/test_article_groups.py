"""Orders and groups of the list of articles, and what is found by typing.

Tests of ui.panels.articles.article_words, too.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analyst_app.corpus.articles import ListedArticle
from analyst_app.ui.panels.articles.article_groups import ArticleEntry, having, in_groups, in_order
from analyst_app.ui.panels.articles.article_words import facts_line, in_words, readers, shown_date, shown_line


def line(name: str, status: str = "", count: int | None = None, **facts: Any) -> ArticleEntry:
    return ArticleEntry(ListedArticle(Path("/c/Mill Lane") / name, name, status, count, **facts))


LINES = [
    line("a.txt", title="Dockers vote", outlet="Marsa Courier", date="2024-04-21"),
    line("b.txt", "done", 3, title="Buses", outlet="Kova Post", date="2024-02-27", others=("tomas",)),
    line("north/c.txt", "in_progress", 9, heading="A weir", outlet="Kova Post"),
    line("north/sub/d.txt"),
]


def grouped(by: str) -> list[tuple[str, list[str], int]]:
    groups = in_groups(in_order(LINES, by), by)
    return [(group.name, [one.article.path.name for one in group.lines], group.done) for group in groups]


def test_sub_folders_are_groups_and_so_is_the_folder_above_them() -> None:
    assert grouped("name") == [
        ("Mill Lane", ["a.txt", "b.txt"], 1),
        ("north", ["c.txt"], 0),
        ("north/sub", ["d.txt"], 0),
    ]


def test_one_folder_alone_needs_no_head() -> None:
    assert in_groups(LINES[:2], "name") == []


def test_by_outlet_and_by_status_there_are_groups_the_unknown_last() -> None:
    assert [(name, articles) for name, articles, _ in grouped("outlet")] == [
        ("Kova Post", ["b.txt", "c.txt"]),
        ("Marsa Courier", ["a.txt"]),
        ("No outlet", ["d.txt"]),
    ]
    assert [name for name, _, _ in grouped("progress")] == ["Not started", "Begun", "Done"]


@pytest.mark.parametrize(("by", "first"), [("title", "A weir"), ("date", "Buses"), ("annotations", "A weir")])
def test_other_orders_have_no_groups(by: str, first: str) -> None:
    assert in_groups(LINES, by) == []
    assert in_order(LINES, by)[0].article.shown_title == first


@pytest.mark.parametrize(
    ("typed", "found"),
    [("dockers", "a.txt"), ("KOVA 27", "b.txt"), ("tomas", "b.txt"), ("weir kova", "c.txt"), ("sub/d", "d.txt")],
)
def test_words_are_looked_for_in_title_outlet_name_date_and_readers(typed: str, found: str) -> None:
    words = typed.casefold().split()
    assert [one.article.path.name for one in having(words, LINES)] == [found]


def test_a_line_is_found_by_what_it_is_told_later() -> None:
    one = line("a.txt")
    assert not having(["vote"], [one])
    one.renew(ListedArticle(one.article.path, "a.txt", title="Dockers vote"))
    assert having(["vote"], [one])


@pytest.mark.parametrize(("status", "count", "left", "share"), [
    ("", None, None, None),
    ("in_progress", 2, (3, 4), 0.25),
    ("in_progress", 2, (4, 4), 1 / 12),
    ("in_progress", 2, (0, 4), 11 / 12),
    ("in_progress", 2, (0, 0), 11 / 12),
    ("in_progress", 2, None, 1 / 12),
    ("done", 2, (3, 4), 1.0),
])  # fmt: skip
def test_the_ring_is_the_share_of_quotations_tagged_and_closes_with_done_only(
    status: str, count: int | None, left: tuple[int, int] | None, share: float | None
) -> None:
    one = line("a.txt", status, count)
    one.note_count(*left or (None, None))
    assert one.share == share


@pytest.mark.parametrize(("date", "shown"), [
    ("2024-03-12", "12 Mar 2024"),
    ("2024-03-12T10:00:00", "12 Mar 2024"),
    ("2024-03", "Mar 2024"),
    ("2024", "2024"),
    ("last spring", "last spring"),
    ("2024-13-01", "2024-13-01"),
    ("", ""),
])  # fmt: skip
def test_a_date_is_read_as_far_as_it_is_known(date: str, shown: str) -> None:
    assert shown_date(date) == shown


def test_the_line_of_facts_leaves_out_what_is_not_known() -> None:
    one = line("a.txt", "in_progress", 16, outlet="Kova Post", date="2024-03-12").article
    assert facts_line(one, 4, with_year=False) == "12 Mar · 16 tags · 4 left"
    assert facts_line(one, 0, with_year=True) == "12 Mar 2024 · 16 tags"
    assert facts_line(line("b.txt").article, None, with_year=True) == "not started"


def test_a_screen_reader_is_told_title_outlet_date_and_status() -> None:
    one = line("a.txt", "in_progress", 1, title="Buses", outlet="Kova Post", date="2024-03-12").article
    assert in_words(one, 2) == ["Buses", "Kova Post", "12 Mar 2024", "begun", "1 annotation", "2 quotations left"]
    assert in_words(line("b.txt").article, None) == ["b", "not started"]


def test_a_reviewers_result_is_no_reading() -> None:
    assert readers(line("a.txt", others=("bob", "gold-alice")).article) == ["bob"]


def test_nothing_in_a_title_acts_on_the_words_around_it() -> None:
    assert shown_line(" two\nlines\u202e and\u200d more") == "two lines\N{REPLACEMENT CHARACTER} and\u200d more"
