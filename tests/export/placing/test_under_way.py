"""What a killed run left is finished or undone by the next, swept, and named; what the person made since stays.

Tests of export.placing.one_step and export.placing.mark.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analyst_app.export.placing import under_way
from analyst_app.export.placing.folder_handle import FolderHandle
from analyst_app.export.placing.one_step import Move, place_folder

TOKEN = "0123abcd"
PART, OLD = f".out.part-{TOKEN}", f".out.old-{TOKEN}"
DAY = 86_400


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """The local state folder and the folder that is written to."""
    (tmp_path / "exports").mkdir()
    return tmp_path / "state", tmp_path / "exports"


def folder_of(place: Path, words: str) -> None:
    place.mkdir()
    (place / "data").write_text(words)


def export_of(place: Path, words: str, *, name: str = "out") -> None:
    """A folder as an export leaves it: the first line of its report names it."""
    folder_of(place, words)
    (place / "LOSSES.md").write_text(f"# What this export in the format jsonl ({name}) does not hold\n")


def killed(state: Path, folder: Path, code: str = "", *, name: str = "out", token: str = TOKEN) -> None:
    """A process that notes its work, does what ``code`` says (``note`` is the note) and is gone at once."""
    program = (
        "import os, sys; from pathlib import Path; from analyst_app.export.placing import under_way\n"
        "from analyst_app.export.placing.one_step import Move\n"
        "state, folder = map(Path, sys.argv[1:3])\n"
        "with under_way.noted(state, folder, name=sys.argv[3], token=sys.argv[4]) as note:\n"
        f"    {code or 'pass'}\n    os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program, state, folder, name, token], check=False)


def age(path: Path, seconds: float = DAY + 60) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def notes(state: Path) -> list[str]:
    return names(state / "under-way") if (state / "under-way").is_dir() else []


def test_a_note_is_there_while_something_is_written_and_only_for_its_owner(places: tuple[Path, Path]) -> None:
    state, folder = places
    with under_way.noted(state, folder, name="out", token=TOKEN):
        assert notes(state) == [f"{TOKEN}.json"]
        if sys.platform != "win32":
            assert (state / "under-way").stat().st_mode & 0o777 == 0o700
            assert (state / "under-way" / f"{TOKEN}.json").stat().st_mode & 0o777 == 0o600
    assert notes(state) == []


def test_work_of_a_living_process_is_left_alone(places: tuple[Path, Path]) -> None:
    state, folder = places
    folder_of(folder / PART, "half")
    with under_way.noted(state, folder, name="out", token=TOKEN):
        under_way.resume(state, folder)
        assert under_way.leftovers(state) == []
        assert names(folder) == [PART]


def test_an_export_killed_while_it_was_written_is_named_and_then_removed(places: tuple[Path, Path]) -> None:
    state, folder = places
    killed(state, folder)
    folder_of(folder / PART, "half")
    assert [(one.path, one.is_between) for one in under_way.leftovers(state)] == [(folder / PART, False)]
    assert under_way.resume(state) == []
    assert names(folder) == []
    assert (under_way.leftovers(state), notes(state)) == ([], [])


def test_an_export_killed_between_two_renamings_is_finished(places: tuple[Path, Path]) -> None:
    state, folder = places
    killed(state, folder)
    folder_of(folder / PART, "new")
    folder_of(folder / OLD, "old")
    assert {one.path.name: one.is_between for one in under_way.leftovers(state)} == {PART: False, OLD: True}
    assert under_way.resume(state) == [str(folder / "out")]
    assert (folder / "out" / "data").read_text() == "new"
    assert names(folder) == ["out"]


def test_where_only_the_earlier_export_is_left_it_gets_its_place_back(places: tuple[Path, Path]) -> None:
    state, folder = places
    killed(state, folder)
    folder_of(folder / OLD, "old")
    assert under_way.resume(state) == [str(folder / "out")]
    assert (folder / "out" / "data").read_text() == "old"


def test_after_the_second_renaming_only_the_earlier_export_goes(places: tuple[Path, Path]) -> None:
    state, folder = places
    killed(state, folder)
    folder_of(folder / "out", "new")
    folder_of(folder / OLD, "old")
    assert under_way.resume(state) == []
    assert (folder / "out" / "data").read_text() == "new"
    assert names(folder) == ["out"]


def test_between_two_renamings_another_machine_without_the_note_finishes_after_a_day(places: tuple[Path, Path]) -> None:
    _, folder = places
    export_of(folder / PART, "new")
    export_of(folder / OLD, "old")
    under_way.resume(None, folder)
    assert names(folder) == [OLD, PART]
    age(folder / OLD)
    under_way.resume(None, folder)
    assert (folder / "out" / "data").read_text() == "new"


@pytest.mark.parametrize("placed", [[], ["LOSSES.md"], ["LOSSES.md", "set.jsonl"]])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_file_killed_between_its_reports_is_finished(
    places: tuple[Path, Path], placed: list[str], is_first: bool
) -> None:
    state, folder = places
    staged = folder / f".set.jsonl.part-{TOKEN}"
    staged.mkdir()
    for name in ("LOSSES.md", "set.jsonl"):
        if not is_first:
            (folder / name).write_text("old")
        (staged / name).write_text("new")
    moves = "[Move('LOSSES.md', 'LOSSES.md'), Move('set.jsonl', 'set.jsonl')]"
    seen = "None" if is_first else "(lambda f: (f.st_dev, f.st_ino))(os.stat(folder / 'set.jsonl'))"
    killed(state, folder, f"note.moving({moves}, seen={seen})", name="set.jsonl")
    for name in placed:
        (staged / name).replace(folder / name)
    assert [one.is_between for one in under_way.leftovers(state)] == [True]
    under_way.resume(state)
    assert names(folder) == ["LOSSES.md", "set.jsonl"]
    assert {path.read_text() for path in folder.iterdir()} == {"new"}


def test_what_the_person_put_there_since_is_not_replaced(places: tuple[Path, Path]) -> None:
    state, folder = places
    staged = folder / f".set.jsonl.part-{TOKEN}"
    folder_of(staged, "new")
    killed(state, folder, "note.moving([Move('data', 'set.jsonl')], seen=None)", name="set.jsonl")
    (folder / "set.jsonl").write_text("a thesis")
    assert under_way.resume(state) == []
    assert names(folder) == ["set.jsonl"]
    assert (folder / "set.jsonl").read_text() == "a thesis"


def test_leftovers_older_than_a_day_are_swept_and_younger_ones_not(places: tuple[Path, Path]) -> None:
    _, folder = places
    folder_of(folder / PART, "half")
    (folder / "~$00ff00ff.import.tmp").write_text("half")
    (folder / "~$letter.docx").write_text("another program's")
    under_way.resume(None, folder)
    assert len(names(folder)) == 3
    for path in folder.iterdir():
        age(path)
    under_way.resume(None, folder)
    assert names(folder) == ["~$letter.docx"]


def test_what_only_looks_like_a_leftover_is_never_put_in_a_files_place(places: tuple[Path, Path]) -> None:
    """A folder that others fill may hold names like ours: without our own note nothing is replaced."""
    state, folder = places
    folder_of(folder / PART, "planted")
    folder_of(folder / OLD, "planted")
    (folder / "out").write_text("a thesis")
    for path in (folder / PART, folder / OLD):
        age(path)
    under_way.resume(state, folder)
    assert names(folder) == [OLD, "out"]
    assert (folder / "out").read_text() == "a thesis"


@pytest.mark.parametrize("planted", ["no report", "report of another", "a link as report", "staged without report"])
def test_what_only_looks_like_an_earlier_export_never_comes_into_an_empty_place_and_is_named(
    places: tuple[Path, Path], planted: str
) -> None:
    state, folder = places
    if planted == "no report":
        folder_of(folder / OLD, "planted")
    elif planted == "report of another":
        export_of(folder / OLD, "planted", name="other")
    elif planted == "a link as report":
        export_of(folder.parent / "elsewhere", "words")
        folder_of(folder / OLD, "planted")
        (folder / OLD / "LOSSES.md").symlink_to(folder.parent / "elsewhere" / "LOSSES.md")
    else:
        export_of(folder / OLD, "old")
        folder_of(folder / PART, "planted")
        age(folder / PART, seconds=60)
    age(folder / OLD)
    assert under_way.unmarked_in(folder) == [folder / OLD]
    under_way.resume(state, folder)
    assert not (folder / "out").exists()
    assert (folder / OLD / "data").exists()


def test_an_earlier_export_without_a_note_gets_its_empty_place_back(places: tuple[Path, Path]) -> None:
    state, folder = places
    export_of(folder / OLD, "old")
    age(folder / OLD)
    assert under_way.unmarked_in(folder) == []
    under_way.resume(state, folder)
    assert names(folder) == ["out"]
    assert (folder / "out" / "data").read_text() == "old"


@pytest.mark.parametrize("name", [PART, OLD, "~$00ff00ff.import.tmp"])
def test_a_link_with_a_leftovers_name_leads_to_nothing_removed(places: tuple[Path, Path], name: str) -> None:
    _, folder = places
    outside = folder.parent / "outside"
    folder_of(outside, "words")
    (folder / name).symlink_to(outside, target_is_directory=True)
    os.utime(folder / name, (1, 1), follow_symlinks=False)
    under_way.resume(None, folder)
    assert (outside / "data").read_text() == "words"
    assert not (folder / "out").is_symlink()


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"\xff",
        b"[]",
        b"{}",
        b'{"folder": "/", "moves": [], "seen": 3}',
        b'{"folder": "FOLDER", "name": "out", "token": "0123abcd", "moves": [["../../x", "y"]], "seen": null}',
    ],
)
def test_a_note_that_is_none_of_ours_is_passed_over(places: tuple[Path, Path], words: bytes) -> None:
    state, folder = places
    (state / "under-way").mkdir(parents=True)
    (state / "under-way" / "a.json").write_bytes(words.replace(b"FOLDER", os.fsencode(folder)))
    folder_of(folder / PART, "half")
    assert under_way.resume(state, folder) == []
    assert under_way.leftovers(state) == []


def test_without_a_state_folder_that_takes_notes_the_work_goes_on(places: tuple[Path, Path]) -> None:
    state, folder = places
    state.write_text("a file")
    with under_way.noted(state, folder) as note:
        note.moving([Move("a", "b")], seen=None)
    assert under_way.resume(state, folder) == []


def test_a_folder_swapped_in_just_before_the_exchange_stays(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look and the exchange are two calls; what comes between them is put back."""
    _, folder = places
    folder_of(folder / PART, "new")
    folder_of(folder / "out", "old")
    looked = FolderHandle.identity

    def swaps(handle: FolderHandle, name: str = "") -> tuple[int, int] | None:
        found = looked(handle, name)
        if name == "out" and not (folder / "thesis").exists():
            (folder / "out").rename(folder / "thesis")
            (folder / "out").symlink_to(folder.parent)
        return found

    with FolderHandle(folder) as parent:
        seen = parent.identity("out")
        if sys.platform == "win32":
            pytest.skip("the system cannot exchange")
        monkeypatch.setattr(FolderHandle, "identity", swaps)
        with pytest.raises(OSError, match="something else has come to be there"):
            place_folder(parent, "out", token=TOKEN, seen=seen)
    assert (folder / "out").readlink() == folder.parent
    assert (folder / "thesis" / "data").read_text() == "old"
    assert (folder / PART / "data").read_text() == "new"
