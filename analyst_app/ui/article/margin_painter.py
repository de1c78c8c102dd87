"""Paints what stands beside the text: paragraph numbers, letters, who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QPainter, QPen, QPixmap

from analyst_app.ui.article.line_room import scaled
from analyst_app.ui.article.speaker_names import MISSING
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analyst_app.ui.article.block_plan import BlockPlan, Mark
    from analyst_app.ui.article.column_layout import ColumnLayout
    from analyst_app.ui.article.shown_text import ShownText
    from analyst_app.ui.article.span_painter import ShownBlock
    from analyst_app.ui.widgets.sizes import Sizes
    from analyst_app.ui.widgets.theme import TagLook, Theme

_LETTERS = 4
"""Letters that stand side by side before the rest is counted, where there is room for so many."""
_GAP = 8
"""Pixels between the letters and the text: a handle's dot fits in."""
_NUMBER_GAP = 3
_LEAST_NUMBER = 16
"""Pixels in which the number of a paragraph is read."""
_LARGEST = 1.5
"""Letters and names beside larger text grow with it, up to so many times their usual size."""
_LEAST_WORD = 40
"""Pixels in which a speaker's name still says something."""
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FROM_RIGHT = _RIGHT | Qt.AlignmentFlag.AlignAbsolute
_NUMBER, _NUMBER_LEFTWARD = int(_RIGHT | Qt.TextFlag.TextDontClip), int(_LEFT | Qt.TextFlag.TextDontClip)
"""To put flags together takes Python longer than to write a number."""
_CENTRE = Qt.AlignmentFlag.AlignCenter
_CUT = Qt.TextElideMode.ElideRight


class Chip(NamedTuple):
    """A letter in the margin, as it can be clicked."""

    rect: QRectF
    id: str
    """Of the annotation; empty for "+n"."""


class SpeakerWord(NamedTuple):
    """A word beside the text that says who spoke, as it is painted and can be clicked."""

    rect: QRectF
    words: str
    mark: Mark


class _Room(NamedTuple):
    """The letters, numbers and names that have room beside paragraphs of one direction."""

    letters: int
    has_numbers: bool
    words: float
    """Pixels beyond the ends of their lines, for the speakers' names."""


class GhostBeside(NamedTuple):
    """Something that is no annotation's, beside a line: a letter and a word."""

    row: int
    """Number of the line in its block."""
    look: TagLook
    """Of the letter."""
    words: str
    words_look: TagLook


class Margins:
    """Sizes of what stands beside the text, for one font of it.

    Args:
        font: of the text.
        sizes: of the window.
        has_numbers: whether paragraph numbers are shown.
    """

    def __init__(self, font: QFont, sizes: Sizes, *, has_numbers: bool) -> None:
        grown = min(_LARGEST, scaled(100, QFontInfo(font).pixelSize()) / 100)
        self.font = sizes.font("secondary")
        self.letter_font = sizes.font("cap")
        self.letter_font.setBold(True)
        for each in (self.font, self.letter_font):
            each.setPointSizeF(each.pointSizeF() * grown)
        self.metrics = QFontMetricsF(self.font)
        self.letters: dict[tuple[object, ...], QPixmap] = {}
        """Letters that were drawn before, by everything that makes them differ."""
        self._advances: dict[str, float] = {}
        self.has_numbers = has_numbers
        self.chip = round(sizes.height("letter_chip") * grown)
        self.step = round(sizes.reading("letter") * grown)
        """From one letter to the next, pixels."""
        self.gap = round(sizes.reading("beside") * grown)
        """Between the text and a speaker's name, pixels."""
        self.number_width = round(sizes.reading("number") * grown) if has_numbers else 0
        without = 0 if has_numbers else round(sizes.reading("number") * grown)
        self.left = round(sizes.gutter("left") * grown) - without
        """Room that the left margin takes where there is plenty, pixels."""
        self.least_left = round(sizes.gutter("left_least") * grown) - without
        """Room that it takes before the text gets narrower than it is read well."""
        self.narrow_left = min(self.least_left, round(sizes.gutter("left_narrow") * grown))
        """Room that it takes in a narrow window, where numbers are left out and more letters are counted."""
        self.right = round(sizes.gutter("right") * grown)
        self.least_right = round(sizes.gutter("right_least") * grown)
        """The same at the right; in a narrow window there is none."""

    def advance(self, words: str) -> float:
        """Width of a speaker's name, pixels; measured once, since that takes long."""
        width = self._advances.get(words)
        if width is None:
            width = self._advances[words] = self.metrics.horizontalAdvance(words)
        return width


