"""The flat tables of an export: spans, relations, zones, documents, layers and records as rows of text.

A column of facts or of values has one kind, found by a first look at all of
them; ``kinds`` says which. One that has values of several kinds is text, and
each of its cells says of which type its value was (``exact_words``).
CSV and the workbook hold the same tables; what a cell may look like differs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from analyst_app.export.contract import Options, Seen
from analyst_app.export.facts.fact_columns import cell_of, other_columns
from analyst_app.export.facts.layer_row import words_of
from analyst_app.export.facts.source_row import FACTS, facts_of
from analyst_app.export.rows import ExportArticle, SpanRow

TABLES = ("spans", "relations", "zones", "documents", "layers", "records")

_SPAN = ("document", "id", "label", "start", "end", "text", "annotator", "note", "split")
_COLUMNS = {
    "relations": ("document", "id", "type", "head", "tail", "annotator", "split"),
    "documents": ("document", "text", "split", *FACTS, "name", "sha256", "text_sha256", "encoding", "cut"),
    "layers": ("document", "annotator", "status", "note", "codebook", "codebook_version", "reviewer"),
    "records": ("document", "annotator", "list", "words", "record"),
}


def columns(table: str, options: Options) -> tuple[str, ...]:
    """The header of a table; without texts ``text`` is ``quote``, and a document has none.

    Args:
        table: name of the table.
        options: the choices of the export, the same for every article.
    """
    if table in ("spans", "zones"):
        path = ("path",) if options.codebook.has_groups else ()
        names = (*_SPAN, *path, *(f"attr.{name}" for name in options.vocabulary.all_attributes))
        return names if options.with_text else tuple("quote" if name == "text" else name for name in names)
    names = _COLUMNS[table]
    if table == "documents":
        names = (*names, *other_columns(options.vocabulary.facts))
    return names if options.with_text else tuple(name for name in names if name != "text")


def kinds(table: str, options: Options) -> dict[str, str]:
    """The kind of the values of each column, in the order of the columns.

    Args:
        table: name of the table.
        options: the choices of the export, the same for every article.
    """
    vocabulary = options.vocabulary
    known = {"start": "integer", "end": "integer", "codebook_version": "integer"}
    if table == "records":
        known["record"] = "object"
    elif table == "documents":
        known |= {name: vocabulary.facts[name] for name in FACTS if name in vocabulary.facts}
        known |= {column: vocabulary.facts[name] for column, name in other_columns(vocabulary.facts).items()}
    elif table in ("spans", "zones"):
        known |= {f"attr.{name}": kind for name, kind in vocabulary.kinds.items()}
    return {name: known.get(name, "text") for name in columns(table, options)}


def mixed(options: Options) -> list[str]:
    """The columns that are words because their values are of several types.

    Args:
        options: the choices of the export, the same for every article.
    """
    found = (kinds(table, options).items() for table in TABLES)
    return list(dict.fromkeys(name for columns in found for name, kind in columns if kind == "mixed"))


def rows(article: ExportArticle, options: Options) -> Iterator[tuple[str, list[str]]]:
    """Every row of an article with the name of its table.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    for table, spans in (("spans", article.spans), ("zones", article.zones)):
        for span in spans:
            yield table, _span(article, span, options)
    for relation in article.relations:
        ends = [relation.id, relation.type, relation.head, relation.tail, relation.annotator]
        yield "relations", [article.id, *ends, article.split]
    yield "documents", _document(article, options)
    for layer in article.layers:
        version = str(layer.codebook_version) if layer.codebook_version else ""
        reviewer = layer.reviewer if isinstance(layer.reviewer, str) else ""
        yield "layers", [article.id, layer.annotator, layer.status, layer.note, layer.codebook, version, reviewer]
        for name, record in layer.records():
            said = json.dumps(record, ensure_ascii=False)
            yield "records", [article.id, layer.annotator, name, words_of(record.get("record", record)), said]


def seen(table: str, cells: dict[str, str]) -> Seen | None:
    """The part of a row that is verified; None for tables that hold no span or relation.

    Args:
        table: name of the table.
        cells: the cells of a row.
    """
    if table in ("spans", "zones"):
        words = cells["text"] if "text" in cells else cells["quote"]
        return (cells["document"], int(cells["start"]), int(cells["end"]), cells["label"], words)
    if table == "relations":
        return (cells["document"], cells["type"], cells["head"], cells["tail"])
    return None


def kept(article: ExportArticle, options: Options) -> list[Seen]:
    """The rows that reading an article back must give.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    spans: list[Seen] = [
        (article.id, row.start, row.end, row.label, options.quote(row.text, row.label))
        for row in (*article.spans, *article.zones)
    ]
    return spans + [(article.id, row.type, row.head, row.tail) for row in article.relations]


def _span(article: ExportArticle, span: SpanRow, options: Options) -> list[str]:
    words = options.quote(span.text, span.label)
    fixed = [article.id, span.id, span.label, str(span.start), str(span.end), words, span.annotator, span.note]
    held = span.attributes
    known = options.vocabulary.kinds
    others = [cell_of(held.get(name), known.get(name, "")) for name in options.vocabulary.all_attributes]
    path = [span.path if isinstance(span.path, str) else ""] if options.codebook.has_groups else []
    return [*fixed, article.split, *path, *others]


def _document(article: ExportArticle, options: Options) -> list[str]:
    source = article.source
    found, said = options.vocabulary.facts, facts_of(source)
    facts = [cell_of(said.get(name), found.get(name, "")) for name in FACTS]
    others = [cell_of(said.get(name), found[name]) for name in other_columns(found).values()]
    hashes = [source.name, source.sha256, source.text_sha256, source.encoding]
    cut = " ".join(f"{start}-{end}" for start, end in article.cut)
    return [article.id, *([article.text] if options.with_text else []), article.split, *facts, *hashes, cut, *others]
