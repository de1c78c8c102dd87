"""Tests of gestures.placing and gestures.second_readings."""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

from analyst_app.core import edits
from analyst_app.core.annotation import Unplaced
from analyst_app.gestures import placing, second_readings
from analyst_app.gestures.tagging import Scene
from tests.core.scenes import done, put, scene_of, span_of

TEXT = "Ada Brandt said “we stay”. Omar Hall said “we go”.\n"


def record(**more: Any) -> dict[str, Any]:
    return {"id": "a-1", "rev": 3, "tag": "actor", "start": 1, "end": 5, "exact": "Ada", "note": "n", **more}


def waiting(scene: Scene, why: str, body: dict[str, Any], **extra: Any) -> Unplaced:
    item = Unplaced(f"u-{why}-{body.get('id')}", why, "0" * 64, body, edits.pairs(extra))
    scene.store.apply(edits.add(item))
    return item


def test_confirming_puts_an_item_where_it_was_moved_to() -> None:
    scene = scene_of(TEXT)
    item = waiting(scene, "unconfirmed", record(), proposed=[0, 10])
    placed = done(scene, placing.confirm(scene, item))
    assert (placed.id, placed.note, placed.span.of(TEXT)) == ("a-1", "n", "Ada Brandt")
    assert scene.store.unplaced == []


def test_without_a_place_confirming_is_refused() -> None:
    scene = scene_of(TEXT)
    for extra in ({}, {"proposed": [0, 900]}, {"proposed": ["a"]}):
        item = Unplaced("u", "orphan", "", record(), edits.pairs(extra))
        assert "Select its words" in placing.confirm(scene, item).said


def test_placing_here_takes_the_selection_and_the_edge_rule() -> None:
    scene = scene_of(TEXT)
    item = waiting(scene, "orphan", record())
    assert placing.place_here(scene, item, None).said.startswith("Select its words")
    placed = done(scene, placing.place_here(scene, item, span_of(scene, "Omar Hall ")))
    assert placed.span.of(TEXT) == "Omar Hall"


def test_a_merges_second_reading_takes_the_place_of_the_first() -> None:
    scene = scene_of(TEXT)
    first = put(scene, "actor", "Ada Brandt")
    body = record(id=first.id, start=0, end=3, exact="Ada")
    placed = done(scene, placing.confirm(scene, waiting(scene, "reading", body)))
    assert placed.id == first.id
    assert [a.span.of(TEXT) for a in scene.store.annotations] == ["Ada"]


def test_an_id_that_is_taken_is_not_given_twice() -> None:
    scene = scene_of(TEXT)
    first = put(scene, "actor", "Ada Brandt")
    item = waiting(scene, "orphan", record(id=first.id))
    placed = done(scene, placing.place_here(scene, item, span_of(scene, "Omar Hall")))
    assert placed.id != first.id
    assert len(scene.store) == 2


def test_links_that_waited_for_an_end_come_back_with_it() -> None:
    scene = scene_of(TEXT)
    quote = put(scene, "quote", "“we stay”")
    item = waiting(scene, "unconfirmed", record(), proposed=[0, 10])
    waiting(scene, "end_missing", {"id": "l-1", "role": "speaker", "from": quote.id, "to": "a-1"})
    outcome = placing.confirm(scene, item)
    placed = done(scene, outcome)
    assert [link.to_id for link in scene.store.links] == [placed.id]
    assert outcome.said == "1 link that waited for it came back."
    assert scene.store.unplaced == []


def test_the_same_span_with_the_same_tag_is_not_placed_again() -> None:
    scene = scene_of(TEXT)
    put(scene, "actor", "Ada Brandt")
    item = waiting(scene, "unconfirmed", record(), proposed=[0, 10])
    assert "already" in placing.confirm(scene, item).said


def test_a_link_is_confirmed_once_both_ends_are_there() -> None:
    scene = scene_of(TEXT)
    quote, actor = put(scene, "quote", "“we stay”"), put(scene, "actor", "Ada Brandt")
    item = waiting(scene, "end_missing", {"id": "l-1", "role": "speaker", "from": quote.id, "to": actor.id})
    scene.store.apply(placing.confirm(scene, item).change)
    assert len(scene.store.links) == 1
    lost = waiting(scene, "end_missing", {"id": "l-2", "role": "speaker", "from": quote.id, "to": "gone"})
    assert "One end" in placing.confirm(scene, lost).said


def test_discarding_can_be_undone() -> None:
    scene = scene_of(TEXT)
    item = waiting(scene, "invalid", {"x": 1})
    outcome = placing.discard(item)
    scene.store.apply(outcome.change)
    assert scene.store.unplaced == []
    scene.store.apply(outcome.change.inverse())
    assert scene.store.unplaced == [item]
    assert "no annotation" in placing.place_here(scene, item, span_of(scene, "Ada")).said


def test_a_reading_that_cannot_be_understood_can_only_be_discarded() -> None:
    scene = scene_of(TEXT)
    for body in ({"id": "x"}, {"id": "x", "section": "elsewhere"}, {"id": "layer", "status": 3}):
        item = Unplaced("u", "reading", "", body)
        assert "only be discarded" in second_readings.take(scene, item).said
        assert not second_readings.keep_both(scene, item).change
        assert second_readings.in_words(scene.store, TEXT, scene.codebook, item)[1] == "cannot be understood"


def test_both_readings_are_not_kept_where_they_tag_the_same_words() -> None:
    scene = scene_of(TEXT)
    first = put(scene, "actor", "Ada Brandt")
    body = record(id=first.id, start=0, end=10, exact="Ada Brandt", attributes={"kind": "person"})
    item = waiting(scene, "reading", body)
    assert "same tag on the same words" in second_readings.keep_both(scene, item).said
    here, other = second_readings.in_words(scene.store, TEXT, scene.codebook, item)
    assert (here, other) == ("note: nothing · Kind: nothing", "note: “n” · Kind: person")


def test_a_reading_whose_place_or_end_is_gone_is_not_kept_beside() -> None:
    scene = scene_of(TEXT)
    item = waiting(scene, "reading", record(start=40, end=900))
    assert "no place" in second_readings.keep_both(scene, item).said
    link = waiting(scene, "reading", {"id": "l", "role": "speaker", "from": "q", "to": "a"})
    assert "One end" in second_readings.keep_both(scene, link).said
    assert second_readings.name_of(scene.store, TEXT, scene.codebook, link).startswith("link: speaker")


def test_an_orphan_is_proposed_where_its_context_is_else_where_its_words_stand_once_however_written() -> None:
    text = normalize("NFD", "José a dit non. Hélène a dit non aussi, à l’Élysée. Müller est parti.")
    scene = scene_of(text)
    cases = [
        (record(id="a-2", exact="non", prefix="lène a dit ", suffix=" aussi, à l’Él"), text.rindex("non")),
        (record(id="a-3", exact="Müller", prefix="", suffix=""), text.index("Mu\u0308ller")),
    ]
    for body, start in cases:
        placed = done(scene, placing.confirm(scene, waiting(scene, "orphan", body)))
        assert placed.start == start
        assert normalize("NFC", placed.span.of(text)) == body["exact"]
    for exact in ("non", "dit", "a"):
        item = Unplaced("u", "orphan", "", record(exact=exact, prefix="", suffix=""))
        assert placing.place_of(text, item) is None, "it may be any of them"
