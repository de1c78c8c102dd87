"""Work that never reached the disk is offered at the next start, and undo goes on where it was.

Tests of ui.files.left_offers, ui.files.left_work_dialog and, for discarded work, ui.files.history.history_dialog.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QDialog, QFrame, QListWidget

from analyst_app.session import journal
from analyst_app.ui.files import leaving
from analyst_app.ui.files.left_offers import LeftOffers
from tests.workflows.person import Person, at_the_window, saved, write

HARBOUR = "Harbour reopens\n\nThe harbour master, Ilse Moor, said it was time.\nThe union, Dockers United, agreed.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "corpus").mkdir()
    return write(tmp_path / "corpus", "harbour.txt", HARBOUR)


def sidecar(article: Path) -> Path:
    return article.with_name(f"{article.name}.alice.annotations.json")


def block(article: Path) -> None:
    """Let nothing be saved beside an article: what should be its layer's file is a folder."""
    sidecar(article).mkdir()


def tag(person: Person, words: str, key: str = "A") -> None:
    person.select(words)
    person.keys(key)


def leave_behind(article: Path, *words: str) -> None:
    """A run whose work never reaches the disk, and that ends as a killed one does: nothing of ours is called."""

    def script(person: Person) -> None:
        person.wait_open(article.name)
        block(article)
        for one in words:
            tag(person, one)
        person.wait(lambda: person.label("save_state").startswith("Not saved"))
        assert journal.flush(5)
        person.window.furnish().leaving.let_go()

    at_the_window(article, "--annotator", "alice", script=script)
    sidecar(article).rmdir()


def offer(person: Person) -> str:
    person.wait(lambda: person.bars.words("left_work"), "the offer")
    return person.bars.words("left_work")


def nothing_is_offered(article: Path) -> None:
    """A later run has no work of an earlier one on offer."""

    def script(person: Person) -> None:
        person.wait_open(article.name)
        person.wait(lambda: person.is_idle)
        person.wait(lambda: person.part(LeftOffers)._known, "the journal has answered")
        assert person.bars.words("left_work") == ""
        assert person.bars.words("left_elsewhere") == ""

    at_the_window(article, "--annotator", "alice", script=script)


def test_work_that_was_never_saved_is_brought_back_by_one_button_and_undone_by_one_key(article: Path) -> None:
    leave_behind(article, "Ilse Moor", "Dockers United")
    assert not sidecar(article).exists()

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        assert re.fullmatch(r"2 changes of \d\d:\d\d never reached harbour\.txt\.", offer(person))
        assert person.tagged == []
        person.click_widget(person.button("Bring back"))
        assert person.tagged == [("actor", "Ilse Moor"), ("actor", "Dockers United")]
        person.wait_saved()
        person.keys("Ctrl+Z")
        assert person.tagged == []
        person.keys("Ctrl+Y")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    assert [one["exact"] for one in saved(article)["annotations"]] == ["Ilse Moor", "Dockers United"]
    nothing_is_offered(article)


def test_one_can_look_at_it_first_and_decide_there(article: Path) -> None:
    leave_behind(article, "Ilse Moor")

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        offer(person)
        person.click_widget(person.button("Look…"))
        acts = person.window.findChild(QListWidget, "left_work_list")
        assert acts is not None
        assert [acts.item(row).text()[14:] for row in range(acts.count())] == ["Tag as Actor  “Ilse Moor”"]
        person.click_widget(person.button("Close"))
        offer(person)
        person.click_widget(person.button("Look…"))
        person.click_widget(person.button("Bring back"))
        assert person.tagged == [("actor", "Ilse Moor")]
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)


def test_work_on_an_article_that_was_renamed_since_is_offered_to_its_text(article: Path) -> None:
    leave_behind(article, "Ilse Moor")
    moved = article.rename(article.with_name("pier.txt"))

    def script(person: Person) -> None:
        person.wait_open("pier.txt")
        assert re.fullmatch(r"1 change of \d\d:\d\d never reached pier\.txt\.", offer(person))
        person.click_widget(person.button("Bring back"))
        assert person.tagged == [("actor", "Ilse Moor")]
        person.wait_saved()

    at_the_window(moved, "--annotator", "alice", script=script)
    nothing_is_offered(moved)


