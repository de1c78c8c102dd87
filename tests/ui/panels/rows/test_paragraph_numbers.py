"""Numbers of paragraphs: as the article counts them, and no further than they are asked for."""

from __future__ import annotations

from analyst_app.ui.panels.rows.paragraph_numbers import ParagraphNumbers


def test_blank_lines_are_not_counted() -> None:
    text = "Title\n\n  \nFirst line.\nSecond line.\n\n\tThird."
    numbers = ParagraphNumbers(text)
    asked = [numbers.number(text.index(words)) for words in ("Third", "Title", "First", "line.", "Second")]
    assert asked == [4, 1, 2, 2, 3]


def test_a_place_far_on_is_found_and_one_before_the_first_line_has_the_first_number() -> None:
    text = "\n" + "Ada said so.\n\n" * 20_000
    numbers = ParagraphNumbers(text)
    assert numbers.number(0) == 1
    assert len(numbers._begins) < 10_000, "no more was looked through"
    assert numbers.number(len(text) - 3) == 20_000
    assert numbers.number(len(text)) == 20_000


def test_an_empty_text_has_one() -> None:
    assert ParagraphNumbers("").number(0) == 1
