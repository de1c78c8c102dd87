"""Markdown: rendered by CommonMark's rules, then its paragraphs as plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from analyst_app.errors import ImportFailed, MissingExtra
from analyst_app.importers.dates import date_and_note
from analyst_app.importers.documents.markup_paragraphs import paragraphs_in
from analyst_app.importers.documents.plain_text import read_bytes
from analyst_app.importers.documents.text_paragraphs import joined, tidy, with_title
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.wording import tr

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FACT = re.compile(r"^([A-Za-z_]+):[ \t]*(.+?)[ \t]*$", re.MULTILINE)
_NAMES = {"outlet": ("outlet", "publisher", "source", "site"), "url": ("url", "link", "canonical", "source_url")}


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The text without its marks; facts from a front matter of ``key: value`` lines.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it, or it is damaged; says which and why.
        MissingExtra: the library that reads it is not installed.
    """
    try:
        from markdown_it import MarkdownIt, __version__
    except ImportError as error:
        raise MissingExtra("markdown", "importing Markdown") from error
    text, _, note = read_bytes(data, chosen=options.get("encoding") or "", name=name)
    text = text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    facts = {key.lower(): value.strip("\"'") for key, value in _FACT.findall(front.group(1))} if front else {}
    body = text[front.end() :] if front else text
    paragraphs = paragraphs_in(MarkdownIt("commonmark").enable("table").render(body))
    title = facts.get("title", "") or _first_heading(body)
    date, said = date_and_note(facts.get("date", ""))
    if not paragraphs:
        raise ImportFailed(tr("{name} holds no text. Look whether it is the right file.", name=name))
    article = ImportedArticle(
        joined(with_title(title, paragraphs)),
        title=tidy(title),
        outlet=_fact(facts, "outlet"),
        author=facts.get("author", ""),
        date=date,
        url=_fact(facts, "url"),
        importer=f"markdown-it-py {__version__}",
        notes=(*said, *([note] if note else [])),
    )
    return [article]


def _first_heading(body: str) -> str:
    match = re.search(r"^#{1,2}[ \t]+(.+?)[ \t#]*$", body, re.MULTILINE)
    return match.group(1) if match else ""


def _fact(facts: Mapping[str, str], name: str) -> str:
    return next((facts[key] for key in _NAMES[name] if key in facts), "")
