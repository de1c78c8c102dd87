"""Minutes of activity go to the file with the next save of changes, and with no other."""

from __future__ import annotations

import json
from pathlib import Path

from analyst_app.core.annotation import Annotation
from analyst_app.core.store import Change
from analyst_app.corpus.articles import built_in
from analyst_app.corpus.other_layers import layer_beside
from analyst_app.session.pending_minutes import PendingMinutes
from analyst_app.session.session import Session
from analyst_app.storage.file_names import sidecar_path
from tests.saves import save_now

DAY = "2026-11-22"


def test_tenths_of_minutes_are_due_and_the_rest_waits() -> None:
    pending = PendingMinutes()
    pending.note(DAY, 65)
    assert pending.due == {DAY: 1.0}
    pending.written(pending.due)
    assert pending.due == {}
    pending.note(DAY, 2)
    assert pending.due == {DAY: 0.1}


def session_of(article: Path) -> Session:
    document = Session.read_article(article)
    return Session.load(article, document, layer_id="ada", codebook=built_in(), state=article.parent / ".state")


def test_they_stand_in_the_head_and_unchanged_data_writes_nothing(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Ada Brandt spoke.\n", "utf-8")
    session = session_of(article)
    session.minutes.note(DAY, 120)
    assert session.begin_save() is None
    assert not sidecar_path(article, "ada").exists()
    session.do("tag", Change((), (Annotation("one", "actor", 0, 10),)))
    save_now(session)
    assert session.minutes.due == {}
    session = session_of(article)
    session.minutes.note(DAY, 30)
    session.do("tag", Change((), (Annotation("two", "claim", 0, 16),)))
    save_now(session)
    told = json.loads(sidecar_path(article, "ada").read_text("utf-8"))
    assert told["activity"] == {DAY: 2.5}
    assert layer_beside(article, "ada", session.document).activity == {DAY: 2.5}


def test_without_minutes_the_file_has_no_such_key(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Ada Brandt spoke.\n", "utf-8")
    session = session_of(article)
    session.do("tag", Change((), (Annotation("one", "actor", 0, 10),)))
    save_now(session)
    assert "activity" not in json.loads(sidecar_path(article, "ada").read_text("utf-8"))
