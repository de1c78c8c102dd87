"""The window's three columns, their remembered sizes, and the way of the focus round them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from analyst_app.ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from analyst_app.ui.article.article_view import ArticleView

ROOMS = ("view.articles", "view.annotations", "view.inspector")
"""Ids of the actions that show and hide the side panes."""
_FIRST_SIZES = {"columns": (180, 720, 380), "right": (420, 300)}
_LEAST = {"columns": (120, 300, 250), "right": (110, 120)}
"""Pixels below which no pane can be squeezed; together they fit a window of 800 × 600."""
_COMFORT = 430
"""Pixels of the text below which the side panes give way when the window is made narrower."""


class Panes(QSplitter):
    """Articles on the left, the text in the middle, annotations over inspector on the right."""

    def __init__(self, middle: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("columns")
        self.right = QSplitter(Qt.Orientation.Vertical)
        self.right.setObjectName("right")
        self._rooms = {name: QWidget(self) for name in ROOMS}
        self._panes: dict[str, QWidget] = {}
        left, table, inspector = self._rooms.values()
        self.right.addWidget(table)
        self.right.addWidget(inspector)
        for pane in (left, middle, self.right):
            self.addWidget(pane)
        for pane, least in zip((left, middle, self.right), _LEAST["columns"], strict=True):
            pane.setMinimumWidth(least)
        for pane, least in zip((table, inspector), _LEAST["right"], strict=True):
            pane.setMinimumHeight(least)
        self.setStretchFactor(1, 1)
        self.setCollapsible(1, False)
        self.setChildrenCollapsible(False)
        self.right.setChildrenCollapsible(False)
        self._splitters = {"columns": self, "right": self.right}
        self._sizes: dict[str, tuple[int, ...]] = dict(_FIRST_SIZES)
        self.set_sizes({})

    def set_sizes(self, sizes: Mapping[str, Sequence[int]]) -> None:
        """Give the panes their remembered sizes."""
        for name, splitter in self._splitters.items():
            wanted = tuple(sizes.get(name, ()))
            known = wanted if len(wanted) == splitter.count() else _FIRST_SIZES[name]
            self._sizes[name] = tuple(size or usual for size, usual in zip(known, _FIRST_SIZES[name], strict=True))
            splitter.setSizes(self._sizes[name])

    def hide_rooms(self, names: Collection[str]) -> None:
        """Keep the rooms of panes that are not shown from taking place."""
        for name, room in self._rooms.items():
            self.show_pane(room, name not in names)

    def show_pane(self, pane: QWidget, is_shown: bool) -> None:
        """Show or hide a pane; the right column goes with the last that is in it."""
        if self.isVisible():
            self._sizes = self.sizes_by_name()
        pane.setVisible(is_shown)
        in_right = [self.right.widget(row) for row in range(self.right.count())]
        self.right.setVisible(any(one is not None and not one.isHidden() for one in in_right))
        left, _, right = self._sizes["columns"]
        self.setSizes((left, max(1, self.width() - left - right - 2 * self.handleWidth()), right))
        self.right.setSizes(self._sizes["right"])

    def show_right(self, is_shown: bool) -> None:
        """Show the right column, or give its room to the middle."""
        self.right.setVisible(is_shown)

    def put_in(self, left: QWidget, table: QWidget, inspector: QWidget) -> None:
        """Put the panes into their rooms."""
        places = ((self, 0, left), (self.right, 0, table), (self.right, 1, inspector))
        for name, (splitter, place, pane) in zip(ROOMS, places, strict=True):
            room = splitter.replaceWidget(place, pane)
            if room is not None:
                pane.setVisible(not room.isHidden())
                pane.setMinimumSize(room.minimumSize())
                room.deleteLater()
            self._panes[name] = pane
        self._rooms = {}

    def pane(self, name: str) -> QWidget:
        """The pane that stands in a room, by one of ``ROOMS``."""
        return self._panes[name]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left, middle, right = self.sizes()
        lack = _COMFORT - middle
        spare_left, spare_right = max(0, left - _LEAST["columns"][0]), max(0, right - _LEAST["columns"][2])
        spare = spare_left + spare_right
        if lack > 0 and spare and event.size().width() < event.oldSize().width():
            given = min(lack, spare)
            from_left = given * spare_left // spare
            self.setSizes((left - from_left, middle + given, right - (given - from_left)))

    def sizes_by_name(self) -> dict[str, tuple[int, ...]]:
        """The sizes as they are; of a pane that is hidden, as it was when it was shown."""
        columns = zip(self.sizes(), self._sizes["columns"], strict=True)
        heights = tuple(self.right.sizes())
        return {
            "columns": tuple(now or before for now, before in columns),
            "right": heights if all(heights) else self._sizes["right"],  # one alone takes all the height
        }


class Middle(QWidget):
    """The text with what stands above and under it; or another page, such as the review; or what to do next.

    Args:
        reading: the page of the article.
        text: the article in it.
        empty: the page that is shown while none is open.
    """

    page_changed = Signal()
    """Another page is shown."""

    def __init__(self, reading: QWidget, text: ArticleView, empty: QWidget) -> None:
        super().__init__()
        self._pages = QStackedWidget(self)
        self._pages.addWidget(empty)
        self._pages.addWidget(reading)
        self._reading = reading
        self._empty = empty
        self._texts: dict[QWidget | None, ArticleView] = {reading: text}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self._pages, 1)
        self._pages.currentChanged.connect(lambda _: self.page_changed.emit())

    @property
    def text(self) -> ArticleView | None:
        """The text that is shown and can be searched: the article's, or that of another page; None: there is none."""
        return self._texts.get(self._pages.currentWidget())

    @property
    def hides_article(self) -> bool:
        """True while another page is shown in place of an article."""
        return self._pages.currentWidget() not in (self._reading, self._empty)

    def show_reading(self, is_open: bool) -> None:
        """Show the article, or what to do where there is none."""
        self._pages.setCurrentWidget(self._reading if is_open else self._empty)

    def add_page(self, page: QWidget) -> None:
        """Take in another page, such as the review."""
        self._pages.addWidget(page)

    def note_text(self, page: QWidget, text: ArticleView) -> None:
        """Have a page's own text searched while the page is shown."""
        self._texts[page] = text

    def show_page(self, page: QWidget) -> None:
        """Show a page that was taken in."""
        self._pages.setCurrentWidget(page)


