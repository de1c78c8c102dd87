"""The order in which the columns of a page are read, by cutting it along its white gaps (recursive X-Y cut)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import median
from typing import NamedTuple


class PagePiece(NamedTuple):
    """Words on one line, with their box in points; the origin is the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        """Of the letters."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """Half-way up."""
        return (self.top + self.bottom) / 2


_FEWEST = 2
"""Lines that a column must have."""


def in_reading_order(pieces: Iterable[PagePiece]) -> list[list[PagePiece]]:
    """The columns of a page in the order in which they are read.

    A region that a white gutter divides is read column by column. Where none
    does, what stands above or below all columns (a headline, a foot) is cut
    off first. See Nagy & Seth, "Hierarchical representation of optically
    scanned documents" (1984).
    """
    found = [piece for piece in pieces if piece.text.strip()]
    return list(_regions(found, 0)) if found else []


def _regions(pieces: list[PagePiece], depth: int) -> Iterator[list[PagePiece]]:
    sides = _divided(pieces)
    cut = None if sides or depth > 20 else _banded(pieces)
    for part in sides or cut or ():
        yield from _regions(part, depth + 1)
    if not sides and not cut:
        yield pieces


def _divided(pieces: list[PagePiece]) -> list[list[PagePiece]] | None:
    """Left and right of the first gutter that runs from top to bottom, if each side is a column."""
    if len(pieces) < 2 * _FEWEST:
        return None
    narrowest = 0.8 * median(piece.height for piece in pieces)
    ordered = sorted(pieces)
    reach = ordered[0].right
    for index, piece in enumerate(ordered):
        if piece.left - reach > narrowest and _is_column(ordered[:index]) and _is_column(ordered[index:]):
            return [ordered[:index], ordered[index:]]
        reach = max(reach, piece.right)
    return None


def _is_column(pieces: list[PagePiece]) -> bool:
    lines = sum(1 for _ in _bands(pieces))
    width = max(p.right for p in pieces) - min(p.left for p in pieces)
    return lines >= _FEWEST and width > 4 * median(piece.height for piece in pieces)


def _banded(pieces: list[PagePiece]) -> list[list[PagePiece]] | None:
    """Above and below the first line, from the top or the foot, without which columns appear."""
    bands = list(_bands(pieces))
    for count in range(1, len(bands)):
        above, below = _flat(bands[:count]), _flat(bands[count:])
        if _divided(below) and len(bands) - count >= _FEWEST:
            return [above, below]
        above, below = _flat(bands[:-count]), _flat(bands[-count:])
        if _divided(above) and len(bands) - count >= _FEWEST:
            return [above, below]
    return None


def _bands(pieces: list[PagePiece]) -> Iterator[list[PagePiece]]:
    """Lines across the whole region, from the top down."""
    band: list[PagePiece] = []
    for piece in sorted(pieces, key=lambda p: -p.top):
        if band and piece.middle < min(p.bottom for p in band):
            yield band
            band = []
        band.append(piece)
    if band:
        yield band


def _flat(bands: list[list[PagePiece]]) -> list[PagePiece]:
    return [piece for band in bands for piece in band]
