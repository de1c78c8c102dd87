"""The places of annotations among the differences of a review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from analyst_app.review.adrift import Adrift, AnyDifference
from analyst_app.review.decisions import ref_of


def refs_of(difference: AnyDifference, layers: Iterable[str]) -> tuple[str, ...]:
    """Return the names, ``layer:id``, by which gold knows the annotations of a difference.

    Args:
        difference: a row of the review.
        layers: ids of the layers, A first.
    """
    if isinstance(difference, Adrift):
        return tuple(origin.ref for origin in difference.gone)
    sides = zip(layers, difference.sides, strict=True)
    return tuple([ref_of(layer, one.id) for layer, side in sides for one in side])


class Places:
    """The place of each annotation of the layers, present or gone, among the rows of a review.

    Args:
        differences: the rows; a place is an index in them.
        layers: ids of the layers, A first.
    """

    def __init__(self, differences: Sequence[AnyDifference], *layers: str) -> None:
        self._differences = differences
        self.layers = layers
        """Ids of the layers, A first."""

    @cached_property
    def _by_layer(self) -> dict[str, dict[str, int]]:  # not needed before gold has something, or a worker measures
        by_layer: dict[str, dict[str, int]] = {layer: {} for layer in self.layers}
        own = tuple(by_layer.values())
        for place, difference in enumerate(self._differences):
            for found, side in zip(own, difference.sides, strict=False):
                for one in side:
                    found[one[0]] = place
            if isinstance(difference, Adrift):
                for origin in difference.gone:
                    by_layer[origin.layer][origin.annotation_id] = place
        return by_layer

    def belongs(self, refs: Iterable[str], place: int | None) -> bool:
        """Return True if any of these annotations stands at a place, or if they are of these layers and stand nowhere.

        Where only gold has something, that is none of which the layers still have a part.

        Args:
            refs: names of the annotations, ``layer:id``.
            place: the place.
        """
        named = list(refs)
        found = {at for ref in named if (at := self.of(ref)) is not None}
        if place is not None and isinstance(self._differences[place], Adrift) and not self._are_adrift(found):
            return False
        is_of_others = any(ref.partition(":")[0] not in self.layers for ref in named)
        return place in found or (not found and not is_of_others)

    def _are_adrift(self, places: Iterable[int]) -> bool:
        return all(isinstance(self._differences[place], Adrift) for place in places)

    def of_layer(self, layer: str) -> Mapping[str, int]:
        """Return the places of a layer's annotations, by id."""
        return self._by_layer.get(layer, {})

    def of(self, ref: str) -> int | None:
        """Return the place of an annotation by its name in gold; None if it has none."""
        layer, _, annotation_id = ref.partition(":")
        return self._by_layer.get(layer, {}).get(annotation_id)
