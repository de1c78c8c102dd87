"""The facts of articles and what is said of readings, as columns of Arrow: each fact of the type of all its values.

``source`` has the usual facts, ``source.extra`` the others that were found; a
value that fits no type of a column is JSON, and the field says so.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate, chain
from typing import Any

from analyst_app.core.attribute_types import exact_words
from analyst_app.export.facts.fact_columns import odd_facts
from analyst_app.export.facts.layer_row import LayerRow
from analyst_app.export.facts.source_row import FACTS, SourceRow, facts_of

OWN = {"analyst_app": "1"}
"""Metadata of a schema whose values say of which type they were."""
JSON_FIELD = {"analyst_app": "json"}
"""Metadata of a field whose words are JSON."""
_PACKED = ("reviewer", "records")
_WORDS = ("name", "sha256", "text_sha256", "encoding", *FACTS)


def source_type(pyarrow: Any, kinds: Mapping[str, str]) -> Any:
    """The type of the column ``source``.

    Args:
        pyarrow: the library.
        kinds: the kind of each fact that was found.
    """
    fields = [pyarrow.field(name, pyarrow.string()) for name in _WORDS]
    if kinds.get("date") == "date":
        fields[_WORDS.index("date")] = pyarrow.field("date", pyarrow.date32())
    others = odd_facts(kinds)
    if others:
        extra = [fact_field(pyarrow, name, kind) for name, kind in others.items()]
        fields.append(pyarrow.field("extra", pyarrow.struct(extra)))
    return pyarrow.struct(fields)


def source_array(pyarrow: Any, kind: Any, sources: Sequence[SourceRow]) -> Any:
    """The values of that column.

    Args:
        pyarrow: the library.
        kind: its type.
        sources: a row for each article.
    """
    arrays = []
    for field in kind:
        if field.name == "extra":
            found = [facts_of(source) for source in sources]
            inner = [fact_values(pyarrow, one, [facts.get(one.name) for facts in found]) for one in field.type]
            arrays.append(pyarrow.StructArray.from_arrays(inner, fields=list(field.type)))
        else:
            arrays.append(fact_values(pyarrow, field, [getattr(source, field.name) for source in sources]))
    return pyarrow.StructArray.from_arrays(arrays, fields=list(kind))


def layer_type(pyarrow: Any) -> Any:
    """The type of a reading in the column ``layers``; its records are JSON."""
    words = [pyarrow.field(name, pyarrow.string()) for name in ("annotator", "status", "note", "codebook")]
    version = pyarrow.field("codebook_version", pyarrow.int32())
    others = [pyarrow.field(name, pyarrow.string()) for name in ("reviewer", "records")]
    return pyarrow.struct([*words, version, *others])


def layers_array(pyarrow: Any, kind: Any, lists: Sequence[Sequence[LayerRow]]) -> Any:
    """The values of that column.

    Args:
        pyarrow: the library.
        kind: its type.
        lists: the readings of each article.
    """
    rows = list(chain.from_iterable(lists))
    held = {name: [getattr(row, name) for row in rows] for name in kind.value_type.names if name not in _PACKED}
    held["reviewer"] = [row.reviewer if isinstance(row.reviewer, str) else None for row in rows]
    held["records"] = [_records(row) for row in rows]
    fields = list(kind.value_type)
    values = pyarrow.StructArray.from_arrays(
        [pyarrow.array(held[field.name], field.type) for field in fields], fields=fields
    )
    offsets = pyarrow.array([0, *accumulate(map(len, lists))], pyarrow.int32())
    return pyarrow.ListArray.from_arrays(offsets, values, type=kind)


def _records(row: LayerRow) -> str:
    found: dict[str, list[Any]] = {}
    for name, record in row.records():
        found.setdefault(name, []).append(record)
    return json.dumps(found, ensure_ascii=False) if found else ""


def fact_field(pyarrow: Any, name: str, kind: str, prefix: str = "") -> Any:
    """A column for a fact; its metadata tell where its words are JSON.

    Args:
        pyarrow: the library.
        name: of the fact.
        kind: of all its values, a key of ``value_kinds.KINDS``.
        prefix: begins the column's name.
    """
    types = {
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "list": pyarrow.list_(pyarrow.string()),
    }
    is_json = kind in ("object", "mixed")
    return pyarrow.field(f"{prefix}{name}", types.get(kind, pyarrow.string()), metadata=JSON_FIELD if is_json else None)


def fact_values(pyarrow: Any, field: Any, values: Iterable[Any]) -> Any:
    """The values of such a column.

    Args:
        pyarrow: the library.
        field: the column.
        values: a value for each article; None where it has none.
    """
    if field.metadata:
        values = [None if value is None else exact_words(value) for value in values]
    elif pyarrow.types.is_date(field.type):
        values = [datetime.date.fromisoformat(value) if value else None for value in values]
    return pyarrow.array(values, field.type)
