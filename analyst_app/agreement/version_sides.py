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

from analyst_app.agreement.measures import Figure, alpha
from analyst_app.agreement.tag_sums import Sums, TagSums

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
        sums = {False: [0] * len(TagSums._fields), True: [0] * len(TagSums._fields)}
        counts = {False: 0, True: 0}
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
                counts[side] += 1
                sums[side] = [one + other for one, other in zip(sums[side], whole.of(tag), strict=True)]
        before, since = (VersionSide(_alpha(sums[side], counts[side]), counts[side]) for side in (False, True))
        return BeforeAndSince(before, since, mixed, unknown)


def _alpha(sums: Sequence[int], articles: int) -> Figure:
    if not articles:
        return Figure(None, "no article counts on this side")
    return alpha([TagSums._make(sums).characters])
