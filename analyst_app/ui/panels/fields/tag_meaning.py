"""The definition of a tag: whole, or one line and a button where the window is low."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from analyst_app.ui.panels.fields.field_row import mute
from analyst_app.ui.widgets.message import ElidedLabel
from analyst_app.ui.widgets.plain_label import WrappingLabel
from analyst_app.ui.widgets.theme import Looks
from analyst_app.wording import tr


class TagMeaning(QWidget):
    """Plain words that wrap.

    Args:
        looks: colours and sizes.
    """

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks = looks
        self._is_low = self._is_unfolded = False
        self.whole = WrappingLabel()
        self.whole.setObjectName("inspector_meaning")
        self.whole.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.line = ElidedLabel()
        self.line.setObjectName("inspector_meaning_line")
        self.full = QPushButton(tr("Full rule"))
        self.full.setObjectName("inspector_full_rule")
        self.full.setProperty("role", "link")
        self.full.setCheckable(True)
        self.full.setAutoDefault(False)
        self.full.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.full.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.full.toggled.connect(self._unfold)
        folded = QHBoxLayout()
        folded.addWidget(self.line, 1)
        folded.addWidget(self.full)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.whole)
        column.addLayout(folded)
        looks.changed.connect(self._take_looks)
        self._take_looks()
        self._fold()

    def show_words(self, words: str) -> None:
        """Show what a tag means; a rule that was unfolded is folded again with the next tag."""
        if words != self.whole.text():
            self.full.setChecked(False)
        self.whole.setText(words)
        self.line.setText(words)
        self._fold()

    def set_low(self, is_low: bool) -> None:
        """Take one line and a button, or all the lines that it needs."""
        if is_low != self._is_low:
            self._is_low = is_low
            self._fold()

    def _unfold(self, is_wanted: bool) -> None:
        self._is_unfolded = is_wanted
        self._fold()

    def _fold(self) -> None:
        is_folded = self._is_low and not self._is_unfolded
        self.whole.setVisible(not is_folded)
        self.line.setVisible(is_folded)
        self.full.setVisible(self._is_low and bool(self.whole.text()))

    def _take_looks(self) -> None:
        for label in (self.whole, self.line):
            mute(label, self._looks)
        self.full.setFont(self._looks.sizes.font("secondary"))
