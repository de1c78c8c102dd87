"""The findings of a check of one article's files, in a dialog: the same lines that ``analyst-app check`` prints."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout

from analyst_app.corpus.folder_check import Verification, finding_words, verify, without_sealed
from analyst_app.review.entry_problems import entry_problem
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import PlainLabel, shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.corpus.sealing import Seal


def checked(path: Path, state: Path, seal: Seal) -> Verification:
    """In a worker: everything that is wrong with an article and its layers, as far as it may be seen."""
    return without_sealed(verify([path], state, entry_problem), seal)


class CheckDialog(QDialog):
    """A line for each thing that is wrong, to be read and copied."""

    def __init__(self, path: Path, found: Verification, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("check")
        self.setWindowTitle(tr("Check of {name}", name=shown_name(path.name)))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 800, 320)
        layers = tr("{n} layer was looked at|{n} layers were looked at", found.layers)
        problems = tr("{n} problem|{n} problems", len(found.findings))
        self.said = PlainLabel(f"{layers}: {problems}.", self)
        self.said.setObjectName("check_said")
        self.findings = QPlainTextEdit(self)
        self.findings.setObjectName("check_findings")
        self.findings.setAccessibleName(tr("What is wrong"))
        self.findings.setReadOnly(True)
        lines = [shown_name(finding_words(finding)) for finding in found.findings]
        self.findings.setPlainText("\n".join(lines) or tr("Nothing is wrong with these files."))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.said)
        column.addWidget(self.findings, 1)
        column.addWidget(buttons)
