"""The links of a layer by id and by their ends, quick also where hundreds of thousands of them hang on one annotation.

A single annotation may carry more links than all others together, and its
deletion takes them all. So what is done to most of them at once is done by
operations on whole tables and not link by link; and the tables as they were
before are kept until the next change, because most often that is undo.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain, islice
from operator import itemgetter
from typing import NamedTuple

from analyst_app.core.annotation import Link
from analyst_app.wording import tr

_SORTED = 1_000
"""Links at one annotation that are put in order even if only a few of them are wanted."""
_MOST_AT_ONCE = 1_000
"""So many links, if most of a layer are among them, go by tables of what is left."""
_id, _from, _to = itemgetter(0), itemgetter(2), itemgetter(3)


class _Tables(NamedTuple):
    """The links of a layer, found by three ways."""

    by_id: dict[str, Link]
    leaving: dict[str, dict[str, Link]]
    """By the annotation at which they begin."""
    reaching: dict[str, dict[str, Link]]
    """By the annotation at which they end."""


class LinkIndex:
    """All links of one layer."""

    def __init__(self) -> None:
        self._now = _Tables({}, {}, {})
        self._before: _Tables | None = None
        """The tables before the last change, if that took most links away."""
        self._taken: Sequence[Link] = ()
        """The links that the change took."""

    # -- reading -------------------------------------------------------------

    def all(self) -> list[Link]:
        """All links, unsorted."""
        return list(self._now.by_id.values())

    def get(self, link_id: str) -> Link | None:
        """The link of that id, if it is there."""
        return self._now.by_id.get(link_id)

    def leaving(self, annotation_id: str, role: str | None, most: int | None) -> list[Link]:
        """Links that begin at an annotation: see ``AnnotationStore.links_from``.

        Args:
            annotation_id: of the annotation.
            role: of the links; None for all.
            most: so many at most.
        """
        return _by_creation(_of(role, self._now.leaving.get(annotation_id)), most)

    def reaching(self, annotation_id: str, role: str | None, most: int | None) -> list[Link]:
        """Links that end at an annotation: see ``AnnotationStore.links_to``.

        Args:
            annotation_id: of the annotation.
            role: of the links; None for all.
            most: so many at most.
        """
        return _by_creation(_of(role, self._now.reaching.get(annotation_id)), most)

    def around(self, annotation_ids: Sequence[str]) -> list[Link]:
        """Links that begin or end at one of some annotations, each once, in no certain order."""
        found = [side[one] for one in annotation_ids for side in (self._now.leaving, self._now.reaching) if one in side]
        if len(found) == 1:
            return list(found[0].values())
        whole: dict[str, Link] = {}
        for links in found:
            whole.update(links)
        return list(whole.values())

    # -- finding out if a change fits ------------------------------------------

    def holds(self, links: Sequence[Link]) -> bool:
        """True if these very links are there."""
        return not links or self._is_all_of_one(links) or list(map(self._now.by_id.get, map(_id, links))) == list(links)

    def refusal(self, removed: Sequence[Link], added: Sequence[Link], ends: Collection[str]) -> str | None:
        """The reason why links cannot be replaced by others; None if they can.

        Args:
            removed: those that are there, as ``holds`` has found.
            added: those to put in.
            ends: ids of annotations that go with them for good.
        """
        if not added and self._is_all_of_one(removed):
            first = removed[0].from_id
            if not any(one in self._now.reaching or (one != first and one in self._now.leaving) for one in ends):
                return None
        gone = set(map(_id, removed))
        if len(gone) != len(removed):
            return tr("one record stands twice in the change")
        if not (self._before is not None and added is self._taken):
            came = set(map(_id, added))
            if len(came) != len(added):
                return tr("one record stands twice in the change")
            if not self._now.by_id.keys().isdisjoint(came - gone if gone else came):
                return tr("the link is there already")
        sides = [side.get(one, {}) for one in ends for side in (self._now.leaving, self._now.reaching)]
        return None if all(links.keys() <= gone for links in sides) else tr("a link would lose one of its ends")

    # -- changing ------------------------------------------------------------

    def drop(self, links: Sequence[Link]) -> None:
        """Take links out that are there."""
        if not links:
            return
        self._before, self._taken = None, ()
        by_id, leaving, reaching = self._now
        if 2 * len(links) > len(by_id) > _MOST_AT_ONCE:
            rest: list[Link] = []
            if len(links) < len(by_id):
                gone = set(map(_id, links))
                rest = [link for link_id, link in by_id.items() if link_id not in gone]
            before, self._now = self._now, _Tables({}, {}, {})
            self.put(rest)
            self._before, self._taken = before, links
            return
        for link_id, _, from_id, to_id, *_ in links:
            del by_id[link_id], leaving[from_id][link_id], reaching[to_id][link_id]

    def put(self, links: Sequence[Link]) -> None:
        """Put links in whose ids are not there."""
        if not links:
            return
        before, taken, self._before, self._taken = self._before, self._taken, None, ()
        if before is not None and links is taken:
            self._now = before
            return
        table = dict(zip(map(_id, links), links, strict=True))
        self._now.by_id.update(table)
        for side, end_of in ((self._now.leaving, _from), (self._now.reaching, _to)):
            ends = set(map(end_of, links))
            if len(ends) == 1:
                side.setdefault(ends.pop(), {}).update(table)
                continue
            for link in links:
                end = end_of(link)
                if end in side:
                    side[end][link[0]] = link
                else:
                    side[end] = {link[0]: link}

    # -- inside --------------------------------------------------------------

    def _is_all_of_one(self, links: Sequence[Link]) -> bool:
        """True if they are all that begin at one annotation: when it goes, no link need be looked up."""
        around = self._now.leaving.get(links[0].from_id, {}) if links else {}
        return 0 < len(around) == len(links) and list(around.values()) == list(links)


def ends_of(links: Sequence[Link]) -> set[str]:
    """Ids of the annotations at which links begin or end."""
    return set(chain(map(_from, links), map(_to, links)))


def _of(role: str | None, links: dict[str, Link] | None) -> Iterable[Link]:
    if not links:
        return ()
    return links.values() if role is None else (link for link in links.values() if link.role == role)


def _by_creation(links: Iterable[Link], most: int | None) -> list[Link]:
    """Links sorted; if only some are wanted, of those that came first: sorting 300,000 would stop the window."""
    few = links if most is None else islice(links, max(most, _SORTED))
    return sorted(few, key=lambda link: (link.created, link.id))[:most]
