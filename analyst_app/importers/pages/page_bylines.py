"""The author whom a page's article names to its reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from analyst_app.importers.pages.page_blocks import lies_in_other_matter, texts_of, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_NAMED = re.compile(
    r"(?:^|[-_\s])(?:by-?line|authors?|auteur|autore?|author-?name|byline-?name)(?:[-_\s]|$)", re.IGNORECASE
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BY = re.compile(
    r"^\s*(?:(?:written|words|story|reporting|text|texte|tekst|texto|testo|autor|autorin|author|auteur|autore|текст|автор)\s*(?:by|von|par|por|di)?\s*[:|]?|by|von|par|por|di|de|door|av|af|od|przez)\s*[:|]?\s+",
    re.IGNORECASE,
)
_PLAIN_BY = re.compile(r"^(?:By|BY|Von|Par|Por|Door|Av|Af|Autor|Autorin)[:]?\s+(?=\S)")
_BETWEEN = re.compile(r"(?:\s*(?:[,;|·•/&、]|\b(?:and|und|et|y|e|och|og|en|with|mit)\b(?=\s)))+\s*")
_PARTICLE_WORDS = "de da do dos das di del della der den des van von zu zur la le el al bin ibn ter ten y e af av"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_NO_NAME = re.compile(
    r"\d|[@:]|//|\b(?:editor|correspondent|reporter|staff|writer|journalist|redakt\w*|korrespond\w*|columnist|contributor|"
    r"updated|published|min|read|follow|subscribe|share|more|posts?|view|about|profile)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:[^\W\d_]{3,12}\.?\s)?\d|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|updated|published|posted|on|aktualisiert|publiziert|publié|publicado)\b",
    re.IGNORECASE,
)
_BETWEEN_ELEMENTS = " · "
"""Stands for the edge of an element, at which a name ends."""
_PLAIN = frozenset(("p", "div", "span", "em", "i", "strong", "b", "a", "address", "h4", "h5", "h6"))
_LONGEST = 160
_MOST_LINKS = 3
"""A list with more links names not this article's authors but people of the site."""


def bylines(container: HtmlElement, before: Iterable[HtmlElement]) -> list[str]:
    """The names of the authors in an article's byline; none if it has none.

    Args:
        container: the element that holds the article.
        before: the elements between its headline and its first paragraph.
    """
    head = list(before)
    inside = container.iter() if container.tag not in ("body", "html") else ()
    for element in (*head, *(up for one in head for up in _near(one)), *inside):
        if isinstance(element.tag, str) and _is_byline(element) and not lies_in_other_matter(element, container):
            names = _names(_inner(element))
            if names and not _is_among_links(element):
                return names
    for element in head:
        if element.tag in _PLAIN and not lies_in_other_matter(element, container):
            words = words_of(element)
            if _PLAIN_BY.match(words) and (names := _names(words)):
                return names
    return []


def names_in(stated: Iterable[str], outlet: str) -> str:
    """The authors' names as the facts hold them: without “By”, with a semicolon between.

    Args:
        stated: what the page says, one or several in each.
        outlet: the outlet's name, which is no author beside others.
    """
    names = list(dict.fromkeys(filter(None, (_without_by(words) for words in stated))))
    persons = [name for name in names if name.casefold() != outlet.casefold()]
    return "; ".join(persons or names)


def _near(element: HtmlElement) -> list[HtmlElement]:
    """The two elements around one."""
    return list(element.iterancestors())[:2]


def _is_byline(element: HtmlElement) -> bool:
    if element.tag in ("body", "html", "article", "main", "meta", "link", "h1"):
        return False
    if element.get("rel") == "author" or "author" in element.get("itemprop", "").split():
        return True
    return bool(_NAMED.search(_CAMEL.sub("-", f"{element.get('class', '')} {element.get('data-testid', '')}")))


def _inner(element: HtmlElement) -> str:
    """The words of the part of a byline that is the name, where one is marked."""
    for inner in element.iter():
        if inner is not element and (inner.get("itemprop") == "name" or inner.get("rel") == "author"):
            return words_of(inner)
    return _BETWEEN_ELEMENTS.join(part for text in texts_of(element) if (part := " ".join(text.split())))


def _is_among_links(element: HtmlElement) -> bool:
    around = next(element.iterancestors("ul", "ol"), None)
    return around is not None and sum(1 for _ in around.iter("a")) > _MOST_LINKS


def _without_by(words: str) -> str:
    words = re.sub(rf"^(\w+:?){_BETWEEN_ELEMENTS}", r"\1 ", words) if _BY.match(words) else words
    rest = _BY.sub("", words, count=1)
    if rest == words or words[:2].lower() == "by":
        return rest.strip()
    is_full = (
        len([word for word in rest.split() if word[:1].isupper()]) > 1
    )  # else it is a name that begins so: Di Maio
    return (rest if is_full else words).strip()


def _names(words: str) -> list[str]:
    """The names at the beginning of a byline; what follows them, such as an office or a date, is left out."""
    if not words or len(words) > _LONGEST:
        return []
    found: list[str] = []
    bare = _without_by(words)
    before = _WHEN.split(bare, maxsplit=1)[0].strip()
    if before != bare and len(before.split()) < 2:
        return []
    for part in _BETWEEN.split(before):
        if not _is_name(part, is_first=not found):
            break  # an office, a place
        found.append(part.strip())
    return found


def _is_name(part: str, *, is_first: bool) -> bool:
    words = part.split()
    if not words or len(words) > 5 or _NO_NAME.search(part):
        return False
    if len(words) == 1 and not is_first:
        return False
    return all(
        word.lower() in _PARTICLES or word[:1].isupper() or word[:1].lower() == word[:1].upper() for word in words
    )
