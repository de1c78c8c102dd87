from __future__ import annotations

import pytest

from analyst_app.review.one_reading import Sampling, only_reader
from analyst_app.review.progress import (
    ArticleProgress,
    PairProgress,
    blind_names,
    corpus_progress,
    readers_together,
    review_queue,
    row_after,
    rows_like,
)

AB, AC, BC = ("alice", "bob"), ("alice", "carl"), ("bob", "carl")
THREE = {"alice": "done", "bob": "done", "carl": "done"}
ARTICLES = [
    ArticleProgress(
        "one", {"alice": "done", "bob": "done", "gold-max": "in_progress"}, (PairProgress(AB, 9, 4, 0, 1),), 1
    ),
    ArticleProgress("two", {"alice": "in_progress"}),
    ArticleProgress("three", {"alice": "done", "bob": "in_progress"}, (PairProgress(AB, 5, 2, 1),), contested=1),
    ArticleProgress("four", {"alice": "done", "bob": "done"}, (PairProgress(AB, 5),)),
]
SHARED = ArticleProgress(
    "five", THREE, (PairProgress(AB, 5), PairProgress(AC, 7, 6, 0, 2), PairProgress(BC, 3, 3, 0, 2)), 2
)


def test_the_overview_tells_who_has_done_what_and_what_is_open():
    total = corpus_progress(ARTICLES)
    assert (total.begun["alice"], total.done["alice"], total.done["bob"]) == (4, 3, 2)
    assert (total.articles, total.shared, total.overlap) == (4, 3, 0.75)
    assert (total.differences, total.waiting, total.contested, total.threads) == (19, 6, 1, 1)
    assert corpus_progress([]).overlap is None


def test_an_article_of_three_readers_is_counted_once_with_the_differences_of_every_pair():
    total = corpus_progress([*ARTICLES, SHARED])
    assert (total.articles, total.shared) == (5, 4)
    assert (total.differences, total.waiting, total.threads) == (34, 15, 3)


def test_three_readers_who_are_compared_at_once_count_as_that_review_counts_them():
    """Its row in the queue says 12: the sentence above it cannot say 15."""
    at_once = SHARED._replace(together=(PairProgress(("alice", "bob", "carl"), 14, 12),))
    total = corpus_progress([at_once])
    assert (total.differences, total.waiting) == (14, 12)
    half = SHARED._replace(together=(PairProgress(("alice", "bob", "carl"), 14, 12, is_finished=False),))
    assert corpus_progress([half]).waiting == corpus_progress([SHARED]).waiting == 9


def test_the_queue_begins_with_what_is_contested_and_leaves_out_what_is_settled():
    assert [row.article for row in review_queue(ARTICLES)] == ["three", "one"]


def test_the_queue_has_a_row_for_every_two_readers():
    assert [(row.article, row.pair.layers) for row in review_queue([SHARED, *ARTICLES])] == [
        ("three", AB),
        ("five", AC),
        ("one", AB),
        ("five", BC),
    ]


def test_going_on_goes_to_the_next_row_and_round_at_the_end():
    rows = review_queue([SHARED, *ARTICLES])
    assert row_after(rows, "three", ("bob", "alice")) == rows[1]
    assert row_after(rows, "five", AC) == rows[2]
    assert row_after(rows, "five", BC) == rows[0]
    assert row_after(rows, "four", AB) == rows[0]
    assert row_after(rows[:1], "three", AB) is None
    assert row_after([], "three", AB) is None


def test_all_readers_at_once_are_a_row_before_those_of_every_two():
    """A review of all goes on with all of the next article, a review of two with the next two."""
    everyone = ("alice", "bob", "carl")
    rows = review_queue([SHARED._replace(together=(PairProgress(everyone, 8, 6),)), *ARTICLES])
    assert next(row.pair.layers for row in rows if row.article == "five") == everyone
    assert [row.article for row in rows_like(rows, everyone)] == ["three", "five", "one"]
    assert all(len(row.pair.layers) == 2 for row in rows_like(rows, AB))
    begun = PairProgress(everyone, 8, 6, is_finished=False)
    assert len(review_queue([SHARED._replace(together=(begun,))])) == 2
    assert len(review_queue([SHARED._replace(together=(begun,))], unfinished=True)) == 3


