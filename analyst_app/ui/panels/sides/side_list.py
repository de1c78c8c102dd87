"""A list of rows of one height: a sign, two lines, and two short words at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from analyst_app.core.excerpts import is_rightward
from analyst_app.ui.widgets.own_viewport import put_viewport_in
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.ui.widgets.shapes import initials, paint_chip, paint_disc, paint_focus, paint_row
from analyst_app.wording import in_row

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks, TagLook

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_STATE = QStyle.StateFlag
_MOST_AT_END = 0.4
"""Share of a row that the words at its end may take."""


class SideRow(NamedTuple):
    """All that a row says, in plain words."""

    key: str
    """Names it."""
    words: str
    below: str
    ends: tuple[str, str] = ("", "")
    """The words at the end of both lines."""
    tag: str | None = None
    """Id of the tag whose chip stands before it; None: it is a person, whose initials do."""


class SideModel(QAbstractListModel):
    """The rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[SideRow] = ()

    def set_rows(self, rows: Sequence[SideRow]) -> None:
        """List others."""
        if list(rows) != list(self.rows):
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return in_row(filter(None, (row.words, row.below, *row.ends)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip("\n".join(filter(None, (row.words, row.below))))
        return None


class SideList(QListView):
    """Enter or a click chooses a row, Esc leads back to the text; letters do nothing.

    Args:
        name: of the widget.
        title: the screen reader calls it so.
        looks: colours and sizes.
        tag_looks: gives the looks of tags by id, in the theme that is worn.
    """

    chosen = Signal(str)
    """A row was: its key."""
    left = Signal()
    """Esc: the focus belongs to the text again."""

    def __init__(self, name: str, title: str, looks: Looks, tag_looks: Callable[[], dict[str, TagLook]]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setProperty("role", "rows")
        put_viewport_in(self).setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.rows = SideModel()
        self.setModel(self.rows)
        self._painter = _SideDelegate(self, self.rows, looks, tag_looks)
        self.setItemDelegate(self._painter)
        self.clicked.connect(lambda index: self.chosen.emit(self.rows.rows[index.row()].key))
        looks.changed.connect(self._follow_looks)

    def show_rows(self, rows: Sequence[SideRow]) -> None:
        """List these; the current one stays current, if it is among them."""
        at = self.currentIndex().row()
        key = self.rows.rows[at].key if 0 <= at < len(self.rows.rows) else ""
        self.rows.set_rows(rows)
        self._painter.renew()
        self.viewport().update()
        row = next((number for number, one in enumerate(rows) if one.key == key), -1)
        if row >= 0 and row != self.currentIndex().row():
            self.setCurrentIndex(self.rows.index(row))

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are commands elsewhere."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.rows.rows[self.currentIndex().row()].key)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _follow_looks(self) -> None:
        self._painter.renew()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class _SideDelegate(QStyledItemDelegate):
    """Paints the rows."""

    paints_focus = True
    """The ring of the current row is its own."""

    def __init__(
        self, view: SideList, model: SideModel, looks: Looks, tag_looks: Callable[[], dict[str, TagLook]]
    ) -> None:
        super().__init__(view)
        self._model, self._looks, self._tag_looks = model, looks, tag_looks
        self._tags: dict[str, TagLook] = {}

    def renew(self) -> None:
        """Take the looks of tags anew: theme or codebook may be others."""
        self._tags = self._tag_looks()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(0, self._looks.sizes.height("person_row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row, looks, sizes, state = self._model.rows[index.row()], self._looks, self._looks.sizes, option.state
        ground = QRectF(option.rect).adjusted(sizes.space(0), 0, -sizes.space(0), 0)
        is_current = bool(state & _STATE.State_Selected)
        paint_row(painter, ground, looks, is_current=is_current, is_hovered=bool(state & _STATE.State_MouseOver))
        gap, side = sizes.space(1), sizes.height("initials" if row.tag is None else "chip")
        sign = QRectF(ground.left() + gap, ground.center().y() - side / 2, side, side)
        room = ground.adjusted(2 * gap + sizes.height("initials"), 0, -gap, 0)
        leftward = not is_rightward(row.words)
        if leftward:
            sign.moveRight(ground.right() - gap)
            room = ground.adjusted(gap, 0, -2 * gap - sizes.height("initials"), 0)
        if row.tag is None:
            paint_disc(painter, sign, initials(row.words), looks, is_filled=is_current)
        else:
            paint_chip(painter, sign, self._tags.get(row.tag) or looks.colours.unknown_look, looks)
        line = sizes.height("text_line")
        upper = QRectF(room.left(), room.center().y() - line, room.width(), line)
        lower = upper.translated(0, line)
        if not row.below and not row.ends[1]:
            upper.moveTop(room.center().y() - line / 2)
        elif not row.below:  # what stands alone is in the middle
            middle = upper.translated(0, line / 2)
            taken = max(sizes.advance("secondary", end) for end in row.ends) + gap
            middle.adjust(taken if leftward else 0, 0, 0 if leftward else -taken, 0)
            _paint_line(painter, middle, (row.words, ""), looks, font="body", role="text", leftward=leftward)
        words = row.words if row.below or not row.ends[1] else ""
        _paint_line(painter, upper, (words, row.ends[0]), looks, font="body", role="text", leftward=leftward)
        _paint_line(painter, lower, (row.below, row.ends[1]), looks, font="secondary", role="muted", leftward=leftward)
        if state & _STATE.State_HasFocus:  # chosen or not
            paint_focus(painter, ground, looks)


def _paint_line(
    painter: QPainter, place: QRectF, said: tuple[str, str], looks: Looks, *, font: str, role: str, leftward: bool
) -> None:
    """Paint words, and others at the end of the line."""
    sizes, colours = looks.sizes, looks.colours
    side, other = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    if leftward:
        side, other = other, side
    words, end = said[0], sizes.cut("secondary", said[1], place.width() * _MOST_AT_END)
    taken = sizes.advance("secondary", end) + sizes.space(1) if end else 0
    room = place.adjusted(taken, 0, 0, 0) if leftward else place.adjusted(0, 0, -taken, 0)
    painter.setFont(sizes.font(font))
    painter.setPen(colours.colour(role))
    painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter), sizes.cut(font, words, room.width()))
    painter.setFont(sizes.font("secondary"))
    painter.setPen(colours.colour("muted"))
    painter.drawText(place, int(other | Qt.AlignmentFlag.AlignVCenter), end)
