"""Edges dragged by mouse snap as selections do; strips that offer something move nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

TEXT = (
    "The depot\n\nAda Brandt said the depot will close by May, and the council’s own lawyers agreed with her.\n\n"
    "Ben Oduya of the council said the lease ends in spring.\n"
)


@pytest.fixture
def claim(sit_down, tmp_path: Path):
    """Sit before a claim, "the depot will close", that is current."""
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    seat = sit_down(path)
    seat.drag_words("the depot will close")
    seat.keys("c")
    assert seat.tagged == [("claim", "the depot will close")]
    return seat


def drag_edge(seat, edge: int, to: int, *, held: str = "") -> None:
    seat.drag(seat.ask("edge_of", edge), seat.ask("edge_of", to), held=held)


def test_an_edge_dragged_by_mouse_snaps_to_words(claim):
    start = claim.find("the depot will close")
    end = start + len("the depot will close")
    drag_edge(claim, end, end + len(" by M"))
    assert claim.tagged == [("claim", "the depot will close by May")]
    drag_edge(claim, start, start + len("the de"))
    assert claim.tagged == [("claim", "depot will close by May")]
    claim.keys("ctrl+z", "ctrl+z")
    assert claim.tagged == [("claim", "the depot will close")]


def test_an_edge_dragged_with_ctrl_is_exact(claim):
    end = claim.find("the depot will close") + len("the depot will close")
    drag_edge(claim, end, end + len(" by M"), held="ctrl")
    assert claim.tagged == [("claim", "the depot will close by M")]


def test_the_dot_under_the_words_is_dragged_as_the_edge_itself(claim):
    end = claim.find("the depot will close") + len("the depot will close")
    x, y = claim.ask("edge_of", end)
    to, _ = claim.ask("edge_of", end + len(" by M"))
    claim.drag([x, y + 15], [to, y + 15])
    assert claim.tagged == [("claim", "the depot will close by May")]


def test_keys_and_mouse_move_the_same_edges_until_they_are_kept_or_put_back(claim):
    start = claim.find("the depot will close")
    end = start + len("the depot will close")
    claim.keys("F2", "ctrl+Right")
    drag_edge(claim, start, start + len("the de"))
    claim.keys("Left", "Left")
    assert claim.ask("says", "mode_chip") == "EDGE"
    assert claim.tagged == [("claim", "the depot will close")]
    claim.keys("Return")
    assert claim.tagged == [("claim", "e depot will close by")]
    claim.keys("ctrl+z", "F2")
    drag_edge(claim, end, end + len(" by M"))
    claim.keys("Escape")
    assert claim.tagged == [("claim", "the depot will close")]


LINES = (
    "Harbour opens again\n\nHarbour opens again\n\n"
    "The harbour opened on Monday, the council said, and nobody disputed it.\n\nPhoto: R. Lund/Agency\n\n"
    + "".join(f"It had been closed for {n} weeks, and the ferries went round the island.\n\n" for n in range(2, 40))
)


@pytest.fixture
def harbour(sit_down, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Sit before an article with two lines that are not the article, as somebody whose name is guessed."""
    monkeypatch.setenv("LOGNAME", "jsmith")
    path = tmp_path / "harbour.txt"
    path.write_text(LINES, "utf-8")
    seat = sit_down(path)
    seat.until(lambda: "2 lines look like captions or repeats" in seat.ask("says", "offer_strip"), "the offer")
    return seat


def stands_at_the_bottom(seat) -> bool:
    """True if the strip lies over the bottom of the text, in its middle."""
    strip, text = seat.ask("rect_of_widget", "offer_strip"), seat.ask("rect_of_widget", "article_view")
    return strip[3] <= text[3] < strip[3] + 20 and abs(strip[0] + strip[2] - text[0] - text[2]) <= 2


def places(seat) -> list[list[int]]:
    """Where some words stand, and the edges of what shows the text."""
    words = [seat.find(words) for words in ("The harbour opened", "nobody", "for 4 weeks")]
    return [*(seat.ask("edge_of", place) for place in words), seat.ask("rect_of_widget", "article_view")]


