"""The content of a dialog or a panel that scrolls only where its window is lower than it can be."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QWidget


class ScrollingBody(QWidget):
    """A content: as low as it can be in the width that it has."""

    changed = Signal()
    """Something came in, or went."""

    def __init__(self, content: QLayout) -> None:
        super().__init__()
        self.setLayout(content)  # Qt takes it, and its widgets, from the dialog

    def least(self, width: int) -> QSize:
        """The size that the content cannot do without, if it is to have this width."""
        layout = self.layout()
        if layout is None:
            return QSize()
        size = layout.totalMinimumSize()
        if layout.hasHeightForWidth():
            size.setHeight(layout.totalMinimumHeightForWidth(max(width, size.width())))
        return size

    def heightForWidth(self, width: int) -> int:
        return self.least(width).height()

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.changed.emit()
        return answer


def scrolling_page(body: QWidget, parent: QWidget, name: str) -> QScrollArea:
    """An area that a body fills, or scrolls in.

    Args:
        body: the content.
        parent: as ever.
        name: of the area.
    """
    page = QScrollArea(parent)
    page.setObjectName(name)
    page.setFrameShape(QFrame.Shape.NoFrame)
    page.setWidgetResizable(True)
    page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    page.setWidget(body)
    return page
