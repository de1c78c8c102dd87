"""Two layers of an article against each other: what is counted of every tag, of tags that met, and of links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from analyst_app.agreement.counted_layer import UNUSED, CountedLayer
from analyst_app.agreement.paired_places import Pair, Paired
from analyst_app.agreement.tag_sums import SCALE, Sums, TagSums
from analyst_app.alignment.matching import match_different
from analyst_app.core.annotation import Link

Linked = tuple[str, int, int]
"""Role and both ends of a link, by their numbers."""


class Lengths(NamedTuple):
    """Numbers of characters that tags are counted on."""

    whole: int
    article: int
    """Without what is skipped."""
    skip: frozenset[str]
    """Ids of the tags that are counted on the whole text."""

    def of(self, tag: str) -> int:
        """The characters that a tag is counted on."""
        return self.whole if tag in self.skip else self.article


class LinkEnds(NamedTuple):
    """The links of a layer between annotations that count."""

    links: Counter[Linked]
    """Number of links by role and both ends."""
    roles: Counter[str]
    """Number of links by role."""

    @classmethod
    def of(cls, links: Iterable[Link], ends: Mapping[str, int]) -> LinkEnds:
        """Return the links of a layer by the numbers of their ends.

        Args:
            links: of the layer.
            ends: numbers of the annotations that count, by id.
        """
        told = [(link[1], ends[link[2]], ends[link[3]]) for link in links if link[2] in ends and link[3] in ends]
        return cls(Counter(told), Counter([role for role, _, _ in told]))


def pair_sums(
    layers: tuple[CountedLayer, CountedLayer],
    pair: Pair,
    paired: Mapping[str, Paired],
    by_both: Mapping[str, int],
    lengths: Lengths,
) -> Sums:
    """Return the sums of two layers.

    Args:
        layers: the two.
        pair: their numbers.
        paired: by tag, the numbers of every two layers.
        by_both: number of characters that both gave a tag.
        lengths: numbers of characters that tags are counted on.
    """
    a, b = layers
    used = a.by_tag.keys() | b.by_tag.keys()
    if lengths.whole != lengths.article:
        used |= lengths.skip  # a third layer skips: what these two left unskipped is all of the text
    by_tag: dict[str, list[int]] = {}
    for tag in used:
        _, _units_a, length_a, squares_a = mine = a.by_tag.get(tag, UNUSED)
        _, _units_b, length_b, squares_b = theirs = b.by_tag.get(tag, UNUSED)
        length, both = lengths.of(tag), by_both.get(tag, 0)
        exact, overlapping, matched, moved = paired.get(tag, _NOTHING)
        by_tag[tag] = [
            2 * length,
            length_a + length_b,
            2 * both * SCALE,
            squares_a + squares_b,
            exact.get(pair, 0),
            overlapping.get(pair, 0),
            len(mine[0]) + len(theirs[0]),
            matched.get(pair, 0),
            moved.get(pair, 0),
            length,
            length_a,
            length_b,
            both,
        ]
    return Sums(by_tag, list(TagSums(pairable=2 * lengths.article, length=lengths.article)))


_NOTHING = Paired({}, {}, {}, {})


def tags_met(
    a: CountedLayer, b: CountedLayer, partners: Mapping[str, str], skip: frozenset[str]
) -> Counter[tuple[str, str]]:
    """Count which tag met which: first pairs of one tag, then what is left by its overlap, then what is alone.

    Args:
        a: the one layer.
        b: the other.
        partners: id in B of each matched annotation of A.
        skip: ids of the tags that stay out.
    """
    taken = set(partners.values())
    mine = [one for tag, own in a.by_tag.items() if tag not in skip for one in own.annotations]
    theirs = [two for tag, own in b.by_tag.items() if tag not in skip for two in own.annotations]
    found = Counter([(one[1], one[1]) for one in mine if one[0] in partners])
    mine = [one for one in mine if one[0] not in partners]
    theirs = [two for two in theirs if two[0] not in taken]
    pairs = match_different(mine, theirs).pairs if mine and theirs else []
    found.update([(mine[row][1], theirs[other][1]) for row, other in pairs])
    met_a, met_b = {row for row, _ in pairs}, {other for _, other in pairs}
    found.update([(one[1], "") for row, one in enumerate(mine) if row not in met_a])
    found.update([("", two[1]) for other, two in enumerate(theirs) if other not in met_b])
    return found


def count_links(
    linked: Sequence[LinkEnds], pair: Pair, other_ends: Mapping[int, int], counts: Counter[tuple[str, str]]
) -> None:
    """Count the links of two layers by role: all of them, and the pairs that agree in both ends.

    Args:
        linked: the links of each layer.
        pair: numbers of the two.
        other_ends: the second's number of each end of the first that has another number there.
        counts: takes the numbers, by role and "both" or "all".
    """
    mine, theirs = linked[pair[0]], linked[pair[1]]
    for roles in (mine.roles, theirs.roles):
        for role, number in roles.items():
            counts[role, "all"] += number
    partner = other_ends.get
    for (role, start, end), number in mine.links.items():
        seen = (role, partner(start, start), partner(end, end))
        if seen in theirs.links:
            counts[role, "both"] += min(number, theirs.links[seen])
