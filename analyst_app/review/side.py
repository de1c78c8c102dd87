"""One of the two layers in a review, with its links by their ends."""

from __future__ import annotations

from functools import cached_property

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.store import AnnotationStore
from analyst_app.review.align import Reading
from analyst_app.review.decisions import judged_digest, reading_digest


def says_in(store: AnnotationStore, annotation: Annotation, text: str) -> str:
    """What an annotation of a store says now, as a digest without its note."""
    links: list[tuple[str, str]] = []
    for link in store.links_from(annotation.id):
        target = store.annotation(link.to_id)
        links.append((link.role, text[target.start : target.end] if target else ""))
    return reading_digest(annotation, text, links)


class Side:
    """A reading with what has to be looked up in it."""

    def __init__(self, reading: Reading, text: str) -> None:
        self.layer = reading.layer
        self._text = text
        self._reading = reading

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

    def warm(self) -> None:
        """Make all of it now."""
        _ = self._annotations, self.links_from, self.links_to

    def says(self, annotation: Annotation) -> tuple[str, str]:
        """What it says, as digests: with its note, and without."""
        by_words: list[tuple[str, str]] = []
        by_id: list[tuple[str, str]] = []
        for link in self.links_from.get(annotation.id, ()):
            target = self._annotations.get(link.to_id)
            by_words.append((link.role, self._text[target.start : target.end] if target else ""))
            by_id.append((link.role, link.to_id))
        return judged_digest(annotation, self._text, by_id), reading_digest(annotation, self._text, by_words)
