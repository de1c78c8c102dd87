"""The loading table of docs/format.md: nothing fails, nothing is dropped, nothing bad is taken for good.

Tests of storage.layer_builder, storage.layer_file, storage.record_parsing and storage.strict_json.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.annotation import Entry, LayerFacts
from analyst_app.storage import codec, sidecar_reader
from analyst_app.storage.codec import annotation_item, unplaced
from analyst_app.storage.layer import Layer
from analyst_app.storage.sidecar_reader import summary
from tests.storage.layers import EXAMPLES, TEXT, TIMES, annotation, decoded, empty, encoded, layers

EXAMPLE = (EXAMPLES / "a1.txt.alice.annotations.json").read_bytes()


def with_item(number: int = 0, **changes: Any) -> bytes:
    """The example with one annotation changed; None takes a key out."""
    lines = EXAMPLE.decode().split("\n")
    at = next(n for n, line in enumerate(lines) if '"annotations"' in line) + 1 + number
    item = json.loads(lines[at].rstrip(",")) | changes
    item = {key: value for key, value in item.items() if value is not None}
    lines[at] = json.dumps(item, ensure_ascii=False, separators=(",", ":")) + ("," if lines[at].endswith(",") else "")
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    "changes",
    [
        {"start": -1},
        {"start": "8"},
        {"start": 8.0},
        {"start": True},
        {"start": 18},
        {"end": 10_000},
        {"exact": "Lena Ortix"},
        {"exact": None},
        {"id": ""},
        {"id": 7},
        {"id": "layer"},
        {"tag": None},
        {"tag": 3},
        {"rev": 0},
        {"rev": "1"},
        {"rev": -(2**53)},
        {"rev": 1e9, "unknown": 1},
        {"attributes": []},
        {"note": 5},
    ],
)
def test_a_bad_item_waits_with_its_value_and_its_line_while_the_rest_loads(changes: dict[str, Any]) -> None:
    data = with_item(**changes)
    found = decoded(data)
    assert not found.damage
    assert len(found.layer.annotations) == 2
    invalid = [item for item in found.layer.unplaced if item.why == "invalid"]
    assert len(invalid) == 1
    assert invalid[0].record == json.loads(data)["annotations"][0]
    problem = next(problem for problem in found.problems if problem.kind == "invalid")
    assert data.split(b"\n")[problem.line - 1].startswith(b'{"')
    assert problem.line == 10
    assert [item.why for item in decoded(encoded(found.layer)).layer.unplaced].count("invalid") == 1


def test_an_id_that_stands_twice_is_kept_once_as_good_and_once_as_bad() -> None:
    data = with_item(1, id="b2867e79-6979-51be-be5e-6abf8cb04571")
    found = decoded(data)
    assert len(found.layer.annotations) == 2
    assert [item.why for item in found.layer.unplaced] == ["invalid"]


@pytest.mark.parametrize("change", [(b'"rev":1,"role"', b'"rev":0,"role"'), (b'"role":"speaker"', b'"role":""')])
def test_a_bad_link_in_a_file_as_the_app_lays_it_out_waits(change: tuple[bytes, bytes]) -> None:
    data = (EXAMPLES / "a1.txt.alice.annotations.json").read_bytes()
    assert change[0] in data
    found = decoded(data.replace(*change, 1))
    assert len(found.layer.annotations) == 3
    (item,) = found.layer.unplaced
    assert (item.why, found.layer.links) == ("invalid", [])
    assert {"id", "rev", "role", "from", "to"} <= item.record.keys()


def test_an_item_that_is_no_object_waits_too() -> None:
    found = decoded(EXAMPLE.replace(b'"annotations": [\n', b'"annotations": [\n17,\n"x",\nnull,\n'))
    assert not found.damage
    assert len(found.layer.annotations) == 3
    assert sorted(map(repr, (item.record for item in found.layer.unplaced))) == ["'x'", "17", "None"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"\x00\x01\x02\xff\xfe", "UTF-8"),
        (b"[]", "should be"),
        (b"{}", "format"),
        (b'{"format": "something else"}', "format"),
        (EXAMPLE.replace(b'"version": 1', b'"version": "1"', 1), "version"),
        (EXAMPLE[:-200], "breaks off"),
        (EXAMPLE.replace(b'"rev":1,"tag"', b'"rev":1,"rev":1,"tag"', 1), '"rev" stands twice'),
        (EXAMPLE.replace(b' "annotator": "alice",', b' "annotator": "alice",\n "annotator": "bob",'), "stands twice"),
        (EXAMPLE.replace(b' "links": [\n', b' "annotations": [\n'), "stands twice"),
        (EXAMPLE.replace(b'"note":""', b'"note":NaN', 1), "NaN"),
        (EXAMPLE.replace(b'"note":""', b'"x":-Infinity', 1), "Infinity"),
        (EXAMPLE.replace(b'"note":""', b'"x":1e999', 1), "out of range"),
        (EXAMPLE.replace(b'"note":""', b'"x":' + b"[" * 500 + b"]" * 500, 1), "deep"),
        (EXAMPLE.replace(b'"note":""', b'"x":' + b"[" * 50_000 + b"]" * 50_000, 1), "deep"),
        (EXAMPLE.replace(b'"attributes":{}', b'"attributes":{"x":' + b"[" * 100 + b"]" * 100 + b"}", 1), "deep"),
        (EXAMPLE + b"{}", "follows"),
        (EXAMPLE.replace(b' "links": [', b'<<<<<<< ours\n "links": ['), "conflict markers in it (line 14)"),
        (EXAMPLE.replace(b' "links": [\n', b' "links": 5,\n "x": [\n'), "not the list"),
    ],
)
def test_a_damaged_file_says_what_is_wrong(data: bytes, words: str) -> None:
    found = decoded(data)
    assert words in found.damage
    assert any(problem.kind == "damaged" for problem in found.problems)


def test_a_conflict_marked_file_gives_both_sides() -> None:
    line = next(line for line in EXAMPLE.split(b"\n") if b'"claim"' in line)
    other = line.replace(b'"note":""', b'"note":"theirs"')
    alone = line.replace(b"43bfdb13", b"53bfdb13")
    marked = EXAMPLE.replace(
        line, b"<<<<<<< HEAD\n" + line + b"\n=======\n" + other + b",\n" + alone + b"\n>>>>>>> theirs"
    )
    found = decoded(marked)
    assert found.damage
    assert len(found.layer.annotations) == 4
    assert [(item.why, item.record["note"]) for item in found.layer.unplaced] == [("reading", "theirs")]


def test_the_same_line_twice_in_a_damaged_file_counts_once() -> None:
    line = next(line for line in EXAMPLE.split(b"\n") if b'"claim"' in line)
    found = decoded(EXAMPLE.replace(line, line + b",\n" + line + b"\n======="))
    assert found.damage
    assert len(found.layer.annotations) == 3
    assert not found.layer.unplaced


def test_every_prefix_of_a_good_file_loads_and_gives_every_whole_line() -> None:
    lines = EXAMPLE.split(b"\n")
    records = [n for n, line in enumerate(lines) if line.startswith(b'{"id"')]
    for length in range(len(EXAMPLE)):
        prefix = EXAMPLE[:length]
        found = decoded(prefix)
        whole = prefix.split(b"\n")
        expected = sum(n < len(whole) - 1 for n in records)
        kept = len(found.layer.annotations) + len(found.layer.links) + len(found.layer.unplaced)
        assert kept >= expected, length
        assert found.damage or length == len(EXAMPLE) - 1


@given(layers(), st.data())
def test_any_prefix_of_any_file_gives_every_whole_record(layer: Layer, data: st.DataObject) -> None:
    layer.head = layer.head.__class__(layer.head.source, "alice")
    whole = encoded(layer)
    cut = whole[: data.draw(st.integers(0, len(whole) - 2))]
    found = decoded(cut)
    lines = cut.split(b"\n")[:-1]
    ids = {a.id for a in found.layer.annotations}
    for one in layer.annotations:
        if any(line.startswith(b'{"id":"%s"' % one.id.encode()) for line in lines):
            assert one.id in ids


@given(layers(), st.binary(max_size=8), st.data())
def test_a_file_with_a_few_bytes_overwritten_loads_without_an_exception(
    layer: Layer, junk: bytes, data: st.DataObject
) -> None:
    whole = encoded(layer)
    at = data.draw(st.integers(0, len(whole) - 1))
    decoded(whole[:at] + junk + whole[at + len(junk) :])


def test_a_newer_version_loads_and_says_so() -> None:
    found = decoded(EXAMPLE.replace(b'"version": 1', b'"version": 2', 1))
    assert found.version == 2
    assert len(found.layer.annotations) == 3


def test_a_record_that_lives_and_is_listed_as_deleted_lives() -> None:
    layer = empty()
    layer.facts_rev = 1
    layer.annotations = [annotation("a1")]
    layer.deleted = {"a1": 4}
    found = decoded(encoded(layer))
    assert [one.id for one in found.layer.annotations] == ["a1"]
    assert found.layer.revs == {"a1": 4}
    assert not found.layer.deleted


def test_texts_other_than_the_document_are_taken_from_the_file() -> None:
    found = decoded(EXAMPLE, "Something else entirely.\n")
    assert found.layer.text == TEXT
    assert len(found.layer.annotations) == 3


@pytest.mark.parametrize("change", ["", "end", "begin", "middle", "short"])
@pytest.mark.parametrize("words", ["Ünruhe \\ „Zitat“ \n", " x" * 10])
def test_a_long_text_is_read_whole_whatever_the_article_says(change: str, words: str) -> None:
    text = words * 40_000
    layer = empty(text)
    layer.facts_rev = 1
    layer.annotations = [annotation("a1", start=300_000, end=300_010)]
    article = {"": text, "end": text + "x", "begin": "x" + text, "middle": text[:300_500] + "x" + text[300_500:]}
    found = decoded(encoded(layer), article.get(change, text[:400_000]))
    assert not found.problems
    assert found.layer.text == text
    assert found.layer.annotations == layer.annotations


def with_line(section: str, line: str) -> bytes:
    """The example with one more line at the top of a section."""
    marker = next(text for text in (f' "{section}": [\n', f' "{section}": {{\n') if text.encode() in EXAMPLE)
    empty_section = EXAMPLE.decode().partition(marker)[2].lstrip(" ")[0] in "]}"
    return EXAMPLE.replace(marker.encode(), f"{marker}{line}{'' if empty_section else ','}\n".encode())


BAD_LINKS = (
    '{"id":"l","rev":1,"role":"speaker","from":"","to":"x","created":"","modified":""}',
    '{"id":"l","rev":1,"role":"speaker","from":"x","to":"","created":"","modified":""}',
    '{"id":"l","rev":1,"role":"","from":"x","to":"x","created":"","modified":""}',
    '{"id":"","rev":1,"role":"speaker","from":"x","to":"x","created":"","modified":""}',
    '{"id":"l","rev":0,"role":"speaker","from":"x","to":"x","created":"","modified":""}',
)


@pytest.mark.parametrize(
    ("section", "line"),
    [
        *(("links", line.replace('"to"', '"unknown":1,"to"')) for line in BAD_LINKS),
        *(("links", line) for line in BAD_LINKS),
        ("unplaced", '{"why":"orphan","text_sha256":"","record":5}'),
        ("unplaced", '{"why":"orphan","text_sha256":""}'),
        ("unplaced", f'{{"why":"invalid","text_sha256":"","record":{{}},"rev":{-(2**53)}}}'),
        ("unplaced", '{"why":"no such reason","text_sha256":"","record":{}}'),
        ("deleted", '"d":0'),
        ("deleted", '"d":true'),
        ("deleted", '"d":1.0'),
    ],
)
def test_what_a_section_cannot_hold_waits_with_its_value(section: str, line: str) -> None:
    found = decoded(with_line(section, line))
    assert not found.damage
    assert (len(found.layer.annotations), len(found.layer.links), found.layer.deleted) == (3, 1, {})
    (item,) = found.layer.unplaced
    assert item.why == "invalid"
    assert item.record == json.loads("{" + line + "}" if section == "deleted" else line)


@pytest.mark.parametrize("rev", [2**53 - 2, 2**53 - 1, 2**53, 2**63, 2**64, 10**30])
@pytest.mark.parametrize("more", [{}, {"unknown": 1}])
def test_a_rev_beyond_the_highest_is_the_highest(rev: int, more: dict[str, Any]) -> None:
    """docs/format.md: a rev stops at 2^53 - 2; what was written can always be read."""
    found = decoded(with_item(rev=rev, **more))
    assert (found.problems, len(found.layer.annotations)) == ([], 3)
    assert max(found.layer.revs.values()) == 9_007_199_254_740_990


@pytest.mark.parametrize("rev", [2**53 - 1, 2**53, 10**30])
def test_a_deletion_beyond_the_highest_rev_is_one_at_the_highest(rev: int) -> None:
    found = decoded(with_line("deleted", f'"d":{rev}'))
    assert (found.problems, found.layer.deleted) == ([], {"d": 9_007_199_254_740_990})


@pytest.mark.parametrize("line", ['{"why":"orphan","text_sha256":"","record":{"id":"u","x":1,"x":2}}'])
def test_a_key_that_stands_twice_anywhere_is_damage(line: str) -> None:
    assert '"x" stands twice' in decoded(with_line("unplaced", line)).damage


def test_a_quote_that_does_not_fit_is_named_beside_the_text_that_is_there() -> None:
    (found,) = decoded(with_item(exact="Lena Ortix")).problems
    assert found.message.endswith('says "Lena Ortix", but the text there is "Lena Ortiz"')


def test_a_long_quote_is_named_by_its_first_39_characters() -> None:
    (found,) = decoded(with_item(end=48, exact="Lena Ortiz said “taxes fell by 12% in 199")).problems
    said = 'says "Lena Ortiz said “taxes fell by 12% in 1…"'
    assert found.message.endswith(f'{said}, but the text there is "Lena Ortiz said “taxes fell by 12% in 20"')


def test_the_head_of_a_file_is_told_without_its_text() -> None:
    facts = {"rev": 1, "status": "done", "note": ""}
    assert summary(EXAMPLE) == {"codebook": {"id": "media", "version": 1}, "annotator": "alice", "layer": facts}
    assert summary(json.dumps(json.loads(EXAMPLE), indent=1).encode()) is None
    assert summary(EXAMPLE.removesuffix(b"}\n")) is None
    assert summary(EXAMPLE.replace(b"media-annotations", b"something-else")) is None


def test_what_the_app_wrote_is_read_line_by_line_and_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    layer = empty()
    layer.facts_rev = 1
    layer.annotations = [annotation(f"a{number:04}") for number in range(5_000)]
    layer.deleted = {"d1": 2}
    data = encoded(layer)
    parse, sizes = codec.parse_rows, []

    def parse_noting_the_size(chunk: bytes) -> Any:
        sizes.append(len(chunk))
        return parse(chunk)

    monkeypatch.setattr(codec, "parse_rows", parse_noting_the_size)
    monkeypatch.setattr(sidecar_reader, "walk", None)  # the slow parser, for what is laid out otherwise
    assert decoded(data).layer == layer
    assert max(sizes) < 300_000 < sum(sizes), "one long call would stop every other thread"
    assert len(decoded(EXAMPLE).layer.links) == 1


@pytest.mark.parametrize(
    "text", ["one\ntwo “three” 🔥\t\\", "\u2028 \x00\x7f\ufeff", "x" * 300_000 + "é", "\ud83d\ude00", "a\ud83d"]
)
def test_the_text_that_the_app_wrote_is_known_again_and_any_other_is_read(text: str) -> None:
    written = codec.encode_value(text)[1:-1]
    halves = "\ud83d" in text  # two of them in a row are written as one character is
    assert sidecar_reader._is_content(written, 0, len(written), text) is not halves
    for other in (written + b"x", written[:-1], b"y" + written[1:], written.replace(b"\\n", b"\\u000a") + b" "):
        assert not sidecar_reader._is_content(other, 0, len(other), text)


def test_decisions_and_replies_are_salvaged_too() -> None:
    layer = empty()
    layer.facts_rev = 1
    layer.entries = [
        Entry("d1", "decisions", (("verdict", "a"),), TIMES[0], TIMES[1]),
        Entry("r1", "replies", (("words", "No."),), TIMES[0], TIMES[1]),
    ]
    found = decoded(encoded(layer).replace(b' "annotations"', b'<<<<<<< ours\n "annotations"'))
    assert found.damage
    assert found.layer.entries == layer.entries
    assert not found.layer.unplaced


@pytest.mark.parametrize("note", ["", "A long note. " * 30_000])
def test_a_key_named_content_outside_the_text_is_an_unknown_key_like_any(note: str) -> None:
    layer = empty("")
    head = replace(layer.head, source=(*layer.head.source, ("content", "Not the text.")))
    layer = replace(layer, head=head, facts=LayerFacts(note=note), facts_rev=1)
    assert decoded(encoded(layer), "").layer == layer


@pytest.mark.parametrize("more", ["", ',"basis":"heard"'])
def test_a_link_with_the_id_of_an_annotation_waits_as_it_is(more: str) -> None:
    line = '{"id":"6eb28645-1e83-5017-a97c-c26c2b18378b","rev":1,"role":"speaker","from":"x","to":"y"' + more + "}"
    found = decoded(with_line("links", line))
    assert (len(found.layer.annotations), len(found.layer.links), found.damage) == (3, 1, "")
    assert [(item.why, item.record) for item in found.layer.unplaced] == [("invalid", json.loads(line))]
    told = [(problem.kind, problem.line, problem.message) for problem in found.problems]
    assert told == [("invalid", 15, "link 6eb28645-1e83-5017-a97c-c26c2b18378b has the id of another record")]


def test_true_and_one_are_told_apart_also_where_records_share_their_values() -> None:
    layer = empty()
    layer.facts_rev = 1
    values = (True, 1, 1.0, True)
    layer.annotations = [
        annotation(f"a{number}", attributes=(("sure", value),), start=2 + number, end=9)
        for number, value in enumerate(values)
    ]
    data = encoded(layer)
    assert [json.loads(line.rstrip(b","))["attributes"]["sure"] for line in data.split(b"\n") if b'"sure"' in line] == [
        *values
    ]
    again = decoded(data).layer
    assert [type(one.attributes[0][1]) for one in again.annotations] == [bool, int, float, bool]
    assert encoded(again) == data


def test_a_kept_text_that_is_not_what_its_hash_says_is_told_and_never_used() -> None:
    wrong = EXAMPLE.replace(b"Critics disputed", b"Critics denied it", 1)
    assert wrong != EXAMPLE
    beside = decoded(wrong)
    assert [problem.kind for problem in beside.problems] == ["text"]
    assert beside.layer.text == TEXT
    alone = decoded(wrong, None)
    assert [problem.kind for problem in alone.problems] == ["text"]
    assert alone.layer.text == ""
    assert alone.floating[0][0].exact == "Lena Ortiz"
    assert len(alone.floating) == 3


@pytest.mark.parametrize("rev", [b"0", b"-3"])
@pytest.mark.parametrize("layout", [b'"rev":', b'"rev": '])
def test_a_rev_below_1_is_told_of_a_layer_made_on_an_unknown_text(layout: bytes, rev: bytes) -> None:
    data = re.sub(rb'("length": 109, "sha256": )"\w+", "content": ".*?"\}', rb'\1"%s"}' % (b"0" * 64), EXAMPLE)
    assert [len(decoded(data).floating), decoded(data).problems] == [3, []]
    found = decoded(data.replace(b'"rev":1', layout + rev, 1))
    assert [line.tag for line, _ in found.floating] == ["quote", "claim"]
    record_id = "b2867e79-6979-51be-be5e-6abf8cb04571"
    assert [problem.message for problem in found.problems] == [
        f'annotation {record_id} has a "rev" that is no whole number above 0'
    ]
    assert [(item.why, item.record["rev"]) for item in found.layer.unplaced] == [("invalid", int(rev))]


def test_a_kept_text_that_no_file_can_hold_is_said_and_its_annotations_are_found_by_their_words() -> None:
    layer = empty()
    layer.annotations.append(annotation())
    head, _, rest = encoded(layer).partition(b'"content": "')
    odd = head.replace(layer.text_sha256.encode(), b"0" * 64) + b'"content": "\\ud800' + rest
    found = decoded(odd)
    assert not found.damage
    assert [problem.kind for problem in found.problems] == ["text"]
    assert [line.exact for line, _ in found.floating] == ["Mayor"]


def deep(depth: int) -> Any:
    return [deep(depth - 1)] if depth > 1 else "x"


@pytest.mark.parametrize("depth", [50, 61, 62])
def test_a_record_as_deep_as_a_record_may_be_can_wait_and_be_set_aside(depth: int) -> None:
    """A record may be nested 64 deep, itself counted; that it waits for a place adds to that, and is no damage."""
    held = replace(empty(), annotations=[annotation(attributes=(("mode", deep(depth)),))])
    assert decoded(encoded(held)).layer.annotations == held.annotations
    item = annotation_item(held.annotations[0], 1, held.text)
    for why, record in (("orphan", item), ("reading", item), ("invalid", item), ("invalid", {"x": item})):
        waits = replace(empty(), unplaced=[unplaced(why, held.text_sha256, record)])
        found = decoded(encoded(waits))
        assert (found.damage, found.layer.unplaced) == ("", waits.unplaced)


def test_a_damaged_file_whose_lists_are_none_is_repaired_so_that_it_can_be_read() -> None:
    data = encoded(empty()).replace(b'"links": [\n ]', b'"links": 0')
    found = decoded(data)
    assert found.damage
    again = decoded(encoded(found.layer))
    assert (again.damage, again.layer.head.extra) == ("", ())


def test_lines_that_stand_twice_with_an_odd_id_are_salvaged() -> None:
    line = b'{"why":"reading","text_sha256":"","record":{"id":["x"],"rev":1}}'
    data = encoded(empty()).replace(b'"unplaced": [\n ]', b'"unplaced": [\n' + line + b",\n" + line + b"\n ]")
    assert [item.record["id"] for item in decoded(data[:-3]).layer.unplaced] == [["x"]]
