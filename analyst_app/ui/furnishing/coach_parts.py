"""The three marks of the first session: where each lies, and when its key was used."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow

    from analyst_app.ui.annotate.performing import Performer
    from analyst_app.ui.furnishing.panel_parts import PanelParts
    from analyst_app.ui.reading_place import ReadingPlace

SWITCH = "ANALYST_APP_COACH"
"""Name of the environment's variable by which the marks are switched off: ``off``."""
_ALL = 3
"""Marks; where so many have left, nothing is made."""


def make(window: QMainWindow, place: ReadingPlace, panels: PanelParts, performer: Performer) -> None:
    """Show the marks once the first article is open and the window is at rest, as far as they have not left."""
    if len(place.memory.memory.coached) >= _ALL or os.environ.get(SWITCH) == "off":
        return

    def wait(_: object) -> None:
        place.tasks.run_at_rest(make, int, done=lambda _: _begin(window, place, panels, performer))

    place.desk.loaded.connect(wait, Qt.ConnectionType.SingleShotConnection)


def _begin(window: QMainWindow, place: ReadingPlace, panels: PanelParts, performer: Performer) -> None:
    from analyst_app.ui.welcome.coach_bubble import CoachBubble
    from analyst_app.ui.welcome.coach_marks import ACCEPT, NEXT, TAG, CoachMarks
    from analyst_app.ui.welcome.free_room import free_place, taken_places

    actions, middle, codebook = panels.actions, place.room.middle, panels.actions.codebook
    claim = codebook.first_for("claim") if codebook is not None else None
    ids = {NEXT: "go.untagged", TAG: f"tag.{claim.id}" if claim is not None else ""}
    bubble = CoachBubble(place.looks, window)

    def key_of(mark: str) -> tuple[str, Callable[[QSize], QPoint | None]]:
        row = actions.rows.get(ids.get(mark, ""))
        keys = ("Enter",) if mark == ACCEPT else actions.keys_of(row) if row is not None else ()
        return keys[0] if keys and middle.text is place.view else "", place_of

    def place_of(size: QSize) -> QPoint | None:
        now = bubble.pos() if bubble.isVisible() else QPoint(-1, -1)
        return free_place(size, window.rect(), taken_places(window, bubble), now)

    marks = CoachMarks(bubble, place.bridge, place.modes, place.memory, key_of)
    actions.action("go.untagged").triggered.connect(marks.note_next)
    performer.nothing_left.connect(marks.close)
    middle.page_changed.connect(marks.follow)
    place.room.panes.shown_changed.connect(marks.follow)
