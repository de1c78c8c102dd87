"""The head of the import's dialog: its buttons, and how the file of the current row is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from analyst_app.importers.files import ImportChoice
from analyst_app.importers.news.news_database import rules
from analyst_app.ui.files.encoding_dialog import ENCODINGS
from analyst_app.ui.widgets.flow_layout import FlowLayout
from analyst_app.wording import tr

_LETTERS = 22
"""Letters of a choice that a box shows while it is shut."""


def import_button(name: str, words: str, act: Callable[[], object], parent: QWidget) -> QPushButton:
    """A button; while it has the focus, Return presses it instead of the one that imports."""
    button = QPushButton(words, parent)
    button.setObjectName(name)
    button.setAutoDefault(True)
    button.clicked.connect(lambda: act())
    return button


class ImportHead(QWidget):
    """Buttons and two boxes, in as many lines as they need. Each file has its own choice, at first as found."""

    chosen = Signal()
    """The person wants the file of the current row read in another way."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = FlowLayout(self)
        self._shown: Path | None = None
        self._choices: dict[Path, tuple[str, str]] = {}
        """Codec and rule for news databases, by file, where a person chose one."""
        self.rules: dict[Path, dict[str, Any]] = {}
        """The rules that a person chose for the columns of tables."""
        self.encoding = self._box("import_encoding", tr("Encoding"))
        self.encoding.addItem(tr("encoding as found"), "")
        for codec, name in ENCODINGS:
            self.encoding.addItem(tr(name), codec)
        self.split = self._box("import_split", tr("News databases"))
        self.split.addItem(tr("split exports of news databases"), "auto")
        self.split.addItem(tr("never split"), "none")
        for rule_id, rule in rules().items():
            self.split.addItem(tr("split as {rule}", rule=rule["name"]), rule_id)

    def add(self, *buttons: QPushButton) -> None:
        """Put the buttons first, then the boxes."""
        for widget in (*buttons, self.encoding, self.split):
            self._row.addWidget(widget)
            if isinstance(widget, QComboBox):
                self.setTabOrder(buttons[-1] if widget is self.encoding else self.encoding, widget)

    def show_file(self, path: Path | None) -> None:
        """Show how a file is read; None: nothing can be chosen."""
        self._shown = path
        for box, value in zip((self.encoding, self.split), self._of(path), strict=True):
            box.setCurrentIndex(box.findData(value))
            box.setEnabled(path is not None)

    def choice(self, path: Path) -> ImportChoice:
        """The way in which a file is to be read."""
        encoding, split = self._of(path)
        return ImportChoice(encoding=encoding, split=split, rules=self.rules.get(path))

    def forget(self, paths: Iterable[Path]) -> None:
        """Read files as found: they are new in the list."""
        for path in paths:
            self._choices.pop(path, None)

    def _of(self, path: Path | None) -> tuple[str, str]:
        return self._choices.get(path, ("", "auto")) if path is not None else ("", "auto")

    def _box(self, name: str, words: str) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(words)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(_LETTERS)
        box.activated.connect(self._choose)
        return box

    def _choose(self) -> None:
        if self._shown is not None:
            self._choices[self._shown] = (self.encoding.currentData(), self.split.currentData())
            self.chosen.emit()
