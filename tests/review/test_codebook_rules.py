"""Rules in the codebook: where the sentence and the place go, who made them when, and how they are taken back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from analyst_app.core.codebook import Codebook
from analyst_app.corpus.codebook_editing import add_example, edit_tag, place_of
from analyst_app.errors import CodebookInvalid
from analyst_app.resources import built_in_codebook
from analyst_app.review.codebook_rules import CodebookRule, rules_of
from analyst_app.review.codebook_rules import with_rule as values_with
from analyst_app.review.codebook_rules import without_rule as values_without

PLACE = {"text": "Ortiz said [“taxes fell,”] and left.", "article": "depot.txt", "start": 24, "end": 38}
RULE = CodebookRule("quote", "The comma before the mark stays in", PLACE, "example", "max", "2026-11-30T10:00:00Z")


def with_rule(raw: dict[str, Any], rule: CodebookRule) -> dict[str, Any]:
    return edit_tag(raw, rule.tag, values_with(raw, rule))


def without_rule(raw: dict[str, Any], rule: CodebookRule) -> dict[str, Any]:
    return edit_tag(raw, rule.tag, values_without(raw, rule))


def _tag(raw: dict[str, Any], tag_id: str = "quote") -> dict[str, Any]:
    found: dict[str, Any] = next(tag for tag in raw["tags"] if tag["id"] == tag_id)
    return found


def test_a_rule_is_a_sentence_of_the_edges_an_example_with_its_place_and_a_note_of_who_and_when() -> None:
    before = built_in_codebook()
    after = with_rule(before, RULE)
    assert after["version"] == before["version"] + 1
    assert _tag(after)["edges"] == _tag(before)["edges"] + " The comma before the mark stays in."
    example = _tag(after)["examples"][-1]
    place = place_of(example)
    assert place is not None
    assert (place.article, place.span.start, place.span.end) == ("depot.txt", 24, 38)
    assert rules_of(after, "quote") == [
        {
            "text": "The comma before the mark stays in.",
            "article": "depot.txt",
            "start": 24,
            "end": 38,
            "shows": "example",
            "by": "max",
            "at": "2026-11-30T10:00:00Z",
            "version": before["version"] + 1,
        }
    ]
    assert _tag(after, "claim") == _tag(before, "claim")


def test_a_counterexample_alone_needs_no_sentence_and_nothing_at_all_is_refused() -> None:
    alone = RULE._replace(sentence="", shows="counterexample")
    after = with_rule(built_in_codebook(), alone)
    assert _tag(after)["counterexamples"][-1] == PLACE
    assert _tag(after)["edges"] == _tag(built_in_codebook())["edges"]
    with pytest.raises(CodebookInvalid, match="says nothing"):
        with_rule(built_in_codebook(), RULE._replace(sentence=" ", shows=""))


@pytest.mark.parametrize("shows", ["", "example", "counterexample"])
def test_taking_a_rule_back_leaves_the_codebook_as_it_was_under_one_more_version(shows: Any) -> None:
    first = with_rule(built_in_codebook(), RULE._replace(sentence="Marks stay in.", at="2026-11-29T10:00:00Z"))
    rule = RULE._replace(shows=shows, place={**PLACE, "start": 25})
    back = without_rule(with_rule(first, rule), rule)
    assert back["version"] == first["version"] + 2
    assert {**_tag(back), "counterexamples": []} == {**_tag(first), "counterexamples": []}


def test_what_others_changed_meanwhile_stays_when_a_rule_is_taken_back() -> None:
    noted = edit_tag(with_rule(built_in_codebook(), RULE), "claim", {"definition": "What can be disputed."})
    noted = add_example(noted, "quote", "[Yes], he said.")
    back = without_rule(noted, RULE)
    assert _tag(back, "claim")["definition"] == "What can be disputed."
    assert _tag(back)["examples"][-1] == "[Yes], he said."


def test_a_rule_whose_sentence_was_changed_since_is_not_taken_back() -> None:
    noted = edit_tag(with_rule(built_in_codebook(), RULE), "quote", {"edges": "Marks and comma."})
    with pytest.raises(CodebookInvalid, match="changed since"):
        without_rule(noted, RULE)


def test_the_programs_own_reader_finds_nothing_wrong_in_a_codebook_with_rules() -> None:
    made = Codebook.from_data(json.loads(json.dumps(with_rule(built_in_codebook(), RULE))))
    assert made.problems == ()
    tag = made.tag("quote")
    assert tag is not None
    assert tag.examples[-1].startswith("Ortiz said")
