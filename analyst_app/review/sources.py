"""The annotations that a ruling puts into gold, each with the names of those that it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analyst_app.alignment.gathering import Gathered
from analyst_app.core.annotation import Annotation, sort_key
from analyst_app.review.adrift import Adrift, AnyDifference, annotations_of
from analyst_app.review.decisions import Origin, Ruling, origins_of, ref_of
from analyst_app.review.places import refs_of

if TYPE_CHECKING:
    from analyst_app.review.places import Places

_Sources = list[tuple[Annotation, tuple[str, ...]]]


def sources_of(difference: AnyDifference, ruling: Ruling, judged: Sequence[Origin], places: Places) -> _Sources:
    """Return the annotations that gold gets of a difference, each with the names of those that it stands for.

    Its own name comes first, those of other layers come last. Where all readings
    of several are taken, what is alike but for its links is taken once.

    Args:
        difference: a row of the review.
        ruling: the ruling on it.
        judged: other annotations that are judged along.
        places: the place of each annotation among the rows.
    """
    before = tuple(origin.ref for origin in judged if places.of(origin.ref) is None)
    every = (*refs_of(difference, places.layers), *before)
    if ruling.verdict == "own" and isinstance(difference, Adrift):
        named = () if difference.added_by else every  # nobody had what was added
        return [(one, origins_of(one) or named) for one in ruling.own]
    if ruling.verdict == "own":
        return [(one, every) for one in ruling.own]
    if ruling.verdict == "both" and difference.shown_kind == "link":  # one annotation, with the links of all
        return [(annotations_of(difference)[0], every)]
    if ruling.verdict not in ("take", "both") or isinstance(difference, Adrift):
        return []
    if isinstance(difference, Gathered):
        return _of_several(difference, places.layers, ruling, before)
    first, second = places.layers
    a = [(one, ref_of(first, one.id)) for one in difference.a]
    b = [(two, ref_of(second, two.id)) for two in difference.b]
    if ruling.verdict == "both":
        return [(one, (ref,)) for one, ref in a + b]
    mine, others = (a, b) if first in ruling.taken else (b, a)
    return [(one, (ref, *(other for _, other in others), *before)) for one, ref in mine]


def _of_several(difference: Gathered, layers: Sequence[str], ruling: Ruling, before: tuple[str, ...]) -> _Sources:
    if ruling.verdict == "both":
        found: _Sources = []
        for layer, side in zip(layers, difference.sides, strict=True):
            for one in side:
                _stand_for(found, one, ref_of(layer, one.id))
        return found
    taken = [n for n, layer in enumerate(layers) if layer in ruling.taken and difference.sides[n]]
    rest = [n for n in range(len(layers)) if n not in taken]
    others = [ref_of(layers[n], one.id) for n in rest for one in difference.sides[n]]
    alike = [sorted(difference.sides[n], key=sort_key) for n in taken]
    return [
        (own[0], (*[ref_of(layers[n], one.id) for n, one in zip(taken, own, strict=True)], *others, *before))
        for own in zip(*alike, strict=True)
    ]


def _stand_for(found: _Sources, one: Annotation, ref: str) -> None:
    """Take in an annotation, or its name where the same is there already."""
    for place, (other, refs) in enumerate(found):
        if other[1:6] == one[1:6]:
            found[place] = other, (*refs, ref)
            return
    found.append((one, (ref,)))
