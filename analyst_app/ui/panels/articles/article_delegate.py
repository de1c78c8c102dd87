"""Paints the rows of the list of articles: ring, title, what is known; or the head of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate

from analyst_app.core.excerpts import is_rightward
from analyst_app.ui.panels.articles.article_groups import ArticleEntry, ArticleGroup
from analyst_app.ui.panels.articles.article_words import BETWEEN, facts_line, shown_line
from analyst_app.ui.panels.articles.title_lines import LaidOutTitle, TitleLines
from analyst_app.ui.widgets.shapes import initials, paint_disc, paint_focus, paint_ring, paint_row
from analyst_app.wording import whole

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

    from analyst_app.ui.panels.articles.article_model import ArticleModel
    from analyst_app.ui.widgets.theme import Looks

_Index = QModelIndex | QPersistentModelIndex
_MARK = "!"
"""Stands behind the facts of an article to which a file belongs that it does not have, or of which something is
not read."""
_LEAST_OUTLET = 8
"""Letters of an outlet below which it is left out."""
_ROUNDED = 2
"""Pixels by which words may be wider than their width as a whole number says."""
_READERS = 2
"""Discs beside each other; where there are more readers, the last says how many."""


class _Dress(NamedTuple):
    """The fonts and sizes that are the same in all rows."""

    title: QFont
    done: QFont
    facts: QFont
    head: QFont
    title_line: int
    facts_line: int
    """Heights of a line, pixels."""
    edge: int
    """From the side of the list to the ground of a row, and from there to what is in it, pixels."""
    ring: int
    words: int
    """From the side of the list to the title, pixels."""
    is_one_line: bool


class ArticleDelegate(QStyledItemDelegate):
    """Rows of two lines, of three where the title takes two, or of one in the compact density.

    Args:
        model: tells what stands in the rows.
        looks: colours and sizes.
        view: shows the rows.
    """

    paints_focus = True
    """The ring of the focus is its own: none is laid round it."""

    def __init__(self, model: ArticleModel, looks: Looks, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._model, self._looks, self._view = model, looks, view
        self._pane_width = 0
        self._turn: float | None = None
        """The sum of a row's left and right edge, where the list is laid out from the right; else None."""
        self.dress()

    def dress(self) -> None:
        """Take up the sizes that are worn now."""
        sizes = self._looks.sizes
        edge, ring = sizes.space(1), sizes.height("ring")
        self._dress = _Dress(
            sizes.font("row_title"),
            sizes.font("body"),
            sizes.font("secondary"),
            sizes.font("group_head"),
            sizes.line("row_title"),
            sizes.line("secondary"),
            edge,
            ring,
            3 * edge + ring,
            sizes.article_lines == 1,
        )
        self._titles = {False: TitleLines(self._dress.title), True: TitleLines(self._dress.done)}
        """By whether the article is done."""
        self._heights = {
            name: QSize(0, sizes.height(name))
            for name in ("group_row", "article_row", "article_row_wrapped", "article_row_one_line")
        }

    # -- heights -----------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        at = self._model.at(index.row())
        if isinstance(at, ArticleGroup):
            return self._heights["group_row"]
        if self._dress.is_one_line:
            return self._heights["article_row_one_line"]
        article = at.article
        is_long = self._titles[article.status == "done"].is_long(article.shown_title, self._room(self._pane_width))
        return self._heights["article_row_wrapped" if is_long else "article_row"]

    def set_width(self, width: int) -> None:
        """Know how wide the rows are, pixels, which tells where titles break."""
        self._pane_width = width

    def _room(self, width: int) -> int:
        """The width that a title may take in a row, pixels."""
        return width - self._dress.words - 2 * self._dress.edge

    def _title_of(self, line: ArticleEntry, room: int, most: int = 2) -> LaidOutTitle:
        return self._titles[line.article.status == "done"].of(line.article.shown_title, room, most)

    # -- painting ----------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        from PySide6.QtWidgets import QStyle  # its enumerations take 7 ms: not before a row is painted

        state = option.state
        at, rect = self._model.at(index.row()), QRectF(option.rect)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus) and self._view.hasFocus()
        ground = rect.adjusted(self._dress.edge, 1, -self._dress.edge, -1)
        painter.save()
        is_leftward = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._turn = rect.left() + rect.right() if is_leftward else None
        if isinstance(at, ArticleGroup):
            paint_row(painter, ground, self._looks, is_current=False, is_hovered=is_hovered)
            self._paint_head(painter, ground, at)
        else:
            is_open = self._model.bold == at.article.path
            paint_row(painter, ground, self._looks, is_current=is_open, is_hovered=is_hovered)
            self._paint_article(painter, rect, at, is_open=is_open)
        if has_focus:
            paint_focus(painter, ground, self._looks)
        painter.restore()

    def _paint_head(self, painter: QPainter, ground: QRectF, group: ArticleGroup) -> None:
        dress, muted = self._dress, self._looks.colours.colour("muted")
        middle, unit, turn = ground.center().y(), dress.edge / 2, self._turn
        tip = QPointF(ground.left() + unit * 1.5, middle)
        way = (QPointF(-1, -1), QPointF(0, 0), QPointF(-1, 1)) if self._model.is_folded(group) else _DOWN
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(muted, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        chevron = [tip + QPointF(one.x() * unit * 0.9 + unit / 2, one.y() * unit * 0.9) for one in way]
        painter.drawPolyline([QPointF(turn - one.x(), one.y()) for one in chevron] if turn is not None else chevron)
        inside = ground.adjusted(unit * 4.5, 0, -dress.edge, 0)
        tally = f"{group.done} / {len(group.lines)}"
        painter.setPen(muted)
        painter.setFont(dress.facts)
        taken = painter.fontMetrics().horizontalAdvance(tally)
        self._draw_at_end(painter, inside, tally)
        painter.setFont(dress.head)
        self._draw(painter, inside.adjusted(0, 0, -taken - dress.edge, 0), shown_line(group.name), is_cut=True)

    def _paint_article(self, painter: QPainter, rect: QRectF, line: ArticleEntry, *, is_open: bool) -> None:
        if line.wants_count:
            self._model.count_wanted.emit(line)
        dress = self._dress
        room = rect.adjusted(dress.words, 0, -2 * dress.edge, 0)
        if dress.is_one_line:
            room.setRight(self._paint_end(painter, room, line))
            room.setRight(room.right() - self._paint_short(painter, room, line))
            title = self._title_of(line, max(int(room.width()), 0), most=1)
            high = dress.title_line
        else:
            title = self._title_of(line, self._room(int(rect.width())))
            high = len(title.lines) * dress.title_line + dress.facts_line
        room = QRectF(room.left(), rect.top() + (rect.height() - high) / 2, room.width(), dress.title_line)
        side, above = dress.ring, (dress.title_line - dress.ring) / 2
        ring = QRectF(rect.left() + 2 * dress.edge, room.top() + above, side, side)
        paint_ring(painter, self._turned(ring), line.share, self._looks)
        is_done, colours = line.article.status == "done", self._looks.colours
        painter.setFont(dress.done if is_done else dress.title)
        painter.setPen(colours.colour("muted" if is_done and not is_open else "text"))
        for words in title.lines:
            self._draw(painter, room, words, is_plain=title.is_rightward)
            room.translate(0, dress.title_line)
        if not dress.is_one_line:
            room.setHeight(dress.facts_line)
            room.setRight(self._paint_end(painter, room, line))
            painter.setFont(dress.facts)
            painter.setPen(colours.colour("muted"))
            self._paint_facts(painter, room, line)

    def _paint_facts(self, painter: QPainter, room: QRectF, line: ArticleEntry) -> None:
        """Paint outlet, date and progress; where there is no room for all, the outlet is cut, for it says least."""
        metrics = painter.fontMetrics()
        words = self._facts(line, int(room.width()), metrics)
        outlet = "" if self._model.heads_tell_outlets else shown_line(line.article.outlet)
        left_over = room.width() - metrics.horizontalAdvance(f"{BETWEEN}{words}") - _ROUNDED
        if outlet and left_over >= metrics.averageCharWidth() * _LEAST_OUTLET:
            outlet = metrics.elidedText(outlet, Qt.TextElideMode.ElideRight, int(left_over))
            taken = metrics.horizontalAdvance(outlet)
            self._draw(painter, QRectF(room.left(), room.top(), taken, room.height()), outlet)
            room, words = room.adjusted(taken, 0, 0, 0), f"{BETWEEN}{words}"
        self._draw(painter, room, words, is_cut=True)

    def _facts(self, line: ArticleEntry, room: int, metrics: QFontMetrics) -> str:
        """Date and progress; without the year where all are of one, or there is no room for it."""
        day = self._model.day_of(line)
        words = facts_line(line.article, line.left, with_year=not self._model.are_of_one_year, day=day)
        if metrics.horizontalAdvance(words) > room:
            return facts_line(line.article, line.left, with_year=False, day=day)
        return words

    def _paint_short(self, painter: QPainter, room: QRectF, line: ArticleEntry) -> float:
        """Paint the number of tags at the end of a row of one line; return the width that is taken, pixels."""
        if line.article.count is None:
            return 0
        painter.setFont(self._dress.facts)
        painter.setPen(self._looks.colours.colour("muted"))
        words = whole(line.article.count)
        self._draw_at_end(painter, room, words)
        return painter.fontMetrics().horizontalAdvance(words) + self._dress.edge

    def _paint_end(self, painter: QPainter, room: QRectF, line: ArticleEntry) -> float:
        """Paint who else has read an article, and the mark; return where what stands before it has to end."""
        right, names, dress = room.right(), line.readers, self._dress
        if line.article.problem or self._model.mark_of(line.article.path):
            painter.setFont(dress.head)
            painter.setPen(self._looks.colours.colour("warning"))
            self._draw_at_end(painter, room, _MARK)
            right -= painter.fontMetrics().horizontalAdvance(_MARK) + dress.edge
        if not names:
            return right
        side = self._looks.sizes.height("reader")
        taken = self._facts_width(painter, line) if not dress.is_one_line else 0
        most = min(_READERS, int((right - room.left() - taken) / (side + 1)))
        if most < 1:
            return right
        said = [initials(name) for name in names]
        if len(said) > most:
            said = [*said[: most - 1], f"+{len(said) - most + 1}"]
        for words in reversed(said):
            disc = QRectF(right - side, room.center().y() - side / 2, side, side)
            paint_disc(painter, self._turned(disc), words, self._looks, is_filled=False, role="muted")
            right -= side + 1
        return right - dress.edge / 2

    def _facts_width(self, painter: QPainter, line: ArticleEntry) -> int:
        """The width that date and progress take at least; discs give way to them, for the tooltip names all readers."""
        painter.setFont(self._dress.facts)
        metrics = painter.fontMetrics()
        return metrics.horizontalAdvance(self._facts(line, 0, metrics)) + self._dress.edge

    def _draw(
        self, painter: QPainter, room: QRectF, words: str, *, is_cut: bool = False, is_plain: bool | None = None
    ) -> None:
        """Write words in their own direction, from the side where they begin."""
        if is_cut:
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        room, usual = self._turned(room), painter.layoutDirection()
        is_plain = is_rightward(words) if is_plain is None else is_plain
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight if is_plain else Qt.LayoutDirection.RightToLeft)
        painter.drawText(room, _FROM_LEFT if is_plain else _FROM_RIGHT, words)
        painter.setLayoutDirection(usual)

    def _draw_at_end(self, painter: QPainter, room: QRectF, words: str) -> None:
        """Write a number or a sign at the end of a row: Qt turns the side with the list's direction."""
        painter.drawText(self._turned(room), _AT_END, words)

    def _turned(self, place: QRectF) -> QRectF:
        """A place in the row that is painted as it is, or on the other side where the list begins at the right."""
        if self._turn is None:
            return place
        return QRectF(self._turn - place.right(), place.top(), place.width(), place.height())


_FROM_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine)
_FROM_RIGHT = int(
    Qt.AlignmentFlag.AlignVCenter
    | Qt.AlignmentFlag.AlignRight
    | Qt.AlignmentFlag.AlignAbsolute
    | Qt.TextFlag.TextSingleLine
)
"""Ways to write a line; to put flags together takes Python longer than to write it."""
_AT_END = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_DOWN = (QPointF(-1, -0.5), QPointF(0, 0.5), QPointF(1, -0.5))
"""The chevron of a group that is not folded, from its tip on."""
