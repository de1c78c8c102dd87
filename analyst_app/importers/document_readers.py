"""The table of the readers of one document a file, each imported when it is wanted.

Apart from ``importers.kinds``, whose table has the news databases too: an
export of those is a document first, and its reader asks this table.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any

from analyst_app.importers.imported_article import ImportedArticle

Read = Callable[[bytes, str, Mapping[str, Any]], list[ImportedArticle]]
"""Takes a file's bytes, its name for messages, and options; gives its articles."""

DOCUMENT_READERS = {
    "html": "documents.web_page",
    "pdf": "printed.page_layout",
    "docx": "documents.word_document",
    "odt": "documents.open_document",
    "epub": "documents.electronic_book",
    "markdown": "documents.markdown_text",
    "eml": "documents.mail_message",
    "mbox": "documents.mail_box",
    "mhtml": "documents.saved_page",
    "warc": "documents.web_archive",
    "transcript": "documents.transcript",
    "shortcut": "documents.shortcut",
    "rtf": "documents.rich_text",
    "text": "documents.plain_text",
    "table": "tables.article_table",
}
"""Kind of file: module of this package whose ``read(data, name, options)`` gives its articles, by contract."""


def load(module: str) -> Read:
    """The ``read`` function of a reader's module."""
    read: Read = importlib.import_module(f"analyst_app.importers.{module}").read
    return read
