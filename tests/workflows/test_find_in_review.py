"""Find searches the text that is shown, a review's too; what acts on the article's text waits until it is shown.

Tests of ui.panels.find_bar and ui.panels.panes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workflows.person import Person, at_the_window
from tests.workflows.reviewing import begin, put_layer, waiting
from tests.workflows.test_review_seen import TEXT, claims

__all__ = ("article",)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    put_layer(path, "alice", claims("alice", (1, 2, 30)))
    put_layer(path, "bob", claims("bob", (30,)))
    return path


def found(person: Person) -> list[str]:
    return [TEXT[one.start : one.end] for one in person.review_text.painter.overlays.hits]


def test_find_searches_the_text_of_the_review_and_leaves_the_article_alone(article: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        hidden, text = person.view, person.review_text
        before = hidden.reading_position, hidden.selection, hidden.caret, person.annotations
        marked = found(person)
        person.keys("Ctrl+F")
        assert person.focus.objectName() == "find_field"
        assert person.focus.isVisible()
        person.type("Paragraph 5")
        assert person.label("find_count") == "11 found"
        assert found(person) == ["Paragraph 5"] * 11
        person.keys("Enter")
        assert text.selection.start == TEXT.index("Paragraph 5")
        person.keys("F3 F3")
        assert text.selection.start == TEXT.index("Paragraph 51")
        assert text.shows(text.selection)
        person.keys("Shift+F3 Esc")
        assert text.hasFocus()
        assert text.selection.start == TEXT.index("Paragraph 50")
        assert found(person) == marked
        person.keys("F3")
        assert text.selection.start == TEXT.index("Paragraph 51")
        assert (hidden.reading_position, hidden.selection, hidden.caret, person.annotations) == before
        assert hidden.painter.overlays.hits == ()
        person.keys("1")
        assert waiting(person) == 2  # it had been scrolled away
        person.keys("1")
        assert waiting(person) == 1

    at_the_window(article, "--annotator", "carol", script=script)


def test_after_the_review_find_searches_the_article_again(article: Path) -> None:
    def script(person: Person) -> None:
        begin(person)
        person.keys("Ctrl+F")
        person.type("Paragraph 7")
        person.review_text.setFocus()
        person.keys("Esc")
        person.wait(lambda: person.review is None and person.is_idle)
        person.wait_open("depot.txt")
        assert not person.window.findChild(object, "find_bar").isVisible()
        person.keys("F3")
        assert person.view.selection.start == TEXT.index("Paragraph 7")

    at_the_window(article, "--annotator", "carol", script=script)
