"""What is said to be open when an article is called done."""

from __future__ import annotations

from analyst_app import resources
from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, Unplaced
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import AnnotationStore
from analyst_app.ui.files.open_matters import open_matters

BOOK = Codebook.from_data(resources.built_in_codebook())
ACTOR = Annotation("actor-1", "actor", 0, 3)


def quote(number: int, **attributes: object) -> Annotation:
    return Annotation(f"quote-{number}", "quote", 10 * number, 10 * number + 5, tuple(sorted(attributes.items())))


def test_nothing_is_open_in_an_empty_layer() -> None:
    assert open_matters(AnnotationStore(length=100), BOOK) == []


def test_quotes_without_a_speaker_are_open_unless_it_is_not_stated() -> None:
    quotes = [quote(1), quote(2), quote(3, speaker_not_stated=True), quote(4)]
    store = AnnotationStore([ACTOR, *quotes, edits.new_link("speaker", "quote-1", "actor-1")], length=100)
    assert open_matters(store, BOOK) == ["2 × Quote without a speaker"]


def test_a_segment_that_continues_another_needs_no_speaker_of_its_own() -> None:
    links = [edits.new_link("speaker", "quote-1", "actor-1"), edits.new_link("continues", "quote-2", "quote-1")]
    store = AnnotationStore([ACTOR, quote(1), quote(2), *links], length=100)
    assert open_matters(store, BOOK) == []


def test_what_waits_for_a_place_and_what_is_untagged_is_open() -> None:
    store = AnnotationStore([Unplaced("u", "orphan", "0" * 64, {})], length=100)
    assert open_matters(store, BOOK, 1) == ["1 annotation without a place", "1 quotation not tagged"]
    store.apply(edits.add(Unplaced("v", "reading", "", {})))
    assert open_matters(store, BOOK, 0) == ["1 annotation without a place", "1 second reading from a merge"]
