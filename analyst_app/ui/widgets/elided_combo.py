"""A list to choose from whose chosen entry is cut with an ellipsis where there is no room, and whole in the tip."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyleOptionComboBox, QStylePainter

from analyst_app.ui.widgets.plain_label import plain_tip


class _Option(QStyleOptionComboBox):
    """Tells the style how the field looks."""

    def say(self, words: str) -> None:
        """Have other words than the entry."""
        self.currentText = words


class ElidedCombo(QComboBox):
    """Qt would cut the entry in the middle of a letter."""

    _way = Qt.TextElideMode.ElideRight

    def cut_in_middle(self) -> None:
        """Keep both ends of what is cut: the entries may begin alike."""
        self._way = Qt.TextElideMode.ElideMiddle
        self.view().setTextElideMode(self._way)

    @property
    def seen(self) -> str:
        """The chosen entry as far as there is room for it."""
        from PySide6.QtWidgets import QStyle  # its enumerations take 7 ms: not before a box is painted

        option = _Option()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        return self.fontMetrics().elidedText(self.currentText(), self._way, room)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and not self.toolTip() and self.seen != self.currentText():
            self.setToolTip(plain_tip(self.currentText()))
            handled = super().event(event)
            self.setToolTip("")
            return handled
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        from PySide6.QtWidgets import QStyle

        painter, option = QStylePainter(self), _Option()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.say(self.seen)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
