"""A review in a small window: the differences are a drawer over the text, and the card gives way to it.

Tests of ui.review.differences.list_drawer, ui.review.review_view and ui.review.room_for_review.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton, QWidget

from analyst_app.ui.panels.tool_bar import ToolBar
from analyst_app.ui.review.review_view import ReviewView
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import begin, put_layer, spans

TEXT = "Ada Brandt said “we will not leave the depot”, and the harbour will close by May. " * 12
PITCH, GAP = 34, 15
"""Pixels of a line of a review at the usual size of the type, and between two paragraphs (look.md)."""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    article = write(tmp_path, "depot.txt", TEXT)
    put_layer(article, "alice", spans("alice", ("quote", 16, 45), ("actor", 0, 10)))
    put_layer(article, "bob", spans("bob", ("quote", 17, 44)))
    return article


def test_four_lines_of_text_stay_and_the_differences_are_a_drawer(article: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        view = person.part(ReviewView)
        button = view.findChild(QPushButton, "differences_button")
        assert view.panel.isVisible()
        assert not button.isVisible()
        person.window.resize(640, 360)
        person.wait(lambda: person.window.height() == 360 and not view.panel.isVisible(), "the drawer is closed")
        person.wait(lambda: view.text.viewport().height() >= 4 * PITCH + GAP, "the room of the tag bar")
        assert view.text.viewport().width() >= 600
        assert view.card.isVisible()
        assert view.card.columns.verticalScrollBar().maximum() > 0
        area, words = view.card.columns.viewport(), view.card.columns.a
        tag_and_words = words.sizeHint().height()
        assert tag_and_words < 60, "the reader is named above the text, and not here"
        assert area.height() - words.mapTo(area, QPoint()).y() >= tag_and_words / 2
        button.click()
        assert view.panel.isVisible()
        assert view.panel.table.hasFocus()
        person.keys("Esc", view.panel.table)
        assert not view.panel.isVisible()
        assert view.text.hasFocus()
        person.keys("F6")
        assert view.panel.table.hasFocus()
        person.keys("F6")
        assert not view.panel.isVisible()
        person.window.resize(1280, 720)
        person.wait(lambda: view.panel.isVisible(), "it is beside the text again")
        assert not button.isVisible()
        assert view.panel.geometry().right() <= view.text.mapTo(view, view.text.rect().topLeft()).x()

    at_the_window(article, "--annotator", "max", script=script)


def in_sight(widget: QWidget) -> bool:
    """All of it is seen."""
    return widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.parametrize("height", [300, 340, 360])
def test_a_low_window_shows_tag_words_and_buttons_of_both_sides(article: Path, height: int) -> None:
    def script(person: Person) -> None:
        begin(person)
        view, bar = person.part(ReviewView), person.part(ToolBar)
        assert bar.isVisible()
        person.window.resize(640, height)
        person.wait(lambda: person.window.height() == height and not bar.isVisible(), "the tag bar gives way")
        columns = view.card.columns
        person.wait(lambda: in_sight(columns.button["take_b"]), "the buttons")
        for side, button in ((columns.a, "take_a"), (columns.b, "take_b")):
            assert in_sight(columns.button[button])
            assert side.visibleRegion().boundingRect().height() >= side.minimumSizeHint().height()
        assert view.legend.text().startswith("Only alice · "), "the kind is said above the text"
        assert view.text.viewport().height() >= 2 * PITCH
        person.window.resize(1280, 720)
        person.wait(bar.isVisible, "it is back")
        person.wait(lambda: view.card.head.isVisible() and "above the words" in view.legend.text(), "the readers")
        person.window.resize(640, height)
        person.wait(lambda: not bar.isVisible(), "it gives way again")
        person.keys("Esc", view.text)
        person.wait(lambda: person.review is None, "the review has ended")
        assert bar.isVisible()

    at_the_window(article, "--annotator", "max", script=script)


def test_a_message_lies_beside_the_words_that_are_decided_where_it_can(tmp_path: Path) -> None:
    """The text has five lines at 1280 x 720; a message stands at its bottom, or at its top."""
    text = "".join(f"Line {n} says that the harbour will close by May.\n" for n in range(5))
    article = write(tmp_path, "depot.txt", text)
    places = [text.index(f"Line {n} ") for n in range(5)]
    put_layer(article, "alice", spans("alice", *(("claim", one, one + 20) for one in places)))
    put_layer(article, "bob", spans("bob", *(("claim", one, one + 24) for one in places)))

    def script(person: Person) -> None:
        begin(person)
        person.window.resize(1280, 720)
        person.wait(lambda: person.window.width() == 1280)
        person.bars.show_bar("note", "Noted in codebook.json, which is at version 2 now.")
        view, card = person.part(ReviewView).text, person.bars

        def is_covered() -> bool:
            row = person.review.row
            first = view.rect_of(row.difference.start)
            lines = first.united(view.rect_of(row.difference.end))
            lines.moveTopLeft(view.viewport().mapTo(card.parentWidget(), lines.topLeft()))
            inner = card.geometry().adjusted(card.shadow, card.shadow, -card.shadow, -card.shadow)
            return card.isVisible() and inner.intersects(lines)

        seen = set()
        for _ in places:
            person.wait(lambda: card.isVisible() and not is_covered(), "beside the words")
            seen.add(card.y())
            person.keys("N")
        assert len(seen) == 2, "at the bottom, and for what is at the bottom at the top"

    at_the_window(article, "--annotator", "max", script=script)
