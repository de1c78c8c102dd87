"""The start page, joined with what is opened from it and what it remembers; the guide and the first reading."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from analyst_app.ui.welcome.start_commands import StartCommands
from analyst_app.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMainWindow

    from analyst_app.ui.furnishing.corpus_parts import CorpusParts
    from analyst_app.ui.furnishing.file_parts import FileParts
    from analyst_app.ui.furnishing.panel_parts import PanelParts
    from analyst_app.ui.reading_place import ReadingPlace
    from analyst_app.ui.welcome.first_reading import FirstReading
    from analyst_app.ui.welcome.guide_window import GuideWindow
    from analyst_app.ui.welcome.start_page import StartPage

_LONGEST = 200
"""Characters of a title that are remembered."""


def make(
    window: QMainWindow, place: ReadingPlace, panels: PanelParts, files: FileParts, corpus: CorpusParts
) -> StartCommands:
    """Make what shows the start page and the guide."""
    middle, panes, desk, actions = place.room.middle, place.room.panes, place.desk, panels.actions

    def made() -> StartPage:
        from analyst_app.ui.welcome.start_page import StartPage  # seldom, and never before the first paint

        page = StartPage(place.looks)
        middle.fill(page, page.focus_first)
        panels.ring.add(page)

        def leave_room() -> None:
            """Let all of the page be scrolled to above what floats over its end."""
            shown = [card.height() for card in (panels.bars, panels.strip) if card.isVisible()]
            page.leave_room(max(shown, default=0))

        for card in (panels.bars, panels.strip):
            card.wish_changed.connect(leave_room)
        leave_room()
        return page

    start = StartCommands(actions, files.opener, place.memory, place.tasks, made)

    def give_room(is_shown: bool) -> None:
        panes.give_all(is_shown)
        panels.tool_bar.setVisible(not is_shown)

    def follow() -> None:
        if not middle.shows_nothing:
            start.hide()

    def go_to_start() -> None:
        note_place(place, panels)
        was = desk.place
        start.show_over(partial(desk.open, was) if was is not None else None, desk.close)
        panels.bars.hide_of_article()

    start.shown.connect(give_room)
    middle.page_changed.connect(follow)
    files.opener.nothing_wanted.connect(start.show)
    desk.closed.connect(start.show)
    actions.register("file.start", go_to_start)
    _join_folders(place, panels, files, corpus, start)
    _make_guide(window, place, panels)
    _make_first_reading(place, panels, files)
    return start


def _make_guide(window: QMainWindow, place: ReadingPlace, panels: PanelParts) -> None:
    @cache
    def guide() -> GuideWindow:
        from analyst_app.ui.welcome.guide_window import GuideWindow

        return GuideWindow(place.looks, window)

    def show() -> None:
        guide().show()
        guide().raise_()
        guide().activateWindow()

    panels.actions.register("help.guide", show)


def _make_first_reading(place: ReadingPlace, panels: PanelParts, files: FileParts) -> None:
    """Have it begin by its action; the samples are copied and opened first."""
    actions = panels.actions

    def open_sample() -> Path:
        from analyst_app.ui.files.samples import samples_folder

        files.opener.open_samples()
        return samples_folder()

    def key_of(action: str) -> str:
        row = actions.rows.get(action)
        return next(iter(actions.keys_of(row)), "") if row is not None else ""

    @cache
    def reading() -> FirstReading:
        from analyst_app.ui.welcome.first_reading import FirstReading

        made = FirstReading(panels.bars, place.bridge, place.modes, open_sample, key_of)
        made.offer_at_end(((tr("Guide"), lambda: actions.trigger("help.guide")),))
        return made

    actions.register("help.first_reading", lambda: reading().begin())


def _join_folders(
    place: ReadingPlace, panels: PanelParts, files: FileParts, corpus: CorpusParts, start: StartCommands
) -> None:
    """Note how far the opened folder is, when it is opened and whenever it was counted."""

    def note(*, is_opened: bool) -> None:
        folder, articles = place.workplace.folder, panels.article_list.articles
        if folder is not None and articles:
            done = sum(article.status == "done" for article in articles)
            start.note_folder(folder, len(articles), done, is_opened=is_opened)

    files.folder.entered.connect(lambda _: note(is_opened=True))
    corpus.keeper.lines_told.connect(lambda: note(is_opened=False))


def note_place(place: ReadingPlace, panels: PanelParts) -> None:
    """Note what the start page says of the article that is open."""
    session, view = place.bridge.session, place.view
    if session is None:
        return
    listed = next((one for one in panels.article_list.articles if one.path == session.path), None)
    title = listed.shown_title if listed is not None else ""
    before = session.document.text[: view.caret].split("\n")
    paragraph = max(1, sum(1 for line in before if line.strip()))
    left = panels.status.untagged
    place.memory.note(
        caret=view.caret,
        reading_position=view.reading_position,
        bookmark=(str(session.path), title[:_LONGEST], str(paragraph), "" if left is None else str(left)),
    )
