"""The quick ways to look at a sidecar say what the whole reader says, of any file: sound, damaged, newer or odd.

Tests of storage.canonical, corpus.quick_check, storage.glance, storage.layers_beside and the quick road of
export.loading.
"""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyst_app.core.annotation import Entry, Pairs, pairs
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
from analyst_app.storage.lines.typed_lines import OPTIONAL_KEYS
from analyst_app.storage.reanchor import anchored
from analyst_app.storage.sidecar_reader import count_annotations, parse_sidecar
from tests.storage.layers import EXAMPLES, TEXT, TIMES, annotation, decoded, document, empty, encoded, layers

CODEBOOK = Codebook.from_data(built_in_codebook())
NAME = "a1.txt.alice.annotations.json"
EXAMPLE = (EXAMPLES / NAME).read_bytes()
_PLACE = ("start", "end", "exact", "kind")
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
    (b',"actor":"p1"', b',"actor":"p9"'),
    (b',"actor":"p1"', b',"actor":""'),
    (b',"actor":"p1"', b',"actor":1'),
    (b',"actor":"p1"', b',"actor":"p1","actor":"p1"'),
    (b',"actor":"p1"', b',"actor":null'),
    (b',"actor":"p1"', b',"verified":"p1"'),
    (b'"by":"rules"', b'"by":"nobody"'),
    (b'"by":"rules"', b'"by":"rules","by":"learnt"'),
    (b'"by":"rules",', b""),
    (b'"score":0.93', b'"score":9.30e-1'),
    (b'"score":0.93', b'"score":NaN'),
    (b'"score":0.93', b'"score":1e999'),
    (b'"score":0.93', b'"score":' + b"[" * 70 + b"]" * 70),
    (b'"source":"s1"', b'"source":"s9"'),
    (b'"source":"s1"', b'"source":["s1"]'),
    (b'"verdict":"verbatim"', b'"verdict":"verdammt"'),
    (b'"verdict":"verbatim",', b""),
    (b'"at":"2026', b'"at":"at 2026'),
    (b'{"id":"n0"', b'{"id":"n1"'),
    (b'{"id":"n0"', b'{"id":"a0"'),
    (b'{"id":"n0"', b'{"id":"layer"'),
    (b'{"id":"n0"', b'{"id":""'),
    (b'{"id":"n0","rev":1', b'{"id":"n0","rev":0'),
    (b'{"id":"n0","rev":1', b'{"id":"n0","rev":"1"'),
    (b'{"id":"n0","rev":1', b'{"id":"n0","rev":9007199254740992'),
    (b'{"id":"n0","rev":1', b'{"id":"n0","rev":1,"created":7'),
    (b'"kind":"quotation"', b'"kind":5'),
    (b'"kind":"quotation"', b'"kind":"quotation","x":1'),
    (b'"kind":"quotation"', b'"kind":"quotation","kind":"quotation"'),
    (b' "dismissed": [\n', b' "dismissed": [\n,\n'),
    (b' "dismissed": [\n', b' "dismissed": [\n{"id":"n7","rev":1},\n'),
    (b' "deleted": {\n', b' "dismissed": [\n ],\n "deleted": {\n'),
    (b' "deleted": {\n', b' "dismissed": {\n },\n "deleted": {\n'),
    (b' "deleted": {\n', b' "dismissed": 5,\n "deleted": {\n'),
    (b'"deleted": {\n', b'"deleted": {\n"n0":3\n'),
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
    """Layers with annotations, links, dismissed places and deleted ids only, as most are."""
    layer = draw(layers())
    made = empty()
    made.annotations = [one._replace(extra=_known(one.extra)) for one in layer.annotations]
    made.links = [one._replace(extra=()) for one in layer.links]
    places = (one for one in layer.entries if one.section == "dismissed")
    made.entries = [one._replace(body=tuple(pair for pair in one.body if pair[0] in _PLACE)) for one in places]
    alive = {one.id for one in (*made.annotations, *made.links, *made.entries)}
    made.revs = {record_id: rev for record_id, rev in layer.revs.items() if record_id in alive}
    made.deleted = layer.deleted
    return made


