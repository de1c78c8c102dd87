"""Annotations read in columns are just those that are read one by one, and what is odd is told in the same words.

Tests of storage.record_parsing, storage.layer_builder and storage.layer.
"""

from __future__ import annotations

import json
from itertools import permutations
from typing import Any
from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analyst_app.core.annotation import Link, pairs
from analyst_app.storage import codec, sidecar_reader
from analyst_app.storage.layer import with_ends
from analyst_app.storage.layer_builder import LayerBuilder, in_order
from analyst_app.storage.record_parsing import LineColumns, Shared
from tests.storage.layers import EXAMPLES, TEXT, annotation, decoded, document, empty, encoded
from tests.storage.test_quick_and_whole import ODD, files, told_layer

EXAMPLE = (EXAMPLES / "a1.txt.alice.annotations.json").read_bytes()
GOOD: dict[str, Any] = {
    "id": "a",
    "rev": 1,
    "tag": "actor",
    "start": 8,
    "end": 18,
    "exact": "Lena Ortiz",
    "prefix": "🔥 Mayor ",
    "suffix": " said",
    "attributes": {"kind": "person"},
    "note": "",
    "created": "2026-11-22T09:00:00Z",
    "modified": "2026-11-22T09:00:00Z",
}


def lines(*changes: dict[str, Any]) -> bytes:
    """Good lines with ids of their own, each with something changed."""
    items = [GOOD | {"id": f"a{number}"} | change for number, change in enumerate(changes)]
    return b",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")).encode() for item in items)


def one_by_one(data: bytes) -> Any:
    with mock.patch.object(LayerBuilder, "sound_lines", return_value=False):
        return decoded(data)


def as_objects(data: bytes, *, is_strict: bool = False) -> Any:
    """The file read without any typed line: each record as a JSON object."""
    with (
        mock.patch.object(LayerBuilder, "sound_lines", return_value=False),
        mock.patch.object(codec, "parse_annotations", return_value=None),
        mock.patch.object(codec, "parse_links", return_value=None),
    ):
        return sidecar_reader.parse_sidecar(data, name="a1", document=document(), is_strict=is_strict)


@given(files(), st.booleans())
@example(encoded(told_layer()), True)
def test_any_file_is_read_typed_as_it_is_object_by_object(data: bytes, is_strict: bool) -> None:
    found = sidecar_reader.parse_sidecar(data, name="a1", document=document(), is_strict=is_strict)
    assert found == as_objects(data, is_strict=is_strict)


@pytest.mark.parametrize("old_and_new", ODD, ids=lambda pair: repr(pair[1][:30]))
@pytest.mark.parametrize("is_strict", [False, True])
@pytest.mark.parametrize("is_floating", [False, True])
def test_what_is_odd_is_told_in_the_same_words_typed_or_not(
    old_and_new: tuple[bytes, bytes], is_strict: bool, is_floating: bool
) -> None:
    data = encoded(told_layer())
    if is_floating:
        data = data.replace(told_layer().text_sha256.encode(), b"")
    data = data.replace(*old_and_new, 1)
    found = sidecar_reader.parse_sidecar(data, name="a1", document=document(), is_strict=is_strict)
    assert found == as_objects(data, is_strict=is_strict)


@given(files(), st.sampled_from([1 << 22, 40, 64]))
@example(EXAMPLE, 40)
def test_any_file_is_read_in_columns_as_it_is_line_by_line(data: bytes, window: int) -> None:
    with mock.patch.object(sidecar_reader, "_WINDOW", window):
        found = decoded(data)
    assert found == one_by_one(data)


def test_lines_of_which_nothing_is_to_be_said_give_their_annotations() -> None:
    chunk = lines({}, {"rev": 3, "attributes": {}}, {"rev": 2**53 - 1, "note": "p. 3\n“x”", "attributes": {}})
    found = LineColumns(TEXT, Shared()).annotations(chunk)
    assert found is not None
    assert [one.id for one in found.records] == ["a0", "a1", "a2"]
    assert found.records[0].attributes == pairs({"kind": "person"})
    assert found.records[2].note == "p. 3\n“x”"
    assert (found.ids, found.revs) == ({"a0", "a1", "a2"}, {"a1": 3, "a2": 2**53 - 2})


@pytest.mark.parametrize(
    "change",
    [
        {"id": ""},
        {"id": "a0"},
        {"rev": 0},
        {"tag": ""},
        {"start": -1, "exact": ""},
        {"start": 7},
        {"end": 8, "exact": ""},
        {"start": 20, "end": 8, "exact": ""},
        {"end": 10_000, "exact": TEXT[8:]},
        {"end": -1, "exact": TEXT[8:-1]},
        {"exact": "Lena Ortix"},
        {"unknown": 1},
        {"attributes": {"z": 1, "a": 1}},
        {"attributes": {"z": json.loads("[" * 70 + "]" * 70)}},
    ],
)
def test_lines_among_which_one_is_odd_give_nothing(change: dict[str, Any]) -> None:
    columns = LineColumns(TEXT, Shared())
    assert columns.annotations(lines({}, change, {})) is None
    assert columns.annotations(lines({}, {}, {})) is not None


@pytest.mark.parametrize(
    "change", [{"id": ""}, {"id": "a0"}, {"rev": 0}, {"role": ""}, {"from": ""}, {"to": ""}, {"unknown": 1}]
)
def test_links_among_which_one_is_odd_give_nothing(change: dict[str, Any]) -> None:
    good = {"id": "l", "rev": 2, "role": "speaker", "from": "a", "to": "b", "created": "", "modified": "x"}
    items = [good | {"id": "a0"}, good | {"id": "a1"} | change]
    rows = [json.dumps(item, separators=(",", ":")).encode() for item in items]
    columns = LineColumns(TEXT, Shared())
    assert columns.links(b",\n".join(rows)) is None
    found = columns.links(rows[0])
    assert found is not None
    assert found.records == [Link("a0", "speaker", "a", "b", "", "x")]
    assert (found.ids, found.revs) == ({"a0"}, {"a0": 2})


