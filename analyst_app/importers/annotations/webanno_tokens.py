"""The text and the tokens of a WebAnno TSV 3 file, each token at its place.

Offsets count UTF-16 units, as WebAnno's documentation says. Each is compared
with the token's own words; where these stand elsewhere in their sentence, in
their order, the token is put there and that is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from analyst_app.importers.annotations.offset_conventions import UTF_16, Measures
from analyst_app.importers.annotations.webanno_cells import unescaped_text
from analyst_app.importers.import_losses import ImportLosses

_FAR = 1 << 12
"""UTF-16 units that an offset may lie beyond the length of the lines that spell its text."""
_ROW = re.compile(r"(\d+-\d+(?:\.\d+)?)\t([0-9]{1,15})-([0-9]{1,15})\t([^\t]*)\t?(.*)", re.DOTALL)
NOWHERE = (-1, -1)


@dataclass
class Unit:
    """A token, or a part of one: a row of the file."""

    id: str
    """As 3-2, or of a part 3-2.1."""
    start: int
    """First offset that the file says, in UTF-16 units."""
    end: int
    """Second offset that the file says, in UTF-16 units."""
    words: str
    cells: list[str]
    """Its other columns."""
    line: int
    place: tuple[int, int] = NOWHERE
    """Code points of the text, half-open; NOWHERE if its words are not there."""


@dataclass
class _Sentence:
    first: int
    """Its first code point."""
    units: list[Unit] = field(default_factory=list)


class Tokens:
    """Takes text and rows out of the lines of a file.

    Args:
        lines: all lines, without their ends.
        losses: takes what cannot be read, and tokens that stand beside their place.
    """

    def __init__(self, lines: Sequence[str], losses: ImportLosses) -> None:
        self._losses = losses
        self._furthest = sum(map(len, lines)) + _FAR
        self._parts: list[str] = []
        self._size = self._size_utf16 = 0
        self._sentences: list[_Sentence] = []
        self.comments: list[str] = []
        """Lines that say neither text nor token."""
        version = re.match(r"#FORMAT=WebAnno TSV 3\.(\d+)", lines[0])
        is_old = version is not None and int(version[1]) < 2
        spelled: list[str] = []
        for number, line in enumerate(lines, 1):
            if line.startswith("#Text="):
                spelled.append(unescaped_text(line.removeprefix("#Text="), is_old=is_old))
            elif line.startswith("#"):
                if not line.startswith(("#FORMAT=", "#T_", "#Sentence.id=")):
                    self.comments.append(line)
            elif line.strip():
                self._take(line, number, spelled)
        if spelled:
            self._sentence("\n".join(spelled), self._size_utf16 + bool(self._size))
        self.text = "".join(self._parts)
        self._place_all()

    @property
    def units(self) -> list[Unit]:
        """All rows, in the order of the file."""
        return [unit for sentence in self._sentences for unit in sentence.units]

    def _take(self, line: str, number: int, spelled: list[str]) -> None:
        match = _ROW.fullmatch(line)
        if match is None:
            self._losses.add("unreadable item", f"line {number}: {line[:60]}")
            return
        unit = Unit(match[1], int(match[2]), int(match[3]), match[4], match[5].split("\t"), number)
        if spelled:
            words = "\n".join(spelled)
            spelled.clear()
            before = words.find(unit.words)  # the first token should begin the sentence, but some writers indent it
            is_indented = before > 0 and not words[:before].strip()
            self._sentence(words, unit.start - (before if is_indented else 0))
        elif not self._sentences or unit.start >= self._size_utf16 > 0:  # no #Text= line: the tokens spell it
            self._sentence(unit.words, unit.start)
        self._sentences[-1].units.append(unit)

    def _sentence(self, words: str, start_utf16: int) -> None:
        """Put the words of a sentence at the end of the text, behind as many line ends as its offset asks for."""
        gap = max(0, start_utf16 - self._size_utf16)
        if start_utf16 > self._furthest:  # no lines spell a text that reaches so far: its tokens are put and told
            gap = int(self._size > 0)
        last = self._sentences[-1].units[-1].end if self._sentences and self._sentences[-1].units else self._size_utf16
        if not gap and self._size and start_utf16 != last and not self._parts[-1][-1:].isspace():
            gap = 1  # offsets that count otherwise: these two sentences do not touch by their own count either
        part = "\n" * gap + words
        self._parts.append(part)
        self._sentences.append(_Sentence(self._size + gap))
        self._size += len(part)
        self._size_utf16 += len(part) + sum(letter > "\uffff" for letter in part)

    def _place_all(self) -> None:
        measures = Measures(self.text)
        starts = [*(one.first for one in self._sentences), len(self.text)]
        for sentence, end in zip(self._sentences, starts[1:], strict=True):
            behind, token = sentence.first, None
            for unit in sentence.units:
                if "." in unit.id:
                    unit.place = self._part_of(token, unit, measures)
                    continue
                token = unit
                unit.place = measures.span(unit.start, unit.end, UTF_16)
                if not self._is_at(unit, unit.place):
                    unit.place = self._in_order(unit, behind, end)
                behind = max(behind, unit.place[1])

    def _is_at(self, unit: Unit, place: tuple[int, int]) -> bool:
        return 0 <= place[0] <= place[1] <= len(self.text) and self.text[place[0] : place[1]] == unit.words

    def _in_order(self, unit: Unit, behind: int, end: int) -> tuple[int, int]:
        """The place of a token that is not at its offset: right behind the one before, or else once in the sentence."""
        first = self.text.find(unit.words, behind, end)
        said = f"{unit.id} {unit.start}–{unit.end} “{unit.words[:40]}”"
        is_next = first >= 0 and not self.text[behind:first].strip()
        if unit.words and first >= 0 and (is_next or self.text.find(unit.words, first + 1, end) < 0):
            self._losses.add("moved token", f"{said} → {first}–{first + len(unit.words)}")
            return first, first + len(unit.words)
        self._losses.add("token of other words", said)
        return NOWHERE

    def _part_of(self, token: Unit | None, unit: Unit, measures: Measures) -> tuple[int, int]:
        place = measures.span(unit.start, unit.end, UTF_16)
        if self._is_at(unit, place):
            return place
        if token is not None and token.place != NOWHERE:
            first = token.place[0] + unit.start - token.start
            place = (first, first + len(unit.words))
            if self._is_at(unit, place):
                return place  # the token itself was moved, and told
        self._losses.add("token of other words", f"{unit.id} {unit.start}–{unit.end} “{unit.words[:40]}”")
        return NOWHERE