def test_the_skip_offer_moves_nothing_and_stays_until_answered(harbour):
    assert stands_at_the_bottom(harbour)
    harbour.click_words("ferries")
    harbour.keys("c")
    harbour.until(lambda: harbour.ask("says", "save_state").startswith("Saved"), "saved")
    assert "2 lines look like captions or repeats" in harbour.ask("says", "offer_strip")
    harbour.click(harbour.ask("place_of_button", "Skip all"))
    harbour.until(lambda: "Saved as “jsmith”" in harbour.ask("says", "offer_strip"), "the name it was saved under")
    assert stands_at_the_bottom(harbour)
    before = places(harbour)
    harbour.click(harbour.ask("place_of_button", "✕"))
    assert not harbour.ask("is_shown", "offer_strip")
    assert places(harbour) == before
    harbour.keys("ctrl+z")
    harbour.until(lambda: "2 lines look like" in harbour.ask("says", "offer_strip"), "offered again, as it is undone")
    harbour.keys("ctrl+shift+z")
    assert not harbour.ask("is_shown", "offer_strip")
    assert [tag for tag, _ in harbour.tagged] == ["skip", "skip", "claim"]
    assert places(harbour) == before


def test_the_text_is_where_it_was_when_the_skip_offer_came(sit_down, tmp_path: Path):
    """The same article, once with lines that are offered and once with none: the words stand at the same place."""
    where = []
    for name, caption in (("a.txt", "Photo: R. Lund/Agency"), ("b.txt", "And so it went at last, in May.")):
        path = tmp_path / name
        path.write_text(f"A title\n\nThe harbour opened on Monday, it said.\n\n{caption}\n\nIt had been so.\n", "utf-8")
        seat = sit_down(path)
        if name == "a.txt":
            seat.until(lambda seat=seat: seat.ask("is_shown", "offer_strip"), "the offer")
        left, top, *_ = seat.ask("frame")
        x, y = seat.ask("edge_of", seat.find("The harbour"))
        _, _, right, bottom = seat.ask("rect_of_widget", "article_view")
        where.append([x - left, y - top, right - left, bottom - top])
    assert where[0] == where[1]


FERRY = """Ferry line to Nordholm is to close after ninety years

Ferry line to Nordholm is to close after ninety years

By Greta Holm

Published 14 March 2025, 09:12

The ferry line to Nordholm will close in October, its owner said on Thursday, because its only ship is worn out.

Image caption, The ferry at its pier in autumn

Four hundred people live there. “We have asked for a new ship since the year 1998,” said Ole Brink, a shopkeeper.

We have asked for a new ship since the year 1998

Photo: R. Lund/Northbank Press

The county council would pay for half of a ship, a spokeswoman said, if the state paid for the rest of it.

Read more: The islands that lost their ferries

Advertisement

A bridge was planned in 1971 and given up in 1974, when its costs had trebled within three years.

(AP Photo/Marta Quell)

The last crossing is to take place on 31 October, with the brass band of the island on board.

Sign up for our newsletter

Follow us on Facebook

© 2025 Northbank Press. All rights reserved.
"""
NOT_THE_ARTICLE = (
    "Ferry line to Nordholm is to close after ninety years",
    "By Greta Holm",
    "Published 14 March 2025, 09:12",
    "Image caption, The ferry at its pier in autumn",
    "We have asked for a new ship since the year 1998",
    "Photo: R. Lund/Northbank Press",
    "Read more: The islands that lost their ferries",
    "Advertisement",
    "(AP Photo/Marta Quell)",
    "Sign up for our newsletter",
    "Follow us on Facebook",
    "© 2025 Northbank Press. All rights reserved.",
)
"""Captions, credits, promotion, lines of author and date, and lines that stand in the article already."""


def test_twelve_lines_that_are_not_the_article_are_found_and_skipped_in_one_step(sit_down, tmp_path: Path):
    path = tmp_path / "ferry.txt"
    path.write_text(FERRY, "utf-8")
    seat = sit_down(path, "--annotator", "carol")
    seat.until(lambda: seat.ask("is_shown", "offer_strip"), "the offer")
    assert "12 lines look like captions or repeats" in seat.ask("says", "offer_strip")
    seat.click(seat.ask("place_of_button", "Skip all"))
    seat.until(lambda: seat.tagged, "skipped")
    assert seat.tagged == [("skip", line) for line in NOT_THE_ARTICLE]
    first = FERRY.index(NOT_THE_ARTICLE[0], 1)
    assert seat.ask("annotations")[0]["start"] == first, "the title stays, its repeat is skipped"
    seat.keys("ctrl+z")
    assert seat.tagged == []
