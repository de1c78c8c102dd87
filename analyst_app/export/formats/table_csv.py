"""CSV: the tables as they are, and the same guarded for Excel.

``csv`` is UTF-8 with LF and nothing changed. ``csv-excel`` has a byte order
mark and CRLF, guards cells that Excel would run as formulas, and cuts cells at
Excel's limit (and says so). ``datapackage.json`` beside either says of which
type each column is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from analyst_app.export.cells import BOM, csv_row, csv_rows, cut, guarded, records, unguarded
from analyst_app.export.contract import EncodedPiece, Format, Frame, Holdings, Options, Seen
from analyst_app.export.facts import data_package
from analyst_app.export.formats import tables
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle
from analyst_app.wording import marked


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article's rows, verbatim.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    files: defaultdict[str, list[str]] = defaultdict(list)
    for table, cells in tables.rows(article, options):
        files[table].append(csv_row(cells))
    return EncodedPiece(_joined(files), tables.kept(article, options))


def encode_for_excel(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article's rows, guarded.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    files: defaultdict[str, list[str]] = defaultdict(list)
    losses = LossTally()
    long_spans = []
    bare = {table: [kind in ("integer", "number") for kind in tables.kinds(table, options).values()]
            for table in tables.TABLES}  # fmt: skip
    for table, cells in tables.rows(article, options):
        safe = [cell if is_number else cut(guarded(cell)) for cell, is_number in zip(cells, bare[table], strict=True)]
        for cell, short in zip(cells, safe, strict=True):
            if len(short) < len(cell):
                losses.add("long cell", article.id, f"{table}: {cell[:40]}")
                long_spans.append(cell)
        files[table].append(csv_row(safe, line_end="\r\n"))
    kept = tables.kept(article, options)
    if long_spans:
        kept = [tuple(unguarded(cut(guarded(part))) if isinstance(part, str) else part for part in one) for one in kept]
    return EncodedPiece(_joined(files), kept, losses)


def read(files: dict[str, bytes], options: Options) -> list[Seen]:
    """The spans and relations of rows.

    Args:
        files: the files by name, each as bytes.
        options: the choices of the export, the same for every article.
    """
    return [found for table, cells in _cells(files, options) if (found := tables.seen(table, cells))]


def read_from_excel(files: dict[str, bytes], options: Options) -> list[Seen]:
    """The spans and relations of guarded rows.

    Args:
        files: the files by name, each as bytes.
        options: the choices of the export, the same for every article.
    """
    bare = ((table, {key: unguarded(cell) for key, cell in cells.items()}) for table, cells in _cells(files, options))
    return [found for table, cells in bare if (found := tables.seen(table, cells))]


def _cells(files: Mapping[str, bytes], options: Options) -> Iterator[tuple[str, dict[str, str]]]:
    """Every row with the name of its table."""
    for name, data in files.items():
        if name != data_package.NAME:
            table = name.removesuffix(".csv")
            yield from ((table, cells) for cells in records(csv_rows(data), tables.columns(table, options)))


def _joined(files: Mapping[str, list[str]]) -> dict[str, bytes]:
    return {f"{table}.csv": "".join(rows).encode("utf-8") for table, rows in files.items()}


def _frames(options: Options, *, before: str = "", line_end: str = "\n") -> dict[str, Frame]:
    described = {table: tables.kinds(table, options) for table in tables.TABLES}
    heads = {table: before + csv_row(columns, line_end=line_end) for table, columns in described.items()}
    package = {data_package.NAME: Frame(data_package.data_package(described))}
    return package | {f"{table}.csv": Frame(head.encode("utf-8")) for table, head in heads.items()}


def _frames_for_excel(options: Options) -> dict[str, Frame]:
    return _frames(options, before=BOM, line_end="\r\n")


FORMAT = Format(
    name="csv",
    holdings=Holdings(
        "`spans`, `relations`, `zones`, `documents`, `layers`, `records`: a `.csv` each; types in `datapackage.json`",
        overlaps="yes",
        relations="yes",
        values="columns of their type",
        notes="yes",
        readings="side by side",
        facts="columns of their type",
        records="`records.csv`",
    ),
    title=marked("Tables for pandas, R and DuckDB (CSV)"),
    purpose=marked("Plain tables of spans, relations and articles: for pandas, R, DuckDB. Verbatim, not for Excel."),
    encode=encode,
    read=read,
    frames=_frames,
    usage='pandas.read_csv("PATH/spans.csv", keep_default_na=False)',
    holds_standoff=True,
    holds_path=True,
    needs_vocabulary=True,
    mixed=tables.mixed,
    holds_records=True,
)

FOR_EXCEL = replace(
    FORMAT,
    name="csv-excel",
    holdings=replace(FORMAT.holdings, what="the same for spreadsheets"),
    title=marked("Tables for Excel and LibreOffice (CSV)"),
    purpose="The same tables for Excel and LibreOffice: opens with the right letters, and no cell is run as a formula.",
    encode=encode_for_excel,
    read=read_from_excel,
    frames=_frames_for_excel,
    usage="",
)