class EmptyState(QWidget):
    """The page that the middle shows while no article is open."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("empty_state")
        self.words = PlainLabel(
            "Open an article (Ctrl+O) or a folder of articles (Ctrl+Shift+O),\n"
            "or drop a text file here.\n\n"
            "Your tags are saved beside the article as you work."
        )
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self.words)
        column.addStretch(3)


class FocusRing:
    """F6 and Shift+F6: the panes in turn."""

    def __init__(self, stops: Sequence[QWidget]) -> None:
        self._stops = list(stops)

    def add(self, stop: QWidget) -> None:
        """Take in another pane."""
        self._stops.append(stop)

    def go(self, step: int) -> None:
        """Give the focus to the next (1) or the one before (-1) that is shown."""
        focus = QApplication.focusWidget()
        within = [n for n, stop in enumerate(self._stops) if focus and (stop is focus or stop.isAncestorOf(focus))]
        here = within[0] if within else 0 if step < 0 else -1
        for distance in range(1, len(self._stops) + 1):
            stop = self._stops[(here + step * distance) % len(self._stops)]
            if stop.isVisible():
                target = stop if stop.focusPolicy() != Qt.FocusPolicy.NoFocus else _first_in(stop)
                if target is not None:
                    target.setFocus(Qt.FocusReason.ShortcutFocusReason)
                    return


def _first_in(pane: QWidget) -> QWidget | None:
    """The first widget of a pane that takes the focus."""
    widget = pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
        if pane.isAncestorOf(widget) and takes:
            return widget
        widget = widget.nextInFocusChain()
    return None
