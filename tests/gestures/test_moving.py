"""Tests of gestures.moving."""

from __future__ import annotations

from typing import Any

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, Link, Unplaced
from analyst_app.core.span import Span
from analyst_app.gestures.moving import move, moved_words
from tests.core.scenes import put, scene_of, span_of

THERE = "Ada Brandt said “we stay”. Omar Hall said “we go”.\n"


def orphan(record_id: str, tag: str, exact: str, **more: Any) -> Unplaced:
    body = {"id": record_id, "rev": 3, "tag": tag, "start": 900, "end": 950, "exact": exact, "note": "n", **more}
    return Unplaced(f"u-{record_id}", "orphan", "0" * 64, body)


ADA, QUOTE = orphan("a-1", "actor", "Ada Brandt"), orphan("q-1", "quote", "“we stay”")
WHO = Unplaced("u-l", "end_missing", "0" * 64, {"id": "l-1", "rev": 1, "role": "speaker", "from": "q-1", "to": "a-1"})


def test_annotations_go_with_note_id_and_the_links_of_which_both_ends_go() -> None:
    there = scene_of(THERE)
    places = {ADA.id: (ADA, Span(0, 10)), QUOTE.id: (QUOTE, span_of(there, "“we stay”"))}
    made = move([ADA, QUOTE, WHO], there.store, THERE, places)
    there.store.apply(made.arriving)
    ada, quote = there.store.annotations
    assert (ada.id, ada.note, ada.span.of(THERE)) == ("a-1", "n", "Ada Brandt")
    assert (quote.id, quote.span.of(THERE)) == ("q-1", "“we stay”")
    assert [(link.id, link.from_id, link.to_id) for link in there.store.links_from("q-1")] == [("l-1", "q-1", "a-1")]
    assert made.leaving.removed == (ADA, QUOTE, WHO)
    there.store.apply(made.arriving.inverse())
    assert there.store.annotations == []


def test_a_link_with_one_end_that_stays_waits_on() -> None:
    there = scene_of(THERE)
    assert move([ADA, QUOTE, WHO], there.store, THERE, {ADA.id: (ADA, Span(0, 10))}).left == (ADA,)


def test_an_id_that_is_taken_there_is_not_given_twice() -> None:
    there = scene_of(THERE)
    there.store.apply(edits.add(Annotation("a-1", "actor", 27, 36), Annotation("q-1", "quote", 42, 49)))
    there.store.apply(edits.add(Link("l-1", "speaker", "q-1", "a-1")))
    places = {ADA.id: (ADA, Span(0, 10)), QUOTE.id: (QUOTE, span_of(there, "“we stay”"))}
    made = move([ADA, QUOTE, WHO], there.store, THERE, places)
    there.store.apply(made.arriving)
    assert len({one.id for one in there.store.annotations}) == 4
    came = next(one for one in there.store.annotations if one.span == places[QUOTE.id][1])
    (link,) = there.store.links_from(came.id)
    assert there.store.annotation(link.to_id) == next(one for one in there.store.annotations if one.start == 0)


def test_what_has_its_tag_there_already_stays_and_so_does_what_has_no_words_there() -> None:
    there = scene_of(THERE)
    put(there, "actor", "Ada Brandt")
    places = {ADA.id: (ADA, Span(0, 10)), QUOTE.id: (QUOTE, Span(3, 9))}
    assert move([ADA, QUOTE], there.store, THERE, places) == ((), ())


def test_two_of_one_tag_do_not_come_to_one_place() -> None:
    there = scene_of(THERE)
    twin = orphan("a-2", "actor", "Ada Brandt")
    assert move([ADA, twin], there.store, THERE, {i.id: (i, Span(0, 10)) for i in (ADA, twin)}).left == (ADA,)


def test_both_halves_of_a_move_have_the_same_words_though_ids_and_places_differ() -> None:
    there = scene_of(THERE)
    there.store.apply(edits.add(Annotation("a-1", "actor", 27, 36)))
    made = move([ADA, WHO], there.store, THERE, {ADA.id: (ADA, Span(0, 10))})
    assert moved_words(made.leaving, "another text") == [("actor", "Ada Brandt")]
    assert moved_words(made.arriving.inverse(), THERE) == [("actor", "Ada Brandt")]
