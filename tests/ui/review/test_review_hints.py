"""The hint line of a review: the three to five keys that are valid now."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from analyst_app.review.adjudicate import Review
from analyst_app.review.review_board import ReviewBoard
from analyst_app.ui.commands.action_set import ActionSet
from analyst_app.ui.commands.modes import ModeKeeper
from analyst_app.ui.review.review_hints import review_hints
from analyst_app.ui.review.review_session import ReviewSession
from tests.review.readings import spans
from tests.ui.review.test_review_session import make_review

__all__ = ["make_review"]
MakeReview = Callable[..., ReviewSession]


@pytest.fixture
def told(qtbot: QtBot) -> Callable[..., list[str]]:
    actions = ActionSet(ModeKeeper(), lambda: "", None)

    def tell(review: ReviewSession, previewed: str | None = None) -> list[str]:
        hints = review_hints(review, actions, previewed)
        assert 2 <= len(hints) <= 5
        return hints

    return tell


def test_a_difference_that_waits_asks_for_a_side(make_review: MakeReview, told: Callable[..., list[str]]) -> None:
    assert told(make_review()) == ["1 a", "2 b", "R reject", "B both", "N next"]


def test_a_settled_one_offers_to_take_it_back(make_review: MakeReview, told: Callable[..., list[str]]) -> None:
    review = make_review()
    review.take(0)
    review.go_to(0)
    assert told(review) == ["N next", "Delete take back", "M comment", "Esc leave"]


def test_what_only_gold_has_is_kept_or_removed(make_review: MakeReview, told: Callable[..., list[str]]) -> None:
    review = make_review()
    review.take(0)
    gold = review.board.review
    review.board = ReviewBoard(
        Review(spans("a"), spans("b"), text=gold.text, text_sha256="", gold=gold.gold, reviewer="max")
    )
    review.show_only()
    review.go_to(0)
    assert told(review) == ["1 keep", "R remove", "N next", "M comment", "Esc leave"]


def test_a_preview_and_an_empty_comparison_say_what_leads_on(
    make_review: MakeReview, told: Callable[..., list[str]]
) -> None:
    assert told(make_review(), "take_a") == ["Ctrl+1 again settles it", "Esc none"]
    assert told(make_review(spans("a"), spans("b"))) == ["Ctrl+Shift+N next article", "Esc leave"]


def test_a_bulk_key_names_the_count_of_what_it_settles(make_review: MakeReview, told: Callable[..., list[str]]) -> None:
    three = [("claim", start, start + 5) for start in (0, 20, 40)]
    review = make_review(spans("a", *three), spans("b"))
    for key, what in (("Ctrl+1", "take_a"), ("Ctrl+2", "take_b"), ("Ctrl+R", "reject")):
        assert told(review, what) == [f"{key} again settles all 3", "Esc none"]
    review.take(0)
    assert told(review, "take_b") == ["Ctrl+2 again settles all 2", "Esc none"]
