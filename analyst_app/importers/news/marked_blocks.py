"""The text of a page block by block, each with the elements that it stands in: how databases mark headline and body."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import NamedTuple

_BLOCK_NAMES = (
    "address article aside blockquote body center dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr html li main nav ol p pre section table tbody td text tfoot th thead title tr ul"
)
_SILENT_NAMES = "script style template head noscript svg math object iframe select button"
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_SILENT = frozenset(_SILENT_NAMES.split())
_EMPTY = frozenset(
    ("br", "hr", "img", "meta", "link", "input", "wbr", "col", "source", "area", "base", "embed", "image")
)
_FENCES = frozenset(["article", "section", "table", "body"])
"""Elements that a stray end tag of another kind does not close."""
_CLOSED_BY_THEIR_LIKE = {"p": (), "li": ("ul", "ol"), "td": ("tr", "table"), "th": ("tr", "table"), "tr": ("table",)}
"""Elements whose end tag may be missing, and those inside which the next one is another's."""
_DEEPEST = 512
"""Elements within one another, as in browsers: where tags are never closed, each block would name all before it."""
_SPACES = re.compile(r"[ \t\r\n\f\v]+")


class Element(NamedTuple):
    """An open element of a page."""

    number: int
    """Its place among all elements of the page."""
    tag: str
    names: frozenset[str]
    """Its classes, and its id with a # before it."""


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page: the text between two ends of a block, or two line breaks."""

    text: str
    within: tuple[Element, ...]
    """The elements that are open round it, from the page to the innermost; and those that were opened in it."""
    group: int
    """Number of the innermost block that it stands in: lines that a line break parts have one."""
    links: tuple[str, ...] = ()

    def inside(self, name: str) -> int:
        """Number of the innermost element with a tag, class or #id round the block or in it; 0 if there is none.

        Args:
            name: a tag, a class, or an id with a # before it.
        """
        return next((one.number for one in reversed(self.within) if name == one.tag or name in one.names), 0)

    def inside_any(self, pattern: re.Pattern[str]) -> int:
        """Number of the innermost element that has a class or #id of a form; 0 if there is none.

        Args:
            pattern: of the whole name.
        """
        return next((one.number for one in reversed(self.within) if any(map(pattern.fullmatch, one.names))), 0)


def marked_blocks(markup: str) -> list[Block]:
    """The blocks of a page that hold words, in order; scripts, styles and the head are left out.

    Args:
        markup: the page.
    """
    parser = _Blocks()
    parser.feed(markup)
    parser.close()
    return parser.finished()


def parted_at(blocks: Iterable[Block], is_head: Callable[[Block], bool]) -> tuple[list[str], list[list[Block]]]:
    """The lines before the first article of a page, and the blocks of each; it begins with a run of heads.

    Args:
        blocks: of the page.
        is_head: True of a block that may stand at the head of an article.
    """
    units: list[list[Block]] = []
    before: list[str] = []
    was_head = False
    for block in blocks:
        at_head = is_head(block)
        if at_head and not was_head:
            units.append([])
        (units[-1].append(block) if units else before.append(block.text))
        was_head = at_head
    return before, units


class _Blocks(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[Block] = []
        self._open: list[Element] = []
        self._seen: list[Element] = []
        self._words: list[str] = []
        self._links: list[str] = []
        self._silent = self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "body":
            self._silent = 0
        if tag in _BLOCKS or tag == "br":
            self._end()
        if tag in _CLOSED_BY_THEIR_LIKE:
            self._close(tag, fences=(*_CLOSED_BY_THEIR_LIKE[tag], "div", *_FENCES))
        if tag in _EMPTY:
            return
        given = dict(attrs)
        names = [*(given.get("class") or "").split(), *(f"#{name}" for name in (given.get("id") or "").split())]
        self._count += 1
        element = Element(self._count, tag, frozenset(names))
        self._seen.append(element)
        if len(self._open) < _DEEPEST:
            self._open.append(element)
        if tag == "a" and (given.get("href") or "").startswith(("http://", "https://")):
            self._links.append(str(given["href"]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in _BLOCKS:
            self._end()
        self._close(tag, fences=tuple(_FENCES - {tag}))

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if any(one.tag == "pre" for one in self._open[-6:]):
            self._set(data)
        else:
            self._words.append(data)

    def finished(self) -> list[Block]:
        self._end()
        return self._done

    def _set(self, data: str) -> None:
        """Text whose line breaks stand: a blank line or an indented one begins a paragraph."""
        first, *others = re.split(r"\r?\n(?=[ \t]*\r?\n|[ \t]{2,}|\u3000)", data)
        self._words.append(first)
        for part in others:
            self._end()
            self._words.append(part)

    def _close(self, tag: str, *, fences: tuple[str, ...]) -> None:
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return
            if self._open[place].tag in fences:
                return

    def _end(self) -> None:
        text = _SPACES.sub(" ", "".join(self._words)).strip(" ")
        if text:
            inner = [one for one in self._seen if one not in self._open]
            group = next((one.number for one in reversed(self._open) if one.tag in _BLOCKS), 0)
            self._done.append(Block(text, (*self._open, *inner), group, tuple(self._links)))
        self._words.clear()
        self._links.clear()
        self._seen.clear()
