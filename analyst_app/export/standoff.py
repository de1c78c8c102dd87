"""Puts texts back into exports that were written without them.

Each reader yields the rows of an export; a row gets its article's text, and
each span the words it covers instead of its quote. A row whose text is not
found stays as it is, quotes included, so that it can be filled in later.
"""

from __future__ import annotations

import codecs
import contextlib
import csv
import hashlib
import io
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from analyst_app.core import webannotation
from analyst_app.errors import ExportRefused, UsageError
from analyst_app.export.card import CARD, listed_files, with_sum_of_articles, with_sums, with_texts_told
from analyst_app.export.cells import csv_row
from analyst_app.export.describing.croissant import CROISSANT, refreshed
from analyst_app.export.describing.hub_head import with_columns_of
from analyst_app.export.facts import data_package
from analyst_app.export.formats import parquet_texts
from analyst_app.export.sink import sha256_of
from analyst_app.storage.held_folder import held_folder, open_file, stream_of
from analyst_app.wording import tr

Texts = Callable[[str], str | None]
"""The text of a SHA-256, if it was found."""


def kind_of(export: Path) -> str:
    """The format of an export without texts.

    Raises:
        LeadsOutside: a table in it is a link that leads out of it.
        UsageError: it is none.
    """
    if export.is_file() and export.suffix == ".jsonl":
        return "jsonl"
    if export.is_dir():
        if any(export.glob("data/*.parquet")):
            return "huggingface"
        if any(export.glob("documents/**/*.parquet")):
            return "parquet"
        if (export / "spans.csv").exists() and not _is_for_excel(export / "spans.csv"):
            return "csv"
        if any(export.glob("*.jsonl")):
            return "jsonl"
        if any(export.glob("**/*.jsonld")):
            return "web-annotation"
    if export.suffix == ".xlsx" or (export.is_dir() and (any(export.glob("*.xlsx")) or any(export.glob("spans.csv")))):
        raise UsageError(
            tr(
                "{path} is for a spreadsheet, whose cells are too small for articles, so no texts go into it; "
                "export csv or parquet with --no-text to have them put back.",
                path=export,
            )
        )
    raise UsageError(
        tr("{export} is no export without texts (jsonl, csv, huggingface, parquet or web-annotation).", export=export)
    )


def _is_for_excel(table: Path) -> bool:
    with _reading(table) as file:
        return file.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8


def data_files(export: Path, kind: str) -> list[Path]:
    """The files of an export that can hold texts; no links, and nothing that a link leads to.

    Args:
        export: the folder of the export.
        kind: the format's name.
    """
    return [export] if export.is_file() else [path for path in _named_so(export, kind) if _is_its_own(path, export)]


def left_out(export: Path, kind: str) -> list[Path]:
    """Whatever has the name of such a file but is a link, stands behind one, or is no file at all.

    Args:
        export: the folder of the export.
        kind: the format's name.
    """
    return [] if export.is_file() else [path for path in _named_so(export, kind) if not _is_its_own(path, export)]


def _named_so(export: Path, kind: str) -> list[Path]:
    pattern = {"jsonl": "*.jsonl", "huggingface": "data/*.parquet", "web-annotation": "**/*.jsonld", "csv": "*.csv"}
    if kind == "parquet":
        return sorted(path for table in parquet_texts.TABLES for path in export.glob(f"{table}/**/*.parquet"))
    return sorted(export.glob(pattern[kind]))


def _is_its_own(path: Path, export: Path) -> bool:
    real = os.path.join(os.path.realpath(export), path.relative_to(export))  # noqa: PTH118 - to be compared
    return path.is_file() and os.path.realpath(path) == real


def _text_beside(page: Path) -> Path:
    return page.with_name(page.name.removesuffix(".jsonld"))


