"""Orca speaks announcements from version 45 on; ``43.1`` is what ``orca --version`` prints on Debian 12."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from analyst_app.ui.speech.reader_way import way_of
from tests.hearing import Listener
from tests.ui.conftest import OpenText


@pytest.mark.parametrize(
    ("printed", "way"),
    [("43.1\n", "notice"), ("48.1\n", "announcement"), ("45.0", "announcement"), ("", "announcement")],
)
def test_an_old_orca_hears_notifications_and_every_other_reader_announcements(printed: str, way: str) -> None:
    assert way_of(printed) == way


def test_an_old_orca_is_known_before_the_first_sentence(
    open_text: OpenText, listener: Listener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "orca").write_text("#!/bin/sh\necho 43.1\n", "utf-8")
    (tmp_path / "orca").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    person = open_text("The depot\n\nAda Brandt said no.\n")
    person.wait(lambda: person.is_idle)
    listener.heard()
    person.caret("Ada Brandt")
    person.keys("A")
    notice = person.window.findChild(QWidget, "speech_notice")
    assert notice is not None
    assert notice.accessibleName() == "Actor made, 2 words, Ada Brandt."
    assert listener.heard() == []
