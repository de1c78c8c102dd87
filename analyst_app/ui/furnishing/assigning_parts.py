"""The assignments of the folder, and the dialog that makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.errors import AnalystError, sentence
from analyst_app.ui.assigning.assignment_keeper import AssignmentKeeper
from analyst_app.ui.assigning.minute_counter import MinuteCounter
from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QMainWindow

    from analyst_app.corpus.assigning.assignments_file import AssignmentsFile
    from analyst_app.corpus.assigning.begun_work import BegunWork
    from analyst_app.ui.assigning.team_reading import TeamFound
    from analyst_app.ui.furnishing.corpus_parts import CorpusParts
    from analyst_app.ui.furnishing.file_parts import FileParts
    from analyst_app.ui.furnishing.panel_parts import PanelParts
    from analyst_app.ui.reading_place import ReadingPlace


def make(window: QMainWindow, place: ReadingPlace, panels: PanelParts, files: FileParts, corpus: CorpusParts) -> None:
    """Make what knows who reads what.

    Args:
        window: it belongs to it.
        place: the parts that are there already.
        panels: list the articles, and tell what goes wrong.
        files: tell what changes on disk.
        corpus: shows passages.
    """
    MinuteCounter(place.bridge, place.view, place.workplace, place.preferences)
    keeper = AssignmentKeeper(place.workplace, place.tasks, window)
    files.watch.folder_changed.connect(keeper.look)
    files.folder.listed.connect(lambda _: keeper.look())
    keeper.own_changed.connect(panels.article_list.set_own)

    def tell(words: str) -> None:
        if words:
            panels.bars.show_bar("assign", words, of_article=False)
        else:
            panels.bars.hide_bar("assign")

    keeper.failed.connect(tell)
    panels.actions.register("corpus.team", lambda: _show_team(window, place, panels, corpus, keeper.file))
    panels.actions.register("corpus.assign", lambda: _show_dialog(window, place, panels, keeper))


def _show_dialog(window: QMainWindow, place: ReadingPlace, panels: PanelParts, keeper: AssignmentKeeper) -> None:
    """Look at the folder in a worker when all is saved, then ask who reads what."""
    folder = place.workplace.folder
    if folder is None:
        place.bridge.say(tr("Open a folder of articles (Ctrl+Shift+O) to say who reads what."))
        return

    def fail(error: Exception) -> None:
        if not isinstance(error, AnalystError | OSError):
            raise error
        panels.bars.show_bar("assign", sentence(error), of_article=False)

    def show(work: BegunWork) -> None:
        from analyst_app.ui.assigning.assign_dialog import AssignDialog

        dialog = AssignDialog(work, keeper, place.tasks, window)
        dialog.again_wanted.connect(
            lambda: place.tasks.run(_looked, folder, keeper.file, done=dialog.take, failed=fail)
        )
        dialog.finished.connect(window.activateWindow)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    place.desk.when_saved(lambda: place.tasks.run(_looked, folder, keeper.file, done=show, failed=fail))


def _show_team(
    window: QMainWindow,
    place: ReadingPlace,
    panels: PanelParts,
    corpus: CorpusParts,
    known: AssignmentsFile | None,
) -> None:
    """Read the folder in a worker when all is saved, then show how far the team is."""
    folder = place.workplace.folder
    if folder is None:
        place.bridge.say(tr("Open a folder of articles (Ctrl+Shift+O) to see how far its team is."))
        return
    work = LongWork(marked("Reading {done} of {total} articles"), marked("Reading…"))
    seal, codebook = place.workplace.seal(folder), panels.actions.codebook

    def count() -> TeamFound:
        from analyst_app.corpus.articles import built_in
        from analyst_app.ui.assigning.team_reading import team_found

        return team_found(folder, codebook or built_in(), work, seal, known)

    def fail(error: Exception) -> None:
        if not isinstance(error, AnalystError | OSError):
            raise error
        panels.bars.show_bar("assign", sentence(error), of_article=False)

    def show(found: TeamFound) -> None:
        from analyst_app.ui.assigning.team_window import TeamWindow
        from analyst_app.ui.charts.chart_maker import ChartMaker

        if not found.is_whole:
            place.bridge.say(tr("Stopped: the progress of the team is not counted."))
            return
        shown = TeamWindow(found, ChartMaker(panels.actions, place.looks), window)
        shown.passages_wanted.connect(corpus.show_passages)
        shown.finished.connect(window.activateWindow)
        shown.show()

    place.desk.when_saved(lambda: place.tasks.run(count, done=show, failed=fail, work=work))


def _looked(folder: Path, known: AssignmentsFile | None) -> BegunWork:
    from analyst_app.corpus.assigning.begun_work import begun_work

    return begun_work(folder, known)
