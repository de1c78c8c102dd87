"""Exports of news databases: several articles in one file, taken apart by a rule.

A rule is a JSON object of regular expressions (multi-line); docs/import.md
describes it, ``resources/news_databases`` holds those that ship.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from analyst_app.core.excerpts import counted
from analyst_app.errors import ImportFailed
from analyst_app.importers.dates import date_and_note
from analyst_app.importers.document_readers import DOCUMENT_READERS, load
from analyst_app.importers.documents.markup_paragraphs import paragraphs_in
from analyst_app.importers.documents.plain_text import decoded
from analyst_app.importers.documents.text_paragraphs import joined, tidy, unwrapped, with_title
from analyst_app.importers.documents.web_page import declared_encoding
from analyst_app.importers.imported_article import ImportedArticle

FACTS = ("title", "outlet", "author", "date", "url")
_LONGEST_NOTE = 600
_SHOWN = 80
"""Characters that are shown of what belongs to no article."""


def rules() -> dict[str, dict[str, Any]]:
    """The rules that ship, by id."""
    from analyst_app import resources

    files = sorted(resources.folder("news_databases").iterdir(), key=lambda file: file.name)
    return {file.name.removesuffix(".json"): json.loads(file.read_text("utf-8")) for file in files}


def rule_for(text: str) -> tuple[str, dict[str, Any]] | None:
    """The rule that finds at least two articles in a text, and its id."""
    for rule_id, rule in rules().items():
        if len(re.findall(rule["recognise"], text, re.MULTILINE)) >= 2:
            return rule_id, rule
    return None


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The articles of an export.

    Args:
        data: the file's bytes.
        name: its name, for messages.
        options: ``kind`` says what file it is; ``rule`` is a rule, or the id
            of one that ships, or empty: the one that recognises the text.

    Raises:
        ImportFailed: there is no article in it, or it is damaged; says which and why.
        MissingExtra: a library for files of its kind is not installed.
    """
    kind = options["kind"]
    if kind == "html":
        whole = joined(paragraphs_in(decoded(data, declared=declared_encoding(data))[0]))
        importer = "analyst-app html 1"
    else:
        container = load(DOCUMENT_READERS[kind])(data, name, options)[0]
        whole, importer = container.text, container.importer or "analyst-app text 1"
    rule_id, rule = _rule(options.get("rule") or "", whole, name)
    try:
        found = split(whole, rule, wrapped=kind == "text")
    except (re.error, LookupError, TypeError, AttributeError) as error:  # of a person's own rule
        raise ImportFailed(f"The rule {rule_id} is not laid out as docs/import.md says ({error}). Mend it.") from error
    articles = [replace(one, importer=f"{importer}, rule {rule_id}") for one in found]
    if not articles:
        raise ImportFailed(f"The rule {rule_id} finds no article in {name}. Choose another rule, or import it whole.")
    return articles


def split(whole: str, rule: Mapping[str, Any], *, wrapped: bool = False) -> list[ImportedArticle]:
    """The articles that a rule finds in a text.

    Args:
        whole: the text.
        rule: see docs/import.md.
        wrapped: whether its lines are broken at a fixed width.

    Raises:
        ImportFailed: a regular expression of the rule is wrong.
    """
    before, chunks, after = _chunks(whole, rule)
    found: list[ImportedArticle] = []
    for chunk in chunks:
        facts: dict[str, Any] = {fact: _first(rule.get("fields", {}).get(fact, ()), chunk) for fact in FACTS}
        blocks = unwrapped(chunk)
        for place, fact in enumerate(rule.get("heading", ())):
            if not facts[fact] and place < len(blocks):
                facts[fact] = blocks[place]
        body, rest = _body(chunk, rule)
        paragraphs = unwrapped(body) if wrapped else [tidy(line) for line in body.split("\n")]
        text = joined(with_title(facts["title"], [paragraph for paragraph in paragraphs if paragraph]))
        if text:
            notes = _notes(facts, rest)
            facts["date"], said = date_and_note(facts["date"])
            found.append(replace(ImportedArticle(text, notes=(*said, *notes)), **facts))
    for place, words, where in ((0, before, "before the first"), (-1, after, "after the last")):
        if words and found:
            start = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
            note = f"Left out {where} article of the file: {counted(len(words), 'character')}, “{start}”."
            found[place] = replace(found[place], notes=(note, *found[place].notes))
    return found


def _rule(wanted: Any, whole: str, name: str) -> tuple[str, Mapping[str, Any]]:
    if isinstance(wanted, Mapping):
        return str(wanted.get("name", "own")), wanted
    if wanted:
        known = rules()
        if wanted not in known:
            raise ImportFailed(f"{wanted} is no rule for news databases; choose one of {', '.join(known)}.")
        return wanted, known[wanted]
    found = rule_for(whole)
    if found is None:
        raise ImportFailed(
            f"{name} looks like no export of a news database that a rule is known for. "
            "Import it whole, or write a rule (docs/import.md)."
        )
    return found


def _chunks(whole: str, rule: Mapping[str, Any]) -> tuple[str, list[str], str]:
    """The text before the articles, the stretches that hold one each, and the text after them."""
    try:
        between = re.compile(rule["starts"] if "starts" in rule else rule["ends"], re.MULTILINE)
    except (re.error, KeyError) as error:
        raise ImportFailed(f'The rule needs a right regular expression in "starts" or "ends" ({error}).') from error
    parts = between.split(whole)[:: 1 + between.groups]  # its groups lie between the stretches
    before, after = (parts.pop(0), "") if "starts" in rule else ("", parts.pop())
    return tidy(before), [part.strip("\n\f ") for part in parts if part.strip()], tidy(after)


def _body(chunk: str, rule: Mapping[str, Any]) -> tuple[str, str]:
    """The article's own words, and all other lines."""
    limits = rule.get("body", {})
    begin = next((m.end() for p in limits.get("after", ()) if (m := re.search(p, chunk, re.MULTILINE))), 0)
    ends = [m.start() for p in limits.get("before", ()) if (m := re.compile(p, re.MULTILINE).search(chunk, begin))]
    end = min(ends, default=len(chunk))
    body = re.sub(rule.get("strip", r"(?!)"), "", chunk[begin:end], flags=re.MULTILINE)
    return body, chunk[:begin] + "\n" + chunk[end:]


def _first(patterns: Any, chunk: str) -> str:
    for pattern in patterns:
        if match := re.search(pattern, chunk, re.MULTILINE):
            return tidy(match.group(1))
    return ""


def _notes(facts: Mapping[str, str], rest: str) -> list[str]:
    """Keys that the export lacks, and those that it has besides."""
    said = [f"No {name} was found in the export." for fact, name in (("date", "date"), ("url", "address"))
            if not facts[fact]]  # fmt: skip
    besides = [line for line in (tidy(line) for line in rest.split("\n")) if line and line not in facts.values()]
    if besides:
        said.append(f"Left out: {' · '.join(besides)}"[:_LONGEST_NOTE])
    return said
