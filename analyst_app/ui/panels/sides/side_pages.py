"""The tabs over the right column: annotations, people and notes of the article."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from analyst_app.ui.frame.focusing import take_focus
from analyst_app.ui.frame.page_focus import order_tabs
from analyst_app.ui.widgets.theme import Looks
from analyst_app.wording import tr


class SidePages(QWidget):
    """One page at a time; the list of annotations comes first.

    Args:
        first: the list of annotations.
        looks: colours and sizes.
        parent: as ever.
    """

    left = Signal()
    """Esc, where no page took it: the focus belongs to the text again."""

    def __init__(self, first: QWidget, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = _Tabs()
        self._pages = QStackedWidget()
        gap = looks.sizes.space(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, gap, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._pages, 1)
        self._makers: list[Callable[[], QWidget] | None] = []
        """By page: what makes it when it is shown first; None: it is made."""
        self._names: list[str] = []
        self.tabs.currentChanged.connect(self._show)
        self.add(tr("Annotations"), lambda: first)

    def add(self, name: str, make: Callable[[], QWidget]) -> None:
        """Take in another page.

        Args:
            name: on its tab.
            make: makes it when it is shown first: the start does not wait for it.
        """
        self._makers.append(make)
        self._names.append(name)
        self._pages.addWidget(QWidget())
        self.tabs.addTab(name.replace("&", "&&"))  # the first is shown at once

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def go_to(self, name: str) -> None:
        """Show the page of this name, with the keyboard in it."""
        self.tabs.setCurrentIndex(self._names.index(name))
        page = self._pages.currentWidget()
        if page is not None:
            take_focus(page)

    def show_first(self) -> None:
        """Show the list of annotations."""
        self.tabs.setCurrentIndex(0)

    def _show(self, number: int) -> None:
        make = self._makers[number]
        empty = self._pages.widget(number)
        if make is not None and empty is not None:
            self._makers[number] = None
            self._pages.insertWidget(number, make())
            self._pages.removeWidget(empty)
            empty.deleteLater()
            order_tabs(self)
        self._pages.setCurrentIndex(number)


class _Tabs(QTabBar):
    """Left and right go from tab to tab."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("side_tabs")
        self.setAccessibleName(tr("Annotations, people or notes"))
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
