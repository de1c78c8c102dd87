"""Actors and cues that served only a reading that is dropped."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.annotation import Annotation
from analyst_app.review.decisions import Decision, ref_of
from analyst_app.review.side import Side

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook, Part

_ENDS: tuple[Part, ...] = ("actor", "cue")


class Freed(NamedTuple):
    """An end that was dropped along, and is judged anew because a decision about one that links to it is."""

    along: Decision
    """The decision that dropped it."""
    earlier: Decision
    """The decision that is replaced."""


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


def is_live(decision: Decision | None, layer: str) -> bool:
    """Return True unless the reading that a layer has in an annotation was dropped.

    Args:
        decision: the latest about it.
        layer: the layer.
    """
    return decision is None or decision.verdict in ("discuss", "own") or layer in decision.taken


def still_left(freed: Freed, sides: Mapping[str, Side], latest: Callable[[str], Decision | None]) -> Decision | None:
    """Return the decision that goes on dropping an end along; None if something may need it again.

    Args:
        freed: the end; of the layers that are compared, only one that was dropped along with another decision.
        sides: the layers that are compared, by id.
        latest: gives the decision about an annotation as it is now, by its name.
    """
    layer, _, end_id = freed.along.origins[0].ref.partition(":")
    is_of_earlier = freed.along.along == freed.earlier.id
    side = sides.get(layer)
    if side is None:  # a third reader's: of that layer no more is known than what was judged
        judged = [one for one in freed.earlier.origins if one.layer == layer]
        users = [one.ref for one in judged if any(to_id == end_id for _, to_id in one.links)]
    elif is_of_earlier:
        return None
    else:
        users = [ref_of(layer, link.from_id) for link in side.links_to.get(end_id, ())]
        users += [ref_of(layer, link.to_id) for link in side.links_from.get(end_id, ())]
    found = [latest(ref) for ref in users]
    dropped = [one for one in found if one is not None and one.verdict in ("take", "both", "reject")]
    if not users or len(dropped) < len(users) or any(layer in one.taken for one in dropped):
        return None
    if not is_of_earlier:
        return freed.along
    return replace(freed.along, along=dropped[0].id) if dropped[0].verdict == "take" else None
