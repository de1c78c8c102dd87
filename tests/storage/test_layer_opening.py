"""Opening a layer: the sentences about what was found in its file, and the files that are not opened."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.storage.codec import annotation_item, unplaced
from analyst_app.storage.layer_opening import OpenedLayer, open_layer
from tests.storage.layers import TEXT, annotation, document, empty, encoded

CODEBOOK = Codebook.from_data(resources.built_in_codebook())
NAME = "a1.txt.alice.annotations.json"


def _opened(path: Path) -> OpenedLayer:
    return open_layer(path, document(), layer_id="alice", codebook=CODEBOOK, state=path.parent / "state")


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 item waits for"), (2, "2 items wait for"), (3, "3 items wait for")]
)
def test_what_waits_in_a_layer_is_counted_in_words(tmp_path: Path, number: int, words: str) -> None:
    lost = [annotation_item(annotation(f"a{one}"), 1, TEXT) for one in range(number)]
    layer = replace(empty(), unplaced=[unplaced("orphan", "0" * 64, item) for item in lost])
    (tmp_path / NAME).write_bytes(encoded(layer))
    (said,) = _opened(tmp_path / NAME).problems
    assert said.startswith(words)


def test_nothing_is_said_of_a_sound_layer_in_which_nothing_waits(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(encoded(empty()))
    found = _opened(tmp_path / NAME)
    assert (found.problems, found.barred) == ((), "")


def test_a_file_of_more_than_a_gibibyte_is_not_opened_as_a_layer(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(encoded(empty()))
    os.truncate(tmp_path / NAME, 2**30 + 1)  # a hole, which takes no room
    assert _opened(tmp_path / NAME).barred.startswith(f"{NAME} cannot be read: it has 1073741825 bytes")
