"""Words to the person: bars above the article, boxes for questions. Always plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from analyst_app.errors import AnalystError, sayable, sentence
from analyst_app.session.faults import reason
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.ui.widgets.second_click import SecondClick
from analyst_app.wording import tr, visible

__all__ = ["PlainLabel"]

BarChoice = tuple[str, Callable[[], object]]
"""The words of a button, and the function that it calls."""


_RIGHT = Qt.TextElideMode.ElideRight


class ElidedLabel(PlainLabel):
    """A plain label that is cut with an ellipsis instead of asking for room."""

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._kept: Sequence[str] = ()

    def keep(self, ends: Sequence[str]) -> None:
        """Name ends of the words that are worth more than what stands before them.

        Args:
            ends: the longest first; the first that takes no more than three quarters of the room is not cut.
        """
        self._kept = ends
        self.update()

    @property
    def seen(self) -> str:
        """The words as far as there is room for them."""
        words, metrics, room = self.text(), QFontMetrics(self.font()), self.width()
        if metrics.horizontalAdvance(words) <= room:
            return words
        for end in self._kept:
            taken = metrics.horizontalAdvance(end)
            if words.endswith(end) and 4 * taken <= 3 * room:
                return _closed(metrics.elidedText(words.removesuffix(end), _RIGHT, room - taken)) + end
        return metrics.elidedText(words, _RIGHT, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.rect(),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft),
            self.palette(),
            self.isEnabled(),
            self.seen,
            self.foregroundRole(),
        )


class _WholeLabel(PlainLabel):
    """Words over as many lines as they need; where room is scarce, a column of bars would cut them."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self.setWordWrap(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setMinimumHeight(0)  # the height for a width would count it
            self.setMinimumHeight(self.heightForWidth(event.size().width()))


class _Bar(QFrame):
    """Words and, beside them, buttons; below them where the words would have less than half the width."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(12, 6, 6, 6)
        label = _WholeLabel(_breakable(words), self)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row.addWidget(label, 1)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch()
        self._row.addLayout(self._buttons)

    def add(self, button: QWidget) -> None:
        """Put a button at the end of the row."""
        self._buttons.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self._buttons.sizeHint().width() * 2 <= event.size().width()
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        if way != self._row.direction():
            self._row.setDirection(way)


class MessageBars(QWidget):
    """Bars above the article, one for each matter; a new word on a matter replaces the old."""

    check_wanted = Signal(object)
    """The files of an article, or of a folder, are to be checked: its Path."""
    closed = Signal(str)
    """A person closed the bar on a matter by its cross, and took none of its choices."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bars")
        self._bars: dict[str, QFrame] = {}
        self._stood: dict[str, int] = {}
        """The places of bars that were taken away: one that comes again stands there, under the same pointer."""
        self._second_click = SecondClick(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setVisible(False)

    def show_bar(self, matter: str, words: str, choices: Sequence[BarChoice] = (), *, seconds: float = 0) -> None:
        """Show a bar.

        Args:
            matter: what it is about; names the bar (``bar_<matter>``).
            words: one or two sentences.
            choices: buttons; each closes the bar, then acts.
            seconds: closes it by itself after so long; 0: stays.
        """
        self.hide_bar(matter)
        words = visible(words)
        bar = _Bar(words, self)
        bar.setObjectName(f"bar_{matter}")
        for name, act in choices:
            bar.add(self._button(bar, matter, name, act))
        bar.add(self._closer(bar, matter))
        self._bars[matter] = bar
        last = self._column.count()
        self._column.insertWidget(min(self._stood.pop(matter, last), last), bar)
        self.setVisible(True)
        bar.setAccessibleName(words)
        if seconds:
            QTimer.singleShot(int(seconds * 1000), bar, lambda: self._expire(matter, bar))

    def report(self, matter: str, error: Exception, file: Path | None = None) -> None:
        """Say in a bar what went wrong.

        Args:
            matter: names the bar.
            error: of ours, of the system, or a mistake of the program's own.
            file: what it came up with, which can be checked; without one, a mistake of the program's own is raised.
        """
        if isinstance(error, AnalystError | OSError):
            self.show_bar(matter, sentence(error))
        elif file is None:
            raise error
        else:
            self.offer_check(matter, reason(error, file), file)

    def offer_check(self, matter: str, words: str, file: Path) -> None:
        """Say what went wrong with a file, and offer to check it.

        Args:
            matter: names the bar.
            words: name the file.
            file: an article, or a folder of some.
        """
        self.show_bar(matter, words, [(tr("Check…"), lambda: self.check_wanted.emit(file))])

    def hide_bar(self, matter: str) -> None:
        """Take a bar away, if it is there."""
        bar = self._bars.pop(matter, None)
        if bar is not None:
            self._stood[matter] = self._column.indexOf(bar)
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self.setVisible(bool(self._bars))

    def hide_all(self) -> None:
        """Take all bars away."""
        for matter in list(self._bars):
            self.hide_bar(matter)
        self._stood.clear()

    def words(self, matter: str) -> str:
        """The words of the bar on a matter; empty if there is none."""
        bar = self._bars.get(matter)
        return bar.accessibleName() if bar is not None else ""

    def _expire(self, matter: str, bar: QFrame) -> None:
        if self._bars.get(matter) is bar:
            self.hide_bar(matter)

    def _button(self, bar: QFrame, matter: str, name: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(name.replace("&", "&&"), bar)
        button.setAutoDefault(False)

        def clicked() -> None:
            self.hide_bar(matter)
            act()

        button.clicked.connect(clicked)
        self._second_click.watch(button)
        return button

    def _closer(self, bar: QFrame, matter: str) -> QToolButton:
        closer = QToolButton(bar)
        closer.setText("✕")
        closer.setAutoRaise(True)
        closer.setAccessibleName("Close")
        closer.setToolTip("Close")

        def clicked() -> None:
            self.hide_bar(matter)
            self.closed.emit(matter)

        closer.clicked.connect(clicked)
        self._second_click.watch(closer)
        return closer


def ask(parent: QWidget, title: str, words: str, choices: Sequence[str]) -> str:
    """Ask a question in a box and wait for the answer.

    Args:
        parent: window that the box belongs to.
        title: of the box.
        words: the question.
        choices: what the buttons say; the first is the usual one, the last is
            also what Esc and closing the box mean.
    """
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setObjectName("question")
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(visible(words))
    buttons = [box.addButton(name, QMessageBox.ButtonRole.ActionRole) for name in choices]
    box.setDefaultButton(buttons[0])
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


def _breakable(words: str) -> str:
    """Words in which a very long name may go over lines, so that the window need not grow with it."""
    return re.sub(r"(\S{40})(?=\S)", "\\1\N{ZERO WIDTH SPACE}", words)


_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, what embeds, overrides or isolates a direction, and halves of letters."""


def shown_words(words: str) -> str:
    """Words of an article on a line of a table, as they are: also with joiners, soft hyphens and private letters.

    Only what would act on the words around them is shown as a replacement character.
    """
    return _ACTING.sub("\N{REPLACEMENT CHARACTER}", words)


def shown_name(name: str) -> str:
    """A file name as it can be shown: no control characters or bidi overrides; bytes that are no text as %XX."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in sayable(name))
