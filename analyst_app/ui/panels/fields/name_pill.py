"""A pill: the name of a thing that a click goes to, and a small cross that takes it away."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.ui.widgets.shapes import paint_chip, paint_focus
from analyst_app.ui.widgets.theme import Looks, TagLook
from analyst_app.wording import visible

_WIDEST = 220
"""Pixels of a name: a longer one is cut, and read whole in the tool tip."""


class NamePill(QWidget):
    """A frame with a name in it, of which both parts take the keyboard.

    Args:
        looks: colours and sizes.
        parent: as ever.
    """

    clicked = Signal()
    """The name was."""
    removed = Signal()
    """The cross was clicked."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.name = _Name(looks, self)
        self.cross = _Cross(looks, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setSpacing(0)
        row.addWidget(self.name, 1)
        row.addWidget(self.cross)
        self.name.clicked.connect(self.clicked)
        self.cross.clicked.connect(self.removed)
        looks.changed.connect(self.update)

    def show_name(self, name: str, look: TagLook | None = None, *, heard: str = "", cross: str = "") -> None:
        """Show what it stands for.

        Args:
            name: in plain words.
            look: of the tag of what it stands for; None: it shows no letter.
            heard: the name as a screen reader says it; empty: the same.
            cross: says what the cross does; empty: there is none.
        """
        self.name.show_name(visible(name), look)
        self.name.setAccessibleName(heard or name)
        self.cross.setAccessibleName(cross)
        self.cross.setToolTip(plain_tip(cross))
        self.cross.setVisible(bool(cross))
        self.updateGeometry()

    def name_field(self, object_name: str) -> None:
        """Give the part with the name an object name."""
        self.name.setObjectName(object_name)

    def focus_cross(self) -> None:
        """Give the keyboard to the cross."""
        self.cross.setFocus()

    @property
    def first_stop(self) -> QWidget:
        """The part that the keyboard comes to first."""
        return self.name

    def sizeHint(self) -> QSize:
        """As wide as its parts."""
        cross = self.cross.sizeHint().width() if not self.cross.isHidden() else 0
        return QSize(self.name.sizeHint().width() + cross + 2, self._looks.sizes.height("pill"))

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * self._looks.sizes.height("pill"), self._looks.sizes.height("pill"))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, radius = self._looks.colours, self._looks.sizes.radius("control")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colours.colour("control"), 1))
        painter.setBrush(colours.colour("hover" if self.underMouse() else "raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class _Name(QPushButton):
    """The letter and the name, painted on the pill."""

    paints_focus = True
    """The ring of the focus is its own: none is laid round it."""

    def __init__(self, looks: Looks, pill: NamePill) -> None:
        super().__init__(pill)
        self._looks, self._pill = looks, pill
        self._look: TagLook | None = None
        self._name = ""
        self.setProperty("role", "bare")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def show_name(self, name: str, look: TagLook | None) -> None:
        """Show another name."""
        if (name, look) == (self._name, self._look):
            return
        self._name, self._look = name, look
        self.setText(name.replace("&", "&&"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = self._looks.sizes.advance("body", self._name)
        return QSize(round(self._before() + min(width, _WIDEST)) + self._looks.sizes.space(1), 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._looks.sizes.height("pill"), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        sizes, font = self._looks.sizes, self._looks.sizes.font()
        painter = QPainter(self)
        field, before = QRectF(self.rect()), self._before()
        if self._look is not None:
            side = sizes.height("chip")
            top = round((self.height() - side) / 2)
            paint_chip(painter, QRectF(sizes.space(0), top, side, side), self._look, self._looks)
        painter.setFont(font)
        painter.setPen(self._looks.colours.colour("text"))
        room = field.adjusted(before, 0, -sizes.space(0), 0)
        name = sizes.cut("body", self._name, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, name)
        self.setToolTip(plain_tip(self._name) if name != self._name else "")
        if self.hasFocus():
            paint_focus(painter, field, self._looks)

    def _before(self) -> int:
        sizes = self._looks.sizes
        return sizes.space(1) if self._look is None else 2 * sizes.space(0) + sizes.height("chip") + 2


class _Cross(QToolButton):
    """Takes the thing away."""

    paints_focus = True
    """The ring of the focus is its own: none is laid round it."""

    def __init__(self, looks: Looks, pill: NamePill) -> None:
        super().__init__(pill)
        self._looks = looks
        self.setText("×")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        """A square that a finger finds."""
        side = self._looks.sizes.height("pill") - 4
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._looks.colours.colour("text" if self.underMouse() else "muted"), 1.4))
        middle, arm = QRectF(self.rect()).center(), 3.5
        cross = QRectF(middle.x() - arm, middle.y() - arm, 2 * arm, 2 * arm)
        painter.drawLine(cross.topLeft(), cross.bottomRight())
        painter.drawLine(cross.topRight(), cross.bottomLeft())
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self._looks)
