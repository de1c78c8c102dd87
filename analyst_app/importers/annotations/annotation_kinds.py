"""The kinds of files that hold others' annotations, and reading them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations import (
    brat,
    labelled_json,
    tei,
    token_columns,
    web_annotation,
    xml_projects,
)
from analyst_app.importers.annotations.imported_layer import MISSHAPEN, AnnotatedFile
from analyst_app.importers.annotations.refi import refi_codebook, refi_project
from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.plain_files import read_named
from analyst_app.importers.tables import span_table

SUFFIXES = {
    ".ann": "brat", ".jsonl": "lines", ".json": "json", ".jsonld": "web", ".tsv": "webanno", ".conll": "conll",
    ".conll03": "conll", ".iob": "conll", ".bio": "conll", ".xmi": "xmi", ".zip": "xmi", ".qdpx": "refi",
    ".qdc": "codes", ".csv": "spans", ".xlsx": "spans", ".xml": "tei", ".tei": "tei", ".labels": "spans",
}  # fmt: skip

TABLES = (".csv", ".tsv", ".xlsx")
_BEGINNING = 1 << 18
"""Bytes of a table that are looked at to see what it holds."""
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
        return kind if path.with_suffix(".txt").is_file() else ""
    if kind == "xmi" and path.suffix.lower() == ".zip":
        return kind if _holds_xmi(path) else ""
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
        raise ImportFailed(f"{path.name} holds no annotations of a known kind. docs/import.md lists the kinds.")
    if path.stat().st_size > LARGEST_ANNOTATIONS:
        raise ImportFailed(f"{path.name} has more than {LARGEST_ANNOTATIONS >> 20} MB; take it apart first.")
    data = read_named(path, limit=LARGEST_ANNOTATIONS)
    try:
        if kind == "refi":
            found = refi_project.read_qdpx(path, data, layer, codebook=codebook, mapping=mapping)
        elif kind == "codes":
            found = refi_codebook.read_qdc(path, data, codebook=codebook, mapping=mapping)
        else:
            found = _read(kind, path, data, layer, rules)
    except UnicodeDecodeError as error:
        raise ImportFailed(f"{path.name} is no UTF-8 (byte {error.start}); save it as UTF-8.") from error
    except OSError as error:
        raise ImportFailed(f"What belongs to {path.name} cannot be read: {error.strerror or error}.") from error
    except MISSHAPEN as error:
        words = str(error) or type(error).__name__
        raise ImportFailed(f"{path.name} is not laid out as it should be: {words[:_SHOWN]}.") from error
    if not found.articles and kind not in ("web", "codes"):  # of an article without annotations those are an empty list
        raise ImportFailed(f"{path.name} holds no article. Export it anew from where it comes.")
    return found


def _read(kind: str, path: Path, data: bytes, layer: str, rules: Mapping[str, Any] | None) -> AnnotatedFile:
    if kind == "spans":
        return span_table.read_span_table(path, data, layer, rules)
    if kind == "tei":
        return tei.read_tei(path, data, layer)
    if kind == "xmi":
        return AnnotatedFile(xml_projects.read_xmi(path, data, layer))
    text = data.decode("utf-8-sig")
    if kind == "brat":
        return AnnotatedFile(brat.read_brat(path, text, layer))
    if kind == "conll":
        return AnnotatedFile(token_columns.read_conll(path, text, layer))
    if kind == "webanno":
        return AnnotatedFile(token_columns.read_webanno(path, text, layer))
    if kind == "web":
        return AnnotatedFile(web_annotation.read_web_annotation(path, text, layer))
    return AnnotatedFile(labelled_json.read_labelled_json(path, text, layer))


def _kind_of_json(path: Path) -> str:
    if path.stat().st_size > LARGEST_ANNOTATIONS:
        return ""
    held = read_named(path, limit=LARGEST_ANNOTATIONS)
    try:
        data = json.loads(held)  # numbers that are none too: whoever reads it next says which
    except (ValueError, RecursionError):
        return ""
    if web_annotation.looks_known(data):
        return "web"
    first = data[0] if isinstance(data, list) and data else data
    try:
        return "lines" if labelled_json.looks_known(first) else ""
    except MISSHAPEN:
        return "lines"  # it is meant to be that; reading it says what is wrong


def _holds_spans(path: Path) -> bool:
    is_book = path.suffix.lower() == ".xlsx"
    data = read_named(path, limit=LARGEST_ANNOTATIONS, size=-1 if is_book else _BEGINNING)
    if not is_book and len(data) == _BEGINNING:
        data = data.rpartition(b"\n")[0]
    return span_table.is_span_table(data, path.name)


def _holds_xmi(path: Path) -> bool:
    import zipfile

    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.endswith(".xmi") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError):
        return False
