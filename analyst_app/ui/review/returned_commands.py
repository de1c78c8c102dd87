"""Brings decisions back to the annotator whose tags they are about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.core.annotation import Entry, Record
from analyst_app.core.excerpts import counted
from analyst_app.core.layer_ids import is_gold
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore
from analyst_app.errors import AnalystError
from analyst_app.review.return_to_sender import Returned, accept, reply, resolve, returned

if TYPE_CHECKING:
    from analyst_app.core.document import Document
    from analyst_app.session.session import Session
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.main_window import MainWindow
    from analyst_app.ui.review.returned_view import ReturnedView

_BAR = "returned"


class ReturnedCommands(QObject):
    """Says that there are decisions on one's tags, shows them, and lets one's layer follow."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._view: ReturnedView | None = None
        self._gold: list[AnnotationStore] = []
        self._session: Session | None = None
        self._is_shown = False
        self._answering = False
        window.actions_.register("review.returned", self.show)
        window.desk.loaded.connect(self._on_loaded)
        window.bridge.opened.connect(self._on_opened)
        window.bridge.changed.connect(lambda change: self._refresh())

    def show(self) -> None:
        """Show the decisions on one's own tags of the open article."""
        session = self._window.bridge.session
        if session is None or session is not self._session:
            self._window.bridge.say("Open your own layer to see what was decided about it.")
            return
        if self._view is None:
            self._view = self._made()
        self._is_shown = self._answering = True
        self._refresh()
        self._answering = False
        self._window.bars.hide_bar(_BAR)
        self._window.middle.show_page(self._view)
        self._view.list.setFocus()

    def items(self) -> list[Returned]:
        """The decisions, of all gold layers."""
        session = self._session
        if session is None:
            return []
        text = session.document.text
        return [one for gold in self._gold for one in returned(gold, session.store, session.layer_id, text)]

    # -- inside ----------------------------------------------------------------

    def _made(self) -> ReturnedView:
        from analyst_app.ui.review.returned_view import ReturnedView

        view = ReturnedView()
        view.answered.connect(self._on_answered)
        view.left.connect(self._leave)
        view.looked_at.connect(self._look)
        self._window.middle.add_page(view)
        return view

    def _on_opened(self) -> None:
        if self._window.bridge.session is not self._session:
            self._session, self._gold = None, []
            self._leave()

    def _on_loaded(self, loaded: Loaded) -> None:
        session = loaded.session
        if session.layer_id != self._window.desk.annotator or session.read_only:
            return

        def done(gold: list[AnnotationStore]) -> None:
            if self._window.bridge.session is session:
                self._session, self._gold = session, gold
                self._tell()

        self._window.tasks.run(_read_gold, session.path, session.document, done=done, failed=self._fail)

    def _tell(self) -> None:
        items = self.items()
        waiting = [one for one in items if one.is_waiting]
        if waiting:
            names = ", ".join(sorted({one.decision.by for one in waiting}))
            words = f"{names} has decided on {counted(len(waiting), 'tag')} of yours."
            self._window.bars.show_bar(_BAR, words, [("Look", self.show)])

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
        session = self._session
        gold = next((store for store in self._gold if store.record((Entry, one.decision.id)) is not None), None)
        if session is None or gold is None:
            return
        if answer == "accept":
            self._window.bridge.do("Accept the decision", accept(one, gold, session.store, session.layer_id))
        elif answer == "contest":
            self._window.bridge.do("Contest the decision", reply(one, session.layer_id, "contest", words))
        elif answer == "resolve" and not one.has_thread:
            self._window.bridge.refused.emit("Nothing is said here that could be resolved; M comments.")
        elif answer == "resolve":
            label = "Open the thread again" if one.is_resolved else "Resolve the thread"
            self._window.bridge.do(label, resolve(one, session.layer_id))
        else:
            self._window.bridge.do("Comment", reply(one, session.layer_id, "comment", words))

    def _look(self, one: Returned) -> None:
        for annotation in (*one.own, *one.gold):
            self._window.view.reveal(Span(annotation.start, annotation.end))
            return

    def _leave(self) -> None:
        if self._is_shown:
            self._is_shown = False
            self._window.middle.show_reading(True)
            self._window.view.setFocus()
            self._tell()

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, AnalystError | OSError):
            raise error
        self._window.bars.show_bar(_BAR, str(error))


def _read_gold(article: Path, document: Document) -> list[AnnotationStore]:
    """In a worker: the gold layers beside an article; none without decisions."""
    from analyst_app.corpus.other_layers import layer_beside
    from analyst_app.session.session import layers_of

    found: list[AnnotationStore] = []
    for layer in layers_of(article):
        if is_gold(layer.layer_id) and layer.status != "damaged":
            gold = layer_beside(article, layer.layer_id, document)
            if gold.entries:
                records: list[Record] = [*gold.annotations, *gold.links, *gold.entries]
                found.append(AnnotationStore(records, length=len(document)))
    return found
