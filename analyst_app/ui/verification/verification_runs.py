"""The run over the whole corpus, beside the window: progress, cancelling, and the report of what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.assist.verifying.verdicts import verdict_words
from analyst_app.session.faults import reason
from analyst_app.ui.verification.verification_work import CorpusRun, save_report
from analyst_app.ui.widgets.saved_file import saved_file, shown_folder
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.export.evidence.evidence_report import Evidence
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.verification.verification_panel import VerificationPanel
    from analyst_app.ui.widgets.tasks import Tasks


class VerificationRuns(QObject):
    """One run at a time.

    Args:
        panel: shows the rows.
        workplace: knows the opened folder and what may be seen.
        tasks: works.
        window: owns the dialog.
    """

    _found = Signal(object, object, int, int)
    ended = Signal()
    """A run is through, or was ended."""

    def __init__(self, panel: VerificationPanel, workplace: Workplace, tasks: Tasks, window: QWidget) -> None:
        super().__init__(window)
        self._panel, self._workplace, self._tasks, self._window = panel, workplace, tasks, window
        self._run: CorpusRun | None = None
        self._done: CorpusRun | None = None
        panel.run_wanted.connect(self.begin_or_end)
        panel.report_wanted.connect(self._ask_for_report)
        self._found.connect(self._show)

    def begin_or_end(self) -> None:
        """Begin a run over the opened folder, or end the one that goes on; what it has found stays."""
        if self._run is not None:
            self._run.end()
            return
        folder = self._workplace.folder
        if folder is None:
            self._panel.tell_run(tr("Open a folder of articles (Ctrl+Shift+O) to verify all its quotes."))
            return
        run = CorpusRun(
            folder,
            self._workplace.state,
            self._workplace.seal(),
            lambda rows, done, total: self._found.emit(run, rows, done, total),
        )
        self._run = run
        self._panel.begin_rows()
        self._panel.show_run(is_on=True)
        end = self._end
        self._tasks.run(run.work, done=lambda _: end(run), failed=lambda error: end(run, error), work=run.progress)

    def stop(self) -> None:
        """End a run that goes on: the window is closing."""
        if self._run is not None:
            self._run.end()

    def _show(self, run: CorpusRun, rows: list[Evidence], done: int, total: int) -> None:
        if run is self._run:
            self._panel.add_rows(rows)
            self._panel.tell_run(tr("{done} of {total} articles", done=done, total=total))

    def _end(self, run: CorpusRun, error: Exception | None = None) -> None:
        self._run, self._done = None, run
        self._panel.show_run(is_on=False)
        if error is not None:
            self._panel.tell_run(reason(error, run.folder))
        else:
            self._panel.tell_run(self._words(run))
        self.ended.emit()

    def _words(self, run: CorpusRun) -> str:
        verdicts = [row.quote.judgement.verdict for row in self._panel.rows]
        counts = [f"{verdict_words(one)} {verdicts.count(one)}" for one in dict.fromkeys(verdicts)]
        ended = tr("ended before it was through") if run.is_ended else ""
        words = [*counts, ended, *self._notes(run)]
        return " · ".join(filter(None, words)) or tr("No article of this folder has quotes with a source.")

    def _notes(self, run: CorpusRun) -> list[str]:
        unsourced = tr("{n} quote has no source|{n} quotes have no source", run.unsourced) if run.unsourced else ""
        return [one for one in (unsourced, run.withheld, *run.problems) if one]

    def _ask_for_report(self) -> None:
        run = self._done
        if run is None or not self._panel.rows:
            return
        kinds = {".html": tr("Page"), ".csv": tr("Table")}
        path = saved_file(self._window, tr("Evidence report"), shown_folder(run.folder) / "evidence.html", kinds)
        if path is not None:
            rows = list(self._panel.rows)
            notes = [*self._notes(run), *([tr("The run was ended before it was through.")] if run.is_ended else [])]
            self._tasks.run(
                save_report,
                path,
                rows,
                run.folder.name,
                notes,
                done=lambda saved: self._panel.tell_run(tr("Written: {file}", file=saved.name)),
                failed=lambda error: self._panel.tell_run(reason(error, path)),
                must_end=True,
            )