def hashes(path: Path, export: Path, kind: str) -> Iterator[tuple[str, str]]:
    """Id and text hash of every article in one file of an export that lacks its text.

    Args:
        path: one of ``data_files``.
        export: the folder of the export.
        kind: the format's name, as its card says.

    Raises:
        LeadsOutside: the file is a link now, and leads out of the export.
        MissingExtra: pyarrow is not installed.
    """
    if kind == "csv":
        if path.name == "documents.csv":
            yield from ((row["document"], row["text_sha256"]) for row in _csv(path) if not row.get("text"))
    elif kind == "web-annotation":
        text = _text_beside(path)
        if text.is_symlink() or not text.is_file():
            yield path.relative_to(export).as_posix().removesuffix(".jsonld"), _page_hash(_json(path))
    elif kind == "parquet":
        if path == parquet_texts.documents_of(path, export):
            with _reading(path) as data:
                yield from ((row["id"], row["text_sha256"]) for row in parquet_texts.lacking(data))
    else:
        for row in _rows(path):
            if row["text"] is None:
                yield row["id"], row["source"]["text_sha256"]


def restore(path: Path, target: Path, export: Path, kind: str, texts: Texts, *, is_whole: bool) -> None:
    """Write a file again with its texts.

    Args:
        path: file of the export.
        target: file to write.
        export: the folder of the export, or its one file.
        kind: the export's format.
        texts: finds a text by its hash.
        is_whole: whether every text was found: then quotes go.

    Raises:
        ExportRefused: a text found is not the one that the export quotes.
        LeadsOutside: a file or a folder of the export has become a link.
        MissingExtra: pyarrow is not installed.
    """
    if kind == "jsonl":
        with _writing(target) as out:
            for row in _rows(path):
                line = _alike(_restored(row, texts), is_whole=is_whole)
                full = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
                out.write(full.encode("utf-8") + b"\n")
    elif kind == "huggingface":
        _restore_parquet(path, target, texts, is_whole=is_whole)
    elif kind == "parquet":
        _restore_table(path, target, export, texts, is_whole=is_whole)
    elif kind == "csv":
        _restore_csv(path, target, texts, is_whole=is_whole)
    else:
        _restore_page(path, target, texts)


def _restored(row: dict[str, Any], texts: Texts) -> dict[str, Any]:
    text = _text(row, texts) if row["text"] is None else None
    if text is None:
        return row
    return row | {"text": text, **{name: [_span(s, text, row["id"]) for s in row[name]] for name in ("spans", "zones")}}


def _text(row: dict[str, Any], texts: Texts) -> str | None:
    text = texts(row["source"]["text_sha256"])
    for start, end in reversed([_pair(stretch) for stretch in row.get("cut") or ()] if text is not None else []):
        text = text[:start] + text[end:] if text is not None else None
    return text


def _pair(stretch: Any) -> tuple[int, int]:
    return (stretch["start"], stretch["end"]) if isinstance(stretch, dict) else (stretch[0], stretch[1])


def _alike(row: dict[str, Any], *, is_whole: bool) -> dict[str, Any]:
    """A row whose spans have the keys of all others: ``text``, and ``quote`` beside it while some texts are missing."""
    return row | {name: [_keyed(span, is_whole=is_whole) for span in row[name]] for name in ("spans", "zones")}


def _keyed(span: dict[str, Any], *, is_whole: bool) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in span.items():
        if key in ("text", "quote"):
            made["text"] = span.get("text") or ""
            made |= {} if is_whole else {"quote": span.get("quote") or ""}
        else:
            made[key] = value
    return made


def _span(span: dict[str, Any], text: str, article: str) -> dict[str, Any]:
    words = _words(text, span["start"], span["end"], span["quote"], article)
    rest = {key: value for key, value in span.items() if key != "text"}  # which an earlier time left empty
    return {"text" if key == "quote" else key: words if key == "quote" else value for key, value in rest.items()}


def _words(text: str, start: int, end: int, quote: str, article: str) -> str:
    words = text[start:end]
    if not words.startswith(quote):
        raise ExportRefused(
            tr(
                "{article}: the text found says “{words}” where the export quotes “{quote}”. Give the "
                "folder of the texts that were exported.",
                article=article,
                words=words[:40],
                quote=quote,
            )
        )
    return words


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    if path.suffix == ".parquet":
        from analyst_app.export.formats.hub_folder import library

        with _reading(path) as data, library()[1].ParquetFile(data) as file:
            for number in range(file.num_row_groups):
                yield from file.read_row_group(number).to_pylist()
        return
    with _reading(path) as lines:
        for line in lines:
            yield json.loads(line)


