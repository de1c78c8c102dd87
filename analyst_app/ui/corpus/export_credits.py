"""The fields of what only a person can say of a dataset: its title, its authors, its licence."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QSizePolicy, QWidget

from analyst_app.export.describing.credits import LICENCES, Credits
from analyst_app.wording import tr

_OFFERED = 9
"""Licences in the list; any other can be typed."""


class ExportCredits(QObject):
    """Four fields of the form of an export; all may stay empty.

    Args:
        parent: the form.
    """

    changed = Signal()
    """Something else stands in them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = QLineEdit(parent)
        self.title.setObjectName("export_title")
        self.title.setPlaceholderText(tr("none: the name of the folder"))
        self.authors = QLineEdit(parent)
        self.authors.setObjectName("export_authors")
        self.authors.setPlaceholderText(tr("Brandt, Ada; Harbour Institute"))
        self.authors.setToolTip(tr("Several with semicolons between them; an ORCID may stand after a name."))
        self.licence = QComboBox(parent)
        self.licence.setObjectName("export_licence")
        self.licence.setEditable(True)
        self.licence.addItems(["", *list(LICENCES)[:_OFFERED]])
        self.licence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        entry = self.licence.lineEdit()
        assert entry is not None  # noqa: S101 - for the type checker: it is editable
        entry.setPlaceholderText(tr("none: the card says so"))
        self.cite = QCheckBox(tr("Add files to cite it by (CITATION.cff, .zenodo.json)"), parent)
        self.cite.setObjectName("export_cite")
        self.title.textChanged.connect(self.changed)
        self.authors.textChanged.connect(self.changed)
        self.licence.currentTextChanged.connect(self.changed)
        self.cite.toggled.connect(self.changed)

    def add_to(self, form: QFormLayout) -> None:
        """Put the fields below those of a form."""
        form.addRow(tr("Title:"), self.title)
        form.addRow(tr("Authors:"), self.authors)
        form.addRow(tr("Licence:"), self.licence)
        form.addRow("", self.cite)

    @property
    def fields(self) -> list[QWidget]:
        """The fields as they stand."""
        return [self.title, self.authors, self.licence, self.cite]

    @property
    def credits(self) -> Credits:
        """The words that stand in the fields."""
        authors = tuple(" ".join(words.split()) for words in self.authors.text().split(";") if words.strip())
        return Credits(self.title.text().strip(), authors, self.licence.currentText().strip())
