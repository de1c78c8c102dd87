"""Puts articles with others' annotations into a folder: text, facts, and a sidecar for each layer."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from analyst_app.core.annotation import Annotation, Link, pairs
from analyst_app.core.document import Document
from analyst_app.corpus.facts import ArticleFacts
from analyst_app.corpus.new_files import holds, safe_stem, write_new
from analyst_app.errors import ImportFailed, SaveFailed, SidecarInvalid, why_unwritten
from analyst_app.importers.annotations import annotation_kinds
from analyst_app.importers.annotations.imported_layer import AnnotatedArticle
from analyst_app.storage.file_names import ARTICLE_SUFFIX, facts_path, is_ours, sidecar_path
from analyst_app.storage.layer import order
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.regular_file import read_regular
from analyst_app.storage.sidecar import encode, new_layer
from analyst_app.storage.sidecar_reader import parse_sidecar
from analyst_app.storage.team_files import encode_team_file

_MOST_NAMESAKES = 10_000


@dataclass(frozen=True, slots=True)
class TakenAnnotations:
    """The outcome of importing one annotated article."""

    path: Path
    """The article's text file."""
    is_new: bool
    """True if the text was written; False: the very text was there already."""
    layers: dict[str, int]
    """Annotations by layer that was written."""
    notes: tuple[str, ...]
    refused: str = ""
    """The reason, in a sentence, for which its layers were not written; empty if they were."""


def others_kind(path: Path) -> str:
    """Kind of a file of other programs' annotations; empty if it holds none, or is one of the app's own."""
    return "" if is_ours(path.name) else annotation_kinds.kind_of(path)


def read_others(path: Path, layer: str = "imported") -> list[AnnotatedArticle]:
    """Articles and layers of a file of other programs' annotations.

    Args:
        path: the file.
        layer: layer id, where the file does not say whose reading it is.

    Raises:
        ImportFailed: the file cannot be understood, or is one of the app's own.
        MissingExtra: a library for files of its kind is not installed.
    """
    if is_ours(path.name):
        raise ImportFailed(f"{path.name} holds no annotations of a known kind.")
    return annotation_kinds.read_annotated(path, layer)


def take_in_annotated(path: Path, folder: Path, *, layer: str = "imported") -> list[TakenAnnotations]:
    """Read a file of others' annotations and write its articles with their layers; nothing is overwritten.

    An article's text is written last, so that where an import was ended in the
    middle the next one goes on. A layer that stands there already stays, and
    keeps its article's other layers from being written; the other articles go on.

    Args:
        path: the file.
        folder: where the articles go; made if it is missing.
        layer: layer id, where the file does not say whose reading it is.

    Raises:
        ImportFailed: the file cannot be understood.
        SaveFailed: something could not be written, or all layers are there already.
        MissingExtra: a library for files of its kind is not installed.
    """
    taken = []
    for article in read_others(path, layer):
        *folders, name = article.name.split("/")
        place = folder.joinpath(*(safe_stem(part) for part in folders))
        try:
            place.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SaveFailed(f"{place} cannot be made: {why_unwritten(error)}.") from error
        taken.append(_taken(article, place, safe_stem(name), path))
    refused = next((one.refused for one in taken if one.refused), "")
    if refused and not any(one.is_new or one.layers for one in taken):
        raise SaveFailed(refused)
    return taken


def _taken(article: AnnotatedArticle, folder: Path, stem: str, original: Path) -> TakenAnnotations:
    text = article.text.encode("utf-8", "replace")
    for number in range(1, _MOST_NAMESAKES):
        target = folder / (f"{stem}{ARTICLE_SUFFIX}" if number == 1 else f"{stem} {number}{ARTICLE_SUFFIX}")
        is_new = not os.path.lexists(target)
        if not is_new and not holds(target, text):
            continue
        document = Document.from_bytes(text, name=target.name, encoding="utf-8")
        there = {layer for layer in article.layers if os.path.lexists(sidecar_path(target, layer))}
        others = [layer for layer in there if not _is_same(sidecar_path(target, layer), document, article, layer)]
        if is_new and others:
            continue  # another article's layers, which has gone
        if others or (there and not is_new and len(there) == len(article.layers)):
            stays = min(others or there)
            refused = f"{target.name} has a layer {stays} already; it stays. Import under another name (--layer)."
            return TakenAnnotations(target, False, {}, tuple(article.notes), refused)
        try:
            return _written(article, target, document, there, original if is_new else None)
        except FileExistsError:  # somebody was quicker
            continue
    raise SaveFailed(f"{folder} holds too many files named {stem}.")


def _written(
    article: AnnotatedArticle, target: Path, document: Document, there: set[str], original: Path | None
) -> TakenAnnotations:
    """Write the layers that are not there and, of a new article (of an ``original``), its facts and last its text."""
    written = {}
    for layer_id, (spans, links) in article.layers.items():
        if layer_id not in there:
            layer = new_layer(document, layer_id, pairs({"id": "imported", "version": 1}))
            layer.annotations = sorted(spans, key=order)
            layer.links = sorted(links, key=order)
            write_new(sidecar_path(target, layer_id), b"".join(encode(layer)))
        if layer_id not in there or original is not None:
            written[layer_id] = len(spans)
    if original is not None:
        if article.facts and not os.path.lexists(facts_path(target)):
            facts = replace(ArticleFacts.from_data(article.facts), original=original.name, importer="analyst-app")
            write_new(facts_path(target), encode_team_file(facts.to_data()))
        write_new(target, article.text.encode("utf-8", "replace"))
    return TakenAnnotations(target, original is not None, written, tuple(article.notes))


def _is_same(sidecar: Path, document: Document, article: AnnotatedArticle, layer_id: str) -> bool:
    """True if a sidecar holds just what an article's layer would: what an import wrote that was ended before the text.

    Args:
        sidecar: the file.
        document: the article's text.
        article: the article as it was read.
        layer_id: id of its layer.
    """
    try:
        found = parse_sidecar(read_regular(sidecar, limit=LARGEST_SIDECAR), name=sidecar.name, document=document)
    except (OSError, SidecarInvalid):
        return False
    if found.damage or found.refusal or found.made_on != document.sha256:
        return False
    return _content(found.layer.annotations, found.layer.links) == _content(*article.layers[layer_id])


def _content(annotations: list[Annotation], links: list[Link]) -> tuple[Counter[tuple[object, ...]], ...]:
    """Annotations and links without their ids and times."""
    spans = {one.id: (one.tag, one.start, one.end, repr(one.attributes), one.note) for one in annotations}
    return Counter(spans.values()), Counter((one.role, spans.get(one.from_id), spans.get(one.to_id)) for one in links)