def _restore_parquet(path: Path, target: Path, texts: Texts, *, is_whole: bool) -> None:
    from analyst_app.export.formats.hub_folder import REPEATED, library, standoff_schemas

    pyarrow, parquet = library()
    with _reading(path) as data, parquet.ParquetFile(data) as file:
        schema = standoff_schemas(file.schema_arrow, is_whole=is_whole)
        with (
            _writing(target) as out,
            parquet.ParquetWriter(out, schema, compression="snappy", use_dictionary=REPEATED) as writer,
        ):
            for number in range(file.num_row_groups):
                rows = [_restored(row, texts) for row in file.read_row_group(number).to_pylist()]
                writer.write_table(pyarrow.Table.from_pylist(rows, schema=schema))


def _restore_table(path: Path, target: Path, export: Path, texts: Texts, *, is_whole: bool) -> None:
    beside, articles = parquet_texts.documents_of(path, export), None
    if path != beside:
        with _reading(beside) as data:
            articles = {row["id"]: row for row in parquet_texts.articles_in(data)}
    with _reading(path) as data, _writing(target) as out:
        parquet_texts.refill(
            data,
            out,
            articles=articles,
            text_of=lambda article: _text({"source": article, "cut": article["cut"]}, texts),
            words_in=_words,
            is_whole=is_whole,
        )


def _restore_csv(path: Path, target: Path, texts: Texts, *, is_whole: bool) -> None:
    sources = {row["document"]: row for row in _csv(path.with_name("documents.csv"))}
    with _writing(target) as file, io.TextIOWrapper(file, encoding="utf-8", newline="") as out:
        header: list[str] = []
        for row in _csv(path):
            full = _csv_row(row, path.name, sources[row["document"]], texts, is_whole=is_whole)
            if not header:
                header = list(full)
                out.write(csv_row(header))
            out.write(csv_row(full.values()))
        if not header:
            with _reading(path) as whole:
                out.write(whole.read().decode("utf-8"))


def restore_card(folder: Path, kind: str, *, missing: int, beside: tuple[str, Path] | None = None) -> None:
    """Write into the card, and what else describes an export, what its files have now: sums, columns, texts.

    Args:
        folder: of the export, with its texts put back.
        kind: as ``kind_of`` says.
        missing: number of articles whose texts are still not there.
        beside: of an export that is one file: its name, and the card that lies beside it.

    Raises:
        LeadsOutside: one of the files is a link now, and leads out of the folder.
        MissingExtra: the extra that reads Parquet is not installed.
    """
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if _is_its_own(path, folder)}
    card = beside[1] if beside else folder / CARD
    if card.is_symlink() or not card.is_file():  # somebody took it away
        return
    words = _whole(card)
    listed = listed_files(words)
    if beside and beside[0] not in listed:  # it is another export's
        return
    sums = {name: sha256_of(folder / name) for name in listed if name in there}
    said = {CARD: with_texts_told(with_sums(words, sums), missing)}
    if kind == "web-annotation":
        said[CARD] = with_sum_of_articles(said[CARD], *_sum_of_articles(folder))
    if kind == "huggingface":
        from analyst_app.export.formats.hub_folder import hub_again

        config = hub_again(folder)
        said[CARD] = with_columns_of(said[CARD], config)
        if CROISSANT in there:
            with contextlib.suppress(ValueError, LookupError, TypeError):  # written anew by somebody else
                said[CROISSANT] = refreshed(_whole(folder / CROISSANT), config, sums)
    for name, text in said.items():
        with _writing(folder / name) as out:
            out.write(text.encode("utf-8", "surrogateescape"))


def _sum_of_articles(folder: Path) -> tuple[int, str]:
    """Number and checksum of the pages, and of the texts beside them, in the order of their names."""
    pages = [path for path in _named_so(folder, "web-annotation") if _is_its_own(path, folder)]
    files = sorted((*pages, *(text for text in map(_text_beside, pages) if _is_its_own(text, folder))))
    whole = hashlib.sha256()
    for path in files:
        name = path.relative_to(folder).as_posix()
        whole.update(f"{name}\n".encode("utf-8", "surrogateescape") + bytes.fromhex(sha256_of(path)))
    return len(files), whole.hexdigest()


