"""Content of items that wait."""

from __future__ import annotations

import pytest

from analyst_app.core.annotation import LayerFacts, Unplaced
from analyst_app.core.waiting import annotation_in, entry_in, facts_in, link_in


def _waits(record: object, why: str = "reading") -> Unplaced:
    return Unplaced(id="u-1", why=why, text_sha256="", record=record)


def test_a_second_reading_of_a_reply_is_found_with_its_body_and_stamps() -> None:
    record = {"id": "r-1", "rev": 2, "section": "replies", "created": "c", "modified": "m", "text": "Agreed."}
    entry = entry_in(_waits(record))
    assert entry is not None
    assert (entry.id, entry.section, dict(entry.body)) == ("r-1", "replies", {"text": "Agreed."})
    assert (entry.created, entry.modified) == ("c", "m")


@pytest.mark.parametrize(
    "record",
    [
        "no record",
        {"id": "r-1", "section": "links"},
        {"id": "", "section": "replies"},
        {"id": 7, "section": "replies"},
    ],
)
def test_no_reply_is_found_where_none_is(record: object) -> None:
    assert entry_in(_waits(record)) is None


def test_a_second_reading_of_status_and_note_is_found() -> None:
    facts = facts_in(_waits({"id": LayerFacts().id, "rev": 2, "status": "done", "note": "Read twice."}))
    assert facts is not None
    assert (facts.status, facts.note) == ("done", "Read twice.")


@pytest.mark.parametrize("wrong", [{"status": 1}, {"note": 1}, {"id": "a-1"}])
def test_no_status_and_note_are_found_in_a_record_of_another_form(wrong: dict[str, object]) -> None:
    assert facts_in(_waits({"id": LayerFacts().id, "status": "done", "note": "Read twice."} | wrong)) is None


def test_only_a_second_reading_holds_status_and_note() -> None:
    assert facts_in(_waits({"id": LayerFacts().id, "status": "done", "note": ""}, why="orphan")) is None


@pytest.mark.parametrize("record_id", ["", "layer"])
def test_what_waits_under_an_id_that_no_record_can_have_holds_no_record(record_id: str) -> None:
    """Placed, it would be set aside as not understood when the layer is opened again."""
    words = {"id": record_id, "tag": "claim", "start": 0, "end": 3, "role": "speaker", "from": "a", "to": "b"}
    assert annotation_in(Unplaced("u", "orphan", "", words)) is None
    assert link_in(Unplaced("u", "end_missing", "", words)) is None
    assert entry_in(Unplaced("u", "reading", "", words | {"section": "replies"})) is None
