"""The one flat record that every writer starts from.

Consumers of datasets say *label*, *relation*, *head* and *tail*; so do these
rows. A relation's head is the annotation that the link comes from (the quote),
its tail the one it leads to (the actor), as in (head, relation, tail) triples.
All offsets are code points of the article's canonical text, half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from analyst_app.core.annotation import ASSIST, Annotation, Entry, LayerFacts, Link, Pairs, Unplaced, sort_key
from analyst_app.core.document import Document
from analyst_app.core.layer_ids import is_layer_id
from analyst_app.corpus.sourcing.verified_sources import VERIFIED
from analyst_app.export.facts.layer_row import LayerRow, codebook_fields, layers_data, record_fields, with_reviewer
from analyst_app.export.facts.source_row import SourceRow, facts_of, known_facts
from analyst_app.export.losses import LossTally
from analyst_app.language.known_people import ACTOR

CODEBOOK = "codebook"
"""The key of an annotation that was made under a later version than its layer was begun under: that version."""
ORIGINS = "origins"
"""The key of an annotation of gold: the annotations that it was made of, as ``layer:id``."""
LOSS_OF = {ASSIST: "suggestion", ACTOR: "person id", VERIFIED: "verdict"}
LOSS_OF |= {CODEBOOK: "codebook version", ORIGINS: "origin"}
"""The kind of loss of each key that an annotation need not have."""
ZONES = frozenset({"skip"})
"""Tags of text that is not the article, where no codebook says otherwise; exported as zones where a format can."""


class SpanRow(msgspec.Struct, frozen=True, gc=False):
    """An annotation as datasets write it."""

    id: str
    label: str
    start: int
    end: int
    text: str
    """The words it covers, exactly."""
    attributes: dict[str, Any]
    annotator: str
    """Layer that it comes from."""
    note: str = ""
    assist: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET
    """That it began as a suggestion: by what, in which version, how sure, and whether it was edited; else not there."""
    actor: str | msgspec.UnsetType = msgspec.UNSET
    """Id in ``actors.json`` of whom it means."""
    verified: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET
    """The verdict that a person stored on it, as it stands in the layer."""
    path: str | msgspec.UnsetType = msgspec.UNSET
    """The groups that its tag stands under and the tag, by name: ``Frame / Moral``; not there where it has none."""
    extra: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET
    """Other keys: ``codebook`` if it was made under a later version, ``origins`` in gold, and unknown ones."""


class RelationRow(msgspec.Struct, frozen=True, gc=False):
    """A link as datasets write it."""

    id: str
    type: str
    head: str
    """Id of the span it comes from."""
    tail: str
    """Id of the span it leads to."""
    annotator: str
    extra: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET
    """Other keys of the link."""


class ExportArticle(msgspec.Struct, gc=False):
    """An article with the layers that are exported: all that a writer may look at."""

    id: str
    """Path in the corpus, with ``/``."""
    text: str
    spans: list[SpanRow]
    relations: list[RelationRow]
    zones: list[SpanRow]
    source: SourceRow
    layers: list[LayerRow]
    split: str = ""
    cut: list[tuple[int, int]] = msgspec.field(default_factory=list)
    """Stretches of the source's text that were left out."""
    losses: LossTally = msgspec.field(default_factory=LossTally)
    """Losses found while reading: unplaced items, unknown keys."""
    language: str = ""
    """Code of the language that a person noted for the article; empty: found from the text."""

    def about(self) -> dict[str, Any]:
        """The facts with their types, and the readings: for the one key of ours in a format of others."""
        facts = facts_of(self.source)
        return ({"facts": facts} if facts else {}) | {"layers": layers_data(self.layers)}

    def apart(self) -> list[ExportArticle]:
        """One article an annotator, for formats that hold one reading only."""
        if len(self.layers) <= 1:
            return [self]
        return [
            ExportArticle(
                self.id,
                self.text,
                [span for span in self.spans if span.annotator == layer.annotator],
                [relation for relation in self.relations if relation.annotator == layer.annotator],
                [zone for zone in self.zones if zone.annotator == layer.annotator],
                self.source,
                [layer],
                self.split,
                self.cut,
                language=self.language,
            )
            for layer in self.layers
        ]

    @property
    def everything(self) -> list[SpanRow]:
        """Spans and zones, in reading order."""
        return sorted([*self.spans, *self.zones], key=reading_order)


