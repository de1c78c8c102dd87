"""F1: the sheet of keys, made from the actions table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QVBoxLayout

from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.commands.action_set import ActionSet

GESTURES = (
    ("Select words", "drag · Ctrl+drag for exact · double-click"),
    ("Select a sentence", "triple-click"),
    ("Select by keys", "Shift+arrows · Ctrl+Shift+arrows"),
    ("Tag each selection until Esc", "double-click a tag's button"),
    (marked("Move an edge of the current annotation"), marked("drag its handle · Ctrl+drag for exact")),
    (marked("Say who speaks"), marked("click the ? or the name beside the quote")),
    (marked("Choose several annotations"), marked("Shift+click, Ctrl+click in the table")),
    (marked("Open the menu of what is chosen"), marked("right button · Menu key")),
)
IN_MODES = (
    ("EDGE: move by a character, by a word", "← → · Ctrl+← Ctrl+→"),
    ("EDGE: next natural edge, sentence", "E Shift+E · Home End"),
    ("EDGE: keep, put back", "Enter · Esc"),
    (marked("LINK: accept, add to those it has"), "Enter · Shift+Enter"),
    ("LINK: another person, another role", "↑ ↓ digits letters · ← →"),
    ("LINK: not stated, leave", "0 · Esc"),
    ("NOTE: keep and return", "Esc"),
    (marked("SUGGEST: make all of it"), "Enter"),
    (marked("SUGGEST: the quote alone, another speaker"), marked("the quote’s key · L")),
    (marked("SUGGEST: another mode, not stated"), marked("digits · 0")),
    (marked("SUGGEST: no quotation, the next one, leave"), marked("Delete or Backspace · N U · Esc")),
    (marked("SAME: leave one out, tag the others"), marked("Space · Enter")),
    (marked("Review: the reason for a rejection"), marked("R, then a digit, or letters and Enter")),
    ("Review: another tag, another value", "Shift+tag key · Alt+digit"),
)


_MOUSE, _MODES = marked("With the mouse and the arrows"), marked("In the modes")
_FIRST = (*("Annotate", _MOUSE, "Annotate/Values", "Annotate/Change tag", "Annotate/Select", "Annotate/Go", _MODES),)
"""The groups that stand first, whatever the order of the menus: the keys of the work itself, tags at the head."""


def _title(menu: str) -> str:
    """The name of a group: of a menu and its submenu, from their path in the table of actions."""
    return " ▸ ".join(map(tr, menu.split("/")))


class KeySheet(QDialog):
    """All actions and gestures with their keys, those of tagging first; typing filters them."""

    def __init__(self, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("key_sheet")
        self.setWindowTitle("Keys")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 560, 640)
        self.words = QLineEdit(self)
        self.words.setPlaceholderText("find a key or an action…")
        self.words.textChanged.connect(self._filter)
        self.tree = QTreeWidget(self)
        self.tree.setObjectName("keys_of_actions")
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels(["Do", "Key"])
        self.tree.setRootIsDecorated(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.tree)
        self._fill(actions)

    def _fill(self, actions: ActionSet) -> None:
        groups: dict[str, list[tuple[str, str]]] = {_title(name): [] for name in _FIRST}
        for row in sorted(actions.rows.values(), key=lambda row: not row.id.startswith("tag.")):
            keys = "  ".join(shown_key(key) for key in actions.keys_of(row))
            groups.setdefault(_title(row.menu.removeprefix("-")), []).append((row.shown, keys))
        for title, told in ((_MOUSE, GESTURES), (_MODES, IN_MODES)):
            groups[tr(title)] += [(tr(words), tr(keys)) for words, keys in told]
        for name, lines in groups.items():
            group = QTreeWidgetItem(self.tree, [name, ""])
            font = group.font(0)
            font.setBold(True)
            group.setFont(0, font)
            for line in lines:
                QTreeWidgetItem(group, list(line))
        self.tree.expandAll()

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        for n in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(n)
            if group is not None:
                fits = [_fit(group, group.child(row), words) for row in range(group.childCount())]
                group.setHidden(not any(fits))


def _fit(group: QTreeWidgetItem, item: QTreeWidgetItem | None, words: list[str]) -> bool:
    """Show a line if it holds all the words, and say whether."""
    if item is None:
        return False
    line = f"{group.text(0)} {item.text(0)} {item.text(1)}".casefold()
    is_shown = all(word in line for word in words)
    item.setHidden(not is_shown)
    return is_shown


def shown_key(key: str) -> str:
    """A key as this system writes it."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) or key
