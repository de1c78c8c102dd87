"""Orca speaks announcements from version 45 on; ``43.1`` is what ``orca --version`` prints on Debian 12."""

from __future__ import annotations

import pytest

from analyst_app.ui.speech.reader_way import way_of


@pytest.mark.parametrize(
    ("printed", "way"),
    [("43.1\n", "notice"), ("48.1\n", "announcement"), ("45.0", "announcement"), ("", "announcement")],
)
def test_an_old_orca_hears_notifications_and_every_other_reader_announcements(printed: str, way: str) -> None:
    assert way_of(printed) == way
