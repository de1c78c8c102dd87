"""Work stays found: articles that other programs changed, renamed or re-saved, at the real window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.moved_cases import HARBOUR, annotate
from tests.workflows.person import Person, at_the_window, saved, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "corpus"
    made.mkdir()
    return made


@pytest.fixture
def all_wait(folder: Path, tmp_path: Path) -> Path:
    """An article whose only annotation waits, because a letter of its words was changed."""
    article = write(folder, "depot.txt", HARBOUR)
    annotate(article, ("actor", "Lena Ortiz", 0), state=tmp_path)
    article.write_text(HARBOUR.replace("Lena Ortiz", "Lena Ortis"), "utf-8")
    return article


def waiting(person: Person) -> int:
    session = person.bridge.session
    assert session is not None
    return len(session.store.unplaced)


@pytest.mark.parametrize(
    ("keys", "left"),
    [("Enter", [("actor", "Lena Ortis")]), ("Right Right Enter", [])],
    ids=["confirm", "discard"],
)
def test_a_layer_of_which_everything_waits_is_reached_by_keys(
    all_wait: Path, keys: str, left: list[tuple[str, str]]
) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: waiting(person) == 1)
        assert person.label("annotations_empty") == ""
        person.keys("Shift+U")
        assert person.label("unplaced_why") == "Waiting: moved: please confirm."
        person.keys(keys)
        assert waiting(person) == 0
        assert person.tagged == left
        person.wait_saved()

    at_the_window(all_wait, "--annotator", "alice", script=script)
    assert saved(all_wait)["unplaced"] == []


def test_what_waits_in_a_layer_with_nothing_placed_can_be_placed_by_hand(all_wait: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: waiting(person) == 1)
        person.keys("Shift+U")
        person.select("Ada Brandt")
        person.click_widget(person.button("Place here"))
        assert person.tagged == [("actor", "Ada Brandt")]
        person.keys("Ctrl+Z")
        assert waiting(person) == 1
        person.keys("Shift+U Enter")
        person.wait_saved()

    at_the_window(all_wait, "--annotator", "alice", script=script)
    assert [one["exact"] for one in saved(all_wait)["annotations"]] == ["Lena Ortis"]