def test_discarded_work_is_in_the_history_of_its_layer(article: Path) -> None:
    leave_behind(article, "Ilse Moor")

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        offer(person)
        person.click_widget(person.button("Discard"))
        person.wait(lambda: person.bars.words("left_work") == "Discarded.")

    at_the_window(article, "--annotator", "alice", script=script)

    def later(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.actions.action("file.history").trigger()
        dialog = person.window.findChild(QDialog, "history_dialog")
        assert dialog is not None
        restore, rows = dialog.findChild(QAbstractButton, "history_restore"), dialog.findChild(QListWidget)
        person.wait(lambda: restore.isEnabled(), "the work that was discarded")
        assert [rows.item(row).text().partition("  –  ")[2] for row in range(rows.count())] == [
            "work put aside: 1 change"
        ]
        assert restore.text() == "Bring back"
        person.click_widget(restore)
        assert ("actor", "Ilse Moor") in person.tagged
        person.wait_saved()
        person.keys("Ctrl+Z")
        assert person.tagged == []

    at_the_window(article, "--annotator", "alice", script=later)


def test_discarding_asks_nothing_and_can_be_taken_back(article: Path) -> None:
    leave_behind(article, "Ilse Moor")

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        offer(person)
        person.click_widget(person.button("Discard"))
        person.wait(lambda: person.bars.words("left_work") == "Discarded.")
        person.click_widget(person.button("Have it again"))
        person.wait(lambda: "1 change" in person.bars.words("left_work"))
        person.click_widget(person.button("Discard"))
        person.wait(lambda: person.bars.words("left_work") == "Discarded.")

    at_the_window(article, "--annotator", "alice", script=script)
    nothing_is_offered(article)


def test_work_on_an_article_that_is_not_open_is_named_and_leads_there(article: Path) -> None:
    leave_behind(article, "Ilse Moor")
    write(article.parent, "a.txt", "Another article.\n")

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        person.wait(lambda: person.bars.words("left_elsewhere"), "the other article is named")
        assert person.bars.words("left_elsewhere") == "Work of an earlier run never reached harbour.txt."
        person.click_widget(person.button("Open harbour.txt"))
        person.wait_open("harbour.txt")
        assert "1 change of" in offer(person)
        assert person.bars.words("left_elsewhere") == ""

    at_the_window(article.parent / "a.txt", "--annotator", "alice", script=script)


def test_work_stays_on_offer_though_other_work_is_saved_meanwhile(article: Path) -> None:
    leave_behind(article, "Ilse Moor")

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        offer(person)
        tag(person, "Dockers United")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)

    def later(person: Person) -> None:
        person.wait_open("harbour.txt")
        offer(person)
        person.click_widget(person.button("Bring back"))
        assert person.tagged == [("actor", "Ilse Moor"), ("actor", "Dockers United")]
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=later)


def test_undo_and_redo_go_on_after_a_restart(article: Path) -> None:
    def first(person: Person) -> None:
        person.wait_open("harbour.txt")
        tag(person, "Ilse Moor")
        tag(person, "Dockers United")
        person.keys("Ctrl+Z")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=first)

    def second(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.wait(lambda: person.actions.action("edit.redo").isEnabled(), "redo")
        assert person.actions.action("edit.undo").text() == "&Undo Tag as Actor"
        person.keys("Ctrl+Y")
        assert person.tagged == [("actor", "Ilse Moor"), ("actor", "Dockers United")]
        person.keys("Ctrl+Z Ctrl+Z")
        assert person.tagged == []
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=second)


def test_who_quits_without_saving_is_not_asked_again(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaving, "ask", lambda *_: leaving.QUIT_WITHOUT)

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        block(article)
        tag(person, "Ilse Moor")
        person.window.close()

    at_the_window(article, "--annotator", "alice", script=script, quits=False)
    sidecar(article).rmdir()
    nothing_is_offered(article)


def test_while_the_question_whose_layer_it_is_waits_the_journal_has_the_work(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def alice(person: Person) -> None:
        person.wait_open("harbour.txt")
        tag(person, "Ilse Moor")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=alice)
    monkeypatch.setenv("XDG_STATE_HOME", str(article.parent.parent / "another-computer"))
    monkeypatch.setenv("USER", "alice")
    monkeypatch.setenv("LOGNAME", "alice")

    def unanswered(person: Person) -> None:
        person.wait_open("harbour.txt")
        tag(person, "Dockers United")
        person.wait(lambda: "Is this layer yours?" in person.bars.words("claim"))
        assert journal.flush(5)
        person.window.furnish().leaving.let_go()

    at_the_window(article, script=unanswered)
    assert [one["exact"] for one in saved(article)["annotations"]] == ["Ilse Moor"]

    def later(person: Person) -> None:
        person.wait_open("harbour.txt")
        assert "1 change of" in offer(person)

    at_the_window(article, script=later)


