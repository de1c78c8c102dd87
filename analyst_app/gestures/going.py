"""Going from one annotation to another: the next, the one before, others at the same place."""

from __future__ import annotations

from collections.abc import Collection

from analyst_app.core.annotation import Annotation
from analyst_app.core.store import AnnotationStore


def neighbour(
    store: AnnotationStore,
    *,
    current: Annotation | None,
    caret: int,
    forward: bool,
    shown: Collection[str] | None = None,
) -> Annotation | None:
    """The next or previous annotation in reading order, seen from the current one, else from the caret.

    Args:
        store: the annotations.
        current: the one to go on from.
        caret: position to begin at if there is no current one, code points.
        forward: True for the next, False for the previous one.
        shown: ids of the tags that are shown; None for all.
    """
    everything = store.annotations
    if current is not None:
        row = store.row_of(current) + (1 if forward else -1)
    else:
        probe = Annotation("", "", caret, store.length + 1)
        row = store.row_of(probe) - (0 if forward else 1)
    step = 1 if forward else -1
    while 0 <= row < len(everything):
        if shown is None or everything[row].tag in shown:
            return everything[row]
        row += step
    return None


def next_here(
    store: AnnotationStore, *, current: Annotation | None, caret: int, shown: Collection[str] | None = None
) -> Annotation | None:
    """The annotation under the caret after the current one, from the innermost outwards and round.

    Args:
        store: the annotations.
        current: the one to go on from; None begins with the innermost.
        caret: position, code points.
        shown: ids of the tags that are shown; None for all.
    """
    here = [annotation for annotation in store.at(caret) if shown is None or annotation.tag in shown]
    if not here:
        return None
    place = next((n for n, annotation in enumerate(here) if current and annotation.id == current.id), -1)
    return here[(place + 1) % len(here)]
