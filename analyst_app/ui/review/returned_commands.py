"""Brings decisions back to the annotator whose tags they are about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.core.annotation import Entry, Record
from analyst_app.core.excerpts import counted
from analyst_app.core.layer_ids import is_gold
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.document import Document
    from analyst_app.corpus.sealing import Seal
    from analyst_app.review.return_to_sender import Returned
    from analyst_app.session.session import Session
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.panels.panes import Middle
    from analyst_app.ui.review.returned_view import ReturnedView
    from analyst_app.ui.widgets.tasks import Tasks
    from analyst_app.ui.widgets.theme import Looks

_BAR = "returned"


class ReturnedCommands(QObject):
    """Says that there are decisions on one's tags, shows them, and lets one's layer follow."""

    looked_at = Signal(object)
    """Something is looked at that stands in the article: its Span."""
    left = Signal()
    """The focus belongs to the text again."""
    made = Signal(object)
    """The ReturnedView is there."""

    def __init__(
        self,
        bridge: SessionBridge,
        workplace: Workplace,
        middle: Middle,
        bars: MessageBars,
        tasks: Tasks,
    ) -> None:
        super().__init__(middle)
        self._looks: Looks | None = None
        self._bridge, self._workplace, self._middle, self._bars, self._tasks = bridge, workplace, middle, bars, tasks
        self._view: ReturnedView | None = None
        self._gold: list[AnnotationStore] = []
        self._session: Session | None = None
        self._is_shown = False
        self._answering = False
        bridge.opened.connect(self._on_opened)
        bridge.codebook_changed.connect(self._refresh)
        bridge.changed.connect(lambda change: self._refresh())

    def wear(self, looks: Looks) -> None:
        """Take the colours and sizes for the page."""
        self._looks = looks

    def show(self) -> None:
        """Show the decisions on one's own tags of the open article."""
        session = self._bridge.session
        if session is None or session is not self._session:
            self._bridge.say("Open your own layer to see what was decided about it.")
            return
        if self._looks is None:
            return
        if self._view is None:
            self._view = self._made(self._looks)
        self._is_shown = self._answering = True
        self._refresh()
        self._answering = False
        self._bars.hide_bar(_BAR)
        self._middle.show_page(self._view)
        self._view.setFocus()

    def items(self) -> list[Returned]:
        """The decisions, of all gold layers."""
        session = self._session
        if session is None:
            return []
        if not self._gold:
            return []  # as a rule: then nothing of the review is imported
        from analyst_app.review.return_to_sender import returned

        text = session.document.text
        return [one for gold in self._gold for one in returned(gold, session.store, session.layer_id, text)]

    # -- inside ----------------------------------------------------------------

    def _made(self, looks: Looks) -> ReturnedView:
        from analyst_app.ui.review.returned_view import ReturnedView

        view = ReturnedView(looks)
        view.answered.connect(self._on_answered)
        view.left.connect(self._leave)
        view.looked_at.connect(self._look)
        self._middle.add_page(view)
        self.made.emit(view)
        return view

    def _on_opened(self) -> None:
        if self._bridge.session is not self._session:
            self._session, self._gold = None, []
            self._leave()

    def look_for(self, loaded: Loaded) -> None:
        """Look for decisions on a layer that was loaded, if it is one's own."""
        session = loaded.session
        if session.layer_id != self._workplace.annotator or session.read_only:
            return

        def done(gold: list[AnnotationStore]) -> None:
            if self._bridge.session is session:
                self._session, self._gold = session, gold
                self._tell()

        seal = self._workplace.seal(session.path)
        self._tasks.run(_read_gold, session.path, session.document, seal, done=done, failed=self._fail)

    def _tell(self) -> None:
        own = self._session.layer_id if self._session is not None else ""
        waiting = [one for one in self.items() if one.is_waiting and one.decision.by != own]  # her own she knows
        if waiting:
            names = ", ".join(sorted({one.decision.by for one in waiting}))
            words = f"{names} has decided on {counted(len(waiting), 'tag')} of yours."
            self._bars.show_bar(_BAR, words, [("Look", self.show)])

    def _refresh(self) -> None:
        session = self._session
        if self._view is not None and self._is_shown and session is not None:
            self._view.show_returned(self.items(), session.document.text, session.codebook, is_answer=self._answering)

    def _on_answered(self, answer: str, one: Returned, words: str) -> None:
        self._answering = True
        try:
            self._answer(answer, one, words)
        finally:
            self._answering = False

    def _answer(self, answer: str, one: Returned, words: str) -> None:
        from analyst_app.review.return_to_sender import accept, reply, resolve

        session = self._session
        gold = next((store for store in self._gold if store.record((Entry, one.decision.id)) is not None), None)
        if session is None or gold is None:
            return
        if answer in ("accept", "contest") and not one.decision.is_settling:
            self._bridge.refuse(tr("Nothing is decided about it yet; M answers what is said."))
        elif answer == "accept" and one.answer == "accept":
            self._bridge.refuse(tr("You have accepted this already."))
        elif answer == "accept":
            self._bridge.do("Accept the decision", accept(one, gold, session.store, session.layer_id))
        elif answer == "contest":
            self._bridge.do("Contest the decision", reply(one, session.layer_id, "contest", words))
        elif answer == "resolve" and not one.has_thread:
            self._bridge.refuse("Nothing is said here that could be resolved; M comments.")
        elif answer == "resolve":
            label = "Open the thread again" if one.is_resolved else "Resolve the thread"
            self._bridge.do(label, resolve(one, session.layer_id))
        else:
            self._bridge.do("Comment", reply(one, session.layer_id, "comment", words))

    def _look(self, one: Returned) -> None:
        for annotation in (*one.own, *one.gold):
            self.looked_at.emit(Span(annotation.start, annotation.end))
            return

    def _leave(self) -> None:
        if self._is_shown:
            self._is_shown = False
            self._middle.show_reading(True)
            self.left.emit()
            self._tell()

    def _fail(self, error: Exception) -> None:
        self._bars.report(_BAR, error)


def _read_gold(article: Path, document: Document, seal: Seal) -> list[AnnotationStore]:
    """In a worker: the gold layers beside an article that may be seen; none without decisions."""
    from analyst_app.corpus.other_layers import layer_beside
    from analyst_app.session.session import layers_of

    found: list[AnnotationStore] = []
    for layer in layers_of(article, only=is_gold):
        if layer.status != "damaged" and not seal.hides(article, layer.layer_id):
            gold = layer_beside(article, layer.layer_id, document)
            if gold.entries:
                records: list[Record] = [*gold.annotations, *gold.links, *gold.entries]
                found.append(AnnotationStore(records, length=len(document)))
    return found
