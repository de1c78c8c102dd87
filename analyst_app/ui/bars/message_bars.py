"""Messages to the person: bars over the bottom of the article, one for each matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from analyst_app.errors import AnalystError, sentence
from analyst_app.session.faults import reason
from analyst_app.ui.bars.cap_button import CapButton
from analyst_app.ui.bars.floating import FloatingCard
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.ui.widgets.second_click import SecondClick
from analyst_app.wording import shortened, tr, visible

if TYPE_CHECKING:
    from analyst_app.ui.widgets.message import BarChoice
    from analyst_app.ui.widgets.theme import Looks

_MOST_SHOWN = 4_000
"""Characters of a bar, more than any of our own sentences: they name what stands in files."""
_AGAIN = 1_000
"""Milliseconds after which a bar that somebody attends to is looked at again."""


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

    def __init__(self, words: str, seconds: float, of_article: bool, holds_up: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.seconds = seconds
        """It goes by itself after so long; 0: it stays."""
        self.of_article = of_article
        """It goes when another article is opened."""
        self.holds_up = holds_up
        """Work waits for its answer: no later bar is seen before it."""
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(16, 6, 6, 6)
        self._label = _WholeLabel(_breakable(words), self)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row.addWidget(self._label, 1)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch()
        self._row.addLayout(self._buttons)

    def add(self, button: QWidget) -> None:
        """Put a button at the end of the row."""
        self._buttons.addWidget(button)

    def put_before_cross(self, button: QWidget) -> None:
        """Put a button before the last."""
        self._buttons.insertWidget(self._buttons.count() - 1, button)

    def wanted_width(self) -> int:
        """The width that shows all words on one line, pixels."""
        margins = self._row.contentsMargins()
        words = self._label.fontMetrics().horizontalAdvance(self._label.text()) + self._row.spacing()
        return words + self._buttons.sizeHint().width() + margins.left() + margins.right() + 2

    def height_for(self, width: int) -> int:
        """The height at a width, with the buttons where they fit, pixels."""
        is_wide = self.wanted_width() <= width or self._buttons.sizeHint().width() * 2 <= width
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
        self._label.setMinimumHeight(0)  # that of another width
        return self._row.totalHeightForWidth(width)


class MessageBars(FloatingCard):
    """Words to the person over the bottom of the article, one bar for each matter.

    A new word on a matter replaces the old. One is seen at a time, the latest first, unless an earlier one holds up
    work; those before it come again when it goes. It stays until it is closed, for most say that something failed. One
    that is given seconds goes by itself, but not while the mouse is over it or the keyboard in it.

    Args:
        looks: colours and sizes.
        parent: the widget that they float over.
    """

    check_wanted = Signal(object)
    """The files of an article, or of a folder, are to be checked: its Path."""
    closed = Signal(str)
    """A person closed the bar on a matter by its cross, and took none of its choices."""
    told = Signal(str)
    """A bar with these words came."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(looks, parent)
        self.setObjectName("message_bars")
        self._bars: dict[str, _Bar] = {}
        """The one that came last stands last, and is seen."""
        self._second_click = SecondClick(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._others = QToolButton(self)
        self._others.setObjectName("other_bars")
        self._others.setAutoRaise(True)
        self._others.setToolTip(tr("Show the next message"))
        self._others.clicked.connect(self._turn)
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._expire)

    def show_bar(
        self,
        matter: str,
        words: str,
        choices: Sequence[BarChoice] = (),
        *,
        seconds: float = 0,
        of_article: bool = True,
        holds_up: bool = False,
    ) -> None:
        """Show a bar.

        Args:
            matter: what it is about; names the bar (``bar_<matter>``).
            words: one or two sentences.
            choices: buttons; each closes the bar, then acts.
            seconds: closes it by itself when it was seen so long; 0: it stays.
            of_article: it goes when another article is opened; False: it is about the folder, or the program.
            holds_up: nothing is saved until it is answered, so what is said later waits behind it.
        """
        self._drop(matter)
        words = visible(shortened(words, _MOST_SHOWN))
        bar = _Bar(words, seconds, of_article, holds_up, self)
        bar.setObjectName(f"bar_{matter}")
        bar.setAccessibleName(words)
        for name, act in choices:
            bar.add(self._button(bar, matter, name, act))
        bar.add(self._closer(bar, matter))
        self._bars[matter] = bar
        self._bars = dict(sorted(self._bars.items(), key=lambda item: item[1].holds_up))
        self._column.addWidget(bar)
        self._show_last()
        self.told.emit(words)

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
        if self._drop(matter):
            self._show_last()

    def hide_all(self) -> None:
        """Take all bars away."""
        for matter in list(self._bars):
            self._drop(matter)
        self._show_last()

    def hide_of_article(self) -> None:
        """Take away what is about an article; what was said of the folder or of the program stays."""
        for matter in [matter for matter, bar in self._bars.items() if bar.of_article]:
            self._drop(matter)
        self._show_last()

    def words(self, matter: str) -> str:
        """The words of the bar on a matter; empty if there is none."""
        bar = self._bars.get(matter)
        return bar.accessibleName() if bar is not None else ""

    def wanted_width(self) -> int:
        bar = self._seen
        return bar.wanted_width() + 2 * self.shadow if bar is not None else 0

    def height_for(self, width: int) -> int:
        bar, around = self._seen, 2 * self.shadow
        needed = bar.height_for(width - around) if bar is not None else 0
        return max(needed, self._looks.sizes.height("toast")) + around

    # -- inside --------------------------------------------------------------------------

    @property
    def _seen(self) -> _Bar | None:
        return next(reversed(self._bars.values()), None)

    def _drop(self, matter: str) -> bool:
        bar, focus = self._bars.pop(matter, None), QApplication.focusWidget()
        if bar is not None:
            if focus is not None and bar.isAncestorOf(focus):
                self.left.emit()
            if bar.isAncestorOf(self._others):
                self._others.setParent(self)
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        return bar is not None

    def _show_last(self) -> None:
        """Show the bar that came last, and how many wait behind it."""
        last = self._seen
        for bar in self._bars.values():
            bar.setVisible(bar is last)
        if last is not None:
            waiting = len(self._bars) - 1
            self._others.setText(tr("{n} more|{n} more", waiting))
            last.put_before_cross(self._others)
            self._others.setVisible(waiting > 0)
            self._clock.stop()
            if last.seconds:
                self._clock.start(round(last.seconds * 1000))
        self.wish(last is not None)

    def _turn(self) -> None:
        """Show the next that waits."""
        first = next(iter(self._bars), "")
        self._bars[first] = self._bars.pop(first)
        self._show_last()

    def _expire(self) -> None:
        matter = next(reversed(self._bars), "")
        if self.is_attended:
            self._clock.start(_AGAIN)
        else:
            self.hide_bar(matter)

    def _button(self, bar: QWidget, matter: str, name: str, act: Callable[[], object]) -> QPushButton:
        button = CapButton(self._looks, bar)
        button.setText(name.replace("&", "&&"))
        button.setAutoDefault(False)

        def clicked() -> None:
            self.hide_bar(matter)
            act()

        button.clicked.connect(clicked)
        self._second_click.watch(button)
        return button

    def _closer(self, bar: QWidget, matter: str) -> QToolButton:
        closer = QToolButton(bar)
        closer.setText("✕")
        closer.setAutoRaise(True)
        closer.setAccessibleName(tr("Close"))
        closer.setToolTip(tr("Close"))

        def clicked() -> None:
            self.hide_bar(matter)
            self.closed.emit(matter)

        closer.clicked.connect(clicked)
        self._second_click.watch(closer)
        return closer


def _breakable(words: str) -> str:
    """Words in which a very long name may go over lines, so that the window need not grow with it."""
    return re.sub(r"(\S{40})(?=\S)", "\\1\N{ZERO WIDTH SPACE}", words)
