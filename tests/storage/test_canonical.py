"""A canonical sidecar cut at its seams."""

from __future__ import annotations

import pytest
from hypothesis import given

from analyst_app.core.annotation import LayerFacts, Link
from analyst_app.storage import canonical
from analyst_app.storage.canonical import parts, plain_layer
from analyst_app.storage.sidecar import Layer
from tests.storage.layers import TIMES, annotation, decoded, empty, encoded, layers


def test_an_empty_layer_has_empty_parts() -> None:
    data = encoded(empty())
    found = parts(data)
    assert found is not None
    assert (data[found.annotations], data[found.links], found.deleted) == (b"", b"", b" }}\n")
    assert found.head["annotator"] == b'"alice"'


def test_the_lines_of_annotations_come_without_their_last_line_end() -> None:
    layer = empty()
    layer.annotations += [annotation("a1"), annotation("a2", start=8, end=9)]
    data = encoded(layer)
    found = parts(data)
    assert found is not None
    lines = data[found.annotations]
    assert lines.startswith(b'{"id":"a1",')
    assert lines.count(b"\n") == 1
    assert lines.endswith(b"}")


@given(layers())
def test_parts_are_given_only_of_a_layer_without_waiting_records_and_review(layer: Layer) -> None:
    data = encoded(layer)
    found = parts(data)
    if found is not None:
        assert not layer.unplaced
        assert all(entry.section == "dismissed" for entry in layer.entries)
        assert data[found.annotations].count(b"\n") == max(0, len(layer.annotations) - 1)
        assert data[found.links].count(b"\n") == max(0, len(layer.links) - 1)


@pytest.mark.parametrize(("before", "after"), [(b'",\n "source"', b'", \n "source"'), (b'"rev": 1', b'"rev": 0')])
def test_another_layout_has_no_parts(before: bytes, after: bytes) -> None:
    data = encoded(empty())
    layer_line = data.replace(b'"rev": 0', b'"rev": 1')
    assert before in layer_line
    assert parts(layer_line.replace(before, after)) is None


def test_a_plain_layer_tells_its_owner_its_state_and_its_note() -> None:
    layer = empty()
    layer.facts, layer.facts_rev = LayerFacts("done", 'see "p. 3"\nand “p. 4”'), 1
    found = plain_layer(encoded(layer))
    assert found is not None
    assert (found.annotator, found.status, found.note) == ("alice", "done", 'see "p. 3"\nand “p. 4”')


# -- many lines -------------------------------------------------------------------


def test_no_call_parses_much_more_than_a_quarter_of_a_megabyte() -> None:
    line = b'{"id":"%06d"}'
    rows = [line % number for number in range(50_000)]  # 800 kB
    data = b",\n".join(rows)
    chunks = list(canonical._chunks(data, slice(0, len(data))))
    assert b",\n".join(chunks).split(b",\n") == rows
    assert len(chunks) == 4
    assert max(map(len, chunks)) < 2**18 + len(rows[0])


def many_links() -> Layer:
    """A layer whose links take several calls to parse."""
    layer = empty()
    layer.annotations += [annotation("a1"), annotation("a2", "actor", 8, 18)]
    layer.links += [Link(f"l{number:04d}", "speaker", "a1", "a2", TIMES[0], TIMES[1]) for number in range(5_000)]
    layer.facts_rev = 1
    return layer


def is_left_to_the_reader(data: bytes, sound: bytes, odd: bytes) -> None:
    """A plain layer is none any more with one odd thing in the place of a sound one."""
    assert data.count(sound) == 1
    assert plain_layer(data) is not None
    assert plain_layer(data.replace(sound, odd)) is None


def test_many_links_are_all_found_and_hold_each_shared_text_once() -> None:
    layer = many_links()
    found = plain_layer(encoded(layer))
    assert found is not None
    assert [(one.id, one.role, one.from_id, one.to_id, one.created, one.modified) for one in found.links] == [
        (one.id, one.role, one.from_id, one.to_id, one.created, one.modified) for one in layer.links
    ]
    texts = {id(text) for one in found.links for text in (one.role, one.from_id, one.to_id, one.created, one.modified)}
    assert len(texts) == 5
    assert found.links[0].to_id is found.annotations[1].id


@pytest.mark.parametrize(
    ("sound", "odd"),
    [
        (b'{"id":"l4999"', b'{"id":"l4998"'),
        (b'{"id":"l4999"', b'{"id": "l4999"'),
        (b'{"id":"l0001"', b'{"id":"l0003"'),
        (b'}\n ],\n "unplaced"', b'},\n\n ],\n "unplaced"'),
        (b'"deleted": {\n }', b'"deleted": {\n"l4321":2\n }'),
    ],
)
def test_one_odd_thing_among_many_links_is_left_to_the_whole_reader(sound: bytes, odd: bytes) -> None:
    is_left_to_the_reader(encoded(many_links()), sound, odd)


