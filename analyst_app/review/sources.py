"""The annotations that a ruling puts into gold, each with the names of those that it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analyst_app.core.annotation import Annotation
from analyst_app.review.adrift import Adrift, AnyDifference
from analyst_app.review.decisions import Origin, Ruling, origins_of, ref_of
from analyst_app.review.places import refs_of

if TYPE_CHECKING:
    from analyst_app.review.places import Places


def sources_of(
    difference: AnyDifference, ruling: Ruling, judged: Sequence[Origin], places: Places
) -> list[tuple[Annotation, tuple[str, ...]]]:
    """Return the annotations that gold gets of a difference, each with the names of those that it stands for.

    Its own name comes first, those of other layers come last.

    Args:
        difference: a row of the review.
        ruling: the ruling on it.
        judged: other annotations that are judged along.
        places: the place of each annotation among the rows.
    """
    a = [(one, ref_of(places.a, one.id)) for one in difference.a]
    b = [(two, ref_of(places.b, two.id)) for two in difference.b]
    before = tuple(origin.ref for origin in judged if places.of(origin.ref) is None)
    every = (*refs_of(difference, places.a, places.b), *before)
    if ruling.verdict == "own" and isinstance(difference, Adrift):
        return [(one, origins_of(one) or every) for one in ruling.own]
    if ruling.verdict == "own":
        return [(one, every) for one in ruling.own]
    if ruling.verdict == "both" and difference.shown_kind == "link":  # one annotation, with the links of both
        return [(difference.a[0], every)]
    if ruling.verdict == "both":
        return [(one, (ref,)) for one, ref in a + b]
    if ruling.verdict != "take":
        return []
    mine, others = (a, b) if places.a in ruling.taken else (b, a)
    return [(one, (ref, *(other for _, other in others), *before)) for one, ref in mine]
