"""In a review, keys and clicks act on what is seen in the text.

Tests of ui.review.review_keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from analyst_app.review.adrift import annotations_of
from analyst_app.review.decisions import decisions_in
from analyst_app.ui.article.article_view import ArticleView
from tests.workflows.person import Person, at_the_window
from tests.workflows.reviewing import begin, put_layer, spans, waiting

SAID = "says that the depot closes in spring, and that nobody was asked before the plan was made.\n"
TEXT = "".join(f"Paragraph {number} {SAID}" for number in range(60))
NOT_SEEN = "That was not on the screen: here it is. Press again to decide."


def paragraph(number: int) -> int:
    return TEXT.index(f"Paragraph {number} ")


def claims(layer: str, numbers: Iterable[int]) -> list:
    return spans(layer, *(("claim", paragraph(number), paragraph(number) + 20) for number in numbers))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Alice has claims that Bob has not, at the beginning and near the end; one in the middle both have."""
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    put_layer(path, "alice", claims("alice", (1, 2, 30, 50, 51)))
    put_layer(path, "bob", claims("bob", (30,)))
    return path


def decided(person: Person) -> list[tuple[str, list[str]]]:
    """Verdict and words of each decision, in the order of the text."""
    made = decisions_in(person.review.board.review.gold.entries("decisions"))
    in_order = sorted(made, key=lambda one: one.origins[0].start)
    return [(one.verdict, [TEXT[origin.start : origin.end] for origin in one.origins]) for one in in_order]


def says(person: Person) -> str:
    return person.label("key_hints")


@pytest.mark.parametrize("key", ["1", "2", "B", "R", "Shift+Q"])
def test_a_key_decides_nothing_that_is_scrolled_away_but_shows_it(article: Path, key: str) -> None:
    def script(person: Person) -> None:
        begin(person)
        text = person.review_text
        person.keys("Ctrl+End")
        assert not text.shows(person.review_span)
        person.keys(key)
        assert (says(person), waiting(person)) == (NOT_SEEN, 4)
        assert person.popup == ""
        assert text.shows(person.review_span)
        person.keys(key)
        if key == "R":
            assert person.popup == "pick_list"
            person.keys("Enter")
        assert waiting(person) == 3
        assert [words for _, words in decided(person)] == [["Paragraph 1 says tha"]]

    at_the_window(article, "--annotator", "carol", script=script)


