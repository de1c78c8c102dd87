"""A layer as the index needs it: its annotations where they stand in the text of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.document import Document
from analyst_app.errors import LeadsOutside, Unreadable, why_unread
from analyst_app.storage import atomic, sidecar_reader
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.reanchor import anchored


@dataclass(frozen=True, slots=True)
class IndexedLayer:
    """The content of a sidecar, re-anchored in memory if the article has changed since."""

    annotator: str = ""
    status: str = ""
    annotations: Sequence[Annotation] = ()
    links: Sequence[Link] = ()
    waiting: int = 0
    """Records without a certain place."""
    problem: str = ""
    """Damage of the file, in words; without a ``status``, the reason why it was left out, as it follows the name."""
    is_unread: bool = False
    """True if the system did not let the file be read, which may be otherwise the next time."""


def may_be_read_later(error: BaseException | None) -> bool:
    """True if the system let a file not be read, for a reason that may go without a change of its time or size."""
    return isinstance(error, OSError) and not isinstance(error, LeadsOutside | Unreadable)


def layer_for_index(path: Path, document: Document | None) -> IndexedLayer:
    """Read a sidecar for its article's text; a file that cannot be read says so and has no annotations.

    Args:
        path: the sidecar.
        document: its article; None: it cannot be read.
    """
    if document is None:
        return IndexedLayer(problem="its article cannot be read")
    try:
        data = atomic.read_regular(path, limit=LARGEST_SIDECAR)
    except OSError as error:
        return IndexedLayer(problem=f"cannot be read: {why_unread(error)}", is_unread=may_be_read_later(error))
    found = sidecar_reader.parse_sidecar(data, name=path.name, document=document)
    if found.is_newer:
        return IndexedLayer(problem=found.refusal)
    layer = anchored(found, document).layer
    return IndexedLayer(
        layer.head.annotator, layer.facts.status, layer.annotations, layer.links, len(layer.unplaced), found.damage
    )
