from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.storage.layers_beside import conflict_copies, layers_of
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
