"""Paints the rows of the list of articles: ring, title, what is known; or the head of a group."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from analyst_app.core.excerpts import is_rightward
from analyst_app.ui.panels.articles.article_groups import ArticleEntry, ArticleGroup
from analyst_app.ui.panels.articles.article_words import BETWEEN, facts_line, readers, shown_line
from analyst_app.ui.widgets.shapes import initials, paint_disc, paint_focus, paint_ring, paint_row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView

    from analyst_app.ui.panels.articles.article_model import ArticleModel
    from analyst_app.ui.widgets.theme import Looks

_Index = QModelIndex | QPersistentModelIndex
_KEPT = 2_000
"""Titles of which the lines are kept: some screens full."""
_LONGEST = 400
"""Code points of a title that are laid out: more than two lines hold."""
_MARK = "!"
"""Stands behind the facts of an article to which a file belongs that it does not have, or of which something is
not read."""
_LEAST_OUTLET = 5
"""Letters of an outlet below which it is left out."""
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
        self._titles: dict[tuple[str, bool, int], tuple[str, ...]] = {}
        self.dress()

    def dress(self) -> None:
        """Take up the sizes that are worn now."""
        sizes = self._looks.sizes
        self._titles.clear()
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

    # -- heights -----------------------------------------------------------------

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        at, sizes = self._model.at(index.row()), self._looks.sizes
        if isinstance(at, ArticleGroup):
            return QSize(0, sizes.height("group_row"))
        if self._dress.is_one_line:
            return QSize(0, sizes.height("article_row_one_line"))
        lines = self._lines_of(at, self._room(self._view.viewport().width()))
        return QSize(0, sizes.height("article_row_wrapped" if len(lines) > 1 else "article_row"))

    def _room(self, width: int) -> int:
        """The width that a title may take in a row, pixels."""
        return width - self._dress.words - 2 * self._dress.edge

    def _lines_of(self, line: ArticleEntry, room: int, most: int = 2) -> tuple[str, ...]:
        """The lines that a title takes, the last one cut where it has to be."""
        is_light = line.article.status == "done"
        key = (line.article.shown_title, is_light, room)
        lines = self._titles.get(key)
        if lines is None:
            if len(self._titles) > _KEPT:
                self._titles.clear()
            title = shown_line(key[0][:_LONGEST])
            font = self._dress.done if is_light else self._dress.title
            lines = self._titles[key] = laid_out(title, font, room, most)
        return lines

    # -- painting ----------------------------------------------------------------

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        from PySide6.QtWidgets import QStyle  # its enumerations take 7 ms: not before a row is painted

        state = option.state
        at, rect = self._model.at(index.row()), QRectF(option.rect)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus) and self._view.hasFocus()
        ground = rect.adjusted(self._dress.edge, 1, -self._dress.edge, -1)
        painter.save()
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
        middle, unit = ground.center().y(), dress.edge / 2
        tip = QPointF(ground.left() + unit * 1.5, middle)
        way = (QPointF(-1, -1), QPointF(0, 0), QPointF(-1, 1)) if self._model.is_folded(group) else _DOWN
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(muted, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline([tip + QPointF(one.x() * unit * 0.9 + unit / 2, one.y() * unit * 0.9) for one in way])
        inside = ground.adjusted(unit * 4.5, 0, -dress.edge, 0)
        tally = f"{group.done} / {len(group.lines)}"
        painter.setPen(muted)
        painter.setFont(dress.facts)
        taken = painter.fontMetrics().horizontalAdvance(tally)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, tally)
        painter.setFont(dress.head)
        self._draw(painter, inside.adjusted(0, 0, -taken - dress.edge, 0), shown_line(group.name), is_cut=True)

    def _paint_article(self, painter: QPainter, rect: QRectF, line: ArticleEntry, *, is_open: bool) -> None:
        dress, colours, article = self._dress, self._looks.colours, line.article
        if line.wants_count:
            self._model.count_wanted.emit(line)
        muted, ink = colours.colour("muted"), colours.colour("text")
        is_done = article.status == "done"
        titles = self._lines_of(line, self._room(int(rect.width()))) if not dress.is_one_line else ()
        high = max(len(titles), 1) * dress.title_line + (0 if dress.is_one_line else dress.facts_line)
        top = rect.top() + (rect.height() - high) / 2
        left, right = rect.left() + dress.words, rect.right() - 2 * dress.edge
        ring = QRectF(rect.left() + 2 * dress.edge, top + (dress.title_line - dress.ring) / 2, dress.ring, dress.ring)
        paint_ring(painter, ring, line.share, self._looks)
        first = QRectF(left, top, right - left, dress.title_line)
        if dress.is_one_line:
            right = self._paint_end(painter, first, line)
            taken = self._paint_short(painter, QRectF(left, top, right - left, dress.title_line), line)
            first.setRight(right - taken)
            titles = self._lines_of(line, max(int(first.width()), 0), most=1)
        painter.setFont(dress.done if is_done else dress.title)
        painter.setPen(muted if is_done and not is_open else ink)
        for number, words in enumerate(titles):
            self._draw(painter, first.translated(0, number * dress.title_line), words)
        if dress.is_one_line:
            return
        below = QRectF(left, top + high - dress.facts_line, right - left, dress.facts_line)
        below.setRight(self._paint_end(painter, below, line))
        painter.setFont(dress.facts)
        painter.setPen(muted)
        self._paint_facts(painter, below, line)

    def _paint_facts(self, painter: QPainter, room: QRectF, line: ArticleEntry) -> None:
        """Paint outlet, date and progress; where there is no room for all, the outlet is cut, for it says least."""
        words = facts_line(line.article, line.left, with_year=not self._model.are_of_one_year)
        outlet = "" if self._model.heads_tell_outlets else shown_line(line.article.outlet)
        metrics = painter.fontMetrics()
        if outlet:
            words = f"{BETWEEN}{words}"
            left_over = room.width() - metrics.horizontalAdvance(words)
            outlet = metrics.elidedText(outlet, Qt.TextElideMode.ElideRight, int(left_over))
            if left_over >= metrics.averageCharWidth() * _LEAST_OUTLET:
                taken = min(metrics.horizontalAdvance(outlet), left_over)
                self._draw(painter, QRectF(room.left(), room.top(), taken, room.height()), outlet)
                room = room.adjusted(taken, 0, 0, 0)
            else:
                words = words.removeprefix(BETWEEN)
        self._draw(painter, room, words, is_cut=True)

    def _paint_short(self, painter: QPainter, room: QRectF, line: ArticleEntry) -> float:
        """Paint the number of tags at the end of a row of one line; return the width that is taken, pixels."""
        if line.article.count is None:
            return 0
        painter.setFont(self._dress.facts)
        painter.setPen(self._looks.colours.colour("muted"))
        words = f"{line.article.count:,}"
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        return painter.fontMetrics().horizontalAdvance(words) + self._dress.edge

    def _paint_end(self, painter: QPainter, room: QRectF, line: ArticleEntry) -> float:
        """Paint who else has read an article, and the mark; return where what stands before it has to end."""
        right, names, dress = room.right(), readers(line.article), self._dress
        if line.article.problem or self._model.mark_of(line.article.path):
            painter.setFont(dress.head)
            painter.setPen(self._looks.colours.colour("warning"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, _MARK)
            right -= painter.fontMetrics().horizontalAdvance(_MARK) + dress.edge
        if not names:
            return right
        side = self._looks.sizes.height("reader")
        said = [initials(name) for name in names]
        if len(said) > _READERS:
            said = [*said[: _READERS - 1], f"+{len(said) - _READERS + 1}"]
        for words in reversed(said):
            disc = QRectF(right - side, room.center().y() - side / 2, side, side)
            paint_disc(painter, disc, words, self._looks, is_filled=False, role="muted")
            right -= side + 1
        return right - dress.edge / 2

    def _draw(self, painter: QPainter, room: QRectF, words: str, *, is_cut: bool = False) -> None:
        """Write words in their own direction, from the side where they begin."""
        if is_cut:
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(room.width()))
        is_plain = is_rightward(words)
        side = Qt.AlignmentFlag.AlignLeft if is_plain else Qt.AlignmentFlag.AlignRight
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight if is_plain else Qt.LayoutDirection.RightToLeft)
        flags = Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(room, flags | Qt.TextFlag.TextSingleLine, words)


_DOWN = (QPointF(-1, -0.5), QPointF(0, 0.5), QPointF(1, -0.5))
"""The chevron of a group that is not folded, from its tip on."""


def laid_out(words: str, font: QFont, room: int, most: int) -> tuple[str, ...]:
    """Words on as few lines as hold them, at most one or two; the last is cut where they are longer.

    Args:
        words: one line of them.
        font: to write them in.
        room: width of a line, pixels.
        most: 1 or 2.
    """
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(words) <= room:
        return (words,)
    first, rest = ("", words) if most == 1 else _broken(words, font, room)
    last = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)
    return (first, last) if first else (last,)


def _broken(words: str, font: QFont, room: int) -> tuple[str, str]:
    """The words of the first line, and those that are left."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room)
    units = line.textLength()
    layout.endLayout()
    data = words.encode("utf-16-le")
    return data[: 2 * units].decode("utf-16-le").rstrip(), data[2 * units :].decode("utf-16-le").lstrip()
