"""One person who is two: which names go to the new one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from analyst_app.language.known_people import Person
from analyst_app.language.people import spelt
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.held_enter import HeldEnter
from analyst_app.ui.widgets.message import PlainLabel, shown_words
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class SplitDialog(QDialog):
    """Tells the names that go, and the new person's name, on OK.

    Args:
        person: the one who is split.
        forms: the words of the mentions, each with how often.
        parent: the window.
    """

    given = Signal(object, str)
    """The list of names that go, and the new name."""

    def __init__(self, person: Person, forms: Mapping[str, int], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("split_dialog")
        self.setWindowTitle(tr("Split"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 420, 0)
        self.names = QListWidget(self)
        self.names.setObjectName("split_names")
        self.names.setAccessibleName(tr("Names that go to the new person"))
        seen = {spelt(name) for name in person.names}
        counts = {spelt(form): count for form, count in forms.items()}
        for name in (*person.names, *(form for form in forms if spelt(form) not in seen)):
            count = counts.get(spelt(name), 0)
            item = QListWidgetItem(f"{shown_words(name)} · {tr('{n} mention|{n} mentions', count)}")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.names.addItem(item)
        self.name = QLineEdit(self)
        self.name.setObjectName("split_name")
        self.name.setAccessibleName(tr("Name of the new person"))
        self.name.setPlaceholderText(tr("name of the new person"))
        self.names.itemChanged.connect(self._offer)
        self.problem = PlainLabel("", self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self._give)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(PlainLabel(tr("Which names and mentions belong to the other person? Space chooses."), self))
        column.addWidget(self.names)
        column.addWidget(self.name)
        column.addWidget(self.problem)
        column.addWidget(buttons)
        HeldEnter(self)

    @property
    def chosen(self) -> list[str]:
        """The names that go."""
        items = [self.names.item(row) for row in range(self.names.count())]
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]

    def _offer(self) -> None:
        if not self.name.isModified():
            self.name.setText(max(self.chosen, key=len, default=""))

    def _give(self) -> None:
        if not self.chosen or not self.name.text().strip():
            self.problem.setText(tr("Choose at least one name, and give the new person a name."))
            return
        self.given.emit(self.chosen, self.name.text())
        self.accept()
