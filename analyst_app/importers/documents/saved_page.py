"""MHTML: a web page that a browser saved in one file, in the form of a mail with its pictures attached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from analyst_app.core.excerpts import counted
from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.plain_text import read_bytes
from analyst_app.importers.documents.text_paragraphs import tidy
from analyst_app.importers.documents.web_page import declared_encoding, read_markup
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.wording import tr

if TYPE_CHECKING:
    from email.message import Message

_PAGES = ("text/html", "application/xhtml+xml")


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The article of the page; of the pages that it frames only if it has none itself.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it; says why.
        MissingExtra: a library for files of its kind is not installed.
    """
    message = message_from_bytes(data.lstrip())
    pages = list(_pages(message))
    if not pages:
        raise ImportFailed(tr("No article was found in {name}: it holds no web page. Save the page again.", name=name))
    failure: ImportFailed | None = None
    for number, page in enumerate(pages):
        try:
            article = _article(page, message, name, options)
        except ImportFailed as error:
            failure = failure or error
            continue
        said = (f"The article stands in a page that this one frames, the {number + 1}th of {len(pages)}.",)
        return [replace(article, notes=(*article.notes, *said)) if number else article]
    raise failure or ImportFailed(tr("No article was found in {name}. Save the page again.", name=name))


def _pages(message: Message) -> Iterator[Message]:
    """The web pages in the file, the saved one first: by its id, else by its address, else the first."""
    found = [part for part in message.walk() if part.get_content_type() in _PAGES]
    start = _param(message, "start")
    location = _header(message, "Snapshot-Content-Location") or _header(message, "Content-Location")

    def order(part: Message) -> int:
        if start and _header(part, "Content-ID") == start:
            return 0
        return 1 if location and _header(part, "Content-Location") == location else 2

    yield from sorted(found, key=order)


def _article(page: Message, message: Message, name: str, options: Mapping[str, Any]) -> ImportedArticle:
    payload = page.get_payload(decode=True)
    content = payload if isinstance(payload, bytes) else b""
    if not content.strip():
        raise ImportFailed(
            tr(
                "No article was found in {name}: {counted} of the page are there. Save it again.",
                name=name,
                counted=counted(0, "character"),
            )
        )
    declared = page.get_content_charset() or declared_encoding(content)
    location = _header(page, "Content-Location") or _header(message, "Snapshot-Content-Location")
    url = location if location.startswith(("http:", "https:")) else ""
    markup, _, note = read_bytes(content, declared=declared, chosen=options.get("encoding") or "", name=name)
    article = read_markup(markup, name, url=url, notes=[note] if note else [])
    return article if article.retrieved else replace(article, retrieved=_moment(message))


def _header(part: Message, name: str) -> str:
    return tidy(str(part.get(name, "")))


def _param(message: Message, name: str) -> str:
    value = message.get_param(name, "")
    return tidy(value) if isinstance(value, str) else ""


def _moment(message: Message) -> str:
    """The time at which the page was saved, UTC; "" if the file does not say it."""
    try:
        moment = parsedate_to_datetime(_header(message, "Date"))
    except (ValueError, TypeError):
        return ""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment.tzinfo is not None else ""
