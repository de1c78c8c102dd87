"""RTF, read by striprtf."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from analyst_app.errors import ImportFailed, MissingExtra
from analyst_app.importers.documents.text_paragraphs import joined, tidy, with_title
from analyst_app.importers.imported_article import ImportedArticle

_INFO = r"\{\\%s\s+([^{}]{1,500})\}"


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The text of an RTF file, title and author from its information group.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it, or it is damaged; says which and why.
        MissingExtra: the library that reads it is not installed.
    """
    try:
        from striprtf import striprtf
    except ImportError as error:
        raise MissingExtra("rtf", "importing RTF files") from error
    source = data.decode("latin-1")  # RTF is ASCII with escapes; the code page stands inside
    if not source.lstrip().startswith("{\\rtf"):
        raise ImportFailed(f"{name} is no RTF file, whatever its name says. Give it the ending of what it is.")
    rtf_to_text: Any = striprtf.rtf_to_text
    try:
        text = rtf_to_text(source, errors="replace")
    except Exception as error:  # striprtf has no exception of its own
        raise ImportFailed(f"{name} is damaged: its RTF cannot be read. Get another copy of it.") from error
    title, author = (_fact(source, kind, rtf_to_text) for kind in ("title", "author"))
    paragraphs = [line for line in text.split("\n") if line.strip()]
    if not paragraphs:
        raise ImportFailed(f"{name} holds no text. Look whether it is the right file.")
    whole = joined(with_title(title, paragraphs))
    return [ImportedArticle(whole, title=title, author=author, importer=f"striprtf {version('striprtf')}")]


def _fact(source: str, kind: str, to_text: Any) -> str:
    match = re.search(_INFO % kind, source)
    return tidy(to_text("{\\rtf1\\ansi " + match.group(1) + "}", errors="replace")) if match else ""
