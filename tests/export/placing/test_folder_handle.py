"""What is done by a handle stays in the folder that was opened, and follows no link."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analyst_app.export.placing.folder_handle import FolderHandle
from analyst_app.storage.held_folder import HAS_HANDLES
from analyst_app.storage.regular_file import Unreadable

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL

pytestmark = pytest.mark.skipif(not HAS_HANDLES, reason="the system has no handles of folders")


def test_a_link_put_in_the_folders_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "outside").mkdir()
    with FolderHandle(tmp_path / "in") as folder:
        (tmp_path / "in").rename(tmp_path / "moved")
        (tmp_path / "in").symlink_to(tmp_path / "outside")
        os.close(folder.open("a", NEW))
        folder.make_folder("b")
        folder.replace("a", "c")
    assert sorted(path.name for path in (tmp_path / "moved").iterdir()) == ["b", "c"]
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_folder_within_is_opened_only_if_it_is_no_link(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "outside")
    with FolderHandle(tmp_path / "in") as folder:
        assert not folder.is_folder("link")
        with pytest.raises(OSError, match=r"link|directory"):
            FolderHandle(Path("link"), within=folder)


def test_a_link_is_neither_read_nor_written_through(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("words")
    (tmp_path / "link").symlink_to(tmp_path / "secret")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    with FolderHandle(tmp_path) as folder:
        with pytest.raises(OSError, match="link"):
            folder.read("link", most=9)
        for name in ("link", "dangling"):
            with pytest.raises(FileExistsError):
                folder.open(name, NEW)
    assert not (tmp_path / "nowhere").exists()


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with FolderHandle(tmp_path) as folder, pytest.raises(Unreadable):
        folder.read("pipe", most=9)


def test_no_more_than_the_first_bytes_are_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("words of it")
    with FolderHandle(tmp_path) as folder:
        assert folder.read("a", most=5) == b"words"


def test_removing_a_folder_leaves_what_its_links_lead_to(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "thesis").write_text("words")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "outside")
    (tmp_path / "root").symlink_to(tmp_path / "outside")
    with FolderHandle(tmp_path) as folder:
        folder.remove_tree("in")
        folder.remove_tree("root")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["outside", "root"]
    assert (tmp_path / "outside" / "thesis").read_text() == "words"


def test_a_second_name_never_replaces_a_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine")
    (tmp_path / "b").write_text("yours")
    with FolderHandle(tmp_path) as folder, pytest.raises(FileExistsError):
        folder.link("a", "b")
    assert (tmp_path / "b").read_text() == "yours"
