"""The list of people: a disc with initials, name, kind and role; beside it how often each is quoted and mentioned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from analyst_app.core.excerpts import is_rightward
from analyst_app.ui.panels.rows.wrapped_words import WrappedWords
from analyst_app.ui.people.people_model import ALIASES, KIND, MENTIONS, NAME, QUOTES, WHY, PeopleModel
from analyst_app.ui.widgets.message import shown_words
from analyst_app.ui.widgets.own_viewport import put_viewport_in
from analyst_app.ui.widgets.row_table import RowTable
from analyst_app.ui.widgets.shapes import initials, paint_disc, paint_focus
from analyst_app.wording import in_row, tr, whole

if TYPE_CHECKING:
    from analyst_app.ui.people.people_rows import PeopleRow
    from analyst_app.ui.widgets.theme import Looks

_LEAST = 1
"""Rows that are seen at least."""
_ALSO, _LONGEST = 5, 300
"""Other names that are shown, and letters of all."""
_STATE = QStyle.StateFlag
_TYPES = ("row_title", "secondary", "body", "label")
"""The sizes of type in a row."""


class PeopleTable(RowTable):
    """Kind, role and other names stand under the name; the remark has a column where there is room.

    Args:
        people: the rows.
        looks: colours and sizes.
    """

    def __init__(self, people: PeopleModel, looks: Looks) -> None:
        super().__init__("people_table", tr("People"))
        self._looks = looks
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setProperty("role", "rows")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        put_viewport_in(self).setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._painter = _Painter(self, people, looks)
        self.setItemDelegate(self._painter)
        self.setModel(people)
        head = self.horizontalHeader()
        head.hide()
        head.setMinimumSectionSize(0)
        for column in (KIND, ALIASES):
            self.setColumnHidden(column, True)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        looks.changed.connect(self._take_looks)
        self._take_looks()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The remark gives way first."""
        super().resizeEvent(event)
        sizes, width = self._looks.sizes, self.viewport().width()
        self.setColumnHidden(WHY, width < sizes.width("people_with_remark"))
        self.setColumnWidth(WHY, width // 3)

    def _take_looks(self) -> None:
        self._painter.follow_looks()
        sizes, grounds = self._looks.sizes, self.palette()
        grounds.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)  # the delegate paints its own
        grounds.setColor(QPalette.ColorRole.Base, self._looks.colours.colour("surface"))
        self.setPalette(grounds)
        height = sizes.height("person_row")
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight(_LEAST * height)
        metrics = QFontMetricsF(sizes.font())
        for column in (QUOTES, MENTIONS):
            widest = metrics.horizontalAdvance(f"{whole(99_999)} {_counted(column, 99_999)}")
            self.setColumnWidth(column, round(widest) + 2 * sizes.space(1))
        self.horizontalHeader().moveSection(self.horizontalHeader().visualIndex(QUOTES), QUOTES - 1)
        self.viewport().update()


class _Painter(QStyledItemDelegate):
    """Paints the cells of a row as one."""

    paints_focus = True
    """The ring of the focus is its own: none is laid round it."""

    def __init__(self, table: PeopleTable, people: PeopleModel, looks: Looks) -> None:
        super().__init__(table)
        self._table, self._people, self._looks = table, people, looks
        self.follow_looks()

    def follow_looks(self) -> None:
        """Take over other sizes."""
        self._words = {name: WrappedWords(self._looks.sizes.font(name)) for name in _TYPES}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        looks, column = self._looks, index.column()
        field, is_chosen = QRectF(option.rect), bool(option.state & _STATE.State_Selected)
        painter.save()
        if is_chosen or option.state & _STATE.State_MouseOver:
            painter.fillRect(field, looks.colours.colour("row" if is_chosen else "hover"))
        if column == NAME:
            if is_chosen:
                bar = QRectF(field.left(), field.top(), looks.sizes.width("current_bar"), field.height())
                painter.fillRect(bar, looks.colours.colour("accent"))
            self._paint_person(painter, field, index, is_chosen=is_chosen)
        elif column in (QUOTES, MENTIONS):
            self._paint_number(painter, field, index)
        else:
            self._paint_words(painter, field, str(index.data() or ""), "secondary", "muted")
        is_current = index.row() == self._table.currentIndex().row() and column == self._table.currentIndex().column()
        if is_current and self._table.hasFocus():
            paint_focus(painter, field, looks)
        painter.restore()

    def _paint_person(
        self, painter: QPainter, field: QRectF, index: QModelIndex | QPersistentModelIndex, *, is_chosen: bool
    ) -> None:
        sizes, side, gap = self._looks.sizes, self._looks.sizes.height("initials"), self._looks.sizes.space(1)
        row = self._people.rows[index.row()]
        leftward = not is_rightward(row.name)
        disc = QRectF(field.left() + 2 * gap, field.center().y() - side / 2, side, side)
        room = field.adjusted(3 * gap + side, 0, -gap, 0)
        if leftward:
            disc.moveRight(field.right() - gap)
            room = field.adjusted(2 * gap, 0, -2 * gap - side, 0)
        paint_disc(painter, disc, initials(shown_words(row.name)), self._looks, is_filled=is_chosen)
        below, line = described(row), sizes.height("text_line")
        top = field.center().y() - (line if below else line / 2)
        for words, font, role in ((str(index.data()), "row_title", "text"), (below, "secondary", "muted")):
            at = QRectF(room.left(), top, room.width(), line)
            self._paint_words(painter, at, words, font, role, leftward=leftward)
            top += line

    def _paint_words(
        self, painter: QPainter, room: QRectF, words: str, font: str, role: str, *, leftward: bool | None = None
    ) -> None:
        laid = self._words[font]
        (line,) = laid.lines(words, max(1, int(room.width())), 1)
        painter.setFont(laid.font)
        painter.setPen(self._looks.colours.colour(role))
        is_left = not line.is_rightward if leftward is None else leftward
        left = room.right() - line.width if is_left else room.left()
        painter.drawStaticText(QPointF(left, room.top() + (room.height() - laid.line_height) / 2), line.text)

    def _paint_number(self, painter: QPainter, field: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
        """Paint the number with its word, which says that it can be clicked by its colour."""
        row, column, gap = self._people.rows[index.row()], index.column(), self._looks.sizes.space(1)
        number = len(row.quotes if column == QUOTES else row.mentions)
        word, room = _counted(column, number), field.adjusted(0, 0, -gap, 0)
        self._paint_words(painter, room, word, "body", "muted", leftward=True)
        room.setRight(room.right() - self._words["body"].advance(f" {word}"))
        role = "accent" if number and self._people.is_counted else "muted"
        self._paint_words(painter, room, str(index.data()), "label", role, leftward=True)


def _counted(column: int, number: int) -> str:
    """The word beside a number."""
    words = tr("{n} quote|{n} quotes", number) if column == QUOTES else tr("{n} mention|{n} mentions", number)
    return words.replace(whole(number), "").strip()


def described(row: PeopleRow) -> str:
    """The kind of a person, the last role that is known, and the other names."""
    roles = row.person.roles if row.person is not None else ()
    also = tr("also {names}", names=in_row(row.aliases[:_ALSO])) if row.aliases else ""
    words = " · ".join(filter(None, (row.kind, roles[-1].role if roles else "", also)))
    return shown_words(words[:_LONGEST])
