"""The list that link mode shows beside a quote. It takes no focus: the keys go through the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyledItemDelegate, QVBoxLayout

from analyst_app.core.excerpts import quotes_set_apart, set_apart
from analyst_app.ui.bars.floating import FloatingCard
from analyst_app.ui.widgets.message import ElidedLabel
from analyst_app.ui.widgets.own_viewport import put_viewport_in
from analyst_app.ui.widgets.shapes import caps_width, paint_caps, paint_row
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QMenu, QStyleOptionViewItem

    from analyst_app.core.span import Span
    from analyst_app.ui.annotate.link_candidates import LinkCandidate
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.widgets.theme import Looks

_MOST_ROWS, _ROWS_OVER_TEXT = 5, 2
"""Rows that are seen at once: beside the column, and where the list covers some of the text."""
_NAME, _WHY = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class _Row(QStyledItemDelegate):
    """A digit on a cap, a name, and at the right why it is offered."""

    def __init__(self, looks: Looks, parent: QListWidget) -> None:
        super().__init__(parent)
        self._looks = looks

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._looks.sizes.height("popup_row"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        from PySide6.QtWidgets import QStyle  # its enumerations take 7 ms: not before a row is painted

        looks, sizes, rect = self._looks, self._looks.sizes, QRectF(option.rect)
        state = option.state
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        paint_row(
            painter, rect, looks, is_current=is_current, is_hovered=bool(state & QStyle.StateFlag.State_MouseOver)
        )
        left, middle = rect.left() + sizes.space(1), rect.center().y()
        cap = caps_width(("0",), looks)
        if index.row() < 9:
            paint_caps(painter, left, middle, (f"{index.row() + 1}",), looks)
        left += cap + sizes.space(1)
        room = rect.right() - sizes.space(1) - left
        name, why = str(index.data(_NAME) or index.data()), str(index.data(_WHY) or "")
        body, small = sizes.font("body"), sizes.font("secondary")
        name_width = min(QFontMetricsF(body).horizontalAdvance(name) + 1, room)
        words = QFontMetricsF(body).elidedText(name, Qt.TextElideMode.ElideRight, name_width)
        painter.save()
        painter.setFont(body)
        painter.setPen(looks.colours.colour("text"))
        beside = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(left, rect.top(), name_width, rect.height()), beside, words)
        rest = room - name_width - sizes.space(1)
        if rest > sizes.space(4):
            painter.setFont(small)
            painter.setPen(looks.colours.colour("muted"))
            told = QFontMetricsF(small).elidedText(why, Qt.TextElideMode.ElideRight, rest)
            at = QRectF(left + room - rest, rect.top(), rest, rect.height())
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, told)
        painter.restore()


class LinkList(FloatingCard):
    """The role on top, candidates below, each with its digit; and the frame round what is proposed in the text.

    Args:
        looks: colours and sizes.
        view: the article; the list may lie over the panes beside it.
    """

    clicked = Signal(int)
    """A row was clicked: its number."""

    def __init__(self, looks: Looks, view: ArticleView) -> None:
        super().__init__(looks, view.window())
        self._view = view
        self.setObjectName("link_list")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.heading = ElidedLabel("", self)
        self.heading.setObjectName("link_role")
        self.listed = QListWidget(self)
        self.listed.setObjectName("link_candidates")
        self.listed.setAccessibleName("Whom to link to")
        self.listed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.listed.setFrameShape(QFrame.Shape.NoFrame)
        self.listed.setMouseTracking(True)
        self.listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        put_viewport_in(self.listed).setAutoFillBackground(False)
        self.listed.setProperty("role", "floating")
        self.listed.setItemDelegate(_Row(looks, self.listed))
        self.listed.clicked.connect(lambda index: self.clicked.emit(index.row()))
        inset = looks.sizes.space(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(inset, inset, inset, inset)
        column.setSpacing(2)
        column.addWidget(self.heading)
        column.addWidget(self.listed)
        self.heading.setContentsMargins(looks.sizes.space(1), 0, 0, 0)

    def show_candidates(self, title: str, candidates: list[LinkCandidate], row: int) -> None:
        """List candidates with one of them chosen."""
        self.heading.setText(title)
        self.listed.clear()
        for number, one in enumerate(candidates, 1):
            digit = f"{number}  " if number <= 9 else "    "
            name, why = set_apart(one.shown), quotes_set_apart(one.why)
            item = QListWidgetItem(f"{digit}{name}  –  {why}", self.listed)
            item.setToolTip("")
            item.setData(_NAME, name)
            item.setData(_WHY, why)
        if not candidates:
            item = QListWidgetItem(tr("Nobody. Select the name in the text."), self.listed)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.listed.setCurrentRow(row if candidates else -1)

    def stand_beside(self, quote: Span, sentence: Span, proposed: Span | None) -> None:
        """Stand where it covers none of a quote and its sentence, and frame in the text what is proposed.

        Beside the column, over its margin and the panes; where there is no room, below the sentence, and else above.

        Args:
            quote: what is being linked.
            sentence: of that quote, with who said it.
            proposed: is framed; None: nothing is.
        """
        view, room = self._view, self.parentWidget()
        view.set_proposal(proposed)
        if room is None:
            return
        sizes, shadow = self._looks.sizes, self.shadow
        width = sizes.width("link_popup") + 2 * shadow
        left = view.viewport().mapTo(room, QPoint(self._column_right + sizes.width("link_gap"), 0)).x() - shadow
        first, last = view.rect_of(sentence.start), view.rect_of(sentence.end)
        page = view.viewport().mapTo(room, QPoint(0, 0)).y()
        top, low = page + first.top(), page + last.bottom() + sizes.space(0)
        bottom = page + view.viewport().height()
        if left + width - shadow <= room.width():
            height = self._height(_MOST_ROWS)
            place = QPoint(
                left, max(page, min(page + view.rect_of(quote.start).top(), bottom - height + 2 * shadow)) - shadow
            )
        else:
            height = self._height(_ROWS_OVER_TEXT)
            is_below = low + height - 2 * shadow <= bottom
            y = low if is_below else top - sizes.space(0) - height + 2 * shadow
            x = view.viewport().mapTo(room, last.topLeft() if is_below else first.topLeft()).x()
            place = QPoint(min(x, room.width() - width + shadow) - shadow, y - shadow)
        self.setGeometry(place.x(), place.y(), width, height)
        self.listed.scrollToItem(self.listed.currentItem())
        self.show()
        self.raise_()

    def leave(self) -> None:
        """Nothing is linked any more."""
        self.hide()
        self._view.set_proposal(None)

    def pop_up(self, menu: QMenu, position: int) -> None:
        """Open a menu below a place of the text.

        Args:
            menu: is deleted when it is closed.
            position: code points.
        """
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._view.viewport().mapToGlobal(self._view.rect_of(position).bottomLeft()))

    @property
    def _column_right(self) -> int:
        """The right edge of the text's column, in its viewport."""
        document = self._view.document()
        return round(document.documentLayout().blockBoundingRect(document.firstBlock()).right())

    def _height(self, most: int) -> int:
        """Show so many rows, or fewer; the height with these, shadow and all."""
        sizes = self._looks.sizes
        rows = min(max(1, self.listed.count()), most) * sizes.height("popup_row")
        self.listed.setFixedHeight(rows)
        return rows + sizes.height("popup_head") + 2 * self.shadow
