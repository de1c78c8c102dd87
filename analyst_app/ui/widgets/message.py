"""Words to the person: bars over the article, boxes for questions. Always plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QWidget,
)

from analyst_app.errors import sayable
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.wording import are_closed, visible

__all__ = ["PlainLabel"]

BarChoice = tuple[str, Callable[[], object]]
"""The words of a button, and the function that it calls."""


_RIGHT = Qt.TextElideMode.ElideRight
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


class ElidedLabel(PlainLabel):
    """A plain label that is cut with an ellipsis instead of asking for room."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._kept: Sequence[str] = ()
        self._seen: tuple[str, int, str] | None = None
        """Words, pixels of room, and what is seen of them there; it is asked for again and again."""

    def keep(self, ends: Sequence[str]) -> None:
        """Name ends of the words that are worth more than what stands before them.

        Args:
            ends: the longest first; the first that takes no more than three quarters of the room is not cut.
        """
        self._kept, self._seen = ends, None
        self.update()

    @property
    def seen(self) -> str:
        """The words as far as there is room for them."""
        words, room = self.text(), self.contentsRect().width()
        if self._seen is None or self._seen[:2] != (words, room):
            self._seen = words, room, self._cut(words, room)
        return self._seen[2]

    def changeEvent(self, event: QEvent) -> None:
        """In another type, there is room for other words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._seen = None

    def _cut(self, words: str, room: int) -> str:
        metrics = QFontMetrics(self.font())
        if metrics.horizontalAdvance(words) <= room:
            return words
        for end in self._kept:
            taken = metrics.horizontalAdvance(end)
            if words.endswith(end) and 4 * taken <= 3 * room:
                return _closed(metrics.elidedText(words.removesuffix(end), _RIGHT, room - taken)) + end
        return metrics.elidedText(words, _RIGHT, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawText(self.contentsRect(), _LEFT, self.seen)


def ask(parent: QWidget, title: str, words: str, choices: Sequence[str], *, usual: str = "") -> str:
    """Ask a question in a box and wait for the answer.

    Args:
        parent: window that the box belongs to.
        title: of the box.
        words: the question.
        choices: what the buttons say; the first is the usual one, the last is
            also what Esc and closing the box mean.
        usual: another choice that Return means.
    """
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setObjectName("question")
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(visible(words))
    buttons = [box.addButton(name, QMessageBox.ButtonRole.ActionRole) for name in choices]
    box.setDefaultButton(buttons[choices.index(usual) if usual else 0])
    box.setEscapeButton(buttons[-1])
    box.exec()
    clicked = box.clickedButton()
    answer = next((name for name, button in zip(choices, buttons, strict=True) if button is clicked), choices[-1])
    box.deleteLater()
    return answer


def tell(parent: QWidget, title: str, words: str) -> None:
    """Tell something in a box that waits for nothing."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setObjectName("told")
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.setText(visible(words))
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()


def _closed(words: str) -> str:
    """Words that were cut, with the end of a stretch that was set apart: what follows does not belong to it."""
    pop = "\N{POP DIRECTIONAL ISOLATE}"
    return words + pop * (words.count("\N{FIRST STRONG ISOLATE}") - words.count(pop))


_ACTING = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
"""Control characters, what embeds, overrides or isolates a direction, and halves of letters: none can be printed."""


_BLANKS = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
"""Stand in numbers of some languages: Python does not call them printable."""
_ISOLATES = "\u2066\u2067\u2068\u2069"
"""Stand in sentences of ours; they act on nothing outside where each is closed."""


def shown_words(words: str) -> str:
    """Words of an article on a line of a table, as they are: also with joiners, soft hyphens and private letters.

    Only what would act on the words around them is shown as a replacement character.
    """
    return words if words.isprintable() else re.sub(_ACTING, "\N{REPLACEMENT CHARACTER}", words)


def shown_name(name: str) -> str:
    """A file name, or a sentence with one, as it can be shown: nothing in it acts; bytes that are no text as %XX."""
    said = sayable(name)
    if said.isprintable():
        return said
    kept = _BLANKS + (_ISOLATES if are_closed(said) else "")
    return "".join(letter if letter.isprintable() or letter in kept else "\N{REPLACEMENT CHARACTER}" for letter in said)
