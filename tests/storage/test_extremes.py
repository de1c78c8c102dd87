"""What the app writes it can always open: save, reopen, equal, for each kind of record at its extremes.

Tests of storage.sidecar, storage.codec, storage.record_parsing and storage.layer_builder together.
"""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyst_app.core.annotation import Annotation, Entry, LayerFacts, Link, Pairs, Unplaced, pairs
from analyst_app.core.document import Document
from analyst_app.core.store import Change
from analyst_app.corpus.facts import ArticleFacts, read_facts
from analyst_app.storage import sidecar_reader, team_files
from analyst_app.storage.canonical import plain_layer
from analyst_app.storage.codec import annotation_item, entry_item, link_item, unplaced
from analyst_app.storage.file_names import facts_path
from analyst_app.storage.layer import Layer, order, with_ends
from analyst_app.storage.reanchor import anchored
from tests.storage.layers import TIMES, document, empty, encoded

HIGHEST = 2**53 - 2
TEXTS = ("a", "🔥", "e\u0301\u0301", "\u2028\x00\x7f", "x\n" * 40, "🔥 Mayor “no”\u00a0\ufeff. " * 12)
letters = st.characters(codec=None)  # half a surrogate pair included: JSON can hold it
words = st.one_of(
    st.text(letters, max_size=6),
    st.sampled_from(["", "\0", "\ud800", "\udfff\ud800", "\u2028", '"\\\n', "𝕏" * 40, "x" * 5_000, "NaN", "layer"]),
)
numbers = st.one_of(
    st.integers(-(10**25), 10**25),
    st.sampled_from([2**53, 2**63, 2**64, -(2**63) - 1, 10**400]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([5e-324, 1.7976931348623157e308, -0.0, 1e16, 1e22]),
)
scalars = st.one_of(st.none(), st.booleans(), numbers, words)
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(words, inner, max_size=3)),
    max_leaves=6,
)


def nested(depth: int) -> Any:
    return {"x": [nested(depth - 2)]} if depth > 1 else "end"


deep = st.sampled_from([nested(depth) for depth in (3, 30, 60)])
anything = st.one_of(values, deep)
unknown = st.dictionaries(words.map(lambda key: f"x{key}"), anything, max_size=2).map(pairs)
ids = st.one_of(words, st.text(letters, min_size=1, max_size=3)).filter(lambda name: name not in ("", "layer"))
revs = st.sampled_from([1, 2, HIGHEST - 1, HIGHEST])
times = st.one_of(st.sampled_from(TIMES), words)


@st.composite
def extreme_annotations(draw: st.DrawFn, record_id: str, length: int) -> Annotation:
    start = draw(st.integers(0, length - 1))
    attributes = draw(st.dictionaries(words, anything, max_size=2).map(pairs))
    tag = draw(words.filter(bool))
    end = draw(st.integers(start + 1, length))
    return Annotation(record_id, tag, start, end, attributes, draw(words), draw(times), draw(times), draw(unknown))


@st.composite
def extreme_layers(draw: st.DrawFn) -> Layer:
    """A layer with each kind of record, each field at its extremes."""
    layer = empty(draw(st.sampled_from(TEXTS)))
    text, size = layer.text, len(layer.text)
    names = iter(draw(st.lists(ids, min_size=14, max_size=14, unique=True)))
    live = [draw(extreme_annotations(next(names), size)) for _ in range(draw(st.integers(1, 3)))]
    ends = st.sampled_from([one.id for one in live])
    links = [
        Link(next(names), draw(words.filter(bool)), draw(ends), draw(ends), draw(times), draw(times), draw(unknown))
        for _ in range(draw(st.integers(0, 2)))
    ]
    entries = [
        Entry(next(names), section, draw(unknown), draw(times), draw(times)) for section in ("decisions", "replies")
    ]
    held = draw(extreme_annotations(next(names), size))
    loose = Link(next(names), "speaker", live[0].id, "nobody has this id", TIMES[0], TIMES[1], draw(unknown))
    made_on = draw(st.sampled_from(["", "0" * 64, layer.text_sha256]))
    reading = {"id": "layer", "rev": 1, "status": draw(words), "note": draw(words)} | dict(draw(unknown))
    waiting = [
        unplaced("orphan", "0" * 64, annotation_item(held, draw(revs), text), draw(unknown)),
        unplaced("unconfirmed", "1" * 64, annotation_item(held, draw(revs), text), (("proposed", [0, 1]),)),
        unplaced("end_missing", layer.text_sha256, link_item(loose, draw(revs))),
        unplaced("reading", layer.text_sha256, annotation_item(live[0]._replace(note="z"), 1, text), draw(unknown)),
        unplaced("reading", layer.text_sha256, entry_item(entries[0], 1) | {"section": "decisions"}),
        unplaced("reading", layer.text_sha256, reading),
        unplaced("invalid", made_on, draw(anything)),
    ]
    every = [*live, *links, *entries]
    return with_ends(
        replace(
            layer,
            head=replace(
                layer.head,
                reviewer=draw(st.sampled_from([None, "max", "\ud800"])),
                generator=draw(words),
                has_content=draw(st.booleans()),
                source=layer.head.source + draw(unknown),
                codebook=layer.head.codebook + draw(unknown),
                text_extra=draw(unknown),
                extra=draw(unknown),
            ),
            annotations=sorted(live, key=order),
            links=sorted(links, key=order),
            unplaced=sorted({item.id: item for item in waiting}.values(), key=order),
            entries=sorted(entries, key=order),
            facts=LayerFacts(draw(words), draw(words), draw(unknown)),
            facts_rev=draw(revs),
            revs={one.id: rev for one in every if (rev := draw(revs)) > 1},
            deleted={next(names): draw(revs) for _ in range(2)},
        )
    )


