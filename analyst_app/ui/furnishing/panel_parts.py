"""The panes, bars and menus round the article, and the commands on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication

from analyst_app.core.span import Span
from analyst_app.ui.bars.floating import Stage
from analyst_app.ui.bars.message_bars import MessageBars
from analyst_app.ui.bars.offer_strip import OfferStrip
from analyst_app.ui.commands.action_set import ActionSet
from analyst_app.ui.commands.help_commands import HelpCommands
from analyst_app.ui.commands.key_router import KeyRouter
from analyst_app.ui.commands.key_shares import clash_words
from analyst_app.ui.commands.keys_ahead import Awaited, KeysAhead
from analyst_app.ui.commands.menus import Menus
from analyst_app.ui.commands.modes import RETURNED
from analyst_app.ui.commands.view_commands import ViewCommands
from analyst_app.ui.frame.focus_frame import FocusFrame
from analyst_app.ui.frame.motion import keep_still
from analyst_app.ui.panels.annotation_filter import AnnotationFilter
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.panels.articles.left_counts import LeftCounts
from analyst_app.ui.panels.find_bar import FindBar
from analyst_app.ui.panels.focus_order import FocusRing
from analyst_app.ui.panels.following import ArticleFollowing, SessionFollowing
from analyst_app.ui.panels.inspector import Inspector
from analyst_app.ui.panels.opening_news import OpeningNews
from analyst_app.ui.panels.pane_commands import PaneCommands
from analyst_app.ui.panels.sides.side_pages import SidePages
from analyst_app.ui.panels.status_bar import StatusBar
from analyst_app.ui.panels.tool_bar import ToolBar
from analyst_app.ui.panels.work_news import WorkNews
from analyst_app.ui.widgets.held_enter import EnterPress
from analyst_app.ui.widgets.message import shown_name
from analyst_app.ui.widgets.sizes import sizes, system_percent
from analyst_app.ui.widgets.theme import theme
from analyst_app.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMainWindow

    from analyst_app.ui.reading_place import ReadingPlace


class PanelParts(NamedTuple):
    """The parts round the article. Furnishing only hands them on one by one."""

    actions: ActionSet
    bars: MessageBars
    strip: OfferStrip
    find_bar: FindBar
    shown: AnnotationFilter
    annotations: AnnotationPanel
    pages: SidePages
    inspector: Inspector
    article_list: ArticleList
    status: StatusBar
    tool_bar: ToolBar
    menus: Menus
    ahead: KeysAhead
    router: KeyRouter
    ring: FocusRing
    looks: ViewCommands
    article: ArticleFollowing
    session: SessionFollowing
    stage: Stage


def make(window: QMainWindow, place: ReadingPlace) -> PanelParts:
    """Make the panes and put them into their rooms."""
    bridge, view = place.bridge, place.view
    actions = ActionSet(place.modes, lambda: _why_read_only(place), window)
    actions.refused.connect(bridge.refused)
    floor = place.room.middle.floor
    bars, strip = MessageBars(place.looks, floor), OfferStrip(place.looks, floor)
    find_bar = FindBar(bridge, view, window)
    shown = AnnotationFilter(window)
    annotations = AnnotationPanel(bridge, shown, place.looks, window)
    pages = SidePages(annotations, place.looks, window)
    inspector = Inspector(bridge, place.modes, place.looks, window)
    article_list, status = ArticleList(place.looks, window), StatusBar(place.looks, window)
    actions.begun.connect(status.forget_word)
    # Without a selection a click tags what stands at the caret, which a double click must not do.
    tool_bar = ToolBar(actions, lambda: bridge.selection is not None, place.looks, window)
    menus = Menus(window.menuBar(), actions)
    ahead = _keys_ahead(window, place)
    router = KeyRouter(actions, place.modes, ahead, window)
    router.watch(view)
    router.watch(annotations.table)
    ring = FocusRing((view, annotations.table, inspector, article_list.view, bars, strip), place.room.panes)
    _name_the_window(window, place)
    parts = PanelParts(
        actions,
        bars,
        strip,
        find_bar,
        shown,
        annotations,
        pages,
        inspector,
        article_list,
        status,
        tool_bar,
        menus,
        ahead,
        router,
        ring,
        ViewCommands(actions, view, place.preferences, window),
        ArticleFollowing(view, bridge, actions),
        SessionFollowing(status, tool_bar, bridge, actions, place.autosave),
        Stage(place.looks, floor, window),
    )
    _put_in(window, place, parts)
    _let_float(place, parts)
    _join(window, place, parts)
    _let_help(window, place, parts)
    return parts


def _let_help(window: QMainWindow, place: ReadingPlace, parts: PanelParts) -> None:
    """Make what nobody else asks for."""
    lefts = LeftCounts(place.workplace, place.tasks, lambda path: _has_open(place, path), window)
    parts.article_list.model.count_wanted.connect(lefts.want)
    lefts.counted.connect(parts.article_list.model.note_count)
    PaneCommands(parts.actions, place.room.panes, place.memory, place.view, place.modes)
    FocusFrame(place.looks, window)
    HelpCommands(parts.actions, place.looks, place.workplace.state, lambda: _own_file(place), window)
    OpeningNews(place.desk, place.bridge, parts.annotations.empty)
    WorkNews(place.tasks, parts.status, parts.tool_bar)
    EnterPress(window)


def _has_open(place: ReadingPlace, path: Path) -> bool:
    """True if the person's own layer of an article is open."""
    session = place.bridge.session
    return session is not None and session.path == path and session.layer_id == place.workplace.annotator


