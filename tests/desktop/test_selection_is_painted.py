"""What is selected is painted so on the screen, in every line, and nothing else is.

Tests of ui.article.column_layout. A picture that the window makes of itself would show all painted anew; the X server's
screen shows what was painted.
"""

from __future__ import annotations

from pathlib import Path

import pytest

TEXT = "".join(
    f"Paragraph {n} is of rain and nothing else, said Ada Brandt on Monday, and it went on and on all of that day.\n\n"
    for n in range(8)
)


@pytest.fixture
def seat(sit_down, tmp_path: Path):
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    return sit_down(path)


def ground(seat, words: str, occurrence: int) -> str:
    """The colour above the first letter of some words, where no ink is."""
    x, y = seat.ask("edge_of", seat.find(words, occurrence))
    return seat.ask("colour_at", x + 3, y - 9)


def test_a_drag_over_paragraphs_paints_each_line_to_its_end(seat):
    plain = ground(seat, "Monday", 0)
    seat.drag(seat.ask("edge_of", seat.find("is of")), seat.ask("edge_of", seat.find("rain", 3)))
    inside = [ground(seat, words, n) for words, n in (("nothing", 0), ("Monday", 0), ("nothing", 1), ("Monday", 2))]
    assert set(inside) != {plain}
    assert len(set(inside)) == 1
    assert ground(seat, "Monday", 3) == plain


@pytest.mark.parametrize("keys", [["ctrl+a", "Escape"], ["ctrl+a", "Left"]])
def test_what_is_selected_no_more_is_painted_so_no_more(seat, keys):
    seat.click_words("Paragraph 1")
    plain = [ground(seat, "nothing", n) for n in range(3)]
    seat.keys(keys[0])
    assert ground(seat, "nothing", 2) != plain[2]
    seat.keys(keys[1])
    assert [ground(seat, "nothing", n) for n in range(3)] == plain


def test_a_drag_that_begins_inside_the_selection_selects_anew(seat):
    seat.drag_words("is of rain and nothing else")
    assert seat.ask("selection") == "is of rain and nothing else"
    seat.drag(seat.ask("edge_of", seat.find("rain")), seat.ask("edge_of", seat.find("Monday")), held="ctrl")
    assert seat.ask("selection") == "rain and nothing else, said Ada Brandt on "
    seat.drag(seat.ask("edge_of", seat.find("Ada Brandt")), seat.ask("edge_of", seat.find("nothing")), held="ctrl")
    assert seat.ask("selection") == "nothing else, said "
    seat.click_words("else")
    assert seat.ask("selection") == ""