def _whole(path: Path) -> str:
    with _reading(path) as file:
        return file.read().decode("utf-8", "surrogateescape")


def restore_schema(folder: Path) -> None:
    """Write the columns that tables have now into the schema beside them.

    Args:
        folder: of the tables, with a copy of their schema.

    Raises:
        LeadsOutside: one of the files is a link now, and leads out of the folder.
    """
    place = folder / data_package.NAME
    if place.is_symlink() or not place.is_file():
        return
    said = _json(place)
    for table in said.get("resources", ()):
        with _reading(folder / table["path"]) as file, io.TextIOWrapper(file, encoding="utf-8", newline="") as lines:
            header = next(csv.reader(lines), [])
        known = {field["name"]: field for field in table["schema"]["fields"]}
        table["schema"]["fields"] = [known.get(name, {"name": name, "type": "string"}) for name in header]
    with _writing(place) as out:
        out.write(json.dumps(said, ensure_ascii=False, indent=1).encode("utf-8") + b"\n")


def _csv_row(
    row: dict[str, str], table: str, source: dict[str, str], texts: Texts, *, is_whole: bool
) -> dict[str, str]:
    if table not in ("documents.csv", "spans.csv", "zones.csv"):
        return row
    cut = [dict(zip(("start", "end"), map(int, one.split("-")), strict=True)) for one in source["cut"].split()]
    text = _text({"source": source, "cut": cut}, texts)
    if table == "documents.csv":
        return {"document": row["document"], "text": "", **row} | {"text": row.get("text") or text or ""}
    words = row.get("text", "")  # of an earlier time
    if text is not None:
        words = _words(text, int(row["start"]), int(row["end"]), row["quote"], row["document"])
    made: dict[str, str] = {}
    for key, cell in row.items():
        if key == "quote":
            made |= {"text": words} if is_whole else {"text": words, "quote": cell}
        elif key != "text" or "quote" not in row:
            made[key] = cell
    return made


def _csv(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(1 << 30)
    with _reading(path) as file, io.TextIOWrapper(file, encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _restore_page(path: Path, target: Path, texts: Texts) -> None:
    page = _json(path)
    text = texts(_page_hash(page))
    if text is not None:
        place = _text_beside(target)
        if os.path.lexists(place):
            raise ExportRefused(
                tr(
                    "{path}: {name} stands where its text belongs and is none; take it away first.",
                    path=path,
                    name=place.name,
                )
            )
        for item in page["items"]:
            _, position, quote = webannotation.selectors_of(item)
            if position:
                words = _words(text, *position, quote.get("exact", ""), path.name)
                selectors = [one for one in item["target"]["selector"] if one["type"] != "TextQuoteSelector"]
                item["target"]["selector"] = [*selectors, webannotation.quote_selector(text, *position, words)]
        with _writing(place, os.O_EXCL) as out:
            out.write(text.encode("utf-8"))
    with _writing(target) as out:
        out.write(json.dumps(page, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace") + b"\n")


def _json(path: Path) -> dict[str, Any]:
    with _reading(path) as file:
        page: dict[str, Any] = json.load(file)
    return page


@contextlib.contextmanager
def _reading(path: Path) -> Iterator[BinaryIO]:
    """A file of the export, by its folder's handle: what has become a link that leads out of it is not read."""
    with stream_of(open_file(path)[0]) as file:
        yield file


@contextlib.contextmanager
def _writing(path: Path, flags: int = os.O_TRUNC) -> Iterator[BinaryIO]:
    """A file beside it, by its folder's handle, so that no link is written through."""
    with held_folder(path.parent) as folder:
        descriptor = folder.open(path.name, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | flags)
    with os.fdopen(descriptor, "wb") as file:
        yield file


def _page_hash(page: dict[str, Any]) -> str:
    return webannotation.sha256_in(page["id"].partition("#")[0])
