"""Compares what an export says with what it was made from."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from analyst_app.errors import ExportRefused
from analyst_app.export.contract import Seen
from analyst_app.wording import tr

_MASK = (1 << 64) - 1
_encode = msgspec.msgpack.Encoder().encode


def compare(kept: Sequence[Seen], seen: Sequence[Seen], where: str) -> None:
    """Refuse unless both hold the same, in any order.

    Args:
        kept: the rows that went in, in any order.
        seen: the rows that were read back.
        where: the place, for the message.

    Raises:
        ExportRefused: names the first difference.
    """
    if len(kept) == len(seen) and (kept == seen or Counter(kept) == Counter(seen)):
        return
    missing = list((Counter(kept) - Counter(seen)).elements())
    added = list((Counter(seen) - Counter(kept)).elements())
    said = f"{in_words(missing[0])} is not in it" if missing else f"{in_words(added[0])} is in it, but not in the layer"
    more = len(missing) + len(added) - 1
    raise ExportRefused(
        f"The export of {where} reads back wrongly: {said}"
        f"{tr(' (and {more} more)', more=more) if more else ''}. Nothing was written; please report this."
    )


def digest(items: Iterable[Seen]) -> int:
    """A sum over a multiset: equal multisets have equal sums, whatever the order (64 bits)."""
    total = 0
    for item in items:
        total += int.from_bytes(hashlib.blake2b(_encode(item), digest_size=8).digest())
    return total & _MASK


def joined(one: int, other: int) -> int:
    """The sum of two multisets together.

    Args:
        one: the sum of a multiset.
        other: the sum of another.
    """
    return (one + other) & _MASK


def in_words(item: Seen) -> str:
    """A span or relation as a phrase."""
    return " · ".join(" ".join(str(part).split())[:60] for part in item)
