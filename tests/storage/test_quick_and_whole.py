"""The quick ways to look at a sidecar say what the whole reader says, of any file: sound, damaged, newer or odd.

Tests of storage.canonical, corpus.quick_check, storage.glance, storage.layers_beside and the quick road of
export.loading.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.corpus.quick_check import QuickCheck
from analyst_app.corpus.verification import Verification, Verifier
from analyst_app.errors import DocumentUnreadable
from analyst_app.export import loading
from analyst_app.export.job import Ticket
from analyst_app.export.rows import ZONES
from analyst_app.resources import built_in_codebook
from analyst_app.storage import layers_beside, sidecar_reader
from analyst_app.storage.canonical import keeps_sound_text, plain_layer
from analyst_app.storage.glance import glance
from analyst_app.storage.layer import Layer
from analyst_app.storage.layer_file import LayerFile
from analyst_app.storage.reanchor import anchored
from analyst_app.storage.sidecar_reader import count_annotations, parse_sidecar
from tests.storage.layers import EXAMPLES, TEXT, annotation, decoded, document, empty, encoded, layers

CODEBOOK = Codebook.from_data(built_in_codebook())
NAME = "a1.txt.alice.annotations.json"
EXAMPLE = (EXAMPLES / NAME).read_bytes()
ODD: list[tuple[bytes, bytes]] = [
    (b'"version": 1', b'"version": 2'),
    (b'"version": 1', b'"version": 01'),
    (b'"rev":1', b'"rev":0'),
    (b'"rev":1', b'"rev":9007199254740992'),
    (b'"rev": 1', b'"rev": 9007199254740992'),
    (b'"rev": 1', b'"rev": 01'),
    (b'{"id":"a0"', b'{"id":"a1"'),
    (b'{"id":"a0"', b'{"id":"layer"'),
    (b'{"id":"a0"', b'{"id":""'),
    (b'{"id":"l0"', b'{"id":"a0"'),
    (b'"to":"a0"', b'"to":"gone"'),
    (b'"tag":"claim"', b'"tag":""'),
    (b'"attributes":{}', b'"attributes":{"mode":' + b"[" * 70 + b"]" * 70 + b"}"),
    (b'"attributes":{}', b'"attributes":{"mode":NaN}'),
    (b'"attributes":{}', b'"attributes":{"mode":"a","mode":"b"}'),
    (b'"note": ""', b'"note": "\\x"'),
    (b'"note": ""', b'"note": "\t"'),
    (b'"note": ""', b'"note": "\xff"'),
    (b'"note": ""', b'"note": "\\ud800"'),
    (b'"content": "', b'"content": "x'),
    (b'"content": "', b'"content": "\\q'),
    (b'"content": "', b'"content": ""'),
    (b'"length": ', b'"length": 0'),
    (b'"deleted": {\n', b'"deleted": {\n"a0":3\n'),
    (b'"deleted": {\n', b'"deleted": {\n"layer":7\n'),
    (b'"deleted": {\n', b'"deleted": {\n"d0":00\n'),
    (b'"deleted": {\n', b'"deleted": {\n"d0":3,\n"d0":3\n'),
    (b"},\n{", b"}\n{"),
    (b"}\n ]", b"},\n ]"),
    (b"}\n ]", b"},\n\n ]"),
    (b'"start":', b'"start":1'),
    (b"{", b"<<<<<<< ours\n{"),
]


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Bytes of a layer, mostly with something wrong."""
    layer = draw(plain_layers()) if draw(st.booleans()) else draw(layers())
    data = encoded(layer).replace(b'"layer": {"rev": 0', b'"layer": {"rev": 1')
    for old, new in draw(st.lists(st.sampled_from(ODD), max_size=2)):
        data = data.replace(old, new, 1)
    kind = draw(st.sampled_from(["whole", "whole", "cut", "byte"]))
    at = draw(st.integers(0, len(data)))
    if kind == "cut":
        return data[:at]
    return data[:at] + draw(st.binary(min_size=1, max_size=1)) + data[at + 1 :] if kind == "byte" else data


