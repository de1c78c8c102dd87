"""The way of telling that Orca 43 hears: a notification comes into sight, called as the sentence is.

Tests of ui.speech.notice, ui.speech.kept_interfaces.
"""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from analyst_app.ui.speech.announcer import Announcer
from tests.hearing import Listener
from tests.hearing import listener as listener


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def test_a_sentence_is_the_name_of_a_notification_and_no_announcement(window: QWidget, listener: Listener) -> None:
    announcer = Announcer(window, lambda: "notice")
    for words in ("Quote made.", "Undone."):
        announcer.say(words)
        notice = window.findChild(QWidget, "speech_notice")
        assert notice is not None
        assert notice.isVisible()
        told = QAccessible.queryAccessibleInterface(notice)
        assert told.role() == QAccessible.Role.Notification
        assert told.text(QAccessible.Text.Name) == words
    assert listener.heard() == []


def test_an_interface_of_ours_outlives_none_of_its_objects(window: QWidget, listener: Listener) -> None:
    for _ in range(50):
        owner = QWidget()
        Announcer(owner, lambda: "notice").say("Quote made.")
        assert QAccessible.queryAccessibleInterface(owner.findChild(QWidget, "speech_notice")) is not None
        owner.deleteLater()
