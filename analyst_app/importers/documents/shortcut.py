"""Shortcuts to web pages (``.url`` of Windows, ``.webloc`` of macOS): they hold an address, not a page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.plain_text import decoded
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.web_addresses import address_in, never_online
from analyst_app.wording import tr

_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s<>\"'\x00-\x1f\x7f\ufffd]{1,2000}", re.IGNORECASE)


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """Nothing, ever: the file leads to a page that is not here.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: says where it leads, and how to save that page.
        MissingExtra: the library that guesses encodings is not installed.
    """
    text = decoded(data)[0] if data[:6] != b"bplist" else data.decode("latin-1")
    match = _ADDRESS.search(re.sub(r"<!DOCTYPE[^>]*>", "", text))
    address = address_in(match.group()) if match else ""
    if not address:
        raise ImportFailed(
            tr("{name} is a shortcut without a web address. Look whether it is the right file.", name=name)
        )
    raise ImportFailed(
        tr("{name} is a shortcut; save the page to which it leads. {address}", name=name, address=never_online(address))
    )
