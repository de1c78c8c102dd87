"""The bytes of a sidecar: the contract of docs/format.md.

Tests of storage.codec.
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.annotation import Annotation, Entry, pairs
from analyst_app.core.document import Document
from analyst_app.core.store import Change
from analyst_app.errors import SaveFailed
from analyst_app.storage import codec, sidecar
from tests.storage.layers import EXAMPLES, TEXT, TIMES, annotation, decoded, empty, encoded, layers
from tests.texts import TEXTS


def test_the_published_example_is_reproduced_byte_for_byte() -> None:
    data = (EXAMPLES / "a1.txt.alice.annotations.json").read_bytes()
    article = Document.from_bytes((EXAMPLES / "a1.txt").read_bytes(), name="a1.txt")
    found = sidecar_reading(data, article)
    assert not found.problems
    assert encoded(found.layer) == data


def sidecar_reading(data: bytes, article: Document) -> Any:
    from analyst_app.storage import sidecar_reader

    return sidecar_reader.parse_sidecar(data, name="x", document=article)


def test_an_empty_list_is_a_bracket_a_line_end_a_space_and_a_bracket() -> None:
    assert b'"annotations": [\n ],\n "links": [\n ],\n "unplaced": [\n ],\n "deleted": {\n }}\n' in encoded(empty())


@given(layers())
def test_what_is_saved_loads_as_it_was(layer: sidecar.Layer) -> None:
    found = decoded(encoded(layer), TEXT)
    assert not found.problems
    assert not found.damage
    assert found.layer == layer


@given(layers())
def test_saving_again_gives_the_same_bytes(layer: sidecar.Layer) -> None:
    data = encoded(layer)
    assert encoded(decoded(data).layer) == data


@given(layers(), st.randoms(use_true_random=False), st.sampled_from([None, 1]))
def test_other_layouts_of_the_same_json_load_the_same(
    layer: sidecar.Layer, chance: random.Random, indent: int | None
) -> None:
    data = encoded(layer)
    shuffled = _shuffled(json.loads(data), chance)
    text = json.dumps(shuffled, indent=indent, ensure_ascii=chance.random() < 0.5)
    found = decoded(text.encode())
    assert not found.damage
    assert encoded(found.layer) == data


def _shuffled(value: Any, chance: random.Random) -> Any:
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: _shuffled(value[key], chance) for key in keys}
    if isinstance(value, list):
        return [_shuffled(member, chance) for member in value]
    return value


def test_files_with_a_mark_and_carriage_returns_load_the_same() -> None:
    layer = empty()
    layer.annotations.append(annotation())
    layer.facts_rev = 1
    data = encoded(layer)
    assert decoded(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")).layer == layer


@pytest.mark.parametrize("name", sorted(set(TEXTS) - {"empty"}))
def test_plain_python_reads_offsets_and_words_of_any_text(name: str, tmp_path: Path) -> None:
    text = TEXTS[name]
    layer = empty(text)
    edges = [(0, 1), (len(text) // 2, len(text)), (0, len(text)), (len(text) - 1, len(text))]
    for number, (start, end) in enumerate(edges):
        if start < end:
            layer.annotations.append(Annotation(f"a{number}", "claim", start, end))
    layer.annotations.sort(key=lambda a: (a.start, -a.end, a.tag, a.id))
    (tmp_path / "a1.txt").write_bytes(text.encode())
    data = json.loads(encoded(layer))
    assert data["text"]["content"] == text
    plain = (tmp_path / "a1.txt").read_text(encoding=data["source"]["encoding"])
    for item in data["annotations"]:
        assert plain[item["start"] : item["end"]] == item["exact"]
        assert plain[max(0, item["start"] - 32) : item["start"]] == item["prefix"]
        assert plain[item["end"] : item["end"] + 32] == item["suffix"]
    assert decoded(encoded(layer), text).layer.annotations == layer.annotations


def test_lone_surrogates_and_huge_numbers_in_unknown_keys_survive() -> None:
    layer = empty()
    layer.facts_rev = 1
    layer.annotations.append(annotation(extra=pairs({"odd": "\ud800", "big": 2**70, "deep": [[{"b": 1, "a": 1e300}]]})))
    data = encoded(layer)
    assert b"\\ud800" in data
    found = decoded(data)
    assert not found.problems
    assert found.layer == layer


def test_a_value_that_json_cannot_keep_is_refused_before_anything_is_written() -> None:
    layer = empty()
    layer.annotations.append(annotation(attributes=pairs({"n": float("nan")})))
    with pytest.raises(Exception, match="nothing was written"):
        encoded(layer)


def test_more_than_a_chunk_of_records_is_written_seamlessly() -> None:
    layer = empty()
    layer.facts_rev = 1
    layer.annotations = [annotation(f"a{n:05}", start=n % 90, end=n % 90 + 3) for n in range(2_500)]
    layer.annotations.sort(key=lambda a: (a.start, -a.end, a.tag, a.id))
    layer.revs = {f"a{n:05}": 2 for n in range(0, 2_500, 3)}
    layer.deleted = {f"d{n}": 2 for n in range(2_500)}
    assert decoded(encoded(layer)).layer == layer


def test_decisions_and_replies_are_records_with_a_line_each() -> None:
    layer = empty()
    layer.facts_rev = 1
    layer.entries = [
        Entry("d1", "decisions", pairs({"about": ["alice:a1"], "verdict": "rejected", "reason": "too wide"}), TIMES[0]),
        Entry("r1", "replies", pairs({"to": "d1", "text": "no"}), TIMES[1]),
    ]
    layer.revs = {"d1": 3}
    data = encoded(layer)
    line = b'{"id":"d1","rev":3,"created":"2026-11-22T09:00:00Z","modified":"","about":["alice:a1"],"reason":"too wide"'
    assert line in data
    assert decoded(data).layer == layer


def test_a_dismissed_place_is_a_line_without_times() -> None:
    layer = empty()
    layer.facts_rev = 1
    place = {"start": 24, "end": 52, "exact": TEXT[24:52], "kind": "quotation", "why": "a title"}
    layer.entries = [Entry("n1", "dismissed", pairs(place))]
    line = '{"id":"n1","rev":1,"start":24,"end":52,"exact":"“taxes fell by 12% in 2024,”","kind":"quotation",'
    line += '"why":"a title"}'
    assert f'\n ],\n "dismissed": [\n{line}\n ],\n "deleted"'.encode() in encoded(layer)
    assert decoded(encoded(layer)).layer == layer
    gone = layer.applied(Change(tuple(layer.entries), ()), TIMES[1])
    assert gone.deleted == {"n1": 2}
    assert b"dismissed" not in encoded(gone)
    back = gone.applied(Change((), tuple(layer.entries)), TIMES[2])
    assert encoded(back).count(b'{"id":"n1","rev":3,"start":24') == 1
    assert b"created" not in encoded(back)


class Wrong:
    """An encoder of somebody else's library on a bad day: one letter in what it gives is another."""

    def encode_lines(self, lines: Any) -> bytes:
        return b"\n".join(map(json_of, lines)).replace(b"taxes", b"taxis") + b"\n"


