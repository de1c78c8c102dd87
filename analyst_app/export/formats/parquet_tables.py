"""Parquet: the tables that CSV has, with typed columns, divided by split as DuckDB, Spark, pandas and polars expect it.

Each table is a folder (``spans/split=train/part-00000.parquet``; without splits
``spans/part-00000.parquet``), so each can be read by its folder's name alone, and
the reports beside them are no data. Hive's ``name=value`` folders are what those
programs take for a column. The columns of all parts are alike: those of attributes
(``attr.mode``) have the types of the codebook, those of a team's own facts (``fact.reach``)
the types that a first look at all of them found. Whatever fits no column is in maps of
words, and records of review are JSON. Offsets are code points of the text, half-open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

import msgspec

from analyst_app.core.attribute_types import exact_words
from analyst_app.corpus.iso_dates import known_date
from analyst_app.export.cells import plain
from analyst_app.export.contract import Format, Holdings, Keep, Options, Seen, ShardName
from analyst_app.export.facts.coded_columns import CODED, CodedColumns, coded_kinds
from analyst_app.export.facts.fact_columns import OTHER, mixed_facts, odd_facts
from analyst_app.export.facts.layer_row import RECORDS
from analyst_app.export.facts.packed_facts import fact_field, fact_values
from analyst_app.export.facts.source_row import FACTS, facts_of
from analyst_app.export.formats.hub_folder import ROW_GROUP, library
from analyst_app.export.formats.tables import kept
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.wording import marked

_REPEATED = {"document", "label", "type", "annotator", "note", "outlet", "language", "encoding", "status", "path"}
"""Columns in which the same words come again and again, beside those of attributes."""
_TABLES = ("spans", "relations", "zones", "documents", "layers")
_LAYER = ("annotator", "status", "note", "codebook")
_SEEN = {
    "spans": ("document", "start", "end", "label", ""),
    "zones": ("document", "start", "end", "label", ""),
    "relations": ("document", "type", "head", "tail"),
}
"""The columns that are verified; the empty one has a span's words."""


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
    tables = _Tables(pyarrow, options)
    rest = iter(articles)
    writers = {
        table: parquet.ParquetWriter(
            f"{path}.{table}", schema, use_dictionary=[name for name in schema.names if _is_repeated(name)]
        )
        for table, schema in tables.schemas.items()
    }
    try:
        while group := list(islice(rest, ROW_GROUP)):
            for table, batch in tables.batches(group):
                writers[table].write_batch(batch)
            keep(list(chain.from_iterable(kept(article, options) for article in group)))
    finally:
        for writer in writers.values():
            writer.close()
    return LossTally()


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
                columns = [name or _words(options) for name in names]
                rows = file.read_row_group(number, columns=columns)
                yield list(zip(*(rows.column(name).to_pylist() for name in columns), strict=True))


def _words(options: Options) -> str:
    """The column of a span's words: they are called a quote where the texts are left out."""
    return "text" if options.with_text else "quote"


def _is_repeated(name: str) -> bool:
    return name in _REPEATED or name.startswith(CODED)


class _Tables:
    """The tables of an export, with their columns.

    Args:
        pyarrow: the library.
        options: the choices of the export, the same for every article.
    """

    def __init__(self, pyarrow: Any, options: Options) -> None:
        self._pyarrow, self._options = pyarrow, options
        self._coded = CodedColumns(pyarrow, options.codebook)
        self._facts = [
            (name, fact_field(pyarrow, name, kind, OTHER)) for name, kind in odd_facts(options.vocabulary.facts).items()
        ]
        self.schemas = self._schemas()

    def batches(self, articles: Sequence[ExportArticle]) -> Iterator[tuple[str, Any]]:
        """The rows of some articles by table.

        Args:
            articles: in order.
        """
        rows: dict[str, Callable[[], dict[str, Any]]] = {
            "spans": lambda: self._spans([(one.id, row) for one in articles for row in one.spans]),
            "relations": lambda: _relations(articles),
            "zones": lambda: self._spans([(one.id, row) for one in articles for row in one.zones]),
            "documents": lambda: self._documents(articles),
            "layers": lambda: _layers(articles),
        }
        for table, schema in self.schemas.items():
            columns = rows[table]()
            arrays = [
                column if isinstance(column := columns[field.name], self._pyarrow.Array)
                else self._pyarrow.array(column, field.type)
                for field in schema
            ]  # fmt: skip
            yield table, self._pyarrow.RecordBatch.from_arrays(arrays, schema=schema)

    def _spans(self, rows: Sequence[tuple[str, SpanRow]]) -> dict[str, Any]:
        options = self._options
        words = [row.text for _, row in rows]
        if not options.with_text:
            words = [options.quote(row.text, row.label) for _, row in rows]
        coded, others = self._coded.arrays([row.attributes for _, row in rows])
        return coded | {
            "document": [document for document, _ in rows],
            "id": [row.id for _, row in rows],
            "label": [row.label for _, row in rows],
            "start": [row.start for _, row in rows],
            "end": [row.end for _, row in rows],
            _words(options): words,
            "annotator": [row.annotator for _, row in rows],
            "note": [row.note for _, row in rows],
            "attributes": [_exact(one) if one else () for one in others],
            "assist": [_assist(row) for _, row in rows],
            "actor": [_or_none(row.actor) for _, row in rows],
            "verified": [_pairs(row.verified) if isinstance(row.verified, dict) else None for _, row in rows],
            "path": [_or_none(row.path) for _, row in rows],
            "extra": [_exact(row.extra) if isinstance(row.extra, dict) else () for _, row in rows],
        }

    def _documents(self, articles: Sequence[ExportArticle]) -> dict[str, Any]:
        names = (*FACTS, "name", "sha256", "text_sha256", "encoding")
        columns: dict[str, Any] = {name: [getattr(one.source, name) for one in articles] for name in names}
        if self._facts:
            found = [facts_of(one.source) for one in articles]
            for name, field in self._facts:
                columns[field.name] = fact_values(self._pyarrow, field, [facts.get(name) for facts in found])
        return columns | {
            "id": [one.id for one in articles],
            "text": [one.text for one in articles],
            "day": [_day(one.source.date) for one in articles],
            "cut": [[{"start": start, "end": end} for start, end in one.cut] for one in articles],
        }

    def _schemas(self) -> dict[str, Any]:
        pyarrow = self._pyarrow
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
            *((name, words) for name in (_words(self._options), "annotator", "note")),
            *self._coded.fields(),
            ("attributes", texts),
            ("assist", assist),
            ("actor", words),
            ("verified", texts),
            ("path", words),
            ("extra", texts),
        ]
        document = [
            ("id", words),
            *([("text", words)] if self._options.with_text else []),
            *((name, words) for name in FACTS),
            ("day", pyarrow.date32()),
            *(field for _, field in self._facts),
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
                ("reviewer", words),
                *((name, pyarrow.list_(words)) for name in RECORDS),
            ],
        }
        return {table: pyarrow.schema(fields[table]) for table in _TABLES}


