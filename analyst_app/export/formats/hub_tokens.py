"""Rows for token classification: a paragraph a row, its words as ``tokens``, the tags of each as numbers of classes.

The tokens are those of ``export.tokens``, which knows nothing of annotations. ``ner_tags`` are IOB2 over all tags,
of which a strategy takes spans that do not overlap; beside it each tag has a column of its own, in which only spans
of that tag compete. A tag goes out to whole tokens, and begins anew in each paragraph.
"""

from __future__ import annotations

import operator
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

from analyst_app.export.contract import Options, Seen
from analyst_app.export.formats.hub_features import with_features
from analyst_app.export.losses import LossTally
from analyst_app.export.overlap import without_overlaps
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.export.tokens import starts_and_words

CONFIG = "tokens"
"""Name of the configuration, and of its folder."""
ENDING = ".tokens"
"""End of the name of its file while that lies beside the shard."""
ALL_TAGS = "ner_tags"
OUTERMOST = "outermost"


def tag_column(label: str) -> str:
    """Name of the column of one tag."""
    return f"{label}_tags"


def classes(options: Options) -> dict[str, list[str]]:
    """The names of the classes of each column of tags: ``O``, then B and I of each label.

    Args:
        options: the choices of the export, the same for every article.
    """
    zones = options.codebook.ids_counted_as("skip")
    labels = options.vocabulary.labels
    columns = {ALL_TAGS: [label for label in labels if label not in zones]}
    columns |= {tag_column(label): [label] for label in labels}
    return {name: ["O", *(f"{letter}-{one}" for one in ones for letter in "BI")] for name, ones in columns.items()}


def schema(pyarrow: Any, options: Options) -> Any:
    """The columns of a file of such rows.

    Args:
        pyarrow: the library.
        options: the choices of the export, the same for every article.
    """
    string, numbers = pyarrow.string(), pyarrow.list_(pyarrow.int32())
    known = classes(options)
    fields = [("id", string), ("annotator", string), ("tokens", pyarrow.list_(string)), ("starts", numbers)]
    fields += [(name, pyarrow.list_(pyarrow.int64())) for name in known]
    return with_features(pyarrow.schema(fields), known)


class TokenFile:
    """A file of such rows, to be written; used as a context.

    Args:
        path: the file.
        pyarrow: the library.
        parquet: its part for Parquet.
        options: the choices of the export, the same for every article.
    """

    def __init__(self, path: Path, pyarrow: Any, parquet: Any, options: Options) -> None:
        self._pyarrow, self._options = pyarrow, options
        self._classes = classes(options)
        self._schema = schema(pyarrow, options)
        repeated = ["id", "annotator", "tokens.list.element", *(f"{name}.list.element" for name in self._classes)]
        packed = {"starts.list.element": "DELTA_BINARY_PACKED"}
        self._writer = parquet.ParquetWriter(
            path, self._schema, compression="snappy", use_dictionary=repeated, column_encoding=packed
        )

    def __enter__(self) -> TokenFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.close()

    def add(self, articles: Sequence[ExportArticle], losses: LossTally) -> list[Seen]:
        """Write the rows of some articles; what reading them back must give.

        Args:
            articles: as flat rows.
            losses: takes note of what the tags do not hold as it is.
        """
        rows = _Rows(self._classes, self._options.overlap or OUTERMOST)
        for article in articles:
            for reading in article.apart():
                rows.add(reading, losses)
        pyarrow = self._pyarrow
        offsets = pyarrow.array([0, *accumulate(rows.lengths)], pyarrow.int32())
        held = {
            "id": pyarrow.array(rows.ids, pyarrow.string()),
            "annotator": pyarrow.array(rows.annotators, pyarrow.string()),
            "tokens": pyarrow.ListArray.from_arrays(offsets, pyarrow.array(rows.tokens, pyarrow.string())),
            "starts": pyarrow.ListArray.from_arrays(offsets, _numbers(pyarrow, pyarrow.int32(), rows.starts)),
        }
        for name, tags in rows.tags.items():
            held[name] = pyarrow.ListArray.from_arrays(offsets, _numbers(pyarrow, pyarrow.int64(), tags))
        arrays = [held[field.name].cast(field.type) for field in self._schema]
        self._writer.write_batch(pyarrow.RecordBatch.from_arrays(arrays, schema=self._schema))
        return [*rows.kept, _words_seen(held["tokens"].values, len(rows.tokens))]


