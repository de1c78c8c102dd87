"""What tags play is said by the codebook (``analyst_app.core.codebook`` and ``core.roles``)."""

from __future__ import annotations

from typing import Any

import pytest

from analyst_app import resources
from analyst_app.core.codebook import PARTS, Codebook
from analyst_app.core.roles import main_attribute, shows_speakers, value_name
from tests import frames

USUAL = {"claim": "claim", "quotation": "quote", "actor": "actor", "cue": "cue", "skip": "skip"}


def silent() -> dict[str, Any]:
    """The built-in codebook as it was before tags said what they play."""
    data = resources.built_in_codebook()
    return {**data, "tags": [{key: tag[key] for key in tag if key != "plays"} for tag in data["tags"]]}


def plain(*tags: dict[str, Any]) -> Codebook:
    return frames.codebook({"format": "media-codebook", "id": "t", "name": "T", "tags": list(tags)})


@pytest.mark.parametrize("part", PARTS)
def test_the_built_in_codebook_says_what_it_meant_before(part: Any) -> None:
    before, now = Codebook.from_data(silent()), Codebook.from_data(resources.built_in_codebook())
    assert not before.says_parts
    assert now.says_parts
    assert [tag.id for tag in now.tags_for(part)] == [tag.id for tag in before.tags_for(part)] == [USUAL[part]]
    assert now.ids_counted_as(part) == before.ids_counted_as(part) == {USUAL[part]}


def test_tags_play_what_they_say_whatever_their_ids_and_edge_rules() -> None:
    book = frames.codebook()
    played = {part: [tag.id for tag in book.tags_for(part)] for part in PARTS}
    assert played == {
        "claim": ["frame"], "quotation": ["statement"], "actor": ["person"], "cue": ["verb"], "skip": ["aside"],
    }  # fmt: skip
    assert book.ids_counted_as("quotation") == {"statement"}
    assert shows_speakers(book)


def test_one_tag_that_says_so_turns_ids_and_edge_rules_off() -> None:
    data = silent()
    data["tags"][0]["plays"] = "claim"
    book = Codebook.from_data(data)
    assert [tag.id for tag in book.tags_for("claim")] == ["claim"]
    assert all(not book.tags_for(part) and not book.ids_counted_as(part) for part in PARTS if part != "claim")
    assert not book.has_part("quotation")
    assert not shows_speakers(book)


def test_several_tags_may_play_one_part_and_proposals_use_the_first_that_is_not_retired() -> None:
    book = plain(
        {"id": "old", "plays": "skip", "retired": True}, {"id": "one", "plays": "skip"}, {"id": "two", "plays": "skip"}
    )
    first = book.first_for("skip")
    assert first is not None
    assert first.id == "one"
    assert book.ids_counted_as("skip") == {"old", "one", "two"}


def test_without_a_word_gestures_go_by_the_edge_rule_and_counts_by_the_id() -> None:
    book = plain({"id": "statement", "edge_rule": "quotation"}, {"id": "quote", "edge_rule": "none"})
    assert [tag.id for tag in book.tags_for("quotation")] == ["statement"]
    assert book.ids_counted_as("quotation") == {"quote"}
    assert book.has_part("quotation")


def test_without_a_word_an_id_that_the_codebook_lacks_counts_all_the_same() -> None:
    book = plain({"id": "frame"})
    assert book.ids_counted_as("skip") == {"skip"}
    assert not book.has_part("quotation")
    assert not shows_speakers(book)
    assert shows_speakers(plain({"id": "frame", "links": [{"role": "source", "to": ["frame"]}]}))


@pytest.mark.parametrize("value", ["narrator", "quotations", 7, 0, False, ["skip"], [], {"skip": 1}, {}])
def test_an_unknown_part_is_kept_plays_nothing_and_is_named(value: Any) -> None:
    book = plain({"id": "frame", "plays": value, "edge_rule": "quotation"})
    assert book.tags[0].plays is None
    assert book.says_parts  # one word anywhere turns the usual rules off, also one that is misspelt
    assert book.tags_for("quotation") == ()
    assert book.raw["tags"][0]["plays"] == value
    (problem,) = book.problems
    assert "tag frame plays" in problem
    assert repr(value) in problem
    assert frames.codebook().problems == ()


MODE = {"id": "mode", "type": "choice", "values": [{"id": "direct", "name": "Word for word"}, {"id": "free"}]}
MOOD = {"id": "mood", "type": "choice", "values": [{"id": "calm"}]}
SURE = {"id": "sure", "type": "flag"}


def test_a_value_reads_by_its_name_and_one_that_the_codebook_does_not_list_as_itself() -> None:
    tag = plain({"id": "frame", "attributes": [MODE, SURE, {"id": "size", "type": "number"}]}).tags[0]
    mode, sure, size = tag.attributes
    assert [value_name(mode, value) for value in ("direct", "free", "sung", None)] == [
        "Word for word", "free", "sung", "",
    ]  # fmt: skip
    assert [value_name(sure, value) for value in (True, False)] == ["yes", "no"]
    assert value_name(size, 3) == "3"
    assert value_name(None, "sung") == "sung"


def test_a_narrow_column_shows_the_mode_or_else_the_first_choice() -> None:
    def shown(*attributes: dict[str, Any]) -> str | None:
        found = main_attribute(plain({"id": "frame", "attributes": list(attributes)}).tags[0])
        return found.id if found else None

    assert shown(MOOD, MODE) == "mode"
    assert shown(SURE, MOOD, {**MOOD, "id": "tone"}) == "mood"
    assert shown(MOOD) == "mood"
    assert shown(SURE) is None
    assert main_attribute(None) is None
