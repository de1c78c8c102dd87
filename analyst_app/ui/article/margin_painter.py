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
_CENTRE = Qt.AlignmentFlag.AlignCenter


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
        self._theme, self._margins, self._width = theme, margins, width
        self._left, self._right = column.left, column.left + column.width
        self._has_numbers = margins.has_numbers and column.left >= margins.least_left
        room = column.left - _GAP - (_LEAST_NUMBER + _NUMBER_GAP if self._has_numbers else 0)
        self._letters = max(1, min(_LETTERS, int(room / margins.step)))

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
                for rect, words, mark in self._words(shown.top, plan.rows[row], plan.words.get(row, ())):
                    is_current = mark.id == current_id
                    role = "warning" if mark.words == MISSING else "text" if is_current else "muted"
                    painter.setPen(self._theme.colour(role))
                    painter.drawText(rect.adjusted(0, 0, self._margins.gap, 0), _LEFT, words)

    def paint_numbers(
        self, painter: QPainter, shown_text: ShownText, visible: Sequence[ShownBlock], plans: Sequence[BlockPlan]
    ) -> None:
        """Paint the numbers of paragraphs."""
        if not self._has_numbers:
            return
        painter.setFont(self._margins.font)
        painter.setPen(self._theme.colour("muted"))
        # On a line of four letters the number keeps its distance from them.
        edge = self._left - _GAP - self._letters * self._margins.step - _NUMBER_GAP
        for shown, plan in zip(visible, plans, strict=True):
            number = shown_text.paragraph_number(plan.start, shown.block.blockNumber())
            if number is not None and plan.rows and plan.start < plan.end:
                top, bottom = plan.rows[0]
                box = QRectF(
                    edge - self._margins.number_width * 2, shown.top + top, self._margins.number_width * 2, bottom - top
                )
                painter.drawText(box, _RIGHT, str(number))

    def paint_beside(self, painter: QPainter, shown: ShownBlock, plan: BlockPlan, beside: GhostBeside) -> None:
        """Paint a dashed letter, and a word where no other word is, beside a line of a block."""
        row = beside.row
        top, bottom = plan.rows[row]
        size = self._margins.chip
        before = min(self._letters, len(plan.letters.get(row, ())) + bool(plan.hidden.get(row)))
        x = round(self._left) - _GAP - size - before * self._margins.step
        chip = QRectF(x, round(shown.top + (top + bottom - size) / 2), size, size).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(beside.look.ink, 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(chip, size * 0.24, size * 0.24)
        painter.setFont(self._margins.letter_font)
        painter.drawText(chip, _CENTRE, beside.look.key)
        if beside.words and row not in plan.words:
            painter.setFont(self._margins.font)
            painter.setPen(beside.words_look.ink)
            room = self._width - self._right - self._margins.gap - 4
            if room < _LEAST_WORD:
                return
            words = self._margins.metrics.elidedText(beside.words, Qt.TextElideMode.ElideRight, room)
            box = QRectF(self._right + self._margins.gap, shown.top + top, room, bottom - top)
            painter.drawText(box, _LEFT, words)

    def chips(self, shown: ShownBlock, plan: BlockPlan) -> list[Chip]:
        """The letters of a block as they can be clicked."""
        return [chip for row, marks in plan.letters.items() for chip, _ in self._chips(shown, plan, row, marks)]

    @property
    def words_from(self) -> float:
        """The left edge of what stands at the right of the text, pixels of the viewport."""
        return self._right

    def words(self, shown: ShownBlock, plan: BlockPlan) -> Iterator[SpeakerWord]:
        """The speakers beside a block, as they can be clicked."""
        for row, marks in plan.words.items():
            yield from self._words(shown.top, plan.rows[row], marks)

    # -- inside --------------------------------------------------------------

    def _chips(
        self, shown: ShownBlock, plan: BlockPlan, row: int, marks: Sequence[Mark]
    ) -> list[tuple[Chip, Mark | int]]:
        """Each chip with its mark, or with how many it stands for; from the text outwards."""
        hidden = plan.hidden.get(row, 0) if not marks else 0
        room = self._letters if len(marks) <= self._letters else self._letters - 1
        entries: list[Mark | int] = list(marks[:room])
        if hidden or len(marks) > room:
            entries.append(hidden or len(marks) - room)
        size = self._margins.chip
        top, bottom = plan.rows[row]
        y = round(shown.top + (top + bottom - size) / 2)
        x = round(self._left) - _GAP - size
        found: list[tuple[Chip, Mark | int]] = []
        for entry in reversed(entries):
            found.append((Chip(QRectF(x, y, size, size), "" if isinstance(entry, int) else entry.id), entry))
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
                painter.drawText(chip.rect.adjusted(-chip.rect.width(), 0, 0, 0), _RIGHT, f"+{entry}")
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

    def _words(self, top: float, row: tuple[float, float], marks: Sequence[Mark]) -> Iterator[SpeakerWord]:
        """The words beside a line, as far as there is room."""
        x = self._right + self._margins.gap
        for number, mark in enumerate(marks):
            room = self._width - x - 4
            if room < _LEAST_WORD:
                return
            words = tr("? speaker") if mark.words == MISSING else mark.words
            width = self._margins.advance(words)
            if number + 1 < len(marks) and width + 2 * _GAP + _LEAST_WORD <= room:
                words += ","
                width = self._margins.advance(words)
            if width > room:
                words = self._margins.metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
                width = room
            yield SpeakerWord(QRectF(x, top + row[0], max(width, self._margins.chip), row[1] - row[0]), words, mark)
            x += width + _GAP


def _rows_in(parts: Sequence[tuple[float, float]], top: float, plan: BlockPlan) -> list[int]:
    """The lines of a block of which something lies in some parts of the viewport: tops and bottoms."""
    return [
        row
        for row, (begin, end) in enumerate(plan.rows)
        if any(top + begin <= last and top + end >= first for first, last in parts)
    ]
