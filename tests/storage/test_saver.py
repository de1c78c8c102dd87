"""What a save writes over, what it tells of that, and what it takes in."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path
from typing import Any

import pytest

from analyst_app.core.store import Change
from analyst_app.storage import layer_history
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


def test_what_was_merged_is_told_though_the_file_vanishes_before_it_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(encoded(empty().applied(Change((), (annotation("theirs", start=9, end=12),)), TIMES[1])))
    saver = LayerSaver(path, document(), empty(), "", announces=lambda fresh: path.unlink(missing_ok=True))
    result = saver.save(Change((), (annotation("ours"),)))
    assert [record.id for record in result.incoming.added] == ["theirs"]
    assert [one.id for one in decoded(path.read_bytes()).layer.annotations] == ["ours", "theirs"]


@pytest.mark.parametrize("is_full", [False, True])
def test_a_layer_of_an_earlier_text_is_kept_before_it_is_replaced_or_it_is_said_that_it_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_full: bool
) -> None:
    path, history = tmp_path / NAME, tmp_path / "state" / "history" / "layer"
    earlier = encoded(empty())
    path.write_bytes(earlier)
    digest = hashlib.sha256(earlier).hexdigest()
    saver = LayerSaver(path, document(), empty(), digest, history, keep_old=True)
    on_disk = os.mkdir

    def mkdir(folder: str, mode: int = 0o777, **more: Any) -> None:
        if is_full and Path(folder).name == "state":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        on_disk(folder, mode, **more)

    monkeypatch.setattr(os, "mkdir", mkdir)
    result = saver.save(Change((), (annotation("ours"),)))
    assert result.is_written
    assert ("is not in the history: the disk is full" in result.note) == is_full
    kept = [layer_history.bytes_of_save(save) for save in layer_history.saves(history)]
    assert (earlier in kept) == (not is_full)
