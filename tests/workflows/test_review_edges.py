"""While edges are moved in a review, nothing else is decided: Enter keeps them, Esc puts them back.

Tests of ui.review.review_commands.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.review.decisions import decisions_in
from tests.workflows.person import Person, at_the_window
from tests.workflows.reviewing import begin, put_layer, waiting
from tests.workflows.test_review_seen import TEXT, claims, click, paragraph

MOVING = "The edges are being moved: Enter keeps them, Esc puts them back."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Alice and Bob end three claims at different places."""
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    put_layer(path, "alice", claims("alice", (0, 1, 2)))
    put_layer(path, "bob", [one._replace(end=one.end + 12) for one in claims("bob", (0, 1, 2))])
    return path


def gold(person: Person) -> dict[int, int]:
    """Ends of gold's annotations by their starts."""
    return {one.start: one.end for one in person.review.board.review.gold.annotations}


@pytest.mark.parametrize("key", ["1", "2", "B", "R", "N", "L", "Delete", "Ctrl+1", "Shift+Q", "Alt+1"])
def test_no_other_key_decides_while_edges_are_moved(article: Path, key: str) -> None:
    def script(person: Person) -> None:
        begin(person)
        place = person.review.place
        person.keys(f"F2 Ctrl+Right {key}")
        assert person.label("key_hints") == MOVING
        assert (waiting(person), person.review.place, person.popup) == (3, place, "")
        person.keys("Esc")
        assert (waiting(person), gold(person)) == (3, {})
        person.keys("1")
        assert gold(person) == {paragraph(0): paragraph(0) + 20}

    at_the_window(article, "--annotator", "carol", script=script)


def test_a_button_and_the_menu_decide_nothing_while_edges_are_moved(article: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        person.keys("F2 Ctrl+Right")
        person.click_widget(person.button("1  Take alice’s"))
        assert (person.label("key_hints"), waiting(person)) == (MOVING, 3)
        person.choose("review.take_b")
        assert (person.label("key_hints"), waiting(person)) == (MOVING, 3)
        person.review_text.setFocus()
        person.keys("Enter")
        assert (waiting(person), list(gold(person))) == (2, [paragraph(0)])

    at_the_window(article, "--annotator", "carol", script=script)


@pytest.mark.parametrize("way", ["text", "table"])
def test_another_difference_that_is_clicked_keeps_the_edges_of_the_first_and_gets_none(article: Path, way: str) -> None:
    def script(person: Person) -> None:
        begin(person)
        person.keys("F2 Ctrl+Right")
        if way == "text":
            click(person, "Paragraph 2")
        else:
            person.window.findChild(object, "difference_table").selectRow(2)
        assert person.review.row.difference.start == paragraph(2)
        (one,) = decisions_in(person.review.board.review.gold.entries("decisions"))
        assert (one.verdict, {origin.start for origin in one.origins}) == ("own", {paragraph(0)})
        assert person.label("mode_chip") == "REVIEW"
        person.review_text.setFocus()
        person.keys("Enter 1")
        assert gold(person)[paragraph(2)] == paragraph(2) + 20
        assert list(gold(person)) == [paragraph(0), paragraph(2)]

    at_the_window(article, "--annotator", "carol", script=script)
