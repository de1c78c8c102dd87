"""EML: a mail or newsletter; MHTML: a web page that a browser saved in the same form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email import message_from_bytes
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.markup_paragraphs import paragraphs_in
from analyst_app.importers.documents.plain_text import decoded
from analyst_app.importers.documents.text_paragraphs import joined, tidy, unwrapped, with_title
from analyst_app.importers.documents.web_page import declared_encoding, read_markup
from analyst_app.importers.imported_article import ImportedArticle

if TYPE_CHECKING:
    from email.message import EmailMessage

_HEADER = re.compile(rb"^[!-9;-~]+:", re.MULTILINE)


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The message's text; the plain part if it has one, else the HTML part.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it, or it is damaged; says which and why.
        MissingExtra: a library for web pages or for guessing encodings is not installed.
    """
    if not _HEADER.match(data.lstrip()):
        raise ImportFailed(f"{name} is no mail: it has no header lines. Save the mail whole, as .eml.")
    message = message_from_bytes(data.lstrip(), policy=default)
    location = _header(message, "Snapshot-Content-Location")
    if location or name.lower().endswith((".mht", ".mhtml")):
        return [_saved_page(message, name, location)]
    title = _header(message, "Subject")
    paragraphs = _paragraphs(message, name)
    attached = sum(1 for part in message.walk() if part.get_content_disposition() == "attachment")
    sender, address = parseaddr(_header(message, "From"))
    article = ImportedArticle(
        joined(with_title(title, paragraphs)),
        title=title,
        outlet=address.rpartition("@")[2],
        author=sender or address,
        date=_day(message),
        importer="analyst-app eml 1",
        notes=(f"{attached} attached files were left out.",) if attached else (),
    )
    return [article]


def _paragraphs(message: EmailMessage, name: str) -> list[str]:
    plain = message.get_body(("plain",))
    paragraphs = unwrapped(_words(plain)) if plain is not None else []
    if not paragraphs:
        rich = message.get_body(("html",))
        paragraphs = [tidy(words) for words in paragraphs_in(_words(rich))] if rich is not None else []
    if not any(paragraphs):
        raise ImportFailed(f"{name} holds no text: the message may only have attachments. Save those, and import them.")
    return paragraphs


def _words(part: Any) -> str:
    """The decoded text of a part, whatever it says of its encoding."""
    payload = part.get_payload(decode=True) or b""
    declared = part.get_content_charset() or ""
    if part.get_content_type() == "text/html":
        declared = declared or declared_encoding(payload)
    return decoded(payload, declared=declared)[0]


def _saved_page(message: EmailMessage, name: str, location: str) -> ImportedArticle:
    page = message.get_body(("html",)) or next(
        (part for part in message.walk() if part.get_content_type() == "text/html"), None
    )
    if page is None:
        raise ImportFailed(f"No article was found in {name}: it holds no web page. Save the page again.")
    return read_markup(_words(page), name, url=location or _header(page, "Content-Location"))


def _header(part: Any, name: str) -> str:
    try:
        return tidy(str(part.get(name, "")))
    except (ValueError, IndexError, LookupError, AttributeError):  # the header parser's own errors on damaged headers
        return ""


def _day(message: EmailMessage) -> str:
    words = _header(message, "Date")
    try:
        return parsedate_to_datetime(words).date().isoformat()
    except (ValueError, TypeError):
        return words
