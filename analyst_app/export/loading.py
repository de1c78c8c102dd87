"""Loads an article and its layers for export.

The quick road takes a sidecar that is byte for byte as the app writes it, on
the very text it was made on; every annotation's words are compared with the
text all the same. Anything else goes to the full loader, which re-anchors,
salvages and says what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from analyst_app.errors import DocumentUnreadable, SidecarInvalid, sayable, why_unread
from analyst_app.export.facts.layer_row import LayerRow, record_fields, with_reviewer
from analyst_app.export.facts.source_row import SourceRow, empty_facts, known_facts
from analyst_app.export.half_characters import mended
from analyst_app.export.job import Ticket
from analyst_app.export.rows import (
    ZONES,
    ExportArticle,
    RelationRow,
    SpanRow,
    add_layer,
    put_layer,
    source_row,
    with_extra,
)
from analyst_app.export.unheld import tell_unplaced, without_beside, without_unknown_keys
from analyst_app.storage.canonical import PlainLayer, holds_text, plain_layer, stand_in, text_told_by
from analyst_app.storage.decoding import decoded, recorded, recorded_beside
from analyst_app.storage.file_names import facts_name, sidecar_name
from analyst_app.storage.held_folder import HeldFolder
from analyst_app.storage.limits import LARGEST_ARTICLE, LARGEST_SIDECAR
from analyst_app.storage.regular_file import read_in, read_regular
from analyst_app.storage.sidecar_reader import parse_sidecar
from analyst_app.storage.team_files import read_team_file


def load(ticket: Ticket, folder: HeldFolder | None = None, *, zones: frozenset[str] = ZONES) -> ExportArticle:
    """The article of a ticket.

    Args:
        ticket: names the article and its layers.
        folder: the article's, if it is held: reading is cheaper then.
        zones: ids of the tags that mark text which is not the article.

    Raises:
        DocumentUnreadable: the article cannot be read.
        SidecarInvalid: a layer is damaged, or not there.
    """
    data = _bytes_of(ticket.path, LARGEST_ARTICLE, DocumentUnreadable, folder)
    names = [sidecar_name(ticket.path, layer) for layer in ticket.layers]
    sidecars = [_bytes_of(name, LARGEST_SIDECAR, SidecarInvalid, folder) for name in names]
    facts = _facts(ticket.path) if ticket.has_facts else {}
    quick = _quickly(ticket, data, sidecars, facts, zones)  # no sidecar that is read so holds half a character
    if quick is not None and not facts:
        return quick
    article = quick or _fully(ticket, data, sidecars, facts, zones)
    for name in empty_facts(facts):
        article.losses.add("empty fact", ticket.id, name)
    return mended(article)


def load_as(
    aliases: Mapping[str, str], ticket: Ticket, folder: HeldFolder | None = None, *, zones: frozenset[str] = ZONES
) -> ExportArticle:
    """The article of a ticket, its annotators under other names; raises as ``load`` does.

    Args:
        aliases: the new name of each annotator.
        ticket: names the article and its layers.
        folder: the article's, if it is held.
        zones: ids of the tags that mark text which is not the article.

    Raises:
        DocumentUnreadable: the article cannot be read.
        SidecarInvalid: a layer is damaged, or not there.
    """
    article = load(ticket, folder, zones=zones)
    tell_unplaced(article, article.losses)
    article = without_unknown_keys(without_beside(article, article.losses), article.losses)
    renamed = msgspec.structs.replace
    for spans in (article.spans, article.zones):
        spans[:] = [_renamed(row, aliases) for row in spans]
    article.relations[:] = [renamed(row, annotator=aliases[row.annotator]) for row in article.relations]
    article.layers[:] = [_renamed_layer(row, aliases) for row in article.layers]
    return article


def _renamed_layer(row: LayerRow, aliases: Mapping[str, str]) -> LayerRow:
    """A reading under the other name of its annotator; a reviewer whose own reading is not there is not named."""
    by = aliases.get(row.reviewer) if isinstance(row.reviewer, str) else None
    return with_reviewer(msgspec.structs.replace(row, annotator=aliases[row.annotator]), by)


def _renamed(row: SpanRow, aliases: Mapping[str, str]) -> SpanRow:
    """A row under the other name of its annotator; so it is with who has stored a verdict, who else is not named."""
    made = msgspec.structs.replace(row, annotator=aliases[row.annotator])
    if isinstance(row.extra, dict) and (origins := row.extra.get("origins")):
        named = [str(one).partition(":") for one in (origins if isinstance(origins, list) else ())]
        kept = [f"{aliases[layer]}:{key}" for layer, _, key in named if layer in aliases]
        made = msgspec.structs.replace(made, extra=row.extra | {"origins": kept})
    if not isinstance(row.verified, dict) or "by" not in row.verified:
        return made
    rest = {key: value for key, value in row.verified.items() if key != "by"}
    by = aliases.get(str(row.verified["by"]))
    return msgspec.structs.replace(made, verified=rest | ({"by": by} if by is not None else {}))


def _quickly(
    ticket: Ticket, data: bytes, sidecars: list[bytes], facts: dict[str, Any], zone_tags: frozenset[str]
) -> ExportArticle | None:
    article: ExportArticle | None = None
    for layer, sidecar in zip(ticket.layers, sidecars, strict=True):
        found = plain_layer(sidecar)
        if found is None:
            return None
        if article is None:
            article = _article(ticket, data, found.head, facts)
        if article is None or found.head["text_sha256"].decode() != article.source.text_sha256:
            return None
        if not holds_text(found.head, article.text) or not _take(article, layer, found, zone_tags):
            return None
    return article


def _article(ticket: Ticket, data: bytes, head: re.Match[bytes], facts: dict[str, Any]) -> ExportArticle | None:
    text = text_told_by(head, data)
    if text is None:
        return None
    sha256, text_sha256, encoding = (head[name].decode() for name in ("sha256", "text_sha256", "encoding"))
    name = sayable(ticket.path.rpartition("/")[2])
    source = SourceRow(name, sha256, text_sha256, encoding, **(known_facts(facts) if facts else {}))
    return ExportArticle(ticket.id, text, [], [], [], source, [], ticket.split, language=source.language)


def _take(article: ExportArticle, layer: str, found: PlainLayer, zone_tags: frozenset[str]) -> bool:
    """Put a layer's records into the article; False if one does not fit the text."""
    lines = found.annotations
    if not stand_in(lines, article.text):
        return False
    rows = [SpanRow(one.id, one.tag, one.start, one.end, one.exact, one.attributes, layer, one.note) for one in lines]
    if told := found.extras:
        rows = [with_extra(row, extra) if extra else row for row, extra in zip(rows, told, strict=True)]
    if zone_tags.isdisjoint([row.label for row in rows]):
        article.spans += rows
    else:
        article.spans += [row for row in rows if row.label not in zone_tags]
        article.zones += [row for row in rows if row.label in zone_tags]
    article.relations += [RelationRow(one.id, one.role, one.from_id, one.to_id, layer) for one in found.links]
    name, version = found.codebook
    held = record_fields(found.dismissed, ()) if found.dismissed else {}
    put_layer(article, LayerRow(layer, found.status, found.note, name[1], version[1], **held), found.reviewer)
    return True


