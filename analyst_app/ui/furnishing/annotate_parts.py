"""The gestures of annotating."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from analyst_app.ui.annotate.annotating import Annotating
from analyst_app.ui.annotate.context_menu import ContextMenus
from analyst_app.ui.annotate.edge_mode import EdgeCommands
from analyst_app.ui.annotate.go_commands import GoCommands
from analyst_app.ui.annotate.identity import IdentityCommands
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.annotate.pill import Pill
from analyst_app.ui.annotate.selecting import Selecting
from analyst_app.ui.annotate.several_commands import SeveralCommands
from analyst_app.ui.annotate.shown_tags import ShownTags
from analyst_app.ui.annotate.skip_offer import SkipOffer
from analyst_app.ui.annotate.untagged_watch import UntaggedWatch
from analyst_app.ui.annotate.waiting_commands import WaitingCommands
from analyst_app.ui.article.ghost_painter import GhostPainter
from analyst_app.ui.bars.floating import FloatingCard
from analyst_app.ui.commands.modes import RETURNED
from analyst_app.ui.suggest.all_suggestions import AllSuggestions
from analyst_app.ui.suggest.clear_view import keep_clear
from analyst_app.ui.suggest.left_ghosts import LeftGhosts
from analyst_app.ui.suggest.suggest_commands import SuggestCommands
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QWidget

    from analyst_app.core.annotation import Annotation
    from analyst_app.ui.annotate.link_commands import LinkCommands
    from analyst_app.ui.bars.offer_strip import OfferStrip
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.furnishing.panel_parts import PanelParts
    from analyst_app.ui.learning.learner import Learner
    from analyst_app.ui.people.people_keeper import PeopleKeeper
    from analyst_app.ui.reading_place import ReadingPlace
    from analyst_app.ui.widgets.theme import TagLook


def make(place: ReadingPlace, panels: PanelParts, people: PeopleKeeper, learner: Learner) -> Performer:
    """Make the gestures; each registers its commands with the actions table."""
    bridge, view, modes, tasks = place.bridge, place.view, place.modes, place.tasks
    actions, tool_bar, table = panels.actions, panels.tool_bar, panels.annotations
    performer = Performer(bridge, view)
    performer.ask_if_held(modes.why_held)
    performer.know(lambda: people.known)
    ShownTags(bridge, view, panels.menus.menu("View/Show only"), actions, panels.shown)
    waiting = WaitingCommands(performer, bridge, table, actions)
    annotating = Annotating(performer, bridge, actions, tool_bar, waiting)
    several = SeveralCommands(performer, table, annotating, actions)
    view.selected_by_mouse.connect(annotating.tag_if_armed)
    _join_panels(performer, place, panels)
    _join_pages(performer, place, panels, people)
    _join_selecting(Selecting(performer, bridge, view, actions, tool_bar), performer, panels)
    GoCommands(performer, bridge, actions, table, panels.shown)
    _make_older(performer, place, panels)
    EdgeCommands(performer, bridge, view, modes, actions)
    _make_links(performer, place, actions)
    IdentityCommands(performer, bridge, view, actions, people)
    _make_same(performer, place, actions)
    watch = UntaggedWatch(performer, bridge, view, actions, tasks)
    watch.counted.connect(panels.status.set_untagged)
    watch.counted.connect(lambda left: _tell_list(place, panels, left, watch.whole))
    ghosts = GhostPainter(view)
    view.let_paint(ghosts)
    suggest = SuggestCommands(performer, bridge, ghosts, modes, actions)
    _join_suggestions(place, suggest, watch, panels.strip)
    AllSuggestions(performer, bridge, ghosts, actions, LeftGhosts(performer, watch, tasks))
    learner.changed.connect(lambda: watch.let_mend(learner.mend))
    skip_offer = SkipOffer(performer, bridge, view, panels.strip, tasks)
    actions.register("annotate.skip", skip_offer.look)
    _make_pill(place, panels)
    menus = ContextMenus(performer, bridge, view, actions, waiting)

    def show_menu(record: object, point: QPoint) -> None:
        chosen = table.chosen
        if chosen:
            menus.pop_up(several.menu_for(chosen), point)
        else:
            menus.show_in_table(record, point)

    table.menu_wanted.connect(show_menu)
    panels.inspector.menu_wanted.connect(show_menu)
    return performer


def _make_links(performer: Performer, place: ReadingPlace, actions: ActionSet) -> None:
    """Have what links, and its list, made when it is used first."""

    @cache
    def links() -> LinkCommands:
        from analyst_app.ui.annotate.link_commands import LinkCommands
        from analyst_app.ui.annotate.link_list import LinkList

        return LinkCommands(performer, place.bridge, LinkList(place.looks, place.view), place.modes, actions)

    actions.register_when_used(("annotate.link", "annotate.unlink"), links)

    def begin(quote: str) -> None:
        if place.modes.name == RETURNED:
            place.modes.take_command("annotate.link")  # which says why not
        else:
            links().begin_on(quote)

    place.view.speaker_clicked.connect(begin)


def _make_older(performer: Performer, place: ReadingPlace, panels: PanelParts) -> None:
    """Have the part that lists what an older codebook made when it is asked for first."""

    def older() -> None:
        from analyst_app.ui.annotate.older_commands import OlderCommands

        OlderCommands(performer, place.bridge, panels.actions, panels.shown, panels.annotations)

    panels.actions.register_when_used(("go.older", "annotate.still_right"), older)


def _make_same(performer: Performer, place: ReadingPlace, actions: ActionSet) -> None:
    """Have what tags the same words everywhere, and its list, made when it is used first."""

    @cache
    def same() -> None:
        from analyst_app.ui.annotate.mention_list import MentionList
        from analyst_app.ui.annotate.same_mentions import SameCommands

        lists = partial(MentionList, place.looks, place.view.viewport())
        made = SameCommands(performer, place.view, place.modes, actions, lists)
        place.bridge.changed.connect(made.follow)
        place.bridge.opened.connect(made.leave)

    actions.register_when_used(("annotate.same",), same)


def _join_selecting(selecting: Selecting, performer: Performer, panels: PanelParts) -> None:
    """Have Esc end the list of one person's words, or of older ones, where nothing is left to be unselected."""

    def unlist() -> None:
        if panels.shown.is_of_some:
            panels.shown.show_all_of_tags()
        else:
            performer.nothing_left.emit()

    selecting.nothing_left.connect(unlist)


