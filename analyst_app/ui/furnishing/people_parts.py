"""The people of the corpus: whom the team knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from analyst_app.ui.people.people_keeper import PeopleKeeper

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from analyst_app.ui.furnishing.file_parts import FileParts
    from analyst_app.ui.furnishing.panel_parts import PanelParts
    from analyst_app.ui.people.people_pane import PeoplePane
    from analyst_app.ui.reading_place import ReadingPlace


_REST = 150
"""Milliseconds after a change until names are looked for anew."""


def make(window: QMainWindow, place: ReadingPlace, panels: PanelParts, files: FileParts) -> PeopleKeeper:
    """Make what knows the people.

    Args:
        window: they belong to it.
        place: the parts that are there already.
        panels: tell what goes wrong.
        files: tell what changes on disk.
    """
    keeper = PeopleKeeper(place.bridge, place.workplace, place.tasks, window)
    files.watch.folder_changed.connect(keeper.look)
    files.folder.entered.connect(lambda _: keeper.look())
    keeper.said.connect(place.bridge.say)
    keeper.failed.connect(lambda words: panels.bars.show_bar("people", words))
    return keeper


def make_pane(window: QMainWindow, place: ReadingPlace, panels: PanelParts, keeper: PeopleKeeper) -> PeoplePane:
    """The pane of people under the text.

    Args:
        window: it is put into it.
        place: counts and shows.
        panels: have the tags.
        keeper: has the people.
    """
    from analyst_app.ui.people.people_pane import PeoplePane
    from analyst_app.ui.widgets.lower_docks import put_below

    pane = PeoplePane(keeper, panels.actions, place.workplace, place.looks, window)
    pane.left.connect(place.room.middle.focus_text)
    soon = QTimer(pane, singleShot=True, interval=_REST)
    soon.timeout.connect(pane.count)

    def follow() -> None:
        """The names of the article as it is tagged now, while no folder is open."""
        if place.workplace.folder is None and pane.isVisible():
            soon.start()

    place.bridge.changed.connect(follow)
    put_below(window, pane)
    return pane
