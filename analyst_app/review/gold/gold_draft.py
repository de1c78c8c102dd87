"""A draft of the gold layer, in which several decisions are drawn up before they become one Change."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from analyst_app.core.annotation import Annotation, Entry, Link, Record, pairs, same_content
from analyst_app.core.store import AnnotationStore, Change, Key, key_of
from analyst_app.review.decisions import derived_id, origins_of, reading_digest
from analyst_app.review.gold.origin_index import OriginIndex
from analyst_app.review.shared_part import NOTHING_SHARED, SharedPart

_BY = "decision"
"""Key of a link that a reviewer gave by a decision: the id of that."""


class GoldDraft:
    """A gold layer with changes on top that are not made yet.

    Args:
        store: records of the gold layer.
        by_ref: ids of its annotations by the origins that they name.
        part: the records that both layers share, if they are to be taken along.
    """

    def __init__(self, store: AnnotationStore, by_ref: OriginIndex, part: SharedPart = NOTHING_SHARED) -> None:
        self._store = store
        self._by_ref = by_ref
        self._part = part
        self._new: dict[Key, Record | None] = {}
        self._new_refs: dict[str, set[str]] = {}
        self._new_links_at: dict[str, set[str]] = {}

    def annotation(self, annotation_id: str) -> Annotation | None:
        """Return the annotation of that id in the draft, or None."""
        found = self._now((Annotation, annotation_id))
        return found if isinstance(found, Annotation) else None

    def made_of(self, ref: str) -> list[Annotation]:
        """Return the annotations in the draft that name an origin."""
        ids = self._new_refs.get(ref, set()).union(self._by_ref.of(ref))
        if ref in self._part.made_of:
            ids.add(self._part.made_of[ref])
        found = (self.annotation(annotation_id) for annotation_id in sorted(ids))
        return [annotation for annotation in found if annotation is not None and ref in origins_of(annotation)]

    def links_at(self, annotation_id: str) -> list[Link]:
        """Return the links in the draft that begin or end at an annotation."""
        stored = (*self._store.links_from(annotation_id), *self._store.links_to(annotation_id))
        ids = {link.id for link in stored} | self._new_links_at.get(annotation_id, set())
        ids.update(self._part.links_at.get(annotation_id, ()))
        found = (self._now((Link, link_id)) for link_id in sorted(ids))
        return [one for one in found if isinstance(one, Link) and annotation_id in (one.from_id, one.to_id)]

    def links_around(self, annotations: Iterable[Annotation]) -> list[Link]:
        """Return the links in the draft that begin or end at any of some annotations."""
        return [link for one in annotations for link in self.links_at(one.id)]

    def digest_of(self, gold: Annotation, text: str) -> str:
        """Return a digest of the content of an annotation and its links, without its note.

        Args:
            gold: an annotation of the draft.
            text: text of the article.
        """
        links: list[tuple[str, str]] = []
        for link in self.links_at(gold.id):
            target = self.annotation(link.to_id)
            if link.from_id == gold.id and target is not None:
                links.append((link.role, text[target.start : target.end]))
        return reading_digest(gold, text, links)

    def fresh_id(self, refs: tuple[str, ...]) -> str:
        """Return an id that no annotation of the draft has, the same each time.

        Args:
            refs: names of the annotations that it is made of.
        """
        made = derived_id("gold", *refs)
        number = 1
        while self.annotation(made) is not None:
            made, number = derived_id("gold", *refs, str(number)), number + 1
        return made

    def put(self, record: Annotation | Link | Entry) -> None:
        """Put in a record, or another version of one."""
        self._new[key_of(record)] = record
        if isinstance(record, Annotation):
            for ref in origins_of(record):
                self._new_refs.setdefault(ref, set()).add(record.id)
        elif isinstance(record, Link):
            for end in (record.from_id, record.to_id):
                self._new_links_at.setdefault(end, set()).add(record.id)

    def drop(self, record: Annotation | Link | Entry) -> None:
        """Take out a record."""
        self._new[key_of(record)] = None

    def drop_links(self, annotation_ids: Iterable[str], *, keep_own: bool, by: Collection[str] = ()) -> None:
        """Take out the links at some annotations.

        Args:
            annotation_ids: ids of the annotations.
            keep_own: True leaves the links that the reviewer made.
            by: ids of decisions; the links that the reviewer made by these go all the same.
        """
        for annotation_id in annotation_ids:
            for link in self.links_at(annotation_id):
                extra = dict(link.extra)
                if not (keep_own and "origins" not in extra and extra.get(_BY) not in by):
                    self.drop(link)

    def change(self) -> Change:
        """Return the whole draft as one Change."""
        shared = self._part.change
        if any(self._part.record(key) is not None for key in self._new):
            others = [[one for one in some if key_of(one) not in self._new] for some in (shared.removed, shared.added)]
            shared = Change(tuple(others[0]), tuple(others[1]))
        removed: list[Record] = []
        added: list[Record] = []
        for key, new in self._new.items():
            old = self._store.record(key)
            if old is not None and new is not None and same_content(old, new):
                continue
            if old is not None:
                removed.append(old)
            if new is not None:
                added.append(new)
        return Change((*shared.removed, *removed), (*shared.added, *added))

    def _now(self, key: Key) -> Record | None:
        return self._new[key] if key in self._new else self._part.record(key) or self._store.record(key)


def own_link(role: str, tail: Annotation, head: Annotation, decision: str, now: str) -> Link:
    """Return a link that a reviewer gave by a decision.

    Args:
        role: of the link.
        tail: the gold annotation at which it begins.
        head: the one to which it leads.
        decision: id of the decision.
        now: the time, UTC.
    """
    return Link(derived_id("link", role, tail.id, head.id), role, tail.id, head.id, now, now, pairs({_BY: decision}))
