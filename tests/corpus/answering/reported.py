"""A folder with an annotated article, and its report as it is sent to a colleague."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from analyst_app.core.annotation import Annotation, Entry, LayerFacts, pairs
from analyst_app.core.document import Document
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.storage.file_names import sidecar_path
from analyst_app.storage.layer import Layer
from analyst_app.storage.sidecar import encode, new_layer
from analyst_app.storage.sidecar_reader import parse_sidecar

TIME = "2026-11-22T09:00:00Z"
TEXT = (
    "🔥 Depot to close\n\nAda Brandt said “the depot will close by May”. Nobody agreed.\n"
    "The council, she said, had promised another line.\n\nThe council has not answered.\n"
)
QUOTE, ACTOR, CLAIM, SECOND = (f"{number}0000000-0000-4000-8000-000000000000" for number in (1, 2, 3, 4))
SPANS = {
    QUOTE: ("quote", "“the depot will close by May”"),
    ACTOR: ("actor", "Ada Brandt"),
    CLAIM: ("claim", "the depot will close by May"),
}


class Reported(NamedTuple):
    """The folder, and the report made of it."""

    folder: Path
    article: Path
    report: bytes


def annotation(key: str, tag: str, words: str) -> Annotation:
    start = TEXT.index(words)
    return Annotation(key, tag, start, start + len(words), (), "", TIME, TIME)


def write_layer(article: Path, layer_id: str, annotations: list[Annotation]) -> Path:
    """A finished layer beside an article, byte for byte as the app writes it."""
    document = Document.from_bytes(article.read_bytes(), name=article.name)
    layer: Layer = new_layer(document, layer_id, pairs({"id": "media", "version": 1}))
    layer.annotations = sorted(annotations, key=lambda one: (one.start, -one.end))
    layer.facts = LayerFacts("done", "")
    path = sidecar_path(article, layer_id)
    path.write_bytes(b"".join(encode(layer)))
    return path


def reported(folder: Path) -> Reported:
    """The folder with alice's layer and a colleague's, and the report of alice's."""
    folder.mkdir(parents=True, exist_ok=True)
    article = folder / "depot.txt"
    article.write_text(TEXT, "utf-8")
    write_layer(article, "alice", [annotation(key, *what) for key, what in SPANS.items()])
    write_layer(article, "bob", [annotation(SECOND, "claim", "Nobody agreed.")])
    place = folder.parent / "report.docx"
    assert export(ExportRequest(folder, "report-docx", place, layer="alice")).is_written
    return Reported(folder, article, place.read_bytes())


def reported_of_both(folder: Path) -> Reported:
    """The folder, with bob's quote on the words of alice's, and the report of both layers."""
    sent = reported(folder)
    write_layer(sent.article, "bob", [annotation(SECOND, *SPANS[QUOTE])])
    place = folder.parent / "both.docx"
    assert export(ExportRequest(folder, "report-docx", place, layer="all")).is_written
    return Reported(folder, sent.article, place.read_bytes())


def layer_of(article: Path, layer_id: str) -> Layer:
    """A layer as it stands in its file, which is whole."""
    path = sidecar_path(article, layer_id)
    document = Document.from_bytes(article.read_bytes(), name=article.name)
    found = parse_sidecar(path.read_bytes(), name=path.name, document=document, is_strict=True)
    assert not found.problems
    assert not found.refusal
    return found.layer


def replies_of(article: Path, layer_id: str) -> list[dict[str, object]]:
    """The bodies of a layer's replies, by time and number."""
    entries: list[Entry] = [one for one in layer_of(article, layer_id).entries if one.section == "replies"]
    return sorted((dict(one.body) for one in entries), key=lambda one: int(str(one["number"])))


def hashes(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file of a folder, by name."""
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in sorted(folder.iterdir()) if one.is_file()}
