"""Names what a format has no place for, kind by kind; the writers say which kinds those are."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable
from typing import TypeVar

import msgspec
from msgspec import UNSET

from analyst_app.core.annotation import (
    ASSIST,
    LayerFacts,
    actor_in,
    actor_words,
    assist_words,
    codebook_in,
    codebook_words,
    verified_in,
    verified_words,
)
from analyst_app.core.codebook import Codebook
from analyst_app.core.refi.own_project import NOT_XML
from analyst_app.corpus.sourcing.verified_sources import VERIFIED
from analyst_app.export.cells import plain
from analyst_app.export.facts.layer_row import untold_reviewer, without_records, words_of
from analyst_app.export.facts.source_row import EVERY_FACT, FACTS, facts_of, has_no_facts
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import CODEBOOK, LOSS_OF, ORIGINS, ExportArticle, RelationRow, SpanRow
from analyst_app.language.known_people import ACTOR

_Row = TypeVar("_Row", SpanRow, RelationRow)
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_USUAL = LayerFacts().status
"""Status that a layer has if nothing is said of it."""


def unheld(article: ExportArticle, *kinds: str) -> LossTally:
    """The losses of some kinds: relation, attribute, number, note, layer note, zone, and the reader.

    An ``annotator`` is lost where whose a reading is stands at its spans only,
    and it has none; an ``unnamed reading`` where the format names nobody.

    Args:
        article: the article as flat rows.
        kinds: what the format has no place for; one without a place for a layer's note has none for its status.
    """
    losses = LossTally()
    if "relation" in kinds:
        words = {(row.annotator, row.id): row.text for row in (*article.spans, *article.zones)}
        for one in article.relations:
            head = words.get((one.annotator, one.head), one.head)
            losses.add("relation", article.id, f"{one.type} of {head[:60]}")
    for row in (*article.spans, *article.zones):
        if "attribute" in kinds:
            told = _as_values(row)
            for name, value in row.attributes.items():
                is_told = told.get(name) == value or (name == CODEBOOK and codebook_in(value) is not None)
                kind = LOSS_OF[name] if is_told else "attribute"
                losses.add(kind, article.id, f"{name} = {value} of {row.text[:60]}")
        if "number" in kinds:
            for name, value in row.attributes.items():
                if isinstance(value, int | float) and not isinstance(value, bool):
                    losses.add("number", article.id, f"{name} = {value} of {row.text[:60]}")
        if "note" in kinds and row.note:
            losses.add("note", article.id, row.note)
    if "zone" in kinds:
        for zone in article.zones:
            losses.add("zone", article.id, zone.text)
    if "layer note" in kinds:
        for layer in article.layers:
            if layer.note:
                losses.add("layer note", article.id, layer.note)
            if reviewer := untold_reviewer(layer):
                losses.add("reviewer", article.id, f"{reviewer}, {layer.annotator}")
            if layer.status != _USUAL:
                losses.add("status", article.id, f"{layer.status}, {layer.annotator}")
    if "unnamed reading" in kinds:
        for layer in article.layers:
            losses.add("unnamed reading", article.id, layer.annotator)
    if "annotator" in kinds:
        marked = {row.annotator for row in (*article.spans, *article.zones)}
        for layer in article.layers:
            if layer.annotator not in marked:
                losses.add("annotator", article.id, layer.annotator)
    return losses


def is_plain_name(name: str) -> bool:
    """True if a label can be a name in any format: letters, digits, ``_ . -``."""
    return _PLAIN.fullmatch(name) is not None


def tell_facts(article: ExportArticle, held: Container[str], losses: LossTally) -> None:
    """Count the facts of an article that its format has no place for.

    Args:
        article: with its facts.
        held: the facts that the format has a place for.
        losses: gets a notice for each other.
    """
    if has_no_facts(article.source):
        return
    for fact, value in facts_of(article.source).items():
        if fact in held or (fact not in FACTS and EVERY_FACT in held):
            continue
        losses.add("article fact" if fact in FACTS else "source fact", article.id, f"{fact}: {plain(value)}")


def with_told_as_values(article: ExportArticle, losses: LossTally) -> ExportArticle:
    """An article whose annotations say in values what they say beside the usual, for formats without fields for it.

    That is: that they began as suggestions, whom they mean, the verdict on a
    quote, and under which codebook they were made. Other keys are named as lost.

    Args:
        article: as flat rows.
        losses: gets one for each that has a value of that name already, or that no value can say.
    """
    rows = {}
    for row in (*article.spans, *article.zones):
        if row.assist is UNSET and row.actor is UNSET and row.verified is UNSET and row.extra is UNSET:
            continue  # as nearly all
        told = _as_values(row)
        for key in [key for key, words in told.items() if key in row.attributes or not words]:
            del told[key]
            losses.add(LOSS_OF[key], article.id, f"{row.label}: {row.text[:60]}")
        if VERIFIED in told and isinstance(row.verified, dict) and row.verified.get("exact"):
            losses.add("verdict words", article.id, str(row.verified["exact"])[:60])
        rest = row.extra if isinstance(row.extra, dict) else {}
        for key in rest:
            if key not in told:
                losses.add(LOSS_OF.get(key, "unknown key"), article.id, f"{key} {words_of(rest[key])} of {row.id}")
        if told or rest:
            held = dict(sorted({**row.attributes, **told}.items()))
            rows[id(row)] = msgspec.structs.replace(row, attributes=held, extra=msgspec.UNSET)
    if rows:
        article.spans = [rows.get(id(row), row) for row in article.spans]
        article.zones = [rows.get(id(row), row) for row in article.zones]
    for one in article.relations:
        for key, value in (one.extra or {}).items() if one.extra is not UNSET else ():
            losses.add(LOSS_OF.get(key, "unknown key"), article.id, f"{key} {words_of(value)} of {one.id}")
    return article


def tell_other_keys(article: ExportArticle, losses: LossTally) -> None:
    """Count the keys of records that no page shows: of which single annotations gold was made, and unknown ones.

    Args:
        article: as flat rows.
        losses: gets one for each.
    """
    rows: list[SpanRow | RelationRow] = [*article.spans, *article.zones, *article.relations]
    for row in rows:
        for key, value in row.extra.items() if isinstance(row.extra, dict) else ():
            if key != CODEBOOK:
                losses.add(LOSS_OF.get(key, "unknown key"), article.id, f"{key} {words_of(value)} of {row.id}")


def tell_unplaced(article: ExportArticle, losses: LossTally) -> None:
    """Count what has no certain place in the text: it is among no spans, even where a format keeps its record.

    Args:
        article: as flat rows.
        losses: gets one for each.
    """
    for layer in article.layers:
        for record in layer.unplaced or ():
            losses.add(f"unplaced: {record['why']}", article.id, words_of(record["record"]))


def without_beside(article: ExportArticle, losses: LossTally) -> ExportArticle:
    """An article without the records beside its annotations, for formats without a place for them.

    Args:
        article: as flat rows.
        losses: gets one for each.
    """
    for layer in article.layers:
        for name, record in layer.records():
            if name != "unplaced":  # what waits is told in any case
                losses.add("dismissed place" if name == "dismissed" else "review record", article.id, words_of(record))
    article.layers = [without_records(layer) for layer in article.layers]
    return article


def without_unknown_keys(article: ExportArticle, losses: LossTally) -> ExportArticle:
    """An article without the keys of its records that mean nothing to this version: they may hold any words, or names.

    Args:
        article: as flat rows.
        losses: gets one for each.
    """

    def told(row: _Row) -> _Row:
        held = row.extra if isinstance(row.extra, dict) else {}
        kept = {key: held[key] for key in (CODEBOOK, ORIGINS) if key in held}
        if type(kept.get(CODEBOOK)) is not int:  # no version, but any words
            kept.pop(CODEBOOK, None)
        for key in sorted(held.keys() - kept.keys()):
            losses.add(LOSS_OF.get(key, "unknown key"), article.id, f"{key} of {row.id}")
        return row if kept == held else msgspec.structs.replace(row, extra=kept or msgspec.UNSET)

    article.spans, article.zones = [*map(told, article.spans)], [*map(told, article.zones)]
    article.relations = [*map(told, article.relations)]
    return article


def with_group_paths(article: ExportArticle, codebook: Codebook, losses: LossTally, *, is_held: bool) -> ExportArticle:
    """An article whose spans say which groups their tags stand under, where the codebook has groups.

    Args:
        article: as flat rows.
        codebook: of the corpus.
        losses: gets a notice for each such span where there is no place for it.
        is_held: True if the format has one.
    """
    if not codebook.has_groups:
        return article
    paths = {tag.id: " / ".join(codebook.path_of(tag.id)) for tag in codebook.tags if codebook.parent_of(tag.id)}
    if not paths:
        return article

    def told(row: SpanRow) -> SpanRow:
        path = paths.get(row.label)
        if path is not None and not is_held:
            losses.add("tag group", article.id, f"{path}: {row.text[:60]}")
        return row if path is None or not is_held else msgspec.structs.replace(row, path=path)

    article.spans, article.zones = [told(row) for row in article.spans], [told(row) for row in article.zones]
    return article


def _as_values(row: SpanRow) -> dict[str, str]:
    """By key, the value for what a row says beside the usual; empty where no value can say it whole."""
    told: dict[str, str] = {}
    if isinstance(row.assist, dict):
        told[ASSIST] = assist_words(row.assist)
    if isinstance(row.actor, str):
        words = actor_words(row.actor)
        told[ACTOR] = words if actor_in(words) == row.actor else ""
    if isinstance(row.verified, dict):
        words = verified_words(row.verified)
        whole = {key: value for key, value in row.verified.items() if key != "exact"}
        told[VERIFIED] = words if verified_in(words) == whole else ""
    if isinstance(row.extra, dict) and type(version := row.extra.get(CODEBOOK)) is int:
        words = codebook_words(version)
        told[CODEBOOK] = words if codebook_in(words) == version else ""
    return told


def with_plain_labels(spans: Iterable[SpanRow], article: str, losses: LossTally) -> list[SpanRow]:
    """The spans whose label the format can name; the others are losses.

    Args:
        spans: the span rows of the article.
        article: the article as flat rows.
        losses: takes what cannot be held.
    """
    kept = []
    for row in spans:
        if is_plain_name(row.label):
            kept.append(row)
        else:
            losses.add("odd label", article, f"{row.label}: {row.text}")
    return kept


def relations_between(
    article: ExportArticle, spans: Collection[SpanRow], losses: LossTally
) -> list[tuple[int, int, str]]:
    """Relations as places of head and tail among ``spans``, and type; one that lacks an end is a loss.

    Args:
        article: the article as flat rows.
        spans: the span rows of the article.
        losses: takes what cannot be held.
    """
    places = {(row.annotator, row.id): place for place, row in enumerate(spans)}
    found = []
    for one in article.relations:
        head = places.get((one.annotator, one.head))
        tail = places.get((one.annotator, one.tail))
        if head is None or tail is None:
            losses.add("relation", article.id, f"{one.type} of {one.head}")
        else:
            found.append((head, tail, one.type))
    return found


def xml_text(text: str, article: str, losses: LossTally) -> str:
    """Text that XML 1.0 can hold: what it forbids becomes U+FFFD, so offsets stay.

    Args:
        text: the words to write.
        article: the article as flat rows.
        losses: takes what cannot be held.
    """
    if NOT_XML.search(text) is None:
        return text
    found = NOT_XML.findall(text)
    losses.add("control character", article, " ".join(f"U+{ord(one):04X}" for one in found[:8]), len(found))
    return NOT_XML.sub("\ufffd", text)


def file_stem(article_id: str) -> str:
    """An article's path as the beginning of file names: without ``.txt``."""
    return article_id.removesuffix(".txt")
