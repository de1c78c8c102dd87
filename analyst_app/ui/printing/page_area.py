"""A page of paper as it is seen before it is printed, as large as there is room for or as one likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.printing.paper_pages import PaperPages

_PAPER, _EDGE = QColor("#ffffff"), QColor("#8a857c")
_STEPS = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0)
"""Sizes of a page, of the one that fits."""
_KEPT = 0.9
"""Part of what is seen by which the page goes on."""


class PageView(QWidget):
    """One page, as large as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("print_page")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._pages: PaperPages | None = None
        self._number = 0

    def show_page(self, pages: PaperPages, number: int) -> None:
        """Show a page.

        Args:
            pages: of the reading.
            number: from 0.
        """
        self._pages, self._number = pages, number
        self.setAccessibleName(tr("Page {page} of {pages}", page=number + 1, pages=pages.count))
        self.update()

    def forget(self) -> None:
        """Show nothing any more."""
        self._pages = None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pages is None:
            return
        width, height = self._pages.size
        scale = min(self.width() / width, self.height() / height) * 0.98
        painter = QPainter(self)
        painter.translate((self.width() - width * scale) / 2, (self.height() - height * scale) / 2)
        painter.scale(scale, scale)
        page = QRectF(QPointF(0, 0), QPointF(width, height))
        painter.fillRect(page, _PAPER)
        painter.setPen(_EDGE)
        painter.drawRect(page)
        self._pages.paint(painter, self._number)
        painter.end()


class PageArea(QScrollArea):
    """The page, which scrolls where it is larger than its place.

    Args:
        page: is shown in it.
        parent: the dialog.
    """

    def __init__(self, page: PageView, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = page
        self._step = 0
        self.setObjectName("print_area")
        self.setMinimumSize(QSize(240, 320))
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)

    def zoom(self, steps: int) -> None:
        """Show the page larger or smaller.

        Args:
            steps: more than 0 larger, less smaller; 0: as it fits.
        """
        self._step = max(0, min(self._step + steps, len(_STEPS) - 1)) if steps else 0
        self._fit()

    def go_on(self, pages: int) -> bool:
        """Go on within the page; False at its end.

        Args:
            pages: 1 down, -1 up.
        """
        bar = self.verticalScrollBar()
        before = bar.value()
        bar.setValue(before + round(pages * _KEPT * self.viewport().height()))
        return bar.value() != before

    def begin(self, *, at_end: bool) -> None:
        """Show the beginning of a page, or its end."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum() if at_end else bar.minimum())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        size = self.maximumViewportSize()
        self._page.setMinimumSize(size * _STEPS[self._step] if self._step else QSize(0, 0))
