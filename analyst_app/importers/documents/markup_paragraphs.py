"""The paragraphs of small, trusted-to-be-an-article HTML: chapters of a book, a mail, rendered Markdown."""

from __future__ import annotations

from html.parser import HTMLParser

from analyst_app.importers.pages.page_blocks import UNSEEN_STYLE
from analyst_app.importers.pages.page_markup import (
    PARAGRAPH_END,
    lightened,
    with_paragraph_ends,
    without_readings,
)

_BLOCK_NAMES = (
    "address article aside blockquote body dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html "
    "li main nav ol p pre section table tbody td tfoot th thead title tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT = frozenset(("script", "style", "template", "head", "noscript", "svg", "math", "object", "iframe"))
_EMPTY = frozenset(("br", "hr", "img", "meta", "link", "input", "wbr", "col", "source", "area", "base", "embed"))


def paragraphs_in(markup: str) -> list[str]:
    """The text of each block, in order; scripts, styles, the head, hidden text and ruby's readings are left out."""
    plain = with_paragraph_ends(without_readings(lightened(markup)))
    parser = _Paragraphs()
    parser.feed(plain)
    parser.close()
    if parser.unseen:  # hidden text that never ends: rather too much than the rest lost
        parser = _Paragraphs(shows_all=True)
        parser.feed(plain)
        parser.close()
    return parser.finished()


def _is_unseen(attributes: dict[str, str | None]) -> bool:
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    return attributes.get("aria-hidden") == "true" or bool(UNSEEN_STYLE.search(attributes.get("style") or ""))


class _Paragraphs(HTMLParser):
    def __init__(self, *, shows_all: bool = False) -> None:
        super().__init__(convert_charrefs=True)
        self._shows_all = shows_all
        self.unseen: list[str] = []
        """The elements of one name that are open inside hidden text, the hidden one first."""
        self._paragraphs: list[str] = []
        self._open: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.unseen:
            if tag == self.unseen[0]:
                self.unseen.append(tag)
            return
        if tag in _SILENT:
            self._silent += 1
        elif tag not in _EMPTY and _is_unseen(dict(attrs)) and not self._shows_all:
            self.unseen.append(tag)
        elif tag == "br":
            self._open.append("\n")
        elif tag in ("td", "th"):
            if "".join(self._open).strip():
                self._open.append(" | ")
        elif tag in _BLOCKS:
            self._end()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _EMPTY:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            if tag == self.unseen[0]:
                self.unseen.pop()
            return
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS and tag not in ("td", "th"):
            self._end()

    def handle_data(self, data: str) -> None:
        if not self._silent and not self.unseen:
            self._open.append(data)

    def finished(self) -> list[str]:
        self._end()
        return self._paragraphs

    def _end(self) -> None:
        text = "".join(self._open)
        self._open.clear()
        parts = (part for block in text.split(PARAGRAPH_END) for part in block.split("\n\n"))
        self._paragraphs += [part for part in parts if part.strip()]
