"""Paints the lines of the palette: what it is, its name with the typed letters marked, its key."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from analyst_app.ui.commands.key_caps import caps_of
from analyst_app.ui.palette.entries import ARTICLES, COMMANDS, PEOPLE, TAGS, Findable
from analyst_app.ui.palette.letter_search import marks
from analyst_app.ui.palette.marked_line import paint_marked, shortened
from analyst_app.ui.palette.palette_model import PaletteModel
from analyst_app.ui.widgets.shapes import caps_width, initials, paint_caps, paint_chip, paint_disc, paint_row

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.widgets.theme import Looks, TagLook

_Index = QModelIndex | QPersistentModelIndex
_ICONS = MappingProxyType(
    {
        **{"file.open": "open", "file.open_folder": "folder", "file.save": "save", "file.history": "history"},
        **{"file.import": "import", "file.export": "export", "file.preferences": "settings", "edit.undo": "undo"},
        **{"edit.redo": "redo", "edit.find": "find", "edit.delete": "delete", "view.zoom_in": "zoom_in"},
        **{"view.zoom_out": "zoom_out", "annotate.link": "link", "annotate.unlink": "unlink"},
        **{"annotate.identity": "person", "annotate.note": "note", "annotate.edges": "edges", "select.grow": "grow"},
        **{"go.next": "next", "go.previous": "previous", "review.compare": "compare", "corpus.search": "find"},
        **{"corpus.people": "person", "help.keys": "keys", "help.guide": "help", "corpus.next": "next"},
        **{"corpus.previous": "previous"},
    }
)
"""Pictures of commands that have one."""


class PaletteDelegate(QStyledItemDelegate):
    """Paints on the colours and sizes that are worn.

    Args:
        looks: colours and sizes.
        codebook: gives the codebook whose tags are listed.
        view: the list.
    """

    def __init__(self, looks: Looks, codebook: Callable[[], Codebook | None], view: QWidget) -> None:
        super().__init__(view)
        self._looks, self._codebook = looks, codebook
        self._tag_looks: dict[str, TagLook] = {}

    def renew(self) -> None:
        """Take the tags' looks anew: the codebook or the colours may be others."""
        codebook = self._codebook()
        self._tag_looks = self._looks.colours.tag_looks(codebook) if codebook is not None else {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        model = index.model()
        return QSize(0, self.height_of(model, index.row()) if isinstance(model, PaletteModel) else 0)

    def height_of(self, model: PaletteModel, row: int) -> int:
        """The height of a row, pixels."""
        return self._looks.sizes.height("palette_heading" if model.entry(row) is None else "palette_row")

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, PaletteModel):
            return
        line, sizes = model.line(index.row()), self._looks.sizes
        row = QRectF(option.rect).adjusted(sizes.space(1), 0, -sizes.space(1), 0)
        inner = row.toRect().adjusted(sizes.space(1), 0, -sizes.space(1), 0)
        painter.save()
        if line.entry is None:
            font = sizes.font("secondary")
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            painter.setPen(self._looks.colours.colour("muted"))
            inner.setBottom(inner.bottom() - sizes.space(0))
            painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, line.words)
        else:
            is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            paint_row(painter, row, self._looks, is_current=is_chosen, is_hovered=is_hovered)
            self._paint_entry(painter, inner, line.entry, model.typed)
        painter.restore()

    # -- inside ----------------------------------------------------------------

    def _paint_entry(self, painter: QPainter, room: QRect, entry: Findable, typed: str) -> None:
        sizes, colours = self._looks.sizes, self._looks.colours
        self._paint_sign(painter, room, entry)
        left = room.left() + sizes.height("chip") + sizes.space(2)
        right = self._paint_end(painter, room, entry, (room.right() - left) // 2) - sizes.space(2)
        font = sizes.font()
        painter.setFont(font)
        metrics = QFontMetrics(font)
        words, found = shortened(entry.words, marks(typed, entry.words), metrics, right - left)
        baseline = room.top() + (room.height() + metrics.ascent() - metrics.descent()) // 2
        painter.setPen(colours.colour("muted" if entry.reason else "text"))
        width = paint_marked(painter, left, baseline, words, found, colours.colour("find"))
        after = left + width + sizes.space(1)
        self._paint_more(painter, after, right, baseline, entry.reason or entry.more)

    def _paint_more(self, painter: QPainter, left: int, right: int, baseline: int, words: str) -> None:
        if right - left < self._looks.sizes.height("palette_row") or not words:
            return
        font = self._looks.sizes.font("secondary")
        painter.setFont(font)
        painter.setPen(self._looks.colours.colour("muted"))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(left, baseline, shown)

    def _paint_sign(self, painter: QPainter, room: QRect, entry: Findable) -> None:
        """The tag's chip, the person's initials, or a picture."""
        sizes, colours = self._looks.sizes, self._looks.colours
        side = sizes.height("chip")
        sign = QRectF(room.left(), room.top() + (room.height() - side) / 2, side, side)
        if entry.kind == TAGS or entry.id.startswith("retag."):
            look = self._tag_looks.get(entry.id.partition(".")[2], colours.unknown_look)
            paint_chip(painter, sign, look, self._looks)
        elif entry.kind == PEOPLE:
            paint_disc(painter, sign, initials(entry.words), self._looks, is_filled=False)
        else:
            name = "open" if entry.kind == ARTICLES else _ICONS.get(entry.id, "")
            if name:
                box = sign.adjusted(2, 2, -2, -2).toRect()
                colours.icon(name, "muted").paint(painter, box, mode=QIcon.Mode.Normal)

    def _paint_end(self, painter: QPainter, room: QRect, entry: Findable, most: int) -> int:
        """The key or what stands aside; returns where it begins."""
        caps = caps_of(entry.key) if entry.kind in (COMMANDS, TAGS) else ()
        if caps:
            left = room.right() - int(caps_width(caps, self._looks))
            paint_caps(painter, left, room.center().y() + 1, caps, self._looks)
            return left
        if not entry.aside:
            return room.right()
        font = self._looks.sizes.font("secondary")
        metrics = QFontMetrics(font)
        words = metrics.elidedText(entry.aside, Qt.TextElideMode.ElideRight, most)
        painter.setFont(font)
        painter.setPen(self._looks.colours.colour("muted"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        return room.right() - metrics.horizontalAdvance(words)
