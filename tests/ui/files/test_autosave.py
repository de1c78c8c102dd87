"""When a large layer is saved."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
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


@pytest.mark.parametrize("why", ["a person must answer first", "its folder went with it"])
def test_a_layer_whose_file_is_gone_is_not_told_as_saved_before_it_is_written_again(
    qtbot: QtBot, tmp_path: Path, why: str
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    article = folder / "depot.txt"
    article.write_text("Ada said no.")
    session = Session.load(
        article,
        Session.read_article(article),
        layer_id="alice",
        codebook=Codebook.from_data(built_in_codebook()),
        state=tmp_path / "state",
    )
    tasks = Tasks()
    autosave = Autosave(tasks)
    saver = autosave.saver(session)
    session.do("Tag", edits.add(edits.new_annotation("actor", Span(0, 3), {})))
    with qtbot.waitSignal(saver.ended):
        saver.save()
    told: list[Session] = []
    autosave.saved.connect(told.append)
    session.sidecar.unlink()
    saver.note_gone(True)

    if why == "its folder went with it":
        folder.rename(tmp_path / "away")
    else:
        saver.hold(why)
    with qtbot.waitSignal(saver.ended):
        autosave.write_again(session)
    assert told == []

    if why == "its folder went with it":
        (tmp_path / "away").rename(folder)
    else:
        saver.held = ""
    with qtbot.waitSignal(saver.ended):
        autosave.write_again(session)
    assert told == [session]
    assert session.sidecar.exists()
    tasks.stop()
