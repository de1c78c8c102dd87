"""The status bar: mode, keys valid now, a word; counts and the state of saving."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStatusBar, QWidget

from analyst_app.ui.bars.key_hints import KeyHints
from analyst_app.ui.bars.status_line import Counts, ModeChip, SaveState, StatusLine
from analyst_app.ui.bars.work_line import WorkLine
from analyst_app.ui.commands.modes import READ, REVIEW
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import tr, visible

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks

_WORD_SECONDS = 6
_UNKNOWN = 150
"""Milliseconds for which the number of quotations of the article before may stay; the next number comes in a pause."""


class StatusBar(QStatusBar):
    """One line; everything in it is plain text. Words come through ``say``, which leaves mode and saving in sight."""

    stop_wanted = Signal()
    """The work over many articles that is shown is to stop."""
    said = Signal(str)
    """A word is said."""
    saving_told = Signal(str, str)
    """The state of saving is another: its words, and their kind."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setSizeGripEnabled(False)
        self.setFixedHeight(looks.sizes.height("status"))
        self.setContentsMargins(0, 0, 0, 0)
        self._line = line = StatusLine(looks, self)
        self.mode_chip, self.hints = ModeChip(looks, line), KeyHints(looks, line)
        self._counts, self.save_state = Counts(looks, line), SaveState(looks, line)
        parts = (self.mode_chip, self.hints, self._counts, self.save_state)
        for part, name in zip(parts, ("mode_chip", "key_hints", "counts", "save_state"), strict=True):
            part.setObjectName(name)
        line.put_in(*parts)
        self._work = WorkLine(looks, line)
        self._work.changed.connect(line.arrange)
        self._work.cancelled.connect(self.stop_wanted)
        line.put_work(self._work)
        self.addWidget(line, 1)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, 0, 0)
        self._mode = ""
        self._hints: Sequence[str] = ()
        self._work_words = ""
        self._counts_words = ""
        self._tally: str | None = None
        self.untagged: int | None = None
        """Quotations left to tag; None: not known."""
        self._seen_untagged: int | None = None
        self._unknown = QTimer(self, interval=_UNKNOWN, singleShot=True)
        self._unknown.timeout.connect(self._see_untagged)
        self._word_timer = QTimer(self, singleShot=True)
        self._word_timer.timeout.connect(self._show_hints)

    def set_mode(self, name: str, hints: Sequence[str]) -> None:
        """Show the mode, if there is one, and the keys valid in it."""
        if (name, hints) == (self._mode, self._hints):
            return
        if name not in (self._mode, "", READ, REVIEW):
            self._word_timer.stop()  # what was said before must not hide the mode's keys
        self._mode = name
        self.mode_chip.setText(tr(name) if name else "")
        self._hints = hints
        if not self._word_timer.isActive():
            self._show_hints()

    def say(self, words: str) -> None:
        """Show a word in place of the hints, for some seconds; nothing takes back what was said."""
        if not words:
            self.forget_word()
            return
        self.hints.show_words(words.replace("\n", " "))
        self.hints.setToolTip("")
        self.hints.setAccessibleName(visible(words))
        self._word_timer.start(_WORD_SECONDS * 1000)
        self.said.emit(words)

    def set_work(self, words: str) -> None:
        """Show in place of the hints what is being worked on, as long as it lasts; empty: nothing."""
        self._work_words = words
        if not self._word_timer.isActive():
            self._show_hints()

    def show_long_work(self, words: str) -> None:
        """Show how far a work over many articles is, with the button that stops it; empty: there is none."""
        self._work.show_words(words)

    def forget_word(self) -> None:
        """Take back what was said: it was about an earlier command."""
        if self._word_timer.isActive():
            self._word_timer.stop()
            self._show_hints()

    def set_counts(self, words: str) -> None:
        """Show how many annotations there are, tag by tag."""
        if words != self._counts_words:
            self._counts_words = words
            self._show_counts()

    def set_untagged(self, count: int | None) -> None:
        """Show how many quotations are left untagged; None: not known, which is seen if it lasts."""
        self.untagged = count
        if count is None and self._seen_untagged is not None:
            self._unknown.start()
        else:
            self._unknown.stop()
            self._see_untagged()

    def set_tally(self, words: str | None) -> None:
        """Show how far a review is in place of the counts; None: the counts."""
        self._tally = words
        self._show_counts()

    def set_save_state(self, words: str, kind: str = "") -> None:
        """Show the state of saving: of the kind ``saved``, ``failed``, or none."""
        if words != self.save_state.text():
            self.save_state.show_state(words, kind)
            self.save_state.setAccessibleName(words)
            self.save_state.setToolTip(plain_tip(words))
            self.saving_told.emit(words, kind)

    def _show_hints(self) -> None:
        if self._work_words:
            self.hints.show_words(self._work_words)
        else:
            self.hints.show_hints(self._hints)
        self.hints.setAccessibleName(self.hints.text())

    def _see_untagged(self) -> None:
        if self.untagged != self._seen_untagged:
            self._seen_untagged = self.untagged
            self._show_counts()

    def _show_counts(self) -> None:
        is_review = self._tally is not None
        self._counts.show_counts(self._tally or self._counts_words, None if is_review else self._seen_untagged)
