"""The agreement in the folder, in a window of its own.

Tests of ui.review.agreement_choice, too.
"""

from __future__ import annotations

from pathlib import Path
from threading import Event

from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot

from analyst_app.core.codebook import Codebook
from analyst_app.corpus.sealing import Seal
from analyst_app.resources import built_in_codebook
from analyst_app.ui.review.agreement_reading import Measured, measured
from analyst_app.ui.review.agreement_window import AgreementWindow
from analyst_app.ui.widgets.long_work import LongWork
from tests.export.torture import write_corpus
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


def test_a_layer_that_cannot_be_read_is_no_reader(tmp_path: Path) -> None:
    corpus = write_corpus(tmp_path / "corpus", {"alice": ["emoji.txt"], "bob": ["emoji.txt"]})
    (corpus / "emoji.txt.mallory.annotations.json").symlink_to(tmp_path / "nowhere")
    codebook = Codebook.from_data(built_in_codebook())
    found = measured(corpus, None, codebook, LongWork("", ""), Seal("alice", [corpus]))
    assert found.chosen == ("alice", "bob")
    assert sorted(found.present) == ["alice", "bob"]
    assert any("mallory" in words for words in found.left_out), "it is said, once"
    assert len(found.left_out) == 1
    assert found.made is not None
