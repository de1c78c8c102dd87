"""The mode while decisions on one's own tags are looked at: a few keys answer, and none tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.ui.commands.modes import RETURNED
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.keys import Key

_LETTERS = {"A": "accept", "C": "contest", "M": "answer", "N": "next", "P": "previous"}
_NAMES = {"Enter": "accept", "Esc": "leave"}
_COMMANDS = {
    "go.next": "next",
    "go.previous": "previous",
    "annotate.note": "answer",
    "edit.undo": "undo",
    "edit.redo": "redo",
}
_EDITS = frozenset(("Delete", "Backspace", "[", "]", ".", ","))


class ReturnedMode:
    """The keys of the decisions that came back.

    Args:
        act: does what a key means: accept, contest, answer, next, previous, more, back, undo, redo or leave.
        ended: is told that the mode is left, however that came.
        actions: have the keys that do something elsewhere.
        refuse: says why a key does nothing.
        is_answer: true while what a reader of a report says is looked at: nothing is decided by it.
    """

    name = RETURNED

    def __init__(
        self,
        act: Callable[[str], object],
        ended: Callable[[], object],
        actions: ActionSet,
        refuse: Callable[[str], object],
        is_answer: Callable[[], bool],
    ) -> None:
        self._act, self._ended, self._actions, self._refuse = act, ended, actions, refuse
        self._is_answer = is_answer

    def hints(self) -> list[str]:
        """The keys of the mode."""
        deciding = [] if self._is_answer() else [tr("A accept"), tr("C contest")]
        return [*deciding, tr("M answer"), tr("N next"), tr("P previous"), tr("Space read on"), tr("Esc leave")]

    def key_pressed(self, key: Key) -> bool:
        """Answer, go on or leave; a key that would tag or change something says how to leave."""
        if not key.is_bare:
            return False
        if key.name == "Space":
            self._act("back" if key.shift else "more")
            return True
        word = "" if key.shift else _LETTERS.get(key.letter) or _NAMES.get(key.name, "")
        if word == "accept" and key.name == "Enter" and self._is_answer():
            self._act("answer")
        elif word:
            self._act(word)
        elif key.letter or key.digit is not None or key.name in _EDITS:
            self._refuse(self.why_held())
        else:
            row = self._actions.for_key(key)
            return row is not None and self.take_command(row.id)
        return True

    def take_command(self, action_id: str) -> bool:
        """Go on, or say how to leave, where a command elsewhere would go on or change the layer; False of others."""
        if action_id in _COMMANDS:
            self._act(_COMMANDS[action_id])
        elif self._actions.rows[action_id].changes_work:
            self._refuse(self.why_held())
        else:
            return False
        return True

    def why_held(self) -> str:
        """The reason why nothing else is done in the mode."""
        if self._is_answer():
            return tr("Esc first: the answers to your report are shown. M answers, N and P go on.")
        return tr("Esc first: the decisions on your tags are shown. A accepts, C contests, M answers, N and P go on.")

    def leave(self, *, keep: bool) -> None:
        """End: what was answered is stored already."""
        self._ended()
