"""Somebody who listens: all that is announced, in its order."""

from __future__ import annotations

import os

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from pytestqt.qtbot import QtBot


class Listener:
    """What was announced since it was last asked for."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.urgent: list[str] = []

    def hear(self, event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            self.sentences.append(event.message())
            if event.politeness() == QAccessible.AnnouncementPoliteness.Assertive:
                self.urgent.append(event.message())

    def heard(self) -> list[str]:
        """The sentences so far; they are forgotten."""
        said, self.sentences = self.sentences, []
        return said


@pytest.fixture
def listener(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory) -> Listener:
    """A screen reader is there, which hears what Qt is handed (the system's bus is the border), and Orca is new."""
    listener = Listener()
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", listener.hear)
    programs = tmp_path_factory.mktemp("programs")
    (programs / "orca").write_text("#!/bin/sh\necho 48.1\n", "utf-8")
    (programs / "orca").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=os.pathsep)
    return listener
