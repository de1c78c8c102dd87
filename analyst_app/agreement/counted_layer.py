"""A layer as it is counted, with everything that is the same for all the layers that it is compared with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from analyst_app.agreement.coverage import Bounds, lies_inside, united, without
from analyst_app.alignment.align import Reading
from analyst_app.alignment.matching import certain
from analyst_app.core.annotation import Annotation

Ends = dict[tuple[str, int, int] | tuple[str, str], int]
"""Numbers of annotations as ends of links, the same for what is the same: of those that are certain by tag, start and
end, of others by layer and id."""
Linked = tuple[str, int, int]
"""Role and both ends of a link, by their numbers."""


class TagReading(NamedTuple):
    """One tag as one layer has it."""

    annotations: Sequence[Annotation] = ()
    certain: Mapping[Bounds, Annotation] = {}
    """By start and end, those that answer an identical one, whatever else there is (``matching.certain``)."""
    crowded: Sequence[Annotation] = ()
    """The others, which overlap another of the tag, or are identical with it."""
    units: Sequence[Bounds] = ()
    """The stretches that have the tag, disjoint and sorted."""
    length: int = 0
    """Number of characters in them."""
    squares: int = 0
    """Sum of their squared lengths."""


class CountedLayer(NamedTuple):
    """The annotations and links of one layer that count."""

    layer: str
    """Id of the layer."""
    by_tag: dict[str, TagReading]
    links: Counter[Linked]
    """Number of links between these annotations, by role and both ends."""
    roles: Counter[str]
    """Number of these links by role."""

    def end(self, annotation: Annotation, numbers: Ends) -> int:
        """Return the number of an annotation as the end of a link; one without links gets its own.

        Args:
            annotation: one of these.
            numbers: of ends of links, shared by the layers of an article; takes new ones.
        """
        is_certain = self.by_tag[annotation[1]].certain.get(annotation[2:4]) is annotation
        return numbers.setdefault(annotation[1:4] if is_certain else (self.layer, annotation[0]), len(numbers))

    @property
    def ids(self) -> set[str]:
        """Ids of the annotations."""
        return {annotation[0] for own in self.by_tag.values() for annotation in own.annotations}


def counted_layer(reading: Reading, zones: Sequence[Bounds], skip: frozenset[str], numbers: Ends) -> CountedLayer:
    """Return a layer as it is counted.

    Args:
        reading: the layer.
        zones: the text that is skipped, disjoint and sorted.
        skip: ids of the tags that mark such text.
        numbers: of ends of links, shared by the layers of an article; takes those of this layer.
    """
    by_tag: dict[str, TagReading] = {}
    for tag, own in _by_tag(reading.annotations, zones, skip).items():
        ends = [annotation[2:4] for annotation in own]
        units = united(ends)
        is_plain = len(units) == len(own)  # nothing overlaps
        sure, crowded = (dict(zip(ends, own, strict=True)), []) if is_plain else certain(own)
        if zones and tag not in skip:
            units = without(units, zones)
        lengths = [end - start for start, end in units]
        by_tag[tag] = TagReading(own, sure, crowded, units, sum(lengths), sum([length * length for length in lengths]))
    made = CountedLayer(reading.layer, by_tag, Counter(), Counter())
    if reading.links:
        linked = {end for link in reading.links for end in link[2:4]}
        places = {
            one[0]: made.end(one, numbers) for own in by_tag.values() for one in own.annotations if one[0] in linked
        }
        told = [link[1:4] for link in reading.links if link[2] in places and link[3] in places]
        made.links.update([(role, places[start], places[end]) for role, start, end in told])
        made.roles.update([role for role, _, _ in told])
    return made


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