def _make_pill(place: ReadingPlace, panels: PanelParts) -> None:
    view = place.view
    card = FloatingCard(place.looks, view.viewport())
    pill = Pill(card, place.bridge, panels.actions, place.modes, panels.tool_bar)
    view.selected_by_mouse.connect(pill.show_at)
    view.verticalScrollBar().valueChanged.connect(card.hide)


def _tell_list(place: ReadingPlace, panels: PanelParts, left: int | None, whole: int | None) -> None:
    """Tell the list of articles what is left in the open one, if her own layer is shown."""
    session = place.bridge.session
    is_own = session is not None and session.layer_id == place.workplace.annotator
    panels.article_list.model.note_left(left if is_own else None, whole)


def _join_suggestions(place: ReadingPlace, suggest: SuggestCommands, watch: UntaggedWatch, strip: OfferStrip) -> None:
    def look() -> TagLook | None:
        session, tag = place.bridge.session, suggest.tag
        if session is None or tag is None:
            return None
        return place.looks.colours.tag_looks(session.codebook).get(tag.id)

    def tell(words: str) -> None:
        if words:
            leaving, kept, keys = suggest.leaving, suggest.kept, suggest.keys
            strip.offer("suggestion", words, suggest.choices, declined=leaving, kept=kept, keys=keys, look=look)
            keep_clear(place.view, strip, suggest.places)
        else:
            strip.withdraw("suggestion")

    watch.let_offer(suggest.show)
    suggest.told.connect(tell)


def _list_said_by(mention: Annotation, place: ReadingPlace, panels: PanelParts) -> None:
    """List only what a person says."""
    session = place.bridge.session
    if session is not None:
        from analyst_app.gestures.spoken_by import speaker_of

        text = session.document.text
        panels.shown.show_said_by(speaker_of(session.store, session.codebook, text, mention))


