"""Parts of a page by their element: what no reader sees, captions, boxes of other matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

UNSEEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))", re.IGNORECASE)
_UNSEEN_NAMES = (
    "sr-only visually-hidden visuallyhidden screen-reader-text screen-reader-only a11y-hidden u-visually-hidden "
    "element-invisible"
)
_FOR_SCREEN_READERS = frozenset(_UNSEEN_NAMES.split())
_CAPTION = re.compile(r"(?:^|[-_])caption(?:[-_]?(?:text|wrapper|container|inner))?$", re.IGNORECASE)
_CAPTION_NAMES = frozenset(("imagecaption", "photocaption", "picturecaption", "bildunterschrift", "piefoto"))
_LONGEST_CAPTION = 1_200
"""A longer text under such a name is no caption."""
_OTHER_MATTER = re.compile(
    r"(?:^|[-_ ])(?:related|recommend\w*|comment(?!ary)\w*|disqus|sidebar|teasers?|promos?|popular|most-?read|"
    r"read-?more|more-?(?:from|on|stories)|"
    r"newsletter|outbrain|taboola|share|social|trending|you-?may|see-?also|further|next-?up)(?:$|[-_ ])",
    re.IGNORECASE,
)
_OTHER_TAGS = frozenset(("aside", "nav", "footer", "menu"))
SILENT_TAGS = frozenset(("script", "style", "template", "noscript"))


def is_unseen(element: HtmlElement) -> bool:
    """True if a reader of the page does not see an element by what it says of itself."""
    if element.tag in ("template", "noscript") or (element.tag == "dialog" and element.get("open") is None):
        return True
    hidden = element.get("hidden")
    if hidden is not None and hidden.lower() != "until-found":
        return True
    if UNSEEN_STYLE.search(element.get("style", "")):
        return True
    if element.get("aria-hidden", "").lower() == "true":
        return True
    return bool(_FOR_SCREEN_READERS.intersection(element.get("class", "").split())) and not _stands_for_unread(element)


def is_shown_letter(element: HtmlElement) -> bool:
    """True for the first letter of a word, kept from screen readers: its rest follows, so it stays."""
    if element.get("aria-hidden", "").lower() != "true":
        return False
    word = words_of(element)
    return 0 < len(word) <= 2 and word.isalpha() and (element.tail or "")[:1].isalpha()


def is_caption(element: HtmlElement) -> bool:
    """True for the words below a picture."""
    if element.tag in ("body", "html", "article", "main", "figure", "caption"):
        return False
    if element.tag != "figcaption" and not any(
        _CAPTION.search(name) or name.lower() in _CAPTION_NAMES for name in element.get("class", "").split()
    ):
        return False
    return len(words_of(element)) <= _LONGEST_CAPTION


def is_other_matter(element: HtmlElement) -> bool:
    """True for a box that holds anything but this article: navigation, comments, related articles."""
    if element.tag in _OTHER_TAGS:
        return not ("author" in element.get("class", "") or "byline" in element.get("class", ""))
    if element.tag in ("body", "html", "article", "main"):
        return False
    return bool(_OTHER_MATTER.search(f"{element.get('class', '')} {element.get('id', '')}"))


def lies_in_other_matter(element: HtmlElement, article: HtmlElement) -> bool:
    """True if an element, or one that holds it, is such a box; what holds the article, too, is none.

    Args:
        element: of the page.
        article: the element that holds the article.
    """
    around = {article, *article.iterancestors()}
    return any(is_other_matter(one) for one in (element, *element.iterancestors()) if one not in around)


def words_of(element: HtmlElement) -> str:
    """The text in an element on one line, without scripts."""
    return " ".join("".join(texts_of(element)).split())


def texts_of(element: HtmlElement) -> Iterator[str]:
    """The stretches of text in an element, in order, without scripts; a line break is a space."""
    for one in element.iter():
        if isinstance(one.tag, str) and one.tag not in SILENT_TAGS and one.text:
            yield one.text
        if one is not element and one.tail:
            yield f" {one.tail}" if one.tag in ("br", "p", "div", "li") else one.tail


def _stands_for_unread(element: HtmlElement) -> bool:
    """True if beside it stands what is kept from screen readers: then these are the words once more."""
    parent = element.getparent()
    return parent is not None and any(one.get("aria-hidden") == "true" for one in parent)
