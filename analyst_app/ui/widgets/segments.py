"""A segmented control: a few values side by side, each with its digit, one of them chosen."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from analyst_app.ui.widgets.flow_layout import FlowLayout
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.ui.widgets.shapes import paint_focus, paint_stamped
from analyst_app.ui.widgets.theme import Looks

_EDGE = 3
"""Pixels between the frame and the segments."""
_PADDING = 4
"""Pixels beside digit and name."""
_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class Segment(NamedTuple):
    """A value that can be chosen."""

    value: Hashable
    name: str
    digit: str = ""
    """The key that chooses it too; empty: it has none."""
    object_name: str = ""
    tip: str = ""
    """More about it, in plain words."""


class Segments(QWidget):
    """The values beside each other, in several lines where one is too short.

    The keyboard comes to the chosen one; the arrow keys go from one to the next, the space bar chooses.

    Args:
        looks: colours and sizes.
        choices: the values.
        title: the accessible name of them all.
        may_clear: True: the chosen one chosen again leaves none.
        parent: as ever.
    """

    chosen = Signal(object)
    """A person chose this value, or a list of them; None: no longer any."""

    def __init__(
        self,
        looks: Looks,
        choices: Sequence[Segment],
        *,
        title: str,
        may_clear: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._looks, self._may_clear = looks, may_clear
        self._has_several = False
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        flow = FlowLayout(self, gap=0)
        flow.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        self._segments = {choice.value: _Field(self, looks, choice) for choice in choices}
        for value, segment in self._segments.items():
            flow.addWidget(segment)
            segment.clicked.connect(lambda checked, value=value: self._take(value, checked))
        self.show_value(None)
        looks.changed.connect(self._follow_looks)

    def allow_several(self) -> None:
        """Let any number of them be chosen at once; what is told and shown is a list then."""
        self._has_several = True

    @property
    def value(self) -> Hashable:
        """The chosen value; None: there is none."""
        return next((value for value, segment in self._segments.items() if segment.isChecked()), None)

    def show_value(self, value: Hashable | list[Hashable]) -> None:
        """Show a value, or a list of them, as chosen; None, or one that is not among them, for none."""
        shown = value if isinstance(value, list) else [value]
        for own, segment in self._segments.items():
            segment.setChecked(own in shown)
        stop = next((own for own in self._segments if own in shown), next(iter(self._segments), None))
        for own, segment in self._segments.items():
            segment.setFocusPolicy(Qt.FocusPolicy.TabFocus if own == stop else Qt.FocusPolicy.NoFocus)

    def step(self, segment: QWidget, by: int) -> None:
        """Give the keyboard to the next segment, or the one before.

        Args:
            segment: has the keyboard.
            by: 1 or -1.
        """
        row = list(self._segments.values())
        row[(row.index(segment) + by) % len(row)].setFocus(Qt.FocusReason.TabFocusReason)  # type: ignore[arg-type]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame round all of them."""
        colours, radius = self._looks.colours, self._looks.sizes.radius("control")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.colour("control"), 1))
        painter.setBrush(colours.colour("raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)

    def _take(self, value: Hashable, checked: bool) -> None:
        if self._has_several:
            values = [own for own, segment in self._segments.items() if segment.isChecked()]
            self.show_value(values)
            self.chosen.emit(values or None)
            return
        self.show_value(value if checked or not self._may_clear else None)
        if checked or self._may_clear:
            self.chosen.emit(value if checked else None)

    def _follow_looks(self) -> None:
        for segment in self._segments.values():
            segment.take_looks()
        self.update()


class _Field(QRadioButton):
    """One value: a radio button for those who hear it, a field of the frame for those who see it."""

    paints_focus = True
    """The ring of the focus is its own: none is laid round it."""

    def __init__(self, whole: Segments, looks: Looks, choice: Segment) -> None:
        super().__init__(" ".join(filter(None, (choice.digit, choice.name.replace("&", "&&")))), whole)
        self._whole, self._looks, self._choice = whole, looks, choice
        self.setObjectName(choice.object_name)
        self.setAutoExclusive(False)  # the chosen one may be cleared again
        self.setAccessibleDescription(choice.tip)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.take_looks()

    def take_looks(self) -> None:
        """Be as wide as digit and name are in the type that is worn."""
        sizes = self._looks.sizes
        digit, name = sizes.metrics("cap"), sizes.metrics()
        self._digit = digit.horizontalAdvance(self._choice.digit) + _PADDING / 2 if self._choice.digit else 0.0
        width = self._digit + name.horizontalAdvance(self._choice.name)
        self._hint = QSize(round(width + 2 * _PADDING), sizes.height("segment"))
        self.updateGeometry()
        self._tell()

    @property
    def seen(self) -> str:
        """The name as far as there is room for it: its ends, for names of one list often begin alike."""
        return self._looks.sizes.cut("body", self._choice.name, self._room().width(), in_middle=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def _room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_PADDING + self._digit, 0, -_PADDING / 2, 0)

    def _tell(self) -> None:
        """Say a name that is cut in the tool tip."""
        self.setToolTip(plain_tip(self._choice.name) if self.seen != self._choice.name else "")

    def sizeHint(self) -> QSize:
        """As wide as digit and name."""
        return self._hint

    def minimumSizeHint(self) -> QSize:
        return QSize(self._looks.sizes.height("segment"), self._looks.sizes.height("segment"))

    def hitButton(self, place: object) -> bool:
        """All of it is the button."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys go on to another; all else is a button's."""
        by = _STEPS.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
        else:
            self._whole.step(self, by)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, field = QPainter(self), QRectF(self.rect())
        is_checked, is_hovered, is_enabled = self.isChecked(), self.underMouse(), self.isEnabled()

        def paint(painter: QPainter, field: QRectF) -> None:
            colours, sizes = self._looks.colours, self._looks.sizes
            if ground := "text" if is_checked else "hover" if is_hovered else "":
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colours.colour(ground))
                painter.drawRoundedRect(field, sizes.radius("chip"), sizes.radius("chip"))
            painter.setPen(colours.colour("raised" if is_checked else "muted"))
            if self._digit:
                painter.setFont(sizes.font("cap"))
                painter.drawText(field.adjusted(_PADDING, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._choice.digit)
            painter.setPen(colours.colour("raised" if is_checked else "text" if is_enabled else "muted"))
            painter.setFont(sizes.font())
            painter.drawText(self._room(), Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, self.seen)

        key = ("segment", self._choice.digit, self._choice.name, is_checked, is_hovered, is_enabled)
        paint_stamped(painter, field, key, self._looks, paint)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_focus(painter, field, self._looks)
