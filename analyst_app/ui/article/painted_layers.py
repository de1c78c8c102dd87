"""The layers that are painted into a text, and the lanes of their annotations, block by block.

The layout asks here how much room a line needs, the painter what to put there;
so both see the same lanes, which are found once a block.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.looks.lanes import lanes

if TYPE_CHECKING:
    from collections.abc import Collection

    from analyst_app.core.codebook import Codebook
    from analyst_app.core.span import Span
    from analyst_app.core.store import AnnotationStore, Change
    from analyst_app.ui.article.shown_text import ShownText
    from analyst_app.ui.widgets.theme import TagLook, Theme

LANES = 4
"""Lanes that have room under a line; deeper ones are counted beside it."""
GREYED = -1
"""Stands for a lane where there is none: text that is not the article."""
_CROWDED = 150
"""Annotations in a block from which on coverage is painted there."""
_MANY = 200
"""Records in a Change from which on all of the text is looked at anew."""
_KEPT = 400


@dataclass
class PaintedLayer:
    """The annotations of one layer, as the view paints them."""

    store: AnnotationStore
    codebook: Codebook
    text: str
    looks: dict[str, TagLook]
    is_above: bool = False
    """True if its lanes lie above the text."""
    quiet: Collection[str] = frozenset()
    """Ids of annotations that are only hinted at: a thin line, no tint."""
    changes: int = 0
    """Number of the store's changes when it was handed over."""
    greyed: frozenset[str] = field(init=False)
    """Ids of the tags of text that is not the article: greyed instead of tinted."""

    def __post_init__(self) -> None:
        self.greyed = self.codebook.ids_counted_as("skip")

    def is_of(self, store: AnnotationStore | None, codebook: Codebook | None) -> bool:
        """True if these are what was handed over, unchanged since."""
        return store is self.store and codebook is self.codebook and store.changes == self.changes

    def look(self, annotation: Annotation, theme: Theme) -> TagLook:
        return self.looks.get(annotation.tag, theme.unknown_look)

    def touching(self, start: int, end: int, shown_tags: Collection[str] | None) -> list[Annotation]:
        """The annotations of a stretch whose tags are shown."""
        found = self.store.touching(start, end)
        return found if shown_tags is None else [a for a in found if a.tag in shown_tags]


class LanedLayer:
    """The annotations that one layer has in one block.

    Args:
        source: the layer.
        annotations: those that touch the block.
    """

    def __init__(self, source: PaintedLayer, annotations: list[Annotation]) -> None:
        self.source, self.annotations = source, annotations
        self.is_crowded = len(annotations) > _CROWDED
        """True if there are too many for lanes."""
        greyed = source.greyed
        laned = iter([] if self.is_crowded else lanes((a.start, a.end) for a in annotations if a.tag not in greyed))
        self.lanes = [GREYED if a.tag in greyed else next(laned, 0) for a in annotations]
        """The lane of each annotation in the block as a whole."""
        self.is_flat = max(self.lanes, default=0) <= 0
        """True if no line needs a second lane."""
        self._ranked: tuple[tuple[int, ...], list[dict[str, int]]] | None = None

    def ranks(self, starts: tuple[int, ...], end: int) -> list[dict[str, int]]:
        """The places that annotations take under each line, by id: as near to the letters as those inside them let.

        Args:
            starts: code points at which the lines begin.
            end: code point after the last one.
        """
        if self._ranked is None or self._ranked[0] != starts:
            self._ranked = starts, self._rank(starts, end)
        return self._ranked[1]

    def counts(self, starts: tuple[int, ...], end: int) -> list[int]:
        """The number of lanes that are painted under each line; at least one."""
        return [min(LANES, 1 + max(ranks.values(), default=0)) for ranks in self.ranks(starts, end)]

    def _rank(self, starts: tuple[int, ...], end: int) -> list[dict[str, int]]:
        ranks: list[dict[str, int]] = [{} for _ in starts]
        placed: list[list[tuple[int, int, int]]] = [[] for _ in starts]
        laned = zip(self.lanes, range(len(self.lanes)), self.annotations, strict=True)
        for lane, _, annotation in sorted(laned):
            if lane == GREYED:
                continue
            low, high = annotation.start, min(end, annotation.end)
            for row in range(max(0, bisect_right(starts, low) - 1), bisect_left(starts, high)):
                inner = [rank for left, right, rank in placed[row] if left < high and low < right]
                ranks[row][annotation.id] = rank = 1 + max(inner) if inner else 0
                placed[row].append((low, high, rank))
        return ranks

    def inside(self, span: Span, but: str) -> list[Annotation]:
        """The annotations that lie in a span and are no longer than it, the longest first.

        Args:
            span: code points.
            but: id of one that is left out.
        """
        found = [a for a in self.annotations if a.id != but and span.start <= a.start and a.end <= span.end]
        return sorted((a for a in found if a.tag not in self.source.greyed), key=lambda a: a.start - a.end)

    @property
    def greyed_spans(self) -> list[tuple[int, int]]:
        """The stretches that are not the article, code points."""
        return [(a.start, a.end) for a, lane in zip(self.annotations, self.lanes, strict=True) if lane == GREYED]


