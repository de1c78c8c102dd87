"""Puts the parts into the window. Imported after the first paint: it is most of the program.

Nobody but this folder knows all parts. Each gets in its constructor the few
things it works with; the signals by which it tells others are joined here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.ui.furnishing import (
    annotate_parts,
    assigning_parts,
    assist_parts,
    coach_parts,
    corpus_parts,
    file_parts,
    learning_parts,
    palette_parts,
    panel_parts,
    people_parts,
    review_parts,
    speech_parts,
    verification_parts,
    welcome_parts,
)

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QMainWindow

    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.commands.key_router import KeyRouter
    from analyst_app.ui.files.autosave import Autosave
    from analyst_app.ui.files.disk_watch import DiskWatch
    from analyst_app.ui.files.dropping import Dropping
    from analyst_app.ui.files.leaving import Leaving
    from analyst_app.ui.files.opener import Opener
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.panels.status_bar import StatusBar
    from analyst_app.ui.panels.tool_bar import ToolBar
    from analyst_app.ui.reading_place import ReadingPlace


class Furniture(NamedTuple):
    """The parts that the window itself and the program round it turn to."""

    autosave: Autosave
    bars: MessageBars
    bridge: SessionBridge
    dropping: Dropping
    leaving: Leaving
    opener: Opener
    router: KeyRouter
    status: StatusBar
    tool_bar: ToolBar
    watch: DiskWatch
    note_place: Callable[[], object]
    """Notes where the open article is read, for the next start."""


def furnish(
    window: QMainWindow, place: ReadingPlace, *, finished: SignalInstance, is_default_annotator: bool
) -> Furniture:
    """Make all parts and join them.

    Args:
        window: they are put into it.
        place: the parts that are there already.
        finished: the window's word that it was closed.
        is_default_annotator: True if the annotator's name is only the operating system's user name.
    """
    window.setUpdatesEnabled(False)
    try:
        place.looks.put_on_face()
        panels = panel_parts.make(window, place)
        files = file_parts.make(window, place, panels, is_default_annotator=is_default_annotator)
        people = people_parts.make(window, place, panels, files)
        corpus = corpus_parts.make(window, place, panels, files, people, finished)
        assigning_parts.make(window, place, panels, files, corpus)
        learner = learning_parts.make(window, place, panels, files, finished)
        verification_parts.make(window, place, panels, files, finished)
        performer = annotate_parts.make(place, panels, people, learner)
        assist_parts.make(window, place, panels, corpus, performer, finished)
        panel_parts.show_all(place, panels)
        review, page = review_parts.make(window, place, panels, files, corpus)
        palette_parts.make(window, place, panels, files, people, corpus)
        welcome_parts.make(window, place, panels, files, corpus)
        coach_parts.make(window, place, panels, performer)
        speech_parts.make(window, place, panels, review, page)
        place.looks.put_on_sheet()
        panel_parts.lay_out(window, panels)
    finally:
        window.setUpdatesEnabled(True)
    return Furniture(
        place.autosave,
        panels.bars,
        place.bridge,
        files.dropping,
        files.leaving,
        files.opener,
        panels.router,
        panels.status,
        panels.tool_bar,
        files.watch,
        lambda: welcome_parts.note_place(place, panels),
    )
