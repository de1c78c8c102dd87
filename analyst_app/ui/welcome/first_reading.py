"""The first reading: seven steps on a sample, each of which waits for the person's own act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer

from analyst_app.core.annotation import Annotation
from analyst_app.ui.commands.modes import SUGGEST
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from pathlib import Path

    from analyst_app.core.store import Change
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.commands.modes import ModeKeeper
    from analyst_app.ui.files.session_bridge import SessionBridge

MATTER = "first_reading"
"""Names its bar."""
SELECT, TAG, NEXT, ACCEPT, VALUE, NOTE, UNDO = "select", "tag", "next", "accept", "value", "note", "undo"


class ReadingStep(NamedTuple):
    """One step."""

    act: str
    """Ends it when it is done: one of SELECT to UNDO."""
    action: str
    """Id of the action whose key is told; empty: there is none."""
    words: str
    """The act to do, and its use."""


STEPS = (
    ReadingStep(
        SELECT, "", marked("Choose a person’s name in the text: double-click it, or hold Shift and press an arrow key.")
    ),
    ReadingStep(
        TAG, "tag.actor", marked("Press {key}: the name is tagged as an actor, wherever its words begin and end.")
    ),
    ReadingStep(
        NEXT, "go.untagged", marked("Press {key}: the next quotation shows, dashed, what would be made of it.")
    ),
    ReadingStep(
        ACCEPT, "", marked("Press Enter: the quote is made, with its speaker and the way in which it is given.")
    ),
    ReadingStep(
        VALUE,
        "",
        marked("Press 2: a digit sets a value of the tag, here the mode of the quote; the same again unsets it."),
    ),
    ReadingStep(NOTE, "annotate.note", marked("Press {key}, write a few words, press Esc: a note stays with the tag.")),
    ReadingStep(UNDO, "edit.undo", marked("Press {key}: the last step is taken back. Everything can be.")),
)
END = marked(
    "That was a first reading. What you tagged is saved already, in your own layer beside the article. "
    "The guide tells how to check a colleague’s tags and how to hand over the data."
)


class FirstReading(QObject):
    """Leads through the steps in a bar, which can be left at any time and taken up again.

    Args:
        bars: show what is to be done.
        bridge: tells what was done.
        modes: whether something is proposed.
        open_sample: opens the copies of the samples, and gives their folder.
        key_of: gives the key of an action as it is now; empty: it has none.
    """

    def __init__(
        self,
        bars: MessageBars,
        bridge: SessionBridge,
        modes: ModeKeeper,
        open_sample: Callable[[], Path],
        key_of: Callable[[str], str],
    ) -> None:
        super().__init__(bars)
        self._bars, self._bridge, self._modes, self._open_sample, self._key_of = (
            bars,
            bridge,
            modes,
            open_sample,
            key_of,
        )
        self.step = 0
        """Number of the step that waits, from 0."""
        self.is_on = False
        self._folder: Path | None = None
        self._choices_at_end: Sequence[tuple[str, Callable[[], object]]] = ()
        self._soon = QTimer(self, singleShot=True, interval=0)  # a key makes several things happen
        self._soon.timeout.connect(self._show)
        bridge.opened.connect(self._follow_article)
        bridge.selection_changed.connect(self._note_selection)
        bridge.changed.connect(self._note_change)
        bridge.stepped.connect(lambda: self._note(UNDO))
        modes.changed.connect(self._note_mode)

    def offer_at_end(self, choices: Sequence[tuple[str, Callable[[], object]]]) -> None:
        """Have buttons beside the last words.

        Args:
            choices: each button's words, and what it does.
        """
        self._choices_at_end = choices

    def begin(self) -> None:
        """Open the sample and show the first step, or the one at which it was left."""
        if self.step >= len(STEPS):
            self.step = 0
        self.is_on = True
        self._folder = self._open_sample()
        self._soon.start()

    def end(self) -> None:
        """Leave it; it goes on from the same step when it is begun again."""
        self.is_on = False
        self._bars.hide_bar(MATTER)

    def skip(self) -> None:
        """Go on without having done what the step asks for."""
        self._go_on()

    # -- inside ----------------------------------------------------------------

    def _show(self) -> None:
        if not self.is_on or self._bridge.session is None:
            return  # it is shown once the article is there
        if self.step >= len(STEPS):
            self.is_on = False
            self._bars.show_bar(MATTER, tr(END), self._choices_at_end, of_article=False)
            return
        step = STEPS[self.step]
        words = tr(step.words, key=self._key_of(step.action)) if step.action else tr(step.words)
        told = tr("{number} of {count}: {words}", number=self.step + 1, count=len(STEPS), words=words)
        choices = ((tr("Skip this step"), self.skip), (tr("End the first reading"), self.end))
        self._bars.show_bar(MATTER, told, choices, of_article=False)

    def _go_on(self) -> None:
        self.step += 1
        self._soon.start()

    def _note(self, act: str) -> None:
        if self.is_on and self.step < len(STEPS) and STEPS[self.step].act == act:
            self._go_on()

    def _note_selection(self) -> None:
        if self._bridge.selection is not None and self._bridge.selection.length:
            self._note(SELECT)

    def _note_mode(self) -> None:
        if self._modes.name == SUGGEST:
            self._note(NEXT)

    def _note_change(self, change: Change) -> None:
        before = {one.id: one for one in change.removed if isinstance(one, Annotation)}
        for one in change.added:
            if not isinstance(one, Annotation):
                continue
            old = before.get(one.id)
            if old is None:
                self._note(TAG if one.tag == "actor" else ACCEPT)
            elif old.attributes != one.attributes:
                self._note(VALUE)
            elif old.note != one.note:
                self._note(NOTE)

    def _follow_article(self) -> None:
        """Show the step on the sample; another article that is opened ends it."""
        session = self._bridge.session
        if not self.is_on or session is None:
            return
        if self._folder is not None and session.path.parent == self._folder:
            self._soon.start()
        else:
            self.end()