class MarginPainter:
    """Paints both margins of the visible blocks.

    Args:
        theme: colours.
        margins: sizes.
        column: where the text stands.
        width: of the viewport.
    """

    def __init__(self, theme: Theme, margins: Margins, column: ColumnLayout, width: float) -> None:
        self._theme, self._margins = theme, margins
        self._left, self._right = column.left, column.left + column.width
        beyond = width - self._right
        self._rooms = {False: self._room(column.left, beyond), True: self._room(beyond, column.left)}
        """By whether a paragraph is written from right to left."""

    def paint(
        self,
        painter: QPainter,
        visible: Sequence[ShownBlock],
        plans: Sequence[BlockPlan],
        current_id: str | None,
        parts: Sequence[tuple[float, float]],
    ) -> None:
        """Paint letters, numbers of hidden ones, and words beside the text.

        Args:
            painter: of the viewport.
            visible: the blocks, from the top.
            plans: theirs.
            current_id: of the annotation that is current.
            parts: tops and bottoms of what is painted; nothing is where a line lies outside.
        """
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for shown, plan in zip(visible, plans, strict=True):
            rows = _rows_in(parts, shown.top, plan)
            for row in rows:
                if row in plan.letters or row in plan.hidden:
                    self._paint_letters(painter, shown, plan, row, plan.letters.get(row, ()), current_id)
            painter.setFont(self._margins.font)
            for row in rows:
                for rect, words, mark in self._words(shown, plan, row):
                    is_current = mark.id == current_id
                    role = "warning" if mark.words == MISSING else "text" if is_current else "muted"
                    painter.setPen(self._theme.colour(role))
                    self._write(painter, rect, words, plan)

    def paint_numbers(
        self, painter: QPainter, shown_text: ShownText, visible: Sequence[ShownBlock], plans: Sequence[BlockPlan]
    ) -> None:
        """Paint the numbers of paragraphs."""
        painter.setFont(self._margins.font)
        painter.setPen(self._theme.colour("muted"))
        for shown, plan in zip(visible, plans, strict=True):
            if not self.has_numbers(plan):
                continue
            number = shown_text.paragraph_number(plan.start, shown.block.blockNumber())
            if number is not None and plan.rows and plan.start < plan.end:
                side = _NUMBER_LEFTWARD if plan.is_leftward else _NUMBER
                painter.drawText(self.number_place(shown, plan), side, str(number))

    def has_numbers(self, plan: BlockPlan) -> bool:
        """True if there is room for the number of a paragraph."""
        return self._rooms[plan.is_leftward].has_numbers

    def number_place(self, shown: ShownBlock, plan: BlockPlan) -> QRectF:
        """The place of a paragraph's number: from the letters outwards."""
        # On a line of four letters the number keeps its distance from them.
        edge = self._left - _GAP - self._rooms[plan.is_leftward].letters * self._margins.step - _NUMBER_GAP
        (top, bottom), width = plan.rows[0], self._margins.number_width
        return self._turned(QRectF(edge - width, shown.top + top, width, bottom - top), plan)

    def paint_beside(self, painter: QPainter, shown: ShownBlock, plan: BlockPlan, beside: GhostBeside) -> None:
        """Paint a dashed letter, and a word where no other word is, beside a line of a block."""
        row = beside.row
        top, bottom = plan.rows[row]
        size = self._margins.chip
        room = self._rooms[plan.is_leftward]
        before = min(room.letters, len(plan.letters.get(row, ())) + bool(plan.hidden.get(row)))
        x = round(self._left) - _GAP - size - before * self._margins.step
        chip = self._turned(QRectF(x, round(shown.top + (top + bottom - size) / 2), size, size), plan)
        chip.adjust(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(beside.look.ink, 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(chip, size * 0.24, size * 0.24)
        painter.setFont(self._margins.letter_font)
        painter.drawText(chip, _CENTRE, beside.look.key)
        if beside.words and row not in plan.words:
            painter.setFont(self._margins.font)
            painter.setPen(beside.words_look.ink)
            width = room.words - self._margins.gap
            if width < _LEAST_WORD:
                return
            words = self._margins.metrics.elidedText(_turned_arrow(beside.words, plan), _CUT, width)
            box = QRectF(self._right + self._margins.gap, shown.top + top, width, bottom - top)
            self._write(painter, self._turned(box, plan), words, plan)

    def chips(self, shown: ShownBlock, plan: BlockPlan) -> list[Chip]:
        """The letters of a block as they can be clicked."""
        return [chip for row, marks in plan.letters.items() for chip, _ in self._chips(shown, plan, row, marks)]

    def is_beside(self, x: float) -> bool:
        """True if the text does not reach to so many pixels from the viewport's left edge."""
        return not self._left < x < self._right

    def words(self, shown: ShownBlock, plan: BlockPlan) -> Iterator[SpeakerWord]:
        """The speakers beside a block, as they can be clicked."""
        for row in plan.words:
            yield from self._words(shown, plan, row)

    # -- inside --------------------------------------------------------------

    def _room(self, before: float, beyond: float) -> _Room:
        """The room there is with so many pixels before the beginnings of lines, and so many beyond their ends."""
        has_numbers = self._margins.has_numbers and before >= self._margins.least_left
        room = before - _GAP - (_LEAST_NUMBER + _NUMBER_GAP if has_numbers else 0)
        return _Room(max(1, min(_LETTERS, int(room / self._margins.step))), has_numbers, beyond - 4)

    def _turned(self, rect: QRectF, plan: BlockPlan) -> QRectF:
        """A place as it is, or on the column's other side where a paragraph is written from right to left."""
        if not plan.is_leftward:
            return rect
        return QRectF(self._left + self._right - rect.right(), rect.top(), rect.width(), rect.height())

    def _write(self, painter: QPainter, rect: QRectF, words: str, plan: BlockPlan) -> None:
        """Write words beside the text, from it outwards; they may end a little later than was measured."""
        gap = self._margins.gap
        if not plan.is_leftward:
            painter.drawText(rect.adjusted(0, 0, gap, 0), _LEFT, words)
            return
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        painter.drawText(rect.adjusted(-gap, 0, 0, 0), _FROM_RIGHT, words)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def _chips(
        self, shown: ShownBlock, plan: BlockPlan, row: int, marks: Sequence[Mark]
    ) -> list[tuple[Chip, Mark | int]]:
        """Each chip with its mark, or with how many it stands for; from the text outwards."""
        hidden = plan.hidden.get(row, 0) if not marks else 0
        most = self._rooms[plan.is_leftward].letters
        room = most if len(marks) <= most else most - 1
        entries: list[Mark | int] = list(marks[:room])
        if hidden or len(marks) > room:
            entries.append(hidden or len(marks) - room)
        size = self._margins.chip
        top, bottom = plan.rows[row]
        y = round(shown.top + (top + bottom - size) / 2)
        x = round(self._left) - _GAP - size
        found: list[tuple[Chip, Mark | int]] = []
        for entry in reversed(entries):
            rect = self._turned(QRectF(x, y, size, size), plan)
            found.append((Chip(rect, "" if isinstance(entry, int) else entry.id), entry))
            x -= self._margins.step
        return found

    def _paint_letters(
        self,
        painter: QPainter,
        shown: ShownBlock,
        plan: BlockPlan,
        row: int,
        marks: Sequence[Mark],
        current_id: str | None,
    ) -> None:
        painter.setFont(self._margins.letter_font)
        for chip, entry in self._chips(shown, plan, row, marks):
            if isinstance(entry, int):
                painter.setPen(self._theme.colour("muted"))
                wide, side = chip.rect.width(), _LEFT if plan.is_leftward else _RIGHT
                place = chip.rect.adjusted(0, 0, wide, 0) if plan.is_leftward else chip.rect.adjusted(-wide, 0, 0, 0)
                painter.drawText(place, side, f"+{entry}")
                continue
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(chip.rect.topLeft(), self._letter(entry, is_current=entry.id == current_id, ratio=ratio))

    def _letter(self, mark: Mark, *, is_current: bool, ratio: float) -> QPixmap:
        """A letter, on a ground of its ink where it is the current one's; drawn once, since text is slow to draw."""
        look, size = mark.look, self._margins.chip
        key = (mark.words, look.ink.rgb(), self._theme.name, is_current, mark.is_second, ratio)
        pixmap = self._margins.letters.get(key)
        if pixmap is None:
            pixmap = self._margins.letters[key] = QPixmap(round(size * ratio), round(size * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._margins.letter_font)
            painter.setPen(look.ink if mark.is_second else Qt.PenStyle.NoPen)
            painter.setBrush(look.ink if is_current else Qt.BrushStyle.NoBrush)
            edge = 0.5 if mark.is_second else 0.0
            rect = QRectF(0, 0, size, size).adjusted(edge, edge, -edge, -edge)
            painter.drawRoundedRect(rect, size * 0.24, size * 0.24)
            painter.setPen(self._theme.colour("paper") if is_current else look.ink)
            painter.drawText(rect, _CENTRE, mark.words)
            painter.end()
        return pixmap

    def _words(self, shown: ShownBlock, plan: BlockPlan, row: int) -> Iterator[SpeakerWord]:
        """The words beside a line, as far as there is room."""
        x, (top, bottom), marks = self._right + self._margins.gap, plan.rows[row], plan.words.get(row, ())
        end = self._right + self._rooms[plan.is_leftward].words
        for number, mark in enumerate(marks):
            room = end - x
            if room < _LEAST_WORD:
                return
            words = tr("? speaker") if mark.words == MISSING else _turned_arrow(mark.words, plan)
            width = self._margins.advance(words)
            if number + 1 < len(marks) and width + 2 * _GAP + _LEAST_WORD <= room:
                words += ","
                width = self._margins.advance(words)
            if width > room:
                words = self._margins.metrics.elidedText(words, _CUT, room)
                width = room
            rect = QRectF(x, shown.top + top, max(width, self._margins.chip), bottom - top)
            yield SpeakerWord(self._turned(rect, plan), words, mark)
            x += width + _GAP


def _turned_arrow(words: str, plan: BlockPlan) -> str:
    """A speaker's name whose arrow points away from the text."""
    return words.replace("→", "←", 1) if plan.is_leftward and words.startswith("→") else words


def _rows_in(parts: Sequence[tuple[float, float]], top: float, plan: BlockPlan) -> list[int]:
    """The lines of a block of which something lies in some parts of the viewport: tops and bottoms."""
    return [
        row
        for row, (begin, end) in enumerate(plan.rows)
        if any(top + begin <= last and top + end >= first for first, last in parts)
    ]
