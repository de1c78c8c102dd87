"""Leaves the text of ``skip`` zones out of an article, and moves what follows."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle, SpanRow


def without_zones(article: ExportArticle, losses: LossTally) -> ExportArticle:
    """The article without its zones' text (and one line end after each); what lay in them is a loss.

    Args:
        article: the article as flat rows.
        losses: takes what cannot be held.
    """
    stretches = _merged([_with_line_end(zone, article.text) for zone in article.zones])
    if not stretches:
        return article
    moves = _Moves(stretches)
    text = "".join(article.text[start:end] for start, end in moves.kept(len(article.text)))
    spans = []
    for row in article.spans:
        start, end = moves.to(row.start), moves.to(row.end)
        is_clipped = end - start != row.end - row.start
        if is_clipped:  # what was between its words and the zone is no edge of its own
            start, end = _without_space(text, start, end)
        if start == end:
            losses.add("span in a zone", article.id, f"{row.label}: {row.text}")
            continue
        if is_clipped:
            losses.add("clipped span", article.id, f"{row.label}: {row.text}")
        spans.append(msgspec.structs.replace(row, start=start, end=end, text=text[start:end]))
    left = {(row.annotator, row.id) for row in spans}
    relations = []
    for relation in article.relations:
        if (relation.annotator, relation.head) in left and (relation.annotator, relation.tail) in left:
            relations.append(relation)
        else:
            losses.add("relation", article.id, f"{relation.type} of {relation.head}")
    return msgspec.structs.replace(
        article, text=text, spans=spans, relations=relations, zones=[], cut=stretches, losses=LossTally()
    )


def _without_space(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space at its ends; empty if there is nothing else."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())


def _with_line_end(zone: SpanRow, text: str) -> tuple[int, int]:
    is_whole_line = zone.start == 0 or text[zone.start - 1] == "\n"
    return zone.start, zone.end + (is_whole_line and text[zone.end : zone.end + 1] == "\n")


def _merged(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


class _Moves:
    """Maps positions of the whole text to the shortened one."""

    def __init__(self, stretches: list[tuple[int, int]]) -> None:
        self._stretches = stretches
        self._starts = [start for start, _ in stretches]
        self._before = [0]
        for start, end in stretches:
            self._before.append(self._before[-1] + end - start)

    def to(self, position: int) -> int:
        index = bisect_right(self._starts, position)
        if index and position < self._stretches[index - 1][1]:
            return self._stretches[index - 1][0] - self._before[index - 1]
        return position - self._before[index]

    def kept(self, length: int) -> list[tuple[int, int]]:
        edges = [0, *(edge for stretch in self._stretches for edge in stretch), length]
        return list(zip(edges[::2], edges[1::2], strict=True))
