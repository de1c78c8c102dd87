"""Lays paragraphs out in a reading column: at most so wide, with room for the lanes that a line has.

Only paragraphs that are asked for are laid out, and a new column or font moves
each when it is next asked for; so a window can be resized over a million
paragraphs. The layout knows its document only, never the widget: a reference
back would make a cycle through Qt that crashes on the way out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from weakref import ref

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextCharFormat, QTextDocument, QTextFrame, QTextLayout, QTextLine, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout

from analyst_app.ui.article.kept_glyphs import KeptGlyphs
from analyst_app.ui.article.line_room import LineBox, LineRoom
from analyst_app.ui.article.title_line import NO_TITLE, balanced_width, title_block

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analyst_app.ui.article.painted_layers import LanedLayer, PaintedLayers

_WIDE = float(1 << 24)
"""More pixels than any window has."""
_ONE = (1, 1)
"""Lanes under a line, and above it, where there is no second one."""


class ColumnLook(NamedTuple):
    """The sizes and formats that a column is laid out with."""

    room: LineRoom = LineRoom(18, 6, 4, 0, 19.0, 5.0)
    gap: int = 15
    """Between two paragraphs, and of an empty one, pixels."""
    head: int = 0
    """Above the first line, pixels."""
    foot: int = 0
    """Below the last one, so that it can be scrolled clear of what lies over the text."""
    title: QTextCharFormat | None = None
    aside: QTextCharFormat | None = None
    """Of text that is not the article."""


class LinePlace(NamedTuple):
    """The room of one line in its paragraph."""

    top: int
    """Pixels from the paragraph's top."""
    box: LineBox


class _Wanted(NamedTuple):
    """The needs that one paragraph was laid out for; laid out for the same again, it would look the same."""

    height: int
    lanes: tuple[tuple[int, int], ...]
    """Of each line, where one has more than one; else empty."""
    asides: tuple[tuple[int, int], ...]
    """Beginnings and lengths, UTF-16."""
    places: tuple[LinePlace, ...]
    """Of its lines."""


