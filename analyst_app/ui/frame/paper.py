"""The parts that a page is laid out with: paper that scrolls, of a width that is good to read, and hairlines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from analyst_app.ui.widgets.theme import Looks


class Paper(QScrollArea):
    """A sheet no wider than a form, in the middle of its room; a second part may stand under the first.

    Args:
        looks: colours and sizes.
        parent: as ever.
        width: the name of its width.
    """

    def __init__(self, looks: Looks, parent: QWidget, *, width: str = "form") -> None:
        super().__init__(parent)
        self._looks = looks
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet = QWidget()
        self._sheet = QWidget(sheet)
        self._sheet.setMaximumWidth(looks.sizes.width(width) + 2 * looks.sizes.space(4))
        self._sheet.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self._sheet)
        self._column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout(sheet)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._sheet, 1)
        self.setWidget(sheet)
        looks.changed.connect(self._wear)
        self._wear()

    def put_in(self, part: QWidget) -> None:
        """Put in the first part."""
        self._column.insertWidget(0, part)

    def put_under(self, part: QWidget) -> None:
        """Put a part under the first."""
        self._column.addWidget(part)

    def _wear(self) -> None:
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Window, self._looks.colours.colour("paper"))
        for widget in (self.viewport(), self.widget(), self._sheet):
            if widget is not None:
                widget.setPalette(palette)
                widget.setAutoFillBackground(True)


def hairline(parent: QWidget, *, is_upright: bool = False) -> QFrame:
    """A line between two parts.

    Args:
        parent: as ever.
        is_upright: True between what stands side by side.
    """
    line = QFrame(parent)
    line.setProperty("role", "hairline")
    (line.setFixedWidth if is_upright else line.setFixedHeight)(1)
    return line


def scrolled(parent: QWidget) -> QScrollArea:
    """An area that scrolls up and down only."""
    area = QScrollArea(parent)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
