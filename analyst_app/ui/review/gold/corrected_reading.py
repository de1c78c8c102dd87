"""The reading that is checked, as it is painted: beside a quote that was corrected stands the speaker that gold has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.store import AnnotationStore

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analyst_app.core.annotation import Annotation, Link
    from analyst_app.ui.review.review_session import ReviewSession


class CorrectedReading(AnnotationStore):
    """Her annotations with their links, but for those of what the reviewer corrected: these are gold's.

    Args:
        review: the check; nothing of it is changed here.
    """

    def __init__(self, review: ReviewSession) -> None:
        hers = review.compared.stores[0]
        super().__init__([*hers.annotations, *hers.links], length=hers.length)
        self._review = review
        self._corrected: dict[str, str] = {}
        """Ids of hers that were corrected, with gold's."""
        self.follow(range(len(review.board.review.differences)))

    def follow(self, places: Iterable[int]) -> list[Annotation]:
        """Take note of what was decided at some places; return hers that have other links now.

        Args:
            places: of differences.
        """
        changed: list[Annotation] = []
        for place in places:
            row = self._review.board.rows[place]
            is_corrected = row.state == "settled" and row.decision is not None and row.decision.verdict == "own"
            gold = self._review.board.review.gold_of(place) if is_corrected else []
            for one in next(filter(None, row.difference.sides), ())[:1]:
                before = self._corrected.pop(one.id, "")
                if gold:
                    self._corrected[one.id] = gold[0].id
                if gold or before:
                    changed.append(one)
        return changed

    def annotation(self, annotation_id: str) -> Annotation | None:
        """Return hers of that id, else gold's."""
        return super().annotation(annotation_id) or self._review.board.review.gold.annotation(annotation_id)

    def links_from(self, annotation_id: str, role: str | None = None, *, most: int | None = None) -> list[Link]:
        """Links that begin at an annotation: gold's, where hers was corrected.

        Args:
            annotation_id: of the annotation.
            role: of the links; None for all.
            most: so many at most.
        """
        gold, own_id = self._review.board.review.gold, self._corrected.get(annotation_id, "")
        if not own_id and super().annotation(annotation_id) is None:
            own_id = annotation_id  # a continuation in gold
        if own_id:
            return gold.links_from(own_id, role, most=most)
        return super().links_from(annotation_id, role, most=most)
