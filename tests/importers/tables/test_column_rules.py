"""The names of columns propose what they are, in several languages; a rule says it; what neither says is asked."""

from __future__ import annotations

import json

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.tables.column_rules import ColumnRule, proposed, rule_in, unknown_columns


@pytest.mark.parametrize(
    ("head", "text", "title"),
    [
        (("Headline", "Body", "Pub_Date"), "Body", "Headline"),
        (("Titel", "Volltext", "Quelle"), "Volltext", "Titel"),
        (("TITRE", "Texte", "Date"), "Texte", "TITRE"),
        (("заголовок", "текст"), "текст", "заголовок"),
        (("見出し", "本文"), "本文", "見出し"),
    ],
)
def test_articles_are_known_by_their_heads(head: tuple[str, ...], text: str, title: str) -> None:
    rule = proposed(head)
    assert rule is not None
    assert (rule.rows, rule.columns["text"], rule.columns["title"]) == ("articles", text, title)


def test_spans_are_known_by_start_and_end() -> None:
    rule = proposed(("doc_id", "begin", "end", "label", "quote"))
    assert rule == ColumnRule(
        "spans", {"document": "doc_id", "start": "begin", "end": "end", "tag": "label", "words": "quote"}
    )


@pytest.mark.parametrize("head", [(), ("a", "b"), ("start", "end"), ("title", "date")])
def test_what_the_heads_do_not_say_is_not_guessed(head: tuple[str, ...]) -> None:
    assert proposed(head) is None


def test_a_rule_is_read_as_it_is_written() -> None:
    rule = ColumnRule("spans", {"start": "a", "end": "b"}, "Sheet2", "claim")
    assert rule_in(json.dumps(rule.to_data()).encode(), "r.json") == rule


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("nothing", "no JSON"),
        ("[]", "no rule for tables"),
        ('{"format": "analyst-import-rule", "rows": "cats", "columns": {}}', '"rows" must be'),
        (
            '{"format": "analyst-import-rule", "rows": "articles", "columns": {"text": "a", "start": "b"}}',
            "start is no",
        ),
        ('{"format": "analyst-import-rule", "rows": "spans", "columns": {"start": "b"}}', "no column for end"),
    ],
)
def test_a_wrong_rule_is_named(data: str, words: str) -> None:
    with pytest.raises(ImportFailed, match=words):
        rule_in(data.encode(), "r.json")


def test_the_question_names_the_columns() -> None:
    said = unknown_columns([f"c{number}" for number in range(20)], "x.csv")
    assert said.startswith("x.csv is a table, and it is not known what its columns are (c0, c1, ")
    assert "…" in said
