"""A canonical sidecar cut at its seams."""

from __future__ import annotations

import pytest
from hypothesis import given

from analyst_app.storage.canonical import parts
from analyst_app.storage.sidecar import Layer
from tests.storage.layers import annotation, empty, encoded, layers


def test_an_empty_layer_has_empty_parts() -> None:
    found = parts(encoded(empty()))
    assert found is not None
    assert (found.annotations, found.links, found.deleted) == (b"", b"", b" }}\n")
    assert found.head["annotator"] == b'"alice"'


def test_the_lines_of_annotations_come_without_their_last_line_end() -> None:
    layer = empty()
    layer.annotations += [annotation("a1"), annotation("a2", start=8, end=9)]
    found = parts(encoded(layer))
    assert found is not None
    assert found.annotations.startswith(b'{"id":"a1",')
    assert found.annotations.count(b"\n") == 1
    assert found.annotations.endswith(b"}")


@given(layers())
def test_parts_are_given_only_of_a_layer_without_waiting_records_and_review(layer: Layer) -> None:
    found = parts(encoded(layer))
    if found is not None:
        assert not layer.unplaced
        assert not layer.entries
        assert found.annotations.count(b"\n") == max(0, len(layer.annotations) - 1)
        assert found.links.count(b"\n") == max(0, len(layer.links) - 1)


@pytest.mark.parametrize(("before", "after"), [(b'",\n "source"', b'", \n "source"'), (b'"rev": 1', b'"rev": 0')])
def test_another_layout_has_no_parts(before: bytes, after: bytes) -> None:
    data = encoded(empty())
    layer_line = data.replace(b'"rev": 0', b'"rev": 1')
    assert before in layer_line
    assert parts(layer_line.replace(before, after)) is None
