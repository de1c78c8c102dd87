"""The opened folder is replaced while the window is open: by a link, which is not followed, or by a new folder.

Tests of storage.containment and session.border.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.workflows.person import Person, at_the_window, saved, write

pytestmark = [pytest.mark.skipif(os.name == "nt", reason="makes symbolic links"), pytest.mark.timeout(120)]

TEXT = "Harbour reopens\n\nThe harbour master, Ilse Moor, said it was time.\n"


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """The folder that is opened, and another with the same article in it."""
    opened, other = tmp_path / "at" / "sx", tmp_path / "out" / "sx"
    for place in (opened, other):
        place.mkdir(parents=True)
        write(place, "a.txt", TEXT)
    return opened, other


@pytest.mark.parametrize("as_folder", [True, False], ids=["folder", "single article"])
@pytest.mark.parametrize("above", [False, True], ids=["itself", "the folder above"])
def test_nothing_is_saved_through_a_link_in_the_place_of_the_opened_folder(
    places: tuple[Path, Path], as_folder: bool, above: bool
) -> None:
    opened, other = places
    name, target = (opened.parent, other.parent) if above else (opened, other)

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        person.select("Ilse Moor")
        person.keys("A")
        person.wait_saved()
        name.rename(name.with_name("old"))
        name.symlink_to(target)
        person.select("it was time")
        person.keys("C")
        person.wait(lambda: "was replaced" in person.label("save_state"), "the reason")
        assert person.label("save_state").startswith("Not saved")
        assert [path.name for path in other.iterdir()] == ["a.txt"]
        name.unlink()
        name.with_name("old").rename(name)
        person.window.close()

    at_the_window(opened if as_folder else opened / "a.txt", "--annotator", "alice", script=script, quits=False)
    assert [path.name for path in other.iterdir()] == ["a.txt"]
    assert len(saved(opened / "a.txt")["annotations"]) == 2


def test_a_folder_that_was_removed_and_made_anew_is_saved_into(places: tuple[Path, Path]) -> None:
    opened, _ = places

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        person.select("Ilse Moor")
        person.keys("A")
        person.wait_saved()
        opened.rename(opened.with_name("old"))
        opened.mkdir()
        write(opened, "a.txt", TEXT)
        person.select("it was time")
        person.keys("C")
        person.wait(lambda: len(person.tagged) == 2 and not person.autosave.unsaved, "saved")

    at_the_window(opened, "--annotator", "alice", script=script)
    assert len(saved(opened / "a.txt")["annotations"]) == 2


def test_a_folder_opened_again_is_not_taken_for_what_a_link_in_its_place_leads_to(places: tuple[Path, Path]) -> None:
    opened, other = places

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        opened.rename(opened.with_name("old"))
        opened.symlink_to(other)
        person.select("Ilse Moor")
        person.keys("A")
        person.wait(lambda: "was replaced" in person.label("save_state"), "the reason")
        person.opener.open_paths([opened])
        person.wait(lambda: "was replaced" in person.bars.words("open"), "a bar about the folder")
        opened.unlink()
        opened.with_name("old").rename(opened)
        person.window.close()

    at_the_window(opened, "--annotator", "alice", script=script, quits=False)
    assert [path.name for path in other.iterdir()] == ["a.txt"]
    assert len(saved(opened / "a.txt")["annotations"]) == 1
