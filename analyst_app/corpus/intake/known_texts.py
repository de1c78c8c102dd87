"""The articles of a folder by their text, so that the same text is the same article whatever its file is named."""

from __future__ import annotations

import os
from pathlib import Path

from analyst_app.core.document import Document
from analyst_app.corpus.articles import articles_in
from analyst_app.session.article_text import read_article
from analyst_app.storage.limits import LARGEST_ARTICLE

_WIDEST = 4
"""Bytes of a code point in the widest encoding."""


class KnownTexts:
    """Finds articles by their text; a file is read only where its size allows that text, and once.

    Args:
        folder: it and what is below it is looked through; it need not be there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sizes: dict[Path, int] | None = None
        self._digests: dict[Path, str] = {}

    def of_text(self, text: str, digest: str) -> list[Path]:
        """The articles with exactly a text, in the order of the list.

        Args:
            text: line ends are LF.
            digest: SHA-256 of the text in UTF-8, in hexadecimal digits.
        """
        if self._sizes is None:
            self._sizes = dict(_sizes(self._folder))
        fits = range(len(text), _WIDEST * len(text) + text.count("\n") * _WIDEST + _WIDEST + 1)
        return [path for path, size in self._sizes.items() if size in fits and self._digest(path) == digest]

    def add(self, path: Path, document: Document) -> None:
        """Take in an article that was just written.

        Args:
            path: of its file.
            document: its text.
        """
        if self._sizes is not None:
            self._sizes[path] = len(document.text.encode("utf-8", "replace"))
        self._digests[path] = document.sha256

    def _digest(self, path: Path) -> str:
        if path not in self._digests:
            try:
                self._digests[path] = read_article(path).sha256
            except Exception:  # whatever it is, opening or checking that article names it
                self._digests[path] = ""
        return self._digests[path]


def _sizes(folder: Path) -> list[tuple[Path, int]]:
    found = []
    try:
        for path in articles_in(folder):
            size = os.lstat(path).st_size if path.is_symlink() else path.stat().st_size
            if size <= LARGEST_ARTICLE:
                found.append((path, size))
    except OSError:
        return found  # the folder is not there yet, or went: what was seen counts
    return found
