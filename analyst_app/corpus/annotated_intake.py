"""Puts articles with others' annotations into a folder: text, facts, and a sidecar for each layer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from analyst_app.core.annotation import pairs
from analyst_app.core.document import Document
from analyst_app.corpus.facts import ArticleFacts
from analyst_app.corpus.new_files import safe_stem, write_new
from analyst_app.errors import ImportFailed, SaveFailed, why_unwritten
from analyst_app.importers.annotations import annotation_kinds
from analyst_app.importers.annotations.imported_layer import AnnotatedArticle
from analyst_app.storage.file_names import ARTICLE_SUFFIX, facts_path, is_ours, sidecar_path
from analyst_app.storage.layer import order
from analyst_app.storage.sidecar import encode, new_layer
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

    Args:
        path: the file.
        folder: where the articles go; made if it is missing.
        layer: layer id, where the file does not say whose reading it is.

    Raises:
        ImportFailed: the file cannot be understood.
        SaveFailed: something could not be written, or a layer of that name is there already.
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
    return taken


def _taken(article: AnnotatedArticle, folder: Path, stem: str, original: Path) -> TakenAnnotations:
    text = article.text.encode("utf-8", "replace")
    target, is_new = _text_file(folder, stem, text)
    if is_new and article.facts and not facts_path(target).exists():
        facts = replace(ArticleFacts.from_data(article.facts), original=original.name, importer="analyst-app")
        write_new(facts_path(target), encode_team_file(facts.to_data()))
    document = Document.from_bytes(text, name=target.name, encoding="utf-8")
    written = {}
    for layer_id, (spans, links) in article.layers.items():
        layer = new_layer(document, layer_id, pairs({"id": "imported", "version": 1}))
        layer.annotations = sorted(spans, key=order)
        layer.links = sorted(links, key=order)
        try:
            write_new(sidecar_path(target, layer_id), b"".join(encode(layer)))
        except FileExistsError:
            raise SaveFailed(
                f"{target.name} has a layer {layer_id} already; it stays. Import under another name (--layer)."
            ) from None
        written[layer_id] = len(spans)
    return TakenAnnotations(target, is_new, written, tuple(article.notes))


def _text_file(folder: Path, stem: str, text: bytes) -> tuple[Path, bool]:
    for number in range(1, _MOST_NAMESAKES):
        path = folder / (f"{stem}{ARTICLE_SUFFIX}" if number == 1 else f"{stem} {number}{ARTICLE_SUFFIX}")
        if path.exists():
            if path.read_bytes() == text:
                return path, False
            continue
        try:
            write_new(path, text)
        except FileExistsError:
            continue
        return path, True
    raise SaveFailed(f"{folder} holds too many files named {stem}.")
