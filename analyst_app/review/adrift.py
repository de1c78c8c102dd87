"""What gold has of readings that are gone: it comes back to be kept or removed.

A colleague may delete what a decision took. Such a gold annotation stands in
no difference of the two layers, so it gets a row of its own among them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from analyst_app.alignment.align import Difference
from analyst_app.alignment.link_alignment import LinkDifference
from analyst_app.core.annotation import Annotation, Link, sort_key
from analyst_app.core.store import AnnotationStore
from analyst_app.review.decisions import GONE, Decision, Origin, origins_of


class Adrift(NamedTuple):
    """Annotations of gold that were settled together and that neither layer has any more.

    It answers the questions that a Difference answers: neither side has anything.
    """

    gold: tuple[Annotation, ...]
    """As gold had them when the review was opened, in reading order."""
    gone: tuple[Origin, ...]
    """What they were made of; each digest is ``GONE``."""
    gold_links: tuple[Link, ...] = ()
    """At these annotations, in gold."""
    had: str = ""
    """Who had it once: A, B or AB."""
    kind: Literal["only_gold"] = "only_gold"
    a: tuple[Annotation, ...] = ()
    b: tuple[Annotation, ...] = ()
    links: tuple[LinkDifference, ...] = ()
    details: Mapping[str, Any] = MappingProxyType({})

    @property
    def start(self) -> int:
        """First code point that it is about."""
        return min(one.start for one in self.gold)

    @property
    def end(self) -> int:
        """First code point after."""
        return max(one.end for one in self.gold)

    @property
    def shown_kind(self) -> Literal["only_gold"]:
        """The kind."""
        return self.kind

    @property
    def is_same(self) -> bool:
        """Never: there is something to decide."""
        return False

    @property
    def tag(self) -> str:
        """Id of the tag that it counts under."""
        return self.gold[0].tag


AnyDifference = Difference | Adrift
"""A row of the queue: what the layers say differently, or what only gold has."""


def annotations_of(difference: AnyDifference) -> tuple[Annotation, ...]:
    """The annotations of a difference: A's and B's, or those that only gold has."""
    return difference.gold if isinstance(difference, Adrift) else difference.a + difference.b


def made_adrift(
    gold: AnnotationStore, parts: Iterable[tuple[Annotation, Decision | None]], layers: Iterable[str]
) -> list[Adrift]:
    """Rows for annotations of which both layers have lost every origin.

    Args:
        gold: the store that has them.
        parts: the annotations, each with what was decided about it last; those
            that one decision made are one row.
        layers: A and B.
    """
    sides = tuple(zip("AB", layers, strict=True))
    together: dict[str, tuple[Decision | None, list[Annotation]]] = {}
    for one, decision in parts:
        together.setdefault(decision.id if decision is not None else one.id, (decision, []))[1].append(one)
    found: list[Adrift] = []
    for decision, held in together.values():
        gone = {ref: Origin(ref, GONE, one.tag, one.start, one.end) for one in held for ref in origins_of(one)}
        if decision is not None:
            gone |= {origin.ref: origin._replace(digest=GONE) for origin in decision.origins}
        links = {link.id: link for one in held for link in (*gold.links_from(one.id), *gold.links_to(one.id))}
        had = "".join(side for side, layer in sides if any(origin.layer == layer for origin in gone.values()))
        found.append(Adrift(tuple(sorted(held, key=sort_key)), tuple(gone.values()), tuple(links.values()), had))
    return found


def in_reading_order(differences: Iterable[Difference], adrift: Iterable[Adrift]) -> list[AnyDifference]:
    """Both kinds of rows as one list."""
    rows: list[AnyDifference] = [*differences, *adrift]
    rows.sort(key=lambda row: row.start)
    return rows
