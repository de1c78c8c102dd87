"""The list that link mode shows beside a quote. It takes no focus: the keys go through the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from analyst_app.core.excerpts import quotes_set_apart, set_apart
from analyst_app.ui.annotate.floating_list import FloatingList
from analyst_app.ui.bars.popup_rows import CAP, NAME, WHY
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from analyst_app.core.span import Span
    from analyst_app.ui.annotate.link_candidates import LinkCandidate
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.widgets.theme import Looks

_MOST_ROWS, _ROWS_OVER_TEXT = 5, 2
"""Rows that are seen at once: beside the column, and where the list covers some of the text."""


class LinkList(FloatingList):
    """The role on top, candidates below, each with its digit; and the frame round what is proposed in the text.

    Args:
        looks: colours and sizes.
        view: the article; the list may lie over the panes beside it.
    """

    listed: QListWidget

    def __init__(self, looks: Looks, view: ArticleView) -> None:
        super().__init__(looks, view.window(), QListWidget())
        self._view = view
        self._beside: tuple[Span, Span, Span | None] | None = None
        self.room_changed.connect(self._stand_again)
        self.setObjectName("link_list")
        self.heading.setObjectName("link_role")
        self.listed.setObjectName("link_candidates")
        self.listed.setAccessibleName(tr("Whom to link to"))

    def show_candidates(self, title: str, candidates: list[LinkCandidate], row: int) -> None:
        """List candidates with one of them chosen."""
        self.heading.setText(title)
        self.listed.clear()
        for number, one in enumerate(candidates, 1):
            digit = f"{number}  " if number <= 9 else "    "
            name, why = set_apart(one.shown), quotes_set_apart(one.why)
            item = QListWidgetItem(f"{digit}{name}  –  {why}", self.listed)
            item.setToolTip("")
            item.setData(NAME, name)
            item.setData(WHY, why)
            item.setData(CAP, digit.strip())
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
        self._beside = quote, sentence, proposed
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
            height = self.height_with(_MOST_ROWS)
            place = QPoint(left, page + view.rect_of(quote.start).top() - shadow)
        else:
            height = self.height_with(_ROWS_OVER_TEXT)
            is_below = low + height - 2 * shadow <= bottom
            y = low if is_below else top - sizes.space(0) - height + 2 * shadow
            x = view.viewport().mapTo(room, last.topLeft() if is_below else first.topLeft()).x()
            place = QPoint(min(x, room.width() - width + shadow) - shadow, y - shadow)
        y = max(page - shadow, min(place.y(), bottom - height + shadow))  # seen, whatever is scrolled away
        self.setGeometry(place.x(), y, width, height)
        self.listed.scrollToItem(self.listed.currentItem())
        self.show()
        self.raise_()

    def leave(self) -> None:
        """Nothing is linked any more."""
        self.hide()
        self._beside = None
        self._view.set_proposal(None)

    def pop_up(self, menu: QMenu, position: int) -> None:
        """Open a menu below a place of the text.

        Args:
            menu: is deleted when it is closed.
            position: code points.
        """
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._view.viewport().mapToGlobal(self._view.rect_of(position).bottomLeft()))

    def _stand_again(self) -> None:
        """Stand beside the same words, which another size of the window has put elsewhere."""
        if self._beside is not None:
            self._view.reveal(self._beside[1])
            self.stand_beside(*self._beside)

    @property
    def _column_right(self) -> int:
        """The right edge of the text's column, in its viewport."""
        document = self._view.document()
        return round(document.documentLayout().blockBoundingRect(document.firstBlock()).right())