class _Rows:
    """The rows of some articles, column by column.

    Args:
        names: of the classes, by column.
        strategy: by which overlapping spans are chosen.
    """

    def __init__(self, names: dict[str, list[str]], strategy: str) -> None:
        self._strategy = strategy
        self._numbers = {
            name: {one[2:]: place for place, one in enumerate(ones) if one.startswith("B-")}
            for name, ones in names.items()
        }
        self.ids: list[str] = []
        self.annotators: list[str] = []
        self.lengths: list[int] = []
        """Number of tokens of each row."""
        self.tokens: list[str] = []
        self.starts = array("i")
        self.tags = {name: array("q") for name in names}
        self.kept: list[Seen] = []

    def add(self, article: ExportArticle, losses: LossTally) -> None:
        """The rows of one reading of an article."""
        text = article.text
        starts, said = starts_and_words(text)
        if not starts:
            return
        ends = list(map(operator.add, starts, map(len, said)))
        begins = _row_begins(text, starts)
        annotator = article.layers[0].annotator if article.layers else ""
        rows = [*begins, len(starts)]
        self.ids += [article.id] * len(begins)
        self.annotators += [annotator] * len(begins)
        self.lengths += [after - first for first, after in zip(begins, rows[1:], strict=True)]
        placed = _Placed(starts, ends, begins, len(self.tokens))
        self.tokens += said
        self.starts.fromlist(starts)
        untagged = bytes(8 * len(starts))
        for tags in self.tags.values():
            tags.frombytes(untagged)
        for name, rows_of in self._competing(article):
            chosen, gone = without_overlaps(rows_of, self._strategy, article.id)
            number_of, tags = self._numbers[name], self.tags[name]
            for row in chosen:
                number = number_of.get(row.label)
                pieces = placed.put(row, number, tags) if number is not None else []
                if not pieces:
                    gone.append(row)
                self.kept += [(article.id, annotator, name, row.label, *piece) for piece in pieces]
                if name != ALL_TAGS:
                    _tell_changes(row, pieces, article, losses)
            kind = "not in ner_tags" if name == ALL_TAGS else "not in token rows"
            for row in gone:
                losses.add(kind, article.id, f"{row.label}: {row.text}")

    def _competing(self, article: ExportArticle) -> Iterator[tuple[str, list[SpanRow]]]:
        """By column, the spans that want a place in it."""
        yield ALL_TAGS, article.spans
        by_label: dict[str, list[SpanRow]] = {}
        for row in (*article.spans, *article.zones):
            by_label.setdefault(row.label, []).append(row)
        for label, rows in by_label.items():
            if tag_column(label) in self._numbers:
                yield tag_column(label), rows


class _Placed:
    """The tokens of an article, in which spans are placed.

    Args:
        starts: of the tokens.
        ends: of the tokens.
        begins: the places of tokens at which a row begins, in order.
        first: place of the article's first token among all tokens.
    """

    def __init__(self, starts: Sequence[int], ends: Sequence[int], begins: Sequence[int], first: int) -> None:
        self._starts, self._ends, self._begins, self._first = starts, ends, begins, first

    def put(self, row: SpanRow, number: int, tags: array[int]) -> list[tuple[int, int]]:
        """Tag the tokens of a span, if they are all free; start and end of each of its parts in the text.

        Args:
            row: the span.
            number: of the class with which it begins; that with which it goes on is the next.
            tags: of all tokens.
        """
        first, after = bisect_right(self._ends, row.start), bisect_left(self._starts, row.end)
        before = self._first
        if first >= after or any(tags[before + first : before + after]):
            return []
        begins = self._begins
        inner = begins[bisect_right(begins, first) : bisect_left(begins, after)]
        cuts = [first, *inner, after]
        for one, other in pairwise(cuts):
            tags[before + one : before + other] = array("q", (number + 1,)) * (other - one)
            tags[before + one] = number
        return [(self._starts[one], self._ends[other - 1]) for one, other in pairwise(cuts)]


