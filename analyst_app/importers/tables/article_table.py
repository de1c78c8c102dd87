"""Tables with an article in each row: its text as it stands in its cell, the other columns as facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from statistics import median
from typing import Any

from analyst_app.core.excerpts import line_of
from analyst_app.errors import ImportFailed
from analyst_app.importers.dates import date_and_note
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.tables.column_rules import ColumnRule, proposed, rule_of, unknown_columns
from analyst_app.importers.tables.table_rows import DataTable, tables_in
from analyst_app.wording import tr

_SHORT = 200
"""Code points: where half of the texts have fewer, they may be phrases about articles that are not there."""


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The articles of a table.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: ``rules`` is the rule of a person (see ``column_rules``), ``encoding`` that of a text file.

    Raises:
        ImportFailed: its columns are not known, or no row has a text.
        MissingExtra: the library that reads workbooks is not installed.
    """
    tables = tables_in(data, name, options.get("encoding") or "")
    rule = rule_of(options["rules"], name) if options.get("rules") else None
    table, chosen = _chosen(tables, rule, name)
    articles = []
    losses = table.losses(tables)
    for column in chosen.doubled(table.head):
        losses.add("column twice", column)
    for number, row in table.rows:
        article = _article(chosen.cells(table.head, row), table.head, row, chosen)
        if article is None:
            losses.add("no text", f"row {number}")
        else:
            articles.append(article)
    if not articles:
        raise ImportFailed(
            tr(
                "{name}: no row has a text in the column {columns}. Choose another column.",
                name=name,
                columns=chosen.columns["text"],
            )
        )
    if rule is None and _is_doubtful(chosen, articles):
        raise ImportFailed(unknown_columns(table.head, name))
    notes = [note for note in (table.note, "" if rule else chosen.in_words()) if note]
    notes += losses.sentences()
    articles[0] = replace(articles[0], notes=(*notes, *articles[0].notes), losses=losses)
    return articles


def _is_doubtful(proposed_rule: ColumnRule, articles: list[ImportedArticle]) -> bool:
    """True if only the name of a column says that its phrases are articles: no title, no date, no length."""
    named = {"title", "date"} & proposed_rule.columns.keys()
    return not named and median(len(article.text) for article in articles) < _SHORT


def _chosen(tables: list[DataTable], rule: ColumnRule | None, name: str) -> tuple[DataTable, ColumnRule]:
    """The table that is read and the rule for it."""
    for table in tables:
        own = rule or proposed(table.head)
        if own is not None and own.rows == "articles" and own.fits(table.head) and own.sheet in ("", table.name):
            return table, own
    if not tables:
        raise ImportFailed(tr("{name} has no rows. Look whether it is the right file.", name=name))
    if rule is not None:
        raise ImportFailed(
            tr(
                "{name} has not the columns that the rule names. Its own are: {head}. Choose another rule.",
                name=name,
                head=", ".join(tables[0].head),
            )
        )
    head = tables[0].head
    raise ImportFailed(unknown_columns(head, name))


def _article(
    cells: Mapping[str, str], head: tuple[str, ...], row: tuple[str, ...], rule: ColumnRule
) -> ImportedArticle | None:
    """The article of a row; None if its text is empty."""
    text = cells["text"].replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").strip("\n")
    if not text.strip():
        return None
    date, said = date_and_note(cells["date"])
    notes = [*said]
    kept = [f"{head[place]}: {line_of(row[place], 200)}" for place in rule.others(head) if row[place].strip()]
    if kept:
        notes.append("Other columns: " + "; ".join(kept))
    title, outlet, author, url = (" ".join(cells[name].split()) for name in ("title", "outlet", "author", "url"))
    return ImportedArticle(f"{text}\n", title, outlet, author, date, url, notes=tuple(notes), named=cells["id"].strip())
