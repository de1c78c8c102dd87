"""Hugging Face: a folder with Parquet shards and a card, as ``datasets.load_dataset`` reads it offline.

The columns are those of ``jsonl``; attributes are lists of key and value, so
that the type is the same for every row. Values that are no text are JSON.
Shards are cut by the size of the sources; row groups by number of articles.
Beside each lies one of token rows (``hub_tokens``), a configuration of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import accumulate, chain, islice
from pathlib import Path
from typing import Any

from analyst_app.core.attribute_types import exact_words
from analyst_app.errors import MissingExtra
from analyst_app.export.contract import Format, Holdings, HubConfig, Keep, Options, Seen, ShardName
from analyst_app.export.facts.fact_columns import mixed_facts
from analyst_app.export.facts.packed_facts import OWN, layer_type, layers_array, source_array, source_type
from analyst_app.export.formats.hub_features import Classes, feature_list, with_features
from analyst_app.export.formats.hub_tokens import CONFIG, ENDING, TokenFile, classes
from analyst_app.export.formats.hub_tokens import read as read_tokens
from analyst_app.export.formats.hub_tokens import schema as token_schema
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.wording import marked

_DOUBTFUL = frozenset(["", *'{["-0123456789tfn \t\r\n'])
"""First letters of words that could be JSON."""
ROW_GROUP = 512
"""Articles."""
RELATION = ("id", "type", "head", "tail", "annotator")


def write(path: Path, articles: Iterable[ExportArticle], options: Options, keep: Keep) -> LossTally:
    """One shard.

    Args:
        path: the file.
        articles: the articles as flat rows, in order.
        options: the choices of the export, the same for every article.
        keep: told what of each article was written, for reading it back.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    pyarrow, parquet = library()
    schema = _schema(pyarrow, options)
    rest, losses = iter(articles), LossTally()
    with ExitStack() as files:
        writer = files.enter_context(parquet.ParquetWriter(path, schema, compression="snappy", use_dictionary=REPEATED))
        beside = [TokenFile(Path(f"{path}{ENDING}"), pyarrow, parquet, options)] if _has_tokens(options) else []
        tokens = [files.enter_context(file) for file in beside]
        while group := list(islice(rest, ROW_GROUP)):
            writer.write_batch(_batch(pyarrow, schema, group, options))
            keep(list(chain.from_iterable(_kept(article, options) for article in group)))
            for file in tokens:
                keep(file.add(group, losses))
    return losses


