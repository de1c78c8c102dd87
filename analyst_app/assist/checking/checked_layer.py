"""One layer as the rules of the linter look at it, and a finding."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.codebook import Codebook, Part
from analyst_app.core.roles import CONTINUES, who_role
from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.languages import language_of
from analyst_app.language.whole_text import WholeText


class StyleFinding(NamedTuple):
    """A place in a layer that breaks a rule of the linter."""

    rule: str
    """Id of the rule."""
    span: Span
    """The place, code points, half-open."""
    words: str
    """The finding, in a sentence without its stop."""
    annotation_id: str = ""
    """The annotation that it is about; empty: one is missing."""
    places: tuple[Span, ...] = ()
    """All places that belong to the finding, where there are several."""
    like: tuple[Annotation, ...] = ()
    """The annotations that are missing, as they would be made: places in this text, values of the model."""
    exact: tuple[str, ...] = ()
    """The words at the place of each of these."""


@dataclass(frozen=True)
class CheckedLayer:
    """The annotations and links of a layer on its text."""

    text: str
    annotations: Sequence[Annotation]
    """In reading order."""
    links: Sequence[Link]
    codebook: Codebook
    noted_language: str = ""
    """Code of the language, if a person chose it."""

    @cached_property
    def language(self) -> Language:
        """The language that the article is read in; looked for when a rule needs it.

        Raises:
            LanguageInvalid: a file of words is damaged.
        """
        return language_of(self.text, self.noted_language)

    @cached_property
    def read_text(self) -> WholeText:
        """The text for rules that read its language: what one quote had read of a paragraph, the next has, too.

        Raises:
            LanguageInvalid: a file of words is damaged.
        """
        return WholeText(self.text, self.language)

    @cached_property
    def by_id(self) -> dict[str, Annotation]:
        """The annotations by id."""
        return {annotation.id: annotation for annotation in self.annotations}

    @cached_property
    def ends_of_roles(self) -> frozenset[tuple[str, str]]:
        """The id at which a link ends and the link's role, for all links."""
        return frozenset((link.to_id, link.role) for link in self.links)

    def playing(self, part: Part) -> list[Annotation]:
        """The annotations whose tag plays a part."""
        ids = {tag.id for tag in self.codebook.tags_for(part)}
        return [annotation for annotation in self.annotations if annotation.tag in ids] if ids else []

    @cached_property
    def speaking(self) -> frozenset[str]:
        """The ids of quotes that have a speaker, by a link of their own or of the part that they continue."""
        roles = {tag.id: role.role for tag in self.codebook.tags if (role := who_role(tag)) is not None}
        found = {
            link.from_id
            for link in self.links
            if (source := self.by_id.get(link.from_id)) is not None and roles.get(source.tag) == link.role
        }
        later: dict[str, list[str]] = {}
        for link in self.links:
            if link.role == CONTINUES:
                later.setdefault(link.to_id, []).append(link.from_id)
        waiting = list(found)
        while waiting:
            more = [one for one in later.get(waiting.pop(), ()) if one not in found]
            found.update(more)
            waiting += more
        return frozenset(found)

    @cached_property
    def continued(self) -> frozenset[str]:
        """The ids of quotes that are parts of a quotation that began before."""
        return frozenset(link.from_id for link in self.links if link.role == CONTINUES)

    @cached_property
    def skipped(self) -> Cover:
        """The stretches that are not the article."""
        return Cover([annotation.span for annotation in self.playing("skip")])


class Cover:
    """Some spans, to be asked whether they touch another.

    Args:
        spans: by start; code points, half-open.
    """

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]
        self._reaches = list(accumulate((span.end for span in spans), max))

    def touches(self, span: Span) -> bool:
        """True if one of the spans shares a code point with another.

        Args:
            span: the other one.
        """
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reaches[before - 1] > span.start

    def touching(self, span: Span) -> Iterator[Span]:
        """The spans that share a code point with another, from the last to the first.

        Args:
            span: the other one.
        """
        row = bisect_right(self._starts, span.end - 1)
        while row and self._reaches[row - 1] > span.start:
            row -= 1
            if self._spans[row].end > span.start:
                yield self._spans[row]
