"""The list of people: a disc with initials, name, kind and role; their numbers stand beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QStyleOptionViewItem

from analyst_app.core.excerpts import is_rightward
from analyst_app.ui.people.people_model import ALIASES, KIND, MENTIONS, NAME, QUOTES, WHY, PeopleModel
from analyst_app.ui.widgets.directed_delegate import DirectedDelegate
from analyst_app.ui.widgets.message import shown_words
from analyst_app.ui.widgets.row_table import RowTable
from analyst_app.ui.widgets.shapes import initials, paint_disc
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.people.people_rows import PeopleRow
    from analyst_app.ui.widgets.theme import Looks

_LEAST = 2
"""Rows that are seen at least."""
_WIDTHS = {NAME: 300, MENTIONS: 84, QUOTES: 84, ALIASES: 240}


class PeopleTable(RowTable):
    """Its kinds stand under the names, and have no column.

    Args:
        people: the rows.
        looks: colours and sizes.
    """

    def __init__(self, people: PeopleModel, looks: Looks) -> None:
        super().__init__("people_table", tr("People"))
        self._looks = looks
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(DirectedDelegate(self))
        self._names = _NameDelegate(self, people, looks)
        self.setItemDelegateForColumn(NAME, self._names)
        self.setModel(people)
        head = self.horizontalHeader()
        for section, width in _WIDTHS.items():
            self.setColumnWidth(section, width)
        self.setColumnHidden(KIND, True)
        head.setSectionResizeMode(WHY, QHeaderView.ResizeMode.Stretch)
        looks.changed.connect(self._take_looks)
        self._take_looks()

    def _take_looks(self) -> None:
        height = self._looks.sizes.height("person_row")
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight(_LEAST * height)
        self.viewport().update()


class _NameDelegate(DirectedDelegate):
    """Paints who it is."""

    def __init__(self, table: PeopleTable, people: PeopleModel, looks: Looks) -> None:
        super().__init__(table)
        self._people, self._looks = people, looks

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row, sizes, colours = self._people.rows[index.row()], self._looks.sizes, self._looks.colours
        self.initStyleOption(option, index)
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        field, side, gap = QRectF(option.rect), sizes.height("initials"), sizes.space(1)
        words, leftward = str(index.data() or ""), not is_rightward(row.name)
        disc = QRectF(field.left() + gap, field.center().y() - side / 2, side, side)
        room = field.adjusted(gap + side + gap, 0, -gap, 0)
        if leftward:
            disc.moveRight(field.right() - gap)
            room = field.adjusted(gap, 0, -gap - side - gap, 0)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_disc(painter, disc, initials(shown_words(row.name)), self._looks, is_filled=is_chosen)
        line = sizes.height("text_line")
        below = described(row)
        top = field.center().y() - (line if below else line / 2)
        for text, font, role in ((words, sizes.font(), "text"), (below, sizes.font("secondary"), "muted")):
            painter.setFont(font)
            painter.setPen(colours.colour(role))
            side_of = Qt.AlignmentFlag.AlignRight if leftward else Qt.AlignmentFlag.AlignLeft
            shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(
                QRectF(room.left(), top, room.width(), line), int(side_of | Qt.AlignmentFlag.AlignVCenter), shown
            )
            top += line


def described(row: PeopleRow) -> str:
    """The kind of a person, and the last role that is known."""
    roles = row.person.roles if row.person is not None else ()
    return shown_words(" · ".join(filter(None, (row.kind, roles[-1].role if roles else ""))))
