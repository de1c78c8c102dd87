"""Importing: files are read in confined processes, shown with their facts to be put right, and written on Import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from analyst_app.errors import AnalystError
from analyst_app.export.placing.import_notes import ImportNotes
from analyst_app.importers.annotations.annotation_kinds import SUFFIXES as ANNOTATED
from analyst_app.importers.annotations.annotation_kinds import TABLES
from analyst_app.importers.files import ImportChoice, pasted
from analyst_app.importers.kinds import SUFFIXES
from analyst_app.preferences import state_folder
from analyst_app.session.faults import reason
from analyst_app.ui.importing.code_mapping_dialog import asked_for_codes
from analyst_app.ui.importing.import_head import ImportHead, import_button
from analyst_app.ui.importing.import_jobs import ImportJobs
from analyst_app.ui.importing.import_list import CandidateModel, ImportCandidate
from analyst_app.ui.importing.import_preview import ImportPreview
from analyst_app.ui.importing.import_table import ImportTable
from analyst_app.ui.importing.import_target import ImportTarget
from analyst_app.ui.importing.import_work import (
    ImportWriting,
    WrittenRow,
    candidate_of,
    gathered,
    readings_of,
    said_of_stopped,
    said_of_written,
)
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.ui.widgets.message import PlainLabel, ask, shown_name
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import marked, tr, whole

if TYPE_CHECKING:
    from analyst_app.ui.corpus.passages import Passages
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks
    from analyst_app.ui.widgets.theme import Looks

_TOLD = 3
"""Sentences about what was left out that are seen; all are in the tool tip."""


def _unforeseen(error: Exception) -> None:
    raise error


class ImportDialog(QDialog):
    """Not modal: reading goes on while a person corrects. Closing it stops what runs."""

    written = Signal(object, bool)
    """Something was written into a folder, a Path; True if its articles are to be shown: not if it was stopped, nor if
    only answers to a report came in."""
    failed = Signal(str, object)
    """Something went wrong by a mistake of the program's own: the sentence about it, and the Path it came up with."""
    done_with = Signal(str)
    """All that was wanted is imported, or the import was closed while it wrote: a word about it."""
    progressed = Signal(int, int)
    """So many of so many rows are written."""
    _read = Signal(object, object, object)

    def __init__(self, passages: Passages, tasks: Tasks, workplace: Workplace, looks: Looks, parent: QWidget) -> None:
        """Offer to write into the opened folder; passages that an outlet changed are shown by ``passages``."""
        super().__init__(parent)
        self.setObjectName("import_dialog")
        self.setWindowTitle(tr("Import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 980, 620)
        self._passages, self._window = passages, parent
        self._workplace, self._looks = workplace, looks
        self._may_lose = False
        """True once it was asked, or cannot be asked any more."""
        self._running = 0
        """Readings that have not ended."""
        self._jobs = ImportJobs(tasks, self)
        self._report_words = ""
        self._left_out: list[str] = []
        """A sentence on each thing that was left out of a folder."""
        self._seen: Path | None = None
        """Folder in which it was last looked for articles with the names of those that are to come in."""
        self.model = CandidateModel()
        column = QVBoxLayout(self)
        self._reading = self._head()
        column.addWidget(self._reading)
        parts = QSplitter(Qt.Orientation.Vertical, self)
        parts.addWidget(self._table())
        self._lower = ImportPreview(self)
        self._lower.corrected.connect(self._correct)
        self.fields, self.text, self.remarks = self._lower.fields, self._lower.text, self._lower.remarks
        self.strict, self.reanchor = self._lower.strict, self._lower.reanchor
        parts.addWidget(self._lower)
        column.addWidget(parts, 1)
        column.addLayout(self._foot())
        column.addWidget(self._buttons())
        self._read.connect(self._take)
        self.progressed.connect(self._tell_progress)
        self.finished.connect(self.stop)
        self.model.rowsInserted.connect(lambda *_: self._offer())
        self._show_candidate()
        self._count()
        self._reading.setFocus()

    # -- building ----------------------------------------------------------------------

    def _head(self) -> ImportHead:
        head = ImportHead(self)
        add = self._button("import_add", tr("Add files…"), self._ask_for_files)
        paste = self._button("import_paste", tr("Paste text"), self._paste)
        self.columns = self._button("import_columns", tr("C&olumns…"), self._ask_for_columns)
        self.leaving_out = self._button("import_remove", tr("Leave out"), self._remove)
        head.add(add, paste, self.leaving_out, self.columns)
        head.setFocusProxy(add)
        self.encoding, self.split = head.encoding, head.split
        head.chosen.connect(self._read_again)
        return head

    def _table(self) -> ImportTable:
        self.table = ImportTable(self.model, self._looks, self)
        self.table.dropped.connect(self.add_files)
        self.table.asked_for.connect(self._ask_for_files)
        self.table.selectionModel().currentRowChanged.connect(self._show_candidate)
        self.model.modelReset.connect(self._show_candidate)
        self.model.dataChanged.connect(self._on_data)
        return self.table

    def _foot(self) -> QVBoxLayout:
        foot = QVBoxLayout()
        self._into = ImportTarget(self._workplace, self)
        self._into.changed.connect(self._look_again)
        self.folder = self._into.field
        self.said = PlainLabel("", self)
        self.said.setObjectName("import_said")
        self.said.setWordWrap(True)
        foot.addWidget(self._into)
        foot.addWidget(self.said)
        return foot

    def _buttons(self) -> QDialogButtonBox:
        """The last row: it stays in sight where the rest scrolls."""
        buttons = QDialogButtonBox(self)
        self.go = self._button("import_go", tr("Import"), self._import)
        self.go.setDefault(True)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.ActionRole)
        close = self._button("import_close", tr("Close"), self.close)
        buttons.addButton(close, QDialogButtonBox.ButtonRole.ActionRole)
        return buttons

    def _button(self, name: str, words: str, act: Callable[[], object]) -> QPushButton:
        return import_button(name, words, act, self)

    # -- reading -----------------------------------------------------------------------

    def add_files(self, paths: Sequence[Path]) -> None:
        """Read files, and of folders all that can be imported; each shows up as soon as it is read."""
        if any(path.is_dir() for path in paths):
            self._gather(list(paths))
            return
        new = [path for path in dict.fromkeys(paths) if all(c.path != path for c in self.model.candidates)]
        if not new:
            return
        self._into.propose(new[0].parent)
        self._reading.forget(new)
        self.model.add([ImportCandidate(path) for path in new])
        if not self.table.currentIndex().isValid():
            self.table.selectRow(0)
        if self._reading.hasFocus():  # where Return would ask for files again instead of importing these
            self.table.setFocus()
        self._start(new)

    def _gather(self, paths: list[Path]) -> None:
        target = self._target()
        if target is None:
            self._into.propose(paths[0] if paths[0].is_dir() else paths[0].parent)

        def done(found: tuple[list[Path], list[str]]) -> None:
            files, self._left_out = found
            self.add_files(files)
            self._count()

        self.said.setText(tr("Looking into the folder…"))
        work = LongWork(marked("Looking into the folder…"), marked("Looking into the folder…"))
        self._jobs.run(lambda: gathered(paths, target, lambda: work.is_stopped), done, _unforeseen, work)

    def _start(self, paths: Sequence[Path]) -> None:
        choices = {path: self._reading.choice(path) for path in paths}
        folder, answers = self._target(), self._into.for_answers
        self._seen = folder
        work = LongWork(marked("Reading {done} of {total} files"), marked("Reading…"))

        def read() -> None:
            work.expect(len(choices))
            for path, found in readings_of(choices, folder, lambda: work.is_stopped, answers):
                self._read.emit(path, found, choices[path])
                work.count()

        def done(_: object) -> None:
            self._running -= 1
            self.model.note_unread(paths)
            self._count()

        self._running += 1
        self._count()
        self._jobs.run(read, done, _unforeseen, work)

    def _take(self, path: Path, found: list[ImportCandidate], choice: ImportChoice) -> None:
        if choice == self._reading.choice(path):  # else another way was chosen since, and is being read
            self.table.put(path, found)
            if any(one.is_of_answers for one in found):
                self._into.follow_answers()
            self._count()

    def _read_again(self) -> None:
        """With another encoding or rule: the file of the current row."""
        _, candidate = self.table.current()
        path = candidate.path if candidate is not None else None
        if path is not None:
            self.table.put(path, [ImportCandidate(path)])
            self._start([path])

    def _paste(self) -> None:
        try:
            article = pasted(QGuiApplication.clipboard().text())
        except AnalystError as error:
            self.said.setText(str(error))
            return
        self.model.add([ImportCandidate(None, article, is_typed=True)])
        self.table.selectRow(len(self.model.candidates) - 1)
        self._count()

    def _remove(self) -> None:
        self.table.leave_out()
        self._count()

    def done(self, result: int) -> None:
        """Close; what is running still tells its outcome."""
        self._jobs.let_go()
        super().done(result)

    def reject(self) -> None:
        """Close, by Esc or the button or the frame, unless that would lose what was typed."""
        if self.may_go():
            super().reject()

    def may_go(self) -> bool:
        """True if nothing that was typed is lost by closing, or the person says that it may be."""
        typed = self.model.typed
        if self._may_lose or not typed or not self._reading.isEnabled():  # what is being written is stopped as ever
            return True
        words = tr(
            "What you typed or pasted for {n} article is not imported.|"
            "What you typed or pasted for {n} articles is not imported.",
            typed,
        )
        bring, discard = tr("Import it"), tr("Discard it")
        answer = ask(self, tr("Import"), words, (bring, discard, tr("Cancel")))
        if answer == bring:
            self._import()
        self._may_lose = answer == discard
        return self._may_lose

    def stop(self) -> None:
        """Go on with nothing that is being read or written: the window is gone."""
        self._may_lose = True
        self._jobs.stop()

    # -- showing -----------------------------------------------------------------------

    def _show_candidate(self) -> None:
        _, candidate = self.table.current()
        path = candidate.path if candidate is not None else None
        self._reading.show_file(path if candidate is not None and not candidate.has_layers else None)
        self.columns.setEnabled(path is not None and path.suffix.lower() in TABLES)
        self._lower.show_candidate(candidate)

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        if first.row() <= self.table.currentIndex().row() <= last.row():
            self._show_candidate()

    def _correct(self, fact: str, words: str) -> None:
        row, candidate = self.table.current()
        self._may_lose = False
        if candidate is not None:
            self.model.correct(row, fact, words)

    def _count(self) -> None:
        failed = sum(bool(candidate.problem) for candidate in self.model.candidates)
        words = [tr("Reading…")] if self._running else []
        words += [tr("{n} file could not be read.|{n} files could not be read.", failed)] if failed else []
        self.said.setText(" ".join([*words, *self._left_out[:_TOLD]]))
        self.said.setToolTip(plain_tip("\n".join(map(shown_name, self._left_out))))
        self._offer()

    def _offer(self) -> None:
        """Offer what can be done with what is listed; what was said stays."""
        waiting = [candidate for candidate in self.model.candidates if candidate.is_ready]
        self._lower.setVisible(bool(self.model.candidates))
        self.leaving_out.setEnabled(bool(self.model.candidates))
        self.strict.setVisible(any(candidate.losses is not None and candidate.losses.total for candidate in waiting))
        self.reanchor.setVisible(any(candidate.can_be_joined for candidate in waiting))
        self.go.setText(tr("Import {count}", count=len(waiting)) if waiting else tr("Import"))
        self.go.setEnabled(bool(waiting) and not self._running)

    def _target(self) -> Path | None:
        """The folder that was typed or chosen."""
        return self._into.path

    def _look_again(self) -> None:
        """In another folder others' articles may be there with another text. Nothing waits for this."""
        folder = self._target()
        wanted = [one.path for one in self.model.candidates if one.has_layers and one.is_ready and one.path is not None]
        if folder == self._seen or not wanted:
            return
        self._seen = folder

        def done(found: list[ImportCandidate]) -> None:
            for row, old in enumerate(self.model.candidates):
                for new in found:
                    if old.path == new.path and old.is_ready and new.article is not None and folder == self._seen:
                        self.model.set(row, new)
            self._offer()

        rules, answers = dict(self._reading.rules), self._into.for_answers
        read = [partial(candidate_of, path, folder, rules.get(path), answers) for path in wanted]
        self._jobs.run(lambda: [one() for one in read], done, _unforeseen)

    # -- writing -----------------------------------------------------------------------

    def _import(self) -> None:
        folder = self._target()
        if not any(one.is_ready for one in self.model.candidates):
            self._count()
            return
        if folder is None:
            self.said.setText(tr("Choose a folder for the articles first."))
            return
        jobs = asked_for_codes([(n, one) for n, one in enumerate(self.model.candidates) if one.is_ready], self)
        if jobs is None:
            return
        self.go.setEnabled(False)
        self._reading.setEnabled(False)  # rows must stay where they are
        seal = self._workplace.seal(folder)
        reanchors, is_strict = self.reanchor.isChecked(), self.strict.isChecked()
        opened = self._workplace.article

        work = LongWork(marked("Importing {done} of {total}"), marked("Importing…"))

        def tell(done: int, total: int) -> None:
            work.reach(done, total)
            self.progressed.emit(done, total)

        def write() -> list[WrittenRow]:
            with ImportNotes(state_folder()) as notes:
                writing = ImportWriting(folder, notes, seal, reanchors, opened, is_strict)
                written = writing.write_all(jobs, lambda: work.is_stopped, tell)
                self._report_words = writing.end()
                return written

        def failed(error: Exception) -> None:
            self._reading.setEnabled(True)
            self._count()
            self.said.setText(words := reason(error, folder))
            self.failed.emit(words, folder)

        self._jobs.run(write, lambda written: self._end(folder, written, len(jobs)), failed, work, writes=True)

    def _tell_progress(self, done: int, total: int) -> None:
        self.said.setText(tr("{done} of {total} written…", done=whole(done), total=whole(total)))

    def _end(self, folder: Path, written: list[WrittenRow], total: int) -> None:
        self._reading.setEnabled(True)
        for item in written:
            self.model.set(item.row, replace(self.model.candidates[item.row], problem=item.problem, result=item.words))
            if item.unlisted and item.taken is not None:
                self.failed.emit(item.unlisted, item.taken.path)
        self._count()
        made = [item.taken.path for item in written if item.taken is not None]
        is_stopped = len(written) < total
        said = said_of_stopped(written, total, folder) if is_stopped else said_of_written(written, folder)
        said += f" {self._report_words}" if self._report_words else ""
        self.said.setText(said)
        changed = [(item.taken, item.changes) for item in written if item.taken is not None and item.changes]
        if changed:
            from analyst_app.ui.corpus.silent_edits_dialog import SilentEditsDialog

            SilentEditsDialog(self._passages, changed, self._window).show()
        has_articles = any(item.taken is not None and not item.is_of_answers for item in written)
        self.written.emit(folder, has_articles and not is_stopped)
        is_whole = bool(made) and all(item.is_whole for item in written)
        is_all = is_whole and all(candidate.result for candidate in self.model.candidates)
        if is_all or self._jobs.is_stopped:  # nobody reads it here any more
            self.done_with.emit(said)
        if is_all:
            self.accept()

    # -- asking ------------------------------------------------------------------------

    def _ask_for_files(self) -> None:
        kinds = " ".join(f"*{suffix}" for suffix in (SUFFIXES | ANNOTATED))
        names, _ = QFileDialog.getOpenFileNames(
            self, tr("Import"), "", tr("Importable files ({kinds});;All files (*)", kinds=kinds)
        )
        self.add_files([Path(name) for name in names])

    def _ask_for_columns(self) -> None:
        """Ask for the columns of the table in the current row."""
        _, candidate = self.table.current()
        path = candidate.path if candidate is not None else None
        if path is None:
            return
        from analyst_app.ui.importing.column_dialog import ask_for_columns

        def chosen(rule: dict[str, Any]) -> None:
            self._reading.rules[path] = rule
            self.table.put(path, [ImportCandidate(path)])
            self._start([path])

        ask_for_columns(path, self._reading.rules.get(path), self._jobs.run, self, chosen, self.said.setText)
