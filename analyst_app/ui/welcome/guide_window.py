"""Help ▸ Guide: the guide in a window of its own, beside the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from analyst_app.ui.welcome.guide_text import FIRST_PAGE, GuideText
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks

_SIZE = (860, 680)


class GuideWindow(QDialog):
    """The pages, a field to find words in them, and the way back to the first.

    Args:
        looks: colours and sizes.
        parent: the window.
    """

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("guide")
        self.setWindowTitle(tr("Guide"))
        fit_dialog(self, *_SIZE)
        self.text = GuideText(looks, self)
        self.back = QPushButton(tr("Back to the guide"), self)
        self.back.setObjectName("guide_back")
        self.back.setAutoDefault(False)
        self.words = QLineEdit(self)
        self.words.setObjectName("guide_find")
        self.words.setPlaceholderText(tr("Find in this page…"))
        self.words.setClearButtonEnabled(True)
        self.said = PlainLabel("", self)
        self.said.setObjectName("guide_said")
        self.said.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.words, 1)
        column = QVBoxLayout(self)
        column.addLayout(head)
        column.addWidget(self.text, 1)
        column.addWidget(self.said)
        self.back.clicked.connect(lambda _=False: self.text.show_page(FIRST_PAGE))
        self.words.textEdited.connect(lambda _: self._find_first())
        self.words.returnPressed.connect(self._find)
        self.text.page_shown.connect(self._show_name)
        self.text.refused.connect(self._say)
        for keys, act in (
            (QKeySequence.StandardKey.Find, self._to_field),
            (QKeySequence.StandardKey.FindNext, self._find),
            (QKeySequence.StandardKey.FindPrevious, lambda: self._find(back=True)),
        ):
            QShortcut(QKeySequence(keys), self, act)
        self._say("")
        self.text.show_page(FIRST_PAGE)
        self.text.setFocus()

    # -- inside ----------------------------------------------------------------

    def _show_name(self, page: str) -> None:
        self.back.setVisible(page != FIRST_PAGE)
        self._say("")

    def _to_field(self) -> None:
        self.words.setFocus()
        self.words.selectAll()

    def _find_first(self) -> None:
        """Look from where the page stands, so that each further letter keeps the place."""
        cursor = self.text.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.text.setTextCursor(cursor)
        self._find()

    def _find(self, *, back: bool = False) -> None:
        words = self.words.text()
        is_found = not words or self.text.find_words(words, back=back)
        self._say("" if is_found else tr("“{words}” is not on this page.", words=words))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
