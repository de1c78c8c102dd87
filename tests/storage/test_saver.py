"""A repair writes over the damaged file that it was meant for, and over no other."""

from __future__ import annotations

import hashlib
from pathlib import Path

from analyst_app.core.store import Change
from analyst_app.storage.saver import LayerSaver
from tests.storage.layers import TIMES, annotation, decoded, document, empty, encoded

NAME = "a1.txt.alice.annotations.json"


def test_a_sound_file_that_came_after_the_damaged_one_was_kept_is_taken_in(tmp_path: Path) -> None:
    salvaged = empty().applied(Change((), (annotation("ours"),)), TIMES[0])
    damaged = encoded(salvaged)[:-30]
    path = tmp_path / NAME
    path.write_bytes(encoded(empty().applied(Change((), (annotation("theirs", start=9, end=12),)), TIMES[1])))
    saver = LayerSaver(path, document(), salvaged, "")
    result = saver.write_anew(over=hashlib.sha256(damaged).hexdigest())
    assert [one.id for one in decoded(path.read_bytes()).layer.annotations] == ["ours", "theirs"]
    assert [record.id for record in result.incoming.added] == ["theirs"]


def test_the_damaged_file_itself_gives_way(tmp_path: Path) -> None:
    salvaged = empty().applied(Change((), (annotation("ours"),)), TIMES[0])
    damaged = encoded(salvaged)[:-30]
    path = tmp_path / NAME
    path.write_bytes(damaged)
    LayerSaver(path, document(), salvaged, "").write_anew(over=hashlib.sha256(damaged).hexdigest())
    assert [one.id for one in decoded(path.read_bytes()).layer.annotations] == ["ours"]