def test_a_row_of_all_stands_for_those_of_two_unless_these_are_wanted_or_alone_are_finished():
    everyone = ("alice", "bob", "carl")
    whole = SHARED._replace(together=(PairProgress(everyone, 8, 6),))
    assert [row.pair.layers for row in review_queue([whole], twos=False)] == [everyone]
    begun = SHARED._replace(together=(PairProgress(everyone, 8, 6, is_finished=False),))
    assert review_queue([begun], twos=False) == review_queue([begun])
    both = review_queue([begun], twos=False, unfinished=True)
    assert len(both) == 3, "two finished pairs stay"
    tenth = PairProgress(("alice", "zoe"), 8, 6)
    assert tenth in [row.pair for row in review_queue([whole._replace(pairs=(tenth,))], twos=False)]


def test_a_person_who_has_read_twice_is_one_reader():
    read = ArticleProgress("one", {"alice": "done", "alice-r2": "done"}, again=frozenset({"alice-r2"}))
    assert read.readers == ["alice"]
    assert corpus_progress([read]).shared == 0


def test_finished_readers_come_before_all_and_none_where_they_are_two():
    assert readers_together("abcd", "d") == [("a", "b", "c"), ("a", "b", "c", "d")]
    assert readers_together("abc", "") == [("a", "b", "c")]
    assert readers_together("abc", "c") == [("a", "b", "c")]
    assert readers_together("ab", "") == []
    assert readers_together("abcdefghij", "") == [tuple("abcdefghi")], "each has a digit"


def test_without_a_review_going_on_passes_over_the_open_article():
    rows = review_queue([SHARED])
    assert row_after(rows, "five", ()) is None
    assert row_after(rows, "", ()) == rows[0]


def test_blind_names_are_the_same_whichever_layer_is_named_first_and_hide_who_is_who():
    assert blind_names("alice", "bob", "x") == blind_names("bob", "alice", "x")
    assert len({blind_names("alice", "bob", str(seed))["alice"] for seed in range(20)}) == 2


NOBODYS = ("alice", "")
READ = [
    ArticleProgress(f"{n:02}", {"alice": "done"}, (PairProgress(NOBODYS, 3, 3),), read=frozenset(("alice",)))
    for n in range(10)
]


def test_what_one_alone_has_read_comes_after_what_two_have_and_is_no_difference():
    assert [row.article for row in review_queue([*READ[:2], *ARTICLES])] == ["three", "one", "00", "01"]
    total = corpus_progress([*READ[:2], *ARTICLES])
    assert (total.differences, total.waiting, total.to_check) == (19, 6, 6)


def test_a_seed_draws_the_same_articles_as_a_round_of_checks_whatever_is_checked_already():
    drawn = Sampling(5, seed=3).of([one.name for one in READ])
    rows = review_queue(READ, draw=Sampling(5, seed=3))
    assert [row.article for row in rows] == drawn
    done = [one._replace(pairs=(PairProgress(NOBODYS, 3),)) if one.name == drawn[0] else one for one in READ]
    assert [row.article for row in review_queue(done, draw=Sampling(5, seed=3))] == drawn[1:]


def test_what_is_contested_is_listed_though_its_article_is_not_drawn():
    drawn = Sampling(5, seed=3).of([one.name for one in READ])
    other = next(one for one in READ if one.name not in drawn)
    contested = other._replace(pairs=(PairProgress(NOBODYS, 3, 1, 1),))
    rows = review_queue([contested if one is other else one for one in READ], draw=Sampling(5, seed=3))
    assert [row.article for row in rows] == [other.name, *drawn]


def test_after_a_check_comes_the_next_of_the_same_reader():
    rows = review_queue([*READ, *ARTICLES])
    assert rows[0].article == "three"
    after = row_after(rows, "checked.txt", NOBODYS)
    assert after is not None
    assert (after.article, after.pair.layers) == ("00", NOBODYS)


@pytest.mark.parametrize(
    ("layers", "found"),
    [
        ({"alice": ("done", 3)}, "alice"),
        ({"alice": ("in_progress", 3)}, "alice"),
        ({"alice": ("in_progress", 0)}, ""),
        ({"alice": ("done", 3), "bob": ("in_progress", 1)}, "alice"),
        ({"alice": ("done", 3), "max": ("in_progress", 1)}, "alice"),
        ({"alice": ("done", 3), "bob": ("done", 3)}, ""),
        ({"alice": ("in_progress", 3), "bob": ("in_progress", 3)}, ""),
        ({"alice": ("in_progress", 3), "max": ("done", 3)}, ""),
        ({"max": ("done", 3), "gold-alice": ("done", 3)}, ""),
    ],
)
def test_the_only_reader_is_who_alone_is_done_or_alone_has_begun(layers, found):
    assert only_reader(layers, "max") == found
