"""The panes follow the window's width as look.md's table says.

Tests of ui.frame.layouts.
"""

from __future__ import annotations

import pytest

from analyst_app.ui.frame.layouts import given_way, inspector_share, layout_for

WIDTHS = [
    (1920, 288, 384),
    (1500, 288, 384),
    (1499, 264, 352),
    (1300, 264, 352),
    (1299, 224, 308),
    (1260, 224, 308),
    (1259, 0, 300),
    (1000, 0, 300),
    (999, 0, 280),
    (900, 0, 280),
    (899, 0, 0),
    (640, 0, 0),
]
"""Widths of windows, and of articles and right column in them; 0: a drawer."""


@pytest.mark.parametrize(("width", "articles", "right"), WIDTHS)
def test_the_panes_of_a_width(width: int, articles: int, right: int) -> None:
    layout = layout_for(width)
    assert (layout.articles, layout.right) == (articles, right)


def test_in_a_window_lower_than_800_the_inspector_has_at_most_45_percent() -> None:
    assert inspector_share(0.7, 799) == 0.45
    assert inspector_share(0.7, 800) == 0.7
    assert inspector_share(None, 720) <= 0.45


@pytest.mark.parametrize(
    ("width", "articles", "right"), [(1400, 264, 352), (1300, 224, 338), (1280, 224, 308), (1260, 224, 300)]
)
def test_where_a_layout_is_tight_the_articles_and_then_the_right_column_give_to_the_text(
    width: int, articles: int, right: int
) -> None:
    assert given_way(layout_for(width), width) == (articles, right)
    assert width - articles - right >= 736
