"""Reviewing two readings, the decisions that come back, and the keys that are valid now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analyst_app.ui.commands.modes import RETURNED
from analyst_app.ui.furnishing import lessons_parts
from analyst_app.ui.furnishing.window_left import WindowLeft
from analyst_app.ui.panels.after_review import AfterReview
from analyst_app.ui.panels.following import HintLine
from analyst_app.ui.panels.hints import reading_hints
from analyst_app.ui.panels.list_menus import TextMenu, difference_menu
from analyst_app.ui.review.article_review import ArticleReview
from analyst_app.ui.review.checking.check_round import CheckRound
from analyst_app.ui.review.drawing_up import DrawingUp
from analyst_app.ui.review.folder_progress import FolderProgress
from analyst_app.ui.review.open_review import OpenReview
from analyst_app.ui.review.returned.returned_news import ReturnedNews
from analyst_app.ui.review.review_beginning import ReviewBeginning
from analyst_app.ui.review.review_commands import ReviewCommands
from analyst_app.ui.review.review_course import ReviewCourse
from analyst_app.ui.review.review_news import ReviewNews
from analyst_app.ui.review.review_page import ReviewPage
from analyst_app.ui.review.review_queue import ReviewQueue
from analyst_app.ui.review.room_for_review import RoomForReview
from analyst_app.ui.review.rule_notes import RuleNotes
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from PySide6.QtWidgets import QMainWindow

    from analyst_app.agreement.rule import Rule
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.furnishing.corpus_parts import CorpusParts
    from analyst_app.ui.furnishing.file_parts import FileParts
    from analyst_app.ui.furnishing.panel_parts import PanelParts
    from analyst_app.ui.reading_place import ReadingPlace
    from analyst_app.ui.review.review_session import ReviewSession
    from analyst_app.ui.review.review_view import ReviewView
    from analyst_app.ui.widgets.long_work import LongWork

_IN_A_CHECK = {
    "review.next": marked("Next tag"),
    "review.previous": marked("Previous tag"),
    "review.take_a": marked("Right"),
    "review.reject": marked("Reject…"),
    "review.take_a_alike": marked("The rest is right"),
    "review.links": marked("Correct the link…"),
}
"""By id of an action, its words where one reading is checked."""
_AMONG_SEVERAL = {"review.both": marked("Take all"), "review.reject": marked("Reject all…")}
"""The same, where more than two readers are compared at once."""


class _ReviewParts(NamedTuple):
    """The parts of one review."""

    current: OpenReview
    page: ReviewPage
    beginning: ReviewBeginning
    course: ReviewCourse
    commands: ReviewCommands
    news: ReviewNews


def make(
    window: QMainWindow, place: ReadingPlace, panels: PanelParts, files: FileParts, corpus: CorpusParts
) -> tuple[OpenReview, ReviewPage]:
    """Make what reviews; the part that has the review, and the page that shows it."""
    bridge, tasks, room, modes = place.bridge, place.tasks, place.room, place.modes
    current = OpenReview(window)
    page = ReviewPage(room.middle, room.panes, place.looks, place.view)
    drawing_up = DrawingUp(panels.actions, bridge, tasks, window)
    rules = RuleNotes(bridge, place.workplace, tasks, window)
    parts = _ReviewParts(
        current,
        page,
        ReviewBeginning(place.desk, bridge, files.layers, tasks, window),
        ReviewCourse(current, bridge, place.workplace, drawing_up, tasks),
        ReviewCommands(panels.actions, current, page, modes, bridge),
        ReviewNews(tasks, lambda: modes.mode is not None or page.is_asking, window),
    )
    page.made.connect(lambda view: room.middle.note_text(view, view.text))
    page.made.connect(lambda view: _join_page(view, panels, parts.commands))
    parts.commands.rule_given.connect(rules.note)
    rules.told.connect(lambda words, undo: panels.bars.show_bar("rule", words, [(tr("Take it back"), undo)]))
    for part in (parts.beginning, parts.course, parts.news, drawing_up, rules):
        part.failed.connect(lambda error: panels.bars.report("review", error))
    _join(place, panels, parts)
    room_for_review = RoomForReview(panels.tool_bar, lambda: panels.actions.is_reviewing, place.looks, window)
    for signal in (parts.course.begun, current.ended):
        signal.connect(room_for_review.follow)
    _join_files(place, panels, files, parts)
    _make_returned(place, panels, corpus)
    _make_queue(window, place, panels, files, parts)
    _make_hints(window, place, panels, parts)
    return current, page


def _join(place: ReadingPlace, panels: PanelParts, parts: _ReviewParts) -> None:
    """One review, from its beginning to its end."""
    current, page, course = parts.current, parts.page, parts.course
    current.changed.connect(page.show_review)
    current.codebook_changed.connect(page.renew)
    current.codebook_changed.connect(current.hints_changed)
    current.hints_changed.connect(panels.stage.follow)
    panels.find_bar.closed.connect(page.mark_current)
    current.tallied.connect(panels.status.set_tally)
    current.changed.connect(lambda review: _name_decisions(panels.actions, review))
    parts.beginning.ready.connect(course.begin)
    parts.beginning.given_up.connect(current.end)
    course.begun.connect(parts.news.follow)
    course.begun.connect(page.show)
    course.begun.connect(lambda: panels.actions.set_reviewing(True))
    course.begun.connect(current.hints_changed)
    course.begun.connect(page.take_focus)
    course.told.connect(lambda layer, words: panels.bars.show_bar(f"review_{layer}", words))
    page.painted.connect(course.measure)
    parts.news.changed.connect(course.go_on)
    parts.commands.left.connect(parts.beginning.leave)
    parts.beginning.left.connect(place.view.setFocus)
    current.ended.connect(parts.beginning.forget)
    current.ended.connect(parts.news.stop)
    current.ended.connect(lambda: panels.actions.set_reviewing(False))
    current.ended.connect(page.hide)
    after = AfterReview(place.bridge, panels.bars, panels.router, current)
    current.ended.connect(after.begin)
    parts.beginning.stayed.connect(after.tell)
    place.desk.loaded.connect(after.tell)
    current.ended.connect(current.hints_changed)


def _name_reader(actions: ActionSet, reader: str) -> None:
    """Say in the menu whose reading would be checked, where that is not asked."""
    actions.set_words("review.check", tr("Check {name}’s reading…", name=reader) if reader else "")


def _name_decisions(actions: ActionSet, review: ReviewSession | None) -> None:
    """Call the decisions in the menu what they are where one reading is checked, or several are compared."""
    words = _IN_A_CHECK if review is not None and review.is_check else {}
    words = _AMONG_SEVERAL if review is not None and len(review.layers) > 2 else words
    for action_id in _IN_A_CHECK.keys() | _AMONG_SEVERAL.keys():
        actions.set_words(action_id, tr(words[action_id]) if action_id in words else "")


def _join_page(view: ReviewView, panels: PanelParts, commands: ReviewCommands) -> None:
    """The page is there: F6 leads to what is in it, and its keys and buttons decide."""
    table = view.panel.table
    for widget in (view.text, view.other):
        panels.ring.add(widget)
    panels.ring.add(table, view.open_list)
    panels.ring.add(view.agreement.tree)
    card = view.card.columns
    panels.actions.register("review.more_readings", lambda: card.step(1))
    panels.actions.register("review.readings_before", lambda: card.step(-1))
    view.text.verticalScrollBar().valueChanged.connect(panels.stage.follow)
    view.pressed.connect(lambda name: panels.actions.trigger(f"review.{name}"))
    view.use_keys(lambda name: next(iter(panels.actions.keys_of(panels.actions.rows[name])), ""))
    commands.work_in(view, view.text, view.other, table)
    menu = difference_menu(table, panels.actions, commands.offered)
    for text in (view.text, view.other):
        TextMenu(text, menu, view.look_at)


def _join_files(place: ReadingPlace, panels: PanelParts, files: FileParts, parts: _ReviewParts) -> None:
    beginning, opener = parts.beginning, files.opener
    panels.actions.register("review.compare", beginning.ask)
    files.packets.review_wanted.connect(beginning.begin_packet)
    panels.actions.register("review.check", beginning.ask_check)
    files.layers.read_anew.connect(lambda: _name_reader(panels.actions, files.layers.lone_reader))
    files.watch.folder_changed.connect(parts.news.look)
    files.watch.seen.connect(parts.news.look)
    files.dropping.layer_dropped.connect(
        lambda layer, paths: beginning.take_dropped(layer, lambda: opener.open_paths(paths))
    )


def _make_returned(place: ReadingPlace, panels: PanelParts, corpus: CorpusParts) -> None:
    """Tell a colleague of decisions on her tags and answers to her report; what shows them is made when asked for."""
    news = ReturnedNews(place.bridge, place.workplace, panels.bars, place.tasks)
    place.desk.loaded.connect(news.look_for)
    news.wanted.connect(lambda: panels.actions.trigger("review.returned"))
    corpus.taken_in(news.look_again)

    def make_commands() -> None:
        from analyst_app.ui.review.returned.returned_card import ReturnedCard
        from analyst_app.ui.review.returned.returned_commands import ReturnedCommands
        from analyst_app.ui.review.returned.returned_sight import ReturnedSight

        middle, tool_bar = place.room.middle, panels.tool_bar
        card = ReturnedCard(place.looks, middle.floor)
        panels.stage.put_on(card, lambda: not middle.hides_article)
        panels.ring.add(card)
        returned = ReturnedCommands(news, ReturnedSight(place.view, card), place.bridge, place.modes, panels.actions)
        returned.begun.connect(lambda: tool_bar.arm(""))
        tool_bar.armed.connect(lambda tag_id: tool_bar.arm("") if tag_id and place.modes.name == RETURNED else None)

    panels.actions.register_when_used(("review.returned", "review.returned_resolve"), make_commands)


def _make_queue(
    window: QMainWindow, place: ReadingPlace, panels: PanelParts, files: FileParts, parts: _ReviewParts
) -> None:
    progress = FolderProgress(panels.article_list, place.workplace, place.desk, place.bridge, place.tasks)
    review = ArticleReview(progress, files.opener, parts.beginning, place.bridge, place.tasks)
    queue = ReviewQueue(progress, parts.current, place.desk, place.bridge, window)
    checks = CheckRound(progress, place.workplace, place.desk, place.bridge, place.tasks)
    queue.follow(checks)
    parts.beginning.draw_wanted.connect(checks.begin)
    checks.wanted.connect(review.begin)
    for part in (progress, review, checks):
        part.failed.connect(lambda error: panels.bars.report("review", error))
    place.desk.loaded.connect(review.go_on)
    parts.course.shown.connect(lambda: review.list_costliest(parts.current))
    queue.chosen.connect(review.begin)
    panels.actions.register("review.queue", queue.show)
    panels.actions.register("review.next_article", queue.go_on)
    left = WindowLeft(window)
    panels.actions.register("review.agreement", lambda: _show_agreement(left, place, panels, review))
    lessons_parts.make(window, place, panels, files, review)


def _show_agreement(left: WindowLeft, place: ReadingPlace, panels: PanelParts, review: ArticleReview) -> None:
    """Show the agreement in the folder, or in the open article if there is no folder."""
    from analyst_app.corpus.articles import built_in
    from analyst_app.ui.review.agreement_reading import Measured, measured
    from analyst_app.ui.review.agreement_window import AgreementWindow

    session = place.bridge.session
    corpus = place.workplace.folder or (session.path if session is not None else None)
    if corpus is None:
        place.bridge.say(tr("Open a folder of articles (Ctrl+Shift+O) to see the agreement in it."))
        return

    def measure(layers: Sequence[str] | None, meter: LongWork, also: Collection[str] | None, rule: Rule) -> Measured:
        codebook = panels.actions.codebook or built_in()
        return measured(corpus, layers, codebook, meter, place.workplace.seal(corpus), also, rule)

    def go_to(name: str, pair: tuple[str, str], tag: str) -> None:
        left.give_way()
        review.begin(name, pair, tag)

    of = (corpus, place.workplace.annotator)
    if left.comes_back(of):
        return
    shown = AgreementWindow(measure, panels.actions.codebook or built_in(), place.desk, place.tasks, left.window)
    shown.name_articles(review.title_of)
    place.bridge.codebook_changed.connect(shown.take_codebook)
    shown.article_wanted.connect(go_to)
    left.keep(shown, of)


def _make_hints(window: QMainWindow, place: ReadingPlace, panels: PanelParts, parts: _ReviewParts) -> None:
    actions, bridge = panels.actions, place.bridge

    def hints() -> list[str] | None:
        reviewing = parts.commands.hints() if actions.is_reviewing else []
        is_between = place.desk.opening is not None  # two articles: nothing that is open would be said for a moment
        return reviewing or (None if is_between else reading_hints(bridge, actions))

    line = HintLine(panels.status, place.modes, bridge, hints, window)
    line.ask_for_review(lambda: actions.is_reviewing)
    for signal in (parts.current.hints_changed, place.desk.failed, place.desk.closed):
        signal.connect(line.show_hints)
    line.show_hints()