def json_of(line: Any) -> bytes:
    return msgspec.json.encode(line)


def test_lines_that_do_not_hold_what_they_should_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = empty()
    layer.annotations.append(annotation(start=25, end=30))
    assert b'"exact":"taxes"' in encoded(layer)
    monkeypatch.setattr(codec, "_PLAIN", Wrong())
    with pytest.raises(SaveFailed, match="nothing was written"):
        encoded(layer)


def test_what_waits_is_refused_too_if_its_line_does_not_hold_it(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = empty()
    layer.unplaced.append(codec.unplaced("orphan", "0" * 64, {"id": "u", "exact": "taxes"}))
    assert b'"exact":"taxes"' in encoded(layer)
    right = codec.encode_value
    monkeypatch.setattr(codec, "encode_value", lambda value: right("taxis" if value == "taxes" else value))
    with pytest.raises(SaveFailed, match="nothing was written"):
        encoded(layer)


def test_when_it_was_last_changed_makes_what_waits_no_other() -> None:
    record = {"id": "u", "rev": 1, "exact": "taxes", "modified": TIMES[0]}
    one = codec.unplaced("orphan", "0" * 64, record)
    assert codec.unplaced("orphan", "0" * 64, record | {"rev": 2, "modified": TIMES[1]}).id == one.id
    assert codec.unplaced("orphan", "0" * 64, record | {"exact": "taxis"}).id != one.id
    assert codec.unplaced("unconfirmed", "0" * 64, record).id != one.id
