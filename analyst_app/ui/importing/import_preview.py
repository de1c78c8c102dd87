"""The current candidate of an import: its facts to be put right, its text, and what is to be known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from analyst_app.ui.corpus.facts_dialog import NAMES
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.importing.import_list import ImportCandidate

_SHOWN = 20_000
"""Characters of the preview."""
_REMARKS = 6
"""Lines of remarks that are seen at once."""


class ImportPreview(QWidget):
    """Fields at the left, the text at the right.

    Args:
        parent: the import.
    """

    corrected = Signal(str, str)
    """A fact, and what a person typed for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        form = QFormLayout()
        self.fields: dict[str, QLineEdit] = {}
        for fact, name in NAMES.items():
            field = QLineEdit(self)
            field.setObjectName(f"import_{fact}")
            field.textEdited.connect(lambda words, fact=fact: self.corrected.emit(fact, words))
            self.fields[fact] = field
            form.addRow(tr("{fact}:", fact=tr(name)), field)
        self.text = _read_only("import_text", tr("Preview of the text"), self)
        self.remarks = _read_only("import_remarks", tr("What is to be known before it is imported"), self)
        self.remarks.setTabChangesFocus(True)
        self.remarks.setMaximumHeight(_REMARKS * self.fontMetrics().lineSpacing())
        self.strict = _box("import_strict", tr("&Leave out files of which something would be lost"), self)
        self.reanchor = _box("import_reanchor", tr("&Join to articles that have the same name and another text"), self)
        left, right, row = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(self)
        left.addLayout(form)
        left.addStretch(1)
        right.addWidget(self.text, 1)
        for widget in (self.remarks, self.strict, self.reanchor):
            right.addWidget(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(left, 1)
        row.addLayout(right, 2)

    def show_candidate(self, candidate: ImportCandidate | None) -> None:
        """Show a candidate, or none; what stays as it was keeps its caret."""
        article = candidate.article if candidate is not None else None
        for fact, field in self.fields.items():
            words = getattr(article, fact) if article is not None else ""
            if field.text() != words and not (field.hasFocus() and field.text().strip() == words):
                field.setText(words)
            field.setEnabled(candidate is not None and candidate.can_be_corrected)
        text = article.text[:_SHOWN] if article is not None else ""
        if self.text.property("shown") != text:
            self.text.setProperty("shown", text)
            self.text.setPlainText(text)
        told = (candidate.remarks or (candidate.state,)) if candidate is not None else ()
        remarks = "\n".join(map(shown_name, told))
        if self.remarks.toPlainText() != remarks:
            self.remarks.setPlainText(remarks)
        self.remarks.setVisible(bool(remarks))


def _read_only(name: str, words: str, parent: QWidget) -> QPlainTextEdit:
    made = QPlainTextEdit(parent)
    made.setObjectName(name)
    made.setAccessibleName(words)
    made.setReadOnly(True)
    made.setProperty("role", "field")
    return made


def _box(name: str, words: str, parent: QWidget) -> QCheckBox:
    box = QCheckBox(words, parent)
    box.setObjectName(name)
    box.hide()
    return box
