"""Moves from one article to another: two steps of undo that belong together, whichever is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer

from analyst_app.core.store import key_of
from analyst_app.errors import AnalystError, ChangeRefused, sentence
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

    from analyst_app.core.store import AnnotationStore, Change
    from analyst_app.session.session import Session
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace


_NAME = "\0"
"""Stands for an article's name in a label."""


class TransferSide(NamedTuple):
    """The half of a move that one article sees."""

    path: Path
    label: str
    """Of its step of undo."""
    change: Change

    def is_in(self, store: AnnotationStore) -> bool:
        """True if a layer is as after the change."""
        return all(store.record(key_of(one)) is None for one in self.change.removed) and all(
            store.record(key_of(one)) is not None for one in self.change.added
        )


class _Made:
    """A move that was made."""

    def __init__(self, annotator: str, sides: tuple[TransferSide, TransferSide]) -> None:
        self.annotator, self.sides = annotator, sides
        self.stands = True
        """False once it was taken back."""


class MovedItems(QObject):
    """Makes moves; when one half is taken back or made again, so is the other, in the article that is not shown.

    Args:
        desk: changes layers that are not shown.
        bridge: says which one is, and what changes in it.
        workplace: says whose layers they are.
    """

    def __init__(self, desk: Desk, bridge: SessionBridge, workplace: Workplace) -> None:
        super().__init__(desk)
        self._desk, self._bridge, self._workplace = desk, bridge, workplace
        self._moves: list[_Made] = []
        self._taken_back_alone: set[tuple[str, str]] = set()
        """Of moves of an earlier run: the name of the article in which it was taken back, and the other's."""
        bridge.changed.connect(self._on_changed)

    def is_own(self, session: Session) -> bool:
        """True if a layer is the annotator's own, which alone is moved to and from."""
        return session.layer_id == self._workplace.annotator

    def make(self, arriving: tuple[Session, TransferSide], leaving: TransferSide) -> bool:
        """Make a move out of the layer that is shown.

        Args:
            arriving: the other layer, and what it gets.
            leaving: what the layer that is shown loses.

        Returns:
            False if it was refused; a word was said.
        """
        other, arrival = arriving
        try:
            other.do(arrival.label, arrival.change)
        except ChangeRefused as refusal:
            self._bridge.refuse(str(refusal))
            return False
        if not self._bridge.do(leaving.label, leaving.change):
            other.undo()
            return False
        self._moves.append(_Made(self._workplace.annotator, (leaving, arrival)))
        return True

    def _on_changed(self, change: Change) -> None:
        session = self._bridge.session
        if session is not None:
            sides = [side.change for move in self._moves for side in move.sides if side.path == session.path]
            # without a move here, as nearly always, the records are not looked at: they may be 300,000
            touched = {key_of(record) for record in (*change.removed, *change.added)} if sides else set()
            if any(key_of(record) in touched for side in sides for record in (*side.removed, *side.added)):
                QTimer.singleShot(0, self._follow)  # the history has it only then
                return
        if bool(change.removed) != bool(change.added):  # as each half of a move, in one direction or the other
            QTimer.singleShot(0, self, self._tell_other_half)

    def _tell_other_half(self) -> None:
        """Say that a move of an earlier run was taken back in one article only."""
        session = self._bridge.session
        label = session.history.redo_label if session is not None else None
        if session is None or label is None:
            return
        here = shown_name(session.path.name)
        for pattern in (tr("Move to {name}", name=_NAME), tr("Move from {name}", name=_NAME)):
            start, end = pattern.split(_NAME)
            if label.startswith(start) and label.endswith(end):
                there = label[len(start) : len(label) - len(end)]
                if (there, here) in self._taken_back_alone:
                    self._taken_back_alone.discard((there, here))
                    continue
                self._taken_back_alone.add((here, there))
                words = tr("Taken back here alone: it was moved in an earlier run. Undo it in {name}, too.", name=there)
                self._bridge.say(words)

    def _follow(self) -> None:
        """Bring the other halves to where the shown article's undo has gone."""
        session = self._bridge.session
        if session is None or session.layer_id != self._workplace.annotator:
            return
        for move in self._moves:
            for side, other in (move.sides, move.sides[::-1]):
                if side.path != session.path or move.annotator != session.layer_id:
                    continue
                is_in = side.is_in(session.store)
                if move.stands and not is_in and session.history.redo_label == side.label:
                    move.stands = False
                    self._change(other.path, tr("Take the move back"), other.change.inverse())
                elif not move.stands and is_in and session.history.undo_label == side.label:
                    move.stands = True
                    self._change(other.path, other.label, other.change)

    def _change(self, path: Path, label: str, change: Change) -> None:
        name = shown_name(path.name)

        def act(session: Session) -> None:
            if session.store.refusal(change) is not None:
                self._bridge.say(tr("In {name} it was changed since, and stays as it is.", name=name))
                return
            try:
                session.do(label, change)
            except ChangeRefused as refusal:
                self._bridge.say(f"{name}: {refusal}")

        def failed(error: Exception) -> None:
            if not isinstance(error, AnalystError | OSError):
                raise error
            self._bridge.say(f"{name}: {sentence(error)}")

        self._desk.work_on(path, act, failed)
