"""The kinds of differences as filters: a button each, with the number of its differences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from analyst_app.ui.review.differences.difference_model import KIND_NAMES, count_words, kind_words
from analyst_app.ui.widgets.flow_layout import FlowLayout
from analyst_app.ui.widgets.shapes import paint_focus

if TYPE_CHECKING:
    from collections.abc import Collection

    from analyst_app.ui.widgets.theme import Looks


class KindChips(QWidget):
    """The buttons; several may be held. They are hidden where all differences are of one kind.

    Args:
        looks: colours and sizes.
        parent: as ever.
    """

    chosen = Signal(object)
    """Others are held: a list of kinds."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._chips = {kind: _Chip(kind, looks, self) for kind in KIND_NAMES if kind != "same"}
        self._said: dict[str, tuple[int, int, tuple[str, ...]]] = {}
        """By kind, what its button says."""
        row = FlowLayout(self)
        for chip in self._chips.values():
            chip.clicked.connect(self._choose)
            row.addWidget(chip)

    def count(self, counts: Mapping[str, tuple[int, int]], names: tuple[str, ...]) -> None:
        """Say how many there are of each kind, and how many of them wait.

        Args:
            counts: by kind, all and those that wait.
            names: short ones of the readers, A first.
        """
        for kind, chip in self._chips.items():
            every, waiting = counts.get(kind, (0, 0))
            said = (every, waiting, names)
            if self._said.get(kind) == said:
                continue
            self._said[kind] = said
            number = count_words(every, waiting)
            words = f"{kind_words(kind, names, is_brief=True)} {number}"
            chip.make_room(f"{words.removesuffix(number)}{count_words(every, every - 1)}")
            chip.setText(words)
            chip.setAccessibleName(f"{kind_words(kind, names)} {number}")
            chip.setVisible(bool(every))
        self.setVisible(len(counts) > 1)

    def hold(self, kinds: Collection[str]) -> None:
        """Show which kinds are listed; none: all."""
        for kind, chip in self._chips.items():
            chip.setChecked(kind in kinds)

    def _choose(self) -> None:
        self.chosen.emit([kind for kind, chip in self._chips.items() if chip.isChecked()])


class _Chip(QPushButton):
    """A button like a pill. A click leaves the keys where they decide."""

    paints_focus = True
    """The ring of the focus is its own: none is laid round it."""

    def __init__(self, kind: str, looks: Looks, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setObjectName(f"chip_{kind}")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._looks = looks
        self._widest = ""
        """The longest words that it will have: it stays as wide when others are settled, and so does what is below."""

    def make_room(self, words: str) -> None:
        """Be wide enough for the longest words that it will have."""
        self._widest = words

    def sizeHint(self) -> QSize:
        sizes = self._looks.sizes
        words = sizes.advance("secondary", self._widest)
        return QSize(round(words) + 2 * sizes.space(1) + 4, sizes.height("kind_chip"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        looks, rect = self._looks, QRectF(self.rect())
        colours, held = looks.colours, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.colour("accent" if held else "control"), looks.sizes.width("focus") if held else 1))
        painter.setBrush(colours.colour("row" if held else "hover" if self.underMouse() else "surface"))
        radius = rect.height() / 2
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)
        if self.hasFocus():
            paint_focus(painter, rect, looks)
        painter.setFont(looks.sizes.font("secondary"))
        painter.setPen(colours.colour("text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
