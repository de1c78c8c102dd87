"""A typed place counts if it is a whole one."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.ui.widgets.typed_path import whole_path


def test_home_is_known_and_a_part_of_a_place_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert whole_path(" ~/corpus ") == tmp_path / "corpus"
    assert whole_path(str(tmp_path)) == tmp_path
    assert [whole_path(words) for words in ("", "  ", ".", "corpus", "../corpus", "~nobody-of-that-name/x")] == [
        None
    ] * 6
