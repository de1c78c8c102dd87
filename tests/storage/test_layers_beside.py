from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.core import edits
from analyst_app.core.codebook import Codebook
from analyst_app.core.layer_ids import is_gold
from analyst_app.core.span import Span
from analyst_app.resources import built_in_codebook
from analyst_app.session.session import Session
from analyst_app.storage import layers_beside
from analyst_app.storage.layers_beside import conflict_copies, layers_of
from tests.saves import save_now
from tests.storage.layers import empty, encoded

COPIES = (
    "a.txt.alice.annotations (Ada's conflicted copy 2026-11-22).json",
    "a.txt.alice.annotations (conflicted copy 2026-11-22 101010).json",
    "a.txt.alice.annotations (In Konflikt stehende Kopie von Ada 2026-11-22).json",
    "a.txt.alice.annotations (copie en conflit de Ada 2026-11-22).json",
    "a.txt.alice.annotations (SFConflict ada@example.org 2026-11-22-10-10-10).json",
    "a.txt.alice.annotations [conflicted].json",
    "a.txt.alice.annotations.sync-conflict-20261122-101010-ABCDEF7.json",
    "a.txt.alice.annotations_conflict-20261122-101010.json",
    "a.txt.alice.annotations (1).json",
    "a.txt.alice.annotations-LAPTOP7.json",
    "a.txt.alice.annotations - Copy.json",
    "a.txt.alice.annotations - Copy (2).json",
    "a.txt.alice.annotations copy.json",
    "a.txt.alice.annotations copy 2.json",
    "a.txt.alice.annotations 2.json",
    "a.txt.alice-laptop7.annotations.json",
)
OTHERS = ("a.txt.alice.annotations.old.json", "a.txt.alice.annotations(x).json", "a.txt.alice.notes.json")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_text("text\n")
    (tmp_path / "a.txt.alice.annotations.json").write_bytes(encoded(empty()))
    return tmp_path / "a.txt"


@pytest.mark.parametrize("name", COPIES)
def test_what_a_sync_tool_leaves_is_a_copy_and_no_layer(article: Path, name: str) -> None:
    article.with_name(name).write_bytes(encoded(empty()))
    assert conflict_copies(article, "alice") == [article.with_name(name)]
    assert [layer.layer_id for layer in layers_of(article)] == ["alice"]


@pytest.mark.parametrize("name", COPIES)
def test_a_file_of_such_a_name_that_is_of_somebody_else_is_no_copy(article: Path, name: str) -> None:
    article.with_name(name).write_bytes(encoded(empty()).replace(b'"annotator": "alice"', b'"annotator": "bob"'))
    assert conflict_copies(article, "alice") == []


@pytest.mark.parametrize("name", OTHERS)
def test_another_name_is_no_copy(article: Path, name: str) -> None:
    article.with_name(name).write_bytes(encoded(empty()))
    assert conflict_copies(article, "alice") == []


def test_a_large_file_that_was_just_read_or_written_is_not_read_again_to_be_listed(
    article: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(layers_beside, "_LARGE", 1)
    monkeypatch.setattr(layers_beside, "_inside", {})
    read: list[int] = []
    whole = layers_beside.plain_layer
    monkeypatch.setattr(layers_beside, "plain_layer", lambda data: read.append(len(data)) or whole(data))

    def listed() -> list[tuple[int, str, str]]:
        return [(layer.count, layer.status, layer.annotator) for layer in layers_of(article)]

    codebook = Codebook.from_data(built_in_codebook())
    document = Session.read_article(article)
    session = Session.load(article, document, layer_id="alice", codebook=codebook, state=tmp_path / "state")
    assert listed() == [(0, "in_progress", "alice")]
    session.do("Tag", edits.tag_spans("claim", [Span(0, 2), Span(2, 4)]))
    session.do("Done", edits.set_layer(session.store, status="done"))
    save_now(session)
    assert listed() == [(2, "done", "alice")]
    assert read == []
    sidecar = session.sidecar
    sidecar.write_bytes(sidecar.read_bytes().replace(b'"status": "done"', b'"status": "open"'))
    assert listed() == listed() == [(2, "open", "alice")]
    assert len(read) == 1, "what another program wrote is read once"
    sidecar.write_bytes(sidecar.read_bytes()[:-40])
    assert [status for _, status, _ in listed()] == ["damaged"]


def test_only_the_last_hundred_large_files_are_remembered(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known: dict[str, tuple[int, str, str]] = {}
    monkeypatch.setattr(layers_beside, "_inside", known)
    for number in range(130):
        layers_beside.remember(f"{number}", empty(), number)
    assert list(known) == [f"{number}" for number in range(30, 130)]


def test_of_some_layers_only_their_files_are_read(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("bob", "gold-max", "alice-laptop7"):
        article.with_name(f"a.txt.{name}.annotations.json").write_bytes(encoded(empty()))
    read: list[str] = []
    whole = layers_beside.read_regular
    monkeypatch.setattr(
        layers_beside, "read_regular", lambda path, **more: read.append(path.name) or whole(path, **more)
    )
    assert [layer.layer_id for layer in layers_of(article, only=is_gold)] == ["gold-max"]
    assert read == ["a.txt.gold-max.annotations.json"]
    assert layers_of(article, only="alice-laptop7".__eq__) == [], "it is a copy that a sync tool made"
    assert [layer.layer_id for layer in layers_of(article)] == ["alice", "bob", "gold-max"]
