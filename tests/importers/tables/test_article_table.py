"""A row becomes an article: its text as it stands in its cell, its facts from the other columns."""

from __future__ import annotations

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.tables.article_table import read

CSV = (
    'Headline,Body,Paper,Published,Id,Mood\n'
    'Depot fails,"Line one.\r\n\r\n=SUM(A1) said “no”.",Harbour Post,5 March 2024,n-1,angry\n'
    'Later,"Second.",Post,someday,n-2,\n'
    'Empty,,Post,2024-01-01,n-3,\n'
).encode()  # fmt: skip


def test_rows_become_articles() -> None:
    first, second = read(CSV, "a.csv", {})
    assert first.text == "Line one.\n\n=SUM(A1) said “no”.\n"
    assert (first.title, first.date, first.named) == ("Depot fails", "2024-03-05", "n-1")
    assert "Other columns: Paper: Harbour Post; Mood: angry" in first.notes
    assert first.notes[0] == "Columns are taken so: text = Body, title = Headline, date = Published, id = Id."
    assert first.notes[1] == "Left out: 1 row without a text; first: row 4."
    assert second.date == ""
    assert "Its date could not be read: “someday”." in second.notes


def test_a_rule_says_what_the_heads_do_not() -> None:
    rule = {"format": "analyst-import-rule", "version": 1, "rows": "articles",
            "columns": {"text": "Body", "outlet": "Paper", "title": "Headline"}}  # fmt: skip
    first = read(CSV, "a.csv", {"rules": rule})[0]
    assert first.outlet == "Harbour Post"
    assert not any(note.startswith("Columns are taken so") for note in first.notes)


def test_unknown_columns_are_asked_for() -> None:
    with pytest.raises(ImportFailed, match=r"x\.csv is a table, and it is not known what its columns are \(a, b\)"):
        read(b"a,b\n1,2\n", "x.csv", {})


def test_a_rule_of_another_table_is_named() -> None:
    rule = {"format": "analyst-import-rule", "version": 1, "rows": "articles", "columns": {"text": "Story"}}
    with pytest.raises(ImportFailed, match="has not the columns that the rule names"):
        read(CSV, "a.csv", {"rules": rule})


def test_no_text_at_all_is_one_sentence() -> None:
    with pytest.raises(ImportFailed, match="no row has a text in the column Body"):
        read(b"Headline,Body\nx,\n", "a.csv", {})