def _relations(articles: Sequence[ExportArticle]) -> dict[str, list[Any]]:
    rows = [(article.id, row) for article in articles for row in article.relations]
    columns = {name: [getattr(row, name) for _, row in rows] for name in ("id", "type", "head", "tail", "annotator")}
    extra = [_exact(row.extra) if isinstance(row.extra, dict) else () for _, row in rows]
    return {"document": [document for document, _ in rows], **columns, "extra": extra}


def _layers(articles: Sequence[ExportArticle]) -> dict[str, list[Any]]:
    rows = [(article.id, row) for article in articles for row in article.layers]
    columns = {name: [getattr(row, name) for _, row in rows] for name in (*_LAYER, "codebook_version")}
    columns["reviewer"] = [_or_none(row.reviewer) for _, row in rows]
    records = {name: [[plain(one) for one in getattr(row, name) or ()] for _, row in rows] for name in RECORDS}
    return {"document": [document for document, _ in rows], **columns, **records}


def _pairs(values: dict[str, Any]) -> list[tuple[str, str]]:
    """A mapping as the pairs of a map column, each value in words."""
    return [(name, value if type(value) is str else plain(value)) for name, value in values.items()]


def _exact(values: dict[str, Any]) -> list[tuple[str, str]]:
    """The same where only the words can say of which type a value was."""
    return [(name, exact_words(value)) for name, value in values.items()]


def _assist(row: SpanRow) -> dict[str, Any] | None:
    return row.assist if isinstance(row.assist, dict) else None


def _or_none(value: str | msgspec.UnsetType) -> str | None:
    return value if isinstance(value, str) else None


def _day(words: str) -> date | None:
    """The day that a date names; None where it names none, or a month or year only."""
    known = known_date(words)
    return date.fromisoformat(known) if len(known) == len("2026-01-02") else None


def _mixed(options: Options) -> list[str]:
    """The columns that are words because their values are of several types."""
    coded = [f"{CODED}{name}" for name, kind in coded_kinds(options.codebook).items() if kind == "mixed"]
    return coded + mixed_facts(options.vocabulary.facts)


def _parts(_options: Options) -> dict[str, ShardName]:
    return {f".{table}": partial(_name, table) for table in _TABLES}


def _name(table: str, split: str, number: int, _count: int) -> str:
    return f"{table}/{f'split={split}/' if split else ''}part-{number:05}.parquet"


FORMAT = Format(
    name="parquet",
    seen_as="csv",
    holdings=Holdings(
        "`spans/`, `relations/`, `zones/`, `documents/`, `layers/`, each divided as `split=train/part-00000.parquet`",
        overlaps="yes",
        relations="yes",
        values="columns of their type",
        notes="yes",
        readings="side by side",
        facts="columns of their type",
        records="`layers`",
    ),
    title=marked("Tables for DuckDB, Spark, pandas and polars (Parquet)"),
    purpose=marked(
        "Typed tables of spans, relations and articles, divided by split: for DuckDB, Spark, pandas, polars."
    ),
    shard=write,
    read_shard=read,
    shard_parts=_parts,
    needs_facts=True,
    mixed=_mixed,
    holds_standoff=True,
    holds_told=True,
    holds_path=True,
    holds_records=True,
    usage='pandas.read_parquet("PATH/spans")',
    extra="huggingface",
)
