"""Lines that the file on disk has already, so that a save encodes and verifies only what changed.

A stretch of annotations is taken over if every record in it is the very object
that was written, at the same rev, on the same text. Its bytes come from the
file as it was read for this save, after its hash was compared with what was
written and verified before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from operator import is_
from typing import NamedTuple

from analyst_app.core.annotation import Annotation
from analyst_app.storage import codec

FULL = 512
"""Annotations in a stretch at most. One that is changed, added or taken away costs one stretch, and itself."""


_Piece = bytes | memoryview
"""Lines, without the separator after the last."""


class _WrittenRun(NamedTuple):
    records: Sequence[Annotation]
    revs: Sequence[int]
    start: int
    """In the file, bytes."""
    end: int


class Reuse:
    """Knowledge of the lines of one file.

    Args:
        text: that the annotations refer to.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.file = ""
        """SHA-256 of the file whose lines it knows."""
        self.known: dict[str, _WrittenRun] = {}
        """By id of the first record."""
        self._old: Reuse | None = None
        self._data = memoryview(b"")
        self._pending: tuple[Sequence[Annotation], Sequence[int], _Piece] | None = None

    def following(self, data: bytes, text: str, *, file: str) -> Reuse:
        """Knowledge for the next file of the same layer.

        Args:
            data: bytes of the file as it is now; taken over from only if it is the one that this knows.
            text: that the next file refers to.
            file: SHA-256 of ``data``.
        """
        made = Reuse(text)
        if data and file == self.file and text is self.text:
            made._old, made._data = self, memoryview(data)
        return made

    def settled(self, file: str) -> Reuse:
        """Itself, once its file is written: the older one is let go.

        Args:
            file: SHA-256 of what was written.
        """
        self._old, self._data, self._pending = None, memoryview(b""), None
        self.file = file
        return self

    def lines(self, annotations: Sequence[Annotation], revs: Mapping[str, int]) -> Iterator[_Piece]:
        """The lines of all annotations, stretch by stretch; tell ``wrote`` of each before asking for the next.

        Args:
            annotations: in the order of the file.
            revs: by id, those above 1.

        Raises:
            SaveFailed: the bytes do not read back as what was to be written.
        """
        for part in self._parts(annotations, revs):
            if isinstance(part, _WrittenRun):
                yield self._noted(part.records, part.revs, self._data[part.start : part.end])
                continue
            count = -(-len(part) // FULL)
            ends = [len(part) * nth // count for nth in range(count + 1)]
            for start, end in pairwise(ends):
                records = part[start:end]
                lines = codec.annotation_lines(records, revs, self.text)
                yield self._noted(records, _revs_of(records, revs), lines)

    def wrote(self, piece: _Piece, at: int) -> None:
        """Note where in the file a piece begins, if it is one of these lines.

        Args:
            piece: as ``lines`` gave it.
            at: its place in the file, bytes.
        """
        if self._pending is not None and self._pending[2] is piece:
            records, revs, _ = self._pending
            self.known[records[0].id] = _WrittenRun(records, revs, at, at + len(piece))
            self._pending = None

    def _noted(self, records: Sequence[Annotation], revs: Sequence[int], piece: _Piece) -> _Piece:
        self._pending = (records, revs, piece)
        return piece

    def _parts(
        self, annotations: Sequence[Annotation], revs: Mapping[str, int]
    ) -> Iterator[_WrittenRun | Sequence[Annotation]]:
        """Stretches to be taken over, and between them what has to be encoded.

        A stretch that fits into one with its neighbour that has to be encoded
        is encoded with it: else writing on and on would leave a stretch a save.
        """
        if self._old is None:
            yield from [annotations] if annotations else []
            return
        held: _WrittenRun | None = None
        fresh: list[Annotation] = []
        at = 0
        while at < len(annotations):
            known = self._known_at(annotations, at, revs)
            if known is None:
                fresh.append(annotations[at])
                at += 1
                continue
            at += len(known.records)
            if fresh and len(fresh) + len(known.records) <= FULL:
                fresh += known.records
                continue
            yield from _in_order(held, fresh)
            held, fresh = known, []
        yield from _in_order(held, fresh)

    def _known_at(self, annotations: Sequence[Annotation], at: int, revs: Mapping[str, int]) -> _WrittenRun | None:
        """The stretch that begins there, if nothing in it has changed."""
        known = self._old.known.get(annotations[at].id) if self._old is not None else None
        if known is None:
            return None
        records = annotations[at : at + len(known.records)]
        if len(records) != len(known.records) or not all(map(is_, known.records, records)):
            return None
        return known if known.revs == _revs_of(records, revs) else None


def _in_order(held: _WrittenRun | None, fresh: list[Annotation]) -> Iterator[_WrittenRun | Sequence[Annotation]]:
    """A stretch and what follows it, as one where they fit into one."""
    if held is not None and fresh and len(held.records) + len(fresh) <= FULL:
        yield [*held.records, *fresh]
        return
    if held is not None:
        yield held
    if fresh:
        yield fresh


def _revs_of(records: Sequence[Annotation], revs: Mapping[str, int]) -> list[int]:
    """The revs of all records, in their order."""
    return [revs.get(record.id, 1) for record in records]
