"""File ▸ Export: the choices, a look at what they give, and the command line that does the same."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from analyst_app.export.engine import Cancelled
from analyst_app.export.exporting import Exported, ExportRequest
from analyst_app.export.preview import Preview, preview_aside
from analyst_app.export.registry import FORMATS
from analyst_app.export.selection import ALL, GOLD, LayerCounts, layer_counts
from analyst_app.export.splits import GROUPS
from analyst_app.session.faults import reason
from analyst_app.ui.corpus.export_job import export_with_agreement
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.ui.widgets.message import PlainLabel, shown_name
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.ui.files.opening import OpeningTerms
    from analyst_app.ui.widgets.tasks import Tasks

_Answer = TypeVar("_Answer")
_WAIT = 250
"""Milliseconds after the last choice before a look is taken."""
_LOOK = 100


class ExportDialog(QDialog):
    """Asks what to export and does it off the GUI thread.

    Args:
        corpus: the folder, or the article.
        terms: have the local state folder, and whose layers may be seen of a corpus that is read blind.
        tasks: to work with.
        parent: the window.
    """

    def __init__(self, corpus: Path, terms: OpeningTerms, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle(f"Export {shown_name(corpus.name)}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 820, 720)
        self._tasks, self._corpus, self._state = tasks, corpus, terms.state
        self._annotator = terms.annotator
        self._look = 0
        """Number of the last look; answers to earlier ones are dropped."""
        self._is_gone = threading.Event()
        self.destroyed.connect(self._is_gone.set)
        self._work: LongWork | None = None
        self._make_fields()
        self._make_panels()
        self._arrange()
        self._timer = QTimer(self, singleShot=True, interval=_WAIT)
        self._timer.timeout.connect(self._take_look)
        self._progress_timer = QTimer(self, interval=_LOOK)
        self._progress_timer.timeout.connect(self._show_progress)
        show, refuse = self._alive(self._show_layers), self._alive(self._refuse)
        self._tasks.run(layer_counts, corpus, self.request.seal, done=show, failed=refuse)
        self._change()

    # -- parts -----------------------------------------------------------------------

    def _make_fields(self) -> None:
        self.formats = self._combo("export_format", [(name, name) for name in FORMATS])
        self.purpose = PlainLabel("", self)
        self.purpose.setWordWrap(True)
        self.layer = self._combo("export_layer", [("the only one, or gold", "")])
        self.overlap = self._combo("export_overlap", [])
        self.has_split = QCheckBox("split by article", self)
        self.has_split.setObjectName("export_has_split")
        self.split = QLineEdit("80/10/10", self)
        self.split.setObjectName("export_split")
        self.seed = QSpinBox(self, maximum=1_000_000)
        self.group = self._combo("export_group", [("nothing else", ""), *((name, name) for name in GROUPS)])
        self.boxes = {
            "with_text": QCheckBox("leave the texts out (offsets and short quotes only)", self),
            "with_zones": QCheckBox("leave out text marked skip", self),
            "with_pseudonyms": QCheckBox("pseudonyms for annotators", self),
            "with_agreement": QCheckBox(tr("agreement on the card of one person's layer, too"), self),
            "skips_damaged": QCheckBox("skip damaged layers", self),
            "is_strict": QCheckBox("write nothing if anything would be lost", self),
            "overwrite": QCheckBox("replace an earlier export", self),
        }
        for name, box in self.boxes.items():
            box.setObjectName(f"export_{name}")
            box.toggled.connect(self._change)
        self.output = QLineEdit(str(self._corpus.parent / f"{self._corpus.stem}-jsonl"), self)
        self.output.setObjectName("export_output")
        self.has_split.toggled.connect(self._change)
        self.seed.valueChanged.connect(self._change)
        for field in (self.split, self.output):
            field.textChanged.connect(self._change)

    def _make_panels(self) -> None:
        self.rows = QPlainTextEdit(self, readOnly=True)
        self.rows.setObjectName("export_rows")
        self.rows.setPlaceholderText(tr("The first rows come here …"))
        self.rows.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.rows.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.rows.setTabChangesFocus(True)
        self.losses = QPlainTextEdit(self, readOnly=True)
        self.losses.setObjectName("export_losses")
        self.losses.setTabChangesFocus(True)
        self.losses.setMaximumHeight(150)
        self.rows_title = PlainLabel("", self)
        self.command = QLineEdit(self, readOnly=True)
        self.command.setObjectName("export_command")
        self.copy = QPushButton("Copy", self)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.command.text()))
        self.answer = PlainLabel("", self)
        self.answer.setObjectName("export_answer")
        self.answer.setWordWrap(True)
        self.progress = QProgressBar(self)
        self.progress.hide()
        self.progress.setObjectName("export_progress")
        self.go = QPushButton("Export", self)
        self.go.setObjectName("export_go")
        self.go.setDefault(True)
        self.go.clicked.connect(self._export)
        self.cancel = QPushButton("Close", self)
        self.cancel.setObjectName("export_cancel")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)

    def _arrange(self) -> None:
        browse = QPushButton("Browse…", self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        form = QFormLayout()
        form.addRow("Format:", self.formats)
        form.addRow("", self.purpose)
        form.addRow("Layer:", self.layer)
        form.addRow("Where spans overlap:", self.overlap)
        form.addRow("", self._row(self.has_split, self.split, PlainLabel("seed", self), self.seed))
        form.addRow("Keep together, beside copies:", self.group)
        form.addRow("", self._box_rows())
        form.addRow("To:", self._row(self.output, browse))
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.rows_title)
        column.addWidget(self.rows, 1)
        column.addWidget(PlainLabel("What it does not hold:", self))
        column.addWidget(self.losses)
        column.addWidget(self._row(PlainLabel("The same as a command:", self), self.command, self.copy))
        column.addWidget(self.answer)
        last = QHBoxLayout()
        last.addWidget(self.progress, 1)
        last.addStretch()
        last.addWidget(self.go)
        last.addWidget(self.cancel)
        column.addLayout(last)

    def _box_rows(self) -> QWidget:
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        for number, box in enumerate(self.boxes.values()):
            grid.addWidget(box, number // 2, number % 2)
        return holder

    def _combo(self, name: str, entries: list[tuple[str, str]]) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(name)
        for words, value in entries:
            combo.addItem(words, value)
        combo.currentIndexChanged.connect(self._change)
        return combo

    def _row(self, *widgets: QWidget) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            row.addWidget(widget, isinstance(widget, QLineEdit | QProgressBar))
        return holder

    # -- choices ---------------------------------------------------------------------

    @property
    def request(self) -> ExportRequest:
        """The request that the fields make."""
        name = self.formats.currentData()
        return ExportRequest(
            corpus=self._corpus,
            format_name=name,
            output=Path(self.output.text()),
            layer=self.layer.currentData() or None,
            split=self.split.text() if self.has_split.isChecked() else None,
            seed=self.seed.value(),
            group_by=(self.group.currentData() or None) if self.has_split.isChecked() else None,
            overlap=self.overlap.currentData() or None,
            with_text=not (self.boxes["with_text"].isChecked() and FORMATS[name].holds_standoff),
            with_zones=not self.boxes["with_zones"].isChecked(),
            with_pseudonyms=self.boxes["with_pseudonyms"].isChecked(),
            with_agreement=self.boxes["with_agreement"].isChecked(),
            skips_damaged=self.boxes["skips_damaged"].isChecked(),
            is_strict=self.boxes["is_strict"].isChecked(),
            overwrite=self.boxes["overwrite"].isChecked(),
            annotator=self._annotator,
        )

    def _change(self, *_: object) -> None:
        if not hasattr(self, "_timer"):
            return  # still being built
        if self.sender() is self.formats or not self.purpose.text():
            self._show_format()
        self.command.setText(self.request.command())
        self.command.setCursorPosition(0)
        self._timer.start()

    def _show_format(self) -> None:
        form = FORMATS[self.formats.currentData()]
        self.purpose.setText(form.purpose)
        self.boxes["with_text"].setEnabled(form.holds_standoff)
        self.overlap.blockSignals(True)
        self.overlap.clear()
        for name in form.overlap if form.overlap_default else ("", *form.overlap) if form.overlap else ():
            self.overlap.addItem(name or "keep all (no doc.ents)", name)
        self.overlap.blockSignals(False)
        self.overlap.setEnabled(bool(form.overlap))
        stem = self._corpus.parent / f"{self._corpus.stem}-{form.name}"
        if Path(self.output.text()).name.startswith(f"{self._corpus.stem}-"):
            self.output.setText(str(stem))

    def _show_layers(self, counts: LayerCounts) -> None:
        self.layer.blockSignals(True)
        if counts.one_gold:
            self.layer.addItem(tr("gold ({n} article)|gold ({n} articles)", counts.one_gold), GOLD)
        for name, count in sorted(counts.by_layer.items()):
            self.layer.addItem(tr("{name} ({n} article)|{name} ({n} articles)", count, name=name), name)
        if len(counts.by_layer) > 1:
            self.layer.addItem("all, side by side", ALL)
        self.layer.blockSignals(False)

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Export to", self.output.text())
        if chosen:
            self.output.setText(chosen)

    # -- the look --------------------------------------------------------------------

    def _take_look(self) -> None:
        self._look += 1
        number = self._look

        def done(found: Preview) -> None:
            if number == self._look:
                self._show_preview(found)

        def failed(error: Exception) -> None:
            if number == self._look:
                self.rows.clear()
                self.losses.clear()
                self._refuse(error)

        gone = self._is_gone
        self._tasks.run(
            preview_aside,
            self.request,
            lambda: gone.is_set() or number != self._look,
            done=self._alive(done),
            failed=self._alive(failed),
        )

    def _show_preview(self, found: Preview) -> None:
        self.answer.clear()
        part = tr(
            "{seen} of {n} article looked at|{seen} of {n} articles looked at", found.articles, seen=found.looked_at
        )
        self.rows_title.setText(f"{found.file}  ({part})")
        self.rows.setPlainText(found.rows)
        words = found.losses or ["Nothing is lost."]
        self.losses.setPlainText("\n".join([*words, *_balance(found.balance)]))

    # -- the export ------------------------------------------------------------------

    def _export(self) -> None:
        work = self._work = LongWork(marked("Exporting {done} of {total}"), marked("Exporting…"))
        self._set_busy(is_busy=True)
        self.answer.clear()
        self._tasks.run(
            export_with_agreement, self.request, self._state, work,
            done=self._alive(self._finish), failed=self._alive(self._fail), must_end=True, work=work,
        )  # fmt: skip

    def _finish(self, done: Exported) -> None:
        self._set_busy(is_busy=False)
        tally = done.outcome.tally
        if done.is_written:
            spans = sum(tally.labels.values())
            what = tr("{n} article|{n} articles", tally.total), tr("{n} span|{n} spans", spans)
            words = tr(
                "{articles} and {spans} were written and read back: {place}",
                articles=what[0],
                spans=what[1],
                place=self.request.output,
            )
            if skipped := len(done.outcome.damaged):
                words += tr("; {n} damaged file was left out|; {n} damaged files were left out", skipped)
            self.answer.setText(words)
        else:
            lost = done.outcome.losses.total
            self.answer.setText(
                tr("Nothing was written: {n} thing would be lost.|Nothing was written: {n} things would be lost.", lost)
            )
        not_in_it = (*done.outcome.damaged, *done.outcome.passed_over)
        left_out = [tr("left out: {what}", what=words) for words in not_in_it]
        losses = done.outcome.losses
        notices = [tr("no loss, but to know: {what}", what=words) for words in losses.notices()]
        self.losses.setPlainText("\n".join([*left_out, *losses.loss_sentences(), *notices]) or "Nothing is lost.")

    def _fail(self, error: Exception) -> None:
        self._set_busy(is_busy=False)
        if isinstance(error, Cancelled):
            self.answer.setText("Cancelled; nothing was written.")
            return
        self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        first, *more = reason(error, self._corpus).split("\n")
        self.answer.setText(first)
        if more:  # each damaged file has a line
            self.losses.setPlainText("\n".join([first, *more]))

    def _set_busy(self, *, is_busy: bool) -> None:
        self.go.setEnabled(not is_busy)
        self.progress.setVisible(is_busy)
        self.cancel.setText("Cancel" if is_busy else "Close")
        if is_busy:
            self._progress_timer.start()
        else:
            self._work = None
            self._progress_timer.stop()

    def _show_progress(self) -> None:
        if self._work is not None:
            self.progress.setMaximum(self._work.total)
            self.progress.setValue(self._work.done)

    def reject(self) -> None:
        """Esc and Close: stop what is being written, else go."""
        if self._work is not None:
            self._cancel()
            return
        super().reject()

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.stop()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._cancel()
        super().closeEvent(event)

    def _alive(self, act: Callable[[_Answer], object]) -> Callable[[_Answer], object]:
        """The function, unless the dialog is gone when it is called."""

        def call(answer: _Answer) -> None:
            if not self._is_gone.is_set():
                act(answer)

        return call


def _balance(parts: Mapping[str, Counter[str]]) -> list[str]:
    lines = []
    for name, counts in parts.items():
        spans = ", ".join(f"{label} {count:,}" for label, count in sorted(counts.items()) if label)
        lines.append(f"{name}: {tr('{n} article|{n} articles', counts[''])}; {spans}")
    return ["", *lines] if lines else []
