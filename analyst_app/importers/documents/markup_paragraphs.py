"""The paragraphs of small, trusted-to-be-an-article HTML: chapters of a book, a mail, rendered Markdown."""

from __future__ import annotations

from html.parser import HTMLParser

_BLOCK_NAMES = (
    "address article aside blockquote body dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html "
    "li main nav ol p pre section table tbody td tfoot th thead title tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT = frozenset(("script", "style", "template", "head", "noscript", "svg", "math", "object", "iframe"))
_EMPTY = frozenset(("br", "hr", "img", "meta", "link", "input", "wbr", "col", "source", "area", "base", "embed"))


def paragraphs_in(markup: str) -> list[str]:
    """The text of each block, in order; scripts, styles and the head are left out."""
    parser = _Paragraphs()
    parser.feed(markup)
    parser.close()
    return parser.finished()


class _Paragraphs(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._paragraphs: list[str] = []
        self._open: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
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
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS and tag not in ("td", "th"):
            self._end()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._open.append(data)

    def finished(self) -> list[str]:
        self._end()
        return self._paragraphs

    def _end(self) -> None:
        text = "".join(self._open)
        self._open.clear()
        self._paragraphs += [part for part in text.split("\n\n") if part.strip()]
