"""The numbers that Word shows before the paragraphs of a numbered list (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.importers.documents.word_parts import attribute, child_of, local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS = 9


class _Level(NamedTuple):
    start: int
    style: str
    text: str


class ListNumbers:
    """Counts the paragraphs of each list.

    Args:
        root: of the numbering part; None without one.
        styles: root of the styles' part; None without one.
    """

    def __init__(self, root: Element | None, styles: Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._of_style = dict(_numbered_styles(styles))
        for element in root if root is not None else ():
            if local(element) == "abstractNum":
                levels = {_number(attribute(one, "ilvl"), 0): _level(one) for one in element if local(one) == "lvl"}
                self._abstract[attribute(element, "abstractNumId")] = levels
            elif local(element) == "num":
                self._add_list(element)

    def label(self, properties: Element | None) -> str:
        """The number before a paragraph, with a blank after it; "" without one. To be asked once of each, in order.

        Args:
            properties: of the paragraph; None without any.
        """
        numbered = child_of(properties, "numPr")
        if numbered is not None:
            list_id, level = _list_of(numbered)
        else:
            style = child_of(properties, "pStyle")
            list_id, level = self._of_style.get(attribute(style, "val") if style is not None else "", ("", 0))
        levels = self._abstract.get(self._lists.get(list_id, ""), {})
        if level not in levels or not 0 <= level < _LEVELS:
            return ""
        counts = self._count(list_id, level, levels)
        if levels[level].style in ("bullet", "none"):
            return ""

        def shown(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            value = counts[at]
            if value is None:
                value = levels[at].start if at in levels else 1
            return _digits(value, levels[at].style if at in levels else "")

        words = re.sub(r"%([1-9])", shown, levels[level].text)
        return f"{words} " if words.strip() else ""

    def _count(self, list_id: str, level: int, levels: dict[int, _Level]) -> list[int | None]:
        """The counts of all levels at this paragraph; lists of one abstract list count on together."""
        counts = self._counts.setdefault(self._lists[list_id], [None] * _LEVELS)
        start = self._starts.pop((list_id, level), None)
        before = counts[level]
        counts[level] = start if start is not None else levels[level].start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        return counts

    def _add_list(self, element: Element) -> None:
        name = attribute(element, "numId")
        abstract = child_of(element, "abstractNumId")
        self._lists[name] = attribute(abstract, "val") if abstract is not None else ""
        for override in element:
            start = child_of(override, "startOverride")
            if start is not None:
                self._starts[(name, _number(attribute(override, "ilvl"), 0))] = _number(attribute(start, "val"), 1)


def _numbered_styles(styles: Element | None) -> Iterator[tuple[str, tuple[str, int]]]:
    for style in styles if styles is not None else ():
        numbered = child_of(style, "pPr", "numPr")
        if numbered is not None:
            yield attribute(style, "styleId"), _list_of(numbered)


def _list_of(numbered: Element) -> tuple[str, int]:
    name, level = child_of(numbered, "numId"), child_of(numbered, "ilvl")
    return (
        attribute(name, "val") if name is not None else "",
        _number(attribute(level, "val"), 0) if level is not None else 0,
    )


def _level(element: Element) -> _Level:
    found = {name: child_of(element, name) for name in ("start", "numFmt", "lvlText")}
    start, style, text = (attribute(one, "val") if one is not None else "" for one in found.values())
    return _Level(_number(start, 1), style, text)


def _number(words: str, otherwise: int) -> int:
    return int(words) if re.fullmatch(r"\d{1,9}", words) else otherwise


def _digits(value: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter") and value > 0:
        letters = chr(ord("a") + (value - 1) % 26) * min(20, (value - 1) // 26 + 1)
        return letters.upper() if style == "upperLetter" else letters
    if style in ("lowerRoman", "upperRoman") and 0 < value < 4000:
        letters = ""
        for size, sign in _ROMAN:
            times, value = divmod(value, size)
            letters += sign * times
        return letters.upper() if style == "upperRoman" else letters
    return f"{value:02}" if style == "decimalZero" else str(value)