@st.composite
def plain_layers(draw: st.DrawFn) -> Layer:
    """Layers with annotations, links and deleted ids only, as most are."""
    layer = draw(layers())
    made = empty()
    made.annotations = [one._replace(extra=()) for one in layer.annotations]
    made.links = [one._replace(extra=()) for one in layer.links]
    alive = {one.id for one in (*made.annotations, *made.links)}
    made.revs = {record_id: rev for record_id, rev in layer.revs.items() if record_id in alive}
    made.deleted = layer.deleted
    return made


def test_a_plain_layer_takes_the_quick_way() -> None:
    layer = empty()
    layer.annotations.append(annotation())
    assert plain_layer(encoded(layer).replace(b'"layer": {"rev": 0', b'"layer": {"rev": 1')) is not None
    assert plain_layer(EXAMPLE) is not None


def test_an_annotation_that_begins_before_the_text_is_not_passed() -> None:
    layer = empty("A")
    layer.facts_rev = 1
    layer.annotations.append(annotation(start=0, end=1))
    data = encoded(layer)
    assert QuickCheck(CODEBOOK).is_fine(b"A", "a1.txt", data, "alice")
    before = data.replace(b'"start":0', b'"start":-1')  # where Python counts from the end, and would find the "A"
    assert not QuickCheck(CODEBOOK).is_fine(b"A", "a1.txt", before, "alice")


@given(files())
@example(EXAMPLE)
@example(EXAMPLE.replace(b"utf-8-sig", b"0tf-8-sig"))
@settings(max_examples=100)
def test_every_quick_look_at_a_file_says_what_the_whole_reader_says(data: bytes) -> None:
    whole = parse_sidecar(data, name=NAME, document=None)
    _plain_layer_is_whole(data, whole)
    _quick_check_finds_no_less(data)
    _export_rows_are_the_same(data)
    if not whole.damage:
        assert count_annotations(data) == whole.annotation_count
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, NAME)
        path.write_bytes(data)
        assert layers_beside._info("alice", path) == layers_beside._info_of(whole, "alice", path)
        seen = glance(path, document(), Span(0, len(TEXT)))
    there = {one.id: one._replace(extra=()) for one in anchored(decoded(data), document()).layer.annotations}
    assert all(there[one.id] == one for one in seen)
    if data == EXAMPLE:
        assert len(seen) == len(there)


def _plain_layer_is_whole(data: bytes, whole: LayerFile) -> None:
    found = plain_layer(data)
    if found is None or not keeps_sound_text(found.head):
        return
    assert not whole.refusal
    assert whole.listed == len(found.annotations)
    assert whole.layer.head.annotator == found.annotator
    assert (whole.layer.facts.status, whole.layer.facts.note) == (found.status, found.note)
    assert [link.id for link in whole.layer.links] == [link.id for link in found.links]
    assert {problem.kind for problem in whole.problems} <= {"invalid"}  # of what only the text can tell


def _quick_check_finds_no_less(data: bytes) -> None:
    if QuickCheck(CODEBOOK).is_fine(TEXT.encode(), "a1.txt", data, "alice"):
        full: Any = Verification()
        Verifier(CODEBOOK, full)._verify(Path(NAME), data, document(), "alice")
        assert full.findings == []


def _export_rows_are_the_same(data: bytes) -> None:
    ticket = Ticket("a1.txt", "/corpus/a1.txt", ("alice",))
    try:
        quick = loading._quickly(ticket, TEXT.encode(), [data], {}, ZONES)
    except DocumentUnreadable:  # in an encoding that nobody knows
        with pytest.raises(DocumentUnreadable):
            loading._fully(ticket, TEXT.encode(), [data], {}, ZONES)
        return
    if quick is not None:
        assert quick == loading._fully(ticket, TEXT.encode(), [data], {}, ZONES)


@pytest.mark.parametrize("old_and_new", ODD, ids=lambda pair: repr(pair[1][:30]))
def test_an_oddity_by_itself_takes_no_way_round(old_and_new: tuple[bytes, bytes]) -> None:
    old, new = old_and_new
    data = EXAMPLE.replace(b"b2867e79-6979-51be-be5e-6abf8cb04571", b"a0").replace(old, new, 1)
    whole = parse_sidecar(data, name=NAME, document=None)
    _plain_layer_is_whole(data, whole)
    _quick_check_finds_no_less(data)
    _export_rows_are_the_same(data)
    sidecar_reader.summary(data)