class _LanedBlock(NamedTuple):
    start: int
    end: int
    layers: list[LanedLayer]


class PaintedLayers:
    """One layer, or two that are compared, of the text that is shown."""

    def __init__(self) -> None:
        self.shown: ShownText | None = None
        self.first: PaintedLayer | None = None
        """Its lanes lie under the text."""
        self.second: PaintedLayer | None = None
        """Its lanes lie above the text."""
        self.shown_tags: Collection[str] | None = None
        """Annotations of these tags only are painted; None: all."""
        self._blocks: dict[int, _LanedBlock] = {}

    def begin(self, shown: ShownText) -> None:
        """Be those of another text, none so far."""
        self.shown = shown
        self.show(None, None)

    def show(self, first: PaintedLayer | None, second: PaintedLayer | None) -> None:
        """Be these layers."""
        self.first, self.second = first, second
        self._blocks.clear()

    def show_tags(self, tags: Collection[str] | None) -> None:
        """Let only annotations of these tags be painted; None: all."""
        self.shown_tags = tags
        self._blocks.clear()

    def of_block(self, number: int, start: int, end: int) -> list[LanedLayer]:
        """The annotations of each layer in a block.

        Args:
            number: of the block.
            start: code point at which it begins.
            end: code point after its last character.
        """
        kept = self._blocks.get(number)
        if kept is None:
            if len(self._blocks) >= _KEPT:
                self._blocks.clear()
            sources = (source for source in (self.first, self.second) if source is not None)
            found = [LanedLayer(source, source.touching(start, end, self.shown_tags)) for source in sources]
            kept = self._blocks[number] = _LanedBlock(start, end, found)
        return kept.layers

    def forget(self) -> None:
        """Look at every block anew: the annotations are others."""
        self._blocks.clear()

    def forget_from(self, position: int) -> None:
        """Look at what comes after a code point anew: there is more text now."""
        for number in [number for number, block in self._blocks.items() if block.end >= position]:
            del self._blocks[number]

    def forget_touching(self, spans: Collection[tuple[int, int]]) -> None:
        """Look at the blocks anew that some stretches, code points, touch."""
        stale = [
            number
            for number, block in self._blocks.items()
            if any(start <= block.end and block.start <= end for start, end in spans)
        ]
        for number in stale:
            del self._blocks[number]

    def touched(self, change: Change) -> list[tuple[int, int]] | None:
        """The stretches whose picture a change makes another, code points; None if they are too many."""
        records = change.removed + change.added
        if len(records) > _MANY or self.first is None:
            return None
        touched: list[tuple[int, int]] = []
        for record in records:
            if isinstance(record, Annotation):
                touched.append((record.start, record.end))
                touched += _ends(self.first.store, record.id)
            elif isinstance(record, Link):
                touched += _ends(self.first.store, record.from_id)
                head = self.first.store.annotation(record.from_id)
                touched += [(head.start, head.end)] if head else []
        return touched


def _ends(store: AnnotationStore, annotation_id: str) -> list[tuple[int, int]]:
    """The quotes that name an annotation as what they are linked to."""
    tails = [store.annotation(link.from_id) for link in store.links_to(annotation_id, most=_MANY)]
    return [(tail.start, tail.end) for tail in tails if tail is not None]
