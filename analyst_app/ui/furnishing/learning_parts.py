"""The assistant that learns: joined with the folder, its window opened when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.ui.learning.learner import Learner
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QMainWindow

    from analyst_app.ui.furnishing.file_parts import FileParts
    from analyst_app.ui.furnishing.panel_parts import PanelParts
    from analyst_app.ui.reading_place import ReadingPlace


def make(
    window: QMainWindow, place: ReadingPlace, panels: PanelParts, files: FileParts, finished: SignalInstance
) -> Learner:
    """Make the learner; whoever proposes asks it."""
    learner = Learner(place.workplace, place.preferences, place.tasks, window)
    files.folder.entered.connect(learner.follow)
    finished.connect(learner.stop)
    panels.actions.register("corpus.learn", lambda: _show_learning(window, place, panels, files, learner))
    return learner


def _show_learning(
    window: QMainWindow, place: ReadingPlace, panels: PanelParts, files: FileParts, learner: Learner
) -> None:
    """Open the window, and learn if anything has changed since the last time."""
    from analyst_app.corpus.articles import built_in
    from analyst_app.ui.learning.learning_window import LearningWindow

    shown = window.findChild(LearningWindow)
    if shown is not None and shown.isVisible():
        shown.raise_()
        shown.activateWindow()
        return
    if place.workplace.folder is None:
        place.bridge.say(tr("Open a folder of articles (Ctrl+Shift+O) for the assistant to learn from."))
        return
    session = place.bridge.session
    dialog = LearningWindow(learner, session.codebook if session is not None else built_in(), window)
    dialog.learning_wanted.connect(lambda is_anew: _learn(place, panels, learner, is_anew=is_anew))
    dialog.article_wanted.connect(files.opener.open_article)
    dialog.show()
    _learn(place, panels, learner, is_anew=False)


def _learn(place: ReadingPlace, panels: PanelParts, learner: Learner, *, is_anew: bool) -> None:
    """Learn when all is saved, from every finished article but one whose review is open now."""
    session = place.bridge.session
    reviewed = (session.path,) if session is not None and panels.actions.is_reviewing else ()
    place.desk.when_saved(lambda: learner.learn(reviewed=reviewed, is_anew=is_anew))