def test_taking_a_decision_back_wants_it_on_the_screen_too_and_undo_shows_what_it_restored(article: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        person.keys("1 P Ctrl+End Delete")
        assert (says(person), waiting(person)) == (NOT_SEEN, 3)
        person.keys("Delete")
        assert waiting(person) == 4
        person.keys("Ctrl+End Ctrl+Z")
        assert waiting(person) == 3
        assert person.review_text.shows(person.review_span)

    at_the_window(article, "--annotator", "carol", script=script)


def test_going_to_the_only_difference_that_is_listed_shows_it_again(article: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        person.keys("1 1 1")
        assert waiting(person) == 1
        person.review.show_only(cause=person.review.row.cause.key)
        person.keys("Ctrl+Home")
        assert not person.review_text.shows(person.review_span)
        person.review.go_to(person.review.place)
        assert person.review_text.shows(person.review_span)
        person.keys("2")
        assert waiting(person) == 0

    at_the_window(article, "--annotator", "carol", script=script)


def place_of(text: ArticleView, words: str, occurrence: int) -> QPoint:
    """The pixel of the middle of words, which are on the screen."""
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(words, start + 1)
    place = text.rect_of(start + len(words) // 2).center() + QPoint(1, 0)
    assert text.viewport().rect().contains(place)
    return place


def click(person: Person, words: str, occurrence: int = 0) -> None:
    """Click into words of the review's text, which are on the screen."""
    viewport, place = person.review_text.viewport(), place_of(person.review_text, words, occurrence)
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    QApplication.processEvents()


@pytest.fixture
def nested(tmp_path: Path) -> Path:
    """Alice and Bob differ in an end of a claim, in which he has an actor besides; another claim both have."""
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    start, end = paragraph(1), paragraph(2) - 1
    put_layer(path, "alice", spans("alice", ("claim", start, end), ("claim", paragraph(3), paragraph(3) + 20)))
    shared, actor = paragraph(3), TEXT.index("nobody", start)
    his = ("claim", start, end - 5), ("actor", actor, actor + 6), ("claim", shared, shared + 20)
    put_layer(path, "bob", spans("bob", *his))
    return path


def looked_at(person: Person) -> tuple[str, str]:
    """Tag and first words of what is looked at."""
    one = annotations_of(person.review.row.difference)[0]
    return one.tag, TEXT[one.start : one.end][:9]


def test_a_click_into_the_text_chooses_the_innermost_difference_there(nested: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        person.window.resize(1280, 1000)
        QApplication.processEvents()
        top = person.review_text.verticalScrollBar().value()
        click(person, "nobody", 1)
        assert looked_at(person) == ("actor", "nobody")
        click(person, "the depot", 1)
        assert looked_at(person) == ("claim", "Paragraph")
        click(person, "nobody", 1)
        click(person, "Paragraph 3")  # both have it
        click(person, "the plan", 3)  # nobody has anything
        assert looked_at(person) == ("actor", "nobody")
        assert person.review_text.verticalScrollBar().value() == top
        person.keys("2")
        assert [words for _, words in decided(person)] == [["nobody"]]

    at_the_window(nested, "--annotator", "carol", script=script)


def test_a_click_chooses_also_what_the_list_does_not_show(nested: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        person.review.show_only(kinds=["only_b"])
        assert looked_at(person) == ("actor", "nobody")
        click(person, "the depot", 1)
        assert looked_at(person) == ("claim", "Paragraph")
        assert person.review.place in person.review.places
        person.keys("N")
        person.keys("Ctrl+2")
        click(person, "the depot", 1)
        assert looked_at(person) == ("claim", "Paragraph")
        assert says(person).startswith("1 alice")
        person.keys("Ctrl+2")
        assert waiting(person) == 1  # the key named what is alike, and decided nothing

    at_the_window(nested, "--annotator", "carol", script=script)


def test_a_bulk_key_does_not_settle_anew_what_is_settled(article: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        person.keys("Ctrl+1 Ctrl+1")
        assert waiting(person) == 0
        before = decided(person)
        person.keys("Ctrl+2")
        assert says(person) == "Nothing like this waits for a decision."
        person.keys("Ctrl+2 Ctrl+R")
        assert (decided(person), person.popup) == (before, "")

    at_the_window(article, "--annotator", "carol", script=script)


def right_click(person: Person, words: str, occurrence: int = 0) -> None:
    """Ask for the menu at words of the review's text, which are on the screen."""
    text = person.review_text
    point = place_of(text, words, occurrence)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, text.viewport().mapToGlobal(point))
    QApplication.sendEvent(text.viewport(), event)
    QApplication.processEvents()


def test_the_menu_in_the_text_is_for_what_was_clicked_and_what_it_is_for_is_shown(nested: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        right_click(person, "nobody", 1)
        assert (looked_at(person), person.popup) == (("actor", "nobody"), "difference_menu")
        person.keys("Esc")
        person.keys("Ctrl+End")
        right_click(person, "Paragraph 59")  # nobody has anything there
        assert person.popup == "difference_menu"
        assert person.review_text.shows(person.review_span)
        person.keys("Esc")

    at_the_window(nested, "--annotator", "carol", script=script)


def test_the_menu_and_the_buttons_decide_only_what_is_on_the_screen_too(article: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        for decide in (
            lambda: person.choose("review.take_a"),
            lambda: person.click_widget(person.button("2  Leave it out, as bob")),
        ):
            before = waiting(person)
            person.keys("Ctrl+End")
            decide()
            assert (says(person), waiting(person)) == (NOT_SEEN, before)
            assert person.review_text.shows(person.review_span)
            decide()
            assert waiting(person) == before - 1
            person.review_text.setFocus()

    at_the_window(article, "--annotator", "carol", script=script)
