"""The annotations of one screen, read before the rest of a large sidecar.

A sidecar holds its annotations sorted, one a line, so those around a place are
found by bisection. What is glanced at is for the eye only: it is replaced by
the layer as soon as that is loaded, and any doubt gives nothing.
"""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

from analyst_app.core.annotation import Annotation
from analyst_app.core.document import Document
from analyst_app.core.span import Span
from analyst_app.storage import codec
from analyst_app.storage.held_folder import open_file, stream_of
from analyst_app.storage.layer_builder import LayerBuilder
from analyst_app.storage.strict_json import Damage

LOOK_BACK = 4_096
"""Code points before the place from which annotations are taken."""
MOST = 1_000
"""Annotations in one glance."""
_BLOCK = 1 << 20
_LINE = 1 << 13
_MARKER = b'\n "annotations": [\n'
_START = re.compile(rb'\{"id":"[^"]*","rev":\d+,"tag":"[^"]*","start":(\d{1,16}),')


def glance(path: Path, document: Document, place: Span) -> list[Annotation]:
    """Annotations around a place of the article, in reading order; none if the file is not as the app writes it.

    Args:
        path: the sidecar.
        document: the article; a layer made on another text gives nothing.
        place: what is on the screen, code points.
    """
    try:
        descriptor, is_link = open_file(path)
        with stream_of(descriptor) as file:
            facts = os.fstat(descriptor)
            if is_link or facts.st_nlink > 1 or not stat.S_ISREG(facts.st_mode):
                return []  # whose layer it is, is found out when it is loaded
            first = _first_line(file, document)
            if first is None:
                return []
            lines = _lines_from(file, _found(file, first, place.start - LOOK_BACK), place.end)
    except OSError:
        return []
    parsed = codec.parse_annotations(b",\n".join(lines)) if lines else None
    builder = LayerBuilder(path.name, document)
    builder.take_text(document)
    try:
        builder.annotation_lines(parsed or (), 1)
    except Damage:
        return []
    return builder.file.layer.annotations if not builder.file.problems else []


def _first_line(file: BinaryIO, document: Document) -> int | None:
    """Position of the first annotation's line, bytes; None if the layer was made on another text."""
    facts = b'"length": %d, "sha256": "%s"' % (len(document), document.sha256.encode())
    head = file.read(_BLOCK)
    if facts not in head[:_LINE]:
        return None
    at, tail = 0, b""
    while head:
        row = (tail + head).find(_MARKER)
        if row >= 0:
            return at - len(tail) + row + len(_MARKER)
        at += len(head)
        tail = (tail + head)[-len(_MARKER) :]
        head = file.read(_BLOCK)
    return None


def _found(file: BinaryIO, first: int, start: int) -> int:
    """Position of the first line whose annotation starts at ``start`` or later (or of the lines of other records)."""
    low, high = first, os.fstat(file.fileno()).st_size
    while low < high:
        middle = (low + high) // 2
        file.seek(middle)
        begins = first if middle == first else middle + len(file.readline())
        found = _START.match(file.read(_LINE)) if _goto(file, begins) else None
        if begins < high and found is not None and int(found[1]) < start:
            low = begins + 1
        else:
            high = middle
    file.seek(low)
    return first if low == first else low - 1 + len(_line_at(file, low - 1))


def _goto(file: BinaryIO, position: int) -> bool:
    return file.seek(position) == position


def _line_at(file: BinaryIO, position: int) -> bytes:
    file.seek(position)
    return file.readline()


def _lines_from(file: BinaryIO, position: int, end: int) -> list[bytes]:
    file.seek(position)
    lines: list[bytes] = []
    while len(lines) < MOST:
        line = file.readline()
        found = _START.match(line)
        if found is None or int(found[1]) >= end:
            break
        lines.append(line.rstrip(b",\n"))
    return lines
