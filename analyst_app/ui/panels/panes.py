"""The window's three columns, which follow its width."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QMoveEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from analyst_app.ui.frame.drawers import Drawers
from analyst_app.ui.frame.focusing import take_focus
from analyst_app.ui.frame.layouts import given_way, inspector_share, layout_for, layouts

if TYPE_CHECKING:
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.widgets.theme import Looks

ROOMS = ("view.articles", "view.annotations", "view.inspector")
"""Ids of the actions that show and hide the side panes."""
_ARTICLES = ROOMS[0]
_LINE = 1
"""Width of the lines between the panes, pixels."""
_HEIGHTS = "right"
"""Name under which a person's own heights in the right column are kept; widths are kept by the layout's name."""


class Panes(QSplitter):
    """Articles on the left, the text in the middle, annotations over inspector on the right.

    Where the window is too narrow for a side, that side is a drawer. Sizes that
    a person gave with the mouse win over the layout's.

    Args:
        middle: the text and its bars.
        looks: colours and sizes.
        window: the drawers lie in it.
    """

    shown_changed = Signal()
    """Other panes are seen: by a command, because the window has another width, or because a drawer was left."""

    def __init__(self, middle: Middle, looks: Looks, window: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("columns")
        self.right = QSplitter(Qt.Orientation.Vertical)
        self.right.setObjectName("right")
        self.right.installEventFilter(self)
        self.left = QWidget()
        self._rooms = {name: QWidget(self.right) for name in ROOMS[1:]}
        self._panes: dict[str, QWidget] = dict(self._rooms)
        self._hidden: set[str] = set()
        self._gives_right = self._gives_left = self._gives_all = False
        self._go_home = middle.focus_text
        application = QApplication.instance()
        if isinstance(application, QApplication):  # before the drawers, which hear the keys of what is in an open one
            application.focusChanged.connect(self._follow_focus)
        self._own: dict[str, tuple[int, ...]] = {}
        self._drawers = Drawers(looks, middle.focus_text, window)
        self._layout = layouts()[0]
        self._leasts = looks.sizes.width("text_least"), looks.sizes.height("text_least")
        self._widths = {self.left: looks.sizes.width("articles_drawer"), self.right: looks.sizes.width("right_drawer")}
        column = QVBoxLayout(self.left)
        column.setContentsMargins(0, 0, 0, 0)
        for room in self._rooms.values():
            self.right.addWidget(room)
        for pane, kind in ((self.left, "articles"), (middle, "text"), (self.right, "right")):
            self.addWidget(pane)
            pane.setMinimumWidth(looks.sizes.width(f"{kind}_least"))
        for pane, kind in zip(self._rooms.values(), ("list", "inspector"), strict=True):
            pane.setMinimumHeight(looks.sizes.height(f"{kind}_least"))
        for splitter in (self, self.right):  # as the sheet says, which comes later: the text is laid out once
            splitter.setHandleWidth(_LINE)
        self.setStretchFactor(1, 1)
        self.setChildrenCollapsible(False)
        self.right.setChildrenCollapsible(False)
        self.splitterMoved.connect(self._note_widths)
        self.right.splitterMoved.connect(self._note_heights)
        self._drawers.changed.connect(self.shown_changed)

    # -- what is remembered ------------------------------------------------------

    def set_sizes(self, sizes: Mapping[str, Sequence[int]]) -> None:
        """Take a person's own sizes, as ``sizes_by_name`` gave them; names of earlier versions are passed over."""
        wanted = {layout.name: 2 for layout in layouts()} | {_HEIGHTS: 2}
        self._own = {name: tuple(own) for name, own in sizes.items() if len(own) == wanted.get(name) and any(own)}
        self._share_out()

    def sizes_by_name(self) -> dict[str, tuple[int, ...]]:
        """A person's own sizes: of articles and right column by layout, and the heights in the right column."""
        return dict(self._own)

    # -- what is shown -----------------------------------------------------------

    def hide_rooms(self, names: Collection[str]) -> None:
        """Keep these panes from taking place."""
        self._hidden = set(names)
        self._arrange()

    def show_pane(self, name: str, is_shown: bool) -> None:
        """Show or hide a pane; the right column goes with the last that is in it. A drawer is opened, or closed."""
        self._gives_left = self._gives_left and name != _ARTICLES
        column = self._column_of(name)
        if self._drawers.holds(column):
            if not is_shown:
                self._drawers.close_drawer()
                return
            self.bring(name)
            take_focus(self._panes.get(name, column))
            return
        self._hidden = self._hidden - {name} if is_shown else self._hidden | {name}
        self._arrange()

    def bring(self, name: str) -> None:
        """Have a pane seen, even one that was hidden or lies in a drawer, for what is done in it."""
        if name in self._hidden:
            self._hidden = self._hidden - {name}
            self._arrange()
        self.reveal(name)

    def reveal(self, name: str) -> None:
        """Open the drawer that a wanted pane is in, if it is in one."""
        drawer = self._drawer_of(name)
        if drawer is not None:
            self._drawers.open_drawer(drawer)

    def shows(self, name: str) -> bool:
        """True if a pane is seen."""
        column = self._column_of(name)
        is_given = self._drawers.opened is column if self._drawers.holds(column) else not column.isHidden()
        return is_given and name not in self._hidden

    @property
    def hidden(self) -> frozenset[str]:
        """The panes that are not wanted; drawers that are closed are not among them."""
        return frozenset(self._hidden)

    def show_sides(self, is_shown: bool) -> None:
        """Show both sides, or give their room to the middle: that of the articles until somebody asks for them."""
        self._gives_left = self._gives_right = not is_shown
        self._arrange()

    def give_all(self, is_given: bool) -> None:
        """Give the room of all sides to the middle, whatever is wanted of them, or take it back."""
        if is_given != self._gives_all:
            self._gives_all = is_given
            self._arrange()

    def put_in(self, left: QWidget, table: QWidget, inspector: QWidget) -> None:
        """Put the panes into their rooms."""
        column = self.left.layout()
        if column is not None:
            column.addWidget(left)
        self._panes[_ARTICLES] = left
        for place, (name, pane) in enumerate(zip(ROOMS[1:], (table, inspector), strict=True)):
            room = self.right.replaceWidget(place, pane)
            if room is not None:
                pane.setMinimumSize(room.minimumSize())
                room.deleteLater()
            self._panes[name] = pane
        self._rooms = {}
        self._arrange()

    def pane(self, name: str) -> QWidget:
        """The pane that stands in a room, by one of ``ROOMS``."""
        return self._panes[name]

    def reveal_around(self, stop: QWidget) -> None:
        """Open the drawer that a widget is in, if it is in one."""
        for name, pane in self._panes.items():
            if pane is stop or pane.isAncestorOf(stop):
                self.reveal(name)

    # -- Qt's side -----------------------------------------------------------------

    def minimumSizeHint(self) -> QSize:
        """The text's least size: the panes give way before the window does."""
        return QSize(*self._leasts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow_width()
        self._drawers.lie_over(self.geometry())

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._drawers.lie_over(self.geometry())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A list that needs more height than it has, as for another line over it, takes it from the inspector."""
        if watched is self.right and event.type() == QEvent.Type.LayoutRequest:
            listed, inspected = (self._panes[name] for name in ROOMS[1:])
            is_cut = listed.height() < listed.minimumSizeHint().height()
            if is_cut and listed.isVisible() and inspected.height() > inspected.minimumHeight():
                self._share_out_heights()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_width()

    # -- inside ----------------------------------------------------------------------

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Never let the keyboard be where nobody sees it: show the pane that it is in, or have it back in the text."""
        name = next((name for name, pane in self._panes.items() if now and pane.isAncestorOf(now)), None)
        if name is not None and not self.shows(name):
            self.bring(name)
            if not self.shows(name):
                self._go_home()

    def _column_of(self, name: str) -> QWidget:
        return self.left if name == _ARTICLES else self.right

    def _drawer_of(self, name: str) -> QWidget | None:
        """The column of a wanted pane, where it is a drawer that may be opened."""
        column = self._column_of(name)
        is_given_away = self._gives_all or name in self._hidden or (column is self.right and self._gives_right)
        return column if self._drawers.holds(column) and not is_given_away else None

    def _follow_width(self) -> None:
        layout = layout_for(self.width())
        if layout is not self._layout:
            self._layout = layout
            self._arrange()
        else:
            self._share_out()

    def _arrange(self) -> None:
        """Put each side beside the text, or into its drawer, and show what is wanted."""
        focus = QApplication.focusWidget()
        for column, place, width in ((self.left, 0, self._layout.articles), (self.right, 2, self._layout.right)):
            if not width:
                edge = Qt.Edge.LeftEdge if column is self.left else Qt.Edge.RightEdge
                self._drawers.take(column, edge, self._widths[column])
            elif self._drawers.holds(column):
                self._drawers.give(column)
                self.insertWidget(min(place, self.count()), column)
        for name in ROOMS[1:]:
            self._panes[name].setVisible(name not in self._hidden)
        has_left = not self._gives_left and _ARTICLES not in self._hidden
        has_right = not self._gives_right and not self._hidden.issuperset(ROOMS[1:])
        for column, has_room in ((self.left, has_left), (self.right, has_right)):
            is_wanted = has_room and not self._gives_all
            if not self._drawers.holds(column):
                column.setVisible(is_wanted)
            elif not is_wanted and self._drawers.opened is column:
                self._drawers.close_drawer()
        self.refresh()  # the handles of hidden columns go now, and not in a moment, when all would be laid out again
        self._share_out()
        if focus is not None and focus is not QApplication.focusWidget() and focus.isVisible():
            focus.setFocus()  # it was moved with its pane
        self.shown_changed.emit()

    def _share_out(self) -> None:
        """Give the sides the widths of the layout, or a person's own, and the text what is left."""
        layout = self._layout
        own = self._own.get(layout.name, (0, 0))
        usual = given_way(layout, self.width())
        left, right = own[0] or usual[0], own[1] or usual[1]
        widths: dict[QWidget | None, int] = {self.left: left, self.right: right}
        shown = [self.widget(place) for place in range(self.count())]
        beside = [one for one in (self.left, self.right) if one in shown and not one.isHidden()]
        taken = sum(widths[one] + self.handleWidth() for one in beside)
        text = max(1, self.width() - taken)
        self.setSizes([widths.get(one, text) for one in shown])
        self._share_out_heights()

    def _share_out_heights(self) -> None:
        own = self._own.get(_HEIGHTS)
        wanted = own[1] / sum(own) if own is not None else None
        height = max(1, self.right.height() - self.right.handleWidth())
        inspector = round(height * inspector_share(wanted, self.window().height()))
        listed, inspected = (self._panes[name] for name in ROOMS[1:])
        if not listed.isHidden() and not inspected.isHidden():  # nothing of the list is cut
            inspector = min(inspector, max(inspected.minimumHeight(), height - listed.minimumSizeHint().height()))
        self.right.setSizes([height - inspector, inspector])

    def _note_widths(self, _place: int, index: int) -> None:
        """A person moved the handle before the column of this index: the side beside it has its width from now on."""
        before = self._own.get(self._layout.name, (0, 0))
        if index == self.indexOf(self.right):
            self._own[self._layout.name] = before[0], self.right.width()
        else:
            self._own[self._layout.name] = self.left.width(), before[1]

    def _note_heights(self) -> None:
        heights = tuple(self.right.sizes())
        if all(heights):  # one alone takes all the height
            self._own[_HEIGHTS] = heights


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
        self._focus_first: Callable[[], object] = lambda: None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self._pages, 1)
        self._pages.currentChanged.connect(lambda _: self.page_changed.emit())

    @property
    def text(self) -> ArticleView | None:
        """The text that is shown and can be searched: the article's, or that of another page; None: there is none."""
        return self._texts.get(self._pages.currentWidget())

    def focus_text(self) -> None:
        """Give the keyboard to the text that is shown, or where none is open, to the page in its place."""
        if self.shows_nothing:
            self._focus_first()
        else:
            (self.text or self).setFocus()

    @property
    def floor(self) -> QWidget:
        """The room of the pages, over which messages float."""
        return self._pages

    @property
    def hides_article(self) -> bool:
        """True while another page is shown in place of an article."""
        return self._pages.currentWidget() not in (self._reading, self._empty)

    @property
    def shows_nothing(self) -> bool:
        """True while no article is open and no other page is shown."""
        return self._pages.currentWidget() is self._empty

    def fill(self, page: QWidget, focus_first: Callable[[], object]) -> None:
        """Show a page where no article is open.

        Args:
            page: it.
            focus_first: gives the keyboard to what is most probably wanted there.
        """
        self._focus_first = focus_first
        column = QVBoxLayout(self._empty)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)

    def show_reading(self, is_open: bool, make_room: Callable[[], object] = lambda: None) -> None:
        """Show the article, or what to do where there is none; ``make_room`` as for ``show_page``."""
        self.show_page(self._reading if is_open else self._empty, make_room)

    def add_page(self, page: QWidget) -> None:
        """Take in another page, such as the review."""
        self._pages.addWidget(page)

    def note_text(self, page: QWidget, text: ArticleView) -> None:
        """Have a page's own text searched while the page is shown."""
        self._texts[page] = text

    def show_page(self, page: QWidget, make_room: Callable[[], object] = lambda: None) -> None:
        """Show a page that was taken in.

        Args:
            page: it.
            make_room: gives the middle the room that the page is to have; the page that goes is not laid out in it.
        """
        layout = self._pages.layout()
        is_other = page is not self._pages.currentWidget()
        if layout is not None:
            layout.setEnabled(not is_other)
        make_room()
        if layout is not None:
            layout.setEnabled(True)
        self._pages.setCurrentWidget(page)
