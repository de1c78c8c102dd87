"""Puts articles with others' annotations into a folder: text, facts, and a sidecar for each layer.

The same text is the same article, whatever its file is named: its layers go
beside the one that is there. An article of the same name with another text
stays apart, unless the person says that it is the same: then its layers keep
the text they were made on, and are re-anchored when it is opened.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from analyst_app.core.annotation import LayerFacts, pairs
from analyst_app.core.document import Document
from analyst_app.core.ending import uninterrupted
from analyst_app.core.layer_ids import is_gold
from analyst_app.corpus.articles import codebook_data
from analyst_app.corpus.facts import ArticleFacts
from analyst_app.corpus.intake.facts_filled import filled_facts, unlike_facts
from analyst_app.corpus.intake.joining import article_document, said_of_joining
from analyst_app.corpus.intake.known_texts import KnownTexts
from analyst_app.corpus.intake.layer_records import codebook_of, put_records, reviewer_of
from analyst_app.corpus.intake.layers_there import SecondReadings, is_same, person_there, write_layers
from analyst_app.corpus.intake.new_files import Entering, TakingFolder, safe_stem, taking_folder, write_beside
from analyst_app.corpus.intake.people_of_layers import PeopleOfLayers
from analyst_app.errors import CodebookInvalid, ImportFailed, LayerStays, SaveFailed
from analyst_app.importers.annotations import annotation_kinds, imported_layer, reader_folders
from analyst_app.importers.annotations.imported_layer import AnnotatedArticle, AnnotatedFile
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.resources import built_in_codebook
from analyst_app.session.article_text import read_article
from analyst_app.storage.error_log import reason
from analyst_app.storage.file_names import ARTICLE_SUFFIX, CODEBOOK, facts_name, is_ours, sidecar_name
from analyst_app.storage.layer import Layer, order
from analyst_app.storage.sidecar import new_layer
from analyst_app.storage.team_files import encode_team_file
from analyst_app.wording import tr

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
    stays: bool = False
    """True if that is a layer of another content that is there already."""

    def count_refused(self, losses: ImportLosses) -> None:
        """Count it there if its layers were not written."""
        if self.refused:
            losses.add("layer there already" if self.stays else "not written", self.refused)


@dataclass
class AnnotatedIntake:
    """One import of others' annotations: what it has met so far, and the choices of the person."""

    folder: Path
    """The folder for the articles; made if it is missing."""
    layer: str = "imported"
    """Layer id, where a file does not say whose reading it is."""
    reanchors: bool = False
    """True: an article of the same name with another text is the same article."""
    entering: Entering = lambda _: None
    """Is told each folder before anything is written into it."""
    known: KnownTexts = field(init=False)
    people: PeopleOfLayers = field(default_factory=PeopleOfLayers)
    seconds: SecondReadings = field(default_factory=SecondReadings)
    _named: dict[Path, Path] = field(default_factory=dict)
    """The articles that this import wrote, with the name that each would have had in an empty folder."""

    def __post_init__(self) -> None:
        self.known = KnownTexts(self.folder)
        articles = self.folder.rglob(f"*{ARTICLE_SUFFIX}") if self.folder.is_dir() else iter(())
        self._had_articles = next(articles, None) is not None

    def take(self, found: AnnotatedFile, original: Path, below: tuple[str, ...] = ()) -> list[TakenAnnotations]:
        """Write the articles of a file with their layers; nothing is overwritten.

        An article's text is written last, so that where an import was ended in the
        middle the next one goes on. A layer that stands there already stays, and
        keeps its article's other layers from being written; the other articles go on.
        One that another file of this import brought keeps none out: they get a name each.

        Args:
            found: what was read of the file.
            original: the file.
            below: names of the folders below the first in which its articles belong.

        Raises:
            LeadsOutside: a link stands where a folder should be.
            LayerStays: all layers are there already, with another content.
            SaveFailed: something could not be written.
        """
        taken: list[TakenAnnotations] = []
        made: set[Path] = set()
        below = _of_articles(found, below)
        for article in found.articles:
            try:
                taken.append(self._take_one(article, original, below, made))
                if taken[-1].is_new:
                    made.add(taken[-1].path)
            except Exception as error:
                if len(found.articles) == 1:
                    raise
                path = self._own_path(article, below)
                taken.append(TakenAnnotations(path, False, {}, article.remarks(), reason(error, path)))
        refused = next((one for one in taken if one.refused), None)
        if refused and not any(one.is_new or one.layers for one in taken):
            raise LayerStays(refused.refused) if refused.stays else SaveFailed(refused.refused)
        words = self._keep_beside(found, below)
        self._had_articles = self._had_articles or bool(taken)
        if words and taken:
            taken[0] = replace(taken[0], notes=(*taken[0].notes, words))
        return taken

    def joins(self, found: AnnotatedFile, below: tuple[str, ...] = ()) -> list[str]:
        """A sentence for each article that has the name of one with another text: how many would keep their place.

        Args:
            found: what was read of a file.
            below: names of the folders below the first in which its articles belong.
        """
        said = []
        below = _of_articles(found, below)
        for article in found.articles:
            if self.known.of_text(article.text, article_document(article, "").sha256):
                continue
            path = self._own_path(article, below)
            if path.is_file() and (words := said_of_joining(article, path)):
                said.append(words)
        return said

    def _take_one(
        self, article: AnnotatedArticle, original: Path, below: tuple[str, ...], made: set[Path]
    ) -> TakenAnnotations:
        """Write one article; one of a text that the very file has ``made`` already, with that reader, stays another."""
        own = self._own_path(article, below)
        same = self.known.of_text(article.text, article_document(article, own.name).sha256)
        of_export = reader_folders.is_of_export(original)  # in which two names are two articles
        for path in sorted(same, key=own.__ne__):
            is_other = path in made or (of_export and self.known.came_in(path))
            has_other_name = is_other and self._named.get(path, path) != own
            if of_export and has_other_name:
                continue
            with self._entered(path.parent) as place:
                taken = self._joined(article, place, path, None if is_other else original)
            if not is_other or path == own or taken.layers or not (taken.refused or has_other_name):
                return taken
        with self._entered(own.parent) as place:
            if self.reanchors and place.has(own.name):
                return self._joined(article, place, own, original, article_document(article, own.name))
            taken = self._made(article, place, own.name.removesuffix(ARTICLE_SUFFIX), original)
        self._named[taken.path] = own
        return taken

    def _own_path(self, article: AnnotatedArticle, below: tuple[str, ...]) -> Path:
        *folders, name = (*below, *article.name.split("/"))
        return self.folder.joinpath(*map(safe_stem, folders), f"{safe_stem(name)}{ARTICLE_SUFFIX}")

    @contextlib.contextmanager
    def _entered(self, folder: Path) -> Iterator[TakingFolder]:
        with taking_folder(self.folder, folder.relative_to(self.folder).parts) as place:
            self.entering(place)
            yield place

    def _joined(
        self,
        article: AnnotatedArticle,
        place: TakingFolder,
        path: Path,
        original: Path | None,
        made_on: Document | None = None,
    ) -> TakenAnnotations:
        """Layers of another file put beside an article that is there; those of a text ``made_on``, if it has another.

        None: the article is of the very file.
        """
        document = made_on or read_article(path)
        apart: list[str] = []
        layers = self._layers(article, place, document, path, original, apart)
        there = {layer_id for layer_id in layers if place.has(sidecar_name(path.name, layer_id))}
        others = {
            layer_id
            for layer_id in there
            if not is_same(place, document, sidecar_name(path.name, layer_id), layers[layer_id])
        }
        notes = (*article.remarks(), *apart, *unlike_facts(path, article.facts))
        if others:
            return TakenAnnotations(path, False, {}, notes, self._refusal(path.name, min(others)), stays=True)
        notes = (*notes, *filled_facts(path, article.facts, is_same_text=made_on is None))
        if there and len(there) == len(layers):
            return TakenAnnotations(path, False, {}, (*notes, tr("All of it was there already.")))
        if made_on is not None:
            notes = (*notes, said_of_joining(article, path))
        self.seconds.wrote(path.parent, path.name, layers)
        return TakenAnnotations(path, False, write_layers(place, path.name, layers, there), notes)

    def _made(self, article: AnnotatedArticle, folder: TakingFolder, stem: str, original: Path) -> TakenAnnotations:
        """An article written with its layers, under the first free name."""
        for number in range(1, _MOST_NAMESAKES):
            name = f"{stem}{ARTICLE_SUFFIX}" if number == 1 else f"{stem} {number}{ARTICLE_SUFFIX}"
            if folder.has(name):
                continue
            document = article_document(article, name)
            layers = self._layers(article, folder, document, folder.path / name)
            there = {one for one in layers if folder.has(sidecar_name(name, one))}
            if any(not is_same(folder, document, sidecar_name(name, one), layers[one]) for one in there):
                continue  # another article's layers, which has gone
            try:
                written = _write_article(article, folder, document, layers, there, original)
            except FileExistsError:  # somebody was quicker
                continue
            self.known.add(folder.path / name, document)
            self.seconds.wrote(folder.path, name, layers)
            notes = article.remarks()
            if number > 1 and (words := self._said_of_namesake(article, folder.path / f"{stem}{ARTICLE_SUFFIX}")):
                notes = (*notes, words)
            return TakenAnnotations(folder.path / name, True, written, notes)
        raise SaveFailed(
            tr("{path} holds too many files named {stem}. Choose another folder.", path=folder.path, stem=stem)
        )

    def _layers(
        self,
        article: AnnotatedArticle,
        folder: TakingFolder,
        document: Document,
        path: Path,
        original: Path | None = None,
        apart: list[str] | None = None,
    ) -> dict[str, Layer]:
        """The layers that an article's readings become, by id: each person has one id, and no other person has it.

        A second reading that another file of this import has of the text gets a name
        of its own, where ``original`` is its file; a sentence on it is put into ``apart``.
        """
        made: dict[str, Layer] = {}
        for layer_id in article.layers:
            person = article.people.get(layer_id, layer_id)
            own_id = self.people.id_of(
                person, layer_id, lambda other: person_there(folder, document, sidecar_name(path.name, other), other)
            )
            layer = self._layer(article, layer_id, own_id, document)
            if original is not None and apart is not None:

                def there(other: str, layer: Layer = layer) -> bool | None:
                    name = sidecar_name(path.name, other)
                    if other in made:
                        return False
                    return is_same(folder, document, name, layer) if folder.has(name) else None

                second = self.seconds.id_of(own_id, path, original, "" if person == self.layer else person, there)
                if second != own_id:
                    apart.append(
                        tr("{file} has another reading of this text than {layer}: it is the layer {second}.",
                           file=original.name, layer=own_id, second=second)
                    )  # fmt: skip
                    own_id, layer = second, self._layer(article, layer_id, second, document)
            made[own_id] = layer
        return made

    def _layer(self, article: AnnotatedArticle, layer_id: str, own_id: str, document: Document) -> Layer:
        """The layer under an id that the reading of another one becomes."""
        spans, links = article.layers[layer_id]
        person = article.people.get(layer_id, layer_id)
        beside = article.layer_beside.get(layer_id, {})
        layer = new_layer(document, own_id, codebook_of(beside))
        if person not in (own_id, self.layer):
            layer.head = replace(layer.head, extra=pairs({"imported": {"annotator": person}}))
        if is_gold(own_id) and (reviewer := reviewer_of(beside)):
            layer.head = replace(layer.head, reviewer=reviewer)
        layer.annotations = sorted(spans, key=order)
        layer.links = sorted(links, key=order)
        layer.facts = article.layer_facts.get(layer_id, LayerFacts())
        put_records(layer, beside, article.losses)
        return layer

    def _said_of_namesake(self, article: AnnotatedArticle, path: Path) -> str:
        words = said_of_joining(article, path)
        return words and tr("{words} It was not joined to it (on the command line --reanchor does that).", words=words)

    def _refusal(self, name: str, stays: str) -> str:
        return tr(
            "{name} has a layer {stays} already; it stays. {stays2}",
            name=name,
            stays=stays,
            stays2=self._way_out(stays),
        )

    def _way_out(self, stays: str) -> str:
        """The advice where a layer stays: another name helps only if the file does not say whose reading it is."""
        chosen = imported_layer.layer_id(self.layer)
        if re.fullmatch(rf"{re.escape(chosen)}(-\d+)?", stays):  # with a number, the second of its unnamed readings
            return tr("Import under another name (--layer).")
        return tr("The file names it so: import into another folder (--to), or put that layer's file elsewhere first.")

    def _with_tags_in_use(self, codebook: dict[str, Any]) -> dict[str, Any]:
        """A file's codebook; with the built-in tags where the folder has articles besides, which may need them."""
        if not self._had_articles:
            return codebook
        ids = {str(tag.get("id")) for tag in codebook["tags"]}
        keys = {str(tag.get("key", "")).casefold() for tag in codebook["tags"]}
        kept = [
            {name: value for name, value in tag.items() if name != "key" or str(value).casefold() not in keys}
            for tag in built_in_codebook()["tags"]
            if tag["id"] not in ids
        ]
        return codebook | {"tags": [*kept, *codebook["tags"]]}

    def _keep_beside(self, found: AnnotatedFile, below: tuple[str, ...]) -> str:
        """Write what has no place in articles and layers, and the codebook of the file where the folder has none.

        Args:
            found: what was read of the file.
            below: names of the folders below the first in which its articles belong.

        Returns:
            A sentence on what became of the file's tags; empty if it defines none that the folder lacks.
        """
        if not found.beside and found.codebook is None:
            return ""
        with self._entered(self.folder.joinpath(*map(safe_stem, below))) as place:
            for name, data in found.beside.items():
                write_beside(place, name, data)
            if found.codebook is None:
                return ""
            if not place.has(CODEBOOK):
                place.write(CODEBOOK, encode_team_file(self._with_tags_in_use(found.codebook)))
                return tr("The tags that the file defines were written to {file}.", file=CODEBOOK)
            there = {str(tag.get("id")) for tag in (_codebook_of(place.path) or {}).get("tags", ())}
            missing = [tag["name"] for tag in found.codebook["tags"] if tag["id"] not in there]
        said = tr("{file} is there already and stays; it lacks these tags of the file: {tags}.",
                  file=CODEBOOK, tags=", ".join(missing))  # fmt: skip
        return said if missing else ""


