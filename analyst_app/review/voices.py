"""The voices at a place that several have read: who says the same, and what gold gets of whom.

A reading that several have is taken from all of them: each of them hears that
hers is gold, and the links of each count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analyst_app.alignment.align import Difference
from analyst_app.alignment.gathering import Gathered
from analyst_app.core.annotation import Annotation, sort_key
from analyst_app.review.decisions import Ruling, ref_of

if TYPE_CHECKING:
    from analyst_app.review.adrift import AnyDifference

_Sources = list[tuple[Annotation, tuple[str, ...]]]
"""Annotations that gold gets, each with the names of those that it stands for."""


def proposes_majority(codebook: Mapping[str, Any]) -> bool:
    """Return True if a codebook wants what most readers say proposed; nothing is proposed unless it says so.

    Args:
        codebook: the data of the codebook.
    """
    return codebook.get("majority") is True


def proposal(difference: AnyDifference, layers: Sequence[str]) -> Ruling | None:
    """Return the ruling that takes what more than half of the readers say; None where no reading has so many.

    Args:
        difference: a row of the review; between two there is no majority.
        layers: ids of the layers, A first.
    """
    if not isinstance(difference, Gathered) or difference.is_same or not difference.majority:
        return None
    return Ruling("take", tuple([layers[number] for number in difference.majority]))


def with_all_who_say_so(difference: AnyDifference, layers: Sequence[str], ruling: Ruling) -> Ruling:
    """Return a ruling that takes a reading from all who have it, where it is taken from one.

    Args:
        difference: a row of the review.
        layers: ids of the layers, A first.
        ruling: the reviewer's ruling on it.
    """
    if not isinstance(difference, Gathered) or ruling.verdict != "take" or not ruling.taken:
        return ruling
    voice = difference.voice_of(layers.index(ruling.taken[0]))
    return ruling._replace(taken=tuple([layers[number] for number in voice]))


def sources_of(
    difference: Difference | Gathered, layers: Sequence[str], ruling: Ruling, before: tuple[str, ...] = ()
) -> _Sources:
    """Return the annotations of the layers that gold gets by taking one reading or all of them.

    One that is taken stands for all others of the place, too, its own come first.
    Where all are taken, what is alike but for its links is taken once.

    Args:
        difference: the place.
        layers: ids of the layers, A first.
        ruling: takes one reading, with all who have it, or all.
        before: names of others that were judged with it, and that what is taken stands for, too.
    """
    if isinstance(difference, Gathered):
        return _of_several(difference, layers, ruling, before)
    first, second = layers
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


def readings_of(difference: AnyDifference) -> list[int]:
    """Return the number of the first reader of each reading at a place, A's is 0; those with nothing left out.

    Args:
        difference: a row of the review.
    """
    if isinstance(difference, Gathered):
        return [voice[0] for voice in difference.present]
    return [number for number, side in enumerate(difference.sides) if side]


def readers_asked(difference: AnyDifference) -> list[int]:
    """Return the number of the first reader of each voice, A's is 0: whose keys have each its own meaning.

    Args:
        difference: a row of the review.
    """
    return [voice[0] for voice in difference.voices] if isinstance(difference, Gathered) else [0, 1]


def has_other_links(difference: AnyDifference) -> bool:
    """Return True if readers differ in the links that begin at a place, whatever else they differ in."""
    return difference.has_other_links if isinstance(difference, Gathered) else bool(difference.links)


def is_of_some(difference: AnyDifference) -> bool:
    """Return True if some have nothing at a place, and all who have something say the same."""
    if isinstance(difference, Gathered):
        return difference.kind == "only_some" and len(difference.present) == 1
    return isinstance(difference, Difference) and not (difference.a and difference.b)


def side_of(difference: AnyDifference, layers: Iterable[str], layer: str) -> tuple[Annotation, ...]:
    """Return the annotations that a layer has at a place.

    Args:
        difference: a row of the review.
        layers: ids of the layers, A first.
        layer: id of one of them.
    """
    sides = zip(layers, difference.sides, strict=False)  # what only gold has has none
    return next((side for own, side in sides if own == layer), ())


def _stand_for(found: _Sources, one: Annotation, ref: str) -> None:
    """Take in an annotation, or its name where the same is there already."""
    for place, (other, refs) in enumerate(found):
        if other[1:6] == one[1:6]:
            found[place] = other, (*refs, ref)
            return
    found.append((one, (ref,)))
