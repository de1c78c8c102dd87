"""Web pages: trafilatura finds the body among the boilerplate, and the facts in the page's head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from analyst_app.errors import ImportFailed, MissingExtra
from analyst_app.importers.documents.plain_text import read_bytes
from analyst_app.importers.documents.text_paragraphs import joined, tidy, with_title
from analyst_app.importers.imported_article import ImportedArticle

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]{0,80})")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The article of a saved page; option ``encoding`` overrides what the page says of itself.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it.
        MissingExtra: a library for files of its kind is not installed.
    """
    chosen = options.get("encoding") or ""
    markup, _, note = read_bytes(data, declared=declared_encoding(data), chosen=chosen, name=name)
    return [read_markup(markup, name, notes=[note] if note else [])]


def read_markup(markup: str, name: str, *, url: str = "", notes: list[str] | None = None) -> ImportedArticle:
    """The article in a page's markup.

    Args:
        markup: the page.
        name: the file's name, for messages.
        url: address of the page; empty if unknown.
        notes: remarks made so far.

    Raises:
        ImportFailed: there is no article in it.
        MissingExtra: the library that reads it is not installed.
    """
    try:
        from trafilatura import __version__, bare_extraction
    except ImportError as error:
        raise MissingExtra("html", "importing web pages") from error
    saved_url, saved_on = _saved(markup)
    found: Any = bare_extraction(
        _XML_DECLARATION.sub("", markup),
        url=url or saved_url or None,
        include_comments=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    text = "" if found is None else joined(with_title(found.title or "", list(paragraphs_of(found.body))))
    if found is None or not text:
        raise ImportFailed(
            f"No article was found in {name}: its text may be loaded by a script. Save the page complete."
        )
    date, said = (found.date, []) if found.date else _guessed_date(markup)
    return ImportedArticle(
        text,
        title=tidy(found.title or ""),
        outlet=tidy(found.sitename or found.hostname or ""),
        author=tidy(found.author or ""),
        date=date,
        url=found.url or url or saved_url,
        retrieved=saved_on,
        importer=f"trafilatura {__version__}",
        notes=(*(notes or ()), *said),
    )


def _guessed_date(markup: str) -> tuple[str, list[str]]:
    """A date from the page's words where its head names none, and what to say of that.

    A guess of New Year's Day is only a year; it is no date.
    """
    from htmldate import find_date

    date = find_date(markup, extensive_search=True, original_date=True) or ""
    if not date or date.endswith("-01-01"):
        return "", ["The page names no date."]
    return date, ["The date was guessed from the page's words: check it."]


def declared_encoding(data: bytes) -> str:
    """The encoding that a page's first bytes name, or ""."""
    match = _XML.search(data[:200]) or _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii") if match else ""


def paragraphs_of(body: _Element) -> Iterator[str]:
    """Paragraphs of the tree that trafilatura makes: p, head, quote, list/item, table/row/cell."""
    if body.text and body.text.strip():
        yield body.text
    for child in body:
        if child.tag == "table":
            yield from (" | ".join(_words(cell) for cell in row.iter("cell")) for row in child.iter("row"))
        elif child.tag in ("list", "div", "quote") and _has_blocks(child):
            yield from paragraphs_of(child)
        else:
            yield from _lines(child)
        if child.tail and child.tail.strip():
            yield child.tail


def _has_blocks(element: _Element) -> bool:
    return any(child.tag in ("p", "item", "list", "head", "quote", "table", "div") for child in element)


def _words(element: _Element) -> str:
    return tidy(" ".join(element.itertext()))


def _lines(element: _Element) -> list[str]:
    """The text of one block; two line breaks in a row end a paragraph, one is a space."""
    return re.split(r"\n\s*\n", "".join(_in_order(element)))


def _in_order(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield "\n" if child.tag == "lb" else ""
        yield from _in_order(child)
        yield child.tail or ""


def _saved(markup: str) -> tuple[str, str]:
    """Address and time that a browser noted in the page when it saved it."""
    head = markup[:8192]
    if match := _SINGLE_FILE.search(head):
        return match.group(1), _iso_time(match.group(2))
    match = _SAVED_FROM.search(head)
    return (match.group(1), "") if match else ("", "")


def _iso_time(words: str) -> str:
    """A browser's ``Sat Mar 02 2024 10:11:12 GMT+0100 (CET)`` in UTC, ISO 8601; "" if it is no such."""
    from datetime import UTC, datetime

    try:
        moment = datetime.strptime(words.split("(")[0].strip(), "%a %b %d %Y %H:%M:%S GMT%z")
    except ValueError:
        return ""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