class ColumnLayout(QPlainTextDocumentLayout):
    """The layout of one reading column.

    Args:
        document: the text widget's document.
        layers: say how many lanes a line needs. Only as long as somebody else keeps them.
    """

    def __init__(self, document: QTextDocument, layers: PaintedLayers) -> None:
        super().__init__(document)
        self.left = 0.0
        """The column's beginning, pixels from the viewport's left edge."""
        self.width = 600.0
        """Width of the column, pixels."""
        self.requests = 0
        """Number of times that a paragraph's place was asked for: tests of growth read it."""
        self.laid_out = 0
        """Number of paragraphs that were laid out: tests of growth read it."""
        self.edition = 0
        """Another number as soon as any paragraph may have another height."""
        self._title = NO_TITLE
        self._shifted = (-1, 0, 0)  # number of the paragraph, of its line, and by how many pixels
        self.moves = 0
        """Number of times that lines of a paragraph were put elsewhere, as they need another room."""
        self.look = ColumnLook()
        self._layers = ref(layers)
        self._is_filling = False
        self._heights: dict[int, int] = {}
        self._wanted: dict[int, _Wanted] = {}
        self._is_held = False
        self._has_grown = False
        self._options = (QTextOption(), QTextOption())
        self._glyphs = KeptGlyphs(document)

    @property
    def pitch(self) -> int:
        """Distance of two lines of the body text, pixels."""
        return self.look.room.pitch

    @property
    def shift(self) -> int:
        """The pixels by which a line, and so all that follow, stands off its place."""
        return self._shifted[2]

    def put_off(self, block: QTextBlock, row: int, shift: int) -> set[int]:
        """Let a line of a paragraph stand off its place; the one that did so far has its own again.

        Args:
            block: the paragraph.
            row: number of the line in it.
            shift: pixels downwards; 0: it has its own place, too.

        Returns:
            The numbers of the paragraphs that have lines elsewhere now.
        """
        touched = {self._shifted[0], block.blockNumber()}
        self._shifted = (block.blockNumber(), row, shift) if shift else (-1, 0, 0)
        for number in touched & self._wanted.keys():
            one, wanted = self.document().findBlockByNumber(number), self._wanted[number]
            self._forget_height(number)
            if one.layout().lineCount():
                self._wanted[number] = self._placed_anew(one, number, wanted.lanes, wanted.asides)
        return touched

    def wear(self, look: ColumnLook) -> None:
        """Lay everything out with other sizes and formats."""
        self.look = look
        self.forget()

    def set_column(self, left: float, width: float) -> bool:
        """Move the column; False if it stands there already."""
        if (left, width) == (self.left, self.width):
            return False
        self.left, self.width = left, width
        self.forget()
        return True

    def forget(self) -> None:
        """Lay every paragraph out anew when it is next asked for."""
        self.forget_lanes()
        self._wanted.clear()
        self._shifted = (-1, 0, 0)
        usual = QTextOption(self.document().defaultTextOption())
        usual.setTextDirection(Qt.LayoutDirection.LeftToRight)  # also where the window is laid out from the right
        usual.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        from_right = QTextOption(usual)
        from_right.setTextDirection(Qt.LayoutDirection.RightToLeft)
        from_right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self._options = (usual, from_right)

    def forget_lanes(self) -> None:
        """Look again at each paragraph, when it is next asked for, whether it needs another room; most need none."""
        self._heights.clear()
        self.edition += 1

    def forget_touching(self, spans: Iterable[tuple[int, int]]) -> None:
        """Look again at those that some stretches, code points, touch."""
        layers, document = self._layers(), self.document()
        if layers is None or layers.shown is None:
            return
        to_utf16 = layers.shown.offsets.to_utf16
        for start, end in spans:
            first, last = (document.findBlock(to_utf16(place)).blockNumber() for place in (start, end))
            if first < 0 or last < 0 or last - first > len(self._heights):
                self.forget_lanes()
                return
            for number in range(first, last + 1):
                self._forget_height(number)

    def find_title(self) -> None:
        """Lay the first paragraph out as the title if it looks like one."""
        self._title = title_block(self.document())

    def begin_filling(self) -> None:
        """Expect text to be appended; the news of it waits for ``tell``."""
        self._is_filling = True

    def end_filling(self) -> None:
        """Expect no more text for now."""
        self._is_filling = False

    def hold(self) -> None:
        """Keep the news of a changed size back, while painting."""
        self._is_held = True

    def release(self) -> None:
        """Tell what was kept back."""
        self._is_held = False
        self.tell()

    def tell(self) -> None:
        """Say that the size has changed, if it has and nothing holds it back."""
        if self._has_grown and not self._is_held:
            self._say_size()

    def height_of(self, block: QTextBlock) -> int:
        """The height of a paragraph with the room after it, pixels; it is laid out if it was not yet."""
        self.requests += 1
        number = block.blockNumber()
        height = self._heights.get(number)
        if height is None or not block.layout().lineCount():
            height = self._heights[number] = self._height(block, number)
        return height

    def places(self, block: QTextBlock) -> tuple[LinePlace, ...]:
        """The places of a paragraph's lines: the same tuple as long as none is elsewhere; it is laid out if need be."""
        self.height_of(block)
        return self._wanted[block.blockNumber()].places

    # -- Qt's side -----------------------------------------------------------

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        """All of the width: Qt paints a selection over several blocks anew as far as this goes."""
        return QRectF(0, 0, _WIDE, _WIDE)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        if not block.isValid():
            self.requests += 1
            return QRectF()
        return QRectF(0.0, 0.0, self.left + self.width, self.height_of(block))

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        if self._is_filling:
            # Qt would lay out the article's last screen and paint the window at each portion of the text.
            block = self.document().findBlock(start + removed)  # it was the last one and goes on
            block.clearLayout()
            self.edition += 1
            self._heights.pop(block.blockNumber(), None)
            self._wanted.pop(block.blockNumber(), None)
            self._has_grown = True
            return
        super().documentChanged(start, removed, added)
        self.forget()  # also what Qt has just laid out in its own way

    # -- inside --------------------------------------------------------------

    def _height(self, block: QTextBlock, number: int) -> int:
        # No lane and no grey stretch is in a paragraph without characters.
        layers = self._layers_of(block, number) if block.length() > 1 else []
        before = self._wanted.get(number)
        if before is not None and block.layout().lineCount():
            lanes, asides = self._lanes(block, layers), self._asides(block, layers)
            if (lanes, asides) == (before.lanes, before.asides):
                return before.height
            self.moves += 1
            if asides == before.asides:  # the lines are the same ones
                wanted = self._wanted[number] = self._placed_anew(block, number, lanes, asides)
                return wanted.height
        wanted = self._wanted[number] = self._lay_out(block, number, layers)
        return wanted.height

    def _forget_height(self, number: int) -> None:
        if self._heights.pop(number, None) is not None:
            self.edition += 1

    def _lay_out(self, block: QTextBlock, number: int, layers: list[LanedLayer]) -> _Wanted:
        self.laid_out += 1
        layout = block.layout()
        self._glyphs.keep(block)
        is_from_right = block.textDirection() == Qt.LayoutDirection.RightToLeft
        layout.setTextOption(self._options[is_from_right])
        asides = self._asides(block, layers)
        self._format(block, number, asides)
        width = balanced_width(layout, self.width) if number == self._title else self.width
        left = self.left + (self.width - width if is_from_right else 0.0)
        lines = []
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(width)
            lines.append(line)
            line = layout.createLine()
        layout.endLayout()
        lanes = self._lanes(block, layers)
        wanted = self._placed(block, number, lines, left, lanes, asides)
        self._count_lines(block, len(lines))
        return wanted

    def _placed_anew(
        self, block: QTextBlock, number: int, lanes: tuple[tuple[int, int], ...], asides: tuple[tuple[int, int], ...]
    ) -> _Wanted:
        """Put the lines of a paragraph, as they are, to other places."""
        layout = block.layout()
        lines = [layout.lineAt(row) for row in range(layout.lineCount())]
        return self._placed(block, number, lines, lines[0].x(), lanes, asides)

    def _placed(
        self,
        block: QTextBlock,
        number: int,
        lines: list[QTextLine],
        left: float,
        lanes: tuple[tuple[int, int], ...],
        asides: tuple[tuple[int, int], ...],
    ) -> _Wanted:
        """Put the lines of a paragraph below each other, each with its room."""
        look, y, places = self.look, 0 if number else self.look.head, []
        shifted = self._shifted[1] if self._shifted[0] == number else -1
        for row, line in enumerate(lines):
            ascent = line.ascent()
            box = look.room.box(ascent, line.descent(), *(lanes[row] if lanes else _ONE))
            if row == shifted:
                y += self._shifted[2]
            places.append(LinePlace(y, box))
            # Qt scrolls by whole pixels: on them, the baselines meet what it has moved.
            line.setPosition(QPointF(left, y + box.baseline - ascent))
            y += box.height
        return _Wanted(self._with_gap(block, y), lanes, asides, tuple(places))

    def _with_gap(self, block: QTextBlock, height: int) -> int:
        """The height of a paragraph together with the room after it."""
        following, look = block.next(), self.look
        if not following.isValid():
            return height + look.foot
        if block.length() <= 1:
            return height + look.gap - look.room.pitch
        is_apart = following.length() > 1 and not self._is_soft(following.position())
        return height + look.gap if is_apart else height

    def _layers_of(self, block: QTextBlock, number: int) -> list[LanedLayer]:
        layers = self._layers()
        if layers is None or layers.shown is None:
            return []
        offsets, first = layers.shown.offsets, block.position()
        end = offsets.to_codepoints(first + block.length() - 1)
        return layers.of_block(number, offsets.to_codepoints(first), end)

    def _lanes(self, block: QTextBlock, found: list[LanedLayer]) -> tuple[tuple[int, int], ...]:
        """The numbers of lanes under and above each line; empty where none has a second one."""
        layers = self._layers()
        if all(layer.is_flat for layer in found) or layers is None or layers.shown is None:
            return ()
        layout, first, to_codepoints = block.layout(), block.position(), layers.shown.offsets.to_codepoints
        rows = range(layout.lineCount())
        starts = tuple(to_codepoints(first + layout.lineAt(row).textStart()) for row in rows)
        under = over = [1] * len(starts)
        for layer in found:
            if not layer.is_flat:
                counts = layer.counts(starts, to_codepoints(first + block.length() - 1))
                under, over = (under, counts) if layer.source.is_above else (counts, over)
        lanes = tuple(zip(under, over, strict=True))
        return lanes if any(pair != _ONE for pair in lanes) else ()

    def _asides(self, block: QTextBlock, found: list[LanedLayer]) -> tuple[tuple[int, int], ...]:
        """The stretches of a paragraph that are not the article: beginnings and lengths, UTF-16."""
        spans = [span for layer in found for span in layer.greyed_spans]
        layers = self._layers() if spans else None
        if layers is None or layers.shown is None:
            return ()
        to_utf16, first, last = layers.shown.offsets.to_utf16, block.position(), block.length() - 1
        cut = [(max(0, to_utf16(start) - first), min(last, to_utf16(end) - first)) for start, end in spans]
        return tuple((start, end - start) for start, end in cut if start < end)

    def _format(self, block: QTextBlock, number: int, asides: tuple[tuple[int, int], ...]) -> None:
        """Give a title and what is not the article their sizes, in the layout only: the document stays as it is."""
        look = self.look
        ranges: list[QTextLayout.FormatRange] = []
        if number == self._title and look.title is not None:
            ranges.append(_formatted(0, block.length() - 1, look.title))
        if look.aside is not None:
            ranges += [_formatted(start, length, look.aside) for start, length in asides]
        if ranges or block.layout().formats():
            block.layout().setFormats(ranges)

    def _is_soft(self, position_utf16: int) -> bool:
        """True if the block there goes on a paragraph, so that no room is left before it."""
        layers = self._layers()
        shown = layers.shown if layers is not None else None
        return shown is not None and shown.is_soft(shown.offsets.to_codepoints(position_utf16))

    def _count_lines(self, block: QTextBlock, lines: int) -> None:
        if block.lineCount() == lines:
            return
        block.setLineCount(lines)
        self._has_grown = True
        self.tell()

    def _say_size(self) -> None:
        """Say it once: the widget answers by asking for paragraphs."""
        self._is_held, self._has_grown = True, False
        self.documentSizeChanged.emit(self.documentSize())
        self._is_held = False


def _formatted(start: int, length: int, form: QTextCharFormat) -> QTextLayout.FormatRange:
    """A stretch of a paragraph, UTF-16, with its own format."""
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    made.format.merge(form)
    return made
