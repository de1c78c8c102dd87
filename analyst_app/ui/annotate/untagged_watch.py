"""The quotations that are left untagged: U goes to them, the scroll bar and the status bar show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from analyst_app.core.annotation import Annotation, Entry
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.language.snapping import count_words
from analyst_app.ui.annotate.fences import why_nothing_proposed
from analyst_app.ui.annotate.performing import Performer
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.assist.left_proposals import Key, LeftProposals, LookedThrough, Proposal
    from analyst_app.assist.quote_places import Mend
    from analyst_app.language.language import Language
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks


_AT_ONCE = 100_000
"""Characters that are looked through within a few frames."""
_CLAUSES_AT_ONCE = 20_000
"""Characters in which reported clauses are found within a few frames, too."""


class _Look(NamedTuple):
    """A question to a worker."""

    is_whole: bool
    """True if it looks for all that is proposed, False if for marks only."""
    missed: list[Change]
    """Changes of the layer since it was asked."""


class UntaggedWatch(QObject):
    """Looks for what is proposed once, in a worker; from then on each Change costs what it touches.

    It looks unasked once the person stays at an article, and at once where she asks. Whoever
    shows proposals goes by it, so that all of them show the same.
    """

    counted = Signal(object)
    """So many quotations are left untagged, with marks or without; None: not known yet, or the codebook has none."""
    changed = Signal()
    """Others are left than before, or all of them are known now."""

    def __init__(
        self, performer: Performer, bridge: SessionBridge, view: ArticleView, actions: ActionSet, tasks: Tasks
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._view, self._tasks = performer, bridge, view, tasks
        self._untagged: LeftProposals | None = None
        self.whole: int | None = None
        """Number of quotations, tagged or not, when they were looked for; None: not known."""
        self._shown: Proposal | None = None
        """The one that was gone to last."""
        self._looks: dict[int, _Look] = {}
        """By number: where a worker looks for places."""
        self._asked = self._taken = 0
        """The numbers of the last look that was begun, and of the last whose answer was taken."""
        self._has_clauses = False
        """True if reported clauses without marks are among the places, or shall not be."""
        self._mend: Mend | None = None
        self._wish: bool | None = None
        """True while N waits for the next of all, False while U waits for the next quotation; None: nobody waits."""
        self._offer: Callable[[Proposal], bool] = lambda proposal: False
        actions.register("go.untagged", self.go)
        actions.register("suggest.next", lambda: self.go(everything=True))
        bridge.opened.connect(self._begin)
        bridge.codebook_changed.connect(self._begin)
        bridge.changed.connect(self._take)
        actions.begun.connect(self._stop_waiting)
        bridge.selection_changed.connect(self._stop_waiting)

    @property
    def left(self) -> LeftProposals | None:
        """All that is proposed and left; None while not all of it is known."""
        return self._untagged if self._has_clauses else None

    def look_for_all(self) -> None:
        """Look for all that is proposed in a worker, if that is not known or under way; ``changed`` tells."""
        self._tasks.hurry(self)
        if not self._has_clauses and not any(look.is_whole for look in self._looks.values()):
            self._look(whole=True)

    def let_offer(self, offer: Callable[[Proposal], bool]) -> None:
        """Have the suggestion shown for what U goes to.

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
        if self._untagged is None or not self._has_clauses:
            self._look_now()
        found = self._next(everything)
        if found is None and (self._untagged is None or not self._has_clauses):
            self._wait(everything)
            return
        if found is None or self._untagged is None:
            self._performer.refuse(tr("No quotation is left untagged."))
            return
        self._view.select(found.span)
        self._shown = found
        self._look_for_clauses()
        if self._offer(found):
            return
        words = count_words(self._view.text, found.span)
        told = marked("with marks · {n} word · {left} left|with marks · {n} words · {left} left")
        self._bridge.say(tr(told, words, left=len(self._untagged)))

    def _next(self, everything: bool) -> Proposal | None:
        """The next one from here on, as far as they are known."""
        return self._untagged.next(self._here, everything=everything) if self._untagged is not None else None

    @property
    def _here(self) -> Key:
        """The place in the order of the proposals where the person is: several may begin at one place of the text."""
        from analyst_app.assist.left_proposals import key_of

        selection = self._bridge.selection
        if selection is None:
            return (self._bridge.caret,)
        if self._shown is not None and self._shown.span == selection:
            return key_of(self._shown)
        return (selection.start + 1,)

    def _wait(self, everything: bool) -> None:
        """Go on as soon as the worker has answered, if the person does nothing else meanwhile."""
        self._tasks.hurry(self)
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
            if whole:
                self._tasks.give_up(self)
                self._taken = self._asked
                self._looks.clear()
            self._has_clauses = self._has_clauses or whole
            self._keep(_look(scene.text, *_held(scene.store), scene.codebook, scene.language, whole=whole))
            self._show()

    @property
    def _proposes(self) -> bool:
        """True if reported clauses without marks are gone to, too: they are no quotations but for who proposes them."""
        return not why_nothing_proposed(self._bridge.session)

    def _look_for_clauses(self) -> None:
        """In a very long text, reported clauses are looked for only once somebody goes from one to the next."""
        if not self._looks:
            self.look_for_all()

    def _begin(self) -> None:
        self._let_go(self._untagged)
        self._untagged, self.whole, self._shown, self._wish = None, None, None, None
        self._looks.clear()
        self._taken = self._asked
        self._view.set_scroll_marks([])
        self._tasks.give_up(self)
        session = self._bridge.session
        if session is None or not session.codebook.has_part("quotation"):
            self.counted.emit(None)
            return
        self._has_clauses = not self._proposes
        self._tasks.in_pause(self, self._look_unasked)

    def _look_unasked(self) -> None:
        from analyst_app.assist import unasked  # no suggestion is needed before the window is there

        session = self._bridge.session
        if session is not None:
            self._look(whole=self._proposes and len(session.document.text) <= unasked.LONGEST)

    def _look(self, *, whole: bool) -> None:
        """Look for the places in a worker; what is there is used until they are known."""
        session = self._bridge.session
        if session is None:
            return
        codebook = session.codebook
        self._asked += 1
        number = self._asked

        def done(found: LookedThrough) -> None:
            untagged = found.left
            if self._bridge.session is not session or session.codebook is not codebook or number <= self._taken:
                self._let_go(untagged)
                return
            self._let_go(self._untagged)
            self._keep(found)
            self._taken = number
            self._has_clauses = self._has_clauses or whole
            for change in self._looks[number].missed:
                untagged.update(change, session.store.touching)
            self._looks = {later: look for later, look in self._looks.items() if later > number}
            self._show()
            if (wish := self._wish) is not None:
                self._wish = None
                self.go(everything=wish)

        self._looks[number] = _Look(whole, [])
        text, noted = session.document.text, session.language
        held = _held(session.store)
        self._tasks.run_at_rest(self, _look_at_rest, text, *held, codebook, noted, whole, self._mend, done=done)

    def _keep(self, found: LookedThrough) -> None:
        self._untagged, self.whole = found

    def _let_go(self, untagged: LeftProposals | None) -> None:
        """Let a worker free the answer about another article: that of a long one would stop the window."""
        if untagged is not None and untagged.is_large:
            self._tasks.run(untagged.let_go)

    def _has_quotations(self) -> bool:
        session = self._bridge.session
        return session is None or session.codebook.has_part("quotation")

    def _take(self, change: Change) -> None:
        session = self._bridge.session
        for look in self._looks.values():
            look.missed.append(change)
        untagged = self._untagged
        if untagged is not None and session is not None and untagged.update(change, session.store.touching):
            self._show()

    def _show(self) -> None:
        if self._untagged is not None:
            self.counted.emit(len(self._untagged) if self._has_clauses else None)
            self._view.set_scroll_marks(self._untagged.starts)
            self.changed.emit()


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
) -> LookedThrough:
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
) -> LookedThrough:
    """The quotations of a text that are left; with ``whole`` all that is proposed."""
    from analyst_app.assist.left_proposals import look_through

    return look_through(text, language, codebook, annotations, entries, everything=whole, mend=mend)
