"""The line of the status bar: mode and keys at the left, numbers and saving at the right. It asks for no width."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from analyst_app.ui.bars.key_hints import SEPARATOR, KeyHints
from analyst_app.ui.bars.mirroring import mirrored, place
from analyst_app.ui.bars.work_line import WorkLine
from analyst_app.ui.widgets.message import ElidedLabel
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.ui.widgets.shapes import caps_width, fill, paint_caps
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from analyst_app.ui.widgets.theme import Looks

_TICK = 14
_AT_START = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
"""The side on which the widget's own direction begins: Qt turns it."""


class ModeChip(PlainLabel):
    """The mode in light letters on the accent; without one it has no width. Its text is in capitals, painted a word."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__("", parent)
        self._looks = looks
        looks.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        words = self._looks.sizes.advance("chip", self.text().capitalize())
        around = 2 * self._looks.sizes.space(1) if self.text() else 0
        return QSize(ceil(words) + around, self._looks.sizes.height("mode_chip"))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours, sizes = QPainter(self), self._looks.colours, self._looks.sizes
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.colour("accent"))
        painter.drawRoundedRect(QRectF(self.rect()), sizes.radius("chip"), sizes.radius("chip"))
        painter.setPen(colours.colour("on_accent"))
        painter.setFont(sizes.font("chip"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text().capitalize())


class Counts(ElidedLabel):
    """The numbers of annotations, tag by tag, and of the quotations left to tag, which is seen longer."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__("", parent)
        self._looks = looks
        self._words, self._left = "", ""
        looks.changed.connect(self.update)

    def show_counts(self, words: str, untagged: int | None) -> None:
        """Show numbers.

        Args:
            words: of annotations, or how far a review is.
            untagged: quotations that are left to tag; None: not known.
        """
        self._words = " · ".join(words.split("  "))
        self._left = "" if untagged is None else tr("{count} left", count=untagged)
        self.setText(SEPARATOR.join(one for one in (words, f"U {self._left}" if self._left else "") if one))
        self.update()

    @property
    def least(self) -> int:
        """The width of the number of quotations that are left, pixels."""
        if not self._left:
            return 0
        return ceil(caps_width(("U",), self._looks)) + self._looks.sizes.space(0) + 2 + self._advance(self._left)

    @property
    def wanted(self) -> int:
        """The width of all numbers, pixels."""
        gap = self._looks.sizes.space(2) if self._words and self._left else 0
        return self._advance(self._words) + gap + self.least

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._looks.sizes.font("secondary"))
        painter.setPen(self._looks.colours.colour("muted"))
        left = self.width() - self.least
        if left > self._looks.sizes.space(2):
            rect = QRectF(0, 0, left - (self._looks.sizes.space(2) if self._left else 0), self.height())
            words = self._looks.sizes.cut("secondary", self._words, rect.width())
            painter.drawText(mirrored(rect, self), _AT_START, words)
        if self._left and left >= 0:
            wide = caps_width(("U",), self._looks)
            cap = mirrored(QRectF(left, 0, wide, self.height()), self)
            paint_caps(painter, cap.left(), self.height() / 2, ("U",), self._looks)
            right = left + wide + self._looks.sizes.space(0) + 2
            rest = mirrored(QRectF(right, 0, self.width() - right, self.height()), self)
            painter.drawText(rest, _AT_START, self._left)

    def _advance(self, words: str) -> int:
        return ceil(self._looks.sizes.advance("secondary", words))


class SaveState(ElidedLabel):
    """The state of saving: a tick where all is saved, another colour where it cannot be."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__("", parent)
        self._looks = looks
        self._kind = ""
        looks.changed.connect(self.update)

    def show_state(self, words: str, kind: str) -> None:
        """Show words about saving; of the kind ``saved`` or ``failed`` they are seen to be so."""
        self._kind = kind
        self.setText(words)

    @property
    def wanted(self) -> int:
        """The width of all words, pixels."""
        return ceil(self._looks.sizes.advance("secondary", self.text())) + self._tick

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), self._looks.colours
        if self._tick:
            icon = colours.icon("saved", "success")
            place = mirrored(QRectF(0, (self.height() - _TICK) // 2, _TICK, _TICK), self)
            icon.paint(painter, place.toRect())
        painter.setFont(self._looks.sizes.font("secondary"))
        painter.setPen(colours.colour("danger" if self._kind == "failed" else "muted"))
        rect = QRectF(self._tick, 0, self.width() - self._tick, self.height())
        words = self._looks.sizes.cut("secondary", self.text(), rect.width())
        painter.drawText(mirrored(rect, self), _AT_START, words)

    @property
    def _tick(self) -> int:
        return _TICK + self._looks.sizes.space(0) if self._kind == "saved" else 0


class StatusLine(QWidget):
    """The line itself. If room is scarce, the counts go first; then every part is cut.

    Args:
        looks: colours and sizes.
        parent: the status bar.
    """

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self._parts: tuple[ModeChip, KeyHints, Counts, SaveState] | None = None
        self._work: WorkLine | None = None
        looks.changed.connect(self.arrange)

    def put_in(self, mode_chip: ModeChip, hints: KeyHints, counts: Counts, save_state: SaveState) -> None:
        """Put in the parts, from the left."""
        self._parts = mode_chip, hints, counts, save_state

    def put_work(self, work: WorkLine) -> None:
        """Put in what stands before the counts as long as there is a work over many articles."""
        self._work = work

    def arrange(self) -> None:
        """Give every part its room."""
        if self._parts is None:
            return
        mode_chip, hints, counts, save_state = self._parts
        sizes, height = self._looks.sizes, self.height()
        edge, gap = sizes.space(1), sizes.space(3)
        room = self.width() - 2 * edge
        chip = mode_chip.sizeHint()
        chip_width = min(chip.width(), room)
        place(mode_chip, QRect(edge, (height - chip.height()) // 2, chip_width, chip.height()))
        chip_gap = gap if chip_width else 0
        room -= chip_width + chip_gap
        saving = min(save_state.wanted, sizes.width("save_state"), max(0, room // 3))
        room -= saving + gap
        work = self._work
        working = 0 if work is None or work.isHidden() else min(work.wanted, room)
        room -= working + gap if working else 0
        spare = room - gap - hints.wanted
        if spare >= counts.least + sizes.width("counts"):
            counted = min(counts.wanted, spare)
        else:
            counted = counts.least if room >= 3 * counts.least else 0
        room -= counted + gap
        left = edge + chip_width + chip_gap
        place(hints, QRect(left, 0, max(0, room), height))
        right = self.width() - edge - saving
        place(save_state, QRect(right, 0, saving, height))
        place(counts, QRect(right - gap - counted, 0, counted, height))
        if work is not None and working:
            place(work, QRect(right - gap - counted - gap - working, 0, working, height))

    def sizeHint(self) -> QSize:
        return QSize(0, self._looks.sizes.height("status"))

    def minimumSizeHint(self) -> QSize:
        """No width of its own: nothing that is said makes the window wider."""
        return QSize(0, 0)

    def event(self, event: QEvent) -> bool:
        """Arrange the parts once, however many of them say something else: each asks for it by its geometry."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        fill(QPainter(self), QRectF(0, 0, self.width(), 1), self._looks.colours.colour("hairline"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
