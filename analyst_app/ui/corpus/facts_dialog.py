"""The facts of an article: typed, or taken from selected text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
)

from analyst_app.corpus.facts import ArticleFacts, checked_date, edit_facts
from analyst_app.errors import AnalystError, ChangeRefused, sentence
from analyst_app.language.languages import codes, language
from analyst_app.session.faults import reason
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import PlainLabel, shown_name
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks

NAMES = {
    "title": marked("Title"),
    "outlet": marked("Outlet"),
    "author": marked("Author"),
    "date": marked("Date"),
    "url": marked("Address"),
}


class FactsDialog(QDialog):
    """Stays beside the text, so that words can be selected for it. Writes on OK only.

    Args:
        path: of the article.
        facts: as they are.
        bridge: says what is selected.
        tasks: to write with.
        parent: the window.
    """

    saved = Signal()
    """Facts were changed."""
    failed = Signal(str)
    """They could not be, by a mistake of the program's own: the sentence about it."""

    def __init__(self, path: Path, facts: ArticleFacts, bridge: SessionBridge, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("facts_dialog")
        self.setWindowTitle(tr("Facts of {article}", article=shown_name(path.name)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 560, 0)
        self._path, self._facts, self._bridge, self._tasks = path, facts, bridge, tasks
        self.fields: dict[str, QLineEdit] = {}
        form = QFormLayout()
        for fact in NAMES:
            form.addRow(tr("{fact}:", fact=tr(NAMES[fact])), self._row(fact))
        self.language_choice = self._languages()
        form.addRow(tr("Language:"), self.language_choice)
        self.fields["date"].setPlaceholderText("2024-03-05")
        about = [words for words in (facts.importer, facts.original, facts.retrieved) if words]
        self.about = PlainLabel(shown_name(" · ".join([tr("imported"), *about])) if about else "", self)
        self.about.setWordWrap(True)
        self.problem = PlainLabel("", self)
        self.problem.setObjectName("facts_problem")
        self.problem.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(PlainLabel(tr("“Take” puts the words selected in the article into the field."), self))
        column.addWidget(self.about)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)

    def _row(self, fact: str) -> QHBoxLayout:
        field = QLineEdit(getattr(self._facts, fact), self)
        field.setObjectName(f"fact_{fact}")
        field.setAccessibleName(tr(NAMES[fact]))
        take = QPushButton(tr("Take"), self)
        take.setObjectName(f"take_{fact}")
        take.setAutoDefault(False)
        take.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the selection in the text alone
        take.clicked.connect(lambda: self._take(fact))
        self.fields[fact] = field
        row = QHBoxLayout()
        row.addWidget(field, 1)
        row.addWidget(take)
        return row

    def _languages(self) -> QComboBox:
        """The languages to choose from; the first choice leaves it to the text."""
        choice = QComboBox(self)
        choice.setObjectName("fact_language")
        choice.setAccessibleName(tr("Language"))
        choice.addItem(tr("As found from the text"), "")
        for code in codes():
            choice.addItem(language(code).name, code)
        if self._facts.language not in ("", *codes()):
            choice.addItem(self._facts.language, self._facts.language)
        choice.setCurrentIndex(choice.findData(self._facts.language))
        return choice

    def _take(self, fact: str) -> None:
        bridge = self._bridge
        if bridge.session is None or bridge.session.path != self._path or bridge.selection is None:
            self.problem.setText(tr("Select words in the article first."))
            return
        words = " ".join(bridge.selection.of(bridge.session.document.text).split())
        try:
            self.fields[fact].setText(checked_date(words) if fact == "date" else words)
        except ChangeRefused as error:
            self.problem.setText(sentence(error))
            return
        self.problem.setText("")

    def _save(self) -> None:
        typed = {fact: field.text() for fact, field in self.fields.items()}
        typed["language"] = self.language_choice.currentData()
        changed = {fact: words for fact, words in typed.items() if words.strip() != getattr(self._facts, fact)}
        if not changed:
            self.accept()
            return

        def done(_: object) -> None:
            session = self._bridge.session
            if session is not None and session.path == self._path:
                session.language = typed["language"]
            self.saved.emit()
            self._bridge.say(tr("The article’s facts are saved."))
            self.accept()

        self.buttons.setEnabled(False)
        self._tasks.run(edit_facts, self._path, changed, done=done, failed=self._fail)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, AnalystError | OSError):
            words = reason(error, self._path)
            self.failed.emit(words)
        else:
            words = sentence(error)
        self.buttons.setEnabled(True)
        self.problem.setText(words)
