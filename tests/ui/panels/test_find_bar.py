"""Find: typing shows, Enter selects, Esc leaves the match selected in the text."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.ui.panels.find_bar import FindBar
from tests.ui.annotate.test_annotating import said
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "One depot here.\n\nAnother Depot there, and “the\u00a0depot” too.\n"


def find(person: Person, words: str) -> None:
    person.keys("Ctrl+F")
    person.type(words)


def selected(person: Person) -> Span | None:
    return person.view.selection


def test_typing_highlights_but_selects_nothing(open_text: OpenText) -> None:
    person = open_text(TEXT)
    find(person, "depot")
    assert selected(person) is None
    assert len(person.view.painter.overlays.hits) == 3
    assert person.label("find_count") == "3 found"


def test_typing_scrolls_to_the_first_match(open_text: OpenText) -> None:
    person = open_text("line\n" * 400 + "needle\n" + "line\n" * 400)
    find(person, "needle")
    assert person.view.viewport().rect().contains(person.view.rect_of(person.find("needle")).center())
    assert selected(person) is None


def test_enter_selects_the_first_match_at_or_after_the_caret_then_the_next_wrapping(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.view.place_caret(6)
    find(person, "depot")
    starts = []
    for _ in range(4):
        person.keys("Enter")
        starts.append(selected(person).start)
    places = [person.find("depot"), person.find("Depot"), person.find("depot", 1)]
    assert starts == [places[1], places[2], places[0], places[1]]


def test_a_match_at_the_caret_counts(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.view.place_caret(person.find("depot"))
    find(person, "depot")
    person.keys("Enter")
    assert selected(person).start == person.find("depot")


def test_shift_f3_goes_back(open_text: OpenText) -> None:
    person = open_text(TEXT)
    find(person, "depot")
    person.keys("Enter Enter Shift+F3")
    assert selected(person).start == person.find("depot")
    person.keys("Shift+F3")
    assert selected(person).start == person.find("depot", 1)


def test_f3_selects_too(open_text: OpenText) -> None:
    person = open_text(TEXT)
    find(person, "depot")
    person.keys("F3 F3")
    assert selected(person).start == person.find("Depot")
    person.keys("Esc F3")
    assert selected(person).start == person.find("depot", 1)


def test_white_space_and_quotation_marks_are_equal(open_text: OpenText) -> None:
    person = open_text(TEXT)
    find(person, '"the depot"')
    person.keys("Enter")
    assert selected(person).of(TEXT) == "“the\u00a0depot”"


def test_esc_keeps_the_match_selected_and_gives_the_text_the_focus(open_text: OpenText) -> None:
    person = open_text(TEXT)
    find(person, "another depot")
    person.keys("Enter Esc")
    assert not person.part(FindBar).isVisible()
    assert selected(person).of(TEXT) == "Another Depot"
    assert person.focus is person.view
    assert list(person.view.painter.overlays.hits) == []
    person.keys("A")
    assert person.tagged == [("actor", "Another Depot")]


def test_what_is_not_there_is_said(open_text: OpenText) -> None:
    person = open_text(TEXT)
    find(person, "harbour")
    assert person.label("find_count") == "not found"
    person.keys("Enter")
    assert said(person) == "“harbour” is not in this article."
    assert selected(person) is None


def test_letters_in_the_field_are_no_commands(open_text: OpenText) -> None:
    person = open_text(TEXT)
    find(person, "caq 123")
    assert person.tagged == []
    assert person.part(FindBar).field.text() == "caq 123"


def test_in_a_large_article_the_first_match_comes_before_the_rest(open_text: OpenText) -> None:
    person = open_text("needle " + "words " * 300_000 + "needle end\n")
    find(person, "needle")
    person.keys("Enter")
    assert selected(person).start == 0
    person.keys("Enter")
    person.wait(lambda: selected(person).start > 1_000)
    person.wait(lambda: person.label("find_count") == "2 found")


def test_another_article_begins_anew(open_text: OpenText) -> None:
    person = open_text(TEXT)
    find(person, "depot")
    person.bridge.show(None)
    assert not person.part(FindBar).isVisible()
    person.part(FindBar).go(1)
    assert selected(person) is None
