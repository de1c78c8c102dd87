"""An article split in two: what waits in the one is found in the other, at the real window.

Tests of ui.corpus.split_offer and ui.corpus.moved_items.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton

from analyst_app.session import journal
from tests.faults import failing_disk
from tests.moved_cases import HARBOUR, HARBOUR_TAGS, annotate
from tests.workflows.person import Person, at_the_window, saved, write
from tests.workflows.test_bring_back import offer

FIRST, SECOND = HARBOUR[: HARBOUR.index("Ortiz said")], HARBOUR[HARBOUR.index("Ortiz said") :]
CANNOT = "Nothing was changed, for depot-2.txt cannot follow"
UNDO_AGAIN = "Undo again goes on with the step before it."
MOVED = [("quote", "“the harbour is safe”"), ("actor", "Ada Brandt"), ("claim", "the ferry will be late")]


@pytest.fixture
def split(tmp_path: Path) -> Path:
    """An article whose second half, with three of its annotations, went to another file."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    article = write(folder, "depot.txt", HARBOUR)
    annotate(article, *HARBOUR_TAGS, state=tmp_path)
    write(folder, "depot-2.txt", SECOND)
    article.write_text(FIRST, "utf-8")
    return article


def there(article: Path) -> dict[str, Any]:
    return saved(article.with_name("depot-2.txt"))


def waiting(person: Person) -> int:
    session = person.bridge.session
    assert session is not None
    return len(session.store.unplaced)


def offered(person: Person) -> list[str]:
    names = [f"unplaced_{what}" for what in ("confirm", "both", "open", "move", "move_all", "place", "discard")]
    buttons = [person.window.findChild(QAbstractButton, name) for name in names]
    return [button.text() for button in buttons if button is not None and not button.isHidden()]


def look(person: Person) -> None:
    """Go to the first that waits, once its words were found."""
    person.wait_open("depot.txt")
    person.wait(lambda: waiting(person) == 3)
    person.keys("Shift+U")
    person.wait(lambda: "depot-2.txt" in person.label("unplaced_why"), "its words found")


def test_it_is_said_where_the_words_stand_and_the_other_half_is_opened_there(split: Path) -> None:
    def script(person: Person) -> None:
        look(person)
        assert person.label("unplaced_why") == "Waiting: its words stand in depot-2.txt."
        assert offered(person)[-5:] == [
            "Open depot-2.txt",
            "Move it there",
            "Move all 3 there",
            "Place here",
            "Discard",
        ]
        item = person.window.findChild(QAbstractButton, "unplaced_open")
        assert item is not None
        person.click_widget(item)
        person.wait_open("depot-2.txt")
        person.wait(lambda: person.bridge.selection is not None)
        assert person.bridge.selection is not None
        assert person.bridge.selection.of(person.view.text) in [words for _, words in MOVED]

    at_the_window(split, "--annotator", "alice", script=script)
    assert not split.with_name("depot-2.txt.alice.annotations.json").exists()


def test_all_are_moved_in_one_step_that_undo_and_redo_take_back_and_make_again_in_both(split: Path) -> None:
    def script(person: Person) -> None:
        look(person)
        person.click_widget(person.button("Move all 3 there"))
        person.wait(lambda: waiting(person) == 0)
        person.wait_saved()
        assert len(there(split)["annotations"]) == 3
        person.keys("Ctrl+Z", person.view)
        assert waiting(person) == 3
        person.wait_saved()
        person.wait(lambda: not there(split)["annotations"], "taken back there")
        person.keys("Ctrl+Shift+Z", person.view)
        assert waiting(person) == 0
        person.wait(lambda: len(there(split)["annotations"]) == 3, "made again there")
        person.opener.open_article(split.with_name("depot-2.txt"))
        person.wait_open("depot-2.txt")
        assert person.tagged == MOVED
        person.wait_saved()

    at_the_window(split, "--annotator", "alice", script=script)
    assert saved(split)["unplaced"] == []
    assert [(one["tag"], one["exact"]) for one in there(split)["annotations"]] == MOVED


def move_all(person: Person) -> None:
    look(person)
    person.click_widget(person.button("Move all 3 there"))
    person.wait(lambda: waiting(person) == 0)
    person.wait_saved()


