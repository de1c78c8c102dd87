"""Files to be imported are read without following what somebody else put beside them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.annotation_kinds import read_annotated
from analyst_app.importers.plain_files import read_beside, read_named

pytestmark = [pytest.mark.skipif(os.name == "nt", reason="makes symbolic links"), pytest.mark.timeout(20)]


def test_a_named_file_is_read_through_a_link_and_one_beside_it_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"words")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert read_named(tmp_path / "b.txt", limit=10) == b"words"
    assert read_named(tmp_path / "b.txt", limit=3, size=2) == b"wo"
    assert read_beside(tmp_path / "a.txt", limit=10) == b"words"
    with pytest.raises(OSError, match="it is a link"):
        read_beside(tmp_path / "b.txt", limit=10)


@pytest.mark.parametrize("read", [read_named, read_beside])
def test_a_pipe_a_folder_and_a_large_file_are_refused(tmp_path: Path, read) -> None:  # type: ignore[no-untyped-def]
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b"12345")
    for name in ("pipe", ".", "large"):
        with pytest.raises(OSError, match=r"no regular file|directory|more than 4"):
            read(tmp_path / name, limit=4)


@pytest.mark.parametrize("target", ["/etc/passwd", "/dev/zero"])
def test_the_text_of_a_brat_file_is_not_taken_from_outside(tmp_path: Path, target: str) -> None:
    """A dataset from the web: a.ann, and a.txt that is a link to a file of the reader's own."""
    (tmp_path / "a.ann").write_text("T1\tClaim 0 4\troot\n")
    (tmp_path / "a.txt").symlink_to(target)
    with pytest.raises(ImportFailed, match=r"holds no annotations of a known kind|it is a link"):
        read_annotated(tmp_path / "a.ann")
