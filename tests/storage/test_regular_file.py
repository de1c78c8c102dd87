"""Files that others put there are read whole, or refused for their size or their kind."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from analyst_app.storage.regular_file import Unreadable, digest, read_regular


@pytest.mark.parametrize("size", [0, 1, 9, 10])
def test_a_file_up_to_the_limit_is_read_whole(size: int, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"0123456789"[:size])
    assert read_regular(path, limit=10) == b"0123456789"[:size]


@pytest.mark.parametrize("size", [11, 12, 1_000])
def test_a_file_above_the_limit_is_refused_with_both_sizes(size: int, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes(b"x" * size)
    with pytest.raises(Unreadable, match=f"it has {size} bytes, more than 10"):
        read_regular(path, limit=10)


def test_a_folder_is_no_file_to_read(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"it is a folder|[Dd]irectory|denied"):
        read_regular(tmp_path, limit=10)


@pytest.mark.parametrize("size", [0, 1, 3_000_000])
def test_a_digest_is_that_of_all_bytes(size: int, tmp_path: Path) -> None:
    data = bytes(range(251)) * (size // 251) + b"x" * (size % 251)
    (tmp_path / "article.txt").write_bytes(data)
    assert digest(tmp_path / "article.txt") == hashlib.sha256(data).hexdigest()


def test_a_file_that_is_not_there_has_no_digest(tmp_path: Path) -> None:
    assert digest(tmp_path / "none.txt") == ""