def reading_order(row: SpanRow) -> tuple[int, int, str, str, str]:
    """By start, longest first, then label, id and annotator."""
    return (row.start, -row.end, row.label, row.id, row.annotator)


def source_row(document: Document, facts: Mapping[str, Any]) -> SourceRow:
    """The exported facts of an article.

    Args:
        document: the article's text.
        facts: data of the ``.source.json``.
    """
    source = document.source
    return SourceRow(source.name, source.sha256, document.sha256, source.encoding, **known_facts(facts))


def add_layer(
    article: ExportArticle,
    annotator: str,
    *,
    annotations: Iterable[Annotation],
    links: Iterable[Link],
    facts: LayerFacts,
    unplaced: Iterable[Unplaced] = (),
    entries: Iterable[Entry] = (),
    codebook: Pairs = (),
    zones: frozenset[str] = ZONES,
    reviewer: str | None = None,
) -> None:
    """Put a layer's records into an article.

    Args:
        article: the article's rows, added to.
        annotator: the layer id.
        annotations: the layer's annotations, by start.
        links: the layer's links.
        facts: facts of the layer.
        unplaced: items that have no place in the text.
        entries: decisions, replies and dismissed places.
        codebook: id and version of that under which the layer was begun.
        zones: ids of the tags that mark text which is not the article.
        reviewer: layer id of whoever decided, in gold.
    """
    for annotation in sorted(annotations, key=sort_key):
        row = SpanRow(
            annotation.id,
            annotation.tag,
            annotation.start,
            annotation.end,
            article.text[annotation.start : annotation.end],
            dict(annotation.attributes),
            annotator,
            annotation.note,
        )
        if annotation.extra:
            row = with_extra(row, annotation.extra)
        (article.zones if row.label in zones else article.spans).append(row)
    for link in sorted(links, key=lambda link: (link.from_id, link.role, link.to_id, link.id)):
        extra = dict(link.extra) or msgspec.UNSET
        article.relations.append(RelationRow(link.id, link.role, link.from_id, link.to_id, annotator, extra))
    held = codebook_fields(dict(codebook)) | record_fields(entries, unplaced)
    put_layer(article, LayerRow(annotator, facts.status, facts.note, **held), reviewer)


def put_layer(article: ExportArticle, row: LayerRow, reviewer: str | None) -> None:
    """Put a reading as a whole into an article.

    Args:
        article: the article's rows, added to.
        row: of the reading.
        reviewer: layer id of whoever decided, in gold; what is no such id is named as lost, for it may be any words.
    """
    if reviewer and not is_layer_id(reviewer):
        article.losses.add("reviewer", article.id, f"{reviewer}, {row.annotator}")
    article.layers.append(with_reviewer(row, reviewer) if reviewer else row)


def with_extra(row: SpanRow, extra: Pairs) -> SpanRow:
    """A row with what its annotation says beside the usual.

    Args:
        row: of the annotation.
        extra: the keys that an annotation need not have.
    """
    said = dict(extra)
    assist, actor, verified = _assist_of(said.get(ASSIST)), said.get(ACTOR), said.get(VERIFIED)
    held: dict[str, Any] = {ASSIST: assist} if assist is not msgspec.UNSET else {}
    held |= {ACTOR: actor} if isinstance(actor, str) and actor else {}
    held |= {VERIFIED: verified} if isinstance(verified, dict) else {}
    rest = {key: value for key, value in said.items() if key not in held}
    return msgspec.structs.replace(row, **held, **({"extra": rest} if rest else {}))


def _assist_of(said: object) -> dict[str, Any] | msgspec.UnsetType:
    """The word of an annotation that it began as a suggestion, as far as this version understands it."""
    if not isinstance(said, dict) or said.get("by") not in ("rules", "learnt"):
        return msgspec.UNSET
    score = said.get("score")
    known = {"by": said["by"], "version": str(said.get("version", ""))}
    if isinstance(score, int | float):
        known["score"] = score
    return known | {"edited": said.get("edited") is True}
