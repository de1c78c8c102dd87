"""Texts that come back into the Parquet tables of an export without texts, a row group at a time.

The articles of ``spans/…/part-00000.parquet`` stand in ``documents`` under the
same name, so each file of spans is filled in with that one beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from analyst_app.export.formats.hub_folder import library

TABLES = ("documents", "spans", "zones")
"""The tables in which words of articles stand."""
_OF_A_SPAN = ("document", "start", "end", "quote")
Article = Mapping[str, Any]
"""The ``id``, ``text_sha256`` and ``cut`` of an article."""


def documents_of(path: Path, export: Path) -> Path:
    """The file in which the articles of a file stand.

    Args:
        path: of spans, zones or documents.
        export: the folder of the export.
    """
    return export / "documents" / Path(*path.relative_to(export).parts[1:])


def lacking(data: BinaryIO) -> Iterator[Article]:
    """The articles of a file of documents that have no text.

    Args:
        data: the file.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    return (row for row in _rows(data, "text") if not row.get("text"))


def articles_in(data: BinaryIO) -> Iterator[Article]:
    """All articles of a file of documents.

    Args:
        data: the file.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    return _rows(data)


def _rows(data: BinaryIO, *more: str) -> Iterator[dict[str, Any]]:
    with library()[1].ParquetFile(data) as file:
        columns = ["id", "text_sha256", "cut", *(name for name in more if name in file.schema_arrow.names)]
        for number in range(file.num_row_groups):
            yield from file.read_row_group(number, columns=columns).to_pylist()


def refill(
    data: BinaryIO,
    out: BinaryIO,
    *,
    articles: Mapping[str, Article] | None,
    text_of: Callable[[Article], str | None],
    words_in: Callable[[str, int, int, str, str], str],
    is_whole: bool,
) -> None:
    """Write a file again with its texts.

    Args:
        data: the file as it is.
        out: the file to write.
        articles: of a file of spans or zones its articles by id; None: it is one of documents.
        text_of: the text of an article, as far as it was found.
        words_in: the words of a text from a start to an end, which begin with a quote, in an article of an id.
        is_whole: whether every text was found: then quotes go.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    pyarrow, parquet = library()

    def of_documents(table: Any) -> list[str | None]:
        names = ("id", "text_sha256", "cut")
        rows = zip(*(table.column(name).to_pylist() for name in names), strict=True)
        return [text_of(dict(zip(names, row, strict=True))) for row in rows]

    def of_spans(table: Any) -> list[str | None]:
        found = []
        for document, start, end, quote in zip(*(table.column(one).to_pylist() for one in _OF_A_SPAN), strict=True):
            text = text_of((articles or {})[document])
            found.append(None if text is None else words_in(text, start, end, quote, document))
        return found

    with parquet.ParquetFile(data) as file:
        schema = _schema(pyarrow, file.schema_arrow, "id" if articles is None else "quote", is_whole=is_whole)
        with parquet.ParquetWriter(out, schema) as writer:
            for number in range(file.num_row_groups):
                table = file.read_row_group(number)
                found = of_documents(table) if articles is None else of_spans(table)
                known = table.column("text").to_pylist() if "text" in table.schema.names else [None] * len(found)
                texts = [new if new is not None else old for new, old in zip(found, known, strict=True)]
                column = pyarrow.array(texts, pyarrow.string())
                arrays = [column if name == "text" else table.column(name) for name in schema.names]
                writer.write_table(pyarrow.Table.from_arrays(arrays, schema=schema))


def _schema(pyarrow: Any, schema: Any, beside: str, *, is_whole: bool) -> Any:
    """The columns with one for texts, beside that of ids or in the place of that of quotes."""
    fields = []
    for field in schema:
        if field.name == "text":
            continue
        text = [pyarrow.field("text", pyarrow.string())] if field.name == beside else []
        if beside == "id":
            fields += [field, *text]
        else:
            fields += [*text, *([] if field.name == "quote" and is_whole else [field])]
    return pyarrow.schema(fields, schema.metadata)
