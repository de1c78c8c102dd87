"""The text of HTML as a browser counts it, for annotations that name a place by XPath or by an offset in the page.

Label Studio (web/libs/editor, RichText/domManager.ts) counts code points of
all text nodes in the order of the page, and one for each ``br``; a place by
XPath is a text node and code points in it. Between blocks the article gets
blank lines that this count has not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_BLOCKS = {"address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "fieldset", "figcaption"}
_BLOCKS |= {"figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol"}
_BLOCKS |= {"p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"}
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_CLOSES = {"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"}, "tr": {"tr", "td", "th"}, "td": {"td", "th"},
           "th": {"td", "th"}, "option": {"option"}}  # fmt: skip
"""Elements that the begin of another of their kind ends."""
_DEEPEST = 1_000
"""Elements within each other; browsers stop at 512. Paths grow with each, so deeper ones would fill the memory."""
_ROWS = frozenset({"tbody", "thead", "tfoot"})
_STEP = re.compile(r"(text\(\)|[a-z][a-z0-9]*)(?:\[(\d+)\])?", re.IGNORECASE)


@dataclass
class _Element:
    name: str
    path: str
    counts: dict[str, int] = field(default_factory=dict)


@dataclass
class _Run:
    """A text node or a line break: where it begins in the page's count and in the article, and its length."""

    counted: int
    at: int
    length: int


class PageText:
    """The text of a page, and what the places in the page are in it.

    Args:
        html: the page, or a part of one.
    """

    def __init__(self, html: str) -> None:
        reader = _Reader()
        reader.feed(html)
        reader.close()
        reader.end_text()
        self.text = "".join(reader.parts)
        self._runs = reader.runs
        self._nodes = reader.nodes

    def by_count(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the article, half-open, of a stretch in the page's own count; (-1, -1) if it has none.

        Args:
            start: code points of text nodes and line breaks before the first inside.
            end: those before the first after.
        """
        first = next((one for one in self._runs if one.counted <= start < one.counted + one.length), None)
        last = next((one for one in self._runs if one.counted < end <= one.counted + one.length), None)
        if first is None or last is None:
            return -1, -1
        return first.at + start - first.counted, last.at + end - last.counted

    def by_path(self, start: str, start_offset: int, end: str, end_offset: int) -> tuple[int, int]:
        """Code points of the article, half-open, of a stretch between places in text nodes.

        Args:
            start: XPath of the node that it begins in.
            start_offset: code points of that node before it.
            end: XPath of the node that it ends in.
            end_offset: code points of that node up to its end.

        Raises:
            LookupError: an XPath leads nowhere.
        """
        return self.by_count(self._node(start) + start_offset, self._node(end) + end_offset)

    def _node(self, path: str) -> int:
        steps = [(one[1].lower(), one[2] or "1") for one in _STEP.finditer(path)]
        plain = "/" + "/".join(f"{name}[{number}]" for name, number in steps)
        if plain not in self._nodes:
            raise LookupError(f"{path} leads nowhere in the page")
        return self._nodes[plain]


class _Reader(HTMLParser):
    """Walks a page as a browser builds it, as far as the paths of text nodes depend on that."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._begin_page()

    def _begin_page(self) -> None:
        """Forget what was read: the paths and the count begin inside of ``body``."""
        self.parts: list[str] = []
        self.runs: list[_Run] = []
        self.nodes: dict[str, int] = {}
        """The page's count at the begin of each text node and element, by XPath."""
        self._open = [_Element("", "")]
        self._count = self._length = 0
        self._is_after_block = False
        self._data = ""
        self._is_hidden = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.end_text()
        if tag == "body":
            self._begin_page()
        if tag in ("html", "head", "body"):
            return
        self._end_implied(tag)
        if tag == "tr" and self._open[-1].name == "table":
            self._begin("tbody")
        element = self._begin(tag)
        if tag == "br":
            self._add("\n")
        if tag in _VOID:
            self._open.remove(element)
        self._is_hidden = tag in ("script", "style", "title")

    def handle_endtag(self, tag: str) -> None:
        self.end_text()
        self._is_hidden = False
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].name == tag:
                self._leave(place)
                return

    def handle_comment(self, data: str) -> None:
        self.end_text()

    def handle_data(self, data: str) -> None:
        self._data += data

    def end_text(self) -> None:
        """Note the text node that has come to its end."""
        data, self._data = self._data, ""
        if not data:
            return
        self._numbered("text()")
        if self._is_hidden:
            self._count += len(data) if self._open[-1].name == "style" else 0
            return
        self._add(data)

    def _add(self, data: str) -> None:
        if self._is_after_block and data.strip():
            end = "".join(self.parts[-2:])[-2:]
            gap = "\n" * (2 - len(end) + len(end.rstrip("\n"))) if self.parts else ""
            self.parts.append(gap)
            self._length += len(gap)
            self._is_after_block = False
        self.runs.append(_Run(self._count, self._length, len(data)))
        self.parts.append(data)
        self._length += len(data)
        self._count += len(data)

    def _begin(self, tag: str) -> _Element:
        if len(self._open) > _DEEPEST:
            raise ValueError("its page is nested absurdly deep")
        path = self._numbered(tag)
        self._open.append(_Element(tag, path))
        self._is_after_block |= tag in _BLOCKS
        return self._open[-1]

    def _numbered(self, name: str) -> str:
        """The path of the next child of this name."""
        parent = self._open[-1]
        parent.counts[name] = parent.counts.get(name, 0) + 1
        path = f"{parent.path}/{name}[{parent.counts[name]}]"
        self.nodes[path] = self._count
        return path

    def _end_implied(self, tag: str) -> None:
        ended = _CLOSES.get(tag, set())
        for place in range(len(self._open) - 1, 0, -1):
            name = self._open[place].name
            if name in ended or (name == "p" and tag in _BLOCKS):
                self._leave(place)
                return
            if name in ("ul", "ol", "dl", "table", "select", *_ROWS) and name not in ended:
                return

    def _leave(self, place: int) -> None:
        self._is_after_block |= any(one.name in _BLOCKS for one in self._open[place:])
        del self._open[place:]
