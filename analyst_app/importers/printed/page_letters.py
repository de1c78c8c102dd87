"""The words of a PDF's page with their places, as pdfium gives them, in the order in which the file draws them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from math import hypot, pi
from statistics import median
from typing import Any, NamedTuple
from unicodedata import bidirectional

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points; the origin is the lower left corner, the letters stand upright."""

_WORD_GAP = 0.25
_RUN_GAP = 3.0
"""Shares of the letters' height: letters further apart are two words, and two runs."""
_FAR = 20_000.0
"""Points: no page is larger, and where letters stand beyond it, their places are not to be relied on."""
_NOWHERE = (0.0, 0.0, 1.0, 1.0)
_LOWEST = 0.1
_PRIVATE = ((0xE000, 0xF900), (0xF0000, 0x110000))


class PageWord(NamedTuple):
    """A word with what stands between it and the next word of its run."""

    box: Box
    text: str
    gap: str


class PageRun(NamedTuple):
    """Words on one line that the file draws one after the other."""

    number: int
    """Its place in the order of the file."""
    words: tuple[PageWord, ...]

    @property
    def box(self) -> Box:
        """Around all its words."""
        return around(word.box for word in self.words)

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(word.text + word.gap for word in self.words)


@dataclass(slots=True)
class PageLetters:
    """The letters of a page."""

    runs: list[PageRun] = field(default_factory=list)
    """Upright words, in the file's order."""
    letters: int = 0
    """Number of upright letters, also when the runs are no longer kept."""
    turned: list[str] = field(default_factory=list)
    """Words that stand at another angle than most letters of the page."""
    unknown: int = 0
    """Letters of which the file does not say which they are: U+FFFD and those for private use."""
    is_vertical: bool = False
    """True if its lines run from the top down; its boxes are turned, so that they run rightward."""
    em: float = 0.0
    """The usual size of its type, points; 0 on a page without letters."""
    is_recognised: bool = False
    """True if its letters are there but not drawn, as text recognition lays them under a scanned page."""
    is_picture: bool = False
    """True if most of the page is covered by one picture."""


def around(boxes: Iterable[Box]) -> Box:
    """The least box that holds all."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def is_leftward(texts: Iterable[str]) -> bool:
    """True if most letters are of a script that runs from right to left."""
    words = list(texts)
    if all(text.isascii() for text in words):
        return False
    letters = [letter for text in words for letter in text if letter.isalpha()]
    return 2 * sum(bidirectional(letter) in ("R", "AL") for letter in letters) > len(letters)


def letters_of(raw: Any, page: Any) -> PageLetters:
    """The letters of a page of pypdfium2.

    Args:
        raw: its bindings.
        page: its page.
    """
    textpage = page.get_textpage()
    marks = list(_marks(raw, textpage))
    seen = PageLetters(em=_em(raw, textpage, marks), is_picture=_is_picture(raw, page))
    seen.is_recognised = seen.is_picture and _is_unseen(raw, textpage)
    seen.unknown = sum(letter >= "\ue000" and _is_unknown(letter) for letter, _box, _angle in marks)
    angles = Counter(angle for letter, _box, angle in marks if not letter.isspace())
    upright = angles.most_common(1)[0][0] if angles else 0
    if len(angles) > 1:
        runs = (run for angle, run in _by_angle(marks) if angle != upright)
        seen.turned = [words for run in runs if (words := _spaced(run))]
    quarter = -upright // 90 % 4 if upright % 90 == 0 else 0
    straight = [(letter, _turned(box, quarter)) for letter, box, angle in marks if angle == upright]
    seen.is_vertical = _runs_down(straight)
    if seen.is_vertical:
        straight = [(letter, _turned(box, 3)) for letter, box in straight if letter != "\n"]
    seen.runs = [PageRun(number, tuple(words)) for number, words in enumerate(_runs(straight))]
    seen.letters = sum(len(word.text) for run in seen.runs for word in run.words)
    return seen


Mark = tuple[str, Box, int]
"""A letter, its box and the angle at which it stands, clockwise, in whole degrees rounded to tens."""


def _marks(raw: Any, textpage: Any) -> Iterator[Mark]:
    place = raw.FS_RECTF()
    angle = 0
    box: Box = (0.0, 0.0, 0.0, 0.0)
    high = 0
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:  # pdfium gives letters beyond U+FFFF in two halves.
            code = 0x10000 + (high - 0xD800) * 0x400 + code - 0xDC00
        high = 0
        letter = _letter(code)
        if letter in ("", "\r"):
            continue
        if not letter.isspace():
            raw.FPDFText_GetLooseCharBox(textpage, index, place)
            box = (place.left, place.bottom, place.right, place.top)
            if not all(-_FAR < edge < _FAR for edge in box):
                box = _NOWHERE
            elif box[3] - box[1] < _LOWEST:  # Some fonts say that their letters have no height.
                box = (*box[:3], box[1] + max(raw.FPDFText_GetFontSize(textpage, index), 1.0))
            angle = round(raw.FPDFText_GetCharAngle(textpage, index) * 18 / pi) * 10 % 360
        yield letter, box, angle


def _em(raw: Any, textpage: Any, marks: list[Mark]) -> float:
    """The middle size of type among some letters of the page: their boxes say how high a font is, not how large."""
    heights = [box[3] - box[1] for letter, box, _angle in marks if not letter.isspace()]
    if not heights:
        return 0.0
    letters = textpage.count_chars()
    place = raw.FS_MATRIX()
    sizes = [0.0]
    for index in range(0, letters, max(1, letters // 100)):
        if raw.FPDFText_GetMatrix(textpage, index, place):
            sizes.append(raw.FPDFText_GetFontSize(textpage, index) * hypot(place.c, place.d))
    height = median(heights)
    size = median(sizes)
    return size if 0.5 * height < size < 1.2 * height else 0.85 * height


def _is_unseen(raw: Any, textpage: Any) -> bool:
    """True if none of some letters of the page is drawn."""
    letters = textpage.count_chars()
    drawn = (raw.FPDFText_GetTextObject(textpage, index) for index in range(0, letters, max(1, letters // 20)))
    modes = [raw.FPDFTextObj_GetTextRenderMode(text) for text in drawn if text]
    return bool(modes) and all(mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE for mode in modes)


def _letter(code: int) -> str:
    """The letter of a code; pdfium marks a hyphen at a line's end by one of two codes of its own."""
    if code in (0x02, 0xFFFE):
        return "-"
    return chr(code) if code and not 0xD800 <= code < 0xE000 else ""


