"""Agreement before and since a version of the codebook, side by side.

An article counts on one side for a tag if everybody who read it did so there:
by the versions under which the annotations of that tag were made, and, of a
reader who has none in it, by the version under which her layer was begun. An
article with annotations of both sides counts on neither, because what one
reader has and another lacks could come from the rule alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from analyst_app.agreement.agreement import ALIKE, TOO_FEW
from analyst_app.agreement.jackknife import FEWEST, Interval, intervals
from analyst_app.agreement.measures import Figure, alpha
from analyst_app.agreement.tag_sums import Sums, TagSums
from analyst_app.wording import tr

Version = int | None
"""A version of the codebook; None: nobody knows."""


class ReadUnder(NamedTuple):
    """The versions under which one reader read an article."""

    begun: Version
    """That of the first annotation of her layer."""
    by_tag: Mapping[str, frozenset[Version]]
    """Those of her annotations, by tag."""

    def of(self, tag: str) -> frozenset[Version]:
        """Return the versions that count for a tag."""
        return self.by_tag.get(tag, frozenset((self.begun,)))


class VersionSide(NamedTuple):
    """The agreement of the articles on one side of a version."""

    alpha: Figure
    """Krippendorff's alpha of the tag, as in ``Agreement.tag``."""
    articles: int
    """Number of articles that it rests on."""
    interval: Interval | None = None
    """The alpha of all such articles lies here (see ``jackknife``); None: it cannot be told."""
    why_no_interval: str = ""
    """The reason why there is none though there is an alpha."""


class BeforeAndSince(NamedTuple):
    """The agreement on one tag before a version of the codebook and since."""

    before: VersionSide
    since: VersionSide
    mixed: int
    """Number of articles that have annotations of both sides."""
    unknown: int
    """Number of articles of which a reader's version is not known."""


class VersionSides:
    """The articles of a folder, each with the versions under which it was read."""

    def __init__(self) -> None:
        self._articles: list[tuple[Sums, tuple[ReadUnder, ...]]] = []

    def add(self, whole: Sums, readers: Sequence[ReadUnder]) -> None:
        """Add one more article.

        Args:
            whole: its sums over all readers.
            readers: the versions under which each of them read it.
        """
        self._articles.append((whole, tuple(readers)))

    @property
    def versions(self) -> tuple[int, ...]:
        """The versions that have articles or annotations before them, the latest first."""
        told = {
            version
            for _, readers in self._articles
            for reader in readers
            for version in (reader.begun, *(one for own in reader.by_tag.values() for one in own))
            if version is not None
        }
        return tuple(sorted(told, reverse=True)[:-1])

    def of(self, tag: str, version: int) -> BeforeAndSince:
        """Return the agreement on a tag before a version and since.

        Args:
            tag: id of the tag.
            version: the first one that counts as since.
        """
        sides_of: dict[bool, list[list[int]]] = {False: [], True: []}
        mixed = unknown = 0
        for whole, readers in self._articles:
            made = frozenset[Version]().union(*(reader.of(tag) for reader in readers))
            sides = {one >= version for one in made if one is not None}
            if None in made:
                unknown += 1
            elif len(sides) > 1:
                mixed += 1
            else:
                (side,) = sides
                sides_of[side].append(whole.of(tag))
        return BeforeAndSince(_side(sides_of[False]), _side(sides_of[True]), mixed, unknown)


def _side(articles: Sequence[Sequence[int]]) -> VersionSide:
    """The agreement of some articles.

    Args:
        articles: of each its numbers, as ``TagSums`` has them.
    """
    if not articles:
        return VersionSide(Figure(None, tr("no article counts on this side")), 0)
    vectors = [own[:_OF_ALPHA] for own in articles]
    figure = _alpha([sum(numbers) for numbers in zip(*vectors, strict=True)])
    if figure.value is None:
        return VersionSide(figure, len(articles))
    resting = sum(TagSums._make(own).spans > 0 for own in articles)
    if resting < FEWEST:
        return VersionSide(figure, len(articles), None, TOO_FEW)
    (found,) = intervals(vectors, lambda total: [_alpha(total).value], [resting])
    return VersionSide(figure, len(articles), found, "" if found is not None else ALIKE)


_OF_ALPHA = 4
"""The first numbers of ``TagSums``, which alpha follows from."""


def _alpha(sums: Sequence[int]) -> Figure:
    return alpha([TagSums(*sums).characters])
