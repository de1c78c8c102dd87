"""The preferences: the annotator's name, looks, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFontComboBox,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from analyst_app.core.codebook import RESERVED_KEYS
from analyst_app.core.layer_ids import nearest_id
from analyst_app.preferences import DENSITIES, THEMES
from analyst_app.ui.article.text_style import POINTS
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.preference_keeper import PreferenceKeeper

_WORDS = {
    "system": "as the system",
    "light": "light",
    "dark": "dark",
    "high_contrast": marked("high contrast"),
    "comfortable": marked("comfortable"),
    "compact": marked("compact"),
}


class PreferencesDialog(QDialog):
    """Changes nothing before OK.

    Args:
        preferences: are shown, and take what was chosen.
        actions: whose keys are shown.
        annotator: id of the layer that is written to.
        font: of the article's text.
        parent: the window.
    """

    named = Signal(str)
    """Another name was given: id of the layer that is to be written to from now on."""

    def __init__(
        self, preferences: PreferenceKeeper, actions: ActionSet, annotator: str, font: QFont, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("preferences_dialog")
        self.setWindowTitle("Preferences")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 620, 560)
        self._preferences, self._actions = preferences, actions
        self._annotator, self._text_font = annotator, font
        self._tabs = QTabWidget(self)
        self._tabs.addTab(self._general(), "General")
        self._tabs.addTab(self._keys_page(), "Keys")
        self.problem = PlainLabel("", self)
        self.problem.setObjectName("preferences_problem")
        self.problem.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self._tabs, 1)
        column.addWidget(self.problem)
        column.addWidget(buttons)

    def ask_for_key(self, action_id: str) -> None:
        """Show the keys, with that of an action ready to be typed."""
        self._tabs.setCurrentIndex(1)
        for line in range(self.keys.rowCount()):
            name, key = self.keys.item(line, 0), self.keys.item(line, 1)
            if name is not None and key is not None and name.data(Qt.ItemDataRole.UserRole) == action_id:
                self.keys.setFocus()
                self.keys.setCurrentItem(key)
                self.keys.editItem(key)

    # -- pages ---------------------------------------------------------------------

    def _general(self) -> QWidget:
        wanted, page = self._preferences.preferences, QWidget(self)
        self.annotator = QLineEdit(wanted.annotator, page)
        self.annotator.setObjectName("annotator_field")
        self.annotator.setPlaceholderText(self._annotator)
        self.theme = _choice(page, THEMES, wanted.theme)
        self.density = _choice(page, DENSITIES, wanted.density)
        self.has_own_font = QCheckBox("use this face:", page)
        self.has_own_font.setChecked(bool(wanted.font))
        self.font_box = QFontComboBox(page)
        self.font_box.setCurrentFont(QFont(wanted.font) if wanted.font else self._text_font)
        self.font_box.currentFontChanged.connect(lambda: self.has_own_font.setChecked(True))
        self.size_box = QDoubleSpinBox(page, minimum=6, maximum=72, singleStep=0.5, decimals=1)
        self.size_box.setValue(wanted.font_size or POINTS)
        self.width_box = QSpinBox(page, minimum=30, maximum=200)
        self.width_box.setValue(wanted.column_width)
        self.boxes = {
            "paragraph_numbers": QCheckBox("show paragraph numbers", page),
            "snap_to_words": QCheckBox("a drag selects whole words", page),
            "restore": QCheckBox("open the last article at the start", page),
            "keep_text": QCheckBox("keep the article's text in the file of annotations", page),
        }
        form = QFormLayout(page)
        form.addRow("Your name (names your layer):", self.annotator)
        form.addRow("Colours:", self.theme)
        form.addRow(tr("Density:"), self.density)
        form.addRow(self.has_own_font, self.font_box)
        form.addRow("Size of the text:", self.size_box)
        form.addRow("Characters a line:", self.width_box)
        for name, box in self.boxes.items():
            box.setChecked(getattr(wanted, name))
            form.addRow("", box)
        hint = PlainLabel(
            "Without the text (for copyright), a changed article is matched by quotations and their context.", page
        )
        hint.setWordWrap(True)
        form.addRow("", hint)
        return page

    def _keys_page(self) -> QWidget:
        actions = self._actions
        page = QWidget(self)
        self.keys = QTableWidget(len(actions.rows), 2, page)
        self.keys.setObjectName("keys_table")
        self.keys.setHorizontalHeaderLabels(["Action", "Key"])
        self.keys.verticalHeader().hide()
        self.keys.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.keys.setTabKeyNavigation(False)
        for line, row in enumerate(actions.rows.values()):
            name = QTableWidgetItem(f"{row.menu.removeprefix('-').replace('/', ' ▸ ')} ▸ {row.shown}")
            name.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            name.setData(Qt.ItemDataRole.UserRole, row.id)
            self.keys.setItem(line, 0, name)
            keys = actions.keys_of(row)
            self.keys.setItem(line, 1, QTableWidgetItem(keys[0] if keys else ""))
        column = QVBoxLayout(page)
        column.addWidget(PlainLabel("Write a key as C, Shift+C, Ctrl+K or F7; empty: none.", page))
        column.addWidget(self.keys)
        return page

    # -- taking it over --------------------------------------------------------------

    def _accept(self) -> None:
        keys, problem = self._own_keys()
        if problem:
            self.problem.setText(problem)
            return
        name = self.annotator.text().strip()
        ticks: dict[str, Any] = {setting: box.isChecked() for setting, box in self.boxes.items()}
        wanted = self._preferences.preferences._replace(
            annotator=name,
            theme=self.theme.currentData(),
            density=self.density.currentData(),
            font=self.font_box.currentFont().family() if self.has_own_font.isChecked() else "",
            font_size=0 if self.size_box.value() == POINTS else self.size_box.value(),
            column_width=self.width_box.value(),
            keys=keys,
            **ticks,
        )
        self.accept()
        self._preferences.take(wanted)
        if name and nearest_id(name) != self._annotator:
            self.named.emit(nearest_id(name))

    def _own_keys(self) -> tuple[dict[str, str], str]:
        """The keys that differ from the table's, and a sentence if something is wrong with them."""
        actions = self._actions
        own, taken = {}, dict[tuple[bool, str], str]()
        for line in range(self.keys.rowCount()):
            name, typed = self.keys.item(line, 0), self.keys.item(line, 1)
            if name is None or typed is None:
                continue
            row = actions.rows[name.data(Qt.ItemDataRole.UserRole)]
            key, problem = spelled(typed.text())
            if problem:
                return {}, problem
            place = (row.needs == "review", key)  # in a review keys have meanings of their own
            if key and place in taken:
                return {}, f"{key} is given to two actions: {taken[place]} and {row.shown}."
            taken[place] = row.shown
            if key.isalpha() and key in RESERVED_KEYS and row.id.startswith("tag."):
                return {}, f"{key} belongs to a command; choose another key for {row.shown}."
            if key != (row.keys[0] if row.keys else ""):
                own[row.id] = key
        return own, ""


def _choice(page: QWidget, values: Sequence[str], wanted: str) -> QComboBox:
    """A box of a preference's values, in words."""
    box = QComboBox(page)
    for value in values:
        box.addItem(tr(_WORDS[value]), value)
    box.setCurrentIndex(values.index(wanted))
    return box


def spelled(typed: str) -> tuple[str, str]:
    """A key as the actions table spells it, and a sentence if it is none."""
    typed = typed.strip()
    if not typed:
        return "", ""
    sequence = QKeySequence(typed)
    portable = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    if sequence.isEmpty() or "," in portable.removesuffix(",") or not portable:
        return "", f'"{typed}" is no key. Write it as C, Shift+C, Ctrl+K or F7.'
    names = {"Return": "Enter", "Del": "Delete"}
    if portable.endswith("+"):  # the key + itself
        return portable, ""
    head, plus, last = portable.rpartition("+")
    return f"{head}{plus}{names.get(last, last)}", ""
