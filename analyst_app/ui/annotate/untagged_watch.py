"""The quotations that are left untagged: U goes to them, the scroll bar and the status bar show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.core.annotation import Annotation, Entry
from analyst_app.core.codebook import Codebook
from analyst_app.core.excerpts import counted
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.language.snapping import count_words
from analyst_app.ui.annotate.fences import why_nothing_proposed
from analyst_app.ui.annotate.performing import Performer
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.assist.quote_places import Mend
    from analyst_app.assist.untagged import Untagged
    from analyst_app.language.language import Language
    from analyst_app.language.quotations import Quotation
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks


_AT_ONCE = 100_000
"""Characters that are looked through within a few frames."""
_CLAUSES_AT_ONCE = 20_000
"""Characters in which reported clauses are found within a few frames, too."""


class UntaggedWatch(QObject):
    """Looks for quotations once, in a worker; from then on each Change costs what it touches."""

    counted = Signal(object)
    """So many quotations are left untagged; None: not known, or the codebook has none."""

    def __init__(
        self, performer: Performer, bridge: SessionBridge, view: ArticleView, actions: ActionSet, tasks: Tasks
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._view, self._tasks = performer, bridge, view, tasks
        self._untagged: Untagged | None = None
        self._awaited = False
        """True while a worker looks for all places."""
        self._has_clauses = False
        """True if reported clauses without marks are among the places, or shall not be."""
        self._missed: list[Change] = []
        self._mend: Mend | None = None
        self._wish: bool | None = None
        """True while N waits for the next of all, False while U waits for the next quotation; None: nobody waits."""
        self._offer: Callable[[Quotation], bool] = lambda quotation: False
        actions.register("go.untagged", self.go)
        actions.register("suggest.next", lambda: self.go(everything=True))
        bridge.opened.connect(self._begin)
        bridge.codebook_changed.connect(self._begin)
        bridge.changed.connect(self._take)
        actions.begun.connect(self._stop_waiting)
        bridge.selection_changed.connect(self._stop_waiting)

    def let_offer(self, offer: Callable[[Quotation], bool]) -> None:
        """Have the suggestion shown for a quotation that U goes to.

        Args:
            offer: shows it, if something may be proposed there; False: it does not.
        """
        self._offer = offer

    def let_mend(self, mend: Mend | None) -> None:
        """Look again, where the quotes that are proposed are others now.

        Args:
            mend: mends the rules' answer in a worker; None: the rules go on alone.
        """
        if mend != self._mend:
            self._mend = mend
            self._begin()

    def go(self, *, everything: bool = False) -> None:
        """Select the next quotation that is not tagged, with its marks; where none is left, a reported clause.

        Args:
            everything: the next in the text, be it a quotation or a reported clause.
        """
        if not self._has_quotations():
            self._performer.refuse(tr("No tag of this codebook is for quotations."))
            return
        if self._untagged is None or (not self._has_clauses and (everything or self._next(everything) is None)):
            self._look_now()
        found = self._next(everything)
        if found is None and (self._untagged is None or not self._has_clauses):
            self._wait(everything)
            return
        if found is None or self._untagged is None:
            self._performer.refuse(tr("No quotation is left untagged."))
            return
        self._view.select(found.span)
        self._look_for_clauses()
        if self._offer(found):
            return
        words = count_words(self._view.text, found.span)
        self._bridge.say(f"with marks · {counted(words, 'word')} · {len(self._untagged)} left")

    def _next(self, everything: bool) -> Quotation | None:
        """The next place from here on, as far as places are known."""
        selection = self._bridge.selection
        begin = selection.start + 1 if selection is not None else self._bridge.caret
        return self._untagged.next(begin, everything=everything) if self._untagged is not None else None

    def _wait(self, everything: bool) -> None:
        """Go on as soon as the worker has answered, if the person does nothing else meanwhile."""
        self._look_for_clauses()
        self._bridge.say(tr("Looking for quotations…"))
        self._wish = everything

    def _stop_waiting(self) -> None:
        self._wish = None

    def _look_now(self) -> None:
        """U came before the worker's answer: a text of usual length is looked through at once.

        What was learnt takes one question at a time, so that it is only asked in a worker.
        """
        scene = self._performer.scene()
        if scene is None or len(scene.text) > _AT_ONCE:
            return
        whole = self._proposes and len(scene.text) <= _CLAUSES_AT_ONCE and self._mend is None
        if whole or self._untagged is None:
            self._has_clauses = self._has_clauses or whole
            self._untagged = _look(scene.text, *_held(scene.store), scene.codebook, scene.language, whole=whole)
            self._show()

    @property
    def _proposes(self) -> bool:
        """True if reported clauses without marks are gone to, too: they are no quotations but for who proposes them."""
        return not why_nothing_proposed(self._bridge.session)

    def _look_for_clauses(self) -> None:
        """Reported clauses are looked for only once somebody goes from quotation to quotation: that takes a while."""
        if not self._has_clauses and not self._awaited:
            self._look(whole=True)

    def _begin(self) -> None:
        self._let_go(self._untagged)
        self._untagged, self._missed, self._awaited, self._wish = None, [], False, None
        self._view.set_scroll_marks([])
        self._tasks.give_up(self)
        session = self._bridge.session
        if session is None or not session.codebook.has_part("quotation"):
            self.counted.emit(None)
            return
        self._has_clauses = not self._proposes
        self._look(whole=self._proposes and self._mend is not None and len(session.document.text) <= _AT_ONCE)

    def _look(self, *, whole: bool) -> None:
        """Look for the places in a worker; what is there is used until they are known."""
        session = self._bridge.session
        if session is None:
            return
        codebook = session.codebook

        def done(untagged: Untagged) -> None:
            if self._bridge.session is not session or session.codebook is not codebook:
                self._let_go(untagged)
                return
            self._let_go(self._untagged)
            self._untagged, self._awaited = untagged, False
            self._has_clauses = self._has_clauses or whole
            for change in self._missed:
                untagged.update(change, session.store.touching)
            self._missed = []
            self._show()
            if (wish := self._wish) is not None:
                self._wish = None
                self.go(everything=wish)

        self._awaited, self._missed = True, []
        text, noted = session.document.text, session.language
        held = _held(session.store)
        self._tasks.run_at_rest(self, _look_at_rest, text, *held, codebook, noted, whole, self._mend, done=done)

    def _let_go(self, untagged: Untagged | None) -> None:
        """Let a worker free the answer about another article: that of a long one would stop the window."""
        if untagged is not None and untagged.is_large:
            self._tasks.run(untagged.let_go)

    def _has_quotations(self) -> bool:
        session = self._bridge.session
        return session is None or session.codebook.has_part("quotation")

    def _take(self, change: Change) -> None:
        session = self._bridge.session
        if self._awaited:
            self._missed.append(change)
        untagged = self._untagged
        if untagged is not None and session is not None and untagged.update(change, session.store.touching):
            self._show()

    def _show(self) -> None:
        if self._untagged is not None:
            self.counted.emit(len(self._untagged))
            self._view.set_scroll_marks(self._untagged.starts)


def _held(store: AnnotationStore) -> tuple[list[Annotation], list[Entry]]:
    """The records of a layer that quotations are held against, for a worker."""
    return list(store.annotations), store.entries("dismissed")


def _look_at_rest(
    text: str,
    annotations: list[Annotation],
    entries: list[Entry],
    codebook: Codebook,
    noted: str,
    whole: bool,
    mend: Mend | None,
) -> Untagged:
    """In a worker: the same, and what the first gesture goes by is read, so that it does not wait for that."""
    from analyst_app.language.languages import language_of, warm

    warm()
    return _look(text, annotations, entries, codebook, language_of(text, noted), whole=whole, mend=mend)


def _look(
    text: str,
    annotations: list[Annotation],
    entries: list[Entry],
    codebook: Codebook,
    language: Language,
    *,
    whole: bool,
    mend: Mend | None = None,
) -> Untagged:
    """The quotations of a text, and which of them are tagged; with ``whole`` reported clauses, too."""
    from analyst_app.assist.quote_places import marked_places, places, unmarked_starts
    from analyst_app.assist.untagged import Untagged

    tag = codebook.first_for("quotation")
    marked = marked_places(text, language)
    found = places(text, language, tag.edge_rule, mend) if whole and tag is not None else marked
    return Untagged(
        found,
        annotations,
        quote_tags=[tag.id for tag in codebook.tags_for("quotation")],
        skip_tags=[tag.id for tag in codebook.tags_for("skip")],
        text=text,
        entries=entries,
        later=unmarked_starts(found, marked),
    )
