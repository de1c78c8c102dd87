"""The effect of bringing something back: a sentence, and the annotations that come, go, or change."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from analyst_app.core.annotation import Annotation
from analyst_app.core.excerpts import is_rightward, line_of
from analyst_app.ui.widgets.message import PlainLabel, shown_words
from analyst_app.ui.widgets.shapes import paint_chip
from analyst_app.wording import in_row, marked, tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.core.store import Change
    from analyst_app.session.session import Session
    from analyst_app.ui.widgets.theme import Looks, TagLook

_MOST, _LETTERS = 200, 200
"""Rows that are shown at most, and letters of the words in one."""
_TAG, _KIND = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_BACK, _GONE, _CHANGED = "back", "gone", "changed"
_KINDS = {_BACK: marked("comes back"), _GONE: marked("goes"), _CHANGED: marked("changes")}


class Effect(NamedTuple):
    """A change of a layer, by what it does to the annotations."""

    back: tuple[Annotation, ...] = ()
    gone: tuple[Annotation, ...] = ()
    changed: tuple[Annotation, ...] = ()
    """As they would be."""
    is_something: bool = False
    """True if anything is changed, be it only a link or a note of the layer."""

    @classmethod
    def of(cls, change: Change) -> Effect:
        """The effect of a change."""
        removed, added = change.of(Annotation)
        ids, new = {one.id for one in removed}, {one.id for one in added}
        return cls(
            tuple(one for one in added if one.id not in ids),
            tuple(one for one in removed if one.id not in new),
            tuple(one for one in added if one.id in ids),
            bool(change),
        )

    def in_words(self) -> str:
        """The effect in a sentence."""
        if not self.is_something:
            return tr("This is what is here now: nothing would change.")
        parts = [
            tr("{n} annotation comes back|{n} annotations come back", len(self.back)) if self.back else "",
            tr("{n} goes|{n} go", len(self.gone)) if self.gone else "",
            tr("{n} changes|{n} change", len(self.changed)) if self.changed else "",
        ]
        said = in_row(filter(None, parts))
        return f"{said}." if said else tr("Only links or the layer’s note and state change.")


class HistoryPreview(QWidget):
    """Stands beside the list.

    Args:
        session: the open layer; None: there is none.
        looks: colours and sizes.
        parent: the dialog.
    """

    def __init__(self, session: Session | None, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.words = PlainLabel("", self)
        self.words.setObjectName("history_effect")
        self.words.setWordWrap(True)
        self.words.setFont(looks.sizes.font("label"))
        self.rows = QListWidget(self)
        self.rows.setObjectName("history_preview")
        self.rows.setAccessibleName(tr("Annotations that come, go or change"))
        self.rows.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setItemDelegate(_Painter(looks, session.codebook if session is not None else None, self.rows))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(looks.sizes.space(1))
        column.addWidget(self.words)
        column.addWidget(self.rows, 1)

    def wait(self) -> None:
        """Say that it is being read."""
        self.show_words(tr("Reading…"))

    def show_words(self, words: str) -> None:
        """Show a sentence, and no annotations."""
        self.words.setText(words)
        self.rows.clear()
        self.rows.setVisible(False)

    def show_effect(self, effect: Effect) -> None:
        """Show what would come, go and change."""
        self.show_words(effect.in_words())
        if self._session is None:
            return
        text = self._session.document.text
        parts = ((_BACK, effect.back), (_GONE, effect.gone), (_CHANGED, effect.changed))
        listed = [(kind, one) for kind, some in parts for one in some]
        for kind, one in islice(sorted(listed, key=lambda pair: pair[1].span), _MOST):
            row = QListWidgetItem(shown_words(line_of(one.span.of(text), _LETTERS)), self.rows)
            row.setData(_TAG, one.tag)
            row.setData(_KIND, kind)
            row.setData(Qt.ItemDataRole.AccessibleTextRole, f"{tr(_KINDS[kind])}: {row.text()}")
        self.rows.setVisible(bool(self.rows.count()))


class _Painter(QStyledItemDelegate):
    """Paints chip, words, and what becomes of them."""

    def __init__(self, looks: Looks, codebook: Codebook | None, view: QListWidget) -> None:
        super().__init__(view)
        self._looks = looks
        self._tags: dict[str, TagLook] = looks.colours.tag_looks(codebook) if codebook is not None else {}

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._looks.sizes.height("short_annotation_row"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        sizes, colours = self._looks.sizes, self._looks.colours
        rect, gap, side = QRectF(option.rect), sizes.space(1), sizes.height("letter_chip")
        painter.save()
        chip = QRectF(rect.left() + gap, rect.center().y() - side / 2, side, side)
        paint_chip(painter, chip, self._tags.get(index.data(_TAG)) or colours.unknown_look, self._looks)
        kind = index.data(_KIND)
        painter.setFont(sizes.font("secondary"))
        painter.setPen(colours.colour("danger" if kind == _GONE else "muted"))
        said = tr(_KINDS[kind])
        room = rect.adjusted(2 * gap + side, 0, -gap, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, said)
        room.setRight(room.right() - painter.fontMetrics().horizontalAdvance(said) - gap)
        painter.setFont(sizes.font())
        painter.setPen(colours.colour("muted" if kind == _GONE else "text"))
        words = str(index.data())
        seen = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        side_of = Qt.AlignmentFlag.AlignLeft if is_rightward(words) else Qt.AlignmentFlag.AlignRight
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | side_of | Qt.AlignmentFlag.AlignAbsolute), seen)
        painter.restore()
