"""The paragraphs of a Word document's body, as Word shows them with all changes accepted.

Written after ECMA-376 part 1, chapter 17 (WordprocessingML), and part 3 (alternate content).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.importers.documents.text_paragraphs import is_initial, row_paragraphs
from analyst_app.importers.documents.word_parts import (
    UNKNOWN_SIGN,
    HiddenStyles,
    attribute,
    child_of,
    is_on,
    letter_of,
    local,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from analyst_app.importers.documents.word_lists import ListNumbers

_SILENT = frozenset(("del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr", "sectPr", "annotationRef",
                     "rt", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "softHyphen", "pict"))  # fmt: skip
_BLANK = frozenset(("tab", "ptab"))
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_HEXADECIMAL = re.compile("[0-9A-Fa-f]{1,6}")
_SYMBOL_FONTS = ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")


class _Block(NamedTuple):
    """A paragraph before it is joined with its neighbours."""

    text: str
    goes_on: bool = False
    """Its end is deleted or hidden: the next one follows it on its line."""
    initial: str = ""
    """``sure`` for a drop cap; ``likely`` for one letter in a frame: one if a small letter follows."""


class WordBody:
    """Reads paragraphs and counts what is left out of them.

    Args:
        styles: which of them hide their text.
        numbers: of the lists.
    """

    def __init__(self, styles: HiddenStyles, numbers: ListNumbers) -> None:
        self._styles, self._numbers = styles, numbers
        self._paragraph: Element | None = None
        self._code: list[bool] = []
        self.hidden = ""
        """The hidden text, a line for each paragraph that has some."""
        self.unknown_signs = 0
        """Signs of symbol fonts that have no letter."""
        self.has_changes = False
        self.contents = 0
        """Tables of contents that were left out."""
        self.inserted: list[str] = []
        """Ids of the relations of parts in other formats."""
        self.notes: dict[tuple[str, str], str] = {}
        """By kind (footnote, endnote) and id of each note, in the text's order, its mark: a number, e and a number."""
        self._marks = {"footnote": 0, "endnote": 0}

    def paragraphs(self, root: Element) -> Iterator[str]:
        """The paragraphs of a part; a table's row is one, its cells apart by bars.

        Args:
            root: of the part, or a note in it.
        """
        before, initial = "", ""
        for block in self._blocks(root):
            if initial and not block.text.strip():
                continue
            if initial == "likely" and not block.text.lstrip()[:1].islower():
                yield before
                before = ""
            text = before + block.text
            initial = block.initial
            before = text if block.goes_on or initial else ""
            if not before:
                yield from re.split(r"\n[ \t]*\n", text)
        if before:
            yield before

    def _blocks(self, parent: Iterable[Element]) -> Iterator[_Block]:
        for element in parent:
            match local(element):
                case "p":
                    yield from self._of_paragraph(element)
                case "tr":
                    yield from self._of_row(element)
                case "sdt" if self._is_no_prose(element):
                    pass
                case "altChunk":
                    self.inserted += [value for key, value in element.attrib.items() if key.endswith("}id")]
                case "AlternateContent":
                    yield from self._blocks(_alternative(element))
                case "del" | "moveFrom":
                    self.has_changes = True
                case kind if kind not in _SILENT:
                    yield from self._blocks(element)

    def _of_paragraph(self, element: Element) -> Iterator[_Block]:
        properties = child_of(element, "pPr")
        outer, self._paragraph = self._paragraph, properties
        text = "".join(self._words(element))
        self._paragraph = outer
        if self.hidden and not self.hidden.endswith("\n"):
            self.hidden += "\n"
        self._code = [False] * len(self._code)  # a field's code ends with its paragraph: a lost end mark hides nothing
        boxes = list(self._boxes(element))
        frame = child_of(properties, "framePr")
        if boxes and text[:1].islower() and is_initial(boxes[0].text):
            text = boxes.pop(0).text.strip() + text
        own_mark = child_of(properties, "rPr")
        deleted = child_of(own_mark, "del") is not None or child_of(own_mark, "moveFrom") is not None
        self.has_changes |= deleted or child_of(own_mark, "ins") is not None
        if text.strip() and frame is None:
            text = self._numbers.label(properties) + text
        goes_on = deleted or is_on(child_of(own_mark, "vanish"))
        yield _Block(text, goes_on, _initial(frame, text))
        yield from boxes

    def _of_row(self, row: Element) -> Iterator[_Block]:
        if child_of(row, "trPr", "del") is not None:
            self.has_changes = True
            return
        cells = [list(self.paragraphs(cell)) for cell in _cells(row) if child_of(cell, "tcPr", "cellDel") is None]
        yield from map(_Block, row_paragraphs(cells))

    def _words(self, parent: Iterable[Element]) -> Iterator[str]:
        for child in parent:
            kind = local(child)
            if kind == "r":
                yield from self._of_run(child)
            elif kind == "AlternateContent":
                yield from self._words(_alternative(child))
            elif kind in ("del", "ins", "moveFrom", "moveTo"):
                self.has_changes = True
                if kind in ("ins", "moveTo"):
                    yield from self._words(child)
            elif kind == "t":
                yield "" if any(self._code) else child.text or ""
            elif kind == "txbxContent" or kind in _SILENT or (kind == "sdt" and self._is_no_prose(child)):
                continue
            else:
                yield from self._words(child)

    def _of_run(self, run: Element) -> Iterator[str]:
        words = "".join(self._of_run_parts(run))
        if words and self._styles.hides(self._paragraph, run):
            self.hidden += words
        else:
            yield words

    def _of_run_parts(self, run: Element) -> Iterator[str]:
        for child in run:
            kind = local(child)
            if kind == "fldChar":
                self._turn(attribute(child, "fldCharType"))
            elif any(self._code):
                continue
            elif kind == "t":
                yield self._letters(child.text or "", run)
            elif kind in _BLANK:
                yield " "
            elif kind in ("br", "cr"):
                yield "\n" if attribute(child, "type") in ("", "textWrapping") else " "
            elif kind == "noBreakHyphen":
                yield "\u2011"
            elif kind == "sym":
                yield self._sign(attribute(child, "font"), _code_in(attribute(child, "char")))
            elif kind in ("footnoteReference", "endnoteReference"):
                yield self._reference(kind.removesuffix("Reference"), attribute(child, "id"))
            else:
                yield from self._words((child,))

    def _turn(self, kind: str) -> None:
        """A field begins (its code follows), comes to its result, or ends."""
        if kind == "begin":
            self._code.append(True)
        elif self._code and kind == "separate":
            self._code[-1] = False
        elif self._code and kind == "end":
            self._code.pop()

    def _letters(self, words: str, run: Element) -> str:
        if not _PRIVATE.search(words):
            return words
        fonts = child_of(run, "rPr", "rFonts")
        font = (attribute(fonts, "ascii") or attribute(fonts, "hAnsi")) if fonts is not None else ""
        if font not in _SYMBOL_FONTS:
            return words
        return _PRIVATE.sub(lambda found: self._sign(font, ord(found.group())), words)

    def _sign(self, font: str, code: int) -> str:
        sign = letter_of(font, code)
        self.unknown_signs += sign == UNKNOWN_SIGN
        return sign

    def _reference(self, kind: str, name: str) -> str:
        if (kind, name) not in self.notes:
            self._marks[kind] += 1
            self.notes[kind, name] = f"{'e' if kind == 'endnote' else ''}{self._marks[kind]}"
        return f"[{self.notes[kind, name]}]"

    def _boxes(self, parent: Iterable[Element]) -> Iterator[_Block]:
        """The text boxes that hang on a paragraph; Word writes each twice, the second time for older programs."""
        for child in parent:
            kind = local(child)
            if kind == "txbxContent":
                yield from (_Block(text) for text in self.paragraphs(child))
            elif kind == "AlternateContent":
                yield from self._boxes(_alternative(child))
            elif kind == "pict" or kind not in _SILENT:
                yield from self._boxes(child)

    def _is_no_prose(self, control: Element) -> bool:
        """True for a table of contents, and for a control that only says what is to be typed in it."""
        properties = child_of(control, "sdtPr")
        gallery = child_of(properties, "docPartObj", "docPartGallery")
        if gallery is not None and attribute(gallery, "val") == "Table of Contents":
            self.contents += 1
            return True
        return is_on(child_of(properties, "showingPlcHdr"))


def _code_in(words: str) -> int:
    """A sign's code, written in hexadecimal digits; 0, which no font has, where it is none."""
    return int(words, 16) if _HEXADECIMAL.fullmatch(words) else 0


def _alternative(element: Element) -> Element:
    """The first choice of alternate content that holds any text, else the fallback, else nothing."""
    ways = [child for child in element if local(child) in ("Choice", "Fallback")]
    for way in ways:
        if any((one.text or "").strip() for one in way.iter() if local(one) == "t"):
            return way
    return ways[-1] if ways else element


def _cells(row: Element) -> Iterator[Element]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in ("sdt", "sdtContent", "customXml"):
            yield from _cells(child)


def _initial(frame: Element | None, text: str) -> str:
    if frame is None or not text.strip():
        return ""
    if attribute(frame, "dropCap") not in ("", "none"):
        return "sure"
    return "likely" if is_initial(text) else ""