def _keys_ahead(window: QMainWindow, place: ReadingPlace) -> KeysAhead:
    """Hold keys for the article that the desk is opening."""
    desk = place.desk

    def awaited() -> Awaited | None:
        opening = desk.opening
        return Awaited(opening.order, opening.has_text, opening.keys_wait) if opening is not None else None

    ahead = KeysAhead(awaited, window)
    ahead.said.connect(place.bridge.said)
    desk.opening_changed.connect(ahead.follow)
    desk.loaded.connect(ahead.give)
    desk.failed.connect(ahead.drop)
    desk.closed.connect(ahead.drop)
    for widget in (place.view.viewport(), window):
        widget.installEventFilter(ahead)
    return ahead


def _put_in(window: QMainWindow, place: ReadingPlace, parts: PanelParts) -> None:
    room = place.room
    room.middle.column.addWidget(parts.find_bar)  # under whichever page is shown
    room.panes.put_in(parts.article_list, parts.pages, parts.inspector)
    window.setStatusBar(parts.status)  # Qt deletes the empty one
    window.removeToolBar(room.tool_bar)
    room.tool_bar.deleteLater()
    window.addToolBar(Qt.ToolBarArea.TopToolBarArea, parts.tool_bar)


def _let_float(place: ReadingPlace, parts: PanelParts) -> None:
    """Give messages and offers their place over the text that is shown; offers are about the article alone.

    While a list is open, which has the keyboard, no offer lies over the words that it is about.
    """
    middle, modes, stage = place.room.middle, place.modes, parts.stage
    stage.put_on(parts.strip, lambda: not (middle.hides_article or modes.has_list or modes.name == RETURNED))
    stage.put_on(parts.bars)
    modes.changed.connect(lambda: stage.arrange() if parts.strip.has_words else None)

    def worked_on() -> QRect:
        """The lines of what is selected or current, else the caret's; suggestions and decisions have their own rule."""
        bridge, view = place.bridge, middle.text
        has_own_rule = bool(parts.strip.words("suggestion")) or modes.name == RETURNED
        if view is None or bridge.session is None or (view is place.view and has_own_rule):
            return QRect()
        current = bridge.current.span if bridge.current is not None else Span(place.view.caret, place.view.caret)
        span = bridge.selection or current if view is place.view else view.looked_at
        if span is None:
            return QRect()
        first, last = view.rect_of(span.start), view.rect_of(span.end)
        corner = view.viewport().mapTo(middle.floor, QPoint(0, first.top()))
        return QRect(corner, QSize(view.viewport().width(), last.bottom() - first.top()))

    stage.keep_clear(worked_on)
    for moved in (place.bridge.selection_changed, place.bridge.current_changed, place.view.selection_changed):
        moved.connect(stage.follow)

    def follow_page() -> None:
        stage.stand_in(middle.text or middle.floor)

    middle.page_changed.connect(follow_page)
    for card in (parts.bars, parts.strip):
        card.left.connect(middle.focus_text)
    follow_page()


