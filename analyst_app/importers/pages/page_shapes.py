"""A page's elements given the form in which their words come through: lists with blocks, figures of words, quotes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from analyst_app.importers.pages.page_markup import PARAGRAPH_END, REPEATED

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_BLOCK_NAMES = (
    "address article blockquote center dd details div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol "
    "p pre section table ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HOLDERS = ("li", "dd", "dt")
"""Elements of which one paragraph would be made, whatever blocks stand in them."""
_AROUND = frozenset(("article", "main", "section", "div", "body", "center", "blockquote"))
"""Elements that hold paragraphs."""
_PICTURES = ("img", "picture", "video", "svg", "iframe", "canvas", "object", "audio")
_MARKS = {
    "de": "„“‚‘", "cs": "„“‚‘", "sk": "„“‚‘", "pl": "„”«»", "ro": "„”«»", "hu": "„”»«", "fr": "«»“”", "it": "«»“”",
    "es": "«»“”", "pt": "«»“”", "ru": "«»„“", "uk": "«»„“", "el": "«»“”", "no": "«»‘’", "nb": "«»‘’", "da": "»«›‹",
    "sv": "””’’", "fi": "””’’", "ja": "「」『』", "zh": "“”‘’",
}  # fmt: skip
"""The quotation marks that a browser shows for ``q``, outer and inner, by language."""
_ENGLISH = "“”‘’"


def reshape(root: HtmlElement) -> None:
    """Change a page, of which captions and what is unseen were taken out, so that the search for text loses no words.

    The blocks in an entry of a list are parted; a figure of words, a centred
    text and one in an element of the page's own making are common blocks.

    Args:
        root: the parsed page; it is changed.
    """
    for element in list(root.iter("figure", "center")):
        if element.tag == "center" or _holds_words(element):
            element.tag = "p" if _is_loose(element) else "div"
    for element in [one for one in root.iter() if isinstance(one.tag, str) and "-" in one.tag]:
        if _is_loose(element) and _stands_apart(element):
            element.tag = "p"
    for holder in list(root.iter(*_HOLDERS)):
        if next(holder.iterancestors(*_HOLDERS), None) is None:
            _part(holder)
    _mark_repeated(root)


def with_quotation_marks(root: HtmlElement) -> None:
    """Write the quotation marks of each ``q``, which a browser shows though they are not in the page.

    Args:
        root: the parsed page; it is changed.
    """
    for quote in reversed(list(root.iter("q"))):  # the inner ones first: an outer one is then still known as such
        depth = sum(1 for _ in quote.iterancestors("q"))
        language = next((one.get("lang") for one in (quote, *quote.iterancestors()) if one.get("lang")), "")
        marks = _MARKS.get(str(language).lower().split("-")[0], _ENGLISH)
        opening, closing = (marks[2], marks[3]) if depth % 2 else (marks[0], marks[1])
        quote.text = opening + (quote.text or "")
        if len(quote):
            quote[-1].tail = (quote[-1].tail or "") + closing
        else:
            quote.text += closing
        quote.tag = "span"


def _holds_words(figure: HtmlElement) -> bool:
    """True if words are what a figure shows: a quotation, or paragraphs without a picture."""
    if next(figure.iter("blockquote"), None) is not None:
        return True
    return next(figure.iter("p"), None) is not None and next(figure.iter(*_PICTURES, "table"), None) is None


def _is_loose(element: HtmlElement) -> bool:
    """True if an element holds words and no block."""
    has_blocks = any(one.tag in _BLOCKS for one in element.iterdescendants())
    return not has_blocks and bool("".join(element.itertext()).strip())


def _stands_apart(element: HtmlElement) -> bool:
    """True if an element stands among blocks, not among words of a sentence."""
    parent = element.getparent()
    if parent is None or not (parent.tag in _AROUND or "-" in str(parent.tag)):
        return False
    texts = (parent.text, *(child.tail for child in parent))
    return not any(text and text.strip() for text in texts)


def _part(holder: HtmlElement) -> None:
    for block in list(holder.iterdescendants(*_BLOCKS)):
        block.text = PARAGRAPH_END + (block.text or "")
        block.tail = PARAGRAPH_END + (block.tail or "")


def _mark_repeated(root: HtmlElement) -> None:
    """Make paragraphs that say the same beside each other, as a refrain, different; copies elsewhere are the page's."""
    counts: Counter[tuple[HtmlElement, str]] = Counter()
    for paragraph in root.iter("p"):
        words = " ".join(paragraph.text_content().split())
        key = (paragraph.getparent(), words)
        if words and counts[key]:
            last = paragraph[-1] if len(paragraph) else None
            if last is None:
                paragraph.text = (paragraph.text or "") + REPEATED * counts[key]
            else:
                last.tail = (last.tail or "") + REPEATED * counts[key]
        counts[key] += 1