def _is_unknown(letter: str) -> bool:
    return letter == "\ufffd" or any(first <= ord(letter) < end for first, end in _PRIVATE)


def _spaced(run: list[tuple[str, Box]]) -> str:
    """The letters of a turned run: its spaces are found by its gaps, for those that pdfium sees are none there."""
    letters: list[str] = []
    last: Box | None = None
    for letter, box in run:
        if letter.isspace():
            continue
        if last is not None and (box[0] - last[2] > 0.15 * (box[3] - box[1]) or box[0] < last[0]):
            letters.append(" ")
        letters.append(letter)
        last = box
    return "".join(letters)


def _by_angle(marks: list[Mark]) -> Iterator[tuple[int, list[tuple[str, Box]]]]:
    """Letters that follow each other at one angle, with boxes as if they stood upright."""
    for angle, run in groupby(marks, key=lambda mark: mark[2]):
        yield angle, [(letter, _turned(box, -angle // 90 % 4)) for letter, box, _angle in run]


def _turned(box: Box, quarters: int) -> Box:
    """A box on a page that is turned rightward by so many right angles."""
    left, bottom, right, top = box
    for _ in range(quarters):
        left, bottom, right, top = bottom, -right, top, -left
    return left, bottom, right, top


def _runs_down(straight: list[tuple[str, Box]]) -> bool:
    """True if most letters stand right under the one before."""
    if not any(letter > "\u2e7f" for letter, _box in straight):
        return False
    drawn = [(letter, box) for letter, box in straight if not letter.isspace()]
    under = sum(
        abs(one[0] - other[0]) < 0.5 * (one[2] - one[0]) and 0 < one[3] - other[3] < 2.5 * (one[3] - one[1])
        for (_, one), (_, other) in pairwise(drawn)
    )
    return len(drawn) > 20 and 2 * under > len(drawn)


def _runs(straight: list[tuple[str, Box]]) -> Iterator[list[PageWord]]:
    """Words up to each end of a line, or gap wider than the letters are high."""
    words: list[PageWord] = []
    letters: list[str] = []
    box: Box | None = None
    last: Box | None = None
    gap = ""
    for letter, place in straight:
        if letter.isspace():
            gap += letter
            continue
        apart = max(place[0] - last[2], last[0] - place[2]) / max(place[3] - place[1], 1.0) if last else 0.0
        is_new_run = last is not None and ("\n" in gap or apart > _RUN_GAP or _is_other_size(last, place))
        if box is not None and (gap or apart > _WORD_GAP or is_new_run):
            words.append(PageWord(box, "".join(letters), gap))
            letters, box = [], None
        if is_new_run:
            yield words
            words = []
        letters.append(letter)
        box = around((box, place)) if box is not None else place
        last, gap = place, ""
    if box is not None:
        words.append(PageWord(box, "".join(letters), gap))
    if words:
        yield words


def _is_other_size(one: Box, other: Box) -> bool:
    """True between an initial over several lines and the text."""
    heights = sorted((one[3] - one[1], other[3] - other[1]))
    return heights[1] > 1.8 * heights[0]


def _is_picture(raw: Any, page: Any) -> bool:
    """True if a picture covers most of the page."""
    width, height = page.get_size()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > 0.5 * width * height:
            return True
    return False