def _fully(
    ticket: Ticket, data: bytes, sidecars: list[bytes], facts: dict[str, Any], zone_tags: frozenset[str]
) -> ExportArticle:
    from analyst_app.storage.reanchor import anchored

    name = ticket.path.rpartition("/")[2]
    noted = facts.get("encoding")
    document = decoded(
        data,
        name=name,
        noted=noted if isinstance(noted, str) else None,
        given=filter(None, map(recorded, sidecars)),
        beside=partial(recorded_beside, ticket.path),
    )
    source = source_row(document, facts)
    article = ExportArticle(ticket.id, document.text, [], [], [], source, [], ticket.split, language=source.language)
    for layer_id, sidecar in zip(ticket.layers, sidecars, strict=True):
        path = sidecar_name(ticket.path, layer_id)
        reading = parse_sidecar(sidecar, name=path, document=document)
        if reading.refusal:
            raise SidecarInvalid(f"{path} {reading.refusal}.")
        on_text = anchored(reading, document)
        layer = on_text.layer
        add_layer(
            article,
            layer_id,
            annotations=layer.annotations,
            links=layer.links,
            facts=layer.facts,
            unplaced=layer.unplaced,
            entries=layer.entries,
            codebook=layer.head.codebook,
            zones=zone_tags,
            reviewer=layer.head.reviewer,
        )
        if on_text.moved:
            article.losses.add("re-anchored", ticket.id, layer_id, on_text.moved)
    return article


def _bytes_of(
    path: str, limit: int, kind: type[DocumentUnreadable] | type[SidecarInvalid], folder: HeldFolder | None
) -> bytes:
    try:
        if folder is not None:
            try:
                return read_in(folder, path.rpartition("/")[2], limit=limit)
            except OSError:  # a link, which may be followed, or what is told below
                pass
        return read_regular(path, limit=limit)
    except OSError as error:
        raise kind(f"{path} cannot be read: {why_unread(error)}.") from error


def _facts(path: str) -> dict[str, Any]:
    try:
        return read_team_file(Path(facts_name(path))).data
    except SidecarInvalid as error:
        raise DocumentUnreadable(f"{path}: {error}") from error
