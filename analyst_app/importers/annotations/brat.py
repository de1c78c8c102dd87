"""Reads brat standoff: ``.ann`` beside ``.txt``. Format: brat 1.3 standoff.

Offsets are code points, half-open, of the text as Python's text mode reads it,
which is how brat's server counts: CRLF and CR are one LF, and a byte order
mark counts. The words of each line are compared with the text at its place.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from analyst_app.core.layer_ids import FACTS_SUFFIX
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.brat_lines import BratLines, BratSpan
from analyst_app.importers.annotations.imported_layer import (
    AnnotatedArticle,
    ForeignLayer,
    ForeignLink,
    ForeignSpan,
    annotated,
)
from analyst_app.importers.annotations.offset_conventions import CODE_POINTS
from analyst_app.importers.annotations.own_layers import KEY, about_in, facts_in, put_layers
from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.importers.plain_files import read_beside
from analyst_app.wording import tr

CONTINUES = "continues"
"""Role of the link from a part of a span to the part before it."""


def read_brat(path: Path, text: str, layer: str = "brat") -> list[AnnotatedArticle]:
    """The article of an ``.ann`` file.

    Args:
        path: the ``.ann`` file.
        text: its content.
        layer: whose reading it is.

    Raises:
        ImportFailed: its text does not lie beside it, or is no UTF-8.
    """
    beside = path.with_suffix(".txt")
    if not os.path.lexists(beside):
        raise ImportFailed(
            tr("{name}: its text, {name2}, does not lie beside it. Put it there.", name=path.name, name2=beside.name)
        )
    source = read_beside(beside, limit=LARGEST_ANNOTATIONS)
    try:
        words = source.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise ImportFailed(
            tr("{name} is no UTF-8 (byte {start}); save it as UTF-8.", name=beside.name, start=error.start)
        ) from error
    reading = ForeignLayer(layer)
    facts, told = _beside(beside)
    lines = BratLines(text, reading.losses, is_own=told is not None)
    for one in lines.spans.values():
        _put(one, words, reading)
    reading.links += lines.links
    reading.notes += lines.notes
    layers = [reading]
    put_layers(layers, told)
    return [annotated(path.with_suffix("").name, words, layers, facts, fixed=CODE_POINTS)]


def _beside(text: Path) -> tuple[dict[str, Any], Any]:
    """The facts that stand beside a text, and what an export of this app tells there of its reading."""
    name = text.with_name(f"{text.name}{FACTS_SUFFIX}")
    if not os.path.lexists(name):
        return {}, None
    try:
        said = json.loads(read_beside(name, limit=LARGEST_ANNOTATIONS))
    except (OSError, ValueError, RecursionError):  # it is no part of brat's
        return {}, None
    if not isinstance(said, dict):
        return {}, None
    return facts_in({key: said[key] for key in said if key != KEY}), about_in(said.get(KEY))[1]


def _put(one: BratSpan, text: str, reading: ForeignLayer) -> None:
    """Make a span of its parts: one, if white space alone stands between them; else several, linked."""
    held = tuple((name, values[0] if len(values) == 1 else values) for name, values in one.attributes.items())
    parts = _joined(one, text, reading.losses)
    whole = one.words
    shown = " ".join(text[start:end] for start, end in one.parts).replace("\n", " ")  # as brat writes them
    if not one.words or one.words == shown:
        whole = ""
    elif len(one.parts) > 1:
        reading.losses.add("other words", f"{one.key} {one.tag} “{one.words[:40]}”, at its place “{shown[:40]}”")
        return
    for number, (start, end) in enumerate(parts):
        key = one.key if number == 0 else f"{one.key}/{number}"
        note = "\n".join(one.notes) if number == 0 else ""
        reading.spans.append(ForeignSpan(key, one.tag, start, end, whole or None, held, note))
        if number:
            before = one.key if number == 1 else f"{one.key}/{number - 1}"
            reading.links.append(ForeignLink(CONTINUES, key, before))


def _joined(one: BratSpan, text: str, losses: ImportLosses) -> list[tuple[int, int]]:
    joined = [one.parts[0]]
    for start, end in one.parts[1:]:
        gap = text[joined[-1][1] : start]
        if start >= joined[-1][1] and not gap.strip():
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    if len(joined) < len(one.parts):
        losses.add("joined parts", f"{one.key} {one.tag} “{one.words[:40]}”")
    if len(joined) > 1:
        losses.add("linked parts", f"{one.key} {one.tag} “{one.words[:40]}”")
    return joined
