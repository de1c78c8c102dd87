"""A reading laid out on pages of paper: where each line stands, and a page painted.

Lengths are tenths of a point, so that a line breaks alike on every device. Only
the places of lines are kept: a block is laid out again when its page is
painted, so a megabyte costs little memory. Nothing here touches a widget;
pages may be laid out and painted in a worker.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextLine, QTextOption

from analyst_app.core.bulk_work import let_go
from analyst_app.core.excerpts import is_mostly_leftward
from analyst_app.core.looks.tag_look import NO_LINE
from analyst_app.export.report.marked_text import NOT_DRAWN
from analyst_app.export.report.printed_reading import PrintedReading
from analyst_app.export.report.tag_style import DASHES, has_tint, tag_inks, tag_line
from analyst_app.ui.printing.paper_blocks import Face, PaperBlock, PaperMark, paper_blocks
from analyst_app.wording import tr

UNITS = 10
"""To a point."""
A4 = (5950.0, 8420.0)
"""Width and height of a page."""
_LETTERS = 5
_MARGIN, _GUTTER, _LANE = 520.0, 900.0, 36.0
_TEXT, _MUTED, _RULE = QColor("#1f2226"), QColor("#625f59"), QColor("#8a857c")
_CONTEXTUAL = "calt"
"""Other shapes beside some letters, as OpenType names them: whoever copies from a PDF would get no letters of them."""


class _Type(NamedTuple):
    """The face of a kind of block."""

    size: int
    pitch: float
    """Height of a line, of the size."""
    before: float
    is_serif: bool = False
    is_bold: bool = False
    is_muted: bool = False


_TYPES: dict[Face, _Type] = {
    "title": _Type(200, 1.3, 60, is_serif=True, is_bold=True),
    "first": _Type(180, 1.35, 60, is_serif=True, is_bold=True),
    "head": _Type(130, 1.4, 180, is_bold=True),
    "text": _Type(110, 1.65, 70, is_serif=True),
    "remark": _Type(85, 1.4, 10, is_muted=True),
    "plain": _Type(90, 1.45, 14),
    "small": _Type(90, 1.45, 10),
}


_OF_OTHERS: tuple[Face, ...] = ("title", "first", "text")
"""Faces of words that stand alone and run as they are written; other lines are ours, with words of others in them."""


class _Slice(NamedTuple):
    """Lines of a block on a page."""

    block: int
    first: int
    end: int
    top: float


class PaperPages:
    """The pages of a reading.

    Args:
        reading: the article in words for people.
        families: of the faces with and without serifs.
        size: of a page, tenths of a point.
        progress: told how many blocks of how many are laid out; raises to end it.
    """

    def __init__(
        self,
        reading: PrintedReading,
        families: tuple[str, str],
        *,
        size: tuple[float, float] = A4,
        progress: Callable[[int, int], object] = lambda done, total: None,
    ) -> None:
        self.size, self.title = size, reading.title
        self._reading = reading
        self._fonts = {face: _font(kind, families) for face, kind in _TYPES.items()}
        self._keys = {tag.id: tag.key for tag in reading.tags}
        self._lines = {label: tag_line(label, reading.codebook) for label in self._keys}
        self._inks = {label: tag_inks(label, reading.codebook, "light") for label in self._keys}
        self._zones = reading.codebook.ids_counted_as("skip")
        self._blocks = list(paper_blocks(reading))
        self._pages: list[list[_Slice]] = [[]]
        try:
            self._lay_out(progress)
        except BaseException:
            self.let_go()
            raise

    def let_go(self) -> None:
        """Let go of what it holds, which may be large; no page can be painted any more. Other threads go on."""
        let_go(self._blocks, self._pages)
        self._reading.let_go()

    @property
    def count(self) -> int:
        """Number of pages."""
        return len(self._pages)

    def paint(self, painter: QPainter, number: int) -> None:
        """Paint a page; the painter's units are tenths of a point from the page's corner.

        Args:
            painter: is left as it was.
            number: of the page, from 0.
        """
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for piece in self._pages[number]:
            self._paint_slice(painter, piece)
        painter.setFont(self._fonts["small"])
        painter.setPen(_MUTED)
        foot = QRectF(_MARGIN, self.size[1] - _MARGIN, self.size[0] - 2 * _MARGIN, 130)
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, tr("{page} of {pages}", page=number + 1, pages=self.count))
        room = QFontMetricsF(self._fonts["small"])
        name = room.elidedText(self.title, Qt.TextElideMode.ElideRight, foot.width() * 0.8)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine, name)
        painter.restore()

    # -- where lines stand -------------------------------------------------------

    def _lay_out(self, progress: Callable[[int, int], object]) -> None:
        bottom, y = self.size[1] - _MARGIN - 150, _MARGIN
        for number, block in enumerate(self._blocks):
            if number % 50 == 0:
                progress(number, len(self._blocks))
            kind = _TYPES[block.face]
            layout = self._layout(block)
            heights = self._heights(block, layout)
            keeps = heights[0] * (3 if block.face == "head" else 1)
            y += kind.before if y > _MARGIN else 0
            first = 0
            while first < len(heights):
                if y + (keeps if first == 0 else heights[first]) > bottom and y > _MARGIN:
                    self._pages.append([])
                    y = _MARGIN
                end, top = first, y
                while end < len(heights) and (end == first or y + heights[end] <= bottom):
                    y += heights[end]
                    end += 1
                self._pages[-1].append(_Slice(number, first, end, top))
                first = end

    def _layout(self, block: PaperBlock) -> QTextLayout:
        layout = QTextLayout(block.words.replace("\t", "    ") or " ", self._fonts[block.face])
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if block.face in _OF_OTHERS and is_mostly_leftward(block.words):
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        width = self.size[0] - 2 * _MARGIN - _GUTTER
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
        layout.endLayout()
        return layout

    def _heights(self, block: PaperBlock, layout: QTextLayout) -> list[float]:
        """The height of each line; one with lanes under lanes is higher."""
        kind = _TYPES[block.face]
        plain = kind.size * kind.pitch
        heights = [plain] * layout.lineCount()
        at = _Utf16(block.words)
        for mark in block.marks:
            start, end = at.place(mark.start), at.place(mark.end)
            for number in range(layout.lineForTextPosition(start).lineNumber(), len(heights)):
                if layout.lineAt(number).textStart() >= end:
                    break
                heights[number] = max(heights[number], plain + _LANE * max(mark.span.lane, 0))
        return heights

    # -- painting ----------------------------------------------------------------

    def _paint_slice(self, painter: QPainter, piece: _Slice) -> None:
        block = self._blocks[piece.block]
        kind, layout = _TYPES[block.face], self._layout(block)
        heights, y = self._heights(block, layout), piece.top
        at = _Utf16(block.words)
        left = _MARGIN + _GUTTER
        for number in range(piece.first, piece.end):
            line = layout.lineAt(number)
            line.setPosition(QPointF(0, 0))
            top = y + (kind.size * kind.pitch - line.height()) / 2
            self._paint_marks(painter, block, line, QPointF(left, top), at)
            is_grey = kind.is_muted or any(mark.span.label in self._zones for mark in block.marks)
            painter.setPen(_MUTED if is_grey else _TEXT)
            line.draw(painter, QPointF(left, top))
            self._paint_beside(painter, block, line, QPointF(left, y), at)
            y += heights[number]

    def _paint_marks(self, painter: QPainter, block: PaperBlock, line: QTextLine, corner: QPointF, at: _Utf16) -> None:
        for mark in block.marks:  # the outermost first: the innermost tint lies on top
            if mark.span.lane == NOT_DRAWN:
                continue
            for rect in _places(line, at.place(mark.start), at.place(mark.end)):
                self._paint_mark(painter, mark, rect.translated(corner))

    def _paint_mark(self, painter: QPainter, mark: PaperMark, rect: QRectF) -> None:
        line, inks = self._lines[mark.span.label], self._inks[mark.span.label]
        if has_tint(line):
            painter.fillRect(rect, QColor(*inks.tint))
        if line.style == NO_LINE:
            return
        y = rect.bottom() + 8 + _LANE * mark.span.lane
        width = 8.0 if line.style == "double" else 6.0 * max(line.width, 1)
        pen = QPen(QColor(*inks.ink), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if line.style in DASHES:
            pen.setDashPattern([UNITS * length / width for length in DASHES[line.style]])
        painter.setPen(pen)
        for offset in (0, 18) if line.style == "double" else (0,):
            painter.drawLine(QPointF(rect.left(), y + offset), QPointF(rect.right(), y + offset))

    def _paint_beside(self, painter: QPainter, block: PaperBlock, line: QTextLine, corner: QPointF, at: _Utf16) -> None:
        """Letters of what begins in a line, with their numbers; the paragraph's number; the letter of an entry."""
        height = _TYPES[block.face].size * _TYPES[block.face].pitch
        if block.letter and line.lineNumber() == 0:
            self._paint_letter(painter, block.letter, "", QPointF(corner.x() - 140, corner.y() + (height - 105) / 2))
        if block.number and line.lineNumber() == 0:
            painter.setPen(_MUTED)
            painter.setFont(self._fonts["remark"])
            place = QRectF(_MARGIN - 300, corner.y(), 280, height)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, f"¶ {block.number}")
        start, end = line.textStart(), line.textStart() + line.textLength()
        begun = [mark for mark in block.marks if mark.begins and start <= at.place(mark.start) < end]
        begun.sort(key=lambda mark: -mark.start)
        lettered = [mark for mark in begun if mark.span.lane != NOT_DRAWN][:_LETTERS]
        if more := sum(len(mark.span.numbers) for mark in begun) - sum(len(mark.span.numbers) for mark in lettered):
            painter.setPen(_MUTED)
            painter.setFont(self._fonts["small"])
            place = QRectF(corner.x() - 140 * _LETTERS - 220, corner.y() + 10, 200, 105)
            told = f"+{more}"  # the others stand in the list alone
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, told)
        for column, mark in enumerate(lettered):
            numbers = str(mark.span.numbers[0]) + ("+" if len(mark.span.numbers) > 1 else "")
            beside = QPointF(corner.x() - 140 * (column + 1) - 10, corner.y() + 10)
            self._paint_letter(painter, mark.span.label, numbers, beside)

    def _paint_letter(self, painter: QPainter, label: str, number: str, corner: QPointF) -> None:
        ink = QColor(*self._inks[label].ink)
        painter.setPen(QPen(ink, 8))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(corner.x(), corner.y(), 105, 105)
        painter.drawRoundedRect(box, 25, 25)
        font = QFont(self._fonts["plain"])
        font.setPixelSize(70)
        font.setBold(True)
        painter.setFont(font)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._keys[label])
        if number:
            font.setPixelSize(50)
            font.setBold(False)
            painter.setFont(font)
            painter.setPen(_MUTED)
            painter.drawText(QRectF(box.left() - 30, box.bottom() + 4, 165, 60), Qt.AlignmentFlag.AlignHCenter, number)


