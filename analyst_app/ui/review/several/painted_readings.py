"""The readings of several people as one layer to be painted: what is alike but for its links once, whoever has it.

An annotation there has the name that gold knows it by (``layer:id``) as its id,
since two layers may have one id for two things.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.store import AnnotationStore
from analyst_app.review.decisions import ref_of

if TYPE_CHECKING:
    from analyst_app.alignment.gathering import Gathered, Gathering


def painted_readings(gathering: Gathering, length: int) -> AnnotationStore:
    """The annotations of all readers, what several say alike once, with their links.

    Args:
        gathering: the readings, gathered.
        length: of the text, code points.
    """
    layers = [reading.layer for reading in gathering.readings]
    shown: list[Annotation] = []
    painted_as: list[dict[str, str]] = [{} for _ in layers]
    for place in gathering.differences:
        made: list[Annotation] = []
        for layer, names, side in zip(layers, painted_as, place.sides, strict=True):
            for one in side:
                like = next((other for other in made if other[1:6] == one[1:6]), None)
                if like is None:
                    like = one._replace(id=ref_of(layer, one.id))
                    made.append(like)
                names[one.id] = like.id
        shown += made
    links: dict[tuple[str, str, str], Link] = {}
    for reading, names in zip(gathering.readings, painted_as, strict=True):
        for link in reading.links:
            ends = link.role, names.get(link.from_id, ""), names.get(link.to_id, "")
            if all(ends) and ends not in links:
                links[ends] = link._replace(id=ref_of(reading.layer, link.id), from_id=ends[1], to_id=ends[2])
    return AnnotationStore([*shown, *links.values()], length=length)


def painted_of(store: AnnotationStore, difference: Gathered, layers: tuple[str, ...]) -> Annotation | None:
    """The painted annotation of the first reading of a place.

    Args:
        store: as ``painted_readings`` made it.
        difference: the place.
        layers: ids of the layers, A first.
    """
    first = difference.present[0][0]
    return store.annotation(ref_of(layers[first], difference.sides[first][0].id))
