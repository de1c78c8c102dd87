"""The quotations of an article that nobody has tagged: for U, the scroll bar and "U 4 left"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence

from analyst_app.assist.quote_places import QUOTATION, dismissed_spans
from analyst_app.core.annotation import Annotation, Entry
from analyst_app.core.span import Span
from analyst_app.core.store import Change
from analyst_app.language.quotations import Quotation

ENOUGH = 0.5
"""A quotation counts as tagged from this share of its words in quotes on."""

_PORTION = 1_000
"""Quotations that are let go in one step: no other thread runs during one."""

Touching = Callable[[int, int], Sequence[Annotation]]


class Untagged:
    """The quotations of an article that are not tagged, kept up to date Change by Change.

    Quotations inside others, those in skip zones and those that were dismissed
    do not count. Building it is linear and may happen in a worker; an update
    costs what the change touches.

    Args:
        quotations: all of the article, by start (``language.quotations.all_quotations``, ``assist.quote_places``).
        annotations: those of the layer; read once, here.
        quote_tags: ids of tags that make a quotation tagged.
        skip_tags: ids of tags that take text out of the article.
        text: of the article; tells dismissed places whose words have gone.
        entries: the layer's records beside its annotations; of them the dismissed places count.
        later: the beginnings of those that are gone to only where no other is left.
        kinds: of the dismissed places that count, as their records name them.
    """

    def __init__(
        self,
        quotations: Iterable[Quotation],
        annotations: Iterable[Annotation],
        *,
        quote_tags: Collection[str],
        skip_tags: Collection[str] = (),
        text: str = "",
        entries: Iterable[Entry] = (),
        later: Collection[int] = (),
        kinds: Collection[str] = (QUOTATION, "quote"),
    ) -> None:
        self._quotations = [quotation for quotation in quotations if quotation.depth == 0]
        self._starts = [quotation.span.start for quotation in self._quotations]
        self._quote_tags, self._skip_tags = frozenset(quote_tags), frozenset(skip_tags)
        self._text, self._later, self._kinds = text, frozenset(later), kinds
        self._dismissed: dict[int, list[Span]] = {}
        for entry in entries:
            self._note(entry, is_there=True)
        covers: dict[int, list[Annotation]] = {}
        for annotation in annotations:
            if annotation.tag in self._quote_tags or annotation.tag in self._skip_tags:
                for row in self._rows(*annotation.span):
                    covers.setdefault(row, []).append(annotation)
        self._open = [row for row in range(len(self._quotations)) if not self._is_settled(row, covers.get(row, ()))]

    def __len__(self) -> int:
        """Number of quotations left."""
        return len(self._open)

    def __bool__(self) -> bool:
        """True, always: that none is left is an answer."""
        return True

    @property
    def is_large(self) -> bool:
        """True if there are so many quotations that to free them at once would stop the window."""
        return len(self._quotations) > _PORTION

    def let_go(self) -> None:
        """In a worker: become empty, in portions. Nobody else has it any more."""
        while self._quotations:
            del self._quotations[-_PORTION:]

    @property
    def spans(self) -> list[Span]:
        """Those that are left, with their marks, by start."""
        return [self._quotations[row].span for row in self._open]

    @property
    def starts(self) -> list[int]:
        """The places where those that are left begin, code points."""
        return [self._starts[row] for row in self._open]

    @property
    def rows(self) -> list[int]:
        """The numbers of those that are left among the quotations it was made of, less those inside others."""
        return list(self._open)

    def update(self, change: Change, touching: Touching) -> bool:
        """Look again at the quotations that a change touched.

        Args:
            change: the one that was applied to the store.
            touching: the store's ``touching``, after the change.

        Returns:
            True if other quotations are left than before.
        """
        removed, added = change.of(Annotation)
        rows = set[int]()
        if self._starts:
            relevant = self._quote_tags | self._skip_tags
            for one in (*removed, *added):
                if one[1] in relevant:
                    rows.update(self._rows(one[2], one[3]))
        gone, came = change.of(Entry)
        for entry in gone:
            rows.update(self._note(entry, is_there=False))
        for entry in came:
            rows.update(self._note(entry, is_there=True))
        is_changed = False
        for row in rows:
            tagged = self._is_settled(row, touching(*self._quotations[row].span))
            place = bisect_left(self._open, row)
            is_open = place < len(self._open) and self._open[place] == row
            if is_open and tagged:
                del self._open[place]
            elif not is_open and not tagged:
                self._open.insert(place, row)
            is_changed = is_changed or is_open == tagged
        return is_changed

    @property
    def first_rows(self) -> list[int]:
        """Of those that are left the numbers of those that are gone to before the others."""
        return [row for row in self._open if self._starts[row] not in self._later]

    def _rows(self, start: int, end: int) -> range:
        """The quotations that a stretch, code points, may touch: top-level ones never overlap."""
        first = bisect_right(self._starts, start) - 1
        return range(max(0, first), bisect_left(self._starts, end))

    def _note(self, entry: Entry, *, is_there: bool) -> Iterable[int]:
        """Take note of a dismissed place that came or went; the quotations that it may touch."""
        rows: set[int] = set()
        for span in dismissed_spans(self._text, [entry], self._kinds):
            for row in self._rows(*span):
                spans = self._dismissed.setdefault(row, [])
                if is_there:
                    spans.append(span)
                elif span in spans:
                    spans.remove(span)
                rows.add(row)
        return rows

    def _is_settled(self, row: int, annotations: Iterable[Annotation]) -> bool:
        quotation = self._quotations[row]
        if row in self._dismissed and _is_covered(quotation, self._dismissed[row]):
            return True
        quotes = [annotation.span for annotation in annotations if annotation.tag in self._quote_tags]
        skips = [annotation.span for annotation in annotations if annotation.tag in self._skip_tags]
        if any(skip.contains(segment) for skip in skips for segment in quotation.segments):
            return True
        return _is_covered(quotation, quotes)


def _is_covered(quotation: Quotation, spans: Iterable[Span]) -> bool:
    """True if of each part of a quotation one span has so many words that it counts as that one."""
    listed = list(spans)
    return all(
        any(span.clipped(inside).length >= max(1, ENOUGH * inside.length) for span in listed)
        for inside in quotation.insides
    )