class _Utf16:
    """Places in a block's words as Qt counts them, which are two for a character beyond U+FFFF."""

    def __init__(self, words: str) -> None:
        self._beyond = [] if words.isascii() else [place for place, one in enumerate(words) if one > "\uffff"]
        self._tabs = [place for place, one in enumerate(words) if one == "\t"] if "\t" in words else []

    def place(self, position: int) -> int:
        """The place of a code point; a tab is laid out as four blanks."""
        more = 3 * bisect_left(self._tabs, position) if self._tabs else 0
        return position + more + (bisect_left(self._beyond, position) if self._beyond else 0)


def _font(kind: _Type, families: tuple[str, str]) -> QFont:
    font = QFont(families[0] if kind.is_serif else families[1])
    font.setPixelSize(kind.size)
    font.setBold(kind.is_bold)
    if hasattr(font, "setFeature"):  # since Qt 6.7
        font.setFeature(QFont.Tag(_CONTEXTUAL), 0)
    return font


def _places(line: QTextLine, start: int, end: int) -> list[QRectF]:
    """The rectangles of some characters in a line; those that run from right to left stand where their glyphs are."""
    first, last = max(start, line.textStart()), min(end, line.textStart() + line.textLength())
    if first >= last:
        return []
    top, height = line.y(), line.height()
    runs = line.glyphRuns(first, last - first)
    if any(run.isRightToLeft() for run in runs):
        bounds = [run.boundingRect() for run in runs]
        return [QRectF(rect.left(), top, rect.width(), height) for rect in bounds if rect.width() > 0]
    left, right = line.cursorToX(first)[0], line.cursorToX(last)[0]  # type: ignore[index]
    return [QRectF(left, top, right - left, height)] if right > left else []
