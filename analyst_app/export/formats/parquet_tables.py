"""Parquet: the tables that CSV has, with typed columns, divided by split as DuckDB, Spark, pandas and polars expect it.

Each table is a folder (``spans/split=train/part-00000.parquet``; without splits
``spans/part-00000.parquet``), so each can be read by its folder's name alone, and
the reports beside them are no data. Hive's ``name=value`` folders are what those
programs take for a column. Values of attributes, further keys and
further facts are maps of words: their names are another set in each codebook,
and the columns of all parts must be alike. Records of review are JSON. Offsets are code points of the text, half-open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

import msgspec

from analyst_app.corpus.iso_dates import known_date
from analyst_app.export.cells import plain
from analyst_app.export.contract import Format, Holdings, Keep, Options, Seen, ShardName
from analyst_app.export.facts.layer_row import RECORDS
from analyst_app.export.facts.source_row import EVERY_FACT, FACTS
from analyst_app.export.formats.hub_folder import ROW_GROUP, library
from analyst_app.export.formats.tables import kept
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.export.unheld import unheld
from analyst_app.wording import marked

_REPEATED = ["document", "label", "type", "annotator", "note", "outlet", "language", "encoding", "status", "path"]
"""Columns in which the same words come again and again; as far as a table has them."""
_LAYER = ("annotator", "status", "note", "codebook")
_SEEN = {
    "spans": ("document", "start", "end", "label", "text"),
    "zones": ("document", "start", "end", "label", "text"),
    "relations": ("document", "type", "head", "tail"),
}


def write(path: Path, articles: Iterable[ExportArticle], options: Options, keep: Keep) -> LossTally:
    """One shard: a file of each table.

    Args:
        path: of the shard.
        articles: the articles as flat rows, in order.
        options: the choices of the export, the same for every article.
        keep: told what of each article was written, for reading it back.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    pyarrow, parquet = library()
    schemas = _schemas(pyarrow)
    rest, losses = iter(articles), LossTally()
    writers = {
        table: parquet.ParquetWriter(
            f"{path}.{table}", schema, use_dictionary=[name for name in _REPEATED if name in schema.names]
        )
        for table, schema in schemas.items()
    }
    try:
        while group := list(islice(rest, ROW_GROUP)):
            for table, schema in schemas.items():
                columns = _COLUMNS[table](group)
                arrays = [pyarrow.array(columns[field.name], field.type) for field in schema]
                writers[table].write_batch(pyarrow.RecordBatch.from_arrays(arrays, schema=schema))
            keep(list(chain.from_iterable(kept(article, options) for article in group)))
            for article in group:
                losses.take(unheld(article, "number"))
    finally:
        for writer in writers.values():
            writer.close()
    return losses