def read(path: Path, options: Options) -> Iterator[list[Seen]]:
    """The spans and relations of a shard, a row group at a time.

    Args:
        path: the file.
        options: the choices of the export, the same for every article.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    pyarrow, parquet = library()
    with parquet.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            yield _seen(file.read_row_group(number), options)
    if _has_tokens(options):
        yield from read_tokens(Path(f"{path}{ENDING}"), pyarrow, parquet, options)


def _kept(article: ExportArticle, options: Options) -> list[Seen]:
    key = article.id
    rows = (*article.spans, *article.zones)
    words = [row.text for row in rows] if options.with_text else [options.quote(row.text, row.label) for row in rows]
    kept: list[Seen] = [(key, row.start, row.end, row.label, said) for row, said in zip(rows, words, strict=True)]
    kept += [(key, row.type, row.head, row.tail) for row in article.relations]
    return kept


def _seen(table: Any, options: Options) -> list[Seen]:
    texts = table.column("text").to_pylist() if options.with_text else None
    ids = table.column("id").to_pylist()
    seen: list[Seen] = []
    words_name = "text" if options.with_text else "quote"
    for name in ("spans", "zones"):
        owners, (starts, ends, labels, words) = _flat(table, name, ("start", "end", "label", words_name))
        rows = zip(owners, starts, ends, labels, words, strict=True)
        if texts is None:
            seen += [(ids[owner], start, end, label, said) for owner, start, end, label, said in rows]
        else:
            seen += [
                (ids[owner], start, end, label, said if texts[owner][start:end] == said else texts[owner][start:end])
                for owner, start, end, label, said in rows
            ]
    owners, (kinds, heads, tails) = _flat(table, "relations", ("type", "head", "tail"))
    seen += [(ids[owner], *rest) for owner, *rest in zip(owners, kinds, heads, tails, strict=True)]
    return seen


def _flat(table: Any, name: str, fields: Sequence[str]) -> tuple[list[int], list[list[Any]]]:
    """A list column row by row: to which article each belongs, and its fields."""
    column = table.column(name).combine_chunks()
    offsets = column.offsets.to_pylist()
    owners = [owner for owner in range(len(column)) for _ in range(offsets[owner + 1] - offsets[owner])]
    values = column.flatten()
    return owners, [values.field(field).to_pylist() for field in fields]


def _batch(pyarrow: Any, schema: Any, articles: Sequence[ExportArticle], options: Options) -> Any:
    columns = {
        "id": pyarrow.array([article.id for article in articles], pyarrow.string()),
        "text": pyarrow.array([a.text if options.with_text else None for a in articles], pyarrow.string()),
        "spans": _spans(pyarrow, schema.field("spans").type, [article.spans for article in articles], options),
        "relations": _list(pyarrow, schema.field("relations").type, [article.relations for article in articles]),
        "zones": _spans(pyarrow, schema.field("zones").type, [article.zones for article in articles], options),
        "source": source_array(pyarrow, schema.field("source").type, [article.source for article in articles]),
        "layers": layers_array(pyarrow, schema.field("layers").type, [article.layers for article in articles]),
    }
    if not options.with_zones:
        cuts = [[{"start": start, "end": end} for start, end in article.cut] for article in articles]
        columns["cut"] = pyarrow.array(cuts, schema.field("cut").type)
    return pyarrow.RecordBatch.from_arrays([columns[name] for name in schema.names], schema=schema)


def _spans(pyarrow: Any, kind: Any, lists: Sequence[Sequence[SpanRow]], options: Options) -> Any:
    rows = list(chain.from_iterable(lists))
    words = [row.text for row in rows] if options.with_text else [options.quote(row.text, row.label) for row in rows]
    item = kind.value_type
    attributes = item.field("attributes").type
    held = [row.attributes for row in rows]
    pairs = pyarrow.StructArray.from_arrays(
        [
            pyarrow.array([name for one in held for name in one], pyarrow.string()),
            pyarrow.array([_words(value) for one in held for value in one.values()], pyarrow.string()),
        ],
        fields=list(attributes.value_type),
    )
    arrays = [
        pyarrow.array([row.id for row in rows], pyarrow.string()),
        pyarrow.array([row.label for row in rows], pyarrow.string()),
        pyarrow.array([row.start for row in rows], pyarrow.int32()),
        pyarrow.array([row.end for row in rows], pyarrow.int32()),
        pyarrow.array(words, pyarrow.string()),
        _listed(pyarrow, attributes, held, pairs),
        pyarrow.array([row.annotator for row in rows], pyarrow.string()),
        pyarrow.array([row.note for row in rows], pyarrow.string()),
    ]
    return _listed(pyarrow, kind, lists, pyarrow.StructArray.from_arrays(arrays, fields=list(item)))


def _words(value: Any) -> str:
    """A value as words that say which value they were; most are words that cannot be taken for anything else."""
    return value if type(value) is str and value[:1] not in _DOUBTFUL else exact_words(value)


def _list(pyarrow: Any, kind: Any, lists: Sequence[Sequence[Any]]) -> Any:
    return _listed(pyarrow, kind, lists, _struct(pyarrow, kind.value_type, list(chain.from_iterable(lists))))


def _struct(pyarrow: Any, kind: Any, rows: Sequence[Any]) -> Any:
    arrays = [pyarrow.array([getattr(row, field.name) for row in rows], field.type) for field in kind]
    return pyarrow.StructArray.from_arrays(arrays, fields=list(kind))


def _listed(pyarrow: Any, kind: Any, lists: Sequence[Sequence[Any] | dict[str, Any]], values: Any) -> Any:
    offsets = pyarrow.array([0, *accumulate(map(len, lists))], pyarrow.int32())
    return pyarrow.ListArray.from_arrays(offsets, values, type=kind)


def _schema(pyarrow: Any, options: Options) -> Any:
    string, number = pyarrow.string(), pyarrow.int32()

    def struct(names: Iterable[str]) -> Any:
        return pyarrow.struct([(name, string) for name in names])

    words = "text" if options.with_text else "quote"
    span = pyarrow.struct(
        [
            ("id", string),
            ("label", string),
            ("start", number),
            ("end", number),
            (words, string),
            ("attributes", pyarrow.list_(struct(("key", "value")))),
            ("annotator", string),
            ("note", string),
        ]
    )
    fields = [
        ("id", string),
        ("text", string),
        ("spans", pyarrow.list_(span)),
        ("relations", pyarrow.list_(struct(RELATION))),
        ("zones", pyarrow.list_(span)),
        ("source", source_type(pyarrow, options.vocabulary.facts)),
        ("layers", pyarrow.list_(layer_type(pyarrow))),
    ]
    if not options.with_zones:
        fields.append(("cut", pyarrow.list_(pyarrow.struct([("start", number), ("end", number)]))))
    schema = with_features(pyarrow.schema(fields), {})
    return schema.with_metadata({**schema.metadata, **OWN})


REPEATED = [
    "spans.list.element.label",
    "spans.list.element.annotator",
    "spans.list.element.note",
    "spans.list.element.attributes.list.element.key",
    "spans.list.element.attributes.list.element.value",
    "relations.list.element.type",
    "relations.list.element.annotator",
    "source.encoding",
    "source.outlet",
]


def standoff_schemas(schema: Any, *, is_whole: bool) -> Any:
    """The schema of a shard that had no texts, once it has: with quotes beside if some are missing.

    Args:
        schema: the schema of the whole table.
        is_whole: whether the texts are in the export.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    pyarrow, _ = library()
    for name in ("spans", "zones"):
        place = schema.get_field_index(name)
        fields = []
        for field in schema.field(name).type.value_type:
            if field.name == "quote":
                fields.append(pyarrow.field("text", pyarrow.string()))
            if field.name not in ("quote", "text") or (field.name == "quote" and not is_whole):
                fields.append(field)
        schema = schema.set(place, pyarrow.field(name, pyarrow.list_(pyarrow.struct(fields))))
    return schema.with_metadata({**(schema.metadata or {}), **with_features(schema, {}).metadata})