def _of_articles(found: AnnotatedFile, below: tuple[str, ...]) -> tuple[str, ...]:
    """The folders of articles among those that a file lies in: that of a split is none, nor that of its reader."""
    for name in found.outer_folders:
        if name in below:
            place = below.index(name)
            below = below[:place] + below[place + 1 :]
    return below


def others_kind(path: Path) -> str:
    """Kind of a file of other programs' annotations; empty if it holds none, or is one of the app's own.

    Raises:
        MissingExtra: the library that reads workbooks is not installed.
    """
    return "" if is_ours(path.name) else annotation_kinds.kind_of(path)


def read_others(
    path: Path,
    layer: str = "imported",
    rules: Mapping[str, Any] | None = None,
    *,
    folder: Path | None = None,
    mapping: Any = None,
) -> AnnotatedFile:
    """Articles and layers of a file of other programs' annotations, and what of it was left out.

    Args:
        path: the file.
        layer: layer id, where the file does not say whose reading it is.
        rules: the rule that says what the columns of a table are; None: their names decide.
        folder: where the articles would go: codes are proposed by the names of its codebook; None: by theirs alone.
        mapping: what codes of a REFI-QDA project become, as parsed JSON (``code_mapping.to_data``).

    Raises:
        ImportFailed: the file cannot be understood, or is one of the app's own.
        MissingExtra: a library for files of its kind is not installed.
    """
    if is_ours(path.name):
        raise ImportFailed(
            tr("{name} holds no annotations of a known kind. docs/import.md lists the kinds.", name=path.name)
        )
    return annotation_kinds.read_annotated(path, layer, rules, codebook=_codebook_of(folder), mapping=mapping)


