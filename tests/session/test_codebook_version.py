"""The codebook's version in a layer's file while the team's codebook rises: what each record says it was made under."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from analyst_app import resources
from analyst_app.core import edits
from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.core.store import Change
from analyst_app.review.decisions import reading_digest
from analyst_app.session.codebook_use import CodebookUse
from analyst_app.session.earlier_saves import history_of, restore_change
from analyst_app.session.session import Session
from analyst_app.storage import sidecar_reader
from analyst_app.storage.layer import Layer
from analyst_app.storage.merge import merge
from tests.saves import save_now

BUILT_IN = Codebook.from_data(resources.built_in_codebook())


def _codebook(version: int) -> Codebook:
    return replace(BUILT_IN, version=version)


def _opened(article: Path, version: int) -> Session:
    document, state = Session.read_article(article), article.parent / "state"
    return Session.load(article, document, layer_id="ben", codebook=_codebook(version), state=state)


def _tag(session: Session, start: int, end: int) -> None:
    session.do("Tag", edits.tag_spans("claim", [Span(start, end)]))


def _file(session: Session) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(session.sidecar.read_text("utf-8"))
    return found


def _said(session: Session) -> tuple[int, list[int | None]]:
    file = _file(session)
    return file["codebook"]["version"], [one.get("codebook") for one in file["annotations"]]


def _article(folder: Path) -> Path:
    path = folder / "depot.txt"
    path.write_text("The mayor opened the new depot on Monday. Nobody else came to see it.", "utf-8")
    return path


def test_a_layer_keeps_the_version_of_its_first_annotation_and_later_ones_say_theirs(tmp_path: Path) -> None:
    first = _opened(_article(tmp_path), 1)
    _tag(first, 0, 9)
    save_now(first)
    later = _opened(first.path, 2)
    _tag(later, 10, 16)
    save_now(later)
    assert _said(later) == (1, [None, 2])
    once_more = _opened(first.path, 3)
    _tag(once_more, 17, 30)
    save_now(once_more)
    assert _said(once_more) == (1, [None, 2, 3])


def test_the_version_may_rise_while_the_article_is_open(tmp_path: Path) -> None:
    session = _opened(_article(tmp_path), 1)
    _tag(session, 0, 9)
    session.use(_codebook(2))
    _tag(session, 10, 16)
    save_now(session)
    assert _said(session) == (1, [None, 2])
    session.undo()
    save_now(session)
    session.redo()
    save_now(session)
    assert _said(session) == (1, [None, 2])


def test_a_layer_that_is_begun_after_the_version_rose_says_the_risen_one(tmp_path: Path) -> None:
    session = _opened(_article(tmp_path), 1)
    session.use(_codebook(2))
    _tag(session, 0, 9)
    save_now(session)
    assert _said(session) == (2, [None])


def test_an_edge_that_is_moved_counts_as_made_now_and_undo_brings_the_old_version_back(tmp_path: Path) -> None:
    session = _opened(_article(tmp_path), 1)
    _tag(session, 0, 9)
    save_now(session)
    session.use(_codebook(2))
    session.do("Move", edits.resize(session.store.annotations[0], Span(0, 16)))
    save_now(session)
    assert _said(session) == (1, [2])
    session.undo()
    save_now(session)
    assert _said(session) == (1, [None])


def test_what_a_restored_save_held_is_not_called_newer_than_it_is(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("analyst_app.core.edits.utc_now", lambda: "2026-11-22T09:00:00Z")
    session = _opened(_article(tmp_path), 1)
    session._codebook_since = "2026-11-22T08:00:00Z"
    _tag(session, 0, 9)
    save_now(session)
    later = _opened(session.path, 2)
    later.do("Delete", edits.remove(later.store, later.store.annotations))
    save_now(later)
    saves = history_of(later)
    later.do("Restore", restore_change(later, saves[-1]))
    save_now(later)
    assert [one.extra for one in later.store.annotations if isinstance(one, Annotation)] == [()]


def _copy(session: Session) -> Layer:
    return sidecar_reader.parse_sidecar(session.sidecar.read_bytes(), name="copy", document=session.document).layer


def test_a_copy_in_which_one_is_called_right_merges_to_the_same_in_both_orders(
    tmp_path: Path,
) -> None:
    session = _opened(_article(tmp_path), 1)
    _tag(session, 0, 9)
    _tag(session, 10, 16)
    save_now(session)
    before = _copy(session)
    session.use(_codebook(2))
    first = session.store.annotations[0]
    session.do("Right", Change((first,), (session.codebook_use.confirmed(first),)))
    save_now(session)
    after = _copy(session)
    one, other = merge(before, after), merge(after, before)
    assert [record.extra for record in one.annotations] == [(("codebook", 2),), ()]
    assert (one.annotations, one.unplaced, one.head.codebook) == (other.annotations, [], before.head.codebook)


def test_undo_of_one_that_was_called_right_gives_the_very_bytes_back(tmp_path: Path) -> None:
    session = _opened(_article(tmp_path), 1)
    _tag(session, 0, 9)
    save_now(session)
    bytes_before = session.sidecar.read_bytes()
    session.use(_codebook(2))
    first = session.store.annotations[0]
    session.do("Right", Change((first,), (session.codebook_use.confirmed(first),)))
    session.undo()
    save_now(session)
    assert session.sidecar.read_bytes() == bytes_before


def test_opening_and_closing_under_a_newer_codebook_writes_nothing(tmp_path: Path) -> None:
    first = _opened(_article(tmp_path), 1)
    _tag(first, 0, 9)
    save_now(first)
    bytes_before = first.sidecar.read_bytes()
    later = _opened(first.path, 5)
    save_now(later)
    assert later.sidecar.read_bytes() == bytes_before


def test_a_reading_that_is_called_right_is_the_reading_that_was_judged(tmp_path: Path) -> None:
    session = _opened(_article(tmp_path), 1)
    _tag(session, 0, 9)
    (one,) = session.store.annotations
    stamped = CodebookUse(1, 2).confirmed(one)
    text = session.document.text
    assert stamped.extra
    assert reading_digest(stamped, text, []) == reading_digest(one, text, []), "no decision is opened again by it"
