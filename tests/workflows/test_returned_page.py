"""The page of decisions on one's own tags hides the article: nothing in it is changed there but by an answer.

Tests of ui.commands.action_set and ui.review.returned_commands.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.ui.commands.action_set import ActionSet
from tests.workflows.person import Person, at_the_window
from tests.workflows.reviewing import begin, put_layer
from tests.workflows.test_review_seen import TEXT, claims

ON_THE_ARTICLE = (
    "tag.claim",
    "retag.actor",
    "edit.delete",
    "annotate.edges",
    "annotate.link",
    "attribute.1",
    "go.next",
)
NOT_SHOWN = "The text of the article is not shown now. Leave this page first (F6 to it, then Esc)."


@pytest.fixture
def decided(tmp_path: Path) -> Path:
    """Max has taken Bob's edges of one of Alice's two claims, and rejected the other, which Bob has not."""
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    put_layer(path, "alice", claims("alice", (1, 2)))
    bob = claims("bob", (1,))
    put_layer(path, "bob", [one._replace(end=one.end + 5) for one in bob])

    def script(person: Person) -> None:
        begin(person)
        person.keys("2 2")
        person.wait_saved()

    at_the_window(path, "--annotator", "max", script=script)
    return path


def show_returned(person: Person) -> None:
    person.window.resize(1440, 900)  # narrower, the annotations are a drawer
    person.wait_open("depot.txt")
    person.wait(lambda: person.bars.words("returned"), "the bar")
    person.choose("review.returned")


def enabled(actions: ActionSet) -> list[str]:
    return [name for name in ON_THE_ARTICLE if actions.action(name).isEnabled()]


def test_what_acts_on_the_article_does_nothing_while_its_text_is_hidden(decided: Path) -> None:
    def script(person: Person) -> None:
        show_returned(person)
        before = person.annotations
        assert enabled(person.actions) == []
        assert not person.actions.action("edit.find").isEnabled()
        person.keys("Ctrl+F F3 F2")
        assert not person.window.findChild(object, "find_bar").isVisible()
        table = person.window.findChild(object, "annotation_table")
        assert table.isVisible()
        table.setFocus()
        table.selectRow(0)
        for key in ("C", "Delete", "Shift+A", "F2"):
            person.bridge.say("")
            person.keys(key)
            assert person.annotations == before
            assert person.label("key_hints") == NOT_SHOWN or key == "F2"
        for _ in range(6):
            person.keys("F6")
            if person.focus.objectName() == "returned_table":
                break
        person.keys("Esc")
        assert person.focus is person.view
        assert enabled(person.actions) == list(ON_THE_ARTICLE)
        person.keys("Ctrl+F")
        assert person.window.findChild(object, "find_bar").isVisible()

    at_the_window(decided, "--annotator", "alice", script=script)


def test_what_was_accepted_is_not_accepted_again(decided: Path) -> None:
    def script(person: Person) -> None:
        show_returned(person)
        person.keys("A A")
        assert person.label("returned_head").startswith("0 of 2")
        store, history = person.bridge.session.store, person.bridge.session.history
        assert len(store.entries("replies")) == 2
        steps, before = history.undo_label, person.annotations
        for key in ("A", "1", "Enter"):
            person.bridge.say("")
            person.keys(key)
            assert person.label("key_hints") == "You have accepted this already."
        assert (len(store.entries("replies")), person.annotations) == (2, before)
        person.keys("Ctrl+Z")
        assert len(store.entries("replies")) == 1
        person.keys("A")
        assert (len(store.entries("replies")), history.undo_label) == (2, steps)

    at_the_window(decided, "--annotator", "alice", script=script)
