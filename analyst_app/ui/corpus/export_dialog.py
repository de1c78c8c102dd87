"""File ▸ Export: a form of four choices, a line that says what they give, and the result."""

from __future__ import annotations

import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from analyst_app.export.engine import Cancelled
from analyst_app.export.exporting import ExportRequest
from analyst_app.export.job import Exported
from analyst_app.export.registry import FORMATS
from analyst_app.export.selection import ALL, GOLD, LayerCounts, layer_counts
from analyst_app.session.faults import reason
from analyst_app.ui.corpus.export_choices import ExportChoices, narrow, wrapped
from analyst_app.ui.corpus.export_job import export_with_agreement
from analyst_app.ui.corpus.export_outlook import ExportOutlook
from analyst_app.ui.corpus.export_plan import ExportPlan, unless_gone
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.ui.widgets.message import shown_name
from analyst_app.ui.widgets.saved_file import shown_folder
from analyst_app.ui.widgets.typed_path import whole_path
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.ui.files.opening import OpeningTerms
    from analyst_app.ui.widgets.tasks import Tasks

_LOOK = 100


class ExportDialog(QDialog):
    """Asks what to export and does it off the GUI thread; it stays open with the result.

    Args:
        corpus: the folder, or the article.
        terms: have the local state folder, and whose layers may be seen of a corpus that is read blind.
        tasks: to work with.
        parent: the window.
        article: the one that is open in the folder, which may be exported alone; None: there is none.
    """

    def __init__(
        self, corpus: Path, terms: OpeningTerms, tasks: Tasks, parent: QWidget, article: Path | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle(tr("Export {name}", name=shown_name(corpus.name)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 640, 0)
        self._tasks, self._corpus, self._state = tasks, corpus, terms.state
        self._annotator = terms.annotator
        self._work: LongWork | None = None
        self._is_gone = threading.Event()
        self.destroyed.connect(self._is_gone.set)
        self._plan = ExportPlan(tasks, lambda: self.request, self._is_gone, self)
        self._make_fields(article)
        self._arrange()
        self._progress_timer = QTimer(self, interval=_LOOK)
        self._progress_timer.timeout.connect(self._show_progress)
        self._connect()
        self._show_format()
        self._ask_for_layers()

    # -- parts -----------------------------------------------------------------------

    def _make_fields(self, article: Path | None) -> None:
        self.formats = self._combo("export_format", tr("Format"))
        for name, form in FORMATS.items():
            self.formats.addItem(tr(form.title or form.purpose), name)
        self.purpose = wrapped("", self)
        self.layer = self._combo("export_layer", tr("Whose annotations"))
        self.articles = self._combo("export_articles", tr("Articles"))
        is_folder = article is None or article != self._corpus
        self.articles.addItem(tr("all of {name}", name=shown_name(self._corpus.name)), self._corpus)
        if article is not None and is_folder:
            self.articles.addItem(tr("only the open one: {name}", name=shown_name(article.name)), article)
        self.output = QLineEdit(str(self._usual_place("jsonl")), self)
        self.output.setObjectName("export_output")
        self.output.setAccessibleName(tr("Where to"))
        self.overwrite = QCheckBox(tr("Replace an earlier export that lies there"), self)
        self.overwrite.setObjectName("export_overwrite")
        self.choices = ExportChoices(self)
        self.choices.hide()
        self.more = QPushButton(tr("More choices"), self)
        self.more.setObjectName("export_more")
        self.more.setCheckable(True)
        self.more.setAutoDefault(False)
        self.more.setProperty("role", "quiet")
        self.outlook = ExportOutlook(self)

    def _arrange(self) -> None:
        browse = QPushButton(tr("Browse…"), self)
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        place, more = QHBoxLayout(), QHBoxLayout()
        place.addWidget(self.output, 1)
        place.addWidget(browse)
        more.addWidget(self.more)
        more.addStretch(1)
        form = QFormLayout()
        form.addRow(tr("What for:"), self.formats)
        form.addRow("", self.purpose)
        form.addRow(tr("Whose annotations:"), self.layer)
        form.addRow(tr("Articles:"), self.articles)
        form.addRow(tr("Where to:"), place)
        form.addRow("", self.overwrite)
        buttons = QDialogButtonBox(self)
        self.go = buttons.addButton(tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setObjectName("export_go")
        self.cancel = buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.cancel.setObjectName("export_cancel")
        self.cancel.setAutoDefault(False)
        self.go.setDefault(True)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.outlook)
        column.addLayout(more)
        column.addWidget(self.choices)
        column.addStretch(1)
        column.addWidget(buttons)

    def _connect(self) -> None:
        self.formats.currentIndexChanged.connect(self._show_format)
        self.layer.currentIndexChanged.connect(self._change)
        self.articles.currentIndexChanged.connect(self._ask_for_layers)
        self.output.textChanged.connect(self._change)
        self.overwrite.toggled.connect(self._change)
        self.choices.changed.connect(self._change)
        self.more.toggled.connect(self._show_more)
        self.go.clicked.connect(self._export)
        self.cancel.clicked.connect(self.reject)
        self._plan.told.connect(lambda words, lines, wrong: self.outlook.tell(words, lines, is_wrong=wrong))
        self._plan.rows_seen.connect(self.choices.show_rows)
        self._plan.failed.connect(self._refuse)

    def _combo(self, name: str, words: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setObjectName(name)
        combo.setAccessibleName(words)
        narrow(combo)
        return combo

    # -- choices ---------------------------------------------------------------------

    @property
    def request(self) -> ExportRequest:
        """The request that the fields make."""
        request = ExportRequest(
            corpus=self.articles.currentData(),
            format_name=self.formats.currentData(),
            output=self._place or Path(self.output.text()),
            layer=self.layer.currentData() or None,
            overwrite=self.overwrite.isChecked(),
            annotator=self._annotator,
        )
        return self.choices.put_into(request)

    @property
    def _place(self) -> Path | None:
        """The place that is written, where it is a whole one."""
        return whole_path(self.output.text())

    def _usual_place(self, format_name: str) -> Path:
        return shown_folder(self._corpus.parent) / f"{self._corpus.stem}-{format_name}"

    def _change(self, *_: object) -> None:
        if self._work is not None:
            return
        self.choices.show_command(self.request.command())
        self.go.setEnabled(self._place is not None)
        if self._place is None:
            self._plan.hold()
            self.outlook.tell(tr("Say where to: the whole path of a place, or Browse…"), is_wrong=True)
            return
        self.outlook.tell(tr("Looking at the articles…"))
        self._plan.ask()

    def _show_format(self, *_: object) -> None:
        form = FORMATS[self.formats.currentData()]
        self.purpose.setText(tr(form.purpose))
        self.choices.show_format(form)
        if Path(self.output.text()) in map(self._usual_place, FORMATS):
            self.output.setText(str(self._usual_place(form.name)))
        self._change()

    def _ask_for_layers(self, *_: object) -> None:
        show, refuse = unless_gone(self._is_gone, self._show_layers), unless_gone(self._is_gone, self._refuse)
        listed = partial(layer_counts, self.articles.currentData(), self.request.seal, with_dead=False)
        self._tasks.run(listed, done=show, failed=refuse)

    def _show_layers(self, counts: LayerCounts) -> None:
        chosen = self.layer.currentData()
        self.layer.blockSignals(True)
        self.layer.clear()
        if counts.one_gold:
            self.layer.addItem(tr("gold ({n} article)|gold ({n} articles)", counts.one_gold), GOLD)
        for name, count in sorted(counts.by_layer.items()):
            self.layer.addItem(tr("{name} ({n} article)|{name} ({n} articles)", count, name=name), name)
        if len(counts.by_layer) > 1:
            self.layer.addItem(tr("all, side by side"), ALL)
        usual = GOLD if counts.one_gold and counts.one_gold == counts.articles else self._annotator
        for wanted in (chosen, usual):
            if wanted and self.layer.findData(wanted) >= 0:
                self.layer.setCurrentIndex(self.layer.findData(wanted))
                break
        self.layer.blockSignals(False)
        self._change()

    def _show_more(self, is_on: bool) -> None:
        self.choices.setVisible(is_on)
        self.more.setText(tr("Fewer choices") if is_on else tr("More choices"))

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Export to"), self.output.text())
        if chosen:
            self.output.setText(chosen)

    # -- the export ------------------------------------------------------------------

    def _export(self) -> None:
        self._plan.hold()
        work = self._work = LongWork(marked("Exporting {done} of {total}"), marked("Exporting…"))
        self._set_busy(is_busy=True)
        self.outlook.tell(work.words)
        self._tasks.run(
            export_with_agreement, self.request, self._state, work,
            done=unless_gone(self._is_gone, self._finish), failed=unless_gone(self._is_gone, self._fail),
            must_end=True, work=work,
        )  # fmt: skip

    def _finish(self, done: Exported) -> None:
        self._set_busy(is_busy=False)
        outcome = done.outcome
        losses = outcome.losses
        left_out = [tr("left out: {what}", what=words) for words in (*outcome.damaged, *outcome.passed_over)]
        notices = [tr("no loss, but to know: {what}", what=words) for words in losses.notices()]
        lines = [*left_out, *losses.loss_sentences(), *notices] or [tr("Nothing is lost.")]
        if done.is_written:
            self.outlook.tell(_written(done, self.request.output), lines, self.request.output)
            self._reveal(self.outlook)
            return
        lost = tr("{n} thing would be lost.|{n} things would be lost.", losses.total)
        self.outlook.tell(tr("Nothing was written: {what}", what=lost), lines)

    def _reveal(self, widget: QWidget) -> None:
        """Scroll to something that has come in, where the screen is small."""
        page = self.findChild(QScrollArea, "dialog_page")
        if isinstance(page, QScrollArea):
            QTimer.singleShot(0, page, lambda: page.ensureWidgetVisible(widget))

    def _fail(self, error: Exception) -> None:
        self._set_busy(is_busy=False)
        if isinstance(error, Cancelled):
            self.outlook.tell(tr("Cancelled; nothing was written."))
            return
        self._refuse(error)

    def _refuse(self, error: Exception) -> None:
        first, *more = reason(error, self._corpus).split("\n")  # each damaged file has a line
        self.outlook.tell(first, more, is_wrong=True)

    def _set_busy(self, *, is_busy: bool) -> None:
        self.go.setEnabled(not is_busy and self._place is not None)
        self.cancel.setText(tr("Cancel") if is_busy else tr("Close"))
        if is_busy:
            self._progress_timer.start()
        else:
            self._work = None
            self._progress_timer.stop()

    def _show_progress(self) -> None:
        if self._work is not None:
            self.outlook.tell(self._work.words)

    def has_to_do_with(self, corpus: Path) -> bool:
        """True if it is about a folder or an article, or at work."""
        return self._corpus == corpus or self._work is not None

    def reject(self) -> None:
        """Esc and Close: stop what is being written, else go."""
        if self._work is not None:
            self._work.stop()
            return
        super().reject()

    def done(self, result: int) -> None:
        """Close; nobody waits for what is counted or written any more."""
        self._stop()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._stop()
        super().closeEvent(event)

    def _stop(self) -> None:
        self._plan.hold()
        if self._work is not None:
            self._work.stop()


def _written(done: Exported, place: Path) -> str:
    """The sentence about an export that is there."""
    tally = done.outcome.tally
    words = tr(
        "{articles} with {spans} were written and read back: {place}",
        articles=tr("{n} article|{n} articles", tally.total),
        spans=tr("{n} annotation|{n} annotations", sum(tally.labels.values())),
        place=place,
    )
    if skipped := len(done.outcome.damaged):
        words += tr("; {n} damaged file was left out|; {n} damaged files were left out", skipped)
    return words
