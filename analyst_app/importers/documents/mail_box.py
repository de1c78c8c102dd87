"""mbox: many mails or newsletters in one file, each an article (RFC 4155, with the ways in which it is written)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from analyst_app.core.excerpts import counted
from analyst_app.errors import AnalystError, ImportFailed
from analyst_app.importers.documents import mail_message
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.wording import tr

_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n)|(?<=\r\r))From [^\r\n]*\r?\n?(?=(?:>?From |[!-9;-~]+:))")
"""The line before a message: at the beginning or after a blank line, and a header follows it."""
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
"""A line of a message that begins so has one sign more than it was written with."""
_MOST_NAMED = 3


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The text of each message; those that cannot be read are named in the first one's notes.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: none of its messages can be read; says why the first cannot.
    """
    found: list[ImportedArticle] = []
    failed: list[str] = []
    for number, message in enumerate(messages_in(data), 1):
        try:
            found += mail_message.read(message, name, options)
        except AnalystError as error:
            failed.append(f"message {number} ({error})")
        except Exception as error:  # of a damaged message, which must not stop the others
            failed.append(f"message {number} ({type(error).__name__})")
    if not found:
        first = failed[0] if failed else "it holds no message"
        raise ImportFailed(
            tr("No message in {name} can be read: {first}. Get another copy of it.", name=name, first=first)
        )
    if failed:
        shown = "; ".join(failed[:_MOST_NAMED])
        note = f"Left out of the file: {counted(len(failed), 'message')} that cannot be read: {shown}."
        found[0] = replace(found[0], notes=(note, *found[0].notes))
        found = [replace(article, file_says=len(found) + len(failed)) for article in found]
    return found


def messages_in(data: bytes) -> Iterator[bytes]:
    """The messages of a mailbox, each without the line before it and with its quoted lines as they were written."""
    starts = list(_FROM.finditer(data))
    for match, following in zip(starts, [*starts[1:], None], strict=False):
        message = data[match.end() : following.start() if following else len(data)]
        yield _QUOTED.sub(rb"\1", message)
