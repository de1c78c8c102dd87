"""The status bar: mode, keys valid now, a word; counts and the state of saving."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStatusBar, QWidget

from analyst_app.ui.commands.modes import READ, REVIEW
from analyst_app.ui.widgets.message import ElidedLabel, PlainLabel
from analyst_app.wording import visible

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Theme

_WORD_SECONDS = 6
_STATE_WIDTH = 420
"""Pixels that the state of saving may take; a reason may be long."""


class _StateLabel(ElidedLabel):
    """As wide as its words, up to a limit; what is cut stands in the tool tip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(min(hint.width(), _STATE_WIDTH), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


class StatusBar(QStatusBar):
    """One line; everything in it is plain text. Words come through ``say``, which leaves mode and saving in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setSizeGripEnabled(False)
        line = QWidget(self)
        self.mode_chip = PlainLabel("READ", line)
        self.mode_chip.setObjectName("mode_chip")
        self.hints = ElidedLabel("", line)
        self.hints.setObjectName("key_hints")
        self.counts = PlainLabel("", line)
        self.counts.setObjectName("counts")
        self.save_state = _StateLabel(line)
        self.save_state.setObjectName("save_state")
        row = QHBoxLayout(line)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(12)
        row.addWidget(self.mode_chip)
        row.addWidget(self.hints, 1)
        row.addWidget(self.counts)
        row.addWidget(self.save_state)
        self.addWidget(line, 1)
        self._hint_words = ""
        self._work_words = ""
        self._counts_words = ""
        self._tally: str | None = None
        self.untagged: int | None = None
        """Quotations left to tag; None: not known."""
        self._word_timer = QTimer(self, singleShot=True)
        self._word_timer.timeout.connect(self._show_hints)

    def set_mode(self, name: str, hints: Sequence[str]) -> None:
        """Show the mode and the keys valid in it."""
        if name not in (self.mode_chip.text(), READ, REVIEW):
            self._word_timer.stop()  # what was said before must not hide the mode's keys
        self.mode_chip.setText(name)
        self._hint_words = "  ·  ".join(hints)
        if not self._word_timer.isActive():
            self._show_hints()

    def say(self, words: str) -> None:
        """Show a word in place of the hints, for some seconds; nothing takes back what was said."""
        if not words:
            self.forget_word()
            return
        self.hints.setText(words.replace("\n", " "))
        self.hints.setToolTip("")
        self.hints.setAccessibleName(visible(words))
        self._word_timer.start(_WORD_SECONDS * 1000)

    def set_work(self, words: str) -> None:
        """Show in place of the hints what is being worked on, as long as it lasts; empty: nothing."""
        self._work_words = words
        if not self._word_timer.isActive():
            self._show_hints()

    def forget_word(self) -> None:
        """Take back what was said: it was about an earlier command."""
        if self._word_timer.isActive():
            self._word_timer.stop()
            self._show_hints()

    def set_counts(self, words: str) -> None:
        """Show how many annotations there are, tag by tag."""
        self._counts_words = words
        self._show_counts()

    def set_untagged(self, count: int | None) -> None:
        """Show how many quotations are left untagged; None: not known."""
        self.untagged = count
        self._show_counts()

    def set_tally(self, words: str | None) -> None:
        """Show how far a review is in place of the counts; None: the counts."""
        self._tally = words
        self._show_counts()

    def set_theme(self, colours: Theme) -> None:
        """Use other colours: the chip stands out from the bar."""
        chip = colours.colour("accent").name()
        paper = colours.colour("on_accent").name()
        self.mode_chip.setStyleSheet(
            f"background: {chip}; color: {paper}; border-radius: 3px; padding: 0 6px; font-weight: bold"
        )

    def set_save_state(self, words: str) -> None:
        """Show the state of saving."""
        if words != self.save_state.text():
            self.save_state.setText(words)
            self.save_state.setAccessibleName(words)
            self.save_state.setToolTip(f"<p>{html.escape(words)}</p>" if words else "")

    def _show_hints(self) -> None:
        words = self._work_words or self._hint_words
        self.hints.setText(words)
        self.hints.setAccessibleName(words)

    def _show_counts(self) -> None:
        untagged = "" if self.untagged is None else f"U {self.untagged} left"
        told = (self._counts_words, untagged) if self._tally is None else (self._tally,)
        self.counts.setText("  ·  ".join(words for words in told if words))