def test_a_journal_that_cannot_be_written_is_said_once_and_stops_nothing(article: Path) -> None:
    state = Path(os.environ["XDG_STATE_HOME"]) / "analyst-app"
    state.mkdir(parents=True)
    (state / "journal").write_bytes(b"no folder")

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        said: list[str] = []
        person.bridge.said.connect(said.append)
        tag(person, "Ilse Moor")
        person.wait(lambda: any("journal" in words for words in said), "it is said")
        tag(person, "Dockers United")
        person.wait_saved()
        assert len([words for words in said if "journal" in words]) == 1

    at_the_window(article, "--annotator", "alice", script=script)
    assert len(saved(article)["annotations"]) == 2


def become_a_link(article: Path) -> Path:
    """The layer's file is moved out of the folder, with a link in its place; its new path."""
    outside = article.parent.parent / "outside" / sidecar(article).name
    outside.parent.mkdir(exist_ok=True)
    sidecar(article).replace(outside)
    sidecar(article).symlink_to(outside)
    return outside


def leave_behind_a_link(article: Path) -> Path:
    """A killed run: one tag is saved, then the layer's file becomes a link, and two more never reach it."""
    moved: list[Path] = []

    def script(person: Person) -> None:
        person.wait_open(article.name)
        tag(person, "Harbour reopens")
        person.wait_saved()
        moved.append(become_a_link(article))
        tag(person, "Ilse Moor")
        tag(person, "Dockers United")
        person.wait(lambda: person.label("save_state").startswith("Not saved"))
        assert journal.flush(5)
        person.window.furnish().leaving.let_go()

    at_the_window(article, "--annotator", "alice", script=script)
    return moved[0]


def test_work_is_offered_though_the_layers_file_has_become_a_link(article: Path) -> None:
    outside = leave_behind_a_link(article)

    def refused(person: Person) -> None:
        person.wait_open("harbour.txt")
        assert "2 changes of" in offer(person)
        person.click_widget(person.button("Bring back"))
        assert person.tagged == []
        assert "2 changes of" in offer(person)

    at_the_window(article, "--annotator", "alice", script=refused)

    def allowed(person: Person) -> None:
        person.wait_open("harbour.txt")
        offer(person)
        person.wait(lambda: person.bars.words("link"), "the bar about the link")
        allow = next(b for b in person.bars.findChildren(QAbstractButton) if b.text().startswith("Allow"))
        person.click_widget(allow)
        person.wait(lambda: person.bridge.session and person.tagged, "the layer is read")
        assert person.tagged == [("actor", "Harbour reopens")]
        assert "2 changes of" in offer(person)
        person.click_widget(person.button("Bring back"))
        person.wait_saved()
        assert [quote for _, quote in person.tagged] == ["Harbour reopens", "Ilse Moor", "Dockers United"]

    at_the_window(article, "--annotator", "alice", script=allowed)
    assert "Dockers United" in outside.read_text("utf-8")


def test_a_deletion_that_a_layer_behind_a_link_never_got_is_not_taken_for_done(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        tag(person, "Ilse Moor")
        person.wait_saved()
        become_a_link(article)
        person.click("Ilse Moor")
        person.keys("Delete")
        assert person.tagged == []
        person.wait(lambda: person.label("save_state").startswith("Not saved"))
        assert journal.flush(5)
        person.window.furnish().leaving.let_go()

    at_the_window(article, "--annotator", "alice", script=script)

    def later(person: Person) -> None:
        person.wait_open("harbour.txt")
        assert "1 change of" in offer(person)

    at_the_window(article, "--annotator", "alice", script=later)
    sidecar(article).resolve().replace(sidecar(article))

    def whole(person: Person) -> None:
        person.wait_open("harbour.txt")
        offer(person)
        person.click_widget(person.button("Bring back"))
        assert person.tagged == []
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=whole)


def test_work_that_was_noted_under_another_key_is_offered_with_its_layer(article: Path) -> None:
    leave_behind(article, "Ilse Moor")
    journals = Path(os.environ["XDG_STATE_HOME"]) / "analyst-app" / "journal"
    (folder,) = journals.iterdir()
    folder.replace(journals / "0123456789abcdef01234567")

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        assert "1 change of" in offer(person)
        person.click_widget(person.button("Bring back"))
        assert person.tagged == [("actor", "Ilse Moor")]
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    nothing_is_offered(article)


def test_work_of_several_runs_is_one_step_and_what_stands_twice_is_told(article: Path) -> None:
    leave_behind(article, "Ilse Moor")
    leave_behind(article, "Dockers United")
    leave_behind(article, "Ilse Moor")

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        assert "3 changes of" in offer(person)
        said: list[str] = []
        person.bridge.said.connect(said.append)
        person.click_widget(person.button("Bring back"))
        assert person.tagged == [("actor", "Ilse Moor"), ("actor", "Dockers United")]
        assert "1 annotation stands there already" in said[-1]
        person.keys("Ctrl+Z")
        assert person.tagged == []
        person.keys("Ctrl+Y")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)