def read(path: Path, options: Options) -> Iterator[list[Seen]]:
    """The spans and relations of a shard, a row group at a time.

    Args:
        path: of the shard.
        options: the choices of the export, the same for every article.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    _, parquet = library()
    for table, names in _SEEN.items():
        with parquet.ParquetFile(f"{path}.{table}") as file:
            for number in range(file.num_row_groups):
                rows = file.read_row_group(number, columns=list(names))
                yield list(zip(*(rows.column(name).to_pylist() for name in names), strict=True))


def _spans(articles: Sequence[ExportArticle]) -> dict[str, list[Any]]:
    return _span_columns([(article.id, row) for article in articles for row in article.spans])


def _zones(articles: Sequence[ExportArticle]) -> dict[str, list[Any]]:
    return _span_columns([(article.id, row) for article in articles for row in article.zones])


def _span_columns(rows: Sequence[tuple[str, SpanRow]]) -> dict[str, list[Any]]:
    return {
        "document": [document for document, _ in rows],
        "id": [row.id for _, row in rows],
        "label": [row.label for _, row in rows],
        "start": [row.start for _, row in rows],
        "end": [row.end for _, row in rows],
        "text": [row.text for _, row in rows],
        "annotator": [row.annotator for _, row in rows],
        "note": [row.note for _, row in rows],
        "attributes": [_pairs(row.attributes) for _, row in rows],
        "assist": [_assist(row) for _, row in rows],
        "actor": [_or_none(row.actor) for _, row in rows],
        "verified": [_pairs(row.verified) if isinstance(row.verified, dict) else None for _, row in rows],
        "path": [_or_none(row.path) for _, row in rows],
        "extra": [_pairs(row.extra) if isinstance(row.extra, dict) else [] for _, row in rows],
    }


def _relations(articles: Sequence[ExportArticle]) -> dict[str, list[Any]]:
    rows = [(article.id, row) for article in articles for row in article.relations]
    columns = {name: [getattr(row, name) for _, row in rows] for name in ("id", "type", "head", "tail", "annotator")}
    extra = [_pairs(row.extra) if isinstance(row.extra, dict) else [] for _, row in rows]
    return {"document": [document for document, _ in rows], **columns, "extra": extra}


def _documents(articles: Sequence[ExportArticle]) -> dict[str, list[Any]]:
    names = (*FACTS, "name", "sha256", "text_sha256", "encoding")
    columns: dict[str, list[Any]] = {name: [getattr(one.source, name) for one in articles] for name in names}
    return columns | {
        "id": [one.id for one in articles],
        "text": [one.text for one in articles],
        "day": [_day(one.source.date) for one in articles],
        "facts": [_pairs(one.source.extra) if isinstance(one.source.extra, dict) else [] for one in articles],
        "cut": [[{"start": start, "end": end} for start, end in one.cut] for one in articles],
    }


def _layers(articles: Sequence[ExportArticle]) -> dict[str, list[Any]]:
    rows = [(article.id, row) for article in articles for row in article.layers]
    columns = {name: [getattr(row, name) for _, row in rows] for name in (*_LAYER, "codebook_version")}
    records = {name: [[plain(one) for one in getattr(row, name) or ()] for _, row in rows] for name in RECORDS}
    return {"document": [document for document, _ in rows], **columns, **records}


_COLUMNS: dict[str, Callable[[Sequence[ExportArticle]], dict[str, list[Any]]]] = {
    "spans": _spans,
    "relations": _relations,
    "zones": _zones,
    "documents": _documents,
    "layers": _layers,
}


def _schemas(pyarrow: Any) -> dict[str, Any]:
    words, number, texts = pyarrow.string(), pyarrow.int32(), pyarrow.map_(pyarrow.string(), pyarrow.string())
    assist = pyarrow.struct(
        [("by", words), ("version", words), ("score", pyarrow.float64()), ("edited", pyarrow.bool_())]
    )
    span = [
        ("document", words),
        ("id", words),
        ("label", words),
        ("start", number),
        ("end", number),
        *((name, words) for name in ("text", "annotator", "note")),
        ("attributes", texts),
        ("assist", assist),
        ("actor", words),
        ("verified", texts),
        ("path", words),
        ("extra", texts),
    ]
    document = [
        ("id", words),
        ("text", words),
        *((name, words) for name in FACTS),
        ("day", pyarrow.date32()),
        ("facts", texts),
        *((name, words) for name in ("name", "sha256", "text_sha256", "encoding")),
        ("cut", pyarrow.list_(pyarrow.struct([("start", number), ("end", number)]))),
    ]
    fields = {
        "spans": span,
        "relations": [
            *((name, words) for name in ("document", "id", "type", "head", "tail", "annotator")),
            ("extra", texts),
        ],
        "zones": span,
        "documents": document,
        "layers": [
            *((name, words) for name in ("document", *_LAYER)),
            ("codebook_version", number),
            *((name, pyarrow.list_(words)) for name in RECORDS),
        ],
    }
    return {table: pyarrow.schema(fields[table]) for table in _COLUMNS}


def _pairs(values: dict[str, Any]) -> list[tuple[str, str]]:
    """A mapping as the pairs of a map column, each value in words."""
    return [(name, value if type(value) is str else plain(value)) for name, value in values.items()]


def _assist(row: SpanRow) -> dict[str, Any] | None:
    return row.assist if isinstance(row.assist, dict) else None


def _or_none(value: str | msgspec.UnsetType) -> str | None:
    return value if isinstance(value, str) else None


def _day(words: str) -> date | None:
    """The day that a date names; None where it names none, or a month or year only."""
    known = known_date(words)
    return date.fromisoformat(known) if len(known) == len("2026-01-02") else None


def _parts(_options: Options) -> dict[str, ShardName]:
    return {f".{table}": partial(_name, table) for table in _COLUMNS}


def _name(table: str, split: str, number: int, _count: int) -> str:
    return f"{table}/{f'split={split}/' if split else ''}part-{number:05}.parquet"


FORMAT = Format(
    name="parquet",
    seen_as="csv",
    holdings=Holdings(
        "`spans/`, `relations/`, `zones/`, `documents/`, `layers/`, each divided as `split=train/part-00000.parquet`",
        overlaps="yes",
        relations="yes",
        values="only as words, in a map",
        notes="yes",
        readings="side by side",
        facts="columns, a map",
        records="`layers`",
    ),
    title=marked("Tables for DuckDB, Spark, pandas and polars (Parquet)"),
    purpose="Typed tables of spans, relations and articles, divided by split: for DuckDB, Spark, pandas, polars.",
    shard=write,
    read_shard=read,
    shard_parts=_parts,
    facts=(*FACTS, EVERY_FACT),
    holds_told=True,
    holds_path=True,
    holds_records=True,
    usage='pandas.read_parquet("PATH/spans")',
    extra="huggingface",
)
