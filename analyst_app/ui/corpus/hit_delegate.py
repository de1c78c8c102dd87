"""Paints the hits of the concordance: the article and its tag, below them the words with the hit marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from analyst_app.corpus.concordance import CONTEXT
from analyst_app.ui.corpus.hit_model import ARTICLE, TAG, HitModel, is_leftward
from analyst_app.ui.panels.articles.article_words import BETWEEN, shown_date, shown_line
from analyst_app.ui.panels.rows.wrapped_words import WrappedWords
from analyst_app.ui.widgets.message import shown_words
from analyst_app.ui.widgets.shapes import paint_chip, paint_focus, paint_row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from analyst_app.core.codebook import Codebook
    from analyst_app.corpus.concordance import Hit
    from analyst_app.ui.widgets.theme import Looks, TagLook

_Index = QModelIndex | QPersistentModelIndex
_STATE, _ELIDE, _ALIGN = QStyle.StateFlag, Qt.TextElideMode, Qt.AlignmentFlag
_CUT = "…"
_BEFORE = 0.4
"""Share of a row's width that the words before a hit take at most."""
_MOST_KEPT = 500
"""Lines that are kept laid out: some screens full."""
_MOST_ASIDE = 0.35
"""Share of it that the tag and the annotator take at most."""


class MarkedLine(NamedTuple):
    """The words of a row as far as there is room for them."""

    words: str
    start: int
    """Of the hit in them, in Qt's units of UTF-16."""
    length: int
    is_leftward: bool


