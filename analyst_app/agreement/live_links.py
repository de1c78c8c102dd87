"""Count of the links that a layer and gold share, kept up to date as pairs and gold's links change.

The numbers are those of ``tally.link_counts``, but a change costs only the
links at the annotations that it is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from analyst_app.core.annotation import Link

_Seen = tuple[str, str, str]
"""Role and both ends of a link, by the ids that gold gives them."""


class _LinksOfLayer(NamedTuple):
    """The links of one of the two layers, and the numbers that they add."""

    links: dict[str, Link]
    at: dict[str, tuple[str, ...]]
    """Ids of the links at an annotation, by its id."""
    counted: dict[str, _Seen]
    """The key that each link counts under, by its id; without links of which an end does not count."""
    numbers: Counter[_Seen]
    """Number of links under each key."""

    def put(self, link: Link) -> None:
        self.links[link.id] = link
        for end in link[2:4]:
            self.at[end] = (*self.at.get(end, ()), link.id)

    def drop(self, link_id: str) -> None:
        link = self.links.pop(link_id, None)
        for end in link[2:4] if link is not None else ():
            self.at[end] = tuple([one for one in self.at.get(end, ()) if one != link_id])

    def ids_at(self, annotation_ids: Iterable[str]) -> set[str]:
        return {link_id for one in annotation_ids for link_id in self.at.get(one, ())}


class LiveLinks:
    """The links of a layer, which stay as they are, and those of gold, which change.

    Args:
        own: links of the layer.
        gold: links of gold as they are now; they count from the first ``follow`` on.
    """

    def __init__(self, own: Iterable[Link], gold: Iterable[Link]) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        """Number of links on both sides ("all") and of pairs that agree in both ends ("both"), by role."""
        self._own, self._gold = (_LinksOfLayer({}, {}, {}, Counter()) for _ in range(2))
        for side, links in ((self._own, own), (self._gold, gold)):
            for link in links:
                side.put(link)

    def change(self, removed: Iterable[Link], added: Iterable[Link]) -> set[str]:
        """Take in a change of gold's links, and return the ids of those that ``follow`` has to look at.

        Args:
            removed: links that gold has no longer.
            added: links that gold has now.
        """
        changed: set[str] = set()
        for link in removed:
            self._gold.drop(link.id)
            changed.add(link.id)
        for link in added:
            self._gold.drop(link.id)
            self._gold.put(link)
            changed.add(link.id)
        return changed

    def follow(
        self,
        moved: tuple[Iterable[str], Iterable[str]],
        changed: Iterable[str],
        partners: Mapping[str, str],
        members: tuple[Collection[str], Collection[str]],
    ) -> None:
        """Count the links anew for which pairs, members or ends have changed.

        Args:
            moved: ids of the layer's and of gold's annotations that have another partner, or that began or ceased to
                count.
            changed: ids of gold's links that came, went, or lead elsewhere.
            partners: gold's id of each matched annotation of the layer.
            members: ids of the annotations that count, the layer's and gold's.
        """
        for link_id in self._own.ids_at(moved[0]):
            link = self._own.links[link_id]
            counts = link.from_id in members[0] and link.to_id in members[0]
            seen = (link.role, partners.get(link.from_id, ""), partners.get(link.to_id, ""))
            self._recount(self._own, self._gold, link_id, seen if counts else None)
        for link_id in self._gold.ids_at(moved[1]).union(changed):
            found = self._gold.links.get(link_id)
            counts = found is not None and found.from_id in members[1] and found.to_id in members[1]
            self._recount(self._gold, self._own, link_id, found[1:4] if found is not None and counts else None)

    def _recount(self, side: _LinksOfLayer, other: _LinksOfLayer, link_id: str, now: _Seen | None) -> None:
        before = side.counted.pop(link_id, None)
        if now is not None:
            side.counted[link_id] = now
        if before == now:
            return
        for seen, step in ((before, -1), (now, 1)):
            if seen is None:
                continue
            shared = min(side.numbers[seen], other.numbers[seen])
            side.numbers[seen] += step
            self.counts[seen[0], "all"] += step
            self.counts[seen[0], "both"] += min(side.numbers[seen], other.numbers[seen]) - shared