def open_first_half(person: Person, split: Path, action: str = "edit.undo") -> None:
    """In a later run, once its undo, or redo, goes on."""
    person.wait(lambda: person.bridge.session is not None, "the folder's first article")
    person.opener.open_article(split)
    person.wait_open("depot.txt")
    person.wait(lambda: person.actions.action(action).isEnabled(), f"{action} goes on")


def test_after_a_restart_undo_and_redo_still_reach_both_articles(split: Path) -> None:
    def later(person: Person) -> None:
        open_first_half(person, split)
        person.keys("Ctrl+Z", person.view)
        person.wait(lambda: waiting(person) == 3)
        person.wait(lambda: not there(split)["annotations"], "taken back there, too")
        person.wait_saved()

    def last(person: Person) -> None:
        open_first_half(person, split, "edit.redo")
        person.keys("Ctrl+Shift+Z", person.view)
        person.wait(lambda: waiting(person) == 0)
        person.wait(lambda: len(there(split)["annotations"]) == 3, "made again there, too")
        person.wait_saved()

    at_the_window(split, "--annotator", "alice", script=move_all)
    at_the_window(split.parent, "--annotator", "alice", script=later)
    assert len(saved(split)["unplaced"]) == 3
    at_the_window(split.parent, "--annotator", "alice", script=last)
    assert saved(split)["unplaced"] == []
    assert [(one["tag"], one["exact"]) for one in there(split)["annotations"]] == MOVED


def test_after_a_restart_the_article_they_came_to_takes_the_move_back_in_both(split: Path) -> None:
    def later(person: Person) -> None:
        person.wait(lambda: person.bridge.session is not None, "the folder's first article")
        person.opener.open_article(split.with_name("depot-2.txt"))
        person.wait_open("depot-2.txt")
        undo = person.actions.action("edit.undo")
        person.wait(lambda: undo.isEnabled(), "undo goes on")
        person.keys("Ctrl+Z", person.view)
        person.wait(lambda: len(saved(split)["unplaced"]) == 3, "they wait again")
        person.wait_saved()

    at_the_window(split, "--annotator", "alice", script=move_all)
    at_the_window(split.parent, "--annotator", "alice", script=later)
    assert there(split)["annotations"] == []


def delete_one_there(person: Person, split: Path) -> None:
    person.opener.open_article(split.with_name("depot-2.txt"))
    person.wait_open("depot-2.txt")
    person.caret(MOVED[1][1])
    person.keys("Delete", person.view)
    assert len(person.annotations) == 2
    person.wait_saved()


@pytest.mark.parametrize("is_restarted", [True, False])
def test_undo_of_a_move_changes_nothing_where_the_other_article_cannot_follow(split: Path, is_restarted: bool) -> None:
    def take_back(person: Person) -> None:
        refused: list[str] = []
        person.bridge.refused.connect(refused.append)
        open_first_half(person, split)
        person.keys("Ctrl+Z", person.view)
        person.wait(lambda: bool(refused), "refused")
        assert refused == [f"{CANNOT}: it was changed there since. {UNDO_AGAIN}"]
        assert waiting(person) == 0
        person.wait_saved()

    steps = [move_all, lambda person: delete_one_there(person, split), take_back]

    def at_once(person: Person) -> None:
        for step in steps:
            step(person)

    if is_restarted:
        at_the_window(split, "--annotator", "alice", script=lambda person: [s(person) for s in steps[:2]])
        at_the_window(split.parent, "--annotator", "alice", script=take_back)
    else:
        at_the_window(split, "--annotator", "alice", script=at_once)
    assert saved(split)["unplaced"] == []
    assert len(there(split)["annotations"]) == 2


