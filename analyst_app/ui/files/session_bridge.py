"""The single crossing from the open session into Qt.

Views never hear of a store or a history: they read ``bridge.session`` and
listen here. One Change gives exactly one ``changed``.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.errors import ChangeRefused
from analyst_app.wording import in_row, marked, tr

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.session.session import Session


class SessionBridge(QObject):
    """The open session, its current annotation and the view's selection, as signals."""

    opened = Signal()
    """Another session, or none, is shown."""
    closing = Signal()
    """The session that is shown is about to be put away: what is begun in it can still be done."""
    changed = Signal(object)
    """A Change was made: by hand, undo, redo or a merge."""
    codebook_changed = Signal(object)
    """The open session has another Codebook, or another state of it: this one. Its annotations are the same."""
    recorded = Signal()
    """A step was added to the history; ``changed`` came just before it."""
    stepped = Signal()
    """A step was taken back or made again; ``changed`` came before it."""
    current_changed = Signal()
    """Another annotation, or none, is the current one."""
    reveal_wanted = Signal(object)
    """A Span should be scrolled into view."""
    caret_wanted = Signal(int)
    """The caret should stand there, with nothing selected: in the annotation that was chosen elsewhere."""
    selection_changed = Signal()
    """The view's selection or caret is another."""
    said = Signal(str)
    """A word for the status bar, plain text."""
    worked = Signal(str)
    """Something is being worked on beside the window: words for it; empty once nothing is."""
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
        self._shown: Collection[str] | None = None
        """Ids of the tags that the text shows; None for all."""
        self._is_choosing = False
        """True while the caret goes to an annotation that is current already."""
        self._is_own = False
        """True while a change of the person's own is made."""

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

    def end_begun(self) -> None:
        """Let what is begun in the session be done, before it is put away."""
        self.closing.emit()

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
        self._is_own = True
        try:
            self.session.do(label, change, current=self._current, hold=hold)
        except ChangeRefused as refusal:
            self.refused.emit(str(refusal))
            return False
        finally:
            self._is_own = False
        self.recorded.emit()
        if current is not None:
            self.set_current(current)
        else:
            self._leave_if_left()
        return True

    def undo(self, *, shows: bool = True) -> None:
        """Take the last step back; what it restored becomes current, unless ``shows`` is False."""
        self._step_history(back=True, shows=shows)

    def redo(self, *, shows: bool = True) -> None:
        """Make the last step that was taken back again; what it made becomes current, unless ``shows`` is False."""
        self._step_history(back=False, shows=shows)

    def refuse(self, words: str) -> None:
        """Say why a command did nothing."""
        self.refused.emit(words)

    def say(self, words: str) -> None:
        """Say a word in the status bar."""
        self.said.emit(words)

    def work(self, words: str) -> None:
        """Say in the status bar what is being worked on beside the window; empty once it is not, however it ended."""
        self.worked.emit(words)

    # -- the current annotation ----------------------------------------------

    @property
    def current(self) -> Annotation | None:
        """The annotation that commands act on."""
        if self.session is None or self._current is None:
            return None
        return self.session.store.annotation(self._current)

    def set_current(self, annotation_id: str | None, *, reveal: bool = False) -> None:
        """Make an annotation, or none, the current one; the caret goes into it. With ``reveal``, scroll to it."""
        is_other = annotation_id != self._current
        self._current = annotation_id
        current = self.current
        if current is not None:
            self._bring_caret(current.span, to_start=reveal)
        if is_other:
            self.current_changed.emit()
        if reveal and current is not None:
            self.reveal_wanted.emit(current.span)

    def take_here(self) -> None:
        """Make the innermost annotation current that the caret, or the whole selection, stands in; else none."""
        here: str | None = None
        if self.session is not None:
            chosen = self.selection or Span(self.caret, self.caret)
            under = self.session.store.at(self.caret)
            under = [one for one in under if one.start <= chosen.start and chosen.end <= one.end]
            here = next((one.id for one in under if self.shows(one)), None)
        if here != self._current:
            self._current = here
            self.current_changed.emit()

    def show_only(self, tags: Collection[str] | None) -> None:
        """Take nothing as current that the text does not show: annotations of these tags only; None for all."""
        self._shown = tags
        current = self.current
        if current is not None and tags is not None and current.tag not in tags:
            self.set_current(None)

    def shows(self, annotation: Annotation) -> bool:
        """True of an annotation whose tag the text shows, wherever it is scrolled to."""
        return self._shown is None or annotation.tag in self._shown

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
        """Take over the view's selection and caret; what they stand in is current, and none where there is none."""
        self.selection, self.caret = selection, caret
        if selection != self._place:
            self._place = None
        if not self._is_choosing:
            self.take_here()
        self.selection_changed.emit()

    def begin_at(self, selection: Span | None, caret: int) -> None:
        """Take over the selection and caret of a view that shows another article: nobody has chosen them."""
        self.selection, self.caret = selection, caret
        if selection != self._place:
            self._place = None
        self.selection_changed.emit()

    # -- inside --------------------------------------------------------------

    def _on_change(self, change: Change) -> None:
        self.changed.emit(change)
        if not self._is_own or self.current is None:
            self._leave_if_left()

    def _leave_if_left(self) -> None:
        """Make none current if the one that was is gone, or the caret no longer stands in it."""
        current = self.current
        if self._current is not None and (current is None or not current.start <= self.caret <= current.end):
            self.set_current(None)

    def _bring_caret(self, span: Span, *, to_start: bool) -> None:
        """Let the caret stand in a span, nothing selected; from outside to its start or to the nearer end."""
        is_in = span.start <= self.caret <= span.end
        if is_in and self.selection is None:
            return
        nearest = max(span.start, min(self.caret, span.end))
        self._is_choosing = True
        try:
            self.caret_wanted.emit(span.start if to_start and not is_in else nearest)
        finally:
            self._is_choosing = False

    def _step_history(self, *, back: bool, shows: bool) -> None:
        if self.session is None:
            return
        try:
            step, skipped = self.session.undo() if back else self.session.redo()
        except ChangeRefused as refusal:
            self.refused.emit(str(refusal))
            return
        if step is not None:
            self.stepped.emit()
            gone, came = step.change.of(Annotation)
            if back:
                gone, came = came, gone
            if not shows:
                pass  # whoever asked shows it
            elif came:
                self.set_current(came[0].id, reveal=True)
            elif back and step.current is not None and self.session.store.annotation(step.current):
                self.set_current(step.current, reveal=True)
            elif gone:
                self.set_current(None)
                self._bring_caret(gone[0].span, to_start=True)
                self.reveal(gone[0].span)
            self.say(tr(marked("Undone: {step}") if back else marked("Done again: {step}"), step=step.label))
        else:
            self.say(tr("Nothing to undo.") if back else tr("Nothing to do again."))
        if skipped:
            self.say(tr("Left out, because it was changed elsewhere since: {steps}.", steps=in_row(skipped)))
