"""Reads CoNLL columns: tokens with IOB, IOB2, IOBES or BILOU tags or brackets, with or without offsets; CoNLL-U.

The last column is the tag. Offsets, where the columns behind the token are
such, count code points. Other columns are named as left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from analyst_app.core.excerpts import line_of
from analyst_app.importers.annotations.conll_comments import CommentedDocument, documents_beside
from analyst_app.importers.annotations.conll_parts import read_together
from analyst_app.importers.annotations.conll_rows import ConllDocument, ConllRows, Shape
from analyst_app.importers.annotations.conll_tags import is_bracket, is_tag, spans_of_brackets, spans_of_tags
from analyst_app.importers.annotations.conll_text import PlacedToken, placed
from analyst_app.importers.annotations.imported_layer import AnnotatedArticle, AnnotatedFile, ForeignLayer, annotated
from analyst_app.importers.annotations.offset_conventions import CODE_POINTS
from analyst_app.importers.annotations.own_layers import put_layers
from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.importers.plain_files import read_named
from analyst_app.wording import tr

_NOTHING = ("_", "-", "*", "O", "", "-X-")
"""Values of a column that say nothing."""
_SHOWN = 3
"""Values of a column that are shown of one that is left out."""


def read_conll(path: Path, text: str, layer: str = "imported") -> AnnotatedFile:
    """The articles of a CoNLL file, each behind a ``-DOCSTART-``, ``# newdoc`` or ``#begin document``.

    Of an export of this app the tags of the other files are read, too.

    Args:
        path: the file.
        text: the content of the file.
        layer: the layer id where the file names no annotator.
    """
    found = AnnotatedFile([])
    rows = ConllRows(text, found.losses)
    others = [one for one in read_together(path) if one != path]
    parts = [ConllRows(_text_of(one), ImportLosses()) for one in others]  # of the same tokens: their losses are said
    told, before = documents_beside(path), 0
    for number, document in enumerate(rows.documents):
        beside = told[number] if number < len(told) else CommentedDocument()
        name = beside.name or document.name or f"{path.stem}-{number + 1:05}"
        tagged = [part.documents[number] for part in parts]
        article, before = _article(name, document, rows, layer, before, tagged, beside)
        found.articles.append(article)
    if found.articles:
        found.articles[0].notes += _remarks(rows)
    _name_columns(rows, found.losses)
    return found


def _text_of(path: Path) -> str:
    return read_named(path, limit=LARGEST_ANNOTATIONS).decode("utf-8-sig")


def _article(
    name: str,
    document: ConllDocument,
    rows: ConllRows,
    layer: str,
    before: int,
    others: Iterable[ConllDocument],
    beside: CommentedDocument,
) -> tuple[AnnotatedArticle, int]:
    """An article, and the offset at which it ends.

    Args:
        name: path without suffix.
        document: its sentences.
        rows: those of the whole file.
        layer: whose reading it is.
        before: the offset at which the article before it ends, 0 if it has none.
        others: the same sentences with other tags.
        beside: what is told of the article besides.
    """
    reading = ForeignLayer(layer)
    text, tokens, last = placed(document, rows.shape, before, reading)
    series = [*_series(tokens, rows.shape)]
    for other in others:
        series += _series(placed(other, rows.shape, before, ForeignLayer(layer))[1], rows.shape)
    for tagged in series:
        tags = [tag for _, tag in tagged]
        if any(map(is_bracket, tags)) and not any(is_tag(tag) and tag != "O" for tag in tags):
            spans_of_brackets(tagged, reading, rows.entity_fields if rows.shape.is_conllu else ())
        else:
            spans_of_tags(tagged, reading)
    layers = [reading]
    put_layers(layers, beside.layers)
    return annotated(name, beside.spaced(f"{text}\n"), layers, beside.facts, fixed=CODE_POINTS), last


def _series(tokens: Sequence[PlacedToken], shape: Shape) -> Iterator[list[tuple[PlacedToken, str]]]:
    """Tokens with their tags: those of the last column, or of CoNLL-U those of each key of MISC that holds such."""
    if not shape.is_conllu:
        yield [(token, token.tag) for token in tokens]
        return
    pairs = [_pairs(token.tag) for token in tokens]
    for key in _keys(token.tag for token in tokens):
        values = [held.get(key, "O") for held in pairs]
        if _is_series(key, values):
            together = zip(tokens, values, strict=True)
            yield [(token, value) for token, value in together if value != "O" or not token.is_extra]


def _remarks(rows: ConllRows) -> list[str]:
    said = []
    if rows.comments:
        said.append(
            tr("{n} line of comment was left out: {first}|{n} lines of comment were left out, the first is: {first}",
               len(rows.comments), first=line_of(rows.comments[0], 60))
        )  # fmt: skip
    if rows.shape.token and not rows.shape.is_conllu:
        said.append(tr("The first column counts the tokens; the second is taken for the words."))
    return said


def _name_columns(rows: ConllRows, losses: ImportLosses) -> None:
    """Name the columns that are left out, each with its most frequent values."""
    shape = rows.shape
    offsets = {shape.token + 1, shape.token + 2} if shape.has_offsets else set()
    for column in range(shape.width - 1):
        if column == shape.token or column in offsets or column < shape.token or (shape.is_conllu and column == 0):
            continue
        most = [value for value, _ in _values(rows, column).most_common() if value not in _NOTHING][:_SHOWN]
        if most:
            losses.add("column", f"column {column + 1}: {', '.join(most)}, …")
    if shape.is_conllu:
        misc = list(_values(rows, shape.width - 1).elements())
        for key in _keys(misc):
            if key != "SpaceAfter" and not _is_series(key, [held[key] for held in map(_pairs, misc) if key in held]):
                losses.add("column", f"column {shape.width}, {key}")


def _values(rows: ConllRows, column: int) -> Counter[str]:
    width = rows.shape.width
    return Counter(row.cells[column] for one in rows.documents for row in one.rows() if len(row.cells) == width)


def _pairs(misc: str) -> dict[str, str]:
    """Keys and values of a cell as MISC of CoNLL-U has them."""
    return dict(part.partition("=")[::2] for part in misc.split("|") if part not in _NOTHING)


def _keys(cells: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(key for cell in cells for key in _pairs(cell))


def _is_series(key: str, values: Sequence[str]) -> bool:
    """True for a key of MISC whose values are tags."""
    said = [value for value in values if value != "O"]
    return bool(said) and (all(map(is_tag, said)) or (key == "Entity" and any(map(is_bracket, said))))
