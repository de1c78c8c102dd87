"""Lines of the old file are taken over only where nothing differs: the bytes are always those of a fresh encoding."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from analyst_app.core.store import Change
from analyst_app.storage import codec, reuse, sidecar
from analyst_app.storage.layer import Layer
from analyst_app.storage.reuse import Reuse
from tests.storage.layers import TIMES, annotation, empty, encoded
from tests.storage.test_merge import Writer


def many(count: int) -> Layer:
    made = tuple(annotation(f"a{n}", start=n % 90, end=n % 90 + 5) for n in range(count))
    return empty().applied(Change((), made), TIMES[0])


def written(layer: Layer, before: Reuse, data: bytes) -> tuple[bytes, Reuse]:
    follower = before.following(data, layer.text)
    return b"".join(sidecar.encode(layer, follower)), follower.settled()


@given(st.integers(0, 2**32), st.integers(1, 12))
@settings(max_examples=30)
def test_any_history_of_saves_gives_the_bytes_of_a_fresh_encoding(seed: int, saves: int) -> None:
    chance = random.Random(seed)
    writer = Writer(many(60), "w", chance)
    known, data = Reuse(writer.layer.text), b""
    sparse = reuse._SPARSE
    reuse._SPARSE = 7
    try:
        for _ in range(saves):
            for _ in range(chance.randint(0, 3)):
                writer.act()
            data, known = written(writer.layer, known, data)
            assert data == encoded(writer.layer)
    finally:
        reuse._SPARSE = sparse


def test_one_more_annotation_encodes_its_stretch_and_not_all() -> None:
    layer = many(5_000)
    data, known = written(layer, Reuse(layer.text), b"")
    layer = layer.applied(Change((), (annotation("new", start=40, end=44),)), TIMES[1])
    lines, counted = codec.annotation_lines, []

    def counting(records: list[object], *rest: object) -> bytes:
        counted.append(len(records))
        return lines(records, *rest)  # type: ignore[arg-type]

    codec.annotation_lines = counting  # type: ignore[assignment]
    try:
        again, _ = written(layer, known, data)
    finally:
        codec.annotation_lines = lines
    assert again == encoded(layer)
    assert sum(counted) <= 2 * codec.CHUNK


def test_a_rev_that_rose_without_another_change_is_written() -> None:
    layer = many(10)
    data, known = written(layer, Reuse(layer.text), b"")
    layer.revs = {"a3": 2}
    again, _ = written(layer, known, data)
    assert again == encoded(layer)
    assert b'"id":"a3","rev":2' in again
