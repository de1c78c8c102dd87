"""One side of a difference as it is painted: who reads so, tag and values as chips, and the words with what differs."""

from __future__ import annotations

import math
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from analyst_app.core.excerpts import is_rightward
from analyst_app.ui.article.text_style import TextStyle
from analyst_app.ui.bars.mirroring import mirrored
from analyst_app.ui.review.differences.side_contents import shortened
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.ui.widgets.shapes import initials, paint_chip, paint_disc
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analyst_app.ui.review.differences.side_contents import Told, WordPiece
    from analyst_app.ui.widgets.theme import Looks, TagLook


class SideShown(NamedTuple):
    """A side with all that is shown of it."""

    name: str
    """Whole name of the reader: a layer, A, B or gold."""
    letter: str
    """A, B or gold: where it stands in the text."""
    told: tuple[Told, ...] = ()
    is_first: bool = False
    """True for A: its disc is filled."""
    state: str = ""
    """A word beside the name: that this was taken."""


_NOBODY = SideShown("", "")
_ROOMS = (200, 160, 130, 110, 90, 70, 50, 36, 24, 12)
"""Characters of a stretch of words, tried one after the other until all of a side has room."""


class SideLabel(PlainLabel):
    """Paints a side, its words folded as far as it has room. Its text is the same in words, all of them.

    Args:
        name: of the widget.
        looks: colours and sizes.
        look: the colours of a tag, by its id.
        parent: as ever.
    """

    def __init__(self, name: str, looks: Looks, look: Callable[[str], TagLook], parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(1)
        self._looks, self._look, self._shown = looks, look, _NOBODY
        self._told: tuple[Told, ...] = ()
        """As much of the side as there is room for."""
        self._whole = self._least = 1
        """Pixels that all of it needs, and the least of it."""
        self._fitted_for = QSize()
        self._has_head = True
        self._face = _Face.of(looks)
        self._set: dict[tuple[object, ...], QTextLayout] = {}
        """Words that are set in lines, by width and colours: they are measured, and painted after that."""

    def leave_out_head(self, is_out: bool) -> None:
        """Show tag and words alone, where there is little room: the reader is named above the text."""
        if self._has_head == is_out:
            self._has_head = not is_out
            self.renew()

    def show_side(self, shown: SideShown) -> None:
        """Show another side."""
        if shown == self._shown:
            return
        self._shown = shown
        told = [one.words for one in shown.told] or [tr("nothing")]
        head = "  ".join(word for word in (shown.letter, shown.name if shown.name != shown.letter else "") if word)
        self.setText("\n".join((head, *told)))
        self.setAccessibleName(self.text())
        self._fit_anew()

    def renew(self) -> None:
        """Paint in other colours and sizes."""
        self._face = _Face.of(self._looks)
        self._fit_anew()

    def _fit_anew(self) -> None:
        self._fitted_for = QSize()
        self._fit()
        self.updateGeometry()
        self.update()

    # -- Qt's side -------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(1, self._whole)

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self._least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._run(painter, self._told, self.width())

    # -- inside ----------------------------------------------------------------

    def _fit(self) -> None:
        """Fold the words until the side has room; one that has none even so is scrolled to."""
        before, self._fitted_for = self._fitted_for, self.size()
        if self._fitted_for == before:
            return
        told, width = self._shown.told, self.width()
        least = _shorter(told, _ROOMS[-1])
        if width != before.width():  # with another height alone, all words stand as they did
            self._set.clear()
            heights = self._whole, self._least
            self._whole = math.ceil(self._run(None, told, width))
            self._least = math.ceil(self._run(None, least, width)) if least != told else self._whole
            if heights != (self._whole, self._least):
                self.updateGeometry()
        self._told = told
        if self._whole > self.height():
            fewer = (_shorter(told, most) for most in _ROOMS)
            self._told = next((one for one in fewer if self._run(None, one, width) <= self.height()), least)

    def _run(self, painter: QPainter | None, told: Sequence[Told], width: float) -> float:
        """Paint annotations of the side, or only measure them without a painter; the height that they take."""
        sizes = self._looks.sizes
        top = self._head(painter, width) + sizes.space(1) if self._has_head else 0.0
        for number, one in enumerate(told):
            top += sizes.space(1) if number else 0
            top = self._chips(painter, one, top, width)
            top = self._words(painter, one, top, width)
        if not told:
            font = sizes.font("body")
            if painter is not None:
                painter.setFont(font)
                painter.setPen(self._looks.colours.colour("muted"))
                painter.drawText(QPointF(0, top + QFontMetricsF(font).ascent()), tr("Nothing is tagged here."))
            top += QFontMetricsF(font).height()
        return top

    def _head(self, painter: QPainter | None, width: float) -> float:
        """The line of the reader; its height."""
        shown, looks = self._shown, self._looks
        side = looks.sizes.height("review_reader")
        if painter is None or not shown.letter:
            return side
        colours = looks.colours
        paint_disc(painter, mirrored(QRectF(0, 0, side, side), self), _disc(shown), looks, is_filled=shown.is_first)
        sizes = looks.sizes
        left = side + sizes.space(1)
        room = width - left
        if shown.state:
            painter.setFont(sizes.font("secondary"))
            painter.setPen(colours.colour("success"))
            taken = sizes.advance("secondary", shown.state)
            at = mirrored(QRectF(width - taken, 0, taken, side), self)
            painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, shown.state)
            room -= taken + sizes.space(1)
        painter.setFont(sizes.font("label"))
        painter.setPen(colours.colour("text"))
        name = sizes.cut("label", shown.name or shown.letter, max(0, room))
        at = mirrored(QRectF(left, 0, max(0, room), side), self)
        painter.drawText(at, Qt.AlignmentFlag.AlignVCenter, name)
        return side

    def _chips(self, painter: QPainter | None, one: Told, top: float, width: float) -> float:
        """The tag and what is said of it, in as many rows as that takes; the height below."""
        sizes = self._looks.sizes
        height, gap = sizes.height("chip"), sizes.space(0)
        left = 0.0
        for number, (words, differs) in enumerate(((one.name, one.tag_differs), *one.facts)):
            face, before = "group_head" if differs else "secondary", height if number == 0 else 0
            padding = 2 * sizes.space(0)
            wide = min(width, sizes.advance(face, words) + before + 2 * padding - (padding if before else 0))
            if left > 0 and left + wide > width:
                left, top = 0.0, top + height + gap
            if painter is not None:
                rect = QRectF(left, top, wide, height)
                self._pill(painter, mirrored(rect, self), differs=differs)
                if before:
                    paint_chip(
                        painter, mirrored(QRectF(left, top, height, height), self), self._look(one.tag), self._looks
                    )
                inside = rect.adjusted(before + (padding / 2 if before else padding), 0, -padding / 2, 0)
                painter.setFont(sizes.font(face))
                painter.setPen(self._looks.colours.colour("text"))
                shown = sizes.cut(face, words, inside.width())
                painter.drawText(mirrored(inside, self), Qt.AlignmentFlag.AlignVCenter, shown)
            left += wide + gap
        return top + height + gap

    def _pill(self, painter: QPainter, rect: QRectF, *, differs: bool) -> None:
        """The ground of a value; of one that differs with a line round it."""
        colours, radius = self._looks.colours, self._looks.sizes.radius("chip")
        painter.setPen(QPen(colours.colour("accent"), 1.5) if differs else Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("raised" if differs else "sunken"))
        inset = 0.75 if differs else 0.0
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)

    def _words(self, painter: QPainter | None, one: Told, top: float, width: float) -> float:
        """The words of an annotation; the height below."""
        look = self._look(one.tag)
        key = one.pieces, width, look.tint.rgba(), look.ink.rgba()
        layout = self._set.get(key)
        if layout is None:
            layout = self._set[key] = _laid_out(one.pieces, self._face, look, width)
        if painter is not None:
            painter.setPen(self._looks.colours.colour("text"))
            layout.draw(painter, QPointF(0, top))
        return top + layout.boundingRect().height()