def test_attributes_with_a_key_that_stands_twice_are_not_taken() -> None:
    chunk = lines({}).replace(b'{"kind":"person"}', b'{"kind":"person","kind":"group"}')
    assert LineColumns(TEXT, Shared()).annotations(chunk) is None
    assert (
        '"kind" stands twice'
        in decoded(EXAMPLE.replace(b'{"kind":"person"', b'{"kind":"group","kind":"person"')).damage
    )


@pytest.mark.parametrize(
    "change",
    [
        {"rev": 0, "exact": "Lena Ortix"},
        {"rev": -3, "id": ""},
        {"rev": 2**53 + 1, "tag": ""},
        {"rev": 2**53 + 1, "id": "a1"},
        {"id": "", "end": 10_000},
    ],
)
@pytest.mark.parametrize("is_floating", [False, True])
def test_what_is_wrong_in_two_ways_is_told_and_kept_alike_in_any_layout(
    change: dict[str, Any], is_floating: bool
) -> None:
    layer = empty()
    layer.facts_rev = 1
    layer.annotations = [annotation("a1"), annotation("a2")]
    data = encoded(layer)
    if is_floating:
        data = data.replace(b'"sha256": "%s", "content"' % layer.text_sha256.encode(), b'"sha256": "", "content"')
    last = data.split(b"\n")[10]
    line = lines(change)
    found = decoded(data.replace(last, last + b",\n" + line))
    other = decoded(data.replace(last, last + b",\n" + line.replace(b'"rev":', b'"rev": ')))
    kept = [item.record for item in found.layer.unplaced]
    assert kept == [item.record for item in other.layer.unplaced] == [json.loads(line)]
    assert found.problems == other.problems


def test_an_id_that_stood_in_earlier_lines_is_told() -> None:
    layer = empty()
    layer.facts_rev = 1
    layer.annotations = [annotation(f"a{number:04}") for number in range(2_000)]
    found = decoded(encoded(layer).replace(b'"id":"a1999"', b'"id":"a0007"'))
    assert [problem.message for problem in found.problems] == ["annotation a0007 has the id of another record"]
    assert len(found.layer.annotations) == 1_999


def test_only_the_lines_about_a_bad_one_are_taken_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = empty()
    layer.facts_rev = 1
    layer.annotations = [annotation(f"a{number:04}") for number in range(5_000)]
    parse, sizes = codec.parse_annotations, []

    def parse_noting_the_size(chunk: bytes) -> Any:
        found = parse(chunk)
        sizes.append(len(found or ()))
        return found

    monkeypatch.setattr(codec, "parse_annotations", parse_noting_the_size)
    data = encoded(layer)
    assert decoded(data).layer == layer
    assert sizes == []
    found = decoded(data.replace(b'"id":"a4999","rev":1', b'"id":"a4999","rev":0'))
    assert [problem.line for problem in found.problems] == [9 + 5_000]
    assert len(sizes) == 1
    assert 0 < sizes[0] < 1_500


@pytest.mark.parametrize("number", [1, 2, 3])
def test_attributes_are_shared_however_many_differ(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analyst_app.storage.record_parsing._MOST", number)
    columns = LineColumns(TEXT, Shared())
    for round_ in range(3):
        values = [{"attributes": {"n": value}} for value in (1, True, "x", f"{round_}", 1)]
        found = columns.annotations(lines(*values))
        assert found is not None
        assert [repr(one.attribute("n")) for one in found.records] == ["1", "True", "'x'", f"'{round_}'", "1"]


@pytest.mark.parametrize("values", [*permutations(["0", "0.0", "-0.0", "false"], 2), ("1", "1.0"), ("true", "1")])
def test_values_that_python_takes_for_one_keep_their_own_form(values: tuple[str, str]) -> None:
    layer = empty()
    layer.facts_rev = 1
    layer.annotations = [annotation(f"a{n}", attributes=pairs({"n": f"v{n}"})) for n in range(4)]
    data = encoded(layer)
    for number, value in enumerate(values * 2):
        data = data.replace(b'"v%d"' % number, value.encode())
    for found in (decoded(data), one_by_one(data), decoded(data.replace(b'"format": ', b'"format":  '))):
        assert encoded(found.layer) == data


@pytest.mark.parametrize("at", [0, 998, 999, 1_000, 1_001, 1_999, 2_498])
def test_links_out_of_order_are_put_in_order_wherever_they_stand(at: int) -> None:
    links = [Link(f"l{number:04}", "speaker", f"a{number:04}", "b") for number in range(2_500)]
    assert in_order(links) is links
    turned = [*links[:at], links[at + 1], links[at], *links[at + 2 :]]
    assert in_order(turned) == links


@pytest.mark.parametrize("at", [0, 999, 1_000, 2_499])
def test_one_loose_link_among_many_waits(at: int) -> None:
    layer = empty()
    layer.annotations = [annotation(f"a{number:04}") for number in range(2_500)]
    layer.links = [Link(f"l{number:04}", "speaker", f"a{number:04}", f"a{number:04}") for number in range(2_500)]
    assert with_ends(layer) is layer
    layer.links[at] = layer.links[at]._replace(to_id="gone")
    found = with_ends(layer)
    assert [item.record["id"] for item in found.unplaced] == [f"l{at:04}"]
    assert len(found.links) == 2_499
