"""The records of a gold layer with the look-ups that a review needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from analyst_app.core.store import AnnotationStore
from analyst_app.review.decisions import Decision
from analyst_app.review.origin_index import OriginIndex


class GoldContents(NamedTuple):
    """What gold holds."""

    store: AnnotationStore
    by_ref: OriginIndex
    """Ids of annotations by origin."""
    decisions: Mapping[str, Decision]
    decided: Mapping[str, str]
    """Id of the latest decision by origin."""

    def latest(self, ref: str) -> Decision | None:
        """The latest decision or discussion about an annotation of a layer, by its name in gold."""
        return self.decisions.get(self.decided.get(ref, ""))

    def latest_of(self, refs: Iterable[str]) -> Decision | None:
        """The latest decision or discussion about any of these annotations."""
        found = [self.decisions[self.decided[ref]] for ref in refs if ref in self.decided]
        return max(found, key=lambda one: (one.when, one.id), default=None)
