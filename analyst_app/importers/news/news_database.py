"""Exports of news databases: several articles in one file, taken apart by how each database lays them out.

Each database has a reader and a table of its labels, in
``resources/news_databases``; docs/import.md tells of both, and of rules of
a person's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from analyst_app.core.excerpts import counted
from analyst_app.errors import ImportFailed
from analyst_app.importers.document_readers import DOCUMENT_READERS, load
from analyst_app.importers.documents.plain_text import read_bytes
from analyst_app.importers.documents.web_page import declared_encoding
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.news import europresse, factiva, integrum, japanese, nexis, own_rule, proquest
from analyst_app.importers.news.marked_blocks import Block, marked_blocks
from analyst_app.importers.news.news_article import Export, ExportSource, Reader
from analyst_app.importers.news.suspicion import why_an_export

READERS: dict[str, Reader] = {
    "europresse": europresse.page,
    "kikuzo": japanese.kikuzo,
    "yomidasu": japanese.yomidasu,
    "integrum": integrum.codes,
    "factiva_codes": factiva.codes,
    "proquest": proquest.documents,
    "nexis_uni": nexis.delivered,
    "nexis": nexis.classic,
    "factiva": factiva.page_or_text,
}
"""The reader of each form, by the id of its table; tried in this order."""
_SHOWN = 80
"""Characters that are shown of what belongs to no article."""


@cache
def rules() -> dict[str, dict[str, Any]]:
    """The tables of the databases that are known, by id."""
    from analyst_app import resources

    folder = resources.folder("news_databases")
    return {rule_id: json.loads((folder / f"{rule_id}.json").read_text("utf-8")) for rule_id in READERS}


def rule_for(source: ExportSource) -> tuple[str, Export] | None:
    """The id of the rule that knows a file's form, and the articles that it finds; None if none does.

    Args:
        source: the file.
    """
    for rule_id, read_form in READERS.items():
        export = read_form(source, rules()[rule_id])
        if export is not None and export.articles:
            return rule_id, export
    return None


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The articles of an export; none of a file that does not look like one.

    Args:
        data: the file's bytes.
        name: its name, for messages.
        options: ``kind`` says what file it is; ``rule`` is a rule, or the id
            of one that ships, or empty: the one that knows the file's form.
            ``or_whole`` is True where a document that is no export is wanted
            as it was read; a page has another reader for that.

    Raises:
        ImportFailed: it looks like an export and no rule knows its form, the
            rule that was named finds no article in it, or it is damaged; says
            which and why.
        MissingExtra: a library for files of its kind is not installed.
    """
    kind = options["kind"]
    source, importer, whole = _source(data, name, options)
    wanted = options.get("rule") or ""
    if isinstance(wanted, Mapping):
        rule_id = str(wanted.get("name", "own"))
        try:
            export = own_rule.split("\n".join(source.lines), wanted, wrapped=kind == "text")
        except (re.error, LookupError, TypeError, AttributeError) as error:
            raise ImportFailed(
                f"The rule {rule_id} is not laid out as docs/import.md says ({error}). Mend it."
            ) from error
    elif wanted:
        rule_id, export = wanted, _by_rule(source, wanted)
    else:
        found = rule_for(source)
        if found is None and (why := why_an_export(source)):
            raise ImportFailed(
                f"{name} looks like the export of a news database, as {why}, and no rule knows its form. "
                "Choose a rule for it, or import it whole: in the import dialog by the box “split exports…” "
                "(on the command line by --split RULE or --split none)."
            )
        if found is None:
            return whole if options.get("or_whole") else []
        rule_id, export = found
    articles = _imported(export, f"{importer}, rule {rule_id}", source.notes)
    if not articles:
        raise ImportFailed(f"The rule {rule_id} finds no article in {name}. Choose another rule, or import it whole.")
    return articles


def _source(data: bytes, name: str, options: Mapping[str, Any]) -> tuple[ExportSource, str, list[ImportedArticle]]:
    """The file's lines and blocks, what read it, and of a document what it was read as."""
    kind = options["kind"]
    if kind == "html":
        chosen = options.get("encoding") or ""
        markup, _, said = read_bytes(data, declared=declared_encoding(data), chosen=chosen, name=name)
        notes: tuple[str, ...] = (said,) if said else ()
        blocks = marked_blocks(markup)
        return ExportSource(_lines_of(blocks), blocks, notes=notes), "analyst-app html 1", []
    whole = load(DOCUMENT_READERS[kind])(data, name, options)
    container = whole[0]
    text = container.text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    title = "" if kind == "text" else container.title
    notes = tuple(note for note in container.notes if not note.startswith("The file was made on"))
    return ExportSource(text.split("\n"), title=title, notes=notes), container.importer or "analyst-app text 1", whole


def _lines_of(blocks: list[Block]) -> list[str]:
    """The lines of a page, a blank one where a block ends; paragraphs of set text are parted, too."""
    lines: list[str] = []
    group = 0
    for block in blocks:
        if lines and (block.group != group or block.inside("pre")):
            lines.append("")
        lines.append(block.text)
        group = block.group
    return lines


def _by_rule(source: ExportSource, wanted: str) -> Export:
    known = rules()
    if wanted not in known:
        raise ImportFailed(f"{wanted} is no rule for news databases; choose one of {', '.join(known)}.")
    return READERS[wanted](source, known[wanted]) or Export([])


def _imported(export: Export, importer: str, said: tuple[str, ...]) -> list[ImportedArticle]:
    """The articles, with what is to be said of the file at the first and the last of them."""
    found = [article for one in export.articles if (article := one.imported()).text]
    count = len(found)
    found = [replace(article, importer=importer, file_says=export.declared) for article in found]
    for place, lines, where in ((0, export.before, "before the first"), (-1, export.after, "after the last")):
        words = " ".join(line.strip() for line in lines if line.strip())
        if words and found:
            start = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
            note = f"Left out {where} article of the file: {counted(len(words), 'character')}, “{start}”."
            found[place] = replace(found[place], notes=(note, *found[place].notes))
    if found and export.declared:
        note = f"{counted(count, 'article')} found, the file says {export.declared}."
        found[0] = replace(found[0], notes=(note, *found[0].notes))
    if found and said:
        found[0] = replace(found[0], notes=(*said, *found[0].notes))
    return found
