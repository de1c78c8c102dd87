"""The meaning of the keys just now: one mode at a time, reading is home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal

from analyst_app.wording import marked

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.ui.commands.keys import Key

READ = marked("READ")
REVIEW = marked("REVIEW")
"""Stands for READ while a review is shown; no mode of its own."""
EDGE = marked("EDGE")
LINK = marked("LINK")
NOTE = marked("NOTE")
SAME = marked("SAME")
SUGGEST = marked("SUGGEST")
EDIT = marked("EDIT")
RETURNED = marked("RETURNED")

_LISTS = frozenset((LINK, SAME))
"""Modes that are an open list."""


class Mode(Protocol):
    """Something that takes the keys until it is left."""

    name: str
    """EDGE, EDIT, LINK, NOTE, RETURNED, SAME or SUGGEST: what the mode chip shows."""

    def hints(self) -> list[str]:
        """The keys valid now, each as "Enter keep"."""

    def key_pressed(self, key: Key) -> bool:
        """Act on a key; True if it was consumed."""

    def leave(self, *, keep: bool) -> None:
        """End: keep what was done, or put back what was there."""


@runtime_checkable
class TakesCommands(Mode, Protocol):
    """A mode that gives some commands another meaning, be they keys, buttons or entries of a menu."""

    def take_command(self, action_id: str) -> bool:
        """Carry out a command in its own way; False of any other."""


@runtime_checkable
class HeardMode(Mode, Protocol):
    """A mode that shows something which somebody who does not see it must be told."""

    def heard(self) -> str:
        """A sentence for a screen reader on all that it shows now."""


@runtime_checkable
class HoldsGestures(Mode, Protocol):
    """A mode in which no gesture changes the layer, by whatever way it comes, and menus are one."""

    def why_held(self) -> str:
        """The reason, in a sentence."""


class ModeKeeper(QObject):
    """Holds the mode. Reading is no mode: it is where nothing else is."""

    changed = Signal()
    """Another mode, or other hints."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode: Mode | None = None
        self._undone: Callable[[], object] | None = None

    @property
    def mode(self) -> Mode | None:
        """The mode, or None while reading."""
        return self._mode

    @property
    def name(self) -> str:
        """The name of the mode that takes the keys; READ if none does."""
        return self._mode.name if self._mode is not None else READ

    @property
    def has_list(self) -> bool:
        """True while a list is open, which has the keyboard: no command acts on the article behind it."""
        return self.name in _LISTS

    def why_held(self) -> str:
        """The reason why gestures change nothing in the mode; empty where they do."""
        return self._mode.why_held() if isinstance(self._mode, HoldsGestures) else ""

    def hints(self) -> list[str]:
        """The mode's own hints; none while reading."""
        return self._mode.hints() if self._mode is not None else []

    def enter(self, mode: Mode) -> None:
        """Leave the mode that is on (keeping what it did) and begin another."""
        self.leave()
        self._mode = mode
        self.changed.emit()

    def leave(self, *, keep: bool = True) -> None:
        """Go home to reading. A mode that ends by itself calls this too."""
        mode, self._mode, self._undone = self._mode, None, None
        if mode is not None:
            mode.leave(keep=keep)
            self.changed.emit()

    def promise(self, take_back: Callable[[], object]) -> None:
        """The mode will do something as soon as it can; an undo before that takes it back.

        Args:
            take_back: called then, once.
        """
        self._undone = take_back

    def take_back(self) -> bool:
        """Take back what the mode has promised and not done; False if there is nothing."""
        take_back, self._undone = self._undone, None
        if take_back is not None:
            take_back()
        return take_back is not None

    def renew(self) -> None:
        """The mode has other hints."""
        self.changed.emit()

    def take_command(self, action_id: str) -> bool:
        """Give a command to the mode; True if it has another meaning there and was carried out."""
        return isinstance(self._mode, TakesCommands) and self._mode.take_command(action_id)

    def key_pressed(self, key: Key) -> bool:
        """Give a key to the mode; True if it consumed it."""
        mode = self._mode
        if mode is None:
            return False
        if key.is_repeat and key.is_bare and not _moves(mode, key):
            return True
        consumed = mode.key_pressed(key)
        if self._mode is mode:
            self.changed.emit()
        return consumed


_MOVES = frozenset(("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Backspace"))


def _moves(mode: Mode, key: Key) -> bool:
    """True of a key that a mode takes again and again while it is held: accepting and choosing need a press each."""
    if mode.name == SUGGEST:
        return False  # Backspace decides there
    if mode.name == RETURNED:
        return key.letter in ("N", "P") or (not key.letter and key.name in _MOVES and key.name != "Backspace")
    return key.name in _MOVES or (mode.name == EDGE and key.letter == "E")
