"""A list that opens over the window and is answered by one key: a digit, or letters and Enter; Esc leaves it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from analyst_app.ui.bars.popup_rows import CAP, NAME, PopupRow
from analyst_app.ui.commands.keys import Key, KeyReader
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.ui.widgets.own_viewport import put_viewport_in
from analyst_app.wording import tr, visible

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks

_MOST_ROWS = 14


class Choice(NamedTuple):
    """One entry of the list."""

    id: str
    """Handed to whoever asked; may be empty."""
    words: str
    digit: int | None = None
    """The digit key that picks it; None: it has none."""


def numbered(ids_and_words: Sequence[tuple[str, str]]) -> list[Choice]:
    """The entries with the digits 1 to 9, as far as these last."""
    return [
        Choice(one_id, words, number if number <= 9 else None)
        for number, (one_id, words) in enumerate(ids_and_words, 1)
    ]


class PickList(QFrame):
    """Asks one question at a time. While it is open it has the keyboard, and nothing behind it acts.

    A digit picks at once. Letters choose the first entry of which a word begins with what was typed; Enter picks what
    is chosen, and what was typed if no entry begins so and the arrows have chosen none since. A held key acts once,
    but the arrows go on.

    Args:
        looks: colours and sizes.
        parent: what asks.
    """

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("pick_list")
        self.setProperty("role", "popup")
        self._looks = looks
        self._reader = KeyReader()
        self._choices: list[Choice] = []
        self._answer: Callable[[str], object] | None = None
        self._typed = ""
        self._first = 0
        """The row that Enter picks at first."""
        self.question = PlainLabel("", self)
        self.question.setObjectName("pick_question")
        self.question.setWordWrap(True)
        self.list = QListWidget(self)
        self.list.setObjectName("pick_entries")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setProperty("role", "floating")
        put_viewport_in(self.list).setAutoFillBackground(False)
        self.list.setItemDelegate(PopupRow(looks, self.list))
        self.list.itemClicked.connect(lambda item: self._pick(self.list.row(item)))
        self.typed = PlainLabel("", self)
        self.typed.setObjectName("pick_typed")
        self.typed.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[looks.sizes.space(1)] * 4)
        column.setSpacing(looks.sizes.space(0))
        for part in (self.question, self.list, self.typed):
            column.addWidget(part)
        self.setFixedWidth(looks.sizes.width("pick_list"))

    def ask(
        self, question: str, choices: Sequence[Choice], answer: Callable[[str], object], *, place: QPoint, chosen: str
    ) -> None:
        """Open the list.

        Args:
            question: stands above it.
            choices: its entries.
            answer: called with the id of what was picked, or with what was typed instead; not if it is left.
            place: where its upper left corner goes, on the screen.
            chosen: id of the entry that Enter picks at first.
        """
        self._choices, self._answer, self._typed = list(choices), answer, ""
        self.question.setText(question)
        self.list.clear()
        for choice in self._choices:
            item = QListWidgetItem(_line(choice), self.list)
            item.setData(NAME, visible(choice.words))
            item.setData(CAP, str(choice.digit) if choice.digit is not None else "")
        ids = [choice.id for choice in self._choices]
        self._first = ids.index(chosen) if chosen in ids else 0
        self.list.setCurrentRow(self._first)
        self.setAccessibleName(question)
        rows = min(len(self._choices), _MOST_ROWS)
        self.list.setFixedHeight(rows * self._looks.sizes.height("popup_row"))
        self._show_typed()
        self._fit()
        self.move(self._fitted(place))
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._reader.release(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self._reader.read(event)
        row, last = self.list.currentRow(), self.list.count() - 1
        moves = {"Up": row - 1, "Down": row + 1, "Home": 0, "End": last, "PgUp": 0, "PgDown": last}
        if key.name in moves:
            self.list.setCurrentRow(min(max(moves[key.name], 0), last))
            self._show_typed()
        elif key.is_repeat or not key.is_bare:
            return
        elif key.name == "Esc":
            self.hide()
        elif key.name == "Enter":
            self._take()
        elif key.name == "Backspace" or (key.name == "Delete" and self._typed):
            self._type(self._typed[:-1])
        elif key.digit is not None and not self._typed:
            self._pick(next((n for n, one in enumerate(self._choices) if one.digit == key.digit), -1))
        else:
            self._type(self._typed + _text_of(key))

    # -- inside ----------------------------------------------------------------

    def _type(self, words: str) -> None:
        self._typed = words.lstrip()
        found = self._found()
        if found is None:  # one's own words are picked then, and no entry
            found = -1 if self._typed else self._first
        self.list.setCurrentRow(found)
        self._show_typed()
        self._fit()  # words of one's own may take several lines
        self.move(self._fitted(self.pos()))

    def _found(self) -> int | None:
        """The first entry that begins with what was typed, else of which a word does; None if nothing was typed."""
        typed = self._typed.casefold()
        entries = [choice.words.casefold() for choice in self._choices] if typed else []
        firsts = (row for row, words in enumerate(entries) if words.startswith(typed))
        later = (row for row, words in enumerate(entries) if any(words.startswith(typed, at) for at in _starts(words)))
        return next(firsts, next(later, None))

    def _show_typed(self) -> None:
        if not self._typed:
            self.typed.setText(tr("a digit, or letters and Enter · Esc leaves"))
        elif self.list.currentRow() >= 0:
            self.typed.setText(visible(self._typed))
        else:
            self.typed.setText(tr("Enter takes your own words: {words}", words=self._typed))

    def _take(self) -> None:
        if self._typed and self.list.currentRow() < 0:
            self._end(self._typed.strip())
        else:
            self._pick(self.list.currentRow())

    def _pick(self, row: int) -> None:
        if 0 <= row < len(self._choices):
            self._end(self._choices[row].id)

    def _end(self, words: str) -> None:
        answer, self._answer = self._answer, None
        self.hide()  # first: what is answered must find the window as it was
        if answer is not None:
            answer(words)

    def _fit(self) -> None:
        """Be as high as all of it, which wraps."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(self.width()))

    def _fitted(self, place: QPoint) -> QPoint:
        """The place, moved so far that all of the list is on the screen."""
        screen = self.screen().availableGeometry()
        x = min(place.x(), screen.right() - self.width())
        y = min(place.y(), screen.bottom() - self.height())
        return QPoint(max(screen.left(), x), max(screen.top(), y))


def _line(choice: Choice) -> str:
    return visible(f"{choice.digit}  {choice.words}" if choice.digit is not None else f"    {choice.words}")


def _text_of(key: Key) -> str:
    return key.text if key.text.isprintable() else ""


def _starts(words: str) -> list[int]:
    """Places after anything that is no letter and no digit: a word may begin there."""
    return [place + 1 for place, one in enumerate(words) if not one.isalnum()]
