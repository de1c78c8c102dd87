"""The facts that a comparison of layers shows, as a worker made them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.core.document import Document
    from analyst_app.core.store import AnnotationStore
    from analyst_app.review.replies import Reply
    from analyst_app.review.review_board import ReviewBoard


class Compared(NamedTuple):
    """The facts that a comparison shows, made in a worker."""

    document: Document
    codebook: Codebook
    board: ReviewBoard
    stores: tuple[AnnotationStore, ...]
    """A's and B's annotations, to be painted; of more than two readers one for all (``painted_readings``)."""
    names: tuple[str, ...]
    """The names of the readers, A first: their layers, or nothing that tells who they are."""
    replies: tuple[Reply, ...] = ()
    """Of all colleagues, by time."""
    agreed: frozenset[str] = frozenset()
    """Ids of the annotations of all about which there was nothing to decide when it was made."""
    unfound: tuple[int, ...] = ()
    """Of each reader, the number of annotations whose words were not found in this text."""
