"""Examples or counterexamples of a tag: sentences as the article shows them, each with its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QInputDialog, QPushButton, QToolButton, QVBoxLayout, QWidget

from analyst_app.core.codebook import example_words
from analyst_app.corpus.codebook_editing import place_of
from analyst_app.ui.article.sample_sentence import SampleSentence
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.ui.widgets.theme import Looks, TagLook, Theme
from analyst_app.wording import tr


class ExampleRows(QWidget):
    """The list, and the buttons that add one.

    Args:
        looks: colours and sizes.
        name: examples or counterexamples.
        parent: as ever.
    """

    edited = Signal(object)
    """All examples as they are to be."""
    selection_wanted = Signal()
    """The passage that is selected in the article is to be added."""
    chosen = Signal(object)
    """An example was clicked: as the codebook has it."""

    def __init__(self, looks: Looks, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self.examples: list[Any] = []
        self.setObjectName(f"codebook_{name}")
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(looks.sizes.space(0))
        foot = QHBoxLayout()
        for words, key, act in (
            (tr("+ Add from the article’s selection"), f"codebook_add_{name}", self.selection_wanted.emit),
            (tr("+ Write one…"), f"codebook_write_{name}", self._write),
        ):
            button = QPushButton(words, self)
            button.setObjectName(key)
            button.setProperty("role", "link")
            button.clicked.connect(act)
            foot.addWidget(button)
        foot.addStretch(1)
        self._column.addLayout(foot)

    def show_examples(self, examples: list[Any], look: Callable[[Theme], TagLook]) -> None:
        """Show examples.

        Args:
            examples: as the codebook has them.
            look: the tag's look in a theme.
        """
        self.examples = list(examples)
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        for number, example in enumerate(self.examples):
            row = self._row(number, example, look)
            self._rows.append(row)
            self._column.insertWidget(number, row)
            row.show()

    def _row(self, number: int, example: Any, look: Callable[[Theme], TagLook]) -> QWidget:
        page = QWidget(self)
        sentence = _Sentence(self._looks, page)
        sentence.show_words(example_words(example), look)
        place = place_of(example)
        if place is not None:
            sentence.setToolTip(plain_tip(tr("In {article}: click to go there", article=place.article)))
            sentence.setCursor(Qt.CursorShape.PointingHandCursor)
        sentence.clicked.connect(lambda: self.chosen.emit(example))
        remove = QToolButton(page)
        remove.setText("×")
        remove.setObjectName(f"{self.objectName()}_{number}_remove")
        remove.setAccessibleName(tr("Remove the example"))
        remove.clicked.connect(lambda: self.edited.emit([*self.examples[:number], *self.examples[number + 1 :]]))
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(sentence, 1)
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return page

    def _write(self) -> None:
        words, is_given = QInputDialog.getText(
            self, tr("Write an example"), tr("A sentence with the span in brackets: He said [we stay].")
        )
        if is_given and words.strip():
            self.edited.emit([*self.examples, words.strip()])


class _Sentence(SampleSentence):
    """A sentence that can be clicked."""

    clicked = Signal()

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(looks, lambda: looks.colours, is_small=True, parent=parent)
        self.setMinimumHeight(self.minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(0, super().sizeHint().height())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