def library() -> tuple[Any, Any]:
    """Pyarrow and its Parquet part.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingExtra("huggingface", "writing Parquet") from error
    return pyarrow, pyarrow.parquet


def hub(folder: Path, options: Options) -> tuple[HubConfig, ...]:
    """The kinds of rows in the folder of an export: the articles, and their tokens where there are texts.

    Args:
        folder: of the export.
        options: the choices of the export, the same for every article.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    pyarrow, _ = library()
    articles = _config(folder, options, "default", "data", _schema(pyarrow, options), {})
    if not _has_tokens(options):
        return (articles,)
    tokens = _config(folder, options, CONFIG, CONFIG, token_schema(pyarrow, options), classes(options))
    return (articles, tokens) if any(tokens.rows.values()) else (articles,)


def _config(folder: Path, options: Options, name: str, place: str, columns: Any, known: Classes) -> HubConfig:
    return _config_of(folder, options.splits or (_ONLY,), name, place, columns, known)


def _config_of(folder: Path, splits: tuple[str, ...], name: str, place: str, columns: Any, known: Classes) -> HubConfig:
    _, parquet = library()
    rows, sizes = dict.fromkeys(splits, 0), dict.fromkeys(splits, 0)
    for split in splits:
        for path in folder.glob(f"{place}/{split}-*.parquet"):
            facts = parquet.read_metadata(path)
            rows[split] += facts.num_rows
            sizes[split] += sum(facts.row_group(number).total_byte_size for number in range(facts.num_row_groups))
    held = [split for split in splits if rows[split]] or splits  # load_dataset refuses all for one without rows
    paths = {split: f"{place}/{split}-*.parquet" for split in held}
    return HubConfig(name, _PURPOSES[name], paths, feature_list(columns, known), columns, known, rows, sizes)


def hub_again(folder: Path) -> HubConfig:
    """The articles' rows as they are now, of an export without texts that got them back.

    Args:
        folder: of the export.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    _, parquet = library()
    found = sorted(folder.glob("data/*-*-of-*.parquet"))
    splits = dict.fromkeys(path.name.rsplit("-", 3)[0] for path in found)
    columns = parquet.read_schema(found[0])
    in_order = sorted(splits, key=lambda name: (name != _ONLY, name == "test", name))
    return _config_of(folder, tuple(in_order), "default", "data", columns, {})


def _parts(options: Options) -> Mapping[str, ShardName]:
    """The file of articles and that of tokens, unless the texts are left out: tokens are the text."""
    return {"": _name, ENDING: _token_name} if _has_tokens(options) else {"": _name}


def _has_tokens(options: Options) -> bool:
    return options.with_text and options.with_tokens


_ONLY = "train"
"""The split of an export without splits: ``load_dataset`` makes one of this name."""
_PURPOSES = {
    "default": "an article a row, with its spans, relations, zones and facts",
    CONFIG: "a paragraph a row, as tokens with a class of tags for each, for token classification",
}


def _name(split: str, number: int, count: int) -> str:
    return f"data/{split or _ONLY}-{number:05}-of-{count:05}.parquet"


def _token_name(split: str, number: int, count: int) -> str:
    return f"{CONFIG}/{split or _ONLY}-{number:05}-of-{count:05}.parquet"


FORMAT = Format(
    name="huggingface",
    seen_as="jsonl",
    holdings=Holdings(
        "`data/<split>-00000-of-0000N.parquet`, `tokens/…` for token classification, a card and `croissant.json`",
        overlaps="yes",
        relations="yes",
        values="key and value",
        notes="yes",
        readings="side by side",
        facts="`source`, fields of their type",
        records="`layers`, as JSON",
    ),
    title=marked("Dataset folder for Hugging Face (Parquet)"),
    purpose=marked("A dataset folder with Parquet shards and a card: load_dataset(folder), DuckDB, Spark, pandas."),
    shard=write,
    read_shard=read,
    shard_parts=_parts,
    needs_facts=True,
    mixed=lambda options: mixed_facts(options.vocabulary.facts, "source.extra."),
    holds_records=True,
    holds_standoff=True,
    usage='datasets.load_dataset("PATH")',
    overlap=("outermost", "innermost", "longest", "refuse"),
    overlap_default=False,
    hub=hub,
    extra="huggingface",
)
