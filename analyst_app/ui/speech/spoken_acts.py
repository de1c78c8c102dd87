"""Tells a screen reader what became of each act, in one sentence.

What one act sets off (a change, another current annotation, a word in the status
bar, another mode) comes by many signals, all before the window takes the next
event. They are gathered until then and said once: no words are said twice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from analyst_app.core.excerpts import sentence
from analyst_app.ui.commands.modes import EDGE, EDIT, LINK, NOTE, READ, RETURNED, SAME, SUGGEST, HeardMode
from analyst_app.ui.speech.crossing import Crossing
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analyst_app.core.annotation import Annotation
    from analyst_app.core.store import Change
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.modes import ModeKeeper
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.panels.status_bar import StatusBar
    from analyst_app.ui.speech.announcer import Announcer
    from analyst_app.ui.speech.layer_words import LayerWords

MODE_WORDS = {
    READ: marked("Reading"),
    EDGE: marked("Moving edges"),
    EDIT: marked("Editing"),
    LINK: marked("Linking"),
    NOTE: marked("Writing a note"),
    RETURNED: marked("Decisions on your tags"),
    SAME: marked("The same words"),
    SUGGEST: marked("Suggestion"),
}
"""Words said as a mode begins."""
_TWO_STOPS = re.compile(r"([?!…])\.")


class SpokenActs(QObject):
    """Gathers what one act set off, and has it said.

    Args:
        announcer: says it.
        bridge: tells of changes, and has the session.
        view: the article, in which the caret goes.
        modes: tell which mode is on.
        status: what it says is said aloud.
    """

    def __init__(
        self, announcer: Announcer, bridge: SessionBridge, view: ArticleView, modes: ModeKeeper, status: StatusBar
    ) -> None:
        super().__init__(announcer)
        self._announcer, self._bridge, self._view, self._modes, self._status = announcer, bridge, view, modes, status
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._tell)
        self._detail: Callable[[], int] = lambda: 1
        self._looked_at: Callable[[], str] = str
        self._words: LayerWords | None = None
        self._crossing = Crossing()
        self._mode, self._heard_mode = READ, ""
        self._saved = ""
        self._change: Change | None = None
        self._said: list[str] = []
        self._is_own = self._is_stepped = self._is_gone_to = self._is_refused = self._is_moved = False
        self._is_other_row = self._is_review = self._is_noted = False
        self._tally = self._count = ""
        bridge.opened.connect(self._begin)
        bridge.changed.connect(self._note_change)
        bridge.recorded.connect(self._note_own)
        bridge.stepped.connect(self._note_stepped)
        bridge.reveal_wanted.connect(self._note_gone_to)
        bridge.selection_changed.connect(self._note_moved)
        bridge.refused.connect(self._note_refused)
        modes.changed.connect(self._wake)
        status.said.connect(self.take)
        status.saving_told.connect(self._take_saving)

    def ask(self, *, detail: Callable[[], int], looked_at: Callable[[], str]) -> None:
        """Have told how much is said, and what is looked at in a review.

        Args:
            detail: 0 for what keys did, 1 for what the caret goes into, too, 2 for its values and note as well.
            looked_at: the difference that is looked at in a review, in words; empty outside of one.
        """
        self._detail, self._looked_at = detail, looked_at

    # -- what is heard of -------------------------------------------------------------

    def take(self, words: str) -> None:
        """Say words with the others of this act."""
        if words and self._announcer.is_heard:
            self._said.append(words)
            self._soon.start()

    def take_urgent(self, words: str) -> None:
        """Say words with the others of this act, and break off what is being said."""
        self._is_refused = True
        self.take(words)

    def take_count(self, words: str) -> None:
        """Say how much was found; a later number takes the place of an earlier one."""
        if self._announcer.is_heard:
            self._count = words
            self._soon.start()

    def take_tally(self, words: str | None) -> None:
        """Say how far a review is, where no other word of this act does; None: it is over."""
        if self._announcer.is_heard:
            self._tally, self._is_review = words or "", words is not None
            self._soon.start()

    def take_row(self) -> None:
        """Another difference of a review is looked at."""
        if self._announcer.is_heard:
            self._is_other_row = True
            self._soon.start()

    def _take_saving(self, words: str, kind: str) -> None:
        if kind and words != self._saved:
            self._saved = words
            (self.take_urgent if kind == "failed" else self.take)(words)

    def _wake(self) -> None:
        if self._announcer.is_heard:
            self._soon.start()

    def _begin(self) -> None:
        self._words, self._change = None, None
        self._crossing.begin(())

    def _note_change(self, change: Change) -> None:
        if not self._announcer.is_heard:
            return
        if self._words is not None:
            self._words.forget()
        self._change = change if self._change is None else self._change.then(change)
        self._soon.start()

    def _note_own(self) -> None:
        self._is_own = True

    def _note_stepped(self) -> None:
        self._is_stepped = True

    def _note_gone_to(self) -> None:
        self._is_gone_to = True
        self._wake()

    def _note_moved(self) -> None:
        self._is_moved = True
        self._wake()

    def _note_refused(self) -> None:
        self._is_refused = True

    # -- saying it ----------------------------------------------------------------------

    def _tell(self) -> None:
        """Say what this act did."""
        mode = self._mode_words()
        done, after = self._done()
        said = self._gathered(done, after)
        now = self._is_refused or bool(done or after)
        if not said:
            said = [*mode, *self._place()]
        elif self._mode != READ:
            said += mode
        if done or after or self._is_gone_to:
            self._crossing.begin(self._here())
        self._forget()
        self._announcer.say(spoken(said), now=now)

    def _gathered(self, done: list[str], after: list[str]) -> list[str]:
        """The words on what was done, those of the status bar, and those on the place of a review."""
        said = [", ".join(filter(None, done)), *dict.fromkeys(self._said), ", ".join(filter(None, after))]
        said.append(self._count)
        if self._is_review and not self._said:
            said.append(self._tally)
        if self._is_other_row:
            said.append(self._looked_at())
        return [words for words in said if words]

    def _done(self) -> tuple[list[str], list[str]]:
        """The words on what the person's own act made: before the word on it, and after; empty: nothing."""
        change, words = self._change, self._layer_words()
        if change is None or words is None or self._is_review or not (self._is_own or self._is_stepped):
            return [], []
        if self._is_stepped:
            return [], words.of_step(change)
        if self._modes.name == NOTE:  # each letter is a change; what was written is told as the note is left
            self._is_noted = True
            return [], []
        left, has_word = self._status.untagged, bool(self._said)
        return words.of_change(change, self._bridge.current, left, has_word=has_word)

    def _place(self) -> list[str]:
        """The words on the annotation that was gone to, or on those that the caret crossed."""
        words, current = self._layer_words(), self._bridge.current
        if words is None or self._is_review:
            return []
        if self._is_gone_to and current is not None:
            return [words.heard(current)] if QApplication.focusWidget() is self._view else []
        if not self._is_moved:
            return []
        if not self._detail():
            self._crossing.begin(self._here())
            return []
        return self._crossing.follow(self._here(), words, self._detail())

    def _mode_words(self) -> list[str]:
        """The mode, if it is another, and what it shows, if that is another."""
        mode, said = self._modes.mode, []
        if self._modes.name != self._mode:
            self._mode, self._heard_mode = self._modes.name, ""
            said.append(self._note_words() or tr(MODE_WORDS[self._mode]))
        heard = mode.heard() if isinstance(mode, HeardMode) else ""
        if heard and heard != self._heard_mode:
            said.append(heard)
        self._heard_mode = heard
        return said

    def _note_words(self) -> str:
        """The word on a note that was written; empty if none was."""
        is_written, self._is_noted = self._is_noted, False
        current = self._bridge.current
        if not is_written or current is None:
            return ""
        return tr("note kept") if current.note else tr("note removed")

    def _here(self) -> list[Annotation]:
        session = self._bridge.session
        if session is None:
            return []
        return [one for one in session.store.at(self._bridge.caret) if self._bridge.shows(one)]

    def _layer_words(self) -> LayerWords | None:
        session = self._bridge.session
        if session is None:
            return None
        if self._words is None or not self._words.is_of(session):
            from analyst_app.ui.speech.layer_words import LayerWords  # where somebody listens

            self._words = LayerWords(session)
        return self._words

    def _forget(self) -> None:
        self._change, self._said, self._tally, self._count = None, [], "", ""
        self._is_own = self._is_stepped = self._is_gone_to = self._is_refused = self._is_moved = False
        self._is_other_row = False


def spoken(parts: Sequence[str]) -> str:
    """Words for the eye as sentences for the ear: dots in the middle of a line are pauses.

    Args:
        parts: remarks, each with or without its full stop.
    """
    said = [words.replace(" · ", ", ").replace(" →", ":").replace("\n", " ").strip() for words in parts]
    return _TWO_STOPS.sub(r"\1", sentence(said))