def test_what_cannot_be_understood_is_told_as_that_and_kept(article: Path) -> None:
    leave_behind(article, "Ilse Moor", "Dockers United")
    (folder,) = (Path(os.environ["XDG_STATE_HOME"]) / "analyst-app" / "journal").iterdir()
    path = folder / "now.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"exact":"Ilse Moor"', b'"exact":"Else Moor"'))

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        offer(person)
        person.click_widget(person.button("Bring back"))
        assert person.tagged == [("actor", "Dockers United")]
        words = offer(person)
        assert "1 record could not be understood and was left out." in words
        assert "changed elsewhere" not in words
        person.wait_saved()
        assert journal.flush(5)
        assert [b"Else Moor" in kept.read_bytes() for kept in folder.glob("discarded-*.jsonl")] == [True]

    at_the_window(article, "--annotator", "alice", script=script)


def test_work_of_which_nothing_can_be_understood_is_told_and_kept(article: Path) -> None:
    leave_behind(article, "Ilse Moor")
    (folder,) = (Path(os.environ["XDG_STATE_HOME"]) / "analyst-app" / "journal").iterdir()
    path = folder / "now.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"do":"step"', b'"do:"step"'))

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.wait(lambda: person.bars.words("left_lost"), "it is told")
        assert "1 record could not be understood and was left out." in person.bars.words("left_lost")
        assert [b"Ilse Moor" in kept.read_bytes() for kept in folder.glob("discarded-*.jsonl")] == [True]

    at_the_window(article, "--annotator", "alice", script=script)


def test_what_waits_after_bringing_back_is_counted_as_it_is_then(article: Path) -> None:
    def first(person: Person) -> None:
        person.wait_open("harbour.txt")
        tag(person, "Harbour reopens")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=first)
    kept = sidecar(article).read_bytes()
    sidecar(article).unlink()
    leave_behind(article, "Ilse Moor", "Dockers United")
    sidecar(article).write_bytes(kept)
    changed = HARBOUR.replace("Ilse Moor", "she").replace("Dockers United", "it")
    article.write_text("News of today\n\n" + changed, "utf-8")

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        offer(person)
        assert person.bars.words("problems") == (
            "The article has changed since it was annotated: 1 annotation was found again."
        )
        said: list[str] = []
        person.bridge.said.connect(said.append)
        person.click_widget(person.button("Bring back"))
        assert "2 items wait for a place" in person.bars.words("problems")
        assert "2 items wait for a place" in said[-1]
        person.keys("Ctrl+Z")
        assert "wait" not in person.bars.words("problems")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)


def test_steps_that_no_longer_fit_are_told_once(article: Path) -> None:
    def first(person: Person) -> None:
        person.wait_open("harbour.txt")
        tag(person, "Ilse Moor")
        tag(person, "Dockers United")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=first)
    article.write_text("News of today\n\n" + HARBOUR, "utf-8")

    def told(person: Person) -> bool:
        said: list[str] = []
        person.bridge.said.connect(said.append)
        person.wait_open("harbour.txt")
        person.wait(lambda: person.is_idle)
        assert journal.flush(5)
        person.wait(lambda: person.part(LeftOffers)._known, "the journal has answered")
        return any("2 earlier steps no longer fit" in words for words in [*said, person.label("key_hints")])

    answers: list[bool] = []
    at_the_window(article, "--annotator", "alice", script=lambda person: answers.append(told(person)))
    at_the_window(article, "--annotator", "alice", script=lambda person: answers.append(told(person)))
    assert answers == [True, False]


def test_an_emptied_layer_tells_of_the_save_in_its_history(article: Path) -> None:
    def first(person: Person) -> None:
        person.wait_open("harbour.txt")
        tag(person, "Ilse Moor")
        person.wait_saved()
        tag(person, "Dockers United")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=first)
    sidecar(article).write_bytes(b"")

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.wait(lambda: "A whole save of " in person.bars.words("damaged"), "the save in the history")
        assert ", with 1 annotation, is in its history." in person.bars.words("damaged")
        person.click_widget(person.button("Write a repaired copy"))
        person.wait(lambda: "Repaired." in person.bars.words("damaged"), "it is repaired")
        assert "A whole save of " in person.bars.words("damaged")
        person.wait(lambda: person.bars.findChild(QFrame, "bar_damaged").isVisible())
        person.click_widget(person.button("History…"))
        dialog = person.window.findChild(QDialog, "history_dialog")
        assert dialog is not None
        restore = dialog.findChild(QAbstractButton, "history_restore")
        person.wait(lambda: restore.isEnabled(), "the earlier saves")
        person.click_widget(restore)
        person.wait(lambda: ("actor", "Ilse Moor") in person.tagged, "it is back")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