def test_a_comma_behind_the_last_of_many_lines_is_left_to_the_reader_that_says_so() -> None:
    layer = empty()
    layer.annotations.append(annotation(note="x" * 300_000))
    layer.facts_rev = 1
    assert plain_layer(encoded(layer)) is not None
    odd = encoded(layer).replace(b'}\n ],\n "links"', b'},\n\n ],\n "links"')
    assert decoded(odd).damage
    assert plain_layer(odd) is None


# -- revs -------------------------------------------------------------------------


def worked_on() -> Layer:
    """A layer in which everything was changed after its first save, and something deleted."""
    layer = empty()
    layer.annotations += [annotation("a1"), annotation("a2", "actor", 8, 18)]
    layer.links.append(Link("l1", "speaker", "a1", "a2", TIMES[0], TIMES[1]))
    layer.revs, layer.deleted, layer.facts_rev = {"a1": 2, "l1": 3}, {"d1": 4}, 5
    return layer


def test_a_layer_that_was_worked_on_is_plain() -> None:
    found = plain_layer(encoded(worked_on()))
    assert found is not None
    assert [line.rev for line in found.annotations] == [2, 1]
    assert [line.rev for line in found.links] == [3]


@pytest.mark.parametrize(
    ("sound", "odd"), [(b'"a1","rev":2', b'"a1","rev":0'), (b'"l1","rev":3', b'"l1","rev":0'), (b'"d1":4', b'"d1":0')]
)
def test_a_rev_below_one_is_left_to_the_reader_that_says_so(sound: bytes, odd: bytes) -> None:
    data = encoded(worked_on())
    is_left_to_the_reader(data, sound, odd)
    assert decoded(data.replace(sound, odd)).problems


def much_linked(monkeypatch: pytest.MonkeyPatch) -> Layer:
    """A layer with many links and deleted ids, of which no call parses more than a hundred bytes or a line."""
    monkeypatch.setattr(canonical, "_CHUNK", 100)
    layer = worked_on()
    layer.links = [Link(f"l{number}", f"role{number:03}", "a1", "a2", TIMES[0], TIMES[1]) for number in range(1, 300)]
    layer.deleted = {f"d{number:03}": 1 for number in range(1, 300)}
    return layer


@pytest.mark.parametrize(
    ("line", "again"),
    [
        (b'"id":"l290"', b'"id":"l1"'),
        (b'"id":"l290"', b'"id":"a1"'),
        (b'"d290":1', b'"d001":1'),
        (b'"d290":1', b'"a1":1'),
    ],
)
def test_an_id_that_stands_twice_far_apart_is_left_to_the_reader(
    line: bytes, again: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_left_to_the_reader(encoded(much_linked(monkeypatch)), line, again)


@pytest.mark.parametrize("record_id", ["layer", "a1", ""])
def test_a_layer_that_lists_as_deleted_what_is_there_is_left_to_the_full_reader(record_id: str) -> None:
    layer = empty()
    layer.facts_rev, layer.deleted = 1, {"d0": 2}
    layer.annotations.append(annotation("a1"))
    data = encoded(layer)
    assert plain_layer(data) is not None
    told = data.replace(b'"d0":2', b'"%s":7' % record_id.encode())
    assert told != data
    assert plain_layer(told) is None


def test_a_kept_text_that_is_no_utf_8_is_no_sound_text() -> None:
    data = encoded(empty())
    head, content, rest = data.partition(b'"content": "')
    broken = head + content + b"\xff" + rest[1:]
    found = plain_layer(broken)
    assert found is None or not (canonical.keeps_sound_text(found.head) or canonical.holds_text(found.head, "x"))
    assert plain_layer(data.replace(b'"generator": "', b'"generator": "\xff', 1)) is None


def test_seams_that_stand_twice_make_no_plain_layer() -> None:
    layer = empty()
    layer.annotations.append(annotation("a1"))
    data = encoded(layer)
    assert plain_layer(data) is not None
    seam = b'\n ],\n "links": [\n'
    assert plain_layer(data.replace(seam, seam * 2, 1)) is None
    rest = b' ],\n "unplaced": [\n ],\n "'
    assert plain_layer(data.replace(rest, rest + b'x": [\n' + rest, 1)) is None
