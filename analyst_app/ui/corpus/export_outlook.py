"""The outlook of an export, then its result: a card that stays until the dialog is closed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from analyst_app.session.faults import without_options
from analyst_app.ui.corpus.export_choices import wrapped
from analyst_app.ui.widgets.message import shown_name
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINES = 4
"""Lines that are seen at once; the others scroll."""
_CODE = re.compile("`([^`\n]*)`")
"""Words as a report sets them apart."""


class ExportOutlook(QFrame):
    """A sentence, lines below it, and a button that shows the folder of what was written.

    Args:
        parent: the dialog.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.answer = wrapped("", self, "")
        self.answer.setObjectName("export_answer")
        self.losses = QPlainTextEdit(self, readOnly=True)
        self.losses.setObjectName("export_losses")
        self.losses.setAccessibleName(tr("What is to be known of it"))
        self.losses.setFrameShape(QFrame.Shape.NoFrame)
        self.losses.setTabChangesFocus(True)
        self.losses.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # its lines go on below
        self.losses.document().setDocumentMargin(0)
        self.losses.setFixedHeight(_LINES * self.losses.fontMetrics().lineSpacing())  # so that nothing moves
        self.folder = QPushButton(tr("Show in folder"), self)
        self.folder.setObjectName("export_show_folder")
        self.folder.setAutoDefault(False)
        self.folder.clicked.connect(self._show_folder)
        self.earlier = wrapped("", self)
        self.earlier.setObjectName("export_earlier")
        self.is_result = False
        """True if the sentence tells of what was written."""
        self._place: Path | None = None
        self._written = ""
        """The sentence about what was written last, and its place."""
        row = QHBoxLayout()
        row.addWidget(self.folder)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.answer)
        column.addWidget(self.losses)
        column.addWidget(self.earlier)
        column.addLayout(row)
        self.tell("")

    def tell(self, words: str, lines: Sequence[str] = (), place: Path | None = None, *, is_wrong: bool = False) -> None:
        """Show a sentence; what was written last stays in sight below it.

        Args:
            words: the sentence.
            lines: below it.
            place: the file or folder that was written; None: nothing was.
            is_wrong: True if it says why something cannot be done.
        """
        if place is not None:
            self._place, self._written = place, words
        self.is_result = place is not None
        self.answer.setText(without_options(words))
        self.earlier.setText(self._written)
        self.earlier.setVisible(bool(self._written) and not self.is_result)
        role = "wrong" if is_wrong else ""
        if self.answer.property("role") != role:
            self.answer.setProperty("role", role)
            self.answer.style().polish(self.answer)
        self.losses.setPlainText(_CODE.sub("“\\1”", without_options("\n".join(lines))))
        self.folder.setVisible(self._place is not None)
        self.folder.setToolTip(plain_tip(shown_name(str(self._place))) if self._place is not None else "")

    def _show_folder(self) -> None:
        if self._place is not None:
            place = self._place if self._place.is_dir() else self._place.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))
