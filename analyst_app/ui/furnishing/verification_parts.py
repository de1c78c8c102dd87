"""Verification of quotes: the pane is made when it is asked for, so that a start does not wait for it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from analyst_app.core.span import Span
from analyst_app.ui.corpus.passages import Passages

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QDockWidget, QMainWindow

    from analyst_app.export.evidence.evidence_report import Evidence
    from analyst_app.ui.furnishing.file_parts import FileParts
    from analyst_app.ui.furnishing.panel_parts import PanelParts
    from analyst_app.ui.reading_place import ReadingPlace
    from analyst_app.ui.verification.verifying import Verifying


def make(
    window: QMainWindow, place: ReadingPlace, panels: PanelParts, files: FileParts, finished: SignalInstance
) -> None:
    """Register the commands of verification."""
    passages = Passages(files.opener, place.desk, place.bridge, place.view)

    @cache
    def verifying() -> Verifying:
        return _made(window, place, panels, passages, finished)

    panels.actions.register("corpus.verify", lambda: verifying().open())
    panels.actions.register("annotate.source", lambda: verifying().attach())


def _made(
    window: QMainWindow, place: ReadingPlace, panels: PanelParts, passages: Passages, finished: SignalInstance
) -> Verifying:
    from analyst_app.ui.verification.verification_panel import VerificationPanel
    from analyst_app.ui.verification.verification_runs import VerificationRuns
    from analyst_app.ui.verification.verifying import Verifying
    from analyst_app.ui.widgets.lower_docks import put_below

    panel = VerificationPanel(window)
    panel.hide()
    put_below(window, panel)
    panel.hide()
    panel.left.connect(place.room.middle.focus_text)
    _give_room(window, panel, 2 / 5)
    panel.room_wanted.connect(lambda: _give_room(window, panel, 1 / 2))
    runs = VerificationRuns(panel, place.workplace, place.tasks, window)
    finished.connect(runs.stop)

    def show(row: Evidence) -> None:
        folder = place.workplace.folder
        if folder is not None:
            annotation = row.quote.annotation
            passages.show(folder / row.article, Span(annotation.start, annotation.end), row.quote.exact)

    def title_of(name: str) -> str:
        folder = place.workplace.folder
        return panels.article_list.title_of(folder / name if folder is not None else Path(name))

    panel.model.name_articles(title_of)
    panels.article_list.model.titled.connect(panel.model.show_titles)
    panel.row_chosen.connect(show)
    return Verifying(panel, place.bridge, place.workplace, place.tasks, window)


def _give_room(window: QMainWindow, panel: QDockWidget, share: float) -> None:
    window.resizeDocks([panel], [round(window.height() * share)], Qt.Orientation.Vertical)
