"""EML: a mail or newsletter; MHTML: a web page that a browser saved in the same form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from email import message_from_bytes
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime
from typing import Any

from analyst_app.core.excerpts import counted, line_of
from analyst_app.errors import ImportFailed
from analyst_app.importers.documents import saved_page
from analyst_app.importers.documents.mail_text import MailText, header_of, mail_text
from analyst_app.importers.documents.text_paragraphs import joined, with_title
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.wording import tr

_HEADER = re.compile(rb"^[!-9;-~]+:", re.MULTILINE)
_MBOX_LINE = re.compile(rb"^(>?From [^\r\n]*\r?\n)+")
_SHOWN = 80
"""Characters shown of a header."""


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The message's text: its plain parts, or the HTML ones where they say more; forwarded mails after it.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it, or it is damaged; says which and why.
        MissingExtra: a library for web pages or for guessing encodings is not installed.
    """
    source = _MBOX_LINE.sub(b"", data.removeprefix(b"\xef\xbb\xbf").lstrip())
    if not _HEADER.match(source):
        raise ImportFailed(tr("{name} is no mail: it has no header lines. Save the mail whole, as .eml.", name=name))
    message = message_from_bytes(source, policy=default)
    if header_of(message, "Snapshot-Content-Location"):
        return saved_page.read(source, name, options)
    found = mail_text(message, chosen=options.get("encoding") or "", name=name)
    if not any(found.paragraphs):
        raise ImportFailed(_why_empty(found, name))
    forwarded = found.forwarded[0] if found.forwarded and not header_of(message, "Subject") else None
    title, (sender, address), date = _facts(message if forwarded is None else forwarded)
    notes = [*found.notes, *_remarks(found)]
    if not date and (words := header_of(message, "Date")):
        notes.append(f"Its date could not be read: “{line_of(words, _SHOWN)}”.")
    article = ImportedArticle(
        joined(with_title(title, found.paragraphs)),
        title=title,
        outlet=address.rpartition("@")[2],
        author=sender or address,
        date=date,
        importer="analyst-app eml 2",
        notes=tuple(notes),
    )
    return [article]


def _why_empty(found: MailText, name: str) -> str:
    if found.is_encrypted:
        return f"{name} is encrypted. Open it in your mail program, and save its text."
    files = f" ({line_of(', '.join(found.attached), _SHOWN)})" if found.attached else ""
    return f"{name} holds no text: the message may only have attachments{files}. Save those, and import them."


def _facts(message: Any) -> tuple[str, tuple[str, str], str]:
    """Subject, sender with address, and day, ISO 8601; "" for each that is not there or cannot be read."""
    try:
        date = parsedate_to_datetime(header_of(message, "Date")).date().isoformat()
    except (ValueError, TypeError, IndexError):
        date = ""
    return header_of(message, "Subject"), parseaddr(header_of(message, "From")), date


def _remarks(found: MailText) -> Iterator[str]:
    for inner in found.forwarded:
        title, (sender, address), date = _facts(inner)
        by = f" by {sender or address}" if sender or address else ""
        yield f"It forwards a mail{by}{f' of {date}' if date else ''}: “{line_of(title, _SHOWN)}”."
    if found.attached:
        names = line_of(", ".join(found.attached), 3 * _SHOWN)
        yield f"Left out: {counted(len(found.attached), 'attached file')}: {names}."
        if any(one.lower() == "winmail.dat" for one in found.attached):
            yield "winmail.dat is in Outlook's own form and may hold text and files: ask the sender for a plain mail."
    if found.is_encrypted:
        yield "Left out: an encrypted part."
