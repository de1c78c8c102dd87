"""A side of a review: one of the two layers, with the look-ups that decisions need."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.roles import CONTINUES
from analyst_app.core.store import AnnotationStore
from analyst_app.review.decisions import Origin, judged_digest, note_digest, reading_digest, ref_of


def digest_in_store(store: AnnotationStore, annotation: Annotation, text: str) -> str:
    """Return a digest of the content of an annotation in a store as it is now, without its note.

    Args:
        store: records of the layer.
        annotation: one of its annotations.
        text: text of the article.
    """
    links: list[tuple[str, str]] = []
    for link in store.links_from(annotation.id):
        target = store.annotation(link.to_id)
        links.append((link.role, text[target.start : target.end] if target else ""))
    return reading_digest(annotation, text, links)


class Side:
    """A layer with the look-ups that a review needs.

    Args:
        reading: the layer.
        text: text of the article.
    """

    def __init__(self, reading: Reading, text: str) -> None:
        self.layer = reading.layer
        self._text = text
        self._reading = reading
        self._origins: dict[str, Origin] = {}
        """Answers of ``origin`` by id of the annotation: the layer stays as it is."""

    # Each is made when it is first asked for: opening a comparison waits for none that it has no use for.

    @cached_property
    def _annotations(self) -> dict[str, Annotation]:
        return {annotation.id: annotation for annotation in self._reading.annotations}

    @cached_property
    def links_from(self) -> dict[str, list[Link]]:
        """The links that begin at an annotation, by its id."""
        found: dict[str, list[Link]] = {}
        for link in self._reading.links:
            found.setdefault(link.from_id, []).append(link)
        return found

    @cached_property
    def links_to(self) -> dict[str, list[Link]]:
        """The links that end at an annotation, by its id."""
        found: dict[str, list[Link]] = {}
        for link in self._reading.links:
            found.setdefault(link.to_id, []).append(link)
        return found

    @cached_property
    def _by_span(self) -> dict[tuple[str, int, int], list[Annotation]]:
        found: dict[tuple[str, int, int], list[Annotation]] = {}
        for annotation in self._reading.annotations:
            found.setdefault(annotation[1:4], []).append(annotation)
        return found

    def annotation(self, annotation_id: str) -> Annotation | None:
        """Return the annotation of that id, or None."""
        return self._annotations.get(annotation_id)

    def alike(self, annotation: Annotation) -> list[Annotation]:
        """Return the annotations of the layer that have the tag, span and values of this one."""
        return [one for one in self._by_span.get(annotation[1:4], ()) if one.attributes == annotation.attributes]

    def has_like(self, annotation: Annotation) -> bool:
        """Return True if the layer has an annotation with the tag, span and values of this one."""
        return bool(self.alike(annotation))

    def links_of(self, annotation: Annotation) -> tuple[tuple[str, str], ...]:
        """Return role and id of the target of each link that begins at an annotation, sorted."""
        return tuple(sorted((link.role, link.to_id) for link in self.links_from.get(annotation.id, ())))

    def goes_on(self, annotation: Annotation) -> bool:
        """Return True if an annotation continues another one of the layer, or another one continues it."""
        links = (*self.links_from.get(annotation.id, ()), *self.links_to.get(annotation.id, ()))
        return any(link.role == CONTINUES for link in links)

    def origin(self, annotation: Annotation) -> Origin:
        """Return an annotation as a decision judges it now."""
        own_id, tag, start, end = annotation[:4]
        held = self._origins.get(own_id)
        if held is None:
            digest = judged_digest(annotation, self._text)
            note, links = note_digest(annotation.note), self.links_of(annotation)
            held = self._origins[own_id] = Origin(ref_of(self.layer, own_id), digest, tag, start, end, note, links)
        return held

    def warm(self, judged: Iterable[Annotation]) -> None:
        """Make all look-ups now, and what ``origin`` answers for these annotations."""
        _ = self._annotations, self.links_from, self.links_to, self._by_span
        for one in judged:
            self.origin(one)

    def digest_of(self, annotation: Annotation) -> str:
        """Return a digest of the content of an annotation, without its note."""
        links: list[tuple[str, str]] = []
        for link in self.links_from.get(annotation.id, ()):
            target = self._annotations.get(link.to_id)
            links.append((link.role, self._text[target.start : target.end] if target else ""))
        return reading_digest(annotation, self._text, links)
