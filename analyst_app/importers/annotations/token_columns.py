"""Reads token columns: CoNLL (IOB, IOB2, IOBES) and WebAnno TSV 3."""

from __future__ import annotations

import os
import re
from pathlib import Path

from analyst_app.importers.annotations.imported_layer import (
    AnnotatedArticle,
    ForeignLayer,
    ForeignSpan,
    annotated,
)
from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.plain_files import read_beside

_VALUE = re.compile(r"(.*?)(?:\[(\d+)\])?$", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)")
_MENTION = re.compile(r"->(\d+-\d+)")
"""Numbers of a chain and of a mention in it, the same at each token of the mention."""
_FAR = 1 << 12
"""Code points that an offset may lie beyond the length of the lines that spell its text."""
_LETTERS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}


def read_conll(path: Path, text: str, layer: str = "imported") -> list[AnnotatedArticle]:
    """The articles of a CoNLL file: first column the token, last the tag, ``-DOCSTART-`` before each.

    Where the second and third columns are offsets, white space is put back by
    them; otherwise tokens are joined by spaces and sentences by line ends.

    Args:
        path: the file.
        text: the content of the file.
        layer: the layer id where the file names no annotator.
    """
    documents: list[list[list[list[str]]]] = [[]]
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        rows = [line.split() for line in block.split("\n") if line.strip() and not line.startswith("# ")]
        if rows and rows[0][0] == "-DOCSTART-":
            documents.append([])
            rows = rows[1:]
        if rows:
            documents[-1].append(rows)
    names = _names(path)
    made: list[AnnotatedArticle] = []
    before = 0
    for document in [document for number, document in enumerate(documents) if document or number]:
        name = names[len(made)] if len(made) < len(names) else f"{path.stem}-{len(made) + 1:05}"
        with_offsets = all(len(row) >= 4 and row[1].isdigit() and row[2].isdigit() for s in document for row in s)
        made.append(_conll_article(name, document, layer, with_offsets=with_offsets, before=before))
        before = int(document[-1][-1][2]) if with_offsets and document else 0
    return made


def _names(path: Path) -> list[str]:
    listed = path.with_name("documents.txt")
    if not os.path.lexists(listed):
        return []
    names = read_beside(listed, limit=LARGEST_ANNOTATIONS).decode("utf-8").replace("\r\n", "\n")
    return [line.removesuffix(".txt") for line in names.split("\n") if line]


def _conll_article(
    name: str, sentences: list[list[list[str]]], layer: str, *, with_offsets: bool, before: int
) -> AnnotatedArticle:
    """An article; ``before`` is the offset at which the one before it ends, 0 if it has none."""
    size = sum(len(cell) + 1 for sentence in sentences for row in sentence for cell in row) + _FAR
    first = int(sentences[0][0][1]) if with_offsets and sentences else 0
    base = first if first > size or first >= before > 0 else 0
    text, tokens = "", []
    for sentence in sentences:
        text += "\n" if text and not with_offsets else ""
        for number, row in enumerate(sentence):
            if with_offsets:
                text += " " * (_near(row[1], base + size) - base - len(text))
            elif number:
                text += " "
            tokens.append((len(text), len(text) + len(row[0]), row[-1]))
            text += row[0]
        tokens.append((len(text), len(text), "O"))
    notes = [f"Offsets count on from the article before: {base} is taken off each."] if base else []
    found = ForeignLayer(layer, _chunks(tokens, text), [], notes)
    return annotated(name, f"{text}\n", [found])


def _near(digits: str, end: int) -> int:
    """An offset as a number, if a text of these lines can reach so far: white space up to it is put back."""
    offset = int(digits)
    if offset > end:
        raise ValueError(f"the offset {digits[:20]} lies far behind the end of the text; mend that line")
    return offset


def _chunks(tokens: list[tuple[int, int, str]], text: str) -> list[ForeignSpan]:
    spans: list[ForeignSpan] = []
    opened: tuple[int, int, str] | None = None
    for start, end, tag in [*tokens, (len(text), len(text), "O")]:
        letter, _, label = tag.partition("-")
        goes_on = opened is not None and letter in ("I", "E", "L", "M") and label == opened[2]
        if opened and not goes_on:
            spans.append(ForeignSpan(str(len(spans)), opened[2], opened[0], opened[1], text[opened[0] : opened[1]]))
            opened = None
        if goes_on and opened:
            opened = (opened[0], end, label)
        elif letter != "O" and label:
            opened = (start, end, label)
    return spans
