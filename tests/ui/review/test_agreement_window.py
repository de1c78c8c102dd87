"""The agreement in the folder, in a window of its own."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from analyst_app.ui.review.agreement_reading import Measured
from analyst_app.ui.review.agreement_window import AgreementWindow
from tests.ui.conftest import OpenText


def test_a_reading_that_fails_after_the_window_was_closed_says_nothing(qtbot: QtBot, open_text: OpenText) -> None:
    is_closed = Event()

    def unreadable(*_: object) -> Measured:
        is_closed.wait(10)
        raise OSError("The disk is gone.")

    person = open_text("Ada Brandt said so.")
    session = person.bridge.session
    assert session is not None
    window = AgreementWindow(unreadable, session.codebook, person.desk, person.tasks, person.window)
    window.show()
    window.close()
    QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    is_closed.set()
    qtbot.waitUntil(lambda: person.is_idle, timeout=5_000)
