"""The dialog in which a lead says who reads what; it tells in words what would come of it before it is written."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QPushButton, QSpinBox, QVBoxLayout

from analyst_app.corpus.assigning.drawing import Draw, Terms, draw
from analyst_app.errors import AnalystError, sentence
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.corpus.assigning.begun_work import BegunWork
    from analyst_app.ui.assigning.assignment_keeper import AssignmentKeeper
    from analyst_app.ui.widgets.tasks import Tasks

_BLIND = marked(
    "Calibration articles are read by all; no window tells a reader which they are. What is begun stays with whom it"
    " has. Another seed draws otherwise, the same seed always the same; where only the last day is another, or an"
    " article is new, all keep what they have."
)

_PAUSE = 150
"""Milliseconds without a key after which shares are drawn."""


class AssignDialog(QDialog):
    """People, how many read each article, the seed, calibration and the last day.

    Args:
        work: the folder as it is.
        keeper: writes, and takes back.
        tasks: to draw with.
        parent: the window.
    """

    again_wanted = Signal()
    """Something was written: the folder is to be looked at again."""

    _settled: Terms | None = None
    """The terms in the fields at the last assignment, or when it was taken back."""

    def __init__(self, work: BegunWork, keeper: AssignmentKeeper, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("assign_dialog")
        self.setWindowTitle(tr("Assign articles"))
        self._work, self._keeper, self._tasks = work, keeper, tasks
        self._turn = self._awaited = 0
        """Number of the last change, and of the draw that is at work."""
        self._is_over = False
        self._draw: Draw | None = None
        self._asked: Terms | None = None
        """Those that were drawn by last."""
        self._is_ordered = False
        """True if Enter came before what was typed was drawn: then it is assigned as soon as it is."""
        terms = work.terms
        self.people = _line("assign_people", ", ".join(terms.people), tr("People"), self)
        self.people.setPlaceholderText(tr("ada, ben, cem"))
        self.each = _number("assign_each", (1, 99), terms.each, tr("Readers an article"), self)
        share = round(100 * terms.calibration)
        self.calibration = _number("assign_calibration", (0, 100), share, tr("Calibration articles"), self)
        self.calibration.setSuffix(" %")
        self.until = _line("assign_until", terms.until, tr("To be done by"), self)
        self.until.setPlaceholderText(tr("a day such as 2026-12-24, or nothing"))
        self.seed = _line("assign_seed", terms.seed, tr("Seed"), self)
        self.preview = _words("assign_preview", "", self)
        self.said = _words("assign_said", "", self)
        form = QFormLayout()
        for field in (self.people, self.each, self.calibration, self.until, self.seed):
            form.addRow(field.accessibleName(), field)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.preview)
        column.addWidget(_words("assign_hint", tr(_BLIND), self))
        column.addWidget(self.said)
        column.addStretch()
        column.addWidget(self._buttons())
        fit_dialog(self, 560, 0)
        self._soon = QTimer(self, singleShot=True, interval=_PAUSE)
        self._soon.timeout.connect(self._look)
        for line in (self.people, self.until, self.seed):
            line.textChanged.connect(self._wait)
        for number in (self.each, self.calibration):
            number.valueChanged.connect(self._wait)
        self._lines = (self.people, self.until, self.seed, self.each.lineEdit(), self.calibration.lineEdit())
        for line in self._lines:
            line.installEventFilter(self)
        keeper.written.connect(self._tell_written)
        keeper.failed.connect(self._tell)
        self.finished.connect(self._end)
        self.people.setFocus()
        self._look()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.go = QPushButton(tr("Assign"), self)
        self.go.setObjectName("assign_go")
        self.go.setDefault(True)
        self.go.clicked.connect(self._assign)
        self.back = QPushButton(tr("Take back"), self)
        self.back.setObjectName("assign_back")
        self.back.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        self.back.setToolTip(tr("Take the last assignment back (Ctrl+Z)"))
        self.back.setEnabled(self._keeper.can_take_back)
        self.back.clicked.connect(self._take_back)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.back, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        for one in buttons.buttons():
            if isinstance(one, QPushButton):
                one.setAutoDefault(one is self.go)  # Enter never closes what is being filled in
        return buttons

    def take(self, work: BegunWork) -> None:
        """Go on from the folder as it is now; what was typed stays."""
        if not self._is_over:  # it may be closed while the folder is looked at
            self._work = work
            self._look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._is_drawing:
            self._is_ordered = True
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let undo take the assignment back while there is nothing in the field that was typed since."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_free = isinstance(watched, QLineEdit) and not watched.isUndoAvailable() and self.back.isEnabled()
            if is_free and event.matches(QKeySequence.StandardKey.Undo):
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    # -- inside ------------------------------------------------------------------------

    @property
    def _is_drawing(self) -> bool:
        """True while what is typed waits to be drawn, or is drawn."""
        return self._soon.isActive() or (self._draw is None and self._turn == self._awaited)

    def _end(self) -> None:
        """Show nobody the result of a draw that is still at work."""
        self._is_over = True
        self._turn += 1

    def _terms(self) -> Terms:
        people = self.people.text().replace(",", " ").replace(";", " ").split()
        share = self.calibration.value() / 100
        return Terms(tuple(people), self.each.value(), self.seed.text(), share, self.until.text().strip())

    def _wait(self) -> None:
        """Draw when what is typed has come to a pause; until then nothing can be assigned.

        A field of a number says at Enter that it has changed, though it has not.
        """
        if self._terms() == self._asked and not self._soon.isActive():
            return
        self._turn += 1
        self._draw, self._is_ordered = None, False
        self.go.setEnabled(False)
        self._soon.start()

    def _look(self) -> None:
        """Draw in a worker, and say what came of it."""
        self._turn += 1
        turn, terms, work = self._turn, self._terms(), self._work
        self._asked, self._draw = terms, None
        self.go.setEnabled(False)
        if _is_no_day(terms.until):
            self._is_ordered = False
            self.preview.setText(tr("“{words}” is no day: write it as 2026-12-24.", words=terms.until))
            return

        def show(found: Draw) -> None:
            if turn == self._turn:
                self._draw = found
                self.preview.setText(found.words)
                self.go.setEnabled(True)
                self.go.setDefault(True)
                if self._is_ordered:
                    self._assign()

        def fail(error: Exception) -> None:
            if not isinstance(error, AnalystError):
                raise error
            if turn == self._turn:
                self._awaited, self._is_ordered = -1, False
                self.preview.setText(sentence(error))

        self._awaited = turn
        before, today = work.file.by_article, datetime.now(UTC).astimezone().date().isoformat()
        drawing = partial(draw, work.articles, terms, before=before, begun=work.begun, today=today)
        self._tasks.run(drawing, done=show, failed=fail)

    def _assign(self) -> None:
        self._is_ordered = False
        if self._draw is not None:
            self.go.setEnabled(False)
            self._settled = self._terms()
            self._keeper.assign(self._draw.assignments, before=self._work.file)

    def _take_back(self) -> None:
        self._settled = self._terms()
        self._keeper.take_back()

    def _tell_written(self, words: str) -> None:
        self._tell(words)
        for line in self._lines if self._terms() == self._settled else ():  # else she has typed on
            start, selected, caret = line.selectionStart(), line.selectionLength(), line.cursorPosition()
            line.setText(line.text())  # what was typed before is assigned: undo takes that back
            line.setCursorPosition(caret)
            if selected:  # she goes on already
                line.setSelection(start, selected)
        self.again_wanted.emit()

    def _tell(self, words: str) -> None:
        if words:
            self.said.setText(words)
        self.back.setEnabled(self._keeper.can_take_back)


def _is_no_day(words: str) -> bool:
    try:
        return bool(words) and date.fromisoformat(words).isoformat() != words
    except ValueError:
        return True


def _line(name: str, words: str, told: str, parent: QWidget) -> QLineEdit:
    line = QLineEdit(words, parent)
    line.setObjectName(name)
    line.setAccessibleName(told)
    return line


def _number(name: str, border: tuple[int, int], value: int, told: str, parent: QWidget) -> QSpinBox:
    box = QSpinBox(parent)
    box.setObjectName(name)
    box.setRange(*border)
    box.setValue(value)
    box.setAccessibleName(told)
    return box


def _words(name: str, words: str, parent: QWidget) -> PlainLabel:
    label = PlainLabel(words, parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label
