"""The three marks of the first session: where each lies, and when its key was used."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt

from analyst_app.language.paragraphs import paragraph_at

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from analyst_app.ui.furnishing.panel_parts import PanelParts
    from analyst_app.ui.reading_place import ReadingPlace

SWITCH = "ANALYST_APP_COACH"
"""Name of the environment's variable by which the marks are switched off: ``off``."""
_SPACE = 8
"""Pixels between a mark and the bars."""


def make(window: QMainWindow, place: ReadingPlace, panels: PanelParts) -> None:
    """Show the marks once the first article is open and the window is at rest, if they were never shown."""
    if place.memory.memory.coached or os.environ.get(SWITCH) == "off":
        return

    def wait(_: object) -> None:
        place.tasks.run_at_rest(make, int, done=lambda _: _begin(window, place, panels))

    place.desk.loaded.connect(wait, Qt.ConnectionType.SingleShotConnection)


def _begin(window: QMainWindow, place: ReadingPlace, panels: PanelParts) -> None:
    from analyst_app.ui.welcome.coach_bubble import CoachBubble
    from analyst_app.ui.welcome.coach_marks import ACCEPT, NEXT, TAG, CoachMarks, free_place

    actions, middle, codebook = panels.actions, place.room.middle, panels.actions.codebook
    claim = codebook.first_for("claim") if codebook is not None else None
    ids = {NEXT: "go.untagged", TAG: f"tag.{claim.id}" if claim is not None else ""}

    def where(mark: str, size: QSize) -> tuple[str, QPoint | None]:
        row = actions.rows.get(ids.get(mark, ""))
        keys = ("Enter",) if mark == ACCEPT else actions.keys_of(row) if row is not None else ()
        if not keys or middle.text is not place.view:
            return "", None
        room = window.rect()
        bottom = panels.status.mapTo(window, QPoint(0, 0)).y() - size.height() - _SPACE
        top = panels.tool_bar.geometry().bottom() + _SPACE
        right, left = room.right() - size.width() - _SPACE, room.left() + _SPACE
        low, high = QPoint(right, bottom), QPoint(right, top)
        strip = panels.strip
        kept = [_sentence(window, place)]
        if strip.isVisible():
            kept.append(QRect(strip.mapTo(window, QPoint(0, 0)), strip.size()))
        corners = (QPoint(left, top), low, high) if mark == TAG else (low, high)
        return keys[0], free_place(size, room, corners, kept)

    marks = CoachMarks(CoachBubble(place.looks, window), place.bridge, place.modes, place.memory, where)

    def join_tags() -> None:
        for name in [name for name in actions.rows if name.startswith("tag.")]:
            actions.action(name).triggered.connect(lambda: marks.leave(TAG))

    join_tags()
    actions.tags_changed.connect(join_tags)
    actions.action("go.untagged").triggered.connect(lambda: marks.leave(NEXT))
    middle.page_changed.connect(marks.follow)
    place.room.panes.shown_changed.connect(marks.follow)


def _sentence(window: QMainWindow, place: ReadingPlace) -> QRect:
    """The lines of the paragraph that the caret stands in, on the window."""
    view = place.view
    span = paragraph_at(view.text, min(view.caret, len(view.text)))
    lines = view.rect_of(span.start).united(view.rect_of(span.end))
    viewport = view.viewport()
    whole = QRect(0, lines.top(), viewport.width(), lines.height())
    return QRect(viewport.mapTo(window, whole.topLeft()), whole.size())
