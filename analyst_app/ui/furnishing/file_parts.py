"""Opening, saving, layers and the news from the disk."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.ui.commands.modes import EDIT, READ, RETURNED, SUGGEST
from analyst_app.ui.commands.popups import popup_has_keyboard
from analyst_app.ui.corpus.live_codebook import LiveCodebook
from analyst_app.ui.corpus.stray_offer import StrayOffer
from analyst_app.ui.files.annotator_name import AnnotatorName
from analyst_app.ui.files.bringing_back import BringingBack
from analyst_app.ui.files.disk_news import DiskNews
from analyst_app.ui.files.disk_watch import DiskWatch
from analyst_app.ui.files.dropping import Dropping
from analyst_app.ui.files.folder import Folder
from analyst_app.ui.files.layer_claim import LayerClaim
from analyst_app.ui.files.layer_commands import LayerCommands
from analyst_app.ui.files.layer_switch import LayerSwitch
from analyst_app.ui.files.leaving import Leaving
from analyst_app.ui.files.left_offers import LeftOffers
from analyst_app.ui.files.loading_news import LoadingNews
from analyst_app.ui.files.open_commands import OpenCommands
from analyst_app.ui.files.open_failures import LinkOffer, OpenFailures
from analyst_app.ui.files.open_layers import OpenLayers
from analyst_app.ui.files.opener import Opener
from analyst_app.ui.files.packets.packet_opening import PacketOpening
from analyst_app.ui.files.packets.packet_sending import PacketSending
from analyst_app.ui.files.save_commands import SaveCommands
from analyst_app.ui.files.saved_name import SavedName
from analyst_app.ui.panels.article_steps import ArticleSteps
from analyst_app.ui.panels.layer_menu import LayerMenu
from analyst_app.ui.panels.list_menus import article_menu
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QMainWindow

    from analyst_app.corpus.articles import ListedArticle
    from analyst_app.session.session import Session
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.commands.preferences.preferences_page import PreferencesPage
    from analyst_app.ui.files.opening import Order
    from analyst_app.ui.furnishing.panel_parts import PanelParts
    from analyst_app.ui.printing.print_commands import PrintCommands
    from analyst_app.ui.reading_place import ReadingPlace


class FileParts(NamedTuple):
    """The parts that others are joined with."""

    folder: Folder
    opener: Opener
    layers: OpenLayers
    watch: DiskWatch
    dropping: Dropping
    leaving: Leaving
    strays: StrayOffer
    links: LinkOffer
    packets: PacketOpening
    checks_wanted: tuple[SignalInstance, ...]
    """Each tells the Path of an article whose files are to be checked."""
    ask_for_key: Callable[[str], object]
    """Opens the preferences where an action, by its id, is given its key."""


def make(window: QMainWindow, place: ReadingPlace, panels: PanelParts, *, is_default_annotator: bool) -> FileParts:
    """Make what opens and saves."""
    actions, bars = panels.actions, panels.bars
    bridge, desk, tasks, workplace = place.bridge, place.desk, place.tasks, place.workplace
    folder = Folder(workplace, tasks, window)
    opener = Opener(desk, folder, place.memory, workplace, tasks)
    OpenCommands(actions, opener, desk, workplace, window)
    steps = ArticleSteps(actions, panels.article_list, desk, bridge)
    links = LinkOffer(bars, tasks, window)
    links.allowed.connect(folder.read_again)
    failures = OpenFailures(desk, bars, tasks, links, window)
    layers = OpenLayers(bridge, desk, workplace, tasks, window)
    LayerCommands(actions, bridge, lambda: panels.status.untagged, window)
    switch = LayerSwitch(desk, bridge, workplace, layers, tasks)
    LayerMenu(panels.tool_bar, actions, bridge, layers).chosen.connect(switch.show)
    watch = DiskWatch(bridge, tasks, workplace, window)
    loading = LoadingNews(desk, bars, tasks, links, window)
    bridge.changed.connect(loading.note_change)
    _keep_codebook(place, panels, loading, watch)
    strays = StrayOffer(desk, bridge, bars, tasks, workplace)
    strays.waits.connect(LeftOffers(desk, bridge, bars, tasks, workplace.state).wait_for)
    news = DiskNews(watch, desk, bridge, bars, tasks)
    saving = SaveCommands(actions, bridge, place.autosave, bars, tasks)
    place.autosave.broke.connect(lambda session, words: bars.offer_check("saving", words, session.path))
    bringing_back = BringingBack(place.autosave, bridge, bars, tasks)
    for part in (news, strays):
        part.kept.connect(bringing_back.tell)
    strays.marked.connect(panels.article_list.model.set_marks)
    parts = FileParts(
        folder,
        opener,
        layers,
        watch,
        Dropping(bridge, opener, window),
        Leaving(place.modes, place.autosave, saving, bars, tasks),
        strays,
        links,
        _make_packets(place, panels, opener),
        (failures.check_wanted, loading.check_wanted),
        _join_preferences(window, place, panels, switch),
    )
    steps.wanted.connect(lambda path: panels.ahead.then(lambda: opener.open_article(path)))
    _join_folder(parts)
    _join_news(news, place, bars)
    switch.became.connect(folder.read_again)
    switch.failed.connect(lambda path, error: bars.report("name", error, path))
    parts.leaving.released.connect(window.close)
    _join_opening(place, panels, parts)
    _make_naming(window, place, panels, switch, is_default_annotator=is_default_annotator)
    return parts


def _make_packets(place: ReadingPlace, panels: PanelParts, opener: Opener) -> PacketOpening:
    """Make what sends packets, and give what opens them."""
    bridge, desk, workplace, tasks = place.bridge, place.desk, place.workplace, place.tasks
    panels.actions.register("file.send", PacketSending(bridge, desk, workplace, panels.bars, tasks).ask)
    printing = cache(lambda: _made_printing(place, panels))
    panels.actions.register("file.print", lambda: printing().print())
    panels.actions.register("file.save_reading", lambda: printing().save())
    return PacketOpening(opener, desk, workplace, panels.bars, tasks)


def _made_printing(place: ReadingPlace, panels: PanelParts) -> PrintCommands:
    from analyst_app.ui.printing.print_commands import PrintCommands

    window = place.view.window()
    return PrintCommands(place.bridge, place.workplace, panels.bars, place.tasks, window)


def _show_history(window: QMainWindow, place: ReadingPlace, bars: MessageBars) -> None:
    from analyst_app.ui.files.history.history_dialog import HistoryDialog

    HistoryDialog(place.bridge, bars, place.tasks, place.looks, window).open()


def _keep_codebook(place: ReadingPlace, panels: PanelParts, loading: LoadingNews, watch: DiskWatch) -> None:
    """Keep the codebook of open articles true; the choices that the bars about loading offer."""
    codebook = LiveCodebook(
        place.desk,
        place.bridge,
        place.workplace,
        place.tasks,
        lambda: (
            place.modes.name not in (READ, RETURNED, SUGGEST, EDIT) or popup_has_keyboard()
        ),  # these hold nothing up
    )
    watch.seen.connect(codebook.note)
    codebook.broken.connect(loading.tell_codebook)
    codebook.given.connect(loading.tell_odd)
    codebook.mended.connect(lambda: panels.bars.hide_bar("codebook"))
    codebook.gone.connect(lambda words: panels.bars.show_bar("codebook", words))
    loading.built_in_wanted.connect(place.workplace.set_codebook_aside)
    loading.built_in_wanted.connect(lambda _: codebook.look())
    loading.history_wanted.connect(lambda: panels.actions.action("file.history").trigger())


def _join_news(news: DiskNews, place: ReadingPlace, bars: MessageBars) -> None:
    autosave = place.autosave
    news.layer_written.connect(autosave.take_in)
    news.again_wanted.connect(autosave.write_again)
    news.layer_gone.connect(lambda session, is_gone: autosave.saver(session).note_gone(is_gone))

    def written(session: Session) -> None:
        if session is place.bridge.session:  # it is in a file again: take back what was said of that
            bars.hide_bar("gone")
            bars.hide_bar("lost")

    autosave.saved.connect(written)


def _join_folder(files: FileParts) -> None:
    """The list and the strays follow the opened folder."""
    files.links.allowed.connect(files.watch.look)
    files.watch.folder_changed.connect(files.folder.rescan)
    files.watch.folder_changed.connect(files.strays.look)
    files.folder.entered.connect(lambda _: files.strays.look())
    files.strays.moved.connect(files.folder.refresh)
    files.strays.moved.connect(lambda _: files.layers.read())


def _join_opening(place: ReadingPlace, panels: PanelParts, files: FileParts) -> None:
    folder, opener, article_list, bars = files.folder, files.opener, panels.article_list, panels.bars
    desk, memory, recent = place.desk, place.memory, panels.menus.recent

    def show_recent() -> None:
        recent.show_paths([Path(path) for path in memory.memory.recent])

    in_folder: list[Path | None] = []

    def list_articles(articles: list[ListedArticle]) -> None:
        if in_folder not in ([], [place.workplace.folder]):
            bars.hide_all()  # of the folder before it
        in_folder[:] = [place.workplace.folder]
        article_list.set_articles(articles, desk.order.path if desk.order is not None else None)

    def note_text(order: Order) -> None:
        place.room.middle.show_reading(True)
        bars.hide_of_article()
        article_list.mark(order.path)
        place.view.setFocus()
        memory.note_recent(order.path)
        memory.note(article=str(order.path))
        memory.save()

    memory.recent_changed.connect(show_recent)
    show_recent()
    recent.chosen.connect(lambda path: opener.open_paths([path]))
    article_list.chosen.connect(lambda path: panels.ahead.then(lambda: opener.open_article(path)))
    article_menu(article_list, article_list.view, panels.actions)
    article_list.folder_wanted.connect(panels.actions.action("file.open_folder").trigger)
    article_list.menu_made.connect(panels.actions.give_letters)
    article_list.set_order(memory.memory.article_order)
    article_list.order_chosen.connect(lambda by: memory.note(article_order=by))
    opener.focus_wanted.connect(place.view.setFocus)
    opener.failed.connect(lambda words: bars.show_bar("open", words))
    folder.listed.connect(list_articles)
    folder.progressed.connect(article_list.model.update_article)
    folder.failed.connect(lambda words: bars.show_bar("open", words))
    place.autosave.saved.connect(folder.note_saved)
    files.leaving.said.connect(panels.status.say)
    desk.text_shown.connect(note_text)
    desk.closed.connect(lambda: place.room.middle.show_reading(False))


def _join_preferences(
    window: QMainWindow, place: ReadingPlace, panels: PanelParts, switch: LayerSwitch
) -> Callable[[str], object]:
    """Register the preferences and the history, and give what shows them with the key of an action to be typed."""

    @cache
    def page() -> PreferencesPage:
        from analyst_app.ui.commands.page_mode import PageMode
        from analyst_app.ui.commands.preferences.preferences_page import PreferencesPage

        layer = lambda: place.workplace.annotator  # noqa: E731
        made = PreferencesPage(place.preferences, panels.actions, layer, place.looks, window)
        made.named.connect(switch.become)
        made.left.connect(place.room.middle.focus_text)
        PageMode(made, place.modes, (tr("Tab next field"), tr("Esc back to the article")), {})
        return made

    def show_preferences(action_id: str = "") -> None:
        page().open()
        if action_id:
            page().ask_for_key(action_id)

    panels.actions.register("file.preferences", show_preferences)
    panels.actions.register("file.history", lambda: _show_history(window, place, panels.bars))
    return show_preferences


def _make_naming(
    window: QMainWindow, place: ReadingPlace, panels: PanelParts, switch: LayerSwitch, *, is_default_annotator: bool
) -> None:
    name = AnnotatorName(place.preferences, place.workplace, is_default=is_default_annotator, parent=window)
    claim = LayerClaim(name, place.desk, place.bridge, place.autosave, panels.bars)
    claim.disclaimed.connect(switch.take_over)
    switch.taken_over.connect(claim.let_go)
    saved = SavedName(name, place.desk, place.bridge, place.memory, panels.strip)
    saved.refused.connect(switch.rename)
    place.autosave.saved.connect(saved.note_saved)
