"""The counting of positions in a REFI-QDA project: fixed by the program that wrote it, else found out once for all.

Only names of selections that are the very words at a place are evidence:
QualCoder, ATLAS.ti and others name a selection by its words. Nothing is moved
by where words begin and end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from analyst_app.core.excerpts import counted, line_of
from analyst_app.core.refi.own_project import ORIGIN, selection_name
from analyst_app.core.refi.positions import Counting, Positions

_STANDARD = Counting()
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Letters of scripts without blanks between words."""
_MOST = 2_000
"""Selections that are looked at."""
_ONE, _TWO = True, False
_ORIGINS: tuple[tuple[str, tuple[str, ...], tuple[bool, ...]], ...] = (
    ("qualcoder", ("code points",), (_ONE,)),
    (ORIGIN.lower(), ("code points",), (_TWO,)),
    ("atlas", ("code points", "UTF-16 units"), (_ONE,)),
    ("nvivo", ("code points", "UTF-16 units"), (_TWO, _ONE)),
    ("maxqda", ("code points", "UTF-16 units"), (_TWO, _ONE)),
)
"""Beginnings of ``origin``; units and ways of counting CR LF of each, the usual one first.

QualCoder reads and writes its texts with Python's universal line ends, and
slices them (``refi.py``); ATLAS.ti counts a break as one even where its text
file has CR LF, MAXQDA and NVivo count both (the same file, ``load_text_source``).
All count from 0 and exclude the end; where the names of all selections have
one letter more than that, their ends are read as inside.
"""


class Selected(NamedTuple):
    """A selection in a text: positions as the project has them, and its name."""

    text: str
    start: int
    end: int
    name: str


def counting_of(origin: str, selections: Sequence[Selected]) -> tuple[Counting, list[str]]:
    """The counting of all positions of a project, and remarks on how it was found.

    Args:
        origin: what the project says of the program that wrote it.
        selections: all of its selections of plain text.
    """
    candidates = _candidates(origin)
    usual, tried = candidates[0], list(selections[:_MOST])
    names = [(n, one.name) for n, one in enumerate(tried) if one.name]
    found = {candidate: _readings(candidate, tried) for candidate in candidates}

    def fits(counting: Counting) -> int:
        return sum(found[counting][n] == name for n, name in names)

    best = max(candidates, key=fits)
    if fits(best) < len(names):  # whatever the program does otherwise: only where the words of every name are there
        for other in (one._replace(ends_inside=True) for one in candidates if not one.ends_inside):
            found[other] = found.get(other) or _readings(other, tried)
            if fits(other) == len(names):
                return other, [_found_by(other, len(names), len(names))]
    checkable = sum(any(found[one][n] == name for one in candidates) for n, name in names)
    is_one = all(found[one] == found[usual] for one in candidates)
    if not checkable:
        if is_one:
            return usual, _question(usual, tried) if len(candidates) > 1 else []
        remarks = ["Nothing in the file shows how its positions count: no selection is named by its words. They were "
                   f"read as {usual.in_words()}. Look at a few marks."]  # fmt: skip
        return usual, remarks + _question(usual, tried)
    if is_one:
        return usual, []
    return best, [_found_by(best, fits(best), checkable)]


def _found_by(counting: Counting, right: int, checkable: int) -> str:
    named = counted(checkable, "selection")
    return f"Positions are {counting.in_words()}: {right} of {named} named by words of a text have those so."


def misnamed(counting: Counting, selections: Sequence[Selected], *, is_own: bool = False) -> list[str]:
    """The selections whose name is not their words, though most of the others are named by theirs.

    Args:
        counting: of the project's positions.
        selections: all of them.
        is_own: this program named them: by their first words, without white space at the ends.
    """
    found = _readings(counting, selections)
    if is_own:
        found = [words and selection_name(words) for words in found]
    named = [(one, words) for one, words in zip(selections, found, strict=True) if one.name]
    right = sum(one.name == words for one, words in named)
    if 2 * right <= len(named):
        return []
    odd = [(one, words) for one, words in named if not _is_begun_by(words, one.name)]
    return [f"{one.start}–{one.end} “{line_of(words or '', 40)}” is named “{line_of(one.name, 40)}”"
            for one, words in odd]  # fmt: skip


def _candidates(origin: str) -> list[Counting]:
    plain = origin.strip().lower()
    for beginning, units, breaks in _ORIGINS:
        if plain.startswith(beginning):
            return [Counting(unit, is_break_one=is_one) for is_one, unit in product(breaks, units)]
    every = product((False, True), (0, 1), (_TWO, _ONE), ("code points", "UTF-16 units", "UTF-8 bytes"))
    return [Counting(unit, base, inside, is_one) for inside, base, is_one, unit in every]


def _readings(counting: Counting, selections: Sequence[Selected]) -> list[str | None]:
    """The words of each selection, breaks as spaces as in an attribute of XML; None where there are none."""
    found: list[str | None] = []
    for text, start, end in _placed(counting, selections):
        inside = 0 <= start < end <= len(text)
        found.append(re.sub(r"[\n\t]", " ", text[start:end]) if inside else None)
    return found


def _placed(counting: Counting, selections: Sequence[Selected]) -> Iterator[tuple[str, int, int]]:
    """The article's text of each selection, and its code points in it, half-open."""
    maps: dict[str, Positions] = {}
    for one in selections:
        if one.text not in maps:
            maps[one.text] = Positions(one.text, counting)
        yield (maps[one.text].text, *maps[one.text].span(one.start, one.end))


def _is_begun_by(words: str | None, name: str) -> bool:
    """True if a name is the words or a shortened form of them."""
    if words is None:
        return False
    plain = " ".join(name.split()).removesuffix("...").removesuffix("…").rstrip()
    return words == name or (len(plain) >= 8 and len(plain) < len(words) and " ".join(words.split()).startswith(plain))


def _question(usual: Counting, selections: Sequence[Selected]) -> list[str]:
    """A sentence where most selections begin or end in the middle of a word: a reason to look, never to move one."""
    cut = []
    for text, start, end in _placed(usual, selections):
        if 0 <= start < end and (_is_inside(text, start) or _is_inside(text, end)):
            cut.append(text[start:end])
    if 2 * len(cut) <= len(selections):
        return []
    first = line_of(cut[0], 40)
    selected = counted(len(selections), "selection")
    return [f"{len(cut)} of {selected} begin or end in the middle of a word; the first is “{first}”."]


def _is_inside(text: str, position: int) -> bool:
    """True in the middle of a word, of a script that has blanks between words."""
    around = text[max(0, position - 1) : position + 1] if position else ""
    return len(around) == 2 and all(one.isalnum() and not _UNSPACED.match(one) for one in around)
