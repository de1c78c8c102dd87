"""Lines that the file on disk has already, so that a save encodes and verifies only what changed.

A stretch of annotations is taken over if every record in it is the very object
that was written, at the same rev, on the same text. Its bytes come from the
file as it was read for this save, after its hash was compared with what was
written and verified before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import is_
from typing import NamedTuple

from analyst_app.core.annotation import Annotation
from analyst_app.storage import codec

_SPARSE = 0x1FF
"""One id in so many ends a stretch: an insertion moves no other stretch's ends."""


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
        self.known: dict[str, _WrittenRun] = {}
        """By id of the first record."""
        self._old: Reuse | None = None
        self._data = memoryview(b"")
        self._pending: tuple[Sequence[Annotation], Sequence[int], bytes | memoryview] | None = None

    def following(self, data: bytes, text: str) -> Reuse:
        """Knowledge for the next file of the same layer.

        Args:
            data: bytes of the file that this one knows; empty: nothing can be taken over.
            text: that the next file refers to.
        """
        made = Reuse(text)
        if data and text is self.text:
            made._old, made._data = self, memoryview(data)
        return made

    def settled(self) -> Reuse:
        """Itself, once its file is written: the older one is let go."""
        self._old, self._data, self._pending = None, memoryview(b""), None
        return self

    def lines(self, annotations: Sequence[Annotation], revs: Mapping[str, int]) -> Iterator[bytes | memoryview]:
        """The lines of all annotations, stretch by stretch; tell ``wrote`` of each before asking for the next.

        Args:
            annotations: in the order of the file.
            revs: by id, those above 1.
        """
        for records in _stretches(annotations):
            risen = [revs.get(record.id, 1) for record in records]
            own = risen if max(risen) > 1 else ()  # nearly always
            old = self._taken_over(records, own)
            piece = codec.annotation_lines(records, revs, self.text) if old is None else old
            self._pending = (records, own, piece)
            yield piece

    def wrote(self, piece: bytes | memoryview, at: int) -> None:
        """Note where in the file a piece begins, if it is one of these lines.

        Args:
            piece: as ``lines`` gave it.
            at: its place in the file, bytes.
        """
        if self._pending is not None and self._pending[2] is piece:
            records, revs, _ = self._pending
            self.known[records[0].id] = _WrittenRun(records, revs, at, at + len(piece))
            self._pending = None

    def _taken_over(self, records: Sequence[Annotation], revs: Sequence[int]) -> memoryview | None:
        known = self._old.known.get(records[0].id) if self._old is not None else None
        if known is None or len(known.records) != len(records) or known.revs != revs:
            return None
        return self._data[known.start : known.end] if all(map(is_, known.records, records)) else None


def _stretches(annotations: Sequence[Annotation]) -> Iterator[list[Annotation]]:
    held: list[Annotation] = []
    for annotation in annotations:
        held.append(annotation)
        if not hash(annotation.id) & _SPARSE or len(held) == codec.CHUNK:
            yield held
            held = []
    if held:
        yield held