class HitDelegate(QStyledItemDelegate):
    """Rows of two lines on the colours and sizes that are worn.

    Args:
        model: the hits.
        table: shows them.
        looks: colours and sizes.
    """

    paints_focus = True
    """The ring of the focus is its own: none is laid round it."""

    def __init__(self, model: HitModel, table: QTableView, looks: Looks) -> None:
        super().__init__(table)
        self._model, self._table, self._looks = model, table, looks
        self._tags: dict[str, TagLook] = {}
        self._kept: dict[tuple[Hit, int], QTextLayout] = {}
        """Lines that were laid out, by the room they have."""
        self.follow_looks()

    def follow_looks(self) -> None:
        """Take over other colours and sizes."""
        sizes = self._looks.sizes
        self._kept.clear()
        self._title, self._facts = WrappedWords(sizes.font("row_title")), WrappedWords(sizes.font("secondary"))
        self._font = sizes.font()
        self._metrics = QFontMetricsF(self._font)

    def show_codebook(self, codebook: Codebook | None) -> None:
        """Know the letters and colours of a codebook's tags."""
        self._tags = self._looks.colours.tag_looks(codebook) if codebook is not None else {}

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Never asked for by the table, whose rows are all of one height."""
        return QSize(option.rect.width(), self._looks.sizes.height("hit_row"))

    def marked_line(self, hit: Hit, room: float) -> MarkedLine:
        """The words round a hit: cut at both far ends, so that the hit is seen whole wherever it has room.

        Args:
            hit: it.
            room: pixels.
        """
        metrics = self._metrics
        before, words, after = (shown_words(part) for part in _on_one_line(hit))
        before = metrics.elidedText(before, _ELIDE.ElideLeft, room * _BEFORE)
        left = room - metrics.horizontalAdvance(before)
        words = metrics.elidedText(words, _ELIDE.ElideRight, left)
        after = metrics.elidedText(after, _ELIDE.ElideRight, max(0.0, left - metrics.horizontalAdvance(words)))
        return MarkedLine(before + words + after, _units(before), _units(words), is_leftward(hit))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        sizes, hit = self._looks.sizes, self._model.hits[index.row()]
        rect, edge = QRectF(option.rect), sizes.space(1)
        ground = rect.adjusted(edge, 1, -edge, -1)
        is_current = bool(option.state & _STATE.State_Selected)
        painter.save()
        is_hovered = bool(option.state & _STATE.State_MouseOver)
        paint_row(painter, ground, self._looks, is_current=is_current, is_hovered=is_hovered)
        title, words = sizes.line("row_title"), sizes.line("body")
        room = ground.adjusted(edge + sizes.width("current_bar"), 0, -edge, 0)
        room.setTop(rect.center().y() - (title + words) / 2)
        self._paint_head(painter, QRectF(room.left(), room.top(), room.width(), title), index)
        self._paint_words(painter, QRectF(room.left(), room.top() + title, room.width(), words), hit)
        if option.state & _STATE.State_HasFocus and self._table.hasFocus():  # chosen or not
            paint_focus(painter, ground, self._looks)
        painter.restore()

    def _paint_head(self, painter: QPainter, room: QRectF, index: _Index) -> None:
        """Paint the article with its outlet and date, and at the end the tag with whose it is."""
        hit, sizes, colours = self._model.hits[index.row()], self._looks.sizes, self._looks.colours
        painter.setFont(self._facts.font)
        painter.setPen(colours.colour("muted"))
        width = room.width() - self._paint_tag(painter, room, index)
        (title,) = self._title.lines(str(index.sibling(index.row(), ARTICLE).data()), int(width), 1)
        facts = BETWEEN.join(filter(None, (shown_line(hit.outlet), shown_date(hit.date))))
        gap = sizes.space(1)
        left_over = int(width - title.width - gap)
        if facts and left_over > sizes.space(5):
            (line,) = self._facts.lines(facts, left_over, 1)
            left = room.left() + (title.width + gap if title.is_rightward else 0)
            painter.drawStaticText(QPointF(left, _middle(room, self._facts)), line.text)
        painter.setFont(self._title.font)
        painter.setPen(colours.colour("text"))
        title.paint(painter, room.left(), _middle(room, self._title), width)

    def _paint_tag(self, painter: QPainter, room: QRectF, index: _Index) -> float:
        """Paint what the words stand in, and whose it is; pixels that this takes at the end of the line."""
        hit, sizes = self._model.hits[index.row()], self._looks.sizes
        words = str(index.sibling(index.row(), TAG).data())
        if not words:
            return 0
        gap, chip = sizes.space(1), sizes.height("letter_chip")
        (line,) = self._facts.lines(words, int(room.width() * _MOST_ASIDE), 1)
        painter.drawStaticText(QPointF(room.right() - line.width, _middle(room, self._facts)), line.text)
        taken = line.width + gap
        if hit.tag:
            place = QRectF(room.right() - taken - chip + gap / 2, room.center().y() - chip / 2, chip, chip)
            look = self._tags.get(hit.tag) or self._looks.colours.unknown_look
            paint_chip(painter, place, look, self._looks)
            taken += chip
        return taken + gap

    def _paint_words(self, painter: QPainter, room: QRectF, hit: Hit) -> None:
        key = (hit, int(room.width()))
        layout = self._kept.get(key)
        if layout is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            layout = self._kept[key] = self._laid_out(hit, room.width())
        painter.setPen(self._looks.colours.colour("text"))
        height = layout.lineAt(0).height()
        layout.draw(painter, QPointF(room.left(), room.top() + (room.height() - height) / 2))

    def _laid_out(self, hit: Hit, width: float) -> QTextLayout:
        line = self.marked_line(hit, width)
        layout = QTextLayout(line.words, self._font)
        layout.setCacheEnabled(True)
        option = QTextOption(_ALIGN.AlignRight if line.is_leftward else _ALIGN.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if line.is_leftward else Qt.LayoutDirection.LeftToRight)
        layout.setTextOption(option)
        mark = QTextLayout.FormatRange()
        look = QTextCharFormat()
        look.setBackground(self._looks.colours.colour("find"))
        mark.start, mark.length, mark.format = line.start, line.length, look
        layout.setFormats([mark])
        layout.beginLayout()
        layout.createLine().setLineWidth(width)
        layout.endLayout()
        return layout


def _middle(room: QRectF, words: WrappedWords) -> float:
    """The top of a line of words that stands in the middle of its room, pixels."""
    return room.top() + (room.height() - words.line_height) / 2


def _on_one_line(hit: Hit) -> tuple[str, str, str]:
    """The words before, of and after a hit on one line; a word that the excerpt cuts in two is left out."""
    before, words, after = (" ".join(f"|{part}|".split())[1:-1] for part in (hit.before, hit.text, hit.after))
    if len(hit.before) == CONTEXT and " " in before.strip():
        before = _CUT + before.lstrip().partition(" ")[2]
    if len(hit.after) == CONTEXT and " " in after.strip():
        after = after.rstrip().rpartition(" ")[0] + _CUT
    return before.lstrip(), words, after.rstrip()


def _units(words: str) -> int:
    return len(words.encode("utf-16-le")) // 2
