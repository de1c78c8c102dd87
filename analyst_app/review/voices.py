"""The voices at a place that several have read: who says the same, and what gold gets of whom.

A reading that several have is taken from all of them: each of them hears that
hers is gold, and the links of each count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analyst_app.alignment.align import Difference
from analyst_app.alignment.gathering import Gathered
from analyst_app.core.annotation import Annotation
from analyst_app.review.decisions import Decision, Ruling
from analyst_app.review.one_reading import NOBODY

if TYPE_CHECKING:
    from analyst_app.review.adrift import AnyDifference


def absent_from(decision: Decision, layers: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the compared layers of which a decision judged nothing: they had nothing there.

    Args:
        decision: the decision.
        layers: ids of the layers that are compared.
    """
    heard = {NOBODY, *(origin.layer for origin in decision.origins)}
    return tuple(layer for layer in layers if layer not in heard)


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
