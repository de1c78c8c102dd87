from __future__ import annotations

from analyst_app.review.progress import ArticleProgress, blind_names, overview, queue, sealed

ARTICLES = [
    ArticleProgress("one", {"alice": "done", "bob": "done", "gold-max": "in_progress"}, 9, 4, 0, 1),
    ArticleProgress("two", {"alice": "in_progress"}),
    ArticleProgress("three", {"alice": "done", "bob": "in_progress"}, 5, 2, 1, 0),
    ArticleProgress("four", {"alice": "done", "bob": "done"}, 5, 0, 0, 0),
]


def test_the_overview_tells_who_has_done_what_and_what_is_open():
    total = overview(ARTICLES)
    assert (total.begun["alice"], total.done["alice"], total.done["bob"]) == (4, 3, 2)
    assert (total.articles, total.shared, total.overlap) == (4, 3, 0.75)
    assert (total.differences, total.waiting, total.contested, total.threads) == (19, 6, 1, 1)
    assert overview([]).overlap is None


def test_the_queue_begins_with_what_is_contested_and_leaves_out_what_is_settled():
    assert [article.name for article in queue(ARTICLES)] == ["three", "one"]


def test_a_sealed_corpus_opens_others_layers_when_the_article_is_done():
    assert "done" in sealed({"sealed": True}, "in_progress")
    assert sealed({"sealed": True}, "done") == ""
    assert sealed({}, "in_progress") == ""


def test_blind_names_are_the_same_whichever_layer_is_named_first_and_hide_who_is_who():
    assert blind_names("alice", "bob", "x") == blind_names("bob", "alice", "x")
    assert len({blind_names("alice", "bob", str(seed))["alice"] for seed in range(20)}) == 2
