"""The kinds of files that hold others' annotations, and reading them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analyst_app.errors import ImportFailed, MissingExtra
from analyst_app.importers.annotations import (
    brat,
    cas_xmi,
    conll_columns,
    inception_project,
    span_table,
    tei,
    webanno_tsv,
)
from analyst_app.importers.annotations.conll_parts import read_together
from analyst_app.importers.annotations.imported_layer import MISSHAPEN, AnnotatedFile
from analyst_app.importers.annotations.labelled import labelled_json, packed_rows
from analyst_app.importers.annotations.reader_folders import (
    others_readings,
    reader_in_card,
    readings_of_others,
    split_in_card,
)
from analyst_app.importers.annotations.refi import refi_codebook, refi_project
from analyst_app.importers.annotations.web import web_annotation, web_tables
from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.plain_files import read_named
from analyst_app.wording import tr

SUFFIXES = {
    ".ann": "brat", ".jsonl": "lines", ".json": "json", ".jsonld": "web", ".tsv": "webanno", ".conll": "conll",
    ".conllu": "conll", ".conll03": "conll", ".iob": "conll", ".bio": "conll", ".xmi": "xmi", ".zip": "xmi",
    ".qdpx": "refi", ".qdc": "codes", ".csv": "spans", ".xlsx": "spans", ".xml": "tei", ".tei": "tei",
    ".labels": "spans", ".parquet": "parquet", ".spacy": "spacy",
}  # fmt: skip

TABLES = (".csv", ".tsv", ".xlsx")
_BEGINNING = 1 << 18
"""Bytes of a table that are looked at to see what it holds."""
_BRAT = re.compile(rb"(?:\xef\xbb\xbf)?(?:[TREAMN#]\d+|\*)\t")
"""The beginning of a file of brat's."""
_OF_FOLDERS = ("brat", "conll", "webanno", "xmi")
"""Kinds whose files name no reader, so that folders side by side may do."""
_SHOWN = 200
"""Characters of such an error that a message repeats."""


def kind_of(path: Path) -> str:
    """The reader that a file needs, or "" if it holds no annotations of others.

    Raises:
        MissingExtra: the library that reads workbooks is not installed.
    """
    kind = SUFFIXES.get(path.suffix.lower(), "")
    if not kind:
        return ""
    if kind == "brat":
        if path.with_suffix(".txt").is_file():
            return kind
        return kind if _BRAT.match(read_named(path, limit=LARGEST_ANNOTATIONS, size=64)) else ""  # to name what is gone
    if kind == "xmi" and path.suffix.lower() == ".zip":
        return _kind_of_zip(path)
    if kind in ("webanno", "spans") and (known := web_tables.kind_of_head(_beginning(path))):
        return known
    if kind == "webanno":
        head = read_named(path, limit=LARGEST_ANNOTATIONS, size=64)
        if head.startswith((b"#FORMAT=WebAnno TSV 3", b"\xef\xbb\xbf#FORMAT=WebAnno")):
            return kind
        kind = "spans"
    if kind == "tei":
        return kind if tei.looks_known(read_named(path, limit=LARGEST_ANNOTATIONS, size=1 << 12)) else ""
    if kind == "spans":
        return kind if _holds_spans(path) else ""
    if kind == "json":
        return _kind_of_json(path)
    return kind


def read_annotated(
    path: Path,
    layer: str = "imported",
    rules: Mapping[str, Any] | None = None,
    *,
    codebook: Mapping[str, Any] | None = None,
    mapping: Any = None,
) -> AnnotatedFile:
    """The articles and layers of a file, and what of it was left out.

    Args:
        path: the file.
        layer: whose reading it is, where the file does not say.
        rules: the rule that says what the columns of a table are; None: their names decide.
        codebook: of the folder that the articles go to, as parsed JSON; a REFI-QDA project's codes are proposed by it.
        mapping: what such codes become, as parsed JSON (``code_mapping.to_data``); None: as proposed, and that is said.

    Raises:
        ImportFailed: it is none of the known kinds, or damaged.
        MissingExtra: a library for files of its kind is not installed.
    """
    kind = "spans" if rules is not None and path.suffix.lower() in TABLES else kind_of(path)
    if not kind:
        raise ImportFailed(
            tr("{name} holds no annotations of a known kind. docs/import.md lists the kinds.", name=path.name)
        )
    if path.stat().st_size > LARGEST_ANNOTATIONS:
        raise ImportFailed(
            tr(
                "{name} has more than {number} MB; take it apart first.",
                name=path.name,
                number=LARGEST_ANNOTATIONS >> 20,
            )
        )
    if kind == "conll" and (first := read_together(path)[0]) != path:
        words = tr("{name} is one of several files, a tag each, that are read together.", name=path.name)
        raise ImportFailed(words + " " + tr("Name the first of them, {first}, or the folder.", first=first.name))
    found = _tried(kind, path, layer, rules, codebook, mapping)
    reader = ""
    if kind in _OF_FOLDERS:
        if reader := _reader_of(kind, path, found):
            found = _tried(kind, path, reader)
    elif {*_people(found)} == {path.parent.name} != {layer}:
        reader = path.parent.name
    found.outer_folders = tuple(filter(None, (split_in_card(path), reader)))
    if not found.articles and kind not in ("web", "codes"):  # of an article without annotations those are an empty list
        raise ImportFailed(tr("{name} holds no article. Export it anew from where it comes.", name=path.name))
    return found


def _people(found: AnnotatedFile) -> Iterator[str]:
    """Ids of the layers in a file, each as often as an article has it."""
    return (layer_id for article in found.articles for layer_id in article.layers)


