"""The text that tokens of CoNLL columns make, and the place of each in it (code points, half-open).

White space comes from the offsets, where there are such; else from a comment
that spells the sentence, as of CoNLL-U; else from ``SpaceAfter=No``; else one
blank stands between tokens. A line ends with each sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analyst_app.importers.annotations.conll_rows import ConllDocument, ConllRow, Sentence, Shape
from analyst_app.importers.annotations.imported_layer import ForeignLayer
from analyst_app.wording import tr

_FAR = 1 << 12
"""Code points that an offset may lie beyond the length of the lines that spell its text."""


class PlacedToken(NamedTuple):
    """A token with its tag."""

    start: int
    end: int
    tag: str
    """Content of the last column."""
    line: int
    is_first: bool
    is_extra: bool = False
    """True for a row of CoNLL-U that stands for several words, or for one that is not written."""


def placed(
    document: ConllDocument, shape: Shape, before: int, reading: ForeignLayer
) -> tuple[str, list[PlacedToken], int]:
    """The text, its tokens, and the offset at which the document ends by its own count.

    Args:
        document: the sentences.
        shape: the columns.
        before: the offset at which the document before it ends, 0 if there is none.
        reading: takes remarks and losses.
    """
    if shape.has_offsets and document.sentences:
        return _by_offsets(document, shape, before, reading)
    text, tokens = "", []
    for sentence in document.sentences:
        text += ("\n\n" if sentence.is_paragraph else "\n") if text else ""
        words, places = _spelled(sentence, shape, reading) or _joined(sentence, shape)
        for number, (row, (start, end)) in enumerate(zip(sentence.rows, places, strict=True)):
            tag = row.cells[-1] if len(row.cells) == shape.width else "O"
            is_extra = shape.is_conllu and not row.cells[0].isdecimal()
            tokens.append(PlacedToken(len(text) + start, len(text) + end, tag, row.line, number == 0, is_extra))
        text += words
    return text, tokens, 0


def _by_offsets(
    document: ConllDocument, shape: Shape, before: int, reading: ForeignLayer
) -> tuple[str, list[PlacedToken], int]:
    rows = [row for row in document.rows() if len(row.cells) == shape.width]
    if not rows:
        return "", [], before
    size = sum(len(cell) + 1 for row in rows for cell in row.cells) + _FAR
    first = int(rows[0].cells[shape.token + 1])
    base = first if first > size or first >= before > 0 else 0
    if base:
        told = tr("Offsets count on from the article before: {base} is taken off each.", base=base)
        reading.notes.append(told)
    text = ""
    tokens: list[PlacedToken] = []
    for sentence in document.sentences:
        for number, row in enumerate(sentence.rows):
            is_whole = len(row.cells) == shape.width
            word = row.cells[shape.token] if len(row.cells) > shape.token else ""
            start = int(row.cells[shape.token + 1]) - base if is_whole else len(text) + bool(text)
            gap = max(0, start - len(text)) if start <= size else int(bool(text))  # no lines spell a text so long
            text += ("\n" + " " * (gap - 1) if number == 0 and tokens and gap else " " * gap) + word
            begin = len(text) - len(word)
            end = int(row.cells[shape.token + 2]) - base if is_whole else len(text)
            if (begin, len(text)) != (start, end):
                said = f"line {row.line}: {word[:40]} {start + base}–{end + base}"
                reading.losses.add("moved token", f"{said} → {begin + base}–{len(text) + base}")
            tokens.append(PlacedToken(begin, len(text), row.cells[-1] if is_whole else "O", row.line, number == 0))
    return text, tokens, int(rows[-1].cells[shape.token + 2])


def _spelled(sentence: Sentence, shape: Shape, reading: ForeignLayer) -> tuple[str, list[tuple[int, int]]] | None:
    """The sentence as its comment spells it, with the places of its rows; None if the words are others."""
    if not sentence.text:
        return None
    places, behind = [], 0
    for row, word, _ in _words(sentence.rows, shape):
        if word is None:
            places.append((-1, -1))
            continue
        start = sentence.text.find(word, behind)
        if start < 0 or sentence.text[behind:start].strip():
            reading.losses.add("moved token", f"line {row.line}: {word[:40]}, not as line {sentence.line} spells it")
            return None
        behind = start + len(word)
        places.append((start, behind))
    return sentence.text, _inside(sentence.rows, places, shape)


def _joined(sentence: Sentence, shape: Shape) -> tuple[str, list[tuple[int, int]]]:
    text, places, gap = "", [], ""
    for _, word, has_space in _words(sentence.rows, shape):
        if word is None:
            places.append((-1, -1))
            continue
        text += gap + word
        places.append((len(text) - len(word), len(text)))
        gap = " " if has_space else ""
    return text, _inside(sentence.rows, places, shape)


def _words(rows: Sequence[ConllRow], shape: Shape) -> list[tuple[ConllRow, str | None, bool]]:
    """Rows with their words, None where the text has no words of their own, and whether a blank follows.

    In CoNLL-U a row 3-4 has the words of rows 3 and 4, and a row 3.1 has none.
    """
    made: list[tuple[ConllRow, str | None, bool]] = []
    covered = 0
    for row in rows:
        word = row.cells[shape.token] if len(row.cells) > shape.token else ""
        has_space = not shape.is_conllu or "SpaceAfter=No" not in row.cells[-1].split("|")
        if not shape.is_conllu or len(row.cells) != shape.width:
            made.append((row, word, has_space))
            continue
        first, _, last = row.cells[0].partition("-")
        if last:
            covered = int(last)
        is_silent = "." in first or (not last and int(first) <= covered)
        made.append((row, None if is_silent else word, has_space))
    return made


def _inside(rows: Sequence[ConllRow], places: list[tuple[int, int]], shape: Shape) -> list[tuple[int, int]]:
    """Places, with those of the words that a row 3-4 has: parts of it where they make it up, else all of it.

    A word that is not written is nothing, behind the word before it.
    """
    if not shape.is_conllu:
        return places
    made: list[tuple[int, int]] = []
    behind = 0
    inside: dict[str, tuple[int, int]] = {}
    for row, place in zip(rows, places, strict=True):
        made.append(inside.get(row.cells[0], (behind, behind)) if place == (-1, -1) else place)
        behind = made[-1][1]
        first, _, last = row.cells[0].partition("-")
        if last and place != (-1, -1):
            own = [one for one in rows if one.cells[0].isdecimal() and int(first) <= int(one.cells[0]) <= int(last)]
            sizes = [len(one.cells[shape.token]) for one in own]
            is_made_up = "".join(one.cells[shape.token] for one in own) == row.cells[shape.token]
            starts = [place[0] + sum(sizes[:number]) for number in range(len(own))]
            for one, start, size in zip(own, starts, sizes, strict=True):
                inside[one.cells[0]] = (start, start + size) if is_made_up else place
            behind = place[0]
    return made
