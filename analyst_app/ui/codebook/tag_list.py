"""The tags of the codebook as rows: handle, letter, name, uses; groups are indented, helpers have a heading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCursor,
    QDrag,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from analyst_app.core.codebook import Codebook, Tag
from analyst_app.ui.bars.mirroring import turned
from analyst_app.ui.widgets.message import shown_name
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.ui.widgets.shapes import paint_chip, paint_focus, paint_row
from analyst_app.ui.widgets.theme import Looks, TagLook
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

_ID, _ROW = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_MOST_INDENT = 4
"""Levels that are indented; deeper ones stand below these."""
_DOT = 1.8
"""Pixels across of a dot of the handle."""


class _Row(NamedTuple):
    """All that is painted of a tag."""

    look: TagLook
    name: str
    uses: str
    depth: int
    has_heading: bool
    is_faint: bool


class TagList(QListWidget):
    """The tags; a person drags one to another place, or moves it by Alt+Up and Alt+Down."""

    moved = Signal(str, object)
    """A tag was dragged: its id, and the id of the tag before which it is to stand; None: it is to be the last."""
    step_wanted = Signal(int)
    """The chosen tag is to go up (-1) or down (1)."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self.setObjectName("codebook_tags")
        self.setAccessibleName(tr("Tags"))
        self.setItemDelegate(_Painter(looks, self))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(False)  # it would stand on a row, too
        self._landing = -1
        """The row before which what is dragged will stand; -1: nothing is dragged."""
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self._shown: tuple[Codebook, Mapping[str, int], frozenset[str]] | None = None
        looks.changed.connect(self._follow_looks)

    def show_tags(self, codebook: Codebook, uses: Mapping[str, int], new: frozenset[str]) -> None:
        """Show the tags of a codebook; the chosen one stays chosen.

        Args:
            codebook: as it is now.
            uses: number of annotations by the tag's id.
            new: ids of the tags that the file does not have.
        """
        self._shown = codebook, uses, new
        chosen, looks = self.tag_id, self._looks.colours.tag_looks(codebook)
        ordered = [tag for tag in codebook.in_groups if not tag.helper]
        helpers = [tag for tag in codebook.in_groups if tag.helper]
        self.blockSignals(True)
        while self.count() > len(codebook.tags):
            self.takeItem(self.count() - 1)
        for number, tag in enumerate([*ordered, *helpers]):
            item = self.item(number) or QListWidgetItem()
            count = tr("new") if tag.id in new else str(uses.get(tag.id, 0))
            depth = min(_MOST_INDENT, len(codebook.path_of(tag.id)) - 1)
            has_heading = tag is next(iter(helpers), None) and bool(ordered)
            row = _Row(looks[tag.id], shown_name(tag.name), count, depth, has_heading, tag.retired)
            item.setData(_ID, tag.id)
            item.setData(_ROW, row)
            item.setText(label(tag))
            item.setToolTip(plain_tip(tr("id: {id}", id=tag.id)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, _spoken(codebook, tag, count))
            if item.listWidget() is None:
                self.addItem(item)
        self.blockSignals(False)
        self.choose(chosen)
        self.scheduleDelayedItemsLayout()

    @property
    def tag_id(self) -> str:
        """Id of the chosen tag; empty: there is none."""
        item = self.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def choose(self, tag_id: str) -> None:
        """Choose a tag; the first, if it is not there."""
        ids = self.ids()
        self.setCurrentRow(ids.index(tag_id) if tag_id in ids else 0)

    def ids(self) -> list[str]:
        """The ids of the tags, as they are listed."""
        return [str(self.item(row).data(_ID)) for row in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Up and Alt+Down move the chosen tag."""
        step = alt_step(event)
        if step:
            self.step_wanted.emit(step)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Alt+Up and Alt+Down from being shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_step = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
            if is_step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                event.accept()
                return True
        return super().event(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Drag the chosen tag. The view's own way takes the row out afterwards, and another would be chosen."""
        index = self.currentIndex()
        place = self.visualRect(index)
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData([index]))
        drag.setPixmap(self.viewport().grab(place))
        drag.setHotSpot(self.viewport().mapFromGlobal(QCursor.pos()) - place.topLeft())
        drag.exec(actions, Qt.DropAction.MoveAction)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where the tag is to stand; the codebook is what changes, and the list follows it."""
        row = self._row_at(event.position().toPoint())
        self._show_landing(-1)
        before = str(self.item(row).data(_ID)) if row < self.count() else None
        moved = self.tag_id
        event.accept()
        if moved and moved != before:
            QTimer.singleShot(0, self, lambda: self.moved.emit(moved, before))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show where the tag will stand."""
        super().dragMoveEvent(event)
        event.accept()
        self._show_landing(self._row_at(event.position().toPoint()))

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_landing(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._landing < 0:
            return
        is_last = self._landing == self.count()
        beside = self.visualItemRect(self.item(self._landing - is_last))
        height, sizes = beside.bottom() if is_last else beside.top(), self._looks.sizes
        width, edge = sizes.width("focus"), sizes.space(1)
        line = QRectF(edge, max(0, height - width / 2), self.viewport().width() - 2 * edge, width)
        QPainter(self.viewport()).fillRect(line, self._looks.colours.colour("accent"))

    def _row_at(self, place: QPoint) -> int:
        """The row before which something that is let go at a place will stand."""
        index = self.indexAt(place)
        if not index.isValid():
            return self.count()
        return index.row() + (place.y() > self.visualRect(index).center().y())

    def _show_landing(self, row: int) -> None:
        if row != self._landing:
            self._landing = row
            self.viewport().update()

    def _follow_looks(self) -> None:
        if self._shown is not None:
            self.show_tags(*self._shown)


class _Painter(QStyledItemDelegate):
    """Paints a tag's row."""

    paints_focus = True
    """The ring of the focus is round the row: none is laid round the list."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, round(self._row_height() + self._heading(index.data(_ROW))))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: _Row = index.data(_ROW)
        looks, colours, sizes = self._looks, self._looks.colours, self._looks.sizes
        whole, way = QRectF(option.rect), painter.layoutDirection()
        state = option.state
        painter.save()
        if heading := self._heading(row):
            painter.setFont(sizes.font("label"))
            painter.setPen(colours.colour("muted"))
            place = QRectF(whole.left() + sizes.space(3), whole.top(), whole.width() - sizes.space(3), heading)
            painter.drawText(turned(place, whole, way), Qt.AlignmentFlag.AlignVCenter, tr("Helpers"))
        field = whole.adjusted(sizes.space(1), heading + 1, -sizes.space(1), -1)
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        paint_row(painter, field, looks, is_current=is_current, is_hovered=is_hovered)
        left = field.left() + sizes.space(1) + row.depth * sizes.space(2)
        handle = QRectF(left, field.top(), sizes.width("handle"), field.height())
        paint_handle(painter, turned(handle, field, way), colours.colour("control"))
        left += sizes.width("handle") + sizes.space(0)
        side = sizes.height("chip")
        chip = QRectF(left, field.center().y() - side / 2, side, side)
        paint_chip(painter, turned(chip, field, way), row.look, looks)
        left += side + sizes.space(1)
        painter.setFont(sizes.font("label" if is_current else "body"))
        metrics = QFontMetricsF(sizes.font("secondary"))
        right = field.right() - sizes.space(1) - metrics.horizontalAdvance(row.uses)
        name = QFontMetricsF(painter.font()).elidedText(
            row.name, Qt.TextElideMode.ElideRight, right - left - sizes.space(1)
        )
        painter.setPen(colours.colour("muted" if row.is_faint else "text"))
        place = QRectF(left, field.top(), right - left, field.height())
        painter.drawText(turned(place, field, way), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setFont(sizes.font("secondary"))
        painter.setPen(colours.colour("muted"))
        painter.drawText(turned(field.adjusted(0, 0, -sizes.space(1), 0), field, way), _RIGHT, row.uses)
        if state & QStyle.StateFlag.State_HasFocus:
            paint_focus(painter, field, looks)
        painter.restore()

    def _row_height(self) -> int:
        return self._looks.sizes.height("tag_row")

    def _heading(self, row: _Row) -> int:
        return self._looks.sizes.height("group_row") if row.has_heading else 0


_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def paint_handle(painter: QPainter, field: QRectF, colour: QColor) -> None:
    """Paint six dots by which something is dragged."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    middle = field.center()
    for across in (-1, 1):
        for down in (-2, 0, 2):
            x, y = middle.x() + across * _DOT, middle.y() + down * _DOT
            painter.drawEllipse(QRectF(x - _DOT / 2, y - _DOT / 2, _DOT, _DOT))
    painter.restore()


def label(tag: Tag) -> str:
    """A tag in words: its key, its name, and whether it is retired."""
    retired = tr("  (retired)") if tag.retired else ""
    return shown_name(f"{tag.key or ' '}  {tag.name}{retired}")


def _spoken(codebook: Codebook, tag: Tag, count: str) -> str:
    above = codebook.path_of(tag.id)[:-1]
    words = [shown_name(tag.name), tr("key {key}", key=tag.key) if tag.key else "", count]
    words += [tr("under {path}", path=shown_name(" / ".join(above))) if above else ""]
    words += [tr("helper") if tag.helper else "", tr("retired") if tag.retired else ""]
    return in_row(filter(None, words))


def alt_step(event: QKeyEvent) -> int:
    """The step that a key asks for: -1 for Alt+Up, 1 for Alt+Down, 0 for any other."""
    if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