def _shorter(told: Sequence[Told], most: int) -> tuple[Told, ...]:
    return tuple(shortened(one, most) for one in told)


def _disc(shown: SideShown) -> str:
    return initials(shown.name) if shown.name and shown.name != shown.letter else shown.letter[:1].upper()


class _Face(NamedTuple):
    """The article's face, in the size of the card."""

    font: QFont
    pitch: float

    @classmethod
    def of(cls, looks: Looks) -> _Face:
        font = TextStyle().font()
        font.setPointSizeF(looks.sizes.reading("card_points"))
        return cls(font, QFontMetricsF(font).height() + looks.sizes.space(0) / 2)


@cache
def _ways() -> tuple[QTextOption, QTextOption]:
    """The options of words over some lines: written from right to left, and from left to right."""
    ways = QTextOption(Qt.AlignmentFlag.AlignRight), QTextOption(Qt.AlignmentFlag.AlignLeft)
    for way, direction in zip(ways, (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight), strict=True):
        way.setTextDirection(direction)
        way.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return ways


def _laid_out(pieces: Sequence[WordPiece], face: _Face, look: TagLook, width: float) -> QTextLayout:
    """The words in the article's face, broken into lines, in the direction of their language."""
    words = "".join(piece.words for piece in pieces)
    layout = QTextLayout(words, face.font)
    is_right = is_rightward(words)
    layout.setTextOption(_ways()[is_right])
    if any(piece.differs for piece in pieces):
        lengths = [len(piece.words.encode("utf-16-le")) // 2 for piece in pieces]
        starts = accumulate(lengths, initial=0)
        layout.setFormats(
            [
                _marked(start, size, look)
                for start, size, piece in zip(starts, lengths, pieces, strict=False)
                if piece.differs
            ]
        )
    layout.setCacheEnabled(True)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        line.setPosition(QPointF(0, top))
        top += face.pitch
    layout.endLayout()
    return layout


def _marked(start: int, size: int, look: TagLook) -> QTextLayout.FormatRange:
    """Words that differ: on the tag's tint, with a line in its ink."""
    marked = QTextLayout.FormatRange()
    marked.start, marked.length = start, size
    marked.format = QTextCharFormat()
    marked.format.setBackground(QColor(look.tint))
    marked.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    marked.format.setUnderlineColor(look.ink)
    return marked
