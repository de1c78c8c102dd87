"""Spans that overlap, for formats that hold one at a place: the person chooses what stays.

Two spans overlap if they share a code point; they nest if one contains the
other, cross if neither does. Touching spans do neither.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

from analyst_app.errors import ExportRefused
from analyst_app.export.rows import SpanRow, reading_order
from analyst_app.wording import tr

STRATEGIES = {
    "one-file-per-tag": "a file for each tag; overlaps within one tag keep the outermost",
    "outermost": "of overlapping spans, the one that contains the others stays",
    "innermost": "of overlapping spans, the smallest stays",
    "longest": "longest spans first, each that overlaps none already taken",
    "refuse": "no export if any spans overlap",
}

Order = Callable[[SpanRow], tuple[object, ...]]

_ORDERS: dict[str, Order] = {
    "one-file-per-tag": reading_order,
    "outermost": reading_order,
    "innermost": lambda row: (row.end - row.start, *reading_order(row)),
    "longest": lambda row: (row.start - row.end, *reading_order(row)),
}


def without_overlaps(spans: Sequence[SpanRow], strategy: str, article: str) -> tuple[list[SpanRow], list[SpanRow]]:
    """Spans that do not overlap, and those that had to go, both in reading order.

    Args:
        spans: any.
        strategy: a key of ``STRATEGIES``.
        article: its id, for the message.

    Raises:
        ExportRefused: the strategy is ``refuse`` and spans overlap.
    """
    ordered = sorted(spans, key=reading_order)
    if not _any_overlap(ordered):
        return ordered, []
    if strategy == "refuse":
        raise ExportRefused(
            tr(
                "Spans overlap in {article}, and this format holds one at a place. Choose which of them "
                "stays (--overlap {names}).",
                article=article,
                names=tr(" or ").join(key for key in STRATEGIES if key != "refuse"),
            )
        )
    if strategy in ("outermost", "one-file-per-tag"):
        return _outermost(ordered)
    return _greedy(sorted(ordered, key=_ORDERS[strategy]))


def crossing(spans: Sequence[SpanRow]) -> list[SpanRow]:
    """Spans that cross an earlier one: they share text and neither contains the other."""
    open_ones: list[SpanRow] = []
    found: list[SpanRow] = []
    for row in sorted(spans, key=reading_order):
        open_ones = [other for other in open_ones if other.end > row.start]
        if any(other.start < row.start and other.end < row.end for other in open_ones):
            found.append(row)
        open_ones.append(row)
    return found


def _any_overlap(ordered: Sequence[SpanRow]) -> bool:
    end = -1
    for row in ordered:
        if row.start < end:
            return True
        end = max(end, row.end)
    return False


def _outermost(ordered: Sequence[SpanRow]) -> tuple[list[SpanRow], list[SpanRow]]:
    kept: list[SpanRow] = []
    gone: list[SpanRow] = []
    for row in ordered:
        (gone if kept and row.start < kept[-1].end else kept).append(row)
    return kept, gone


def _greedy(by_preference: Sequence[SpanRow]) -> tuple[list[SpanRow], list[SpanRow]]:
    starts: list[int] = []
    kept: list[SpanRow] = []  # disjoint and in order, so only the two neighbours can overlap a newcomer
    gone: list[SpanRow] = []
    for row in by_preference:
        at = bisect_right(starts, row.start)
        if (at and kept[at - 1].end > row.start) or (at < len(kept) and kept[at].start < row.end):
            gone.append(row)
        else:
            starts.insert(at, row.start)
            kept.insert(at, row)
    return kept, sorted(gone, key=reading_order)
