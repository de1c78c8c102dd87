"""The article in its page: where it stands, its standfirst, and the captions that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analyst_app.core.excerpts import counted
from analyst_app.importers.pages.page_blocks import lies_in_other_matter, words_of
from analyst_app.importers.pages.page_tree import Lifted, PageTree, belongs, container_of, letters_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_STANDFIRST = re.compile(
    r"(?:^|[-_])(?:stand-?first|sub-?head(?:line|ing)?|sub-?title|dek|deck|lede?|lead-?text|article-?lead|strap-?line|chapeau|chapo|vorspann|"
    r"ingress|sommario|bajada|sapo|abstract|summary|intro|excerpt)(?:[-_]|$)",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LONGEST_STANDFIRST = 700
_SHORTEST_STANDFIRST = 20
_TEXT = 50
"""Letters of a paragraph that is no byline, date or heading."""
_JUST_ABOVE = 120
"""Letters."""
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_UNSEEN_ENOUGH = 40
"""Characters of a passage above the article's first paragraph that is worth a word; a button there has fewer."""


class PageArticle:
    """The place of an article in its page.

    Args:
        page: the page.
        body: the paragraphs that were found to be the article.
        title: its headline.
    """

    def __init__(self, page: PageTree, body: list[str], title: str) -> None:
        self._page, self._title = page, title
        places = [
            place for words, place in zip(body, page.find(body), strict=True) if place and not self._is_title(words)
        ]
        text = next((start for start, end in places if end - start >= _TEXT), places[0][0] if places else 0)
        self._start, self._end = text, max((end for _, end in places), default=0)
        first, last = page.element_at(self._start), page.element_at(max(self._start, self._end - 1))
        self.container = container_of(first, last)
        """The element that holds the article."""
        heading = self._heading()
        self._top = page.place_of(heading) if heading is not None else self._start
        self.before = page.elements_between(self._top, self._start) if self._top < self._start else []
        """The elements between the headline and the first paragraph."""
        self.above = page.elements_between(max(0, self._top - _JUST_ABOVE), self._top)
        """The elements just above the headline."""
        self._heading_element = heading

    @property
    def notes(self) -> list[str]:
        """Remarks on what was left out or kept, one sentence each."""
        passages = [
            len(one.words)
            for one in self._page.unseen
            if letters_of(one.words)
            and (len(one.words) >= _UNSEEN_ENOUGH or self._start <= one.at <= self._end)
            and self._is_here(one)
        ]
        said = []
        if self._page.is_kept_unseen:
            said.append("The page marks most of its text as hidden, as behind a dialog; it was kept.")
        if passages:
            size = counted(sum(passages), "character")
            said.append(
                f"Left out, for a reader of the page does not see it: {counted(len(passages), 'passage')}, {size}."
            )
        return said

    def paragraphs(self, body: list[str]) -> Iterator[tuple[str, str]]:
        """The paragraphs in order, each with "caption" or "": with the standfirst, captions where their pictures are.

        Args:
            body: the paragraphs, headed by the title.
        """
        seen = "".join(letters_of(words) for words in body)
        known = [letters_of(words) for words in body]
        captions = [one for one in self._captions() if letters_of(one.words) not in known]
        standfirst = self._standfirst() if any(map(self._is_title, body[:3])) else ""
        is_apart = letters_of(standfirst) in known[2:] or letters_of(standfirst) not in seen
        standfirst = standfirst if is_apart else ""  # else it stands where it should
        body = [words for words in body if not standfirst or letters_of(words) != letters_of(standfirst)]
        places = self._page.find(body)
        above = next((n for n, words in enumerate(body[:3], 1) if self._is_title(words)), 0)
        for number, (words, place) in enumerate(zip(body, places, strict=True)):
            if number >= above and place is not None:
                while captions and captions[0].at <= place[0]:
                    yield captions.pop(0).words, "caption"
            yield words, ""
            if number + 1 == above and standfirst:
                yield standfirst, ""
        for caption in captions:
            yield caption.words, "caption"

    # -- inside ------------------------------------------------------------------

    def _is_title(self, words: str) -> bool:
        return letters_of(words) == letters_of(self._title)

    def _heading(self) -> HtmlElement | None:
        """The element of the headline above the first paragraph."""
        for heading in self._page.root.iter("h1", "h2"):
            if self._is_title(words_of(heading)) and 0 <= self._page.place_of(heading) <= self._start:
                return heading
        return None

    def _is_here(self, piece: Lifted) -> bool:
        is_among = self._top <= piece.at <= self._end
        if self.container.tag in ("body", "html"):
            return is_among and not lies_in_other_matter(piece.parent, self.container)
        return belongs(piece, self.container) or (
            self._top <= piece.at <= self._start and not lies_in_other_matter(piece.parent, self.container)
        )

    def _captions(self) -> list[Lifted]:
        """The captions in their order, each once; a gallery repeats them with a number."""
        kept: dict[str, Lifted] = {}
        for one in self._page.captions:
            letters = letters_of(one.words)
            if letters and self._is_here(one) and not any(letters.endswith(known) for known in kept):
                kept[letters] = one
        return list(kept.values())

    def _standfirst(self) -> str:
        """The text between the headline and the first paragraph that its element calls a standfirst."""
        for element in dict.fromkeys(up for one in self.before for up in (one, *list(one.iterancestors())[:3])):
            if element in (self.container, self._heading_element) or not self._is_standfirst(element):
                continue
            words = words_of(element)
            is_below = self._page.place_of(element) >= self._top
            if _SHORTEST_STANDFIRST <= len(words) <= _LONGEST_STANDFIRST and is_below:
                return words
        return ""

    def _is_standfirst(self, element: HtmlElement) -> bool:
        if lies_in_other_matter(element, self.container) or element.tag in ("article", "main", "body"):
            return False
        heading = self._heading_element
        if heading is not None and element.getprevious() is heading and element.tag in _HEADINGS[1:]:
            return True
        names = f"{element.get('class', '')} {element.get('data-testid', '')} {element.get('itemprop', '')}".split()
        return "alternativeHeadline" in names or any(_STANDFIRST.search(_CAMEL.sub("-", name)) for name in names)
