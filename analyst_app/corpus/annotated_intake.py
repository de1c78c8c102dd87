"""Puts articles with others' annotations into a folder: text, facts, and a sidecar for each layer."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from analyst_app.core.annotation import Annotation, Link, pairs
from analyst_app.core.document import Document
from analyst_app.core.ending import uninterrupted
from analyst_app.corpus.facts import ArticleFacts
from analyst_app.corpus.new_files import Entering, TakingFolder, safe_stem, taking_folder
from analyst_app.errors import ImportFailed, SaveFailed, SidecarInvalid
from analyst_app.importers.annotations import annotation_kinds, imported_layer
from analyst_app.importers.annotations.imported_layer import AnnotatedArticle, AnnotatedFile
from analyst_app.storage.file_names import ARTICLE_SUFFIX, facts_name, is_ours, sidecar_name
from analyst_app.storage.layer import order
from analyst_app.storage.limits import LARGEST_SIDECAR
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


def read_others(path: Path, layer: str = "imported") -> AnnotatedFile:
    """Articles and layers of a file of other programs' annotations, and what of it was left out.

    Args:
        path: the file.
        layer: layer id, where the file does not say whose reading it is.

    Raises:
        ImportFailed: the file cannot be understood, or is one of the app's own.
        MissingExtra: a library for files of its kind is not installed.
    """
    if is_ours(path.name):
        raise ImportFailed(f"{path.name} holds no annotations of a known kind. docs/import.md lists the kinds.")
    return annotation_kinds.read_annotated(path, layer)


def take_in_annotated(
    path: Path, folder: Path, *, layer: str = "imported", entering: Entering = lambda _: None
) -> list[TakenAnnotations]:
    """Read a file of others' annotations and write its articles with their layers; nothing is overwritten.

    An article's text is written last, so that where an import was ended in the
    middle the next one goes on. A layer that stands there already stays, and
    keeps its article's other layers from being written; the other articles go on.

    Args:
        path: the file.
        folder: where the articles go; made if it is missing.
        layer: layer id, where the file does not say whose reading it is.
        entering: is told each folder before anything is written into it.

    Raises:
        ImportFailed: the file cannot be understood.
        LeadsOutside: a link stands where a folder should be.
        SaveFailed: something could not be written, or all layers are there already.
        MissingExtra: a library for files of its kind is not installed.
    """
    taken = []
    for article in read_others(path, layer).articles:
        *folders, name = article.name.split("/")
        with taking_folder(folder, [safe_stem(part) for part in folders]) as place:
            entering(place)
            taken.append(_taken(article, place, safe_stem(name), path, layer))
    refused = next((one.refused for one in taken if one.refused), "")
    if refused and not any(one.is_new or one.layers for one in taken):
        raise SaveFailed(refused)
    return taken


def _way_out(stays: str, layer: str) -> str:
    """The advice where a layer stays: another name helps only if the file does not say whose reading it is."""
    chosen = imported_layer.layer_id(layer)
    if re.fullmatch(rf"{re.escape(chosen)}(-\d+)?", stays):  # with a number, the second of its unnamed readings
        return "Import under another name (--layer)."
    return "The file names it so: import into another folder (--to), or put that layer's file elsewhere first."


def _taken(article: AnnotatedArticle, folder: TakingFolder, stem: str, original: Path, layer: str) -> TakenAnnotations:
    text = article.text.encode("utf-8", "replace")
    for number in range(1, _MOST_NAMESAKES):
        name = f"{stem}{ARTICLE_SUFFIX}" if number == 1 else f"{stem} {number}{ARTICLE_SUFFIX}"
        is_new = not folder.has(name)
        if not is_new and not folder.holds(name, text):
            continue
        document = Document.from_bytes(text, name=name, encoding="utf-8")
        there = {one for one in article.layers if folder.has(sidecar_name(name, one))}
        others = [one for one in there if not _is_same(folder, document, article, one)]
        if is_new and others:
            continue  # another article's layers, which has gone
        if others or (there and not is_new and len(there) == len(article.layers)):
            stays = min(others or there)
            refused = f"{name} has a layer {stays} already; it stays. {_way_out(stays, layer)}"
            return TakenAnnotations(folder.path / name, False, {}, article.remarks(), refused)
        try:
            return _written(article, folder, document, there, original if is_new else None)
        except FileExistsError:  # somebody was quicker
            continue
    raise SaveFailed(f"{folder.path} holds too many files named {stem}. Choose another folder.")


@uninterrupted()  # an article comes in with all that is beside it, or not at all
def _written(
    article: AnnotatedArticle, folder: TakingFolder, document: Document, there: set[str], original: Path | None
) -> TakenAnnotations:
    """Write the layers that are not there and, of a new article (of an ``original``), its facts and last its text."""
    written, name = {}, document.source.name
    for layer_id, (spans, links) in article.layers.items():
        if layer_id not in there:
            layer = new_layer(document, layer_id, pairs({"id": "imported", "version": 1}))
            layer.annotations = sorted(spans, key=order)
            layer.links = sorted(links, key=order)
            folder.write(sidecar_name(name, layer_id), b"".join(encode(layer)))
        if layer_id not in there or original is not None:
            written[layer_id] = len(spans)
    if original is not None:
        if article.facts and not folder.has(facts_name(name)):
            facts = replace(ArticleFacts.from_data(article.facts), original=original.name, importer="analyst-app")
            folder.write(facts_name(name), encode_team_file(facts.to_data()))
        folder.write(name, article.text.encode("utf-8", "replace"))
    return TakenAnnotations(folder.path / name, original is not None, written, article.remarks())


def _is_same(folder: TakingFolder, document: Document, article: AnnotatedArticle, layer_id: str) -> bool:
    """True if a sidecar holds just what an article's layer would: what an import wrote that was ended before the text.

    Args:
        folder: holds the sidecar.
        document: the article's text.
        article: the article as it was read.
        layer_id: id of its layer.
    """
    name = sidecar_name(document.source.name, layer_id)
    try:
        found = parse_sidecar(folder.read(name, limit=LARGEST_SIDECAR), name=name, document=document)
    except (OSError, SidecarInvalid):
        return False
    if found.damage or found.refusal or found.made_on != document.sha256:
        return False
    return _content(found.layer.annotations, found.layer.links) == _content(*article.layers[layer_id])


def _content(annotations: list[Annotation], links: list[Link]) -> tuple[Counter[tuple[object, ...]], ...]:
    """Annotations and links without their ids and times."""
    spans = {one.id: (one.tag, one.start, one.end, repr(one.attributes), one.note) for one in annotations}
    return Counter(spans.values()), Counter((one.role, spans.get(one.from_id), spans.get(one.to_id)) for one in links)