def _row_begins(text: str, starts: Sequence[int]) -> list[int]:
    """Places of the tokens that begin a paragraph: a line of the text."""
    begins, at = {0}, text.find("\n")
    while at >= 0:
        begins.add(bisect_left(starts, at))
        at = text.find("\n", at + 1)
    begins.discard(len(starts))
    return sorted(begins)


def _tell_changes(row: SpanRow, pieces: Sequence[tuple[int, int]], article: ExportArticle, losses: LossTally) -> None:
    """Take note of a span that stands in the tags with other edges, or in several parts."""
    if not pieces:
        return
    if len(pieces) > 1:
        losses.add("parted in tokens", article.id, f"{row.label}: {row.text}")
    start, end = pieces[0][0], pieces[-1][1]
    if article.text[start:end] != row.text.strip():
        losses.add("whole tokens", article.id, f"{row.label}: {row.text} → {article.text[start:end]}")


def read(path: Path, pyarrow: Any, parquet: Any, options: Options) -> Iterator[list[Seen]]:
    """The spans of such a file by their tags, a row group at a time.

    Args:
        path: the file.
        pyarrow: the library.
        parquet: its part for Parquet.
        options: the choices of the export, the same for every article.
    """
    known = classes(options)
    with parquet.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            yield _seen(file.read_row_group(number), known, pyarrow)


def _seen(table: Any, known: dict[str, list[str]], pyarrow: Any) -> list[Seen]:
    from pyarrow import compute

    lists = table.column("tokens").combine_chunks()
    offsets, tokens = lists.offsets.to_pylist(), lists.flatten()
    starts = table.column("starts").combine_chunks().flatten()
    lengths = compute.utf8_length(tokens)
    ids, annotators = table.column("id").to_pylist(), table.column("annotator").to_pylist()
    seen: list[Seen] = [_words_seen(tokens, len(tokens))]
    for name, names in known.items():
        tags = table.column(name).combine_chunks().flatten()
        places = compute.indices_nonzero(tags)
        runs = _runs(places.to_pylist(), compute.take(tags, places).to_pylist(), name)
        firsts, lasts = [first for first, _, _ in runs], [last for _, last, _ in runs]
        begins, lasts_begin, sizes = (
            compute.take(column, pyarrow.array(at, pyarrow.int64())).to_pylist()
            for column, at in ((starts, firsts), (starts, lasts), (lengths, lasts))
        )
        for (first, _, number), begin, last_begin, size in zip(runs, begins, lasts_begin, sizes, strict=True):
            row = bisect_right(offsets, first) - 1
            seen.append((ids[row], annotators[row], name, names[number][2:], begin, last_begin + size))
    return seen


def _runs(places: Sequence[int], numbers: Sequence[int], column: str) -> list[tuple[int, int, int]]:
    """First and last token and class of each span of a column; a class that begins one is odd, the next goes on.

    Raises:
        ValueError: a tag goes on with nothing.
    """
    runs: list[tuple[int, int, int]] = []
    first = last = goes_on = -1
    for place, number in zip(places, numbers, strict=True):
        if number & 1:
            if first >= 0:
                runs.append((first, last, goes_on - 1))
            first, goes_on = place, number + 1
        elif number != goes_on or place != last + 1:
            raise ValueError(f"a tag of {column} goes on with nothing")
        last = place
    return [*runs, (first, last, goes_on - 1)] if first >= 0 else runs


def _numbers(pyarrow: Any, kind: Any, numbers: array[int]) -> Any:
    return pyarrow.Array.from_buffers(kind, len(numbers), [None, pyarrow.py_buffer(numbers)])


def _words_seen(tokens: Any, count: int) -> Seen:
    """All words of a row group as one item: their number and a check sum of their bytes."""
    plain = tokens.combine_chunks() if hasattr(tokens, "combine_chunks") else tokens
    _, offsets, data = plain.buffers()
    if not count:
        return ("tokens", 0, 0)
    places = memoryview(offsets).cast("i")
    first, last = places[plain.offset], places[plain.offset + count]
    return ("tokens", count, crc32(memoryview(data)[first:last]))
