"""The form of the keys: a table of actions in which a key is written, and counts as soon as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from analyst_app.core.codebook import RESERVED_KEYS
from analyst_app.ui.commands.preferences.key_spelling import spelled
from analyst_app.ui.commands.preferences.preference_form import PreferenceForm
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.preferences import Preferences
    from analyst_app.ui.commands.action_set import ActionSet
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
        self.table.itemChanged.connect(self._take_keys)
        self.problem = PlainLabel("", self)
        self.problem.setObjectName("preferences_problem")
        self.problem.setProperty("role", "wrong")
        self.problem.setWordWrap(True)
        self.column.addWidget(self.problem)
        self.column.addWidget(self.table, 1)
        self.follow("keys", lambda _: self._fill())

    def show_key(self, action_id: str) -> None:
        """Have the key of an action ready to be typed."""
        for line in range(self.table.rowCount()):
            name, key = self.table.item(line, 0), self.table.item(line, 1)
            if name is not None and key is not None and name.data(_ID) == action_id:
                self.table.setFocus()
                self.table.setCurrentItem(key)
                self.table.editItem(key)

    def show_preferences(self, wanted: Preferences) -> None:
        """Show the keys, unless one is written that cannot be: it is to be mended first."""
        if not self.problem.text():
            super().show_preferences(wanted)

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
        self.problem.setVisible(False)

    def _take_keys(self) -> None:
        keys, problem = self._own_keys()
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        if not problem:
            self.take(keys=keys)

    def _reset(self) -> None:
        self.problem.setText("")
        super()._reset()

    def _own_keys(self) -> tuple[dict[str, str], str]:
        """The keys that differ from the table's, and a sentence if something is wrong with them."""
        actions = self._actions
        own, taken = {}, dict[tuple[bool, str], str]()
        for line in range(self.table.rowCount()):
            name, typed = self.table.item(line, 0), self.table.item(line, 1)
            if name is None or typed is None:
                continue
            row = actions.rows[name.data(_ID)]
            key, problem = spelled(typed.text())
            if problem:
                return {}, problem
            place = (row.needs == "review", key)  # in a review keys have meanings of their own
            if key and place in taken:
                return {}, tr(
                    "{key} is given to two actions: {first} and {second}.",
                    key=key, first=taken[place], second=row.shown,
                )  # fmt: skip
            taken[place] = row.shown
            if key.isalpha() and key in RESERVED_KEYS and row.id.startswith("tag."):
                return {}, tr("{key} belongs to a command; choose another key for {action}.", key=key, action=row.shown)
            if key != (row.keys[0] if row.keys else ""):
                own[row.id] = key
        return own, ""
