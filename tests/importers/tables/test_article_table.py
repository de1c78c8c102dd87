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
    assert first.notes[1] == "1 article whose text is not there; first: row 4."
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


def test_what_a_table_has_beyond_its_columns_is_counted() -> None:
    data = b"id,title,text,text\n1,A,First.,again\n2,B,Second.,,x,y\n3,C,,\n4,D,Fourth.,,,\n"
    first, *others = read(data, "a.csv", {})
    assert len(others) == 2
    assert first.losses.places == {
        "cells beyond": ["row 3: x, y"], "column twice": ["text"], "no text": ["row 4"],
    }  # fmt: skip
    assert first.losses.total == 3


def test_phrases_without_titles_and_dates_are_no_articles_until_that_is_said() -> None:
    data = b"document,text\na.txt,no\na.txt,Yes it was\n"
    with pytest.raises(ImportFailed, match="not known what its columns are"):
        read(data, "a.csv", {})
    rule = {"format": "analyst-import-rule", "version": 1, "rows": "articles", "columns": {"text": "text"}}
    assert [article.text for article in read(data, "a.csv", {"rules": rule})] == ["no\n", "Yes it was\n"]
    long = b"id,text\n1," + b"A long report. " * 20 + b"\n"
    assert len(read(long, "a.csv", {})) == 1
