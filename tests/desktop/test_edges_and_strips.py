"""Edges dragged by mouse snap as selections do; strips that offer something cover nothing and move nothing."""

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
