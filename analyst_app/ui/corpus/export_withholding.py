"""The fields of an export without texts: how much of a quotation is told, and whether facts and names go in."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QSpinBox, QWidget

from analyst_app.export.wordless import FACTS_KEPT, NAMES_KEPT
from analyst_app.wording import marked, tr

_MOST = 1_000
_USUAL = 32
_KEPT = {
    FACTS_KEPT: marked("Keep titles, outlets, dates and names of files"),
    NAMES_KEPT: marked("Keep names of people and bodies"),
}


class ExportWithholding(QObject):
    """A number and two boxes of the form of an export; they count where the texts are left out.

    Args:
        parent: the form.
        is_bare: the box by which the texts are left out.
    """

    changed = Signal()
    """Something else is chosen."""

    def __init__(self, parent: QWidget, is_bare: QCheckBox) -> None:
        super().__init__(parent)
        self._is_bare = is_bare
        self.quote_length = QSpinBox(parent, maximum=_MOST, value=_USUAL)
        self.quote_length.setObjectName("export_quote_length")
        self.quote_length.setAccessibleName(tr("Characters of each quotation that are told"))
        self.quote_length.setToolTip(tr("With 0 no word of any article is in what is written."))
        self.kept = {name: QCheckBox(tr(words), parent) for name, words in _KEPT.items()}
        for name, box in self.kept.items():
            box.setObjectName(f"export_keep_{name}")
            box.toggled.connect(self.changed)
        self.quote_length.valueChanged.connect(self.changed)
        self._applies = True
        is_bare.toggled.connect(self._follow)
        self._follow()

    def add_to(self, form: QFormLayout) -> None:
        """Put the fields below those of a form."""
        form.addRow(tr("Characters of a quotation:"), self.quote_length)
        for box in self.kept.values():
            form.addRow("", box)

    @property
    def fields(self) -> list[QWidget]:
        """The fields as they stand."""
        return [self.quote_length, *self.kept.values()]

    def apply(self, applies: bool) -> None:
        """Take a format that can be written without texts, or cannot: a wish that it cannot fulfil can be taken back.

        Args:
            applies: True if it can.
        """
        self._applies = applies
        self._follow()

    def _follow(self) -> None:
        """Let them be chosen where the texts are left out."""
        is_wished = self._is_bare.isChecked()
        self._is_bare.setEnabled(self._applies or is_wished)
        for field in self.fields:
            field.setEnabled(self._applies and is_wished)

    @property
    def keep(self) -> tuple[str, ...]:
        """All that goes in although the texts do not."""
        return tuple(name for name, box in self.kept.items() if box.isChecked())
