"""F1: the sheet of keys, in groups beside each other; typing filters them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QScrollBar, QVBoxLayout

from analyst_app.ui.commands.key_columns import KeyColumns
from analyst_app.ui.commands.key_groups import KeyGroup, found, key_groups
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.widgets.theme import Looks

_MOVES = {
    Qt.Key.Key_Up.value: QScrollBar.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down.value: QScrollBar.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_PageUp.value: QScrollBar.SliderAction.SliderPageStepSub,
    Qt.Key.Key_PageDown.value: QScrollBar.SliderAction.SliderPageStepAdd,
}


class KeySheet(QDialog):
    """All actions and gestures with their keys, those of tagging first. What does not hold now is faint.

    Args:
        actions: whose keys are shown.
        looks: colours and sizes.
        parent: the window.
    """

    def __init__(self, actions: ActionSet, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("key_sheet")
        self.setWindowTitle(tr("Keys"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sizes = looks.sizes
        fit_dialog(self, sizes.width("key_sheet"), sizes.height("key_sheet"))
        self._groups = key_groups(actions)
        self.shown: list[KeyGroup] = []
        """The groups as they are filtered now."""
        self.words = QLineEdit(self)
        self.words.setObjectName("key_filter")
        self.words.setPlaceholderText(tr("Find a key or a command"))
        self.words.setAccessibleName(tr("Find a key or a command"))
        self.words.setMaximumWidth(sizes.width("empty"))
        self._sign = self.words.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.words.textChanged.connect(self._filter)
        self.words.installEventFilter(self)
        self.told = PlainLabel("", self)
        self.told.setObjectName("key_sheet_told")
        self.told.setProperty("role", "muted")
        self.told.setWordWrap(True)
        self._columns, self._page, self._looks = KeyColumns(looks), QScrollArea(self), looks
        self._page.setFrameShape(QFrame.Shape.NoFrame)
        self._page.setWidgetResizable(True)
        self._page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page.setWidget(self._columns)
        self._columns.reached.connect(self._page.ensureWidgetVisible)
        head = QHBoxLayout()
        head.setContentsMargins(sizes.space(1), 0, 0, 0)
        head.setSpacing(sizes.space(3))
        head.addWidget(self.words, 2)
        head.addWidget(self.told, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(sizes.space(3),) * 4)
        column.setSpacing(sizes.space(2))
        column.addLayout(head)
        column.addWidget(self._page, 1)
        looks.changed.connect(self._dress)
        self._dress()
        self._filter("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field, which has no use for them, the arrows scroll."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        move = _MOVES.get(event.key())
        if move is None:
            return False
        self._page.verticalScrollBar().triggerAction(move)
        return True

    def _filter(self, typed: str) -> None:
        self.shown = found(self._groups, typed)
        self._columns.show_groups(self.shown)
        if not self.shown:
            self.told.setText(tr("No key and no command has “{words}”.", words=typed.strip()))
        elif typed.strip() or all(line.holds for group in self.shown for line in group.lines):
            self.told.setText(tr("Keys are changed in the preferences, or by Alt+Enter in the palette."))
        else:
            self.told.setText(tr("What cannot be used just now is grey."))

    def _dress(self) -> None:
        self._sign.setIcon(self._looks.colours.icon("find", "muted"))
        self.told.setFont(self._looks.sizes.font("secondary"))
