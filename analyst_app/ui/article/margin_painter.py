"""Paints what stands beside the text: paragraph numbers, letters, who said it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPixmap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from analyst_app.ui.article.block_plan import BlockPlan, Mark
    from analyst_app.ui.article.column_layout import ColumnLayout
    from analyst_app.ui.article.shown_text import ShownText
    from analyst_app.ui.article.span_painter import ShownBlock
    from analyst_app.ui.widgets.theme import TagLook, Theme

_WIDE_WORD = "— Brandt, Ortiz"
"""As wide as what stands there; few text faces have an arrow, and looking for one that has takes 3 ms."""
_LETTERS = 4
_FEW_LETTERS = 2
"""Letters that stand side by side before the rest is counted."""
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
        has_numbers: whether paragraph numbers are shown.
    """

    def __init__(self, font: QFont, *, has_numbers: bool) -> None:
        self.font = QFont(font)
        self.font.setPointSizeF(max(6.0, font.pointSizeF() * 0.68))
        self.font.setItalic(False)
        self.letter_font = QFont(self.font)
        self.letter_font.setBold(True)
        self.letter_font.setPointSizeF(max(5.5, font.pointSizeF() * 0.6))
        self.metrics = QFontMetricsF(self.font)
        self.letters: dict[tuple[object, ...], QPixmap] = {}
        """Letters that were drawn before, by everything that makes them differ."""
        self.has_numbers = has_numbers
        self.chip = QFontMetricsF(self.letter_font).height() * 1.08
        self.gap = self.chip * 0.6
        self.number_width = self.metrics.horizontalAdvance("0000") if has_numbers else 0.0
        self.left = self.number_width + _LETTERS * (self.chip + 2) + 2 * self.gap
        """Room that the left margin needs for all of it, pixels."""
        self.narrow_left = _FEW_LETTERS * (self.chip + 2) + 2 * self.gap
        """Room that it needs in a narrow window, where numbers are left out and more letters are counted."""
        self.right = self.metrics.horizontalAdvance(_WIDE_WORD) + 2 * self.gap
        """Room that the right margin needs at least, pixels."""


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
        self._is_narrow = column.left < round(margins.left)
        self._letters = _FEW_LETTERS if self._is_narrow else _LETTERS

    def paint(
        self, painter: QPainter, visible: Sequence[ShownBlock], plans: Sequence[BlockPlan], current_id: str | None
    ) -> None:
        """Paint letters, numbers of hidden ones, and words beside the text."""
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for shown, plan in zip(visible, plans, strict=True):
            for row, marks in _by_row(plan.letters):
                self._paint_letters(painter, shown, plan, row, marks, current_id)
            for row in plan.hidden.keys() - {mark.row for mark in plan.letters}:
                self._paint_letters(painter, shown, plan, row, [], current_id)
            painter.setFont(self._margins.font)
            for row, marks in _by_row(plan.words):
                for rect, words, mark in self._words(shown.top, plan.rows[row], marks):
                    painter.setPen(mark.look.ink)
                    painter.drawText(rect.adjusted(0, 0, self._margins.gap, 0), _LEFT, words)

    def paint_numbers(
        self, painter: QPainter, shown_text: ShownText, visible: Sequence[ShownBlock], plans: Sequence[BlockPlan]
    ) -> None:
        """Paint the numbers of paragraphs."""
        if not self._margins.has_numbers or self._is_narrow:
            return
        painter.setFont(self._margins.font)
        painter.setPen(self._theme.colour("muted"))
        edge = self._left - self._margins.left + self._margins.number_width
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
        size = round(self._margins.chip)
        before = min(self._letters, sum(letter.row == row for letter in plan.letters) + bool(plan.hidden.get(row)))
        x = round(self._left - self._margins.gap * 0.7 - size) - before * (size + 2)
        chip = QRectF(x, round(shown.top + (top + bottom - size) / 2), size, size).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(beside.look.ink, 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(chip, size * 0.24, size * 0.24)
        painter.setFont(self._margins.letter_font)
        painter.drawText(chip, _CENTRE, beside.look.key)
        if beside.words and not any(word.row == row for word in plan.words):
            painter.setFont(self._margins.font)
            painter.setPen(beside.words_look.ink)
            room = self._width - self._right - self._margins.gap - 4
            words = self._margins.metrics.elidedText(beside.words, Qt.TextElideMode.ElideRight, room)
            box = QRectF(self._right + self._margins.gap, shown.top + top, room, bottom - top)
            painter.drawText(box, _LEFT, words)

    def chips(self, shown: ShownBlock, plan: BlockPlan) -> list[Chip]:
        """The letters of a block as they can be clicked."""
        return [chip for row, marks in _by_row(plan.letters) for chip, _ in self._chips(shown, plan, row, marks)]

    @property
    def words_from(self) -> float:
        """The left edge of what stands at the right of the text, pixels of the viewport."""
        return self._right

    def words(self, shown: ShownBlock, plan: BlockPlan) -> Iterator[SpeakerWord]:
        """The speakers beside a block, as they can be clicked."""
        for row, marks in _by_row(plan.words):
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
        size = round(self._margins.chip)
        top, bottom = plan.rows[row]
        y = round(shown.top + (top + bottom - size) / 2)
        x = round(self._left - self._margins.gap * 0.7 - size)
        found: list[tuple[Chip, Mark | int]] = []
        for entry in reversed(entries):
            found.append((Chip(QRectF(x, y, size, size), "" if isinstance(entry, int) else entry.id), entry))
            x -= size + 2
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
        """A letter on its ground; drawn once, since text is slow to draw."""
        look, size = mark.look, round(self._margins.chip)
        key = (mark.words, look.ink.rgb(), look.tint.rgb(), is_current, mark.is_second, ratio)
        pixmap = self._margins.letters.get(key)
        if pixmap is None:
            pixmap = self._margins.letters[key] = QPixmap(round(size * ratio), round(size * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._margins.letter_font)
            base = self._theme.colour("paper")
            painter.setPen(look.ink if mark.is_second else Qt.PenStyle.NoPen)
            painter.setBrush(look.ink if is_current else base if mark.is_second else look.tint)
            edge = 0.5 if mark.is_second else 0.0
            rect = QRectF(0, 0, size, size).adjusted(edge, edge, -edge, -edge)
            painter.drawRoundedRect(rect, size * 0.24, size * 0.24)
            painter.setPen(base if is_current else look.ink)
            painter.drawText(rect, _CENTRE, mark.words)
            painter.end()
        return pixmap

    def _words(self, top: float, row: tuple[float, float], marks: Sequence[Mark]) -> Iterator[SpeakerWord]:
        """The words beside a line, as far as there is room."""
        x = self._right + self._margins.gap
        for number, mark in enumerate(marks):
            room = self._width - x - 4
            words = mark.words + ("," if number + 1 < len(marks) else "")
            if room < self._margins.chip:
                return
            words = self._margins.metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            width = self._margins.metrics.horizontalAdvance(words)
            yield SpeakerWord(QRectF(x, top + row[0], max(width, self._margins.chip), row[1] - row[0]), words, mark)
            x += width + self._margins.gap


def _by_row(marks: Sequence[Mark]) -> list[tuple[int, list[Mark]]]:
    ordered = sorted(marks, key=lambda mark: mark.row)
    return [(row, list(group)) for row, group in groupby(ordered, key=lambda mark: mark.row)]