def _reader_of(kind: str, path: Path, found: AnnotatedFile) -> str:
    """The folder that is the reader's of a file that names none: a card says so, or another has the same text.

    An article that only one has read is hers like the others of her folder.
    """
    if reader := reader_in_card(path):
        return reader
    texts = {article.text for article in found.articles}
    for reader, other in others_readings(path):
        if texts & _texts(kind, other):
            return reader
    for reader, own, other in readings_of_others(path):
        if _texts(kind, own) & _texts(kind, other):
            return reader
    return ""


def _texts(kind: str, path: Path) -> set[str]:
    """The texts of another's reading; none if it cannot be read."""
    try:
        return {article.text for article in _tried(kind, path, "").articles}
    except (ImportFailed, MissingExtra, OSError):
        return set()


def _tried(
    kind: str,
    path: Path,
    layer: str,
    rules: Mapping[str, Any] | None = None,
    codebook: Mapping[str, Any] | None = None,
    mapping: Any = None,
) -> AnnotatedFile:
    data = read_named(path, limit=LARGEST_ANNOTATIONS)
    try:
        if kind == "refi":
            return refi_project.read_qdpx(path, data, layer, codebook=codebook, mapping=mapping)
        if kind == "codes":
            return refi_codebook.read_qdc(path, data, codebook=codebook, mapping=mapping)
        return _read(kind, path, data, layer, rules)
    except UnicodeDecodeError as error:
        raise ImportFailed(
            tr("{name} is no UTF-8 (byte {start}); save it as UTF-8.", name=path.name, start=error.start)
        ) from error
    except OSError as error:
        raise ImportFailed(
            tr("What belongs to {name} cannot be read: {value}.", name=path.name, value=error.strerror or error)
        ) from error
    except MISSHAPEN as error:
        words = str(error) or type(error).__name__
        raise ImportFailed(
            tr("{name} is not laid out as it should be: {words}.", name=path.name, words=words[:_SHOWN])
        ) from error


def _read(kind: str, path: Path, data: bytes, layer: str, rules: Mapping[str, Any] | None) -> AnnotatedFile:
    if kind == "spans":
        return span_table.read_span_table(path, data, layer, rules)
    if kind == "studio table":
        return web_tables.refuse_studio_table(path)
    if kind == "labelled zip":
        return labelled_json.read_labelled_zip(path, data, layer)
    if kind == "tei":
        return tei.read_tei(path, data, layer)
    if kind == "inception":
        return inception_project.read_project(path, data)
    if kind == "xmi":
        return cas_xmi.read_xmi(path, data, layer)
    if kind == "parquet":
        return labelled_json.read_labelled_json(path, packed_rows.parquet_lines(path, data), layer)
    if kind == "spacy":
        return labelled_json.read_labelled_json(path, packed_rows.document_lines(path, data), layer)
    text = data.decode("utf-8-sig")
    if kind == "brat":
        return AnnotatedFile(brat.read_brat(path, text, layer))
    if kind == "conll":
        return conll_columns.read_conll(path, text, layer)
    if kind == "webanno":
        return AnnotatedFile(webanno_tsv.read_webanno(path, text, layer))
    if kind == "hypothesis table":
        return web_tables.read_hypothesis_table(path, text, layer)
    if kind == "web":
        return web_annotation.read_web_annotation(path, text, layer)
    return labelled_json.read_labelled_json(path, text, layer)


def _kind_of_json(path: Path) -> str:
    if path.stat().st_size > LARGEST_ANNOTATIONS:
        return ""
    held = read_named(path, limit=LARGEST_ANNOTATIONS)
    try:
        data = json.loads(held)  # numbers that are none too: whoever reads it next says which
    except (ValueError, RecursionError):
        return _kind_of_lines(held) or ("lines" if held.lstrip()[:1] in (b"[", b"{") else "")  # cut off, as it seems
    if web_annotation.looks_known(data):
        return "web"
    try:
        return "lines" if labelled_json.looks_known(data) else ""
    except MISSHAPEN:
        return "lines"  # it is meant to be that; reading it says what is wrong


def _beginning(path: Path) -> bytes:
    """The first line of a table in text, as far as it is not absurdly long; nothing of a workbook."""
    return b"" if path.suffix.lower() == ".xlsx" else read_named(path, limit=LARGEST_ANNOTATIONS, size=1 << 12)


def _holds_spans(path: Path) -> bool:
    is_book = path.suffix.lower() == ".xlsx"
    data = read_named(path, limit=LARGEST_ANNOTATIONS, size=-1 if is_book else _BEGINNING)
    if not is_book and len(data) == _BEGINNING:
        data = data.rpartition(b"\n")[0]
    return span_table.is_span_table(data, path.name)


def _kind_of_lines(held: bytes) -> str:
    """The kind of JSON Lines that are named as JSON."""
    try:
        return "lines" if labelled_json.looks_known(json.loads(held.lstrip().partition(b"\n")[0])) else ""
    except (ValueError, RecursionError, *MISSHAPEN):
        return ""


def _kind_of_zip(path: Path) -> str:
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return (
            "xmi" if read_named(path, limit=LARGEST_ANNOTATIONS, size=4) == b"PK\x03\x04" else ""
        )  # to say the damage
    except OSError:
        return ""
    if inception_project.is_project(names):
        return "inception"
    if any(name.endswith(".xmi") for name in names):
        return "xmi"
    return "labelled zip" if labelled_json.holds_labelled_json(names) else ""
