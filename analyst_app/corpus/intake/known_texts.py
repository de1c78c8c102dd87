"""The articles of a folder by their text, so that the same text is the same article whatever its file is named."""

from __future__ import annotations

import contextlib
import os
from bisect import bisect_left, bisect_right
from operator import itemgetter
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
        self._unread: list[tuple[int, Path]] | None = None
        """The articles whose text is not known yet, by size in bytes."""
        self._by_digest: dict[str, list[Path]] = {}
        self._added: set[Path] = set()

    def of_text(self, text: str, digest: str) -> list[Path]:
        """The articles with exactly a text, by path.

        Args:
            text: line ends are LF.
            digest: SHA-256 of the text in UTF-8, in hexadecimal digits.
        """
        if self._unread is None:
            self._unread = sorted((size, path) for path, size in _sizes(self._folder) if path not in self._added)
        most = _WIDEST * (len(text) + text.count("\n") + 1)
        first = bisect_left(self._unread, len(text), key=itemgetter(0))
        last = bisect_right(self._unread, most, key=itemgetter(0))
        for _, path in self._unread[first:last]:
            self._keep(path, _digest(path))
        del self._unread[first:last]
        return sorted(self._by_digest.get(digest, ()))

    def add(self, path: Path, document: Document) -> None:
        """Take in an article that was just written.

        Args:
            path: of its file.
            document: its text.
        """
        self._keep(path, document.sha256)
        self._added.add(path)

    def _keep(self, path: Path, digest: str) -> None:
        self._by_digest.setdefault(digest, []).append(path)

    def came_in(self, path: Path) -> bool:
        """True if an article was written by this import."""
        return path in self._added


def _digest(path: Path) -> str:
    """The hash of an article's text; empty if it cannot be read."""
    try:
        return read_article(path).sha256
    except Exception:  # whatever it is, opening or checking that article names it
        return ""


def _sizes(folder: Path) -> list[tuple[Path, int]]:
    found = []
    with contextlib.suppress(OSError):  # the folder is not there yet, or went: what was seen counts
        for path in articles_in(folder):
            with contextlib.suppress(OSError):  # this article went meanwhile; the others are looked at
                size = os.lstat(path).st_size if path.is_symlink() else path.stat().st_size
                if size <= LARGEST_ARTICLE:
                    found.append((path, size))
    return found