def _add_page(place: ReadingPlace, panels: PanelParts, action_id: str, name: str, make: Callable[[], QWidget]) -> None:
    """Offer a page beside the annotations by its tab and by a command."""

    def go_there() -> None:
        place.room.panes.bring("view.annotations")
        panels.pages.go_to(name)

    panels.pages.add(name, make)
    panels.actions.register(action_id, go_there)


def _join_pages(performer: Performer, place: ReadingPlace, panels: PanelParts, keeper: PeopleKeeper) -> None:
    """Offer people and notes of the article, and go where a row of theirs leads to."""
    actions, pages, table = panels.actions, panels.pages, panels.annotations.table

    def go_to(annotation_id: str) -> None:
        place.bridge.set_current(annotation_id, reveal=True)
        performer.focus_text()

    def list_said_by(mention: Annotation) -> None:
        _list_said_by(mention, place, panels)
        place.room.panes.bring("view.annotations")
        table.setFocus()

    def show_said() -> None:
        if panels.shown.speaker is not None:
            pages.show_first()

    def people() -> QWidget:
        from analyst_app.ui.people.article_people import ArticlePeople

        key = next(iter(actions.keys_of(actions.rows["corpus.people"])), "")
        page = ArticlePeople(place.bridge, keeper, place.looks, key)
        page.mention_wanted.connect(go_to)
        page.said_by_wanted.connect(list_said_by)
        page.all_wanted.connect(lambda: actions.trigger("corpus.people"))
        page.left.connect(performer.focus_text)
        panels.ring.add(page.list, after=table)
        return page

    def notes() -> QWidget:
        from analyst_app.ui.panels.sides.notes_page import NotesPage

        page = NotesPage(place.bridge, place.looks)
        page.chosen.connect(go_to)
        page.wanted.connect(lambda: actions.trigger("annotate.note"))
        page.left.connect(performer.focus_text)
        panels.ring.add(page.list, after=table)
        return page

    _add_page(place, panels, "view.side_people", tr("People"), people)
    _add_page(place, panels, "view.side_notes", tr("Notes"), notes)
    pages.left.connect(performer.focus_text)
    panels.shown.changed.connect(show_said)
    panels.annotations.wanted.connect(lambda: place.room.panes.bring("view.annotations"))
    panels.annotations.wanted.connect(pages.show_first)


def _join_panels(performer: Performer, place: ReadingPlace, panels: PanelParts) -> None:
    actions, table, inspector = panels.actions, panels.annotations, panels.inspector

    def inspect() -> None:
        if not table.focus_choices() and performer.current_or_refusal(at_caret=True) is not None:
            place.room.panes.bring("view.inspector")
            inspector.focus_first_field()

    def note() -> None:
        if performer.current_or_refusal(at_caret=True) is not None:
            place.room.panes.bring("view.inspector")
            inspector.focus_note()

    def first_quotation() -> None:
        actions.trigger("go.untagged")
        book = place.bridge.session.codebook if place.bridge.session is not None else None
        tag = next(iter(book.tags_for("quotation")), None) if book is not None else None
        if tag is not None and place.bridge.selection is not None:
            actions.trigger(f"tag.{tag.id}")
        performer.focus_text()

    performer.ask_if_away(lambda: table.chosen_waiting is not None)
    actions.register("annotate.note", note)
    actions.register("annotate.inspect", inspect)
    inspector.left.connect(performer.focus_text)
    inspector.link_wanted.connect(lambda: actions.trigger("annotate.link"))
    for part in (inspector, table):
        part.said_by_wanted.connect(lambda mention: _list_said_by(mention, place, panels))
    inspector.digit_pressed.connect(lambda digit: actions.trigger(f"attribute.{digit}"))
    table.looked_at.connect(place.view.set_proposal)
    table.first_wanted.connect(first_quotation)
    for pane in (panels.article_list, table):
        pane.left.connect(performer.focus_text)
