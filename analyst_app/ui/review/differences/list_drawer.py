"""The list of differences beside the text of a review, or, where the page is narrow, in a drawer over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from analyst_app.ui.frame.drawers import Drawers
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QSplitter

    from analyst_app.ui.widgets.theme import Looks


class ListDrawer:
    """Puts the list where it has room.

    Args:
        looks: colours and sizes.
        panel: the list.
        columns: hold it at their left while there is room.
        go_home: gives the keyboard back to the text.
        page: of the review, over which the drawer lies.
    """

    def __init__(
        self, looks: Looks, panel: QWidget, columns: QSplitter, go_home: Callable[[], object], page: QWidget
    ) -> None:
        self._looks, self._panel, self._columns, self._page = looks, panel, columns, page
        self._drawers = Drawers(looks, go_home, page)
        self.button = QPushButton(tr("Differences"), page)
        self.button.setObjectName("differences_button")
        self.button.setProperty("role", "quiet")
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.reveal)
        self.button.hide()

    def follow(self) -> None:
        """Beside the text, or over it: the page has another width."""
        sizes, page = self._looks.sizes, self._page
        is_narrow = page.width() < sizes.width("review_narrow")
        listed = sizes.width("difference_list")
        if is_narrow and not self._drawers.holds(self._panel):
            self._drawers.take(self._panel, Qt.Edge.LeftEdge, listed)
        elif not is_narrow and self._drawers.holds(self._panel):
            self._drawers.give(self._panel)
            self._columns.insertWidget(0, self._panel)
            self._panel.show()
            self._columns.setSizes([listed, page.width() - listed])
        self.button.setVisible(is_narrow)
        self._drawers.lie_over(page.rect())

    def reveal(self) -> None:
        """Open the drawer, if the list is in one, and give it the keyboard."""
        if self._page.isVisible() and self._drawers.holds(self._panel):
            self._drawers.open_drawer(self._panel)
            self._panel.setFocus()
