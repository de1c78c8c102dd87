"""The rows of a review: differences of its layers, and gold annotations whose origins are gone.

A colleague may delete what a decision took. Such a gold annotation stands in
no difference of the two layers, so it gets a row of its own among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from analyst_app.alignment.align import Difference
from analyst_app.alignment.gathering import Gathered
from analyst_app.alignment.link_alignment import LinkDifference
from analyst_app.core.annotation import Annotation, Link, sort_key
from analyst_app.core.layer_ids import LETTERS
from analyst_app.core.store import AnnotationStore
from analyst_app.review.decisions import GONE, Decision, Origin, origins_of


class Adrift(NamedTuple):
    """Gold annotations that were settled together and that neither layer has any more.

    It has the attributes of a Difference of which both sides are empty.
    """

    gold: tuple[Annotation, ...]
    """The annotations as gold had them when the review was opened, in reading order."""
    gone: tuple[Origin, ...]
    """The annotations that they were made of; each digest is ``GONE``."""
    gold_links: tuple[Link, ...] = ()
    """The links in gold that begin or end at these annotations."""
    had: str = ""
    """The sides that had it once: A, B, AB …; empty if none did."""
    kind: Literal["only_gold"] = "only_gold"
    a: tuple[Annotation, ...] = ()
    b: tuple[Annotation, ...] = ()
    links: tuple[LinkDifference, ...] = ()
    details: Mapping[str, Any] = MappingProxyType({})
    added_by: str = ""
    """Name of the reviewer who added them to what a reader had; empty: somebody had them once."""

    def judged(self, own: tuple[Annotation, ...]) -> tuple[Origin, ...]:
        """Return what a decision judges of it; of an addition, with the tag and place that it gets.

        Args:
            own: the annotations that gold gets.
        """
        if not self.added_by or not own:
            return self.gone
        return tuple(origin._replace(tag=own[0].tag, start=own[0].start, end=own[0].end) for origin in self.gone)

    @property
    def sides(self) -> tuple[tuple[Annotation, ...], ...]:
        """Nothing: no layer has it."""
        return ()

    @property
    def start(self) -> int:
        """Start of the leftmost annotation, in code points."""
        return min(one.start for one in self.gold)

    @property
    def end(self) -> int:
        """End of the rightmost annotation, in code points, exclusive."""
        return max(one.end for one in self.gold)

    @property
    def shown_kind(self) -> Literal["only_gold", "added"]:
        """The kind that is shown: ``added`` of what nobody had before."""
        return "added" if self.added_by else self.kind

    @property
    def is_same(self) -> bool:
        """False: it is always to be decided."""
        return False

    @property
    def tag(self) -> str:
        """Id of the tag that the row is counted under."""
        return self.gold[0].tag


AnyDifference = Difference | Gathered | Adrift
"""A row of the review: a difference of two layers or of several, or annotations that only gold has."""


def annotations_of(difference: AnyDifference) -> tuple[Annotation, ...]:
    """Return the annotations of a row: of each layer, or those that only gold has."""
    if isinstance(difference, Adrift):
        return difference.gold
    return tuple([one for side in difference.sides for one in side])


def made_adrift(
    gold: AnnotationStore, parts: Iterable[tuple[Annotation, Decision | None]], layers: Iterable[str]
) -> list[Adrift]:
    """Return rows for gold annotations of which both layers have lost every origin.

    Args:
        gold: records of the gold layer.
        parts: the annotations, each with the latest decision about it; those that
            one decision made, or that were made of one annotation, become one row.
        layers: ids of the layers, A first.
    """
    sides = tuple(zip(LETTERS, layers, strict=False))
    together: dict[str, tuple[Decision | None, list[Annotation]]] = {}
    by_ref: dict[str, str] = {}
    for one, decision in parts:
        refs = origins_of(one)
        key = decision.id if decision is not None else next((by_ref[ref] for ref in refs if ref in by_ref), one.id)
        by_ref |= dict.fromkeys(refs, key)
        together.setdefault(key, (decision, []))[1].append(one)
    found: list[Adrift] = []
    for decision, held in together.values():
        gone = {ref: Origin(ref, GONE, one.tag, one.start, one.end) for one in held for ref in origins_of(one)}
        if decision is not None:
            gone |= {origin.ref: origin._replace(digest=GONE) for origin in decision.origins}
        links = {link.id: link for one in held for link in (*gold.links_from(one.id), *gold.links_to(one.id))}
        by = decision.by if decision is not None and decision.is_addition else ""
        lost = set() if by else {origin.layer for origin in gone.values()}
        had = "".join(side for side, layer in sides if layer in lost)
        shown, judged = tuple(sorted(held, key=sort_key)), tuple(gone.values())
        found.append(Adrift(shown, judged, tuple(links.values()), had, added_by=by))
    return found


def in_reading_order(differences: Iterable[Difference | Gathered], adrift: Iterable[Adrift]) -> list[AnyDifference]:
    """Return both kinds of rows as one list, by their start.

    Args:
        differences: differences of the layers.
        adrift: rows of what only gold has.
    """
    rows: list[AnyDifference] = [*differences, *adrift]
    rows.sort(key=lambda row: row.start)
    return rows
