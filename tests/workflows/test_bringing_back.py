"""Much is deleted, or a merge takes something away: the bar says so, and one button brings it back.

Tests of ui.files.bringing_back.
"""

from __future__ import annotations

from pathlib import Path

from analyst_app import resources
from analyst_app.core import edits
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.session.session import Session
from tests.saves import save_now
from tests.workflows.person import Person, at_the_window, saved, write

TEXT = "The harbour reopens.\n\n" + "Ilse Moor said it was time. " * 30 + "\n"


def written(tmp_path: Path, count: int) -> Path:
    """An article with so many tags of alice's on disk."""
    article = write(tmp_path, "harbour.txt", TEXT)
    with_tags(article, tmp_path, edits.tag_spans("claim", [Span(number, number + 3) for number in range(count)]))
    return article


def with_tags(article: Path, tmp_path: Path, change: edits.Change) -> None:
    session = opened(article, tmp_path)
    session.do("Tag", change)
    save_now(session)


def opened(article: Path, tmp_path: Path) -> Session:
    codebook = Codebook.from_data(resources.built_in_codebook())
    document = Session.read_article(article)
    return Session.load(article, document, layer_id="alice", codebook=codebook, state=tmp_path / "elsewhere")


def test_a_step_of_ones_own_that_is_taken_back_is_no_loss(tmp_path: Path) -> None:
    article = written(tmp_path, 5)

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        store = person.bridge.session.store
        person.bridge.do("Tag", edits.tag_spans("quote", [Span(number, number + 9) for number in range(30)]))
        person.wait_saved()
        person.keys("Ctrl+Z")
        person.wait_saved()
        assert len(saved(article)["annotations"]) == 5
        assert not person.bars.words("kept")
        person.bridge.do("Delete", edits.remove(store, list(store.annotations)))
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)


def test_much_that_was_deleted_comes_back_at_one_button_and_as_one_step(tmp_path: Path) -> None:
    article = written(tmp_path, 40)

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        store = person.bridge.session.store
        person.bridge.do("Delete", edits.remove(store, list(store.annotations)[:30]))
        person.wait(
            lambda: person.bars.words("kept") == "30 items of harbour.txt were deleted. What was there is kept."
        )
        assert len(saved(article)["annotations"]) == 10
        person.click_widget(person.button("Bring back"))
        person.wait(lambda: len(store.annotations) == 40)
        person.keys("Ctrl+Z")
        assert len(store.annotations) == 10
        person.keys("Ctrl+Y")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    assert len(saved(article)["annotations"]) == 40


def test_the_bar_goes_once_undo_has_brought_all_of_it_back(tmp_path: Path) -> None:
    article = written(tmp_path, 60)

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        store = person.bridge.session.store
        for part in (30, 20):
            person.bridge.do("Delete", edits.remove(store, list(store.annotations)[:part]))
        person.wait(lambda: "50 items" in person.bars.words("kept"))
        person.keys("Ctrl+Z")
        assert "50 items" in person.bars.words("kept")
        person.keys("Ctrl+Z")
        assert person.bars.words("kept") == ""
        person.wait_saved()
        assert person.bars.words("kept") == ""

    at_the_window(article, "--annotator", "alice", script=script)


def test_a_few_deleted_tags_are_told_by_no_bar(tmp_path: Path) -> None:
    article = written(tmp_path, 40)

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        store = person.bridge.session.store
        person.bridge.do("Delete", edits.remove(store, list(store.annotations)[:19]))
        person.wait_saved()
        assert person.bars.words("kept") == ""

    at_the_window(article, "--annotator", "alice", script=script)


def test_what_a_merge_took_away_comes_back_at_one_button(tmp_path: Path) -> None:
    """The same person deleted a tag on another machine while the window was open here."""
    article = written(tmp_path, 3)

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        store = person.bridge.session.store
        other = opened(article, tmp_path)
        victim = next(iter(other.store.annotations))
        other.do("Delete", edits.remove(other.store, [victim]))
        save_now(other)
        person.bridge.do("Tag", edits.tag_spans("actor", [Span(50, 54)]))
        person.wait(lambda: "Merging took 1 item of harbour.txt away." in person.bars.words("kept"))
        assert len(store.annotations) == 3
        person.click_widget(person.button("Bring back"))
        person.wait(lambda: len(store.annotations) == 4)
        assert store.annotation(victim.id) is not None
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    assert len(saved(article)["annotations"]) == 4


def test_a_history_that_cannot_be_written_is_told_of_where_much_is_deleted_and_undo_helps(tmp_path: Path) -> None:
    article = written(tmp_path, 40)

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        session = person.bridge.session
        assert session is not None
        assert session.saver.history is not None
        session.saver.history.parent.mkdir(parents=True, exist_ok=True)
        session.saver.history.write_text("a file stands where the folder of its saves should be")
        person.bridge.do("Delete", edits.remove(session.store, list(session.store.annotations)[:30]))
        person.wait(lambda: "30 items of harbour.txt were deleted." in person.bars.words("kept"))
        said = person.bars.words("kept")
        assert "What was there could not be kept in the history: " in said
        assert said.endswith("Undo brings it back.")
        person.keys("Ctrl+Z")
        assert len(session.store.annotations) == 40
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=script)
    assert len(saved(article)["annotations"]) == 40
