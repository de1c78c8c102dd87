"""The form of the keys: a table of actions in which a key is written, and counts as soon as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QWidget

from analyst_app.core.codebook import RESERVED_KEYS
from analyst_app.ui.commands.actions import under_ids_of_today
from analyst_app.ui.commands.key_shares import clash_words
from analyst_app.ui.commands.key_spelling import spelled
from analyst_app.ui.commands.preferences.key_fields import KeyFilter, KeyTaker
from analyst_app.ui.commands.preferences.preference_form import PreferenceForm
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from analyst_app.preferences import Preferences
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.actions import Action
    from analyst_app.ui.widgets.theme import Looks

_ID = Qt.ItemDataRole.UserRole
_LEAST = 6
"""Rows that are seen at least."""


class KeysForm(PreferenceForm):
    """A person's own keys.

    Args:
        actions: whose keys are shown.
        looks: colours and sizes.
        parent: as ever.
    """

    def __init__(self, actions: ActionSet, looks: Looks, parent: QWidget) -> None:
        super().__init__("keys", tr("Keys"), looks, parent)
        self._actions = actions
        self._kept: Mapping[str, str] = {}
        """The person's own keys."""
        self._is_wrong = False
        """True while a key is written that cannot be."""
        self.add_words(tr("Write a key on its row as C, Shift+C, Ctrl+K or F7; empty: none. It counts from Enter on."))
        self.table = QTableWidget(0, 2, self)
        self.table.setObjectName("keys_table")
        self.table.setAccessibleName(tr("Keys of the actions"))
        self.table.setHorizontalHeaderLabels([tr("Action"), tr("Key")])
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.setTabKeyNavigation(False)
        self.table.setMinimumHeight(_LEAST * looks.sizes.height("field"))
        self.table.itemChanged.connect(self._take_key)
        self.table.currentCellChanged.connect(self._follow_row)
        self.problem = PlainLabel("", self)
        self.problem.setObjectName("preferences_problem")
        self.problem.setProperty("role", "wrong")
        self.problem.setWordWrap(True)
        self.column.addWidget(self.problem)
        self.column.addLayout(self._head_row())
        self.column.addWidget(self.table, 1)
        self.follow("keys", self._show_keys)

    def _head_row(self) -> QHBoxLayout:
        """The filter of the table, and the buttons for the row that is current."""
        self.words = KeyFilter(self)
        self.words.setObjectName("keys_filter")
        self.words.setPlaceholderText(tr("Find an action, or press its key"))
        self.words.setAccessibleName(tr("Find an action, or press its key"))
        self.words.textChanged.connect(self._filter)
        self.capture = KeyTaker(tr("Press a key…"), self)
        self.capture.setObjectName("keys_capture")
        self.capture.setToolTip(tr("The next key that you press becomes that of the row; Esc leaves it."))
        self.capture.pressed_key.connect(self._write_key)
        self.usual = QPushButton(tr("Usual key"), self)
        self.usual.setObjectName("keys_usual")
        self.usual.setProperty("role", "quiet")
        self.usual.clicked.connect(self._take_usual)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.capture)
        row.addWidget(self.usual)
        self._follow_row()
        return row

    def _filter(self) -> None:
        """Show the rows that have all the words, or the key, that is written; a key goes before words."""
        typed = self.words.text().strip()
        words, key = typed.casefold().split(), spelled(typed)[0]
        rows = [self._row_of(line) for line in range(self.table.rowCount())]
        have_key = [row is not None and bool(key) and key in self._actions.keys_of(row) for row in rows]
        for line, row in enumerate(rows):
            name = f"{row.place_shown} {row.shown}".casefold() if row is not None else ""
            is_found = have_key[line] if any(have_key) else all(word in name for word in words)
            self.table.setRowHidden(line, not is_found)

    def _follow_row(self) -> None:
        row = self._row_of(self.table.currentRow())
        self.capture.setEnabled(row is not None)
        self.usual.setEnabled(row is not None and row.id in self._kept)

    def _row_of(self, line: int) -> Action | None:
        name = self.table.item(line, 0)
        return self._actions.rows.get(name.data(_ID)) if name is not None else None

    def _write_key(self, key: str) -> None:
        item = self.table.item(self.table.currentRow(), 1)
        if item is not None:
            item.setText(key)

    def _take_usual(self) -> None:
        row = self._row_of(self.table.currentRow())
        if row is not None:
            self._write_key(row.keys[0] if row.keys else "")

    def show_key(self, action_id: str) -> None:
        """Have the key of an action ready to be typed."""
        self.words.clear()
        for line in range(self.table.rowCount()):
            name, key = self.table.item(line, 0), self.table.item(line, 1)
            if name is not None and key is not None and name.data(_ID) == action_id:
                self.table.setFocus()
                self.table.setCurrentItem(key)
                self.table.editItem(key)

    def show_preferences(self, wanted: Preferences) -> None:
        """Show the keys, unless one is written that cannot be: it is to be mended first."""
        if not self._is_wrong:
            super().show_preferences(wanted)

    def _show_keys(self, own: Mapping[str, str]) -> None:
        self._kept = under_ids_of_today(own)
        self._fill()

    def _fill(self) -> None:
        """Show the keys that are valid."""
        with QSignalBlocker(self.table):
            self.table.setRowCount(len(self._actions.rows))
            for line, row in enumerate(self._actions.rows.values()):
                name = QTableWidgetItem(f"{row.place_shown} ▸ {row.shown}")
                name.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                name.setData(_ID, row.id)
                keys = self._actions.keys_of(row)
                before = self.table.item(line, 1)
                if before is None or before.text() != (keys[0] if keys else ""):
                    self.table.setItem(line, 1, QTableWidgetItem(keys[0] if keys else ""))
                self.table.setItem(line, 0, name)
        self._filter()
        self._follow_row()
        self._say(clash_words(self._actions.clashes, self._actions.no_keys), is_wrong=False)

    def _say(self, problem: str, *, is_wrong: bool) -> None:
        self._is_wrong = is_wrong
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))

    def _take_key(self, item: QTableWidgetItem) -> None:
        """Take what is written on a row, if it can be; the keys of the others stay, also those of other codebooks."""
        name = self.table.item(item.row(), 0)
        if name is None:
            return
        row = self._actions.rows[name.data(_ID)]
        key, problem = spelled(item.text())
        problem = problem or self._why_not(row, key)
        self._say(problem, is_wrong=bool(problem))
        if not problem:
            keys = {action_id: own for action_id, own in self._kept.items() if action_id != row.id}
            self.take(keys=keys if key == (row.keys[0] if row.keys else "") else keys | {row.id: key})

    def _why_not(self, row: Action, key: str) -> str:
        """The reason why an action cannot have a key; empty: it can."""
        if key.isalpha() and key in RESERVED_KEYS and row.id.startswith("tag."):
            return tr("{key} belongs to a command; choose another key for {action}.", key=key, action=row.shown)
        for other in self._actions.rows.values():  # in a review keys have meanings of their own
            is_alike = (other.needs == "review") == (row.needs == "review")
            if key and other is not row and is_alike and key in self._actions.keys_of(other):
                return tr(
                    "{key} is given to two actions: {first} and {second}.",
                    key=key, first=other.shown, second=row.shown,
                )  # fmt: skip
        return ""

    def _reset(self) -> None:
        self._is_wrong = False
        super()._reset()
