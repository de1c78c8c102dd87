"""The bytes of a sidecar: a layer encoded as docs/format.md says, and verified by parsing them back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from analyst_app import __version__
from analyst_app.core.annotation import SECTIONS, Pairs
from analyst_app.core.document import Document, Source
from analyst_app.core.layer_ids import GOLD, is_gold
from analyst_app.storage import codec
from analyst_app.storage.codec import chunks, escape_surrogates
from analyst_app.storage.layer import Head, Layer
from analyst_app.storage.reuse import Reuse

FORMAT = "media-annotations"
VERSION = 1
GENERATOR = f"analyst-app {__version__}"
_PIECE = 1 << 18
_STRETCH = 1 << 17
"""Code points of text encoded in one call."""


def new_layer(document: Document, layer_id: str, codebook: Pairs, *, has_content: bool = True) -> Layer:
    """An empty layer of an article, not yet written.

    Args:
        document: the article's text.
        layer_id: id of the layer.
        codebook: id and version of the codebook that applies.
        has_content: True: its file keeps the text.
    """
    reviewer = layer_id.removeprefix(GOLD) if is_gold(layer_id) else None
    head = Head(source_pairs(document.source), layer_id, codebook, GENERATOR, reviewer, has_content)
    return Layer(head, document.text, document.sha256)


def source_pairs(source: Source) -> Pairs:
    """The facts of a source in the order of the format."""
    return (
        ("name", source.name),
        ("sha256", source.sha256),
        ("encoding", source.encoding),
        ("newline", source.newline),
    )


# -- writing -----------------------------------------------------------------


def encode(layer: Layer, reuse: Reuse | None = None) -> Iterator[bytes]:
    """The bytes of a sidecar in pieces of some 256 KiB, verified by parsing them back.

    Args:
        layer: what it holds.
        reuse: knows lines that were written and verified before, and learns where these go.

    Raises:
        SaveFailed: the bytes do not read back as what was to be written.
    """
    reuse = reuse or Reuse(layer.text)
    held: list[bytes | memoryview] = []
    size = at = 0
    for piece in _pieces(layer, reuse):
        reuse.wrote(piece, at)
        held.append(piece)
        size += len(piece)
        at += len(piece)
        if size >= _PIECE:
            yield b"".join(held)
            held.clear()
            size = 0
    yield b"".join(held)


def _pieces(layer: Layer, reuse: Reuse) -> Iterator[bytes | memoryview]:
    yield from _head(layer)
    yield from _section("annotations", reuse.lines(layer.annotations, layer.revs))
    yield from _section("links", (codec.link_lines(c, layer.revs) for c in chunks(layer.links)))
    yield from _section("unplaced", (codec.unplaced_lines(c, layer.revs) for c in chunks(layer.unplaced)))
    for section in SECTIONS:
        entries = [entry for entry in layer.entries if entry.section == section]
        if entries:
            yield from _section(section, (codec.entry_lines(c, layer.revs) for c in chunks(entries)))
    tombstones = chunks(sorted(layer.deleted.items()))
    yield from _section("deleted", (codec.deleted_lines(c) for c in tombstones), "{}")
    for key, value in layer.head.extra:
        yield escape_surrogates(f",\n {_dumps(key)}: {_dumps([value])[1:-1]}").encode()
    yield b"}\n"


def _section(
    key: str, pieces: Iterator[bytes] | Iterator[bytes | memoryview], brackets: str = "[]"
) -> Iterator[bytes | memoryview]:
    yield f',\n "{key}": {brackets[0]}\n'.encode()
    first = True
    for piece in pieces:
        if not first:
            yield b",\n"
        yield piece
        first = False
    yield (" " if first else "\n ").encode() + brackets[1].encode()


def _head(layer: Layer) -> Iterator[bytes]:
    """The facts, verified by parsing them back; the text apart, since it may be long."""
    values = _head_values(layer)
    members = ",\n ".join(f'"{key}": {_dumps(value)}' for key, value in values.items())
    if json.loads("{" + members + "}") != values:
        raise codec.changed()
    head = escape_surrogates("{" + members).encode()
    if not layer.head.has_content:
        yield head
        return
    mark = f'"sha256": "{layer.text_sha256}"'.encode()
    at = head.index(mark, head.index(b'\n "text": {')) + len(mark)
    yield head[:at] + b', "content": "'
    for start in range(0, len(layer.text), _STRETCH):
        yield _content(layer.text[start : start + _STRETCH])
    yield b'"' + head[at:]


def _content(text: str) -> bytes:
    """A stretch of text as the inside of a JSON string, verified."""
    encoded = codec.encode_value(text)
    if json.loads(encoded) != text:
        raise codec.changed()
    return encoded[1:-1]


def _head_values(layer: Layer) -> dict[str, Any]:
    head = layer.head
    text: dict[str, Any] = {"unit": "codepoint", "length": len(layer.text), "sha256": layer.text_sha256}
    facts = {"rev": max(1, layer.facts_rev), "status": layer.facts.status, "note": layer.facts.note}
    values: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "generator": head.generator,
        "source": dict(head.source),
        "text": text | dict(head.text_extra),
        "codebook": dict(head.codebook),
        "annotator": head.annotator,
    }
    if head.reviewer is not None:
        values["reviewer"] = head.reviewer
    return values | {"layer": facts | dict(layer.facts.extra)}


def _dumps(value: Any) -> str:
    return json.dumps(_sorted_inside(value), ensure_ascii=False, allow_nan=False)


def _sorted_inside(value: Any, *, top: bool = True) -> Any:
    """Objects below the first with their keys in code-point order; the first has them in its own."""
    if isinstance(value, dict):
        keys = value if top else sorted(value)
        return {key: _sorted_inside(value[key], top=False) for key in keys}
    if isinstance(value, list):
        return [_sorted_inside(member, top=False) for member in value]
    return value
