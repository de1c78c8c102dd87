"""The paragraphs of a PDF, made of its lines: broken words are joined, and notes at the foot come after their page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from unicodedata import east_asian_width

from analyst_app.importers.documents.text_paragraphs import SOFT_HYPHEN
from analyst_app.importers.printed.page_lines import PrintedLine
from analyst_app.importers.printed.reading_flow import HYPHENS, STOPS

_NOTE_MARK = re.compile(r"(\d{1,3}|[*†‡§¹²³⁴-⁹]+|\(\d{1,3}\)|\[\d{1,3}\])\W*\w")
_NOTE_SIZE = 0.93
"""The type of a note at the foot is at most so many times as high as that of the text."""


def text_and_notes(lines: Sequence[PrintedLine]) -> tuple[list[PrintedLine], list[PrintedLine]]:
    """The lines of a page without the notes at the foot of its columns, and these, so that sentences stay whole.

    Args:
        lines: in the order of the columns.
    """
    if not lines:
        return [], []
    usual = median(line.height for line in lines for _letter in line.text)
    text: list[PrintedLine] = []
    notes: list[PrintedLine] = []
    columns: list[list[PrintedLine]] = []
    for line in lines:
        if columns and columns[-1][-1].column == line.column and line.top < columns[-1][-1].top:
            columns[-1].append(line)
        else:
            columns.append([line])
    for column in columns:
        end = len(column)
        while end and column[end - 1].height <= _NOTE_SIZE * usual:
            end -= 1
        marks = (number for number in range(end, len(column)) if _NOTE_MARK.match(column[number].text))
        begin = next(marks, len(column)) if end else len(column)
        text += column[:begin]
        notes += column[begin:]
    return text, notes


def text_of(lines: Sequence[PrintedLine]) -> tuple[str, tuple[int, ...]]:
    """The text, and where in it each page begins, code points."""
    pitch = _pitch(lines)
    words = {word.casefold() for line in lines for word in re.findall(r"\w+(?:-\w+)*", line.text)}
    out: list[str] = []
    length = 0
    pages: list[int] = []
    before: PrintedLine | None = None
    for line in lines:
        text = _with_initial(line, words)
        if before is not None:
            joint = _joint(before, line, pitch, words)
            if joint is None:
                out[-1] = out[-1][:-1]
                length -= 1
            elif joint:
                out.append(joint)
                length += len(joint)
        if before is None or line.page != before.page:
            pages.append(length)
        out.append(text)
        length += len(text)
        before = line
    return "".join(out).replace(SOFT_HYPHEN, "") + "\n", tuple(pages)


_SUSPENDED = re.compile(r"(?:und|oder|bzw\.|bis|sowie|and|or|to|et|ou|y|en|of|och|eller|og|ja|tai|i|oraz|lub)\b(?!-)")
"""Words after a hyphen that stands for a part of a later word: “Haupt- und Nebenwege”."""


def _with_initial(line: PrintedLine, words: set[str]) -> str:
    """The line with its initial; a space between them where the letter is a word and the joined word is unknown."""
    if not line.initial:
        return line.text
    rest = re.match(r"\w+", line.text)
    joined = (line.initial + rest.group()).casefold() if rest else ""
    is_word = line.initial in ("A", "I", "O", "E", "Y", "À", "Ó", "И", "В", "С", "К", "У", "О", "А", "Я")
    is_apart = is_word and rest is not None and joined not in words and rest.group().casefold() in words
    return line.initial + (" " if is_apart else "") + line.text


def _joint(before: PrintedLine, line: PrintedLine, pitch: float, words: set[str]) -> str | None:
    """The characters between two lines: a paragraph's end, a space, nothing; None takes the hyphen away."""
    if _begins_paragraph(before, line, pitch):
        return "\n\n"
    if before.text.endswith(SOFT_HYPHEN):
        return None
    if before.text.endswith(HYPHENS) and not before.text[-2:-1].isspace() and len(before.text) > 1:
        if _SUSPENDED.match(line.text):
            return " "
        is_abbreviated = before.text[-2] == "." and line.text[:1].isalpha()
        if is_abbreviated or line.text[:1].isupper() or line.text[:1].isdigit():
            return ""
    first = re.search(r"(\w*[^\W\d_]).$", before.text)
    if first and before.text.endswith(HYPHENS) and line.text[:1].islower():
        rest = re.match(r"\w+", line.text)
        compound = f"{first.group(1)}-{rest.group()}".casefold() if rest else ""
        return "" if compound in words else None
    return "" if _is_wide(before.text[-1:]) and _is_wide(line.text[:1]) else " "


def _is_wide(letter: str) -> bool:
    """True for letters of scripts that set no space between words."""
    return bool(letter) and east_asian_width(letter) in "WF" and not "\uac00" <= letter <= "\ud7a3"


def _begins_paragraph(before: PrintedLine, line: PrintedLine, pitch: float) -> bool:
    if line.initial or not _has_letters(line.text) or not _has_letters(before.text):
        return True
    if abs(line.height - before.height) > 0.25 * max(line.height, before.height):
        return not (before.text.endswith(HYPHENS) and line.text[:1].islower())
    ended = before.text.endswith(STOPS)
    if line.page != before.page or line.top > before.top:
        return ended and not line.text[:1].islower()
    if before.top - line.top > 1.35 * pitch * line.height:
        return True
    if line.column != before.column:
        return ended and not line.text[:1].islower()
    left, right = before.column
    is_indented = line.box[0] - left > 0.6 * line.height and before.box[0] - left < 0.3 * line.height
    is_short = before.box[2] < right - 0.15 * (right - left)
    return (is_indented and not before.text.endswith(HYPHENS)) or (is_short and ended)


def _has_letters(text: str) -> bool:
    """False for a page number and a row of figures."""
    return any(map(str.isalpha, text))


def _pitch(lines: Sequence[PrintedLine]) -> float:
    """The usual distance from line to line, in heights of the letters."""
    steps = [(a.top - b.top) / b.height for a, b in pairwise(lines) if a.page == b.page and a.top > b.top and b.height]
    return median(steps) if steps else 0.0
