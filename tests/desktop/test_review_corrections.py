"""Keys in a review that are those of tags, or come at the wrong moment: a sentence says why nothing is decided.

Tests of ui.review.corrections.
"""

from __future__ import annotations

import time

from analyst_app.core.store import Change
from tests.desktop.test_review_records import TEXT, article, begin_review, claims, decided, paragraph
from tests.saves import save_now
from tests.workflows.reviewing import load, put_layer, spans

__all__ = ("article",)


def test_the_tag_of_one_reading_takes_that_reading(sit_down, article):
    put_layer(article, "alice", claims("alice", range(3)))
    put_layer(article, "bob", spans("bob", *(("quote", paragraph(n), paragraph(n) + 20) for n in range(3))))
    seat = begin_review(sit_down, article, 3)
    seat.keys("shift+c")
    seat.keys("shift+q")
    seat.keys("shift+a")
    in_order = sorted(decided(seat, article, 3), key=lambda one: one["origins"][0]["start"])
    told = [(one["verdict"], one["taken"]) for one in in_order]
    assert told == [("take", ["alice"]), ("take", ["bob"]), ("own", ["alice"])]


def test_a_tag_that_both_have_is_no_decision_and_a_bare_key_says_what_to_do(sit_down, article):
    put_layer(article, "alice", claims("alice", range(2), 20))
    put_layer(article, "bob", claims("bob", range(2), 28))
    seat = begin_review(sit_down, article, 2)
    seat.keys("shift+c")
    assert seat.ask("says", "key_hints") == "It is tagged Claim already."
    seat.keys("x")
    assert seat.ask("says", "key_hints") == "Shift+X takes it as Skip. To tag other words, leave the review (Esc)."
    assert seat.ask("waiting_differences") == 2


def test_edges_moved_to_those_of_the_other_take_the_other(sit_down, article):
    put_layer(article, "alice", claims("alice", range(1), 21))
    put_layer(article, "bob", claims("bob", range(1), 25))
    seat = begin_review(sit_down, article, 1)
    seat.keys("F2", "ctrl+Right", "Return")
    assert [(one["verdict"], one["taken"]) for one in decided(seat, article, 1)] == [("take", ["bob"])]


def test_a_key_too_many_after_the_last_difference_decides_nothing_anew(sit_down, article):
    put_layer(article, "alice", claims("alice", range(2)))
    put_layer(article, "bob", spans("bob", *(("quote", paragraph(n), paragraph(n) + 20) for n in range(2))))
    seat = begin_review(sit_down, article, 2)
    seat.keys("1", "1", "2")
    time.sleep(1)
    seat.keys("2")
    assert [one["taken"] for one in decided(seat, article, 2)] == [["alice"], ["alice"]]
    assert seat.ask("says", "key_hints").startswith("All is settled. N and P go to what is to be decided anew")
    seat.keys("p", "2")
    seat.until(lambda: ["bob"] in [one["taken"] for one in decided(seat, article, 2)], "meant")


def test_a_key_decides_nothing_that_a_colleague_has_just_put_in_its_place(sit_down, article):
    put_layer(article, "alice", claims("alice", range(3)))
    put_layer(article, "bob", claims("bob", range(10, 12)))
    seat = begin_review(sit_down, article, 5)
    hers = load(article, "alice")
    first = hers.store.annotations[0]
    hers.do("tag", Change((first,), (first._replace(tag="quote"),)))
    save_now(hers)
    seat.until(lambda: "have changed on disk" in seat.ask("says", "key_hints"), "her save came in")
    before = seat.ask("waiting_differences")
    seat.keys("2")
    assert seat.ask("waiting_differences") == before
    time.sleep(0.6)
    seat.keys("2")
    seat.until(lambda: seat.ask("waiting_differences") == before - 1, "decided by a press of its own")


def test_a_key_before_the_next_article_is_shown_decides_nothing_of_this_one(sit_down, tmp_path):
    for name in ("a.txt", "b.txt"):
        path = tmp_path / name
        path.write_text(TEXT * 40, "utf-8")
        put_layer(path, "alice", claims("alice", range(2)))
        put_layer(path, "bob", claims("bob", range(2), 25))
    seat = sit_down(tmp_path, "--annotator", "carol", opens="a.txt")
    seat.keys("ctrl+shift+c")
    seat.until(lambda: seat.ask("is_shown", "compare_dialog"), "the dialog")
    seat.keys("Return")
    seat.until(lambda: seat.ask("waiting_differences") == 2, "two differences")
    seat.screen.run("xdotool", "key", "--delay", "2", "1", "p", "ctrl+shift+n", "2", "2", "2")
    seat.wait_open("b.txt")
    seat.until(lambda: seat.ask("waiting_differences") == 2, "its differences")
    seat.keys("2")
    assert seat.ask("waiting_differences") == 2
    (one,) = decided(seat, tmp_path / "a.txt", 1)
    assert one["taken"] == ["alice"]
