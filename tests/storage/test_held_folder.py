"""A folder that is held stays the same folder, and no link in it is followed."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from analyst_app.errors import LeadsOutside
from analyst_app.storage import atomic, containment, held_folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="makes symbolic links")


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    """An opened folder's sub-folder, and one outside."""
    inside, outside = tmp_path / "corpus" / "sub", tmp_path / "outside"
    inside.mkdir(parents=True)
    outside.mkdir()
    containment.open_border(tmp_path / "corpus")
    return inside, outside


def test_what_is_written_goes_to_the_folder_that_was_held_even_if_its_name_becomes_a_link(
    places: tuple[Path, Path],
) -> None:
    inside, outside = places
    with atomic.held(inside / "file.json") as target:
        inside.rename(inside.with_name("moved"))
        inside.symlink_to(outside)
        atomic.replace_file(target, [b"new"], lambda: None)
    assert list(outside.iterdir()) == []
    assert (inside.with_name("moved") / "file.json").read_bytes() == b"new"


def test_a_name_that_becomes_a_link_is_replaced_itself(places: tuple[Path, Path]) -> None:
    inside, outside = places
    (outside / "profile").write_bytes(b"old")
    with atomic.held(inside / "file.json") as target:
        (inside / "file.json").symlink_to(outside / "profile")
        with pytest.raises(LeadsOutside, match="it was turned into a link"):
            target.digest()
        atomic.replace_file(target, [b"new"], lambda: None)
    assert (outside / "profile").read_bytes() == b"old"
    assert not (inside / "file.json").is_symlink()


def test_a_link_to_the_outside_on_the_way_is_not_passed(places: tuple[Path, Path]) -> None:
    inside, outside = places
    (inside / "linked").symlink_to(outside)
    with pytest.raises(LeadsOutside, match="out of the opened folder"), atomic.held(inside / "linked" / "x"):
        raise AssertionError("held")
    with pytest.raises(LeadsOutside), held_folder.held_folder(inside / "linked"):
        raise AssertionError("held")


def test_a_file_with_the_name_of_a_temporary_one_is_never_written_through(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, outside = places
    monkeypatch.setattr("secrets.token_hex", lambda _size: "00000000")
    (inside / "~$00000000.annotations.tmp").symlink_to(outside / "profile")
    with pytest.raises(FileExistsError), atomic.held(inside / "file.json") as target:
        atomic.replace_file(target, [b"new"], lambda: None)
    assert list(outside.iterdir()) == []


def test_without_handles_a_link_is_seen_before_and_after(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The way of Windows, played here: a link there before, and one that is there only afterwards."""
    inside, outside = places
    monkeypatch.setattr(held_folder, "HAS_HANDLES", False)
    (outside / "a.txt").write_bytes(b"secret")
    (inside / "a.txt").symlink_to(outside / "a.txt")
    with pytest.raises(LeadsOutside):
        held_folder.open_file(inside / "a.txt")
    (inside / "a.txt").unlink()
    (inside / "a.txt").write_bytes(b"plain")
    opening = os.open

    def opened_then_swapped(path: Path, flags: int, mode: int = 0o777) -> int:
        found = opening(path, flags, mode)
        Path(path).unlink()
        Path(path).symlink_to(outside / "a.txt")
        return found

    monkeypatch.setattr(os, "open", opened_then_swapped)
    with pytest.raises(OSError, match=r"link|out of the opened folder") as told:
        held_folder.open_file(inside / "a.txt")
    assert told.value.errno == errno.ELOOP


def test_without_handles_files_are_written_all_the_same(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    inside, _ = places
    monkeypatch.setattr(held_folder, "HAS_HANDLES", False)
    monkeypatch.setattr(atomic, "_locked", lambda _folder, _handle: contextlib.nullcontext())
    with atomic.held(inside / "file.json") as target:
        atomic.replace_file(target, [b"new"], lambda: None)
        assert target.read(limit=10) == b"new"
    assert [path.name for path in inside.iterdir()] == ["file.json"]


def test_a_link_to_the_opened_folder_itself_is_no_place_for_a_file(places: tuple[Path, Path]) -> None:
    inside, _ = places
    (inside / "actors.json").symlink_to("..")
    with pytest.raises(LeadsOutside, match="to a folder"), atomic.held(inside / "actors.json"):
        raise AssertionError("held")


@pytest.mark.parametrize("read", [atomic.digest, lambda path: held_folder.stream_of(held_folder.open_file(path)[0])])
def test_a_folder_in_the_place_of_a_file_leaves_no_handle_open(
    read: Callable[[Path], object], places: tuple[Path, Path]
) -> None:
    inside, _ = places
    before = os.dup(0)  # the lowest that is free
    os.close(before)
    with pytest.raises(OSError, match=r"it is a folder|[Dd]irectory"):
        read(inside)
    after = os.dup(0)
    os.close(after)
    assert after == before
