"""Agreement of a layer with gold that is brought up to date after each decision, whatever the article's size.

The text is cut where no annotation lies across; every part adds its own tally,
and after a change only the parts that it touches are counted anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.live_links import LiveLinks
from analyst_app.agreement.tally import FiguresWanted, Tally, tally
from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.bulk_work import bulk_work

_MEMBERS = 12
"""Smallest number of annotations at which a part is closed."""
_PARTS = 400
"""Greatest number of parts, roughly: a long article gets larger parts."""


class _Part:
    """A stretch of the text such that no annotation in it reaches beyond."""

    __slots__ = ("end", "gold", "own", "start", "tally")

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
        self.own: list[Annotation] = []
        self.gold: dict[str, Annotation] = {}
        self.tally: Tally | None = None


class LiveAgreement:
    """The agreement between one layer, which stays as it is, and gold, which changes.

    Args:
        own: the layer.
        gold: the gold layer as it is now.
        others: annotations of further layers that gold is made from; gold hardly
            ever reaches across a place where they do not either.
        length: length of the text in code points.
        scope: the tags of the codebook.
        aside: ids of annotations of the layer that do not count yet (``set_aside``).
    """

    def __init__(
        self,
        own: Reading,
        gold: Reading,
        *,
        others: Sequence[Annotation] = (),
        length: int,
        scope: Scope,
        aside: Collection[str] = (),
    ) -> None:
        self.agreement = Agreement((own.layer, gold.layer), scope)
        """The figures; one object that stays and is changed."""
        self.agreement.articles = 1
        self._own = own
        self._pair = (own.layer, gold.layer)
        self._partners: dict[str, str] = {}
        self._members: tuple[set[str], set[str]] = (set(), set())
        self._moved: tuple[set[str], set[str]] = (set(), set())
        """Annotations of both in the parts that were counted anew since links were counted last."""
        with bulk_work(len(own.annotations) + len(gold.annotations)):
            self._parts = _cut([*own.annotations, *gold.annotations, *others], length)
            self._starts = [part.start for part in self._parts]
            for annotation in own.annotations:
                if annotation.id not in aside:
                    self._part_of(annotation.start).own.append(annotation)
            for annotation in gold.annotations:
                self._part_of(annotation.start).gold[annotation.id] = annotation
            for part in self._parts:
                self._count(part)
            self._links = LiveLinks(own.links, gold.links)
            self._count_links(())

    def update(
        self,
        removed: Iterable[Annotation],
        added: Iterable[Annotation],
        *,
        removed_links: Iterable[Link] = (),
        added_links: Iterable[Link] = (),
    ) -> None:
        """Bring the figures up to date after a change of gold.

        Args:
            removed: annotations that gold has no longer.
            added: annotations that gold has now.
            removed_links: links that gold has no longer.
            added_links: links that gold has now.
        """
        touched: dict[int, _Part] = {}
        for annotation in removed:
            part = self._part_of(annotation.start)
            if part.gold.pop(annotation.id, None) is not None:
                touched[part.start] = part
        for annotation in added:
            part = self._joined(annotation, touched)
            if part.gold.get(annotation.id) != annotation:
                part.gold[annotation.id] = annotation
                touched[part.start] = part
        for part in touched.values():
            self._uncount(part)
            self._count(part)
        self._count_links(self._links.change(removed_links, added_links))

    def set_aside(self, annotations: Iterable[Annotation], *, is_aside: bool) -> None:
        """Let annotations of the layer count no more, as nobody has decided about them yet, or count them again.

        Args:
            annotations: of the layer.
            is_aside: True: they do not count.
        """
        touched: dict[int, _Part] = {}
        for annotation in annotations:
            part = self._part_of(annotation.start)
            if (annotation in part.own) == is_aside:
                (part.own.remove if is_aside else part.own.append)(annotation)
                touched[part.start] = part
        for part in touched.values():
            self._uncount(part)
            self._count(part)
        self._count_links(())

    # -- inside --------------------------------------------------------------

    def _part_of(self, position: int) -> _Part:
        return self._parts[bisect_right(self._starts, position) - 1]

    def _joined(self, annotation: Annotation, touched: dict[int, _Part]) -> _Part:
        """Return the part that holds an annotation; parts that it reaches across become one."""
        first = bisect_right(self._starts, annotation.start) - 1
        part = self._parts[first]
        last = first
        while self._parts[last].end < annotation.end:
            last += 1
        for other in self._parts[first + 1 : last + 1]:
            self._uncount(other)
            touched.pop(other.start, None)
            part.own += other.own
            part.gold |= other.gold
            part.end = other.end
        if last > first:
            del self._parts[first + 1 : last + 1], self._starts[first + 1 : last + 1]
            touched[part.start] = part
        return part

    def _count(self, part: _Part) -> None:
        gold = Reading(self._pair[1], list(part.gold.values()))
        own = Reading(self._own.layer, part.own)
        part.tally = tally([own, gold], part.end - part.start, self.agreement.scope.skip, FiguresWanted(ids=True))
        self.agreement.count(part.tally)
        self._partners |= part.tally.pairs[self._pair].partners
        for all_of_them, moved, members in zip(self._members, self._moved, part.tally.members, strict=True):
            all_of_them |= members
            moved |= members

    def _uncount(self, part: _Part) -> None:
        if part.tally is None:
            return
        self.agreement.count(part.tally, -1)
        for own_id in part.tally.pairs[self._pair].partners:
            self._partners.pop(own_id, None)
        for all_of_them, moved, members in zip(self._members, self._moved, part.tally.members, strict=True):
            all_of_them -= members
            moved |= members
        part.tally = None

    def _count_links(self, changed: Iterable[str]) -> None:
        """Count the links anew that may have changed; they lead from part to part, so they are counted apart."""
        before = self._links.counts.copy()
        self._links.follow(self._moved, changed, self._partners, self._members)
        self.agreement.recount_links(before, self._links.counts)
        self._moved = (set(), set())


def _cut(annotations: list[Annotation], length: int) -> list[_Part]:
    """Return the text in parts of a few annotations each, cut where none lies across."""
    enough = max(_MEMBERS, len(annotations) // _PARTS)
    parts: list[_Part] = []
    start = reached = members = 0
    for annotation in sorted(annotations, key=lambda one: one.start):
        if members >= enough and annotation.start >= reached and annotation.start > start:
            parts.append(_Part(start, annotation.start))
            start, members = annotation.start, 0
        reached = max(reached, annotation.end)
        members += 1
    parts.append(_Part(start, length))
    return parts
