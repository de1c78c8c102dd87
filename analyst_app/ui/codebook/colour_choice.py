"""The colour and line of a tag: twelve swatches, a colour of one's own, and the styles of a line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QColorDialog, QLineEdit, QPushButton, QWidget

from analyst_app.core.codebook import LINE_STYLES
from analyst_app.ui.widgets.elided_combo import ElidedCombo
from analyst_app.ui.widgets.flow_layout import FlowLayout
from analyst_app.ui.widgets.theme import Looks, swatches
from analyst_app.wording import marked, tr

_BUILT_IN = 5
"""The first swatches belong to the tags that are built in."""
_GAP, _RING = 8, 3
_LINES = {
    "solid": marked("solid"),
    "double": marked("double"),
    "dashed": marked("dashed"),
    "dotted": marked("dotted"),
    "dash-dot": marked("dash and dot"),
    "long-dash": marked("long dashes"),
}


class SwatchRow(QWidget):
    """The colours that are offered, one of them chosen: by the mouse, or by arrow keys."""

    chosen = Signal(str)
    """#rrggbb."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self._offered = swatches()[_BUILT_IN:]
        self._colour = ""
        self.setObjectName("codebook_swatches")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Colour"))
        looks.changed.connect(self.update)

    def show_colour(self, colour: str) -> None:
        """Show which is chosen; none, if the colour is not among them."""
        self._colour = colour.lower()
        name = next((swatch.name for swatch in self._offered if swatch.colour == self._colour), colour)
        self.setAccessibleDescription(name)
        self.update()

    def sizeHint(self) -> QSize:
        side = self._looks.sizes.height("swatch") + 2 * _RING
        return QSize(side + (len(self._offered) - 1) * self._step, side + _GAP // 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().x() // self._step)
        if 0 <= row < len(self._offered):
            self.chosen.emit(self._offered[row].colour)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if by is None:
            super().keyPressEvent(event)
            return
        colours = [swatch.colour for swatch in self._offered]
        at = colours.index(self._colour) + by if self._colour in colours else 0
        self.chosen.emit(colours[at % len(colours)])

    def paintEvent(self, event: QPaintEvent) -> None:
        sizes, colours = self._looks.sizes, self._looks.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = sizes.height("swatch")
        for row, swatch in enumerate(self._offered):
            field = QRectF(QPointF(_RING + row * self._step, _RING), QSize(side, side))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(swatch.colour))
            painter.drawRoundedRect(field, sizes.radius("chip"), sizes.radius("chip"))
            if swatch.colour == self._colour:
                role = "focus" if self.hasFocus() else "text"
                painter.setPen(QPen(colours.colour(role), sizes.width("focus")))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                ring = field.adjusted(-2, -2, 2, 2)
                painter.drawRoundedRect(ring, sizes.radius("control"), sizes.radius("control"))

    @property
    def _step(self) -> int:
        return self._looks.sizes.height("swatch") + _GAP


class ColourChoice(QWidget):
    """Swatches, a colour of one's own as #rrggbb or from a dialog, and the line."""

    colour_wanted = Signal(str)
    line_wanted = Signal(str)
    """Name of the line; empty: the one that goes with the colour."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self.swatches = SwatchRow(looks, self)
        self.own = QLineEdit(self)
        self.own.setObjectName("codebook_colour")
        self.own.setAccessibleName(tr("Colour as #rrggbb"))
        self.own.setMaxLength(7)
        self.own.setFixedWidth(looks.sizes.width("hex"))
        more = QPushButton(tr("Own…"), self)
        more.setObjectName("codebook_own_colour")
        more.setProperty("role", "quiet")
        self.line = ElidedCombo(self)
        self.line.setObjectName("codebook_line")
        self.line.setAccessibleName(tr("Line"))
        flow = FlowLayout(self)
        for part in (self.swatches, self.line, self.own, more):
            flow.addWidget(part)
        self.swatches.chosen.connect(self.colour_wanted)
        self.own.textEdited.connect(self.colour_wanted)
        more.clicked.connect(self._choose)
        self.line.activated.connect(lambda _: self.line_wanted.emit(self.line.currentData()))

    def show_tag(self, tag: dict[str, Any]) -> None:
        """Show a tag's colour and line."""
        colour, line = str(tag.get("colour", "")), tag.get("line", "")
        self.swatches.show_colour(colour)
        if self.own.text() != colour:
            self.own.setText(colour)
        self.line.clear()
        self.line.addItem(tr("line of the colour"), "")
        for name in LINE_STYLES:
            self.line.addItem(tr(_LINES[name]), name)
        if line and line not in LINE_STYLES:
            self.line.addItem(str(line), line)
        self.line.setCurrentIndex(max(0, self.line.findData(line)))

    def _choose(self) -> None:
        chosen = QColorDialog.getColor(QColor(self.own.text()), self, tr("Colour of the tag"))
        if chosen.isValid():
            self.colour_wanted.emit(chosen.name())
