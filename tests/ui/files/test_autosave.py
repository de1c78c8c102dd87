"""When a large layer is saved."""

from __future__ import annotations

import time
from pathlib import Path

from pytestqt.qtbot import QtBot

from analyst_app.core import edits
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.resources import built_in_codebook
from analyst_app.session.session import Session
from analyst_app.ui.files.autosave import Autosave
from analyst_app.ui.widgets.tasks import Tasks


def test_a_save_that_is_asked_for_during_another_follows_it_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    article = tmp_path / "long.txt"
    article.write_text("Ada said no. " * 100_000)  # a large text, whose saves are spaced out
    codebook = Codebook.from_data(built_in_codebook())
    session = Session.load(
        article, Session.read_article(article), layer_id="alice", codebook=codebook, state=tmp_path / "state"
    )
    tasks = Tasks()
    saver = Autosave(tasks).saver(session)

    def tag(start: int) -> None:
        session.do("Tag", edits.add(edits.new_annotation("actor", Span(start, start + 3), {})))

    tag(0)
    with session.saver._lock:  # the first save takes a second, so the next would come ten later by itself
        saver.save()
        time.sleep(1)
        tag(13)
        saver.save()
    qtbot.waitUntil(lambda: session.is_saved, timeout=4_000)
    tasks.stop()
