"""The records of a gold layer with the look-ups that a review needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from analyst_app.core.store import AnnotationStore
from analyst_app.review.decisions import Decision
from analyst_app.review.origin_index import OriginIndex


class GoldContents(NamedTuple):
    """The records of a gold layer, by the ways in which a review looks them up."""

    store: AnnotationStore
    """All records."""
    by_ref: OriginIndex
    """Ids of gold annotations, by the annotations that they were made of."""
    decisions: Mapping[str, Decision]
    """Decisions and discussions, by id."""
    decided: Mapping[str, str]
    """Id of the latest decision, by the name of the annotation that it judged."""

    def latest(self, ref: str) -> Decision | None:
        """The latest decision or discussion about an annotation of a layer, by its name in gold."""
        return self.decisions.get(self.decided.get(ref, ""))

    def latest_of(self, refs: Iterable[str]) -> Decision | None:
        """The latest decision or discussion about any of these annotations."""
        found = [self.decisions[self.decided[ref]] for ref in refs if ref in self.decided]
        return max(found, key=lambda one: (one.when, one.id), default=None)
