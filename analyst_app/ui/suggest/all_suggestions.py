"""View ▸ Suggestions: all that is proposed for an article, as boxes; and taking all above a score at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from analyst_app.core.store import AnnotationStore
from analyst_app.gestures import accepting
from analyst_app.ui.annotate.fences import why_nothing_proposed
from analyst_app.ui.suggest.suggest_mode import mark_of
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.assist.quote_places import Mend
    from analyst_app.assist.suggestions import SuggestedQuote
    from analyst_app.assist.untagged import Untagged
    from analyst_app.core.annotation import Annotation, Entry
    from analyst_app.core.codebook import Codebook
    from analyst_app.core.store import Change
    from analyst_app.gestures.tagging import Outcome
    from analyst_app.session.session import Session
    from analyst_app.ui.annotate.performing import Performer
    from analyst_app.ui.article.ghost_painter import GhostPainter
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks


class _Found(NamedTuple):
    ghosts: list[SuggestedQuote]
    untagged: Untagged
    """The numbers of those that are left."""


class AllSuggestions(QObject):
    """Looks for the suggestions of the open article in a worker, as long as they are wanted; off until asked for.

    Args:
        performer: makes what is accepted.
        bridge: the open session.
        ghosts: paint the suggestions.
        actions: the commands are registered there.
        tasks: looks for them beside the window.
    """

    def __init__(
        self, performer: Performer, bridge: SessionBridge, ghosts: GhostPainter, actions: ActionSet, tasks: Tasks
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._ghosts = performer, bridge, ghosts
        self._actions, self._tasks = actions, tasks
        self._mend: Mend | None = None
        self._is_on = False
        self._found: _Found | None = None
        self._missed: list[Change] = []
        self._is_asking = False
        self._has_gone_on = False
        """True if the person, asked to wait for the question, does something else by now."""
        actions.register("view.suggestions", self.show)
        actions.register("suggest.accept_all", self.ask)
        bridge.opened.connect(self._begin)
        bridge.codebook_changed.connect(self._begin)
        bridge.changed.connect(self._take)
        actions.begun.connect(self._go_on)
        bridge.selection_changed.connect(self._go_on)

    def show(self, is_on: bool) -> None:
        """Show all suggestions of the article, or none."""
        reason = self._why_not() if is_on else ""
        if reason:
            self._performer.refuse(reason)
        self._is_on = is_on and not reason
        self._begin()

    def let_mend(self, mend: Mend | None) -> None:
        """Look again, where the quotes that are proposed are others now.

        Args:
            mend: mends the rules' answer in a worker; None: the rules go on alone.
        """
        if mend != self._mend:
            self._mend = mend
            self._begin()

    def ask(self) -> None:
        """Ask which suggestions are to be taken at once."""
        reason = self._why_not()
        if reason:
            self._performer.refuse(reason)
        elif self._found is None:
            self._is_asking, self._has_gone_on = True, False
            self._bridge.say(tr("Looking for suggestions…"))
            self._look()
        else:
            self._ask()

    @property
    def left(self) -> list[SuggestedQuote]:
        """Those of which nothing was made yet, by start."""
        found = self._found
        return [found.ghosts[row] for row in found.untagged.rows] if found is not None else []

    # -- looking -------------------------------------------------------------------

    def _why_not(self) -> str:
        session = self._bridge.session
        reason = why_nothing_proposed(session)
        if not reason and session is not None and session.codebook.first_for("quotation") is None:
            return tr("No tag of this codebook is for quotations.")
        return reason or (tr("Nothing is suggested in a review.") if self._actions.is_reviewing else "")

    def _begin(self, _: object = None) -> None:
        self._found, self._missed, self._is_asking = None, [], False
        self._tasks.give_up(self)
        if self._bridge.session is not None and self._is_on and self._why_not():
            self._is_on = False
        self._actions.action("view.suggestions").setChecked(self._is_on)
        self._paint()
        if self._is_on and self._bridge.session is not None:
            self._look()

    def _look(self) -> None:
        session = self._bridge.session
        if session is None:
            return
        codebook = session.codebook

        def done(found: _Found) -> None:
            if self._bridge.session is not session or session.codebook is not codebook:
                return
            self._found = found
            for change in self._missed:
                found.untagged.update(change, session.store.touching)
            self._missed = []
            self._paint()
            if self._is_asking:
                self._is_asking = False
                self._ask_if_waiting()

        self._missed = []
        store = session.store
        annotations, entries = list(store.annotations), store.entries("dismissed")
        text, noted = session.document.text, session.language
        self._tasks.run_at_rest(self, _look, text, annotations, entries, codebook, noted, self._mend, done=done)

    def _take(self, change: Change) -> None:
        session = self._bridge.session
        if self._found is None:
            self._missed.append(change)
        elif session is not None and self._found.untagged.update(change, session.store.touching):
            self._paint()

    def _paint(self) -> None:
        self._ghosts.show_others([mark_of(ghost) for ghost in self.left] if self._is_on else [])

    # -- taking all above a score --------------------------------------------------

    def _go_on(self) -> None:
        self._has_gone_on = True

    def _ask_if_waiting(self) -> None:
        """Ask now that the answer is there; who is at something else by then is only told: keys go where they went."""
        if not self._has_gone_on:
            self._ask()
            return
        told = tr("{n} suggestion is found|{n} suggestions are found", len(self.left))
        self._bridge.say(f"{told}. " + tr("Choose “Accept all above…” again to see them."))

    def _ask(self) -> None:
        from analyst_app.ui.suggest.accept_all_dialog import AcceptAllDialog

        session = self._bridge.session
        refusal = self._actions.refusal(self._actions.rows["suggest.accept_all"])
        if session is None or refusal or not self.left:
            self._performer.refuse(refusal or tr("No suggestion is left in this article."))
            return
        dialog = AcceptAllDialog(session.document.text, self.left, self._performer.window)
        dialog.taken.connect(lambda ghosts: self._accept(session, ghosts))
        dialog.open()

    def _accept(self, session: Session, ghosts: list[SuggestedQuote]) -> None:
        """Make them in a worker, on a copy of the layer; in the layer itself as one step, if it is still the same."""
        reason = self._why_not()
        if reason:
            self._performer.refuse(reason)
            return
        scene = self._performer.scene()
        tag = accepting.quotation_tag(scene) if scene is not None else None
        if scene is None or tag is None or self._bridge.session is not session:
            return
        store = session.store
        changes = store.changes
        copy = scene._replace(store=AnnotationStore(store.records(), length=len(scene.text)))

        def done(outcome: Outcome) -> None:
            if self._bridge.session is not session or store.changes != changes:
                self._performer.refuse(tr("The layer was changed meanwhile: nothing was accepted. Try again."))
            else:
                self._performer.perform(outcome)

        self._tasks.run(accepting.all_accepted, copy, ghosts, tag, done=done)


def _look(
    text: str,
    annotations: list[Annotation],
    entries: list[Entry],
    codebook: Codebook,
    noted: str,
    mend: Mend | None,
) -> _Found:
    """In a worker: the suggestions of a text, and which of them are left."""
    from analyst_app.assist.quote_places import all_ghosts, places_of
    from analyst_app.assist.untagged import Untagged
    from analyst_app.language.languages import language_of

    tag = codebook.first_for("quotation")
    rule = tag.edge_rule if tag is not None else "quotation"
    ghosts = all_ghosts(text, language_of(text, noted), rule, mend)
    if tag is not None:
        ghosts = [accepting.fitted(ghost, tag, codebook) for ghost in ghosts]
    left = Untagged(
        places_of(ghosts),
        annotations,
        quote_tags=[tag.id for tag in codebook.tags_for("quotation")],
        skip_tags=[tag.id for tag in codebook.tags_for("skip")],
        text=text,
        entries=entries,
    )
    return _Found(ghosts, left)
