"""The places of annotations among the differences of a review."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from analyst_app.review.adrift import Adrift, AnyDifference
from analyst_app.review.decisions import ref_of


def refs_of(difference: AnyDifference, a: str, b: str) -> tuple[str, ...]:
    """Return the names, ``layer:id``, by which gold knows the annotations of a difference.

    Args:
        difference: a row of the review.
        a: id of layer A.
        b: id of layer B.
    """
    if isinstance(difference, Adrift):
        return tuple(origin.ref for origin in difference.gone)
    return (*(ref_of(a, one.id) for one in difference.a), *(ref_of(b, two.id) for two in difference.b))


class Places:
    """The place of each annotation of two layers, present or gone, among the rows of a review.

    Args:
        differences: the rows; a place is an index in them.
        a: id of layer A.
        b: id of layer B.
    """

    def __init__(self, differences: Sequence[AnyDifference], a: str, b: str) -> None:
        self._differences = differences
        self.a, self.b = a, b
        """Ids of the layers."""

    @cached_property
    def _by_layer(self) -> dict[str, dict[str, int]]:  # not needed before gold has something, or a worker measures
        in_a: dict[str, int] = {}
        in_b: dict[str, int] = {}
        by_layer = {self.a: in_a, self.b: in_b}
        for place, difference in enumerate(self._differences):
            for one in difference.a:
                in_a[one.id] = place
            for two in difference.b:
                in_b[two.id] = place
            if isinstance(difference, Adrift):
                for origin in difference.gone:
                    by_layer[origin.layer][origin.annotation_id] = place
        return by_layer

    def belongs(self, refs: Iterable[str], place: int | None) -> bool:
        """Return True if any of these annotations stands at a place, or if they are of A and B and stand nowhere.

        Where only gold has something, that is none of which the layers still have a part.

        Args:
            refs: names of the annotations, ``layer:id``.
            place: the place.
        """
        named = list(refs)
        found = {at for ref in named if (at := self.of(ref)) is not None}
        if place is not None and isinstance(self._differences[place], Adrift) and not self._are_adrift(found):
            return False
        is_of_others = any(ref.partition(":")[0] not in (self.a, self.b) for ref in named)
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
