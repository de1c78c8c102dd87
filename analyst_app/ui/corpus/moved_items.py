"""Moves from one article to another: two steps of undo that belong together, whichever is taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from analyst_app.core.store import key_of
from analyst_app.errors import AnalystError, ChangeRefused, sentence
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

    from analyst_app.core.store import AnnotationStore, Change, Key
    from analyst_app.session.journal import Recalled
    from analyst_app.session.session import Session
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace


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


class _Sought(NamedTuple):
    """A move of an earlier run that one article has taken back, or made again, and whose other half is looked for."""

    session: Session
    """Of the shown article."""
    side: TransferSide
    """The half that it sees."""
    other: Session
    label: str
    """Of the step that the other has for it."""
    is_back: bool
    """True if the shown article has taken it back."""


class MovedItems(QObject):
    """Makes moves; when one half is taken back or made again, so is the other, in the article that is not shown.

    Where the other half cannot follow, the shown one is put back as it was.

    Args:
        desk: changes layers that are not shown.
        bridge: says which one is, and what changes in it.
        workplace: says whose layers they are.
    """

    _recalled = Signal(object, object)
    """A _Sought, and what the journal of its other article knows; from the journal's thread."""

    def __init__(self, desk: Desk, bridge: SessionBridge, workplace: Workplace) -> None:
        super().__init__(desk)
        self._desk, self._bridge, self._workplace = desk, bridge, workplace
        self._moves: list[_Made] = []
        self._is_putting_back = False
        self._told: list[Change] = []
        """The shown halves of moves that could not be taken back, or made again, and were said to be so."""
        bridge.changed.connect(self._on_changed)
        self._recalled.connect(self._on_recalled, Qt.ConnectionType.QueuedConnection)

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

    # -- the half that is shown ----------------------------------------------------

    def _on_changed(self, change: Change) -> None:
        session = self._bridge.session
        if session is None or self._is_putting_back:
            return
        if self._is_known(session.path, change):
            QTimer.singleShot(0, self, self._follow)  # the history has it only then
        elif bool(change.removed) != bool(change.added):  # as each half of a move, in one direction or the other
            QTimer.singleShot(0, self, lambda: self._seek(session, change))

    def _is_known(self, path: Path, change: Change) -> bool:
        """True if a change touches a move of this run in an article."""
        sides = [side.change for move in self._moves for side in move.sides if side.path == path]
        # without a move here, as nearly always, the records are not looked at: they may be 300,000
        touched = _keys(change) if sides else set()
        return any(touched & _keys(side) for side in sides)

    def _follow(self) -> None:
        """Bring the other halves to where the shown article's undo has gone."""
        session = self._bridge.session
        if session is None or session.layer_id != self._workplace.annotator:
            return
        history = session.history
        for move in self._moves:
            for side, other in (move.sides, move.sides[::-1]):
                if side.path != session.path or move.annotator != session.layer_id:
                    continue
                is_in = side.is_in(session.store)
                label = history.undo_label if is_in else history.redo_label
                if move.stands != is_in and label == side.label:
                    self._carry(move, session, side, other)

    # -- moves of an earlier run ---------------------------------------------------

    def _seek(self, session: Session, change: Change) -> None:
        """Look for the other half, if a change was a move of an earlier run that was taken back or made again."""
        if not self.is_own(session) or self._is_known(session.path, change):
            return
        for is_back, step in ((True, session.history.last_undone), (False, session.history.last_done)):
            found = _other_half(session.path, step.label) if step is not None else None
            if step is None or found is None or _keys(step.change) != _keys(change):
                continue
            path, label = found
            side = TransferSide(session.path, step.label, step.change)
            if side.is_in(session.store) != is_back:
                self._ask(session, side, path, label)
                return

    def _ask(self, session: Session, side: TransferSide, path: Path, label: str) -> None:
        is_back = not side.is_in(session.store)

        def act(other: Session) -> None:
            sought = _Sought(session, side, other, label, is_back)
            if other.journal is not None:
                other.journal.recall(lambda recalled: self._recalled.emit(sought, recalled))
            else:
                from analyst_app.session.journal import Recalled

                self._on_recalled(sought, Recalled())

        self._desk.work_on(path, act, lambda error: self._put_back(session, side, path, is_back, _why(error)))

    def _on_recalled(self, sought: _Sought, recalled: Recalled) -> None:
        from analyst_app.gestures import moving

        session, side, other = sought.session, sought.side, sought.other
        words = moving.moved_words(side.change, session.document.text)
        for step in (*reversed(recalled.done), *reversed(recalled.undone)):
            if step.label == sought.label and moving.moved_words(step.change, other.document.text) == words:
                there = TransferSide(other.path, step.label, step.change)
                move = _Made(session.layer_id, (side, there))
                move.stands = sought.is_back
                self._moves.append(move)
                self._carry(move, session, side, there)
                return
        self._put_back(session, side, other.path, sought.is_back, tr("its own undo no longer reaches the move"))

    # -- the other half ------------------------------------------------------------

    def _carry(self, move: _Made, session: Session, side: TransferSide, other: TransferSide) -> None:
        """Take the other half back, or make it again."""
        is_back = move.stands
        move.stands = not is_back
        label = tr("Take the move back") if is_back else other.label

        def refused(why: str) -> None:
            move.stands = is_back
            self._put_back(session, side, other.path, is_back, why)

        def act(there: Session) -> None:
            from analyst_app.core.rebase import restamped

            change = restamped(there.store, other.change.inverse() if is_back else other.change)
            if there.store.refusal(change) is not None:
                refused(tr("it was changed there since"))
                return
            try:
                there.do(label, change)
            except ChangeRefused as refusal:
                refused(str(refusal))

        self._desk.work_on(other.path, act, lambda error: refused(_why(error)))

    def _put_back(self, session: Session, side: TransferSide, path: Path, is_back: bool, why: str) -> None:
        """Bring the shown half back to where it was, for the other cannot follow; if the person has gone on, say so.

        The second time undo, or redo, goes on with the step behind it.
        """
        name, why = shown_name(path.name), why.rstrip(".")
        history = session.history
        label = history.redo_label if is_back else history.undo_label
        if session is not self._bridge.session or label != side.label:
            here = shown_name(side.path.name)
            alone = (
                tr("Taken back in {here} alone", here=here) if is_back else tr("Made again in {here} alone", here=here)
            )
            self._bridge.say(tr("{alone}, for {name} cannot follow: {why}.", alone=alone, name=name, why=why))
            return
        is_told = any(known is side.change for known in self._told)
        self._is_putting_back = True
        try:
            if is_back:
                self._bridge.redo()
            else:
                self._bridge.undo()
        finally:
            self._is_putting_back = False
        if is_told:
            self._go_on(session, side, is_back=is_back)
            return
        self._told.append(side.change)
        go_on = (
            tr("Undo again goes on with the step before it")
            if is_back
            else tr("Redo again goes on with the step after it")
        )
        self._bridge.refuse(
            tr("Nothing was changed, for {name} cannot follow: {why}. {go_on}.", name=name, why=why, go_on=go_on)
        )

    def _go_on(self, session: Session, side: TransferSide, *, is_back: bool) -> None:
        """Leave a move as it is, for good, and take back, or make again, what lies behind it."""
        self._told = [known for known in self._told if known is not side.change]
        session.pass_over(back=is_back)
        self._bridge.recorded.emit()  # the menus say what is next
        if is_back:
            self._bridge.undo()
        else:
            self._bridge.redo()


def _keys(change: Change) -> set[Key]:
    return {key_of(record) for record in (*change.removed, *change.added)}


def _other_half(path: Path, label: str) -> tuple[Path, str] | None:
    """The other article of a move, and what its half is called; None if a label names no move."""
    from analyst_app.gestures.moving import label_of_arriving, label_of_leaving, move_in

    half = move_in(label)
    if half is None:
        return None
    counterpart = label_of_arriving if half.is_leaving else label_of_leaving
    return path.with_name(half.name), counterpart(shown_name(path.name))


def _why(error: Exception) -> str:
    """The reason of a failure, in words.

    Raises:
        Exception: it is a fault of ours.
    """
    if not isinstance(error, AnalystError | OSError):
        raise error
    return sentence(error)
