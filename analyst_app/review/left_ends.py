"""Actors and cues that served only a reading that is dropped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from analyst_app.core.annotation import Annotation
from analyst_app.review.side import Side

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook, Part

_ENDS: tuple[Part, ...] = ("actor", "cue")


def end_tags(codebook: Codebook) -> frozenset[str]:
    """Return the ids of the tags whose annotations serve others: they play an actor or a cue."""
    return frozenset[str]().union(*(codebook.ids_counted_as(part) for part in _ENDS))


def left_ends(
    side: Side, dropped: Iterable[Annotation], tags: Collection[str], is_live: Callable[[str], bool]
) -> list[Annotation]:
    """Return the ends of the links of dropped annotations that no other link of their layer needs.

    Args:
        side: the layer.
        dropped: annotations of the layer whose reading is dropped.
        tags: ids of the tags whose annotations serve others.
        is_live: says of another annotation, by its id, whether it is not dropped.
    """
    gone = {one.id for one in dropped}
    found: dict[str, Annotation] = {}
    for link in (link for own_id in gone for link in side.links_from.get(own_id, ())):
        end = side.annotation(link.to_id)
        if end is None or end.tag not in tags:
            continue
        others = [own.from_id for own in side.links_to.get(end.id, ())]
        others += [own.to_id for own in side.links_from.get(end.id, ())]
        if not any(other not in gone and is_live(other) for other in others):
            found[end.id] = end
    return sorted(found.values(), key=lambda end: (end.start, end.id))