@pytest.mark.parametrize("other_is", ["gone", "changed"])
def test_a_move_that_cannot_be_taken_back_is_said_once_and_undo_goes_on_with_the_step_before(
    split: Path, other_is: str
) -> None:
    def tag_and_move(person: Person) -> None:
        look(person)
        person.select("Critics")
        person.keys("A")
        person.keys("Shift+U")
        person.click_widget(person.button("Move all 3 there"))
        person.wait(lambda: waiting(person) == 0)
        person.wait_saved()

    def take_back(person: Person) -> None:
        open_first_half(person, split)
        refused: list[str] = []
        person.bridge.refused.connect(refused.append)
        person.keys("Ctrl+Z", person.view)
        person.wait(lambda: bool(refused), "refused")
        assert refused[0].startswith(CANNOT)
        assert refused[0].endswith(UNDO_AGAIN)
        assert ("actor", "Critics") in person.tagged
        person.keys("Ctrl+Z", person.view)
        person.wait(lambda: ("actor", "Critics") not in person.tagged, "the step before is taken back")
        assert waiting(person) == 0
        assert len(refused) == 1
        person.keys("Ctrl+Shift+Z", person.view)
        assert ("actor", "Critics") in person.tagged
        person.wait_saved()

    def still(person: Person) -> None:
        open_first_half(person, split)
        assert person.actions.action("edit.undo").text() == "&Undo Tag as Actor"

    def at_once(person: Person) -> None:
        tag_and_move(person)
        delete_one_there(person, split)
        take_back(person)

    if other_is == "gone":
        at_the_window(split, "--annotator", "alice", script=tag_and_move)
        for path in split.parent.glob("depot-2.txt*"):
            path.unlink()
        at_the_window(split.parent, "--annotator", "alice", script=take_back)
    else:
        at_the_window(split, "--annotator", "alice", script=at_once)
    at_the_window(split.parent, "--annotator", "alice", script=still)
    assert saved(split)["unplaced"] == []


def test_one_is_moved_and_taken_back_from_the_article_it_came_to(split: Path) -> None:
    def script(person: Person) -> None:
        look(person)
        person.click_widget(person.button("Move it there"))
        person.wait(lambda: waiting(person) == 2)
        person.wait_saved()
        person.opener.open_article(split.with_name("depot-2.txt"))
        person.wait_open("depot-2.txt")
        assert len(person.annotations) == 1
        person.keys("Ctrl+Z", person.view)
        assert person.annotations == []
        person.opener.open_article(split)
        person.wait_open("depot.txt")
        person.wait(lambda: waiting(person) == 3, "it waits again")
        person.wait_saved()

    at_the_window(split, "--annotator", "alice", script=script)
    assert len(saved(split)["unplaced"]) == 3
    assert there(split)["annotations"] == []


def test_where_the_layer_there_cannot_be_changed_nothing_is_moved(split: Path) -> None:
    split.with_name("depot-2.txt.alice.annotations.json").write_text("{ damaged", "utf-8")

    def script(person: Person) -> None:
        look(person)
        person.click_widget(person.button("Move it there"))
        person.wait(lambda: person.is_idle)
        assert waiting(person) == 3

    at_the_window(split, "--annotator", "alice", script=script)
    assert split.with_name("depot-2.txt.alice.annotations.json").read_text("utf-8") == "{ damaged"


def test_lost_work_brought_back_takes_nothing_away_that_the_other_article_may_never_have_got(
    split: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The move was never saved in either article, and the other one is not there any more."""
    real = os.write
    monkeypatch.setattr(os, "write", real)  # put back after the test, whatever becomes of it

    def killed(person: Person) -> None:
        look(person)
        failing_disk.strike("full", split)
        person.click_widget(person.button("Move all 3 there"))
        person.wait(lambda: waiting(person) == 0)
        person.wait(lambda: person.label("save_state").startswith("Not saved"))
        assert journal.flush(5)
        person.window.furnish().leaving.let_go()

    def later(person: Person) -> None:
        person.wait_open("depot.txt")
        assert "never reached depot.txt" in offer(person)
        person.click_widget(person.button("Bring back"))
        person.wait(lambda: "was not made again" in person.bars.words("left_work"), "what stays")
        assert waiting(person) == 3

    at_the_window(split, "--annotator", "alice", script=killed)
    os.write = real
    split.with_name("depot-2.txt").unlink()
    at_the_window(split, "--annotator", "alice", script=later)
    held = split.with_name("depot.txt.alice.annotations.json").read_text("utf-8")
    assert [words for _, words in MOVED if words not in held] == []
