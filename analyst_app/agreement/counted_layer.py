"""A layer as it is counted, with everything that is the same for all the layers that it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analyst_app.agreement.coverage import Bounds, lies_inside, united, without
from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation, Link


class TagReading(NamedTuple):
    """One tag as one layer has it."""

    annotations: Sequence[Annotation] = ()
    units: Sequence[Bounds] = ()
    """The stretches that have the tag, disjoint and sorted."""
    length: int = 0
    """Number of characters in them."""
    squares: int = 0
    """Sum of their squared lengths."""


UNUSED = TagReading()
"""A tag that a layer does not use."""


class CountedLayer(NamedTuple):
    """The annotations of one layer that count, and its links."""

    layer: str
    """Id of the layer."""
    by_tag: dict[str, TagReading]
    links: Sequence[Link]

    @property
    def ids(self) -> set[str]:
        """Ids of the annotations."""
        return {annotation[0] for own in self.by_tag.values() for annotation in own.annotations}


def counted_layer(reading: Reading, zones: Sequence[Bounds], skip: frozenset[str]) -> CountedLayer:
    """Return a layer as it is counted.

    Args:
        reading: the layer.
        zones: the text that is skipped, disjoint and sorted.
        skip: ids of the tags that mark such text.
    """
    by_tag: dict[str, TagReading] = {}
    for tag, own in _by_tag(reading.annotations, zones, skip).items():
        units = united([annotation[2:4] for annotation in own])
        if zones and tag not in skip:
            units = without(units, zones)
        lengths = [end - start for start, end in units]
        by_tag[tag] = TagReading(own, units, sum(lengths), sum([length * length for length in lengths]))
    return CountedLayer(reading.layer, by_tag, reading.links)


def _by_tag(
    annotations: Iterable[Annotation], zones: Sequence[Bounds], skip: frozenset[str]
) -> dict[str, list[Annotation]]:
    """Return the annotations by tag, without those that lie wholly in the zones."""
    by_tag: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        if zones and annotation.tag not in skip and lies_inside(annotation.start, annotation.end, zones):
            continue
        own = by_tag.get(annotation[1])
        if own is None:
            own = by_tag[annotation[1]] = []
        own.append(annotation)
    return by_tag
