"""Opening a layer: the sentences about what was found in its file, and the files that are not opened."""

from __future__ import annotations

import os
from pathlib import Path

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.storage.layer_opening import OpenedLayer, open_layer
from tests.storage.layers import document, empty, encoded

CODEBOOK = Codebook.from_data(resources.built_in_codebook())
NAME = "a1.txt.alice.annotations.json"


def _opened(path: Path) -> OpenedLayer:
    return open_layer(path, document(), layer_id="alice", codebook=CODEBOOK, state=path.parent / "state")


def test_nothing_is_said_of_a_sound_layer_in_which_nothing_waits(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(encoded(empty()))
    found = _opened(tmp_path / NAME)
    assert (found.problems, found.barred) == ((), "")


def test_a_file_of_more_than_a_gibibyte_is_not_opened_as_a_layer(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(encoded(empty()))
    os.truncate(tmp_path / NAME, 2**30 + 1)  # a hole, which takes no room
    assert _opened(tmp_path / NAME).barred.startswith(f"{NAME} cannot be read: it has 1073741825 bytes")
