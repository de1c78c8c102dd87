"""What both layers share, drawn up as records of gold before a decision needs it.

It is large, and it comes and goes as a whole: with the first decision, and
when that is undone. So it is kept with all that can be looked up in it, and
who takes note of it need not go through its records one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analyst_app.core.annotation import Annotation, Link, Record
from analyst_app.core.store import Change, Key
from analyst_app.review.adrift import AnyDifference
from analyst_app.review.decisions import derived_id, origins_of, ref_of
from analyst_app.review.side import Side


class SharedPart:
    """The records that bring what both share.

    Args:
        change: as a change of gold.
        places: of the differences that it is about.
    """

    def __init__(self, change: Change, places: Iterable[int]) -> None:
        self.change = change
        self.places = frozenset(places)
        self.annotations = {one.id: one for one in change.added if isinstance(one, Annotation)}
        self.links = {one.id: one for one in change.added if isinstance(one, Link)}
        self.made_of = {ref: one.id for one in self.annotations.values() for ref in origins_of(one)}
        """By origin, the id of the annotation that was made of it."""
        self.links_at: dict[str, tuple[str, ...]] = {}
        """By id of an annotation, those of the links at it."""
        for link in self.links.values():
            for end in (link.from_id, link.to_id):
                self.links_at[end] = (*self.links_at.get(end, ()), link.id)

    def record(self, key: Key) -> Annotation | Link | None:
        """The record of that kind and id, if it is one of them."""
        kind, record_id = key
        if kind is Annotation:
            return self.annotations.get(record_id)
        return self.links.get(record_id) if kind is Link else None

    def rest_of(self, records: tuple[Record, ...]) -> tuple[Record, ...] | None:
        """The others among the records; None if they do not hold all that is shared."""
        size = len(self.annotations) + len(self.links)
        if not size or len(records) < size:
            return None
        annotations, links = self.annotations, self.links
        rest = [one for one in records if annotations.get(one[0]) is not one and links.get(one[0]) is not one]
        return tuple(rest) if len(rest) == len(records) - size else None


NOTHING_SHARED = SharedPart(Change(), ())


def shared_change(differences: Iterable[AnyDifference], sides: Mapping[str, Side], now: str) -> Change:
    """What both layers share as records for a gold layer that has nothing of either.

    Args:
        differences: in which both say the same, in reading order.
        sides: the two layers, A first.
        now: when gold gets them, UTC.
    """
    (name_a, a), (name_b, b) = sides.items()
    stands_for: tuple[dict[str, str], dict[str, str]] = ({}, {})
    annotations: list[Record] = []
    tails: list[tuple[str, str, str]] = []
    for difference in differences:
        one, two = difference.a[0], difference.b[0]
        refs = [ref_of(name_a, one.id), ref_of(name_b, two.id)]
        gold_id = derived_id("gold", *sorted(refs))
        stands_for[0][one.id] = stands_for[1][two.id] = gold_id
        annotations.append(Annotation(gold_id, *one[1:6], now, now, (("origins", refs),)))
        if one.id in a.links_from or two.id in b.links_from:
            tails.append((gold_id, one.id, two.id))
    links: dict[str, Record] = {}
    for gold_id, *own in tails:
        for side, own_id, known in zip((a, b), own, stands_for, strict=True):
            for link in side.links_from.get(own_id, ()):
                head = known.get(link.to_id)
                if head is not None:
                    link_id = derived_id("link", link.role, gold_id, head)
                    extra = (("origins", [ref_of(side.layer, link.id)]),)
                    links.setdefault(link_id, Link(link_id, link.role, gold_id, head, now, now, extra))
    return Change((), (*annotations, *links.values()))
