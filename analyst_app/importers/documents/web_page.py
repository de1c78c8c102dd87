"""Web pages: trafilatura finds the body among the boilerplate; facts, captions and what is unseen are our own work."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from analyst_app.core.excerpts import counted
from analyst_app.errors import ImportFailed, MissingExtra
from analyst_app.importers.documents.plain_text import read_bytes
from analyst_app.importers.documents.text_paragraphs import joined_with_places, tidy, with_title
from analyst_app.importers.documents.unpacking import LARGEST_UNPACKED, unpacked
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.pages import page_facts
from analyst_app.importers.pages.page_article import PageArticle
from analyst_app.importers.pages.page_bylines import bylines, names_in
from analyst_app.importers.pages.page_markup import (
    PARAGRAPH_END,
    REPEATED,
    lightened,
    with_paragraph_ends,
    without_readings,
)
from analyst_app.importers.pages.page_tree import page_tree
from analyst_app.wording import tr

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_:.-]{2,40})""")
_WIDE = {"utf-16-le": b"<\0", "utf-16-be": b"\0<"}
"""The first bytes of a page in UTF-16 without a byte order mark, which would pass for UTF-8."""
_ZIP_END = b"PK\x05\x06"
_ZIP_TAIL = 70_000
"""Bytes at the end of a file in which the directory of a zip ends, its comment included."""
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s+url:\s*(\S+)\s+saved date:\s*([^\n]{0,80})")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>|<!DOCTYPE\b[^<>\[]{0,400}\[[^\]]{0,10000}\]\s*>", re.IGNORECASE)
"""Declarations of XML and of entities, which are no words of the page."""
_FRAME = re.compile(r"""<frame\b[^>]{0,400}?\bsrc\s*=\s*["']?([^"'\s>]{1,200})""", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w{2,}")
_LARGEST = 16 << 20
"""Characters of markup, without pictures and scripts; trafilatura would need minutes for more."""
_FEW_WORDS = 30


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The article of a saved page; option ``encoding`` overrides what the page says of itself.

    Args:
        data: the file's bytes, perhaps gzipped.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it.
        MissingExtra: a library for files of its kind is not installed.
    """
    data = _singled_out(unpacked(data, name), name)
    chosen, declared = options.get("encoding") or "", declared_encoding(data)
    if not chosen and declared in _WIDE:
        return [read_markup(data.decode(declared, "replace"), name)]
    markup, _, note = read_bytes(data, declared=declared, chosen=chosen, name=name)
    return [read_markup(markup, name, notes=[note] if note else [])]


def _singled_out(data: bytes, name: str) -> bytes:
    """The page in one that SingleFile packed as a zip, perhaps behind a page that unpacks it; others as they are.

    Raises:
        ImportFailed: it cannot be unpacked.
    """
    if _ZIP_END not in data[-_ZIP_TAIL:]:
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as members:
            page = members.getinfo("index.html")
            with members.open(page) as stream:
                return stream.read(LARGEST_UNPACKED)
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, zlib.error, OSError, ValueError) as error:
        if data.startswith(b"PK"):
            raise ImportFailed(
                tr("{name} is packed and cannot be unpacked ({error}). Save the page unpacked.", name=name, error=error)
            ) from error
        return data


def read_markup(markup: str, name: str, *, url: str = "", notes: list[str] | None = None) -> ImportedArticle:
    """The article in a page's markup.

    Args:
        markup: the page.
        name: the file's name, for messages.
        url: address of the page; empty if unknown.
        notes: remarks made so far.

    Raises:
        ImportFailed: there is no article in it; says why.
        MissingExtra: the library that reads it is not installed.
    """
    try:
        from trafilatura import __version__, bare_extraction
    except ImportError as error:
        raise MissingExtra("html", "importing web pages") from error
    saved_url, saved_on = _saved(markup)
    address = url or saved_url
    light = _light(markup, name)
    root = _parsed(with_paragraph_ends(without_readings(light)))
    if root is None:
        raise ImportFailed(_why_none(markup, "", name))
    head = page_facts.head_of(root, address)
    stated = _stated(root, address)
    page = page_tree(root)
    found: Any = bare_extraction(root, url=address or None, include_comments=False)
    body = [line for words in paragraphs_of(found.body) if (line := tidy(words))] if found is not None else []
    if not body:
        raise ImportFailed(_why_none(markup, page.letters, name))
    title = _plain(page_facts.title_of(head, root, stated.title or ""))
    article = PageArticle(page, body, title)
    text, zones = joined_with_places(article.paragraphs(with_title(title, body)))
    date = page_facts.date_of(head, root) or stated.date or ""
    date, said = (date, []) if date else _guessed_date(light)
    above = reversed(article.above)
    authors = page_facts.authors_in_head(head) or bylines(article.container, [*article.before, *above])
    outlet = _plain(page_facts.outlet_of(head, stated.sitename or stated.hostname or ""))
    return ImportedArticle(
        text,
        title=title,
        outlet=outlet,
        author=_plain(names_in(authors, outlet)),
        date=date,
        url=head.canonical or address,
        retrieved=saved_on,
        importer=f"trafilatura {__version__}",
        notes=(*(notes or ()), *article.notes, *said),
        zones=zones,
    )


def _light(markup: str, name: str) -> str:
    """The markup without what weighs much and says nothing.

    Raises:
        ImportFailed: it is too large all the same.
    """
    light = lightened(_XML_DECLARATION.sub("", markup))
    if len(light) > _LARGEST:
        raise ImportFailed(
            tr(
                "{name} is too large for a web page: {number} MB of markup without its pictures and "
                "scripts (at most {number2}). Save the article's own page, or take it apart.",
                name=name,
                number=len(light) >> 20,
                number2=_LARGEST >> 20,
            )
        )
    return light


def _parsed(markup: str) -> HtmlElement | None:
    from trafilatura import load_html

    try:
        return load_html(markup if "html" in markup[:50].lower() else f"<!DOCTYPE html>{markup}")
    except (ValueError, AssertionError):  # no element in it at all
        return None


def _stated(root: HtmlElement, address: str) -> Any:
    """The facts that trafilatura reads in a page, before anything is taken out of it."""
    from trafilatura.metadata import extract_metadata

    return extract_metadata(root, address or None, {"extensive_search": False, "original_date": True})


def _why_none(markup: str, letters: str, name: str) -> str:
    """The sentence that says why a page has no article."""
    no_article = f"No article was found in {name}"
    if frames := _FRAME.findall(markup):
        pages = counted(len(frames), "frame")
        return (
            f"{no_article}: it only frames other pages ({pages}, the first is {frames[0]}). Save the page in the frame."
        )
    words = len(letters) // 5
    if words < _FEW_WORDS < len(_WORD.findall(_TAG.sub(" ", lightened(markup)))):
        return f"{no_article}: its elements are nested too deeply to be read. Save the page again, or copy its text."
    if words < _FEW_WORDS and "<script" in markup.lower():
        return f"{no_article}: it has hardly any words, they may be loaded by a script. Save the page complete."
    if words < _FEW_WORDS:
        return f"{no_article}: it has hardly any words. Look whether it is the right file."
    return (
        f"{no_article}: nothing in it looks like running text. Save the article's own page, or copy and paste its text."
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
    for codec, begin in _WIDE.items():
        if data.startswith(begin):
            return codec
    match = _XML.search(data[:200]) or _CHARSET.search(data[:4096])
    return match.group(1).decode("ascii") if match else ""


def paragraphs_of(body: _Element) -> Iterator[str]:
    """Paragraphs of the tree that trafilatura makes: p, head, quote, list/item, table/row/cell."""
    if body.text and body.text.strip():
        yield from _parts(body.text)
    for child in body:
        if child.tag == "table":
            for row in child.iter("row"):
                yield from _row(row)
        elif child.tag in ("list", "div", "quote") and _has_blocks(child):
            yield from paragraphs_of(child)
        else:
            yield from _parts("".join(_in_order(child)))
        if child.tail and child.tail.strip():
            yield from _parts(child.tail)


def _has_blocks(element: _Element) -> bool:
    return any(child.tag in ("p", "item", "list", "head", "quote", "table", "div") for child in element)


def _row(row: _Element) -> Iterator[str]:
    """A row of a table as one paragraph; the cells of a table that lays out a page hold paragraphs of their own."""
    cells = [[words for part in _cell(cell) if (words := tidy(part))] for cell in row.iter("cell")]
    if any(len(parts) > 1 for parts in cells):
        yield from (words for parts in cells for words in parts)
    else:
        yield " | ".join(words for parts in cells for words in parts or [""]).rstrip(" |")


def _cell(cell: _Element) -> Iterator[str]:
    pieces = [cell.text or ""]
    for one in cell:
        edge = {"p": "\n\n", "head": "\n\n", "quote": "\n\n", "lb": "\n"}.get(str(one.tag), "")
        pieces += [edge, *_in_order(one), edge if one.tag != "lb" else "", one.tail or ""]
    return _parts("".join(pieces))


def _parts(words: str) -> Iterator[str]:
    """The paragraphs in the text of one block; two line breaks in a row end one, a single break is a space."""
    yield from re.split(rf"\n\s*\n|{PARAGRAPH_END}", words.replace(REPEATED, ""))


def _in_order(element: _Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield "\n" if child.tag == "lb" else ""
        yield from _in_order(child)
        yield child.tail or ""


def _plain(words: str) -> str:
    return tidy(words.replace(PARAGRAPH_END, " ").replace(REPEATED, ""))


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
