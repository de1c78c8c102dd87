"""A folder outside is allowed once, for all links into it, and remembered in the local state folder only.

Tests of storage.containment.
"""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from analyst_app.errors import SaveFailed
from analyst_app.preferences import state_folder
from analyst_app.storage.containment import ALLOWED, allow, allowed_folders


def test_nothing_is_allowed_at_first() -> None:
    assert allowed_folders() == ()


def test_what_was_allowed_is_remembered_once_and_resolved(tmp_path: Path) -> None:
    (tmp_path / "annex").mkdir()
    (tmp_path / "door").symlink_to(tmp_path / "annex")
    allow(tmp_path / "door")
    allow(tmp_path / "annex")
    allow("/mnt/more")
    assert allowed_folders() == (str((tmp_path / "annex").resolve()), "/mnt/more")
    assert stat.S_IMODE((state_folder() / ALLOWED).stat().st_mode) == 0o600


@pytest.mark.parametrize("content", ["", "{", "{}", "[1, null]", '["relative"]', "[" * 100_000])
def test_a_file_that_cannot_be_understood_allows_nothing(content: str) -> None:
    state_folder().mkdir(parents=True)
    (state_folder() / ALLOWED).write_text(content)
    assert allowed_folders() == ()
    allow("/mnt/annex")
    assert allowed_folders() == ("/mnt/annex",)


def test_it_is_said_that_it_cannot_be_remembered() -> None:
    (state_folder() / ALLOWED).mkdir(parents=True)
    with pytest.raises(SaveFailed, match="/mnt/annex was not allowed"):
        allow("/mnt/annex")
