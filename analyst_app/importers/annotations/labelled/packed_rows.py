"""Rows that are packed otherwise than as JSON Lines: Parquet (Hugging Face datasets) and spaCy's binary documents.

They are unpacked to the lines that they would be, and read as such.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from analyst_app.core.attribute_types import exact_value
from analyst_app.core.span import Span
from analyst_app.errors import ImportFailed, MissingExtra
from analyst_app.importers.annotations.labelled.exact_edges import exact_edges
from analyst_app.wording import tr

_OURS = "analyst"
"""Key of ``user_data`` under which this app keeps what spaCy's documents have no place for."""
_GROUPS = ("sc", "zones")


def parquet_lines(path: Path, data: bytes) -> str:
    """The rows of a Parquet file, a JSON object a line.

    Args:
        path: the file, for messages.
        data: its bytes.

    Raises:
        ImportFailed: it is damaged.
        MissingExtra: pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise MissingExtra("huggingface", "importing Parquet files") from error
    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        rows = (row for batch in file.iter_batches() for row in batch.to_pylist())
        read = _own_rows(file.schema_arrow)
        return "".join(json.dumps(_as_object(read(row)), default=str) + "\n" for row in rows)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise ImportFailed(tr("{name} is no Parquet file, or damaged. Export it anew.", name=path.name)) from error


def document_lines(path: Path, data: bytes) -> str:
    """The documents of a ``.spacy`` file (DocBin), a JSON object a line.

    Args:
        path: the file, for messages.
        data: its bytes.

    Raises:
        ImportFailed: it is damaged.
        MissingExtra: spaCy is not installed.
    """
    try:
        from spacy.tokens import DocBin
        from spacy.vocab import Vocab
    except ImportError as error:
        raise MissingExtra("spacy", "importing spaCy documents") from error
    try:
        documents = list(DocBin().from_bytes(data).get_docs(Vocab()))
    except Exception as error:  # whatever a spoiled file makes of its parts
        raise ImportFailed(
            tr("{name} is no file of spaCy documents, or damaged. Export it anew.", name=path.name)
        ) from error
    return "".join(json.dumps(_entry(document), default=str) + "\n" for document in documents)


def _entry(document: Any) -> dict[str, Any]:
    """A document as the line that it would be: its groups of spans, else its entities."""
    ours = document.user_data.get(_OURS)
    if not isinstance(ours, Mapping):
        groups = [span for group in document.spans.values() for span in group]
        spans = [_span(span, {}) for span in groups or document.ents]
        return {"text": document.text, "spans": spans}
    held = ours.get("spans") or {}
    named = list(ours.get("annotators") or ())
    who = {"annotator": named[0]} if len(named) == 1 else {}
    spans, zones = ([_span(one, held.get(one.id_, {})) for one in document.spans.get(name, ())] for name in _GROUPS)
    kept = {key: ours[key] for key in ("layers", "relations", "source") if key in ours}
    return {"text": document.text, "document": ours.get("document"), "spans": spans, "zones": zones} | who | kept


def _span(span: Any, held: Mapping[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in held.items() if key != "exact"}
    start, end = exact_edges(Span(span.start_char, span.end_char), held.get("exact"), span.doc.text)
    made = {"start": start, "end": end, "label": span.label_, **rest}
    return made | ({"id": span.id_} if span.id_ else {})


def _as_object(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with its lists of key and value as objects, and without columns that are empty."""
    return {key: _plain(value) for key, value in row.items() if value is not None}


def _own_rows(schema: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Gives the rows of a file that this app wrote their values as they were; any other's stay as they are."""
    if not (schema.metadata or {}).get(b"analyst_app"):
        return _same
    source = schema.field("source").type if "source" in schema.names else ()
    extra = next((field.type for field in source if field.name == "extra"), ())
    packed = [field.name for field in extra if field.metadata]

    def read(row: dict[str, Any]) -> dict[str, Any]:
        held = (row.get("source") or {}).get("extra") or {}
        for name in packed:
            if held.get(name) is not None:
                held[name] = exact_value(held[name])
        for span in (*(row.get("spans") or ()), *(row.get("zones") or ())):
            if span.get("attributes"):
                span["attributes"] = {one["key"]: exact_value(one["value"]) for one in span["attributes"]}
        return row

    return read


def _same(row: dict[str, Any]) -> dict[str, Any]:
    return row


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        if value and all(map(_is_pair, value)):
            return dict(_pairs(value))
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        made = _as_object(value)
        if "attributes" in made and not made["attributes"]:
            made["attributes"] = {}
        return made
    return value


def _is_pair(one: Any) -> bool:
    return isinstance(one, Mapping) and set(one) == {"key", "value"} and isinstance(one["value"], str)


def _pairs(listed: list[Any]) -> Iterator[tuple[str, Any]]:
    """Keys with their values, of which all but words are written as JSON."""
    for one in listed:
        words = one["value"]
        yield str(one["key"]), {"true": True, "false": False}.get(words, words) if words[:1] != "[" else _listed(words)


def _listed(words: str) -> Any:
    try:
        found = json.loads(words)
    except ValueError:
        return words
    return found if isinstance(found, list) else words
