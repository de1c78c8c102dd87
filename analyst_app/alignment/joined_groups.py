"""Pairs of annotations of several readers, joined into groups with at most one annotation of a reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analyst_app.alignment.matching import Rank, rank, weight
from analyst_app.core.annotation import Annotation, sort_key

Node = tuple[int, int]
"""An annotation: the number of its reader, and its row in that reader's list."""
Group = tuple[tuple[Annotation, ...], ...]
"""The annotations of each reader at one place."""


_Edge = tuple[int, bool, tuple[Rank, str], tuple[Rank, str], Node, Node]
"""Two annotations that answer each other, the best first whoever was named first.

The weight, negative; False of identical ones (tag and span), which go before equals; rank and layer of both, the
smaller first; the annotations.
"""


class _Offer(NamedTuple):
    """A group that may be a part of what one reader has as a whole; the best come first."""

    cost: int
    part_rank: Rank
    whole_rank: Rank
    layers: tuple[str, str]
    part: Node
    whole: Node


class _Members:
    """The members of a group."""

    __slots__ = ("end", "nodes", "several", "start", "wholes")

    def __init__(self, node: Node, start: int, end: int) -> None:
        self.nodes = {node[0]: [node]}
        """By reader, the first of several answers the others'."""
        self.start, self.end = start, end
        """The stretch that all of them cover."""
        self.several: set[int] = set()
        """The readers who have several parts here."""
        self.wholes: set[int] = set()
        """The readers who have the whole of which these are parts."""


class JoinedGroups:
    """The groups of all annotations that are left, as far as the readers do not plainly agree.

    Args:
        layers: ids of the readers' layers: they decide between equals.
        annotations: of each reader, what is left.
    """

    def __init__(self, layers: Sequence[str], annotations: Sequence[Sequence[Annotation]]) -> None:
        self._layers, self._all = layers, annotations
        self._edges: list[_Edge] = []
        self._touching: list[tuple[Node, Node]] = []
        self._group: dict[Node, _Members] = {
            (reader, row): _Members((reader, row), one[2], one[3])
            for reader, own in enumerate(annotations)
            for row, one in enumerate(own)
        }

    def offer(self, one: int, two: int, pairs: Sequence[tuple[int, int]], touching: Sequence[tuple[int, int]]) -> None:
        """Take in the matching of two readers.

        Args:
            one: number of the one reader.
            two: number of the other.
            pairs: rows of both that answer each other.
            touching: rows of both that overlap.
        """
        mine, theirs, (name, other_name) = self._all[one], self._all[two], (self._layers[one], self._layers[two])
        for row, other in pairs:
            a, b = mine[row], theirs[other]
            first, second = (rank(a), name), (rank(b), other_name)
            if second < first:
                first, second = second, first
            self._edges.append((-weight(a, b), a[1:4] != b[1:4], first, second, (one, row), (two, other)))
        self._touching += [((one, row), (two, other)) for row, other in touching if mine[row][1] == theirs[other][1]]

    def groups(self) -> list[Group]:
        """Return the groups, each with the annotations of every reader."""
        self._edges.sort()
        for *_, one, two in self._edges:
            self._join(one, two)
        self._take_parts()
        found = {id(group): group for group in self._group.values()}
        return [self._sides(group) for group in found.values()]

    # -- inside ----------------------------------------------------------------

    def _annotation(self, node: Node) -> Annotation:
        return self._all[node[0]][node[1]]

    def _join(self, one: Node, two: Node) -> None:
        """Make one group of two, if no reader is in both and all their annotations overlap."""
        a, b = self._group[one], self._group[two]
        start, end = max(a.start, b.start), min(a.end, b.end)
        if a is b or start >= end or not a.nodes.keys().isdisjoint(b.nodes):
            return
        a.nodes |= b.nodes
        a.start, a.end = start, end
        for nodes in b.nodes.values():
            self._group[nodes[0]] = a

    def _take_parts(self) -> None:
        """Let a group be part of another, where a reader has as one what others have as several of the same tag.

        Half of a part, at least, lies in the whole, as in a comparison of two.
        """
        offers = [*self._offers(self._touching), *self._offers([(two, one) for one, two in self._touching])]
        for offer in sorted(offers):
            part, group = self._group[offer.part], self._group[offer.whole]
            if part is not group and self._is_part(part, group, offer.whole):
                group.several |= part.nodes.keys()
                group.wholes.add(offer.whole[0])
                for reader, nodes in part.nodes.items():
                    group.nodes[reader] += nodes
                    self._group[nodes[0]] = group

    def _offers(self, touching: Sequence[tuple[Node, Node]]) -> list[_Offer]:
        """The groups of the first ones that may be parts of the second ones."""
        found: list[_Offer] = []
        for node, whole in touching:
            part, group = self._group[node], self._group[whole]
            if part is group or len(part.nodes) >= len(group.nodes) or whole[0] in part.nodes:
                continue
            one, two = self._annotation(node), self._annotation(whole)
            shared = min(one.end, two.end) - max(one.start, two.start)
            if 2 * shared >= one.end - one.start:
                names = self._layers[node[0]], self._layers[whole[0]]
                found.append(_Offer(-shared, rank(one), rank(two), names, node, whole))
        return found

    def _is_part(self, part: _Members, group: _Members, whole: Node) -> bool:
        """Return True if all of a group are parts of what a reader has in another group."""
        if part.several or whole[0] in group.several or not group.wholes.isdisjoint(part.nodes):
            return False
        if not part.nodes.keys() <= group.nodes.keys() - {whole[0]}:
            return False
        two = self._annotation(whole)
        for reader, (node,) in part.nodes.items():
            one, answer = self._annotation(node), self._annotation(group.nodes[reader][0])
            shared = min(one.end, two.end) - max(one.start, two.start)
            if one.tag != two.tag or 2 * shared < one.end - one.start:
                return False
            if answer.tag != two.tag or answer[2:4] == two[2:4]:
                return False
        return True

    def _sides(self, group: _Members) -> Group:
        if not group.several:
            nodes = group.nodes
            return tuple([(self._annotation(nodes[n][0]),) if n in nodes else () for n in range(len(self._all))])
        sides: list[tuple[Annotation, ...]] = []
        for reader in range(len(self._all)):
            own = [self._annotation(node) for node in group.nodes.get(reader, ())]
            sides.append((*own[:1], *sorted(own[1:], key=sort_key)))
        return tuple(sides)
