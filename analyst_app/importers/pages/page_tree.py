"""A page as a tree of what its reader sees, the captions taken out of it and remembered with their places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analyst_app.importers.pages.page_blocks import (
    SILENT_TAGS,
    is_caption,
    is_shown_letter,
    is_unseen,
    lies_in_other_matter,
    texts_of,
    words_of,
)
from analyst_app.importers.pages.page_shapes import reshape, with_quotation_marks

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NO_LETTER = re.compile(r"[\W_]+")
_KEY = 48
"""Letters by which a paragraph is found again in the page."""
_LITTLE = 400
"""Characters of a page that shows no article."""
_WINDOW = 60_000
"""Letters in which the next paragraph is looked for."""


@dataclass(slots=True)
class Lifted:
    """A piece that was taken out of the page."""

    words: str
    at: int
    """Its place: letters of the page before it."""
    parent: HtmlElement


@dataclass(slots=True)
class PageTree:
    """The page, ready for the search for its article."""

    root: HtmlElement
    captions: list[Lifted] = field(default_factory=list)
    unseen: list[Lifted] = field(default_factory=list)
    """Pieces that no reader sees; their words are kept to say how much it was."""
    is_kept_unseen: bool = False
    """True if most of the page is marked as unseen, so that it was kept."""
    letters: str = ""
    """All letters and digits of what is seen, small."""
    starts: list[int] = field(default_factory=list)
    """The place in ``letters`` of each stretch of text."""
    elements: list[HtmlElement] = field(default_factory=list)
    """The element whose own text each stretch is."""

    def find(self, paragraphs: list[str]) -> list[tuple[int, int] | None]:
        """The place of each paragraph, in letters of the page, half-open; None where it is not found.

        Args:
            paragraphs: in the page's order.
        """
        found: list[tuple[int, int] | None] = []
        cursor = 0
        for paragraph in paragraphs:
            key = letters_of(paragraph)
            limit = cursor + _WINDOW if any(found) else len(self.letters)
            at = self.letters.find(key[:_KEY], cursor, limit) if key else -1
            if at < 0:
                found.append(None)
                continue
            cursor = at + len(key)
            found.append((at, cursor))
        return found

    def element_at(self, letter: int) -> HtmlElement:
        """The element whose text holds a letter."""
        place = bisect_right(self.starts, letter) - 1
        return self.elements[max(0, place)] if self.elements else self.root

    def elements_between(self, start: int, end: int) -> list[HtmlElement]:
        """The elements whose own text begins in a stretch of letters, in order, each once.

        Args:
            start: letters of the page before the stretch.
            end: letters before what follows it.
        """
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return list(dict.fromkeys(self.elements[first:last]))

    def place_of(self, element: HtmlElement) -> int:
        """The letters before an element's own text or the text in it; -1 if it has none."""
        inside = set(element.iter())
        return next((at for at, one in zip(self.starts, self.elements, strict=True) if one in inside), -1)


def letters_of(words: str) -> str:
    """Letters and digits alone, for comparing."""
    return _NO_LETTER.sub("", words).casefold()


def page_tree(root: HtmlElement) -> PageTree:
    """The tree without what no reader sees, and without captions.

    What is marked as unseen but holds most of the page is kept: a dialog in
    front of the page, or a script that never ran, hides the whole page so.

    Args:
        root: the parsed page; it is changed.
    """
    with_quotation_marks(root)
    page = PageTree(root)
    body = next(root.iter("body"), root)
    whole = _opened(body)
    pieces: list[str] = []
    gone: list[HtmlElement] = []
    count = 0

    def add(text: str | None, element: HtmlElement) -> None:
        nonlocal count
        if text and (letters := letters_of(text)):
            page.starts.append(count)
            page.elements.append(element)
            pieces.append(letters)
            count += len(letters)

    stack: list[tuple[HtmlElement, bool]] = [(body, False)]
    while stack:
        element, is_left = stack.pop()
        if is_left:
            add(element.tail, element.getparent())
            continue
        if element is not body:
            stack.append((element, True))
        if not isinstance(element.tag, str) or element.tag == "script" or element.tag == "style":
            continue
        into = _lift(page, element, whole)
        if into is not None:
            into.append(Lifted(words_of(element), count, element.getparent()))
            gone.append(element)
            continue
        add(element.text, element)
        stack += [(child, False) for child in reversed(element)]
    for element in gone:
        element.drop_tree()
    reshape(root)
    page.letters = "".join(pieces)
    return page


def _opened(body: HtmlElement) -> int:
    """Turn what is seen after all into common elements; the characters of text in the page."""
    for element in list(body.iter("template")):
        if element.get("shadowrootmode") or element.get("shadowroot"):
            element.tag = "div"
    whole = sum(map(len, texts_of(body)))
    spare = list(body.iter("noscript"))
    if whole < _LITTLE < sum(len(element.text_content()) for element in spare):  # saved without running its scripts
        for element in spare:
            element.tag = "div"
        whole = sum(map(len, texts_of(body)))
    return whole


def _lift(page: PageTree, element: HtmlElement, whole: int) -> list[Lifted] | None:
    """The list into which an element goes that is taken out; None if it stays."""
    if element.tag == "body":
        return None
    if is_shown_letter(element):
        _show(element)
    elif is_unseen(element):
        if 2 * sum(map(len, texts_of(element))) <= whole or element.tag in SILENT_TAGS:
            return page.unseen
        page.is_kept_unseen = True
        _show(element)
    return page.captions if is_caption(element) else None


def _show(element: HtmlElement) -> None:
    """Take the marks off by which it, or trafilatura, would leave an element out."""
    for name in ("hidden", "aria-hidden", "style"):
        element.attrib.pop(name, None)


def container_of(first: HtmlElement, last: HtmlElement) -> HtmlElement:
    """The smallest element that holds two others and more than one paragraph.

    Args:
        first: the element of the article's first paragraph.
        last: that of its last one.
    """
    around = [first, *first.iterancestors()]
    behind = {last, *last.iterancestors()}
    common = next(one for one in around if one in behind)
    while (
        common.tag not in ("article", "main", "section", "div", "body", "td", "html") and common.getparent() is not None
    ):
        common = common.getparent()
    return next((one for one in common.iterancestors("article", "main")), common)


def belongs(piece: Lifted, container: HtmlElement) -> bool:
    """True if a piece was taken out of the article's own element, and of no box of other matter in it.

    Args:
        piece: what was taken out.
        container: the element that holds the article.
    """
    parent = piece.parent
    return (parent is container or container in parent.iterancestors()) and not lies_in_other_matter(parent, container)
