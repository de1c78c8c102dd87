"""The line of the tag bar's buttons. What has no room gives way; the line itself asks for none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from analyst_app.ui.bars.mirroring import mirrored, place
from analyst_app.ui.widgets.shapes import fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from analyst_app.ui.bars.bar_button import BarButton
    from analyst_app.ui.bars.work_bar import WorkBar
    from analyst_app.ui.widgets.theme import Looks


class BarLine(QWidget):
    """Buttons of tags at the left, as many as there is room for; others after them and at the right end.

    Args:
        looks: colours and sizes.
        parent: the bar.
    """

    shown_changed = Signal()
    """Other tags have room."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self._more: BarButton | None = None
        self._after: Sequence[BarButton] = ()
        self._right: Sequence[BarButton] = ()
        self._yielding: Sequence[BarButton] = ()
        self._tags: list[BarButton] = []
        self._ranked: list[BarButton] = []
        self._has_more = False
        self._arranged: tuple[list[BarButton], list[BarButton], bool, list[int]] | None = None
        """The tags for which the line was arranged, with the widths that they had; None: something else came since."""
        self._rule = 0
        self._shown: list[BarButton] = []
        self._along: WorkBar | None = None
        looks.changed.connect(self.arrange)
        looks.changed.connect(self.update)

    def put_ends(
        self,
        more: BarButton,
        after: Sequence[BarButton],
        right: Sequence[BarButton],
        yielding: Sequence[BarButton],
    ) -> None:
        """Put in the buttons that are always there.

        Args:
            more: opens the menu of the tags that have no room.
            after: stand after the tags.
            right: stand at the right end.
            yielding: those of them that lose their words first, one after the other.
        """
        self._more, self._after, self._right, self._yielding = more, after, right, yielding

    def put_along(self, bar: WorkBar) -> None:
        """Put in what runs along the lower edge."""
        self._along = bar

    def put_tags(self, tags: Sequence[BarButton], ranked: Sequence[BarButton], *, has_more: bool) -> None:
        """Put in the buttons of tags.

        Args:
            tags: in the order in which they stand.
            ranked: the same; the first of these have room first.
            has_more: True if the menu has entries of its own.
        """
        wanted = list(tags), list(ranked), has_more, [button.wanted for button in tags]
        if wanted != self._arranged:  # of most articles, the same tags are used most
            self._tags, self._ranked, self._has_more = wanted[:3]
            self.arrange()
            self._arranged = wanted

    def has_room(self, button: BarButton) -> bool:
        """True if a tag's button is seen."""
        return button in self._shown

    def arrange(self) -> None:
        """Give every button its place."""
        more, self._arranged = self._more, None
        if more is None:
            return
        sizes = self._looks.sizes
        gap, edge = sizes.space(0), sizes.space(1)
        room = self.width() - 2 * edge
        shown, widths = self._fitting(more, room, gap)
        top = (self.height() - sizes.height("button")) // 2
        more.setVisible(self._has_more or len(shown) < len(self._tags))
        for button in self._tags:
            button.setVisible(button in shown)
        left = edge
        for button in (*shown, more):
            if not button.isHidden():
                width = widths.get(button, button.wanted)
                place(button, QRect(left, top, width, button.sizeHint().height()))
                left += width + gap // 2
        if self._rule != left + gap:
            self._rule = left + gap
            self.update()
        left += 3 * gap
        for button in self._after:
            place(button, QRect(left, top, widths[button], button.sizeHint().height()))
            left += widths[button] + gap
        right = self.width() - edge
        for button in reversed(self._right):
            place(button, QRect(right - widths[button], top, widths[button], button.sizeHint().height()))
            right -= widths[button] + gap
        if shown != self._shown:
            self._shown = shown
            self.shown_changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(0, self._looks.sizes.height("tag_bar"))

    def minimumSizeHint(self) -> QSize:
        """No width of its own, whatever the names of the tags are."""
        return QSize(0, self._looks.sizes.height("tag_bar"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
        if self._along is not None:
            self._along.lie_along(self.width(), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours = QPainter(self), self._looks.colours
        hairline = colours.colour("hairline")
        fill(painter, QRectF(0, self.height() - 1, self.width(), 1), hairline)
        inset = self._looks.sizes.space(2)
        fill(painter, mirrored(QRectF(self._rule, inset, 1, self.height() - 2 * inset), self), hairline)

    # -- inside --------------------------------------------------------------------------

    def _fitting(self, more: BarButton, room: int, gap: int) -> tuple[list[BarButton], dict[BarButton, int]]:
        """The tags that have room, and the widths of the other buttons."""
        widths = {button: button.wanted for button in (*self._after, *self._right)}
        needed = sum(button.wanted + gap for button in self._tags)

        def left() -> int:
            """Pixels for the tags."""
            return room - sum(width + gap for width in widths.values()) - 3 * gap

        for button in self._yielding:
            if left() >= min(needed + more.wanted, room // 2):
                break
            widths[button] = button.least
        spare = left() - (more.wanted + gap if self._has_more or needed > left() else 0)
        fitting = set()
        for button in self._ranked:
            spare -= button.wanted + gap
            if spare < 0:
                break
            fitting.add(button)
        return [button for button in self._tags if button in fitting], widths
