from __future__ import annotations

from analyst_app.review.progress import (
    ArticleProgress,
    PairProgress,
    blind_names,
    corpus_progress,
    review_queue,
    row_after,
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


def test_without_a_review_going_on_passes_over_the_open_article():
    rows = review_queue([SHARED])
    assert row_after(rows, "five", ()) is None
    assert row_after(rows, "", ()) == rows[0]


def test_blind_names_are_the_same_whichever_layer_is_named_first_and_hide_who_is_who():
    assert blind_names("alice", "bob", "x") == blind_names("bob", "alice", "x")
    assert len({blind_names("alice", "bob", str(seed))["alice"] for seed in range(20)}) == 2