def _known(extra: Pairs) -> Pairs:
    return tuple(pair for pair in extra if pair[0] in OPTIONAL_KEYS)


def told_layer() -> Layer:
    """A layer with each optional key, and a dismissed place."""
    layer = empty()
    layer.facts_rev = 1
    assist = {"by": "rules", "version": "0.2.0", "score": 0.93, "edited": False}
    verified = {"verdict": "verbatim", "source": "s1", "text_sha256": "0" * 64, "by": "alice", "at": TIMES[0]}
    layer.annotations += [
        annotation("a0", extra=(("actor", "p1"),)),
        annotation("a1", "quote", 8, 18, extra=pairs({"assist": assist, "verified": verified, "codebook": 2})),
    ]
    layer.entries = [
        Entry(f"n{number}", "dismissed", pairs({"start": at, "end": at + 3, "exact": "xyz", "kind": "quotation"}))
        for number, at in enumerate((3, 9))
    ]
    layer.revs = {"a1": 2, "n1": 4}
    return layer


def test_what_the_format_lets_an_annotation_say_takes_the_quick_way() -> None:
    layer = told_layer()
    data = encoded(layer)
    found = plain_layer(data)
    assert found is not None
    assert [line.extra for line in found.annotations] == [one.extra for one in layer.annotations]
    assert found.dismissed == layer.entries
    assert QuickCheck(CODEBOOK).is_fine(TEXT.encode(), "a1.txt", data, "alice", lambda told: len(told) == 2)
    assert not QuickCheck(CODEBOOK).is_fine(TEXT.encode(), "a1.txt", data, "alice")  # nobody looked at what they say
    ticket = Ticket("a1.txt", "/corpus/a1.txt", ("alice",))
    assert loading._quickly(ticket, TEXT.encode(), [data], {}, ZONES) is not None


def test_an_annotation_with_a_key_of_the_teams_own_goes_to_the_whole_reader() -> None:
    layer = told_layer()
    layer.annotations[0] = layer.annotations[0]._replace(extra=(("actor", "p1"), ("ours", 1)))
    assert plain_layer(encoded(layer)) is None


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
    layer = anchored(decoded(data), document()).layer
    there = {one.id: one for one in layer.annotations}
    doubtful = (
        {one.record.get("id") for one in layer.unplaced if isinstance(one.record, dict)} if whole.damage else set()
    )
    assert all(there.get(one.id) == one or one.id in doubtful for one in seen)
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
    assert found.dismissed == whole.layer.entries
    extra = {one.id: one.extra for one in whole.layer.annotations} | {line.id: extra for line, extra in whole.floating}
    assert all(extra.get(line.id, line.extra) == line.extra for line in found.annotations)
    assert {problem.kind for problem in whole.problems} <= {"invalid"}  # of what only the text can tell


def _quick_check_finds_no_less(data: bytes) -> None:
    full: Any = Verification()
    verifier = Verifier(CODEBOOK, full, is_known={"p1", "p2"}.__contains__)
    says_well = partial(verifier.says_well, Path(), NAME)
    if QuickCheck(CODEBOOK).is_fine(TEXT.encode(), "a1.txt", data, "alice", says_well):
        verifier._verify(Path(NAME), data, document(), "alice")
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
    example = EXAMPLE.replace(b"b2867e79-6979-51be-be5e-6abf8cb04571", b"a0")
    for data in (example, encoded(told_layer())):
        _takes_no_way_round(data.replace(old, new, 1))


def _takes_no_way_round(data: bytes) -> None:
    whole = parse_sidecar(data, name=NAME, document=None)
    _plain_layer_is_whole(data, whole)
    _quick_check_finds_no_less(data)
    _export_rows_are_the_same(data)
    sidecar_reader.summary(data)
