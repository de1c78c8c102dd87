"""Lines of the old file are taken over only where nothing differs: the bytes are always those of a fresh encoding.

Tests of storage.reuse.
"""

from __future__ import annotations

import hashlib
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyst_app.core.annotation import Annotation
from analyst_app.core.store import Change
from analyst_app.storage import codec, reuse, sidecar
from analyst_app.storage.layer import Layer
from analyst_app.storage.reuse import Reuse
from analyst_app.storage.saver import LayerSaver
from tests.storage.layers import TIMES, annotation, document, empty, encoded
from tests.storage.test_merge import Writer


def many(count: int) -> Layer:
    made = tuple(annotation(f"a{n}", start=n % 90, end=n % 90 + 5) for n in range(count))
    return empty().applied(Change((), made), TIMES[0])


def written(layer: Layer, before: Reuse, data: bytes) -> tuple[bytes, Reuse]:
    follower = before.following(data, layer.text, file=digest(data))
    fresh = b"".join(sidecar.encode(layer, follower))
    return fresh, follower.settled(digest(fresh))


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@given(st.integers(0, 2**32), st.integers(1, 12))
@settings(max_examples=30)
def test_any_history_of_saves_gives_the_bytes_of_a_fresh_encoding(seed: int, saves: int) -> None:
    chance = random.Random(seed)
    writer = Writer(many(60), "w", chance)
    known, data = Reuse(writer.layer.text), b""
    full = reuse.FULL
    reuse.FULL = 7
    try:
        for _ in range(saves):
            for _ in range(chance.randint(0, 3)):
                writer.act()
            data, known = written(writer.layer, known, data)
            assert data == encoded(writer.layer)
    finally:
        reuse.FULL = full


def counting(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many annotations each call from here on encodes."""
    lines, counted = codec.annotation_lines, []

    def count(records: list[Annotation], *rest: Any) -> bytes:
        counted.append(len(records))
        return lines(records, *rest)

    monkeypatch.setattr(codec, "annotation_lines", count)
    return counted


@pytest.mark.parametrize("start", [0, 3, 40, 88, 89])
def test_one_more_annotation_encodes_its_stretch_and_not_all(start: int, monkeypatch: pytest.MonkeyPatch) -> None:
    layer = many(5_000)
    data, known = written(layer, Reuse(layer.text), b"")
    counted = counting(monkeypatch)
    for nth in range(3):
        layer = layer.applied(Change((), (annotation(f"new{nth}", start=start, end=start + 4),)), TIMES[1])
        data, known = written(layer, known, data)
        assert sum(counted) <= reuse.FULL + 1
        counted.clear()
    assert data == encoded(layer)


def test_an_annotation_that_goes_or_moves_encodes_its_stretches_and_not_all(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = many(5_000)
    data, known = written(layer, Reuse(layer.text), b"")
    gone, moved = layer.annotations[reuse.FULL], layer.annotations[3_000]
    counted = counting(monkeypatch)
    layer = layer.applied(Change((gone,)), TIMES[1])
    data, known = written(layer, known, data)
    assert sum(counted) <= reuse.FULL
    counted.clear()
    layer = layer.applied(Change((moved,), (moved._replace(start=0),)), TIMES[2])
    data, known = written(layer, known, data)
    assert sum(counted) <= 2 * reuse.FULL + 1
    assert data == encoded(layer)


def test_writing_on_and_on_leaves_no_stretch_a_save(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reuse, "FULL", 10)
    layer = many(90)
    data, known = written(layer, Reuse(layer.text), b"")
    for nth in range(60):
        layer = layer.applied(Change((), (annotation(f"z{nth:02}", start=89, end=96),)), TIMES[1])
        data, known = written(layer, known, data)
    assert data == encoded(layer)
    assert len(known.known) <= 2 * len(layer.annotations) / 10


def test_a_rev_that_rose_without_another_change_is_written() -> None:
    layer = many(10)
    data, known = written(layer, Reuse(layer.text), b"")
    layer.revs = {"a3": 2}
    again, _ = written(layer, known, data)
    assert again == encoded(layer)
    assert b'"id":"a3","rev":2' in again


@pytest.mark.parametrize("words", ["Baker", "Tutor"])
def test_on_another_text_the_context_beside_each_annotation_is_written_anew(words: str) -> None:
    layer = many(10)
    data, known = written(layer, Reuse(layer.text), b"")
    other = empty(layer.text.replace("Mayor", words))
    other.annotations = layer.annotations
    again, _ = written(other, known, data)
    assert again == encoded(other)


@pytest.mark.parametrize("is_damaged_first", [False, True])
def test_what_somebody_else_wrote_meanwhile_is_no_file_whose_lines_are_known(
    tmp_path: Path, is_damaged_first: bool
) -> None:
    """Their file was taken in and needed no writing, and the next save cut lines out of it by the places of ours."""
    layer = many(3 * reuse.FULL)
    path = tmp_path / "a1.txt.alice.annotations.json"
    path.write_bytes(encoded(layer))
    made = LayerSaver(path, document(), layer, digest(encoded(layer)))
    made.save(Change((), (annotation("mine", start=80, end=85),)))
    theirs = made.layer.applied(Change((), (annotation("theirs", start=0, end=85),)), TIMES[1])
    path.write_bytes(encoded(theirs))
    if is_damaged_first:
        path.write_bytes(encoded(theirs)[:-40])
        made.write_anew(over=digest(path.read_bytes()))
    else:
        assert made.save(Change(), looks=True).incoming.added
    made.save(Change((), (annotation("more", start=85, end=89),)))
    assert path.read_bytes() == encoded(made.layer)
    assert {"mine", "more"} <= {one.id for one in made.layer.annotations}
