"""What the window remembers."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.ui.files.session_memory import Memory, load_memory, save_memory


def test_what_is_remembered_is_there_at_the_next_start(tmp_path: Path) -> None:
    memory = Memory(
        folder="/a\udcff",
        files=("/c", "/d"),
        article="/a/b.txt",
        caret=7,
        reading_position=3,
        recent=("/a", "/b"),
        geometry="00ff",
        panes={"columns": (1, 2, 3)},
        knows_name=True,
        hidden=("view.inspector",),
    )
    save_memory(tmp_path / "state", memory)
    assert load_memory(tmp_path / "state") == memory


@pytest.mark.parametrize("text", ["", "[]", "{", '{"caret": "x"}', '{"recent": 5}', '{"panes": []}'])
def test_nonsense_is_forgotten(tmp_path: Path, text: str) -> None:
    (tmp_path / "window.json").write_text(text, "utf-8")
    assert load_memory(tmp_path) == Memory()


def test_keys_of_a_later_version_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "window.json").write_text('{"caret": 4, "later": {}}', "utf-8")
    assert load_memory(tmp_path) == Memory(caret=4)


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in its place")
    save_memory(tmp_path / "state", Memory())


def test_recent_paths_are_unique_the_last_first_and_few() -> None:
    memory = Memory()
    for n in [*range(20), 15]:
        memory = memory.with_recent(str(n))
    assert memory.recent[:3] == ("15", "19", "18")
    assert len(memory.recent) == len(set(memory.recent)) == 12