def _join(window: QMainWindow, place: ReadingPlace, parts: PanelParts) -> None:
    bridge, find_bar, ring, middle = place.bridge, parts.find_bar, parts.ring, place.room.middle

    def follow_page() -> None:
        find_bar.search_in(middle.text)
        parts.actions.set_shown(article=not middle.hides_article, text=middle.text is not None)

    middle.page_changed.connect(follow_page)
    place.preferences.changed.connect(lambda: _wear(place, parts))
    keep_still(place.preferences.preferences.reduced_motion)
    told = QGuiApplication.styleHints()
    told.colorSchemeChanged.connect(lambda: _wear(place, parts))
    if hasattr(told, "accessibility"):  # since Qt 6.10
        told.accessibility().contrastPreferenceChanged.connect(lambda: _wear(place, parts))
    for changed in (parts.actions.keys_changed, parts.actions.tags_changed):
        changed.connect(lambda: _tell_clashes(parts))
    place.preferences.failed.connect(lambda words: parts.bars.show_bar("preferences", words, of_article=False))
    for action_id, function in (
        ("edit.undo", bridge.undo),
        ("edit.redo", bridge.redo),
        ("edit.find", find_bar.open),
        ("edit.find_next", lambda: find_bar.go(1)),
        ("edit.find_previous", lambda: find_bar.go(-1)),
        ("view.next_pane", lambda: ring.go(1)),
        ("view.previous_pane", lambda: ring.go(-1)),
        ("file.quit", window.close),
    ):
        parts.actions.register(action_id, function)


def lay_out(window: QMainWindow, parts: PanelParts) -> None:
    """Lay all out once, before it is painted.

    By itself Qt would show one bar after the other, and fit the panes to the
    room between each time; and what is painted before that is painted again.
    """
    layout = window.layout()
    if layout is not None:
        layout.setEnabled(False)
        for part in (parts.status, parts.tool_bar):
            part.show()
        layout.setEnabled(True)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)


def show_all(place: ReadingPlace, parts: PanelParts) -> None:
    """Show for the first time what the preferences and the open session say."""
    parts.looks.show_preferences()
    _wear(place, parts)
    parts.article.show_session()
    parts.session.show_session()


def _wear(place: ReadingPlace, parts: PanelParts) -> None:
    """Look as the preferences say."""
    wanted = place.preferences.preferences
    percent = wanted.interface_size or system_percent()
    place.looks.wear(theme(wanted.theme), sizes(wanted.density, percent), wanted.interface_font)
    keep_still(wanted.reduced_motion)
    place.dress()


def _tell_clashes(parts: PanelParts) -> None:
    """Say which of two actions a key means, and what is no key."""
    if words := clash_words(parts.actions.clashes, parts.actions.no_keys):
        parts.bars.show_bar("keys", f"{words} {tr('File ▸ Preferences ▸ Keys changes them.')}", of_article=False)
    else:
        parts.bars.hide_bar("keys")


def _name_the_window(window: QMainWindow, place: ReadingPlace) -> None:
    """Keep the open article's name in the title bar."""

    def name() -> None:
        order = place.desk.order
        article = shown_name(order.path.name) if order is not None else ""
        window.setWindowTitle(tr("{article} – Analyst App", article=article) if article else tr("Analyst App"))

    place.bridge.opened.connect(name)
    place.desk.failed.connect(lambda order, error: name())
    name()


def _why_read_only(place: ReadingPlace) -> str:
    session = place.bridge.session
    return session.read_only if session is not None else ""


def _own_file(place: ReadingPlace) -> Path | None:
    session = place.bridge.session
    return session.sidecar if session is not None else None
