"""Paints the rows of the list of annotations: chip, words, then speaker, mode and note mark; no widget a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate

from analyst_app.core.excerpts import is_rightward
from analyst_app.ui.panels.rows.wrapped_words import WrappedLine, WrappedWords
from analyst_app.ui.widgets.shapes import paint_chip, paint_focus, paint_row
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.panels.rows.row_facts import RowFacts
    from analyst_app.ui.widgets.theme import Looks, TagLook

    Index = QModelIndex | QPersistentModelIndex

_LINES, _LINES_OF_CURRENT = 2, 6
"""Lines of words that a row has at most."""
_MOST_VALUE = 0.4
"""Share of a short row that its value takes at most."""


class RowSource(Protocol):
    """The model of the list."""

    def facts_at(self, row: int) -> RowFacts | None:
        """The facts that a row says."""

    def begins_paragraph(self, row: int) -> int:
        """Number of the paragraph that begins with a row; 0: none does."""


class AnnotationDelegate(QStyledItemDelegate):
    """Rows on the colours and sizes that are worn.

    Args:
        model: gives the facts of a row.
        table: shows the rows.
        looks: colours and sizes.
    """

    paints_focus = True
    """The ring of the focus is its own: none is laid round it."""

    def __init__(self, model: RowSource, table: QTableView, looks: Looks) -> None:
        super().__init__(table)
        self._model, self._table, self._looks = model, table, looks
        self._tags: dict[str, TagLook] = {}
        self._codebook: Codebook | None = None
        self.follow_looks()

    def follow_looks(self) -> None:
        """Take over other colours and sizes."""
        sizes = self._looks.sizes
        self._words = WrappedWords(sizes.font())
        self._meta = WrappedWords(sizes.font("secondary"))
        self._head = WrappedWords(sizes.font("cap"))
        self._line = max(sizes.height("text_line"), round(self._words.line_height))
        self.show_codebook(self._codebook)

    def show_codebook(self, codebook: Codebook | None) -> None:
        """Know the letters and colours of a codebook's tags."""
        self._codebook = codebook
        self._tags = self._looks.colours.tag_looks(codebook) if codebook is not None else {}

    # -- heights -----------------------------------------------------------------

    @property
    def usual_height(self) -> int:
        """The height of a row that was not seen yet: words on two lines and a line below."""
        sizes = self._looks.sizes
        return 2 * self._line + sizes.height("meta_line") + sizes.height("annotation_row_room")

    def height(self, row: int, width: int, *, is_current: bool) -> int:
        """The height of a row in a width, with the head of the paragraph that begins with it, pixels."""
        model, sizes = self._model, self._looks.sizes
        facts = model.facts_at(row)
        if facts is None:
            return self.usual_height
        head = sizes.height("paragraph_head") if model.begins_paragraph(row) else 0
        if facts.is_short:
            return head + max(sizes.height("short_annotation_row"), self._line + 2)
        lines = len(self._words.lines(facts.words, self._room(width), _most(is_current=is_current)))
        below = sizes.height("meta_line") if facts.has_line_below else 0
        return head + lines * self._line + below + sizes.height("annotation_row_room")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Never asked for by the table, whose rows have heights of their own."""
        return QSize(option.rect.width(), self.usual_height)

    def _left(self) -> int:
        """Pixels from the list's edge to the words."""
        sizes = self._looks.sizes
        return 2 * sizes.space(1) + sizes.height("chip") + sizes.space(1)

    def _room(self, width: int) -> int:
        return max(1, width - self._left() - 2 * self._looks.sizes.space(1))

    # -- painting ----------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        from PySide6.QtWidgets import QStyle  # its enumerations take 7 ms: not before a row is painted

        model, sizes, colours = self._model, self._looks.sizes, self._looks.colours
        facts = model.facts_at(index.row())
        if facts is None:
            return
        rect = QRect(option.rect)
        number = model.begins_paragraph(index.row())
        if number:
            head = QRect(rect.left(), rect.top(), rect.width(), sizes.height("paragraph_head"))
            self._paint_head(painter, head, number)
            rect.setTop(head.bottom() + 1)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_current = is_chosen and self._table.currentIndex().row() == index.row()
        ground = QRectF(rect.adjusted(sizes.space(0), 0, -sizes.space(0), 0))
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if is_chosen and not is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.colour("row"))
            painter.drawRoundedRect(ground, sizes.radius("row"), sizes.radius("row"))
        else:
            paint_row(painter, ground, self._looks, is_current=is_current, is_hovered=is_hovered)
        self._paint_words(painter, rect, facts, is_current=is_current)
        if option.state & QStyle.StateFlag.State_HasFocus:  # chosen or not
            paint_focus(painter, ground, self._looks)

    def _paint_head(self, painter: QPainter, rect: QRect, number: int) -> None:
        left = 2 * self._looks.sizes.space(1)
        painter.setFont(self._head.font)
        painter.setPen(self._looks.colours.colour("muted"))
        (line,) = self._head.lines(f"¶ {number}", rect.width() - left, 1)
        top = rect.bottom() - self._head.line_height - 2
        line.paint(painter, self._side(rect, rect.left() + left, line.width), top, line.width)

    def _paint_words(self, painter: QPainter, rect: QRect, facts: RowFacts, *, is_current: bool) -> None:
        sizes, colours = self._looks.sizes, self._looks.colours
        room = self._room(rect.width())
        left = self._side(rect, rect.left() + self._left(), room)
        top = rect.top() + sizes.height("annotation_row_room") // 2
        if facts.is_short:
            top = rect.top() + (rect.height() - self._line) // 2
        side, look = sizes.height("chip"), self._tags.get(facts.tag) or colours.unknown_look
        chip_left = self._side(rect, rect.left() + 2 * sizes.space(1), side)
        chip = QRectF(chip_left, top + (self._line - side) // 2, side, side)
        paint_chip(painter, chip, look, self._looks)
        words_room = room
        if facts.is_short and facts.value:
            taken = self._paint_value(painter, left, top, room, facts.value)
            words_room -= taken
            left += taken if self._is_leftward else 0
        painter.setFont(self._words.font)
        painter.setPen(colours.colour("text"))
        inner = (self._line - self._words.line_height) / 2
        lines = self._words.lines(facts.words, words_room, 1 if facts.is_short else _most(is_current=is_current))
        for line in lines:
            line.paint(painter, left, top + inner, words_room)
            top += self._line
        if facts.has_line_below:
            self._paint_meta(painter, QRect(left, top, room, sizes.height("meta_line")), facts)

    def _paint_value(self, painter: QPainter, left: int, top: int, room: int, value: str) -> int:
        """The value at the end of a short row; pixels that it takes there."""
        painter.setFont(self._meta.font)
        painter.setPen(self._looks.colours.colour("muted"))
        (line,) = self._meta.lines(value, round(room * _MOST_VALUE), 1)
        painter_top = top + (self._line - self._meta.line_height) / 2
        at = left if self._is_leftward else left + room - line.width
        line.paint(painter, at, painter_top, line.width)
        return round(line.width) + self._looks.sizes.space(1)

    @property
    def _is_leftward(self) -> bool:
        return self._table.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _side(self, rect: QRect, left: int, width: float) -> int:
        """The left edge of a place in a row, reckoned from the left, on the row's other side where lists are turned."""
        return rect.left() + rect.right() + 1 - left - round(width) if self._is_leftward else left

    def person_place(self, row: int, rect: QRect) -> QRectF:
        """The place of the speaker in a row; an empty one where there is none.

        Args:
            row: its number.
            rect: of the row, in the view.
        """
        facts, sizes = self._model.facts_at(row), self._looks.sizes
        if facts is None or not facts.speaker or not facts.has_line_below:
            return QRectF()
        bottom = rect.bottom() + 1 - sizes.height("annotation_row_room") // 2
        room = self._room(rect.width())
        line = QRect(self._side(rect, rect.left() + self._left(), room), 0, room, sizes.height("meta_line"))
        line.moveBottom(bottom)
        width = self._speaker_line(facts, line.width()).width + sizes.width("meta_icon") + sizes.space(0)
        left = line.left() if is_rightward(facts.words) else line.right() + 1 - width
        return QRectF(left, line.top(), width, line.height())

    def _speaker_line(self, facts: RowFacts, width: int) -> WrappedLine:
        """The speaker, who gives way to mode and mark, but not below a third of the line."""
        sizes = self._looks.sizes
        gap, icon = sizes.space(1), sizes.width("meta_icon")
        said = facts.reason or facts.value
        taken = icon + gap + (self._meta.advance(said) + gap if said else 0) + (icon + gap if facts.has_note else 0)
        words = facts.speaker or tr("no speaker")
        return self._meta.lines(words, round(max(width / 3, width - taken)), 1)[0]

    def _paint_meta(self, painter: QPainter, rect: QRect, facts: RowFacts) -> None:
        """Paint person and mode, and a mark where there is a note, from the side on which the words begin."""
        sizes, colours = self._looks.sizes, self._looks.colours
        gap, icon, leftward = sizes.space(1), sizes.width("meta_icon"), not is_rightward(facts.words)
        top, icon_top = (
            rect.top() + (rect.height() - self._meta.line_height) / 2,
            rect.top() + (rect.height() - icon) // 2,
        )
        x = 0.0
        painter.setFont(self._meta.font)

        def left(width: float, after: int = gap) -> float:
            """The left edge of the next thing on the line."""
            nonlocal x
            edge, x = x, x + width + after
            return rect.right() + 1 - edge - width if leftward else rect.left() + edge

        def paint_icon(name: str, role: str, after: int = gap) -> None:
            colours.icon(name, role).paint(painter, round(left(icon, after)), icon_top, icon, icon)

        if facts.speaker or facts.lacks_speaker:
            role = "muted" if facts.speaker else "warning"
            paint_icon("person" if facts.speaker else "warning", role, sizes.space(0))
            line = self._speaker_line(facts, rect.width())
            painter.setPen(colours.colour(role))
            line.paint(painter, left(line.width), top, line.width)
        if said := facts.reason or facts.value:
            room = rect.width() - x - (icon + gap if facts.has_note else 0)
            line = self._meta.lines(said, max(1, round(room)), 1)[0]
            painter.setPen(colours.colour("muted"))
            line.paint(painter, left(line.width), top, line.width)
        if facts.has_note:
            paint_icon("note", "muted")


def _most(*, is_current: bool) -> int:
    return _LINES_OF_CURRENT if is_current else _LINES
