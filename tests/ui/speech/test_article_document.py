"""The article as a screen reader finds it: title, text, and a note for each annotation.

Tests of ui.speech.article_document, ui.speech.annotation_note, ui.speech.annotation_notes and
ui.speech.kept_interfaces.
"""

from __future__ import annotations

import gc
from pathlib import Path
from time import perf_counter

import pytest
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from analyst_app.core import edits
from analyst_app.core.span import Span
from analyst_app.core.store import Change
from analyst_app.ui.speech.annotation_notes import MOST_KEPT, AnnotationNotes
from tests.ui.conftest import OpenText
from tests.workflows.person import Person, at_the_window, write

TEXT = "The depot\n\nAda Brandt said the depot will close by May. “We will not leave,” she said.\n\nRain fell.\n"
NAME = QAccessible.Text.Name


@pytest.fixture
def person(open_text: OpenText) -> Person:
    return open_text(TEXT, "depot.txt")


def found(person: Person) -> QAccessibleInterface:
    """The article as it is found."""
    return QAccessible.queryAccessibleInterface(person.view)


def test_the_article_is_a_read_only_document_called_by_its_title(person: Person) -> None:
    article = found(person)
    assert article.role() == QAccessible.Role.Document
    assert article.text(NAME) == "The depot"
    assert article.text(QAccessible.Text.Description) == "depot.txt, 0 annotations"
    assert article.state().readOnly


def test_an_article_without_a_title_is_called_as_its_file(open_text: OpenText) -> None:
    assert found(open_text("word " * 100, "long.txt")).text(NAME) == "long.txt"


def test_text_caret_and_selection_are_qts_own(person: Person) -> None:
    text = found(person).textInterface()
    assert text.text(0, 9) == "The depot"
    person.view.select(Span(11, 21))
    assert text.cursorPosition() == 21
    assert text.selectionCount() == 1


def test_each_annotation_is_a_child_with_a_name_and_a_place(person: Person) -> None:
    person.caret("Ada Brandt")
    person.keys("A")
    person.caret("not leave")
    person.keys("Q L Enter")
    article = found(person)
    assert article.childCount() == 3
    quote = article.child(2)
    assert [article.child(row).text(NAME) for row in range(3)] == [
        "Actor, Ada Brandt, paragraph 2",
        "Quote, “We will not leave,”, speaker Ada Brandt, direct, paragraph 2",
        "Cue, said, paragraph 2",
    ]
    assert article.child(3) is None
    assert article.indexOfChild(quote) == 2
    assert quote.parent().text(NAME) == "The depot"
    place = article.child(0).rect()
    inside = person.view.viewport().mapToGlobal(person.place(person.find("Brandt")))
    assert place.contains(inside)
    assert article.childAt(inside.x(), inside.y()).text(NAME) == "Actor, Ada Brandt, paragraph 2"


def test_what_is_deleted_is_no_child_and_a_note_that_is_still_held_says_nothing(person: Person) -> None:
    person.caret("Ada Brandt")
    person.keys("A")
    article = found(person)
    held = article.child(0)
    person.keys("Delete")
    assert article.childCount() == 0
    assert not held.isValid()
    assert held.text(NAME) == ""
    assert held.rect().isEmpty()
    person.keys("Ctrl+Z")
    assert held.text(NAME) == "Actor, Ada Brandt, paragraph 2"


def tag_words(person: Person, count: int) -> None:
    """Tag so many words."""
    session = person.bridge.session
    assert session is not None
    made = [edits.new_annotation("actor", Span(5 * n, 5 * n + 4), {}) for n in range(count)]
    person.bridge.do("Tag", Change((), tuple(made)))


def test_of_20_000_annotations_only_those_asked_for_are_made(open_text: OpenText) -> None:
    person = open_text("word " * 20_000)
    tag_words(person, 20_000)
    article = found(person)
    notes = person.view.findChild(AnnotationNotes)
    assert notes is not None
    begun = perf_counter()
    assert article.childCount() == 20_000
    assert article.indexOfChild(article.child(19_999)) == 19_999
    assert len(notes._notes) == 1
    assert perf_counter() - begun < 0.05


def test_no_more_notes_are_kept_than_a_bound(open_text: OpenText) -> None:
    person = open_text("word " * 1_500)
    tag_words(person, 1_500)
    article = found(person)
    first = article.child(0)
    for row in range(1_500):
        article.child(row)
    QApplication.processEvents()
    notes = person.view.findChild(AnnotationNotes)
    assert notes is not None
    assert len(notes._notes) == MOST_KEPT
    assert not isValid(first)


def test_notes_go_with_their_article(person: Person) -> None:
    person.caret("Ada Brandt")
    person.keys("A")
    held = found(person).child(0)
    session = person.bridge.session
    assert session is not None
    person.opener.open_paths([write(session.path.parent, "other.txt", "Other\n\nBo Lind said no.\n")])
    person.wait_open("other.txt")
    assert not isValid(held)
    assert found(person).text(NAME) == "Other"


def test_a_window_that_closes_while_notes_are_held_ends_well(tmp_path: Path) -> None:
    held: list[QAccessibleInterface] = []

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.caret("Ada Brandt")
        person.keys("A")
        held.extend((found(person), found(person).child(0)))
        assert held[1].text(NAME) == "Actor, Ada Brandt, paragraph 2"

    at_the_window(write(tmp_path, "depot.txt", TEXT), script=script)
    gc.collect()
    assert [isValid(one) for one in held] == [False, False]
