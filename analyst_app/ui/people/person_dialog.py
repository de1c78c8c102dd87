"""A person of the list, to be edited: names, kind, roles with their dates, Wikidata id, note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QVBoxLayout

from analyst_app.corpus.people.people_acts import tidied
from analyst_app.errors import ChangeRefused, sentence
from analyst_app.language.known_people import Person, Role
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.held_enter import HeldEnter
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.ui.widgets.typed_text import typed_text
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_LINES = 3


class PersonDialog(QDialog):
    """Tells the person on OK; whoever takes it accepts the dialog, or says why not.

    Args:
        readings: the person as it stands, then the readings of it that wait.
        kinds: values of the attribute kind, to choose from.
        parent: the window.
    """

    given = Signal(object)
    """The Person, as it was typed."""

    def __init__(self, readings: Sequence[Person], kinds: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("person_dialog")
        self.setWindowTitle(tr("Person"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 520, 0)
        self._person = readings[0]
        self._readings = list(readings)
        form = QFormLayout()
        self.reading = QComboBox(self)
        self.reading.setObjectName("person_reading")
        self.reading.setAccessibleName(tr("Reading"))
        if len(readings) > 1:
            for number, one in enumerate(readings, 1):
                self.reading.addItem(tr("reading {number}: {name}", number=number, name=one.name))
            self.reading.currentIndexChanged.connect(lambda row: self.fill(self._readings[row]))
            form.addRow(tr("Two copies differ:"), self.reading)
        else:
            self.reading.hide()
        self.name = self._line("person_name", tr("Name"))
        self.aliases = self._lines("person_aliases", tr("Other names, one a line"))
        self.kind = QComboBox(self)
        self.kind.setObjectName("person_kind")
        self.kind.setAccessibleName(tr("Kind"))
        self.kind.setEditable(True)
        self.kind.addItems(["", *kinds])
        self.roles = self._lines("person_roles", tr("Roles, one a line: role, from, to"))
        self.wikidata = self._line("person_wikidata", tr("Wikidata id, typed by hand"))
        self.note = self._lines("person_note", tr("Note"))
        for words, field in (
            (tr("Name:"), self.name), (tr("Other names:"), self.aliases), (tr("Kind:"), self.kind),
            (tr("Roles:"), self.roles), (tr("Wikidata:"), self.wikidata), (tr("Note:"), self.note),
        ):  # fmt: skip
            form.addRow(words, field)
        self.roles.setPlaceholderText(tr("mayor, 2020, 2024"))
        self.wikidata.setPlaceholderText(tr("Q42"))
        self.problem = PlainLabel("", self)
        self.problem.setObjectName("person_problem")
        self.problem.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self._give)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(buttons)
        self.fill(self._person)
        HeldEnter(self)

    def _line(self, name: str, title: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(name)
        field.setAccessibleName(title)
        return field

    def _lines(self, name: str, title: str) -> QPlainTextEdit:
        field = QPlainTextEdit(self)
        field.setObjectName(name)
        field.setAccessibleName(title)
        field.setTabChangesFocus(True)
        field.setProperty("role", "field")
        field.setFixedHeight(field.fontMetrics().lineSpacing() * _LINES + 12)
        return field

    def fill(self, person: Person) -> None:
        """Show a person."""
        self._person = person
        self.name.setText(person.name)
        self.aliases.setPlainText("\n".join(person.aliases))
        self.kind.setCurrentText(person.kind)
        self.roles.setPlainText("\n".join(map(role_in_words, person.roles)))
        self.wikidata.setText(person.wikidata)
        self.note.setPlainText(person.note)

    def _give(self) -> None:
        known = {role_in_words(role): role for role in self._person.roles}
        lines = typed_text(self.roles.document()).split("\n")
        typed = replace(
            self._person,
            name=self.name.text(),
            aliases=tuple(typed_text(self.aliases.document()).split("\n")),
            kind=self.kind.currentText().strip(),
            roles=tuple(known.get(line) or role_of(line) for line in lines if line.strip()),
            wikidata=self.wikidata.text().strip(),
            note=typed_text(self.note.document()),
        )
        try:
            typed = tidied(typed)
        except ChangeRefused as error:
            self.problem.setText(sentence(error))
            return
        self.given.emit(typed)

    def tell(self, words: str) -> None:
        """Say why what was typed is not taken as it is; the form stays."""
        self.problem.setText(words)


def role_in_words(role: Role) -> str:
    """A role on one line, as a person types it."""
    dates = [role.since, role.until] if role.until else [role.since] if role.since else []
    return ", ".join([role.role.replace(",", ";"), *dates])


def role_of(line: str) -> Role:
    """The role that a line names: the role, then from when and to when."""
    words, since, until, *_ = [*(part.strip() for part in line.split(",")), "", ""]
    return Role(words, since, until)