def read_again(layer: Layer) -> Layer:
    """Written, and opened as the window opens it."""
    data = encoded(layer)
    article = Document.from_bytes(layer.text.encode(), name="a1.txt")
    found = sidecar_reader.parse_sidecar(data, name="a1.txt.alice.annotations.json", document=article)
    assert (found.damage, found.problems, found.is_newer) == ("", [], False)
    assert encoded(found.layer) == data
    return anchored(found, article).layer


def same(one: Layer, other: Layer) -> None:
    for name in ("annotations", "links", "unplaced", "entries", "facts", "facts_rev", "revs", "deleted", "head"):
        assert getattr(one, name) == getattr(other, name), name


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(extreme_layers())
def test_a_layer_of_extremes_is_saved_and_opened_equal(layer: Layer) -> None:
    same(read_again(layer), layer)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(extreme_layers(), st.data())
def test_a_layer_of_extremes_is_edited_saved_and_opened_equal(layer: Layer, data: st.DataObject) -> None:
    """Edits raise revs at the highest, bring back what was deleted, take away what has links."""
    old = data.draw(st.sampled_from(layer.annotations))
    around = [link for link in layer.links if old.id in (link.from_id, link.to_id)]
    dead = next(iter(layer.deleted))
    for change in (
        Change((old,), (old._replace(note="another"),)),
        Change((), (Annotation(dead, "claim", 0, 1),)),
        Change(tuple(around), ()),
        Change((layer.facts,), (LayerFacts("done"),)),
        Change(tuple(layer.unplaced[:1]), ()),
    ):
        layer = layer.applied(change, TIMES[2])
    assert max([*layer.revs.values(), *layer.deleted.values(), layer.facts_rev]) <= HIGHEST
    same(read_again(layer), layer)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(extreme_layers())
def test_a_layer_of_extremes_on_another_text_waits_and_is_saved_and_opened_equal(layer: Layer) -> None:
    """All that loses its place is nested deeper than it was, and can be read all the same."""
    other = document("Nothing of it is here any more: 12345 67890.\n")
    found = sidecar_reader.parse_sidecar(encoded(layer), name="x", document=other)
    moved = anchored(found, other).layer
    same(read_again(moved), moved)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(extreme_layers())
def test_the_quick_road_finds_what_the_full_one_finds_at_the_extremes(layer: Layer) -> None:
    plain = replace(layer, unplaced=[], entries=[])
    found = plain_layer(encoded(plain))
    if found is not None:
        assert [line.id for line in found.annotations] == [one.id for one in plain.annotations]
        assert [line.id for line in found.links] == [one.id for one in plain.links]


facts_values = st.dictionaries(
    st.one_of(words, st.sampled_from(["title", "pages", "notes", "encoding"])), anything, max_size=4
)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(facts_values)
def test_facts_of_extremes_are_written_and_read_equal(data: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / "a.txt"
        facts = ArticleFacts.from_data(data)
        team_files.write_team_file(facts_path(article), facts.to_data(), seen="")
        assert read_facts(article) == facts


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
def test_the_extremes_hold_every_kind_of_record() -> None:
    """Else the properties would say nothing of it."""
    from hypothesis import Phase, find

    def has_all(layer: Layer) -> bool:
        whys = {item.why for item in layer.unplaced}
        return bool(layer.links and layer.entries and layer.deleted) and len(whys) == 5

    one_is_enough = settings(phases=[Phase.generate], max_examples=10_000, database=None)  # it need not be the smallest
    found = find(extreme_layers(), has_all, settings=one_is_enough, random=random.Random(1))
    kinds: set[type] = {type(one) for one in found.records()}
    assert kinds == {Annotation, Link, Unplaced, Entry, LayerFacts}
    extra: Pairs = found.head.extra
    assert isinstance(extra, tuple)
