"""A raw line end or another control character inside a string is damage, wherever it stands; between tokens it is not.

A program that wraps long lines, as mail does, puts line ends in the place of spaces. JSON has no such strings, and
what stood on both sides of one must never be glued.

Tests of storage.codec, storage.sidecar_reader, storage.canonical and storage.glance.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.core.annotation import Annotation, Entry, LayerFacts, Link, pairs
from analyst_app.core.span import Span
from analyst_app.storage import codec
from analyst_app.storage.canonical import keeps_sound_text, plain_layer
from analyst_app.storage.codec import annotation_item, unplaced
from analyst_app.storage.glance import glance
from analyst_app.storage.layer import Layer
from analyst_app.storage.strict_json import Damage
from tests.storage.layers import EXAMPLES, TEXT, TIMES, annotation, decoded, document, empty, encoded

EXAMPLE = (EXAMPLES / "a1.txt.alice.annotations.json").read_bytes()
CONTROL = ["\n", ",\n", "},\n{", "\r\n", "\r", "\t", "\0", "\x1f"]


def plain() -> Layer:
    """A layer as the quick ways read it, each string of it with the words "ask Lena" somewhere."""
    layer = empty()
    words = Annotation("note ask Lena", "claim", 2, 7, pairs({"mode ask Lena": 1}), "ask Lena", *TIMES[:2])
    value = annotation("value", tag="claim ask Lena", start=8, end=18, attributes=pairs({"mode": "ask Lena"}))
    layer.annotations = [words, value, annotation("z", start=20, end=24)]
    layer.links = [Link("l ask Lena", "speaker ask Lena", "note ask Lena", "value", "ask Lena", TIMES[1])]
    layer.deleted = {"d ask Lena": 3, "e": 2}
    return replace(layer, facts=LayerFacts("done", "ask Lena"), facts_rev=1)


def under_review() -> Layer:
    """A layer with records of every other kind."""
    layer = plain()
    layer.annotations[2] = layer.annotations[2]._replace(extra=pairs({"own": "ask Lena", "own ask Lena": 1}))
    waiting = annotation_item(annotation("u", note="ask Lena"), 1, TEXT)
    layer.unplaced = [unplaced("orphan", "0" * 64, waiting)]
    layer.entries = [
        Entry("e1 ask Lena", "decisions", pairs({"verdict": "ask Lena"}), *TIMES[:2]),
        Entry("e2", "replies", pairs({"words": ["ask Lena"]}), *TIMES[:2]),
    ]
    head = replace(layer.head, reviewer="ask Lena", codebook=(("id", "ask Lena"), ("version", 1)))
    return replace(layer, head=replace(head, extra=pairs({"own": "ask Lena"})))


@pytest.mark.parametrize("control", CONTROL)
@pytest.mark.parametrize("make", [plain, under_review])
def test_a_control_character_in_any_string_is_damage_and_no_words_are_glued(make: object, control: str) -> None:
    data = encoded(make())  # type: ignore[operator]
    assert not decoded(data).damage
    places = [found.end() for found in re.finditer(b"ask(?= Lena)", data)]
    assert len(places) >= 10
    for place in places:
        broken = data[:place] + control.encode() + data[place + 1 :]
        with pytest.raises(ValueError, match="control character"):
            json.loads(broken)
        found = decoded(broken)
        assert "Invalid control character" in found.damage, (control, broken[place - 60 : place + 30])
        assert plain_layer(broken) is None
        assert "askLena" not in repr((found.layer, found.floating))


@pytest.mark.parametrize("control", CONTROL)
def test_a_control_character_in_the_text_that_a_layer_keeps_is_damage(control: str) -> None:
    data = EXAMPLE.replace(b'"content": "\xf0\x9f\x94\xa5 ', b'"content": "\xf0\x9f\x94\xa5' + control.encode())
    assert data != EXAMPLE
    for text in (TEXT, None):
        assert "Invalid control character" in decoded(data, text).damage
    found = plain_layer(data)
    assert found is None or not keeps_sound_text(found.head)


def test_a_record_whose_string_is_broken_is_named_and_the_others_are_salvaged(tmp_path: Path) -> None:
    record_id = "6eb28645-1e83-5017-a97c-c26c2b18378b"
    data = re.sub(rb'("id":"%s".*?"note":")' % record_id.encode(), rb"\1ask\nLena again", EXAMPLE)
    found = decoded(data)
    assert "line 11" in found.damage
    assert [one.tag for one in found.layer.annotations] == ["actor", "claim"]
    lost = "this line holds no whole record, so nothing of it was salvaged"
    assert [(one.line, one.item) for one in found.problems if one.message == lost] == [(11, record_id), (12, "")]
    path = tmp_path / "a1.txt.alice.annotations.json"
    path.write_bytes(data)
    assert record_id not in {one.id for one in glance(path, document(), Span(0, len(TEXT)))}


def test_a_layer_that_was_wrapped_is_named_by_check_and_not_exported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a1.txt").write_bytes((EXAMPLES / "a1.txt").read_bytes())
    sidecar = tmp_path / "a1.txt.alice.annotations.json"
    sidecar.write_bytes(EXAMPLE.replace(b'"note":""', b'"note":"ask\nLena again"', 1))
    assert main(["check", str(tmp_path)]) == 1
    assert "is damaged" in capsys.readouterr().out
    out = tmp_path / "out"
    assert main(["export", str(tmp_path), "--format", "jsonl", "--layer", "alice", "--output", str(out)]) != 0
    assert not out.exists()


@pytest.mark.parametrize("between", ["\n", "\r\n", "\n\t ", "\n\n"])
def test_line_ends_between_tokens_are_no_damage(between: str) -> None:
    for layer in (plain(), under_review()):
        data = encoded(layer).decode()
        pretty = json.dumps(json.loads(data), ensure_ascii=False, indent=1).replace("\n", between)
        inside = re.sub(r'(?<=[\d"}\]],)(?=")', between, data)  # after the commas inside records
        for other in (data.replace("\n", between), pretty, inside):
            found = decoded(other.encode())
            assert not found.damage
            assert not found.problems
            assert found.layer == decoded(data.encode()).layer


def test_lines_of_records_are_parsed_only_as_they_are_written() -> None:
    one, other = encoded(plain()).split(b"\n")[9:11]
    chunk = one + b"\n" + other.removesuffix(b",")
    assert len(codec.parse_annotations(chunk) or ()) == 2
    assert codec.parse_annotations(chunk.replace(b"ask Lena", b"ask\nLena")) is None
    assert codec.parse_rows(chunk.replace(b'ask Lena","created', b'ask\nLena","created')) is None
    with pytest.raises(Damage, match="control character"):
        codec.parse_items(chunk.replace(b"ask Lena", b"ask\nLena"))
    assert codec.parse_annotations(b"") == []