def _codebook_of(folder: Path | None) -> dict[str, Any] | None:
    """The codebook of a folder as parsed JSON; None if it has none that can be read: opening the folder says why."""
    try:
        found = codebook_data(folder / CODEBOOK)[0] if folder is not None else None
    except (CodebookInvalid, OSError):
        return None
    return found if isinstance(found, dict) else None


def take_in_annotated(
    path: Path, folder: Path, *, layer: str = "imported", entering: Entering = lambda _: None
) -> list[TakenAnnotations]:
    """Read a file of others' annotations and write its articles with their layers: an import of one file.

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
    return AnnotatedIntake(folder, layer, entering=entering).take(read_others(path, layer, folder=folder), path)


@uninterrupted()  # an article comes in with all that is beside it, or not at all
def _write_article(
    article: AnnotatedArticle,
    folder: TakingFolder,
    document: Document,
    layers: dict[str, Layer],
    there: set[str],
    original: Path,
) -> dict[str, int]:
    """Write the layers that are not ``there``, the facts of the ``original``, and last the text."""
    name = document.source.name
    write_layers(folder, name, layers, there)
    if article.facts and not folder.has(facts_name(name)):
        said = ArticleFacts.from_data(article.facts)
        facts = replace(said, original=said.original or original.name, importer=said.importer or "analyst-app")
        folder.write(facts_name(name), encode_team_file(facts.to_data()))
    folder.write(name, article.text.encode("utf-8", "replace"))
    return {layer_id: len(layer.annotations) for layer_id, layer in layers.items()}
