"""The single crossing from the open session into Qt.

Views never hear of a store or a history: they read ``bridge.session`` and
listen here. One Change gives exactly one ``changed``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.errors import ChangeRefused

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.session.session import Session


class SessionBridge(QObject):
    """The open session, its current annotation and the view's selection, as signals."""

    opened = Signal()
    """Another session, or none, is shown."""
    changed = Signal(object)
    """A Change was made: by hand, undo, redo or a merge."""
    recorded = Signal()
    """A step was added to the history; ``changed`` came just before it."""
    current_changed = Signal()
    """Another annotation, or none, is the current one."""
    reveal_wanted = Signal(object)
    """A Span should be scrolled into view."""
    selection_changed = Signal()
    """The view's selection or caret is another."""
    said = Signal(str)
    """A word for the status bar, plain text."""
    refused = Signal(str)
    """A command did nothing: the reason, plain text."""
    saving_changed = Signal()
    """Something about saving: see ``Autosave.state``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session: Session | None = None
        self.selection: Span | None = None
        """The selection in the article, code points."""
        self.caret = 0
        """The place of the caret, code points."""
        self._current: str | None = None
        self._place: Span | None = None

    # -- the session ---------------------------------------------------------

    def show(self, session: Session | None) -> None:
        """Make another session, or none, the one that is shown."""
        if self.session is not None:
            self.session.listener = None
        self.session = session
        self.selection, self.caret, self._current, self._place = None, 0, None, None
        if session is not None:
            session.listener = self._on_change
        self.opened.emit()
        self.current_changed.emit()
        self.saving_changed.emit()

    def do(self, label: str, change: Change, *, current: str | None = None, hold: str | None = None) -> bool:
        """Make a change as one step that can be undone.

        Args:
            label: what the Edit menu calls it.
            change: from ``core.edits``.
            current: id of the annotation that is current afterwards; by
                default the one that was, if it still is there.
            hold: steps in a row with one ``hold`` are one (a held key).

        Returns:
            False if it was refused; a word was said.
        """
        if self.session is None:
            return False
        if not change:
            return True
        try:
            self.session.do(label, change, current=self._current, hold=hold)
        except ChangeRefused as refusal:
            self.refused.emit(str(refusal))
            return False
        self.recorded.emit()
        if current is not None:
            self.set_current(current)
        return True

    def undo(self) -> None:
        """Take the last step back; what it restored becomes current."""
        self._step_history(back=True)

    def redo(self) -> None:
        """Make the last step that was taken back again."""
        self._step_history(back=False)

    def refuse(self, words: str) -> None:
        """Say why a command did nothing."""
        self.refused.emit(words)

    def say(self, words: str) -> None:
        """Say a word in the status bar."""
        self.said.emit(words)

    # -- the current annotation ----------------------------------------------

    @property
    def current(self) -> Annotation | None:
        """The annotation that commands act on."""
        if self.session is None or self._current is None:
            return None
        return self.session.store.annotation(self._current)

    def set_current(self, annotation_id: str | None, *, reveal: bool = False) -> None:
        """Make an annotation, or none, the current one; with ``reveal``, scroll to it."""
        if annotation_id != self._current:
            self._current = annotation_id
            self.current_changed.emit()
        current = self.current
        if reveal and current is not None:
            self.reveal_wanted.emit(current.span)

    def reveal(self, span: Span) -> None:
        """Let a span be scrolled into view."""
        self.reveal_wanted.emit(span)

    # -- the view's selection ------------------------------------------------

    @property
    def place(self) -> Span | None:
        """The selected sentence, if it was gone to (J, K, a triple-click) rather than selected for its words."""
        return self._place

    def mark_place(self) -> None:
        """Take the selection for a place, until it is another."""
        self._place = self.selection

    def follow(self, selection: Span | None, caret: int) -> None:
        """Take over the view's selection and caret.

        A caret that has moved makes the innermost annotation under it
        current, and none where there is none.
        """
        has_moved = caret != self.caret
        self.selection, self.caret = selection, caret
        if selection != self._place:
            self._place = None
        if has_moved and selection is None and self.session is not None:
            under = self.session.store.at(caret)
            self.set_current(under[0].id if under else None)
        self.selection_changed.emit()

    # -- inside --------------------------------------------------------------

    def _on_change(self, change: Change) -> None:
        self.changed.emit(change)
        if self._current is not None and self.current is None:
            self.set_current(None)

    def _step_history(self, *, back: bool) -> None:
        if self.session is None:
            return
        try:
            step, skipped = self.session.undo() if back else self.session.redo()
        except ChangeRefused as refusal:
            self.refused.emit(str(refusal))
            return
        if step is not None:
            added = step.change.of(Annotation)[0 if back else 1]
            if added:
                self.set_current(added[0].id, reveal=True)
            elif back and step.current is not None and self.session.store.annotation(step.current):
                self.set_current(step.current, reveal=True)
            self.say(f"{'Undone' if back else 'Done again'}: {step.label}")
        else:
            self.say("Nothing to undo." if back else "Nothing to do again.")
        if skipped:
            self.say(f"Left out, because it was changed elsewhere since: {', '.join(skipped)}.")
