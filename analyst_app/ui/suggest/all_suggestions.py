"""View ▸ Suggestions: all that is proposed for an article, as boxes; and taking all above a score at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.gestures import accepting
from analyst_app.ui.annotate.fences import why_nothing_proposed
from analyst_app.ui.article.ghost_painter import GhostMark
from analyst_app.ui.suggest.suggest_mode import mark_of
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.assist.left_proposals import Key, Proposal
    from analyst_app.gestures.accepting import Ghost
    from analyst_app.gestures.tagging import Outcome
    from analyst_app.session.session import Session
    from analyst_app.ui.annotate.performing import Performer
    from analyst_app.ui.article.ghost_painter import GhostPainter
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.suggest.left_ghosts import LeftGhosts

_FEW = 300
"""Suggestions whose speakers are looked for again after each step of work."""


class AllSuggestions(QObject):
    """Shows all that is proposed and left in the open article, as long as that is wanted; off until asked for.

    Args:
        performer: makes what is accepted.
        bridge: the open session.
        ghosts: paint the suggestions.
        actions: the commands are registered there.
        proposals: what is left.
    """

    def __init__(
        self,
        performer: Performer,
        bridge: SessionBridge,
        ghosts: GhostPainter,
        actions: ActionSet,
        proposals: LeftGhosts,
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._ghosts = performer, bridge, ghosts
        self._actions, self._proposals = actions, proposals
        self._is_on = False
        self._known: dict[Key, Ghost] = {}
        """The suggestions with their speakers, as far as they are known."""
        self._is_asking = False
        self._has_gone_on = False
        """True if the person, asked to wait for the question, does something else by now."""
        actions.register("view.suggestions", self.show)
        actions.register("suggest.accept_all", self.ask)
        bridge.opened.connect(self._begin)
        bridge.codebook_changed.connect(self._begin)
        bridge.changed.connect(self._look_at_speakers)
        proposals.changed.connect(self._take)
        actions.begun.connect(self._go_on)
        bridge.selection_changed.connect(self._go_on)

    def show(self, is_on: bool) -> None:
        """Show all suggestions of the article, or none."""
        reason = self._why_not() if is_on else ""
        if reason:
            self._performer.refuse(reason)
        self._is_on = is_on and not reason
        self._begin()

    def ask(self) -> None:
        """Ask which suggestions are to be taken at once."""
        reason = self._why_not()
        if reason:
            self._performer.refuse(reason)
            return
        self._is_asking, self._has_gone_on = True, False
        self._bridge.say(tr("Looking for suggestions…"))
        if self._proposals.left is None:
            self._proposals.look()
        else:
            self._take()

    @property
    def left(self) -> list[Proposal]:
        """Those of which nothing was made yet, in the order of the text."""
        return self._proposals.left or []

    # -- looking -------------------------------------------------------------------

    def _why_not(self) -> str:
        session = self._bridge.session
        reason = why_nothing_proposed(session)
        if not reason and session is not None and session.codebook.first_for("quotation") is None:
            return tr("No tag of this codebook is for quotations.")
        return reason or (tr("Nothing is suggested in a review.") if self._actions.is_reviewing else "")

    def _begin(self, _: object = None) -> None:
        self._known, self._is_asking = {}, False
        self._proposals.give_up()
        if self._bridge.session is not None and self._is_on and self._why_not():
            self._is_on = False
        self._actions.action("view.suggestions").setChecked(self._is_on)
        self._take()
        if self._is_on and self._bridge.session is not None and self._proposals.left is None:
            self._proposals.look()

    def _take(self) -> None:
        """Others are left than before, or all are known now."""
        self._paint()
        if self._proposals.left is not None and (self._is_on or self._is_asking):
            self._look_for_speakers()

    def _look_at_speakers(self, _: object = None) -> None:
        """A step of work may have told who speaks elsewhere."""
        if self._is_on and 0 < len(self.left) <= _FEW:
            self._look_for_speakers()

    def _look_for_speakers(self) -> None:
        """Ask for the speakers of all that is left, as the layer is now; of many only those that are not known."""
        from analyst_app.assist.left_proposals import key_of

        session = self._bridge.session
        if session is None:
            return
        left = self.left
        wanted = (
            left if self._is_asking or len(left) <= _FEW else [one for one in left if key_of(one) not in self._known]
        )
        codebook, is_asking = session.codebook, self._is_asking

        def done(found: list[Ghost]) -> None:
            if self._bridge.session is not session or session.codebook is not codebook:
                return
            self._known.update(zip(map(key_of, wanted), found, strict=True))
            self._paint()
            if self._is_asking and is_asking:
                self._is_asking = False
                self._ask_if_waiting()

        if wanted or is_asking:
            self._proposals.ask(wanted, done)

    def _paint(self) -> None:
        self._ghosts.show_others([self._mark(one) for one in self.left] if self._is_on else [])

    def _mark(self, proposal: Proposal) -> GhostMark:
        from analyst_app.assist.left_proposals import key_of

        known = self._known.get(key_of(proposal))
        return mark_of(known) if known is not None else place_of(proposal)

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
        from analyst_app.assist.left_proposals import key_of
        from analyst_app.ui.suggest.accept_all_dialog import AcceptAllDialog

        session = self._bridge.session
        refusal = self._actions.refusal(self._actions.rows["suggest.accept_all"])
        ghosts = [ghost for one in self.left if (ghost := self._known.get(key_of(one))) is not None]
        if session is None or refusal or not ghosts:
            self._performer.refuse(refusal or tr("No suggestion is left in this article."))
            return
        dialog = AcceptAllDialog(session.document.text, ghosts, session.codebook, self._performer.window)
        dialog.taken.connect(lambda chosen: self._accept(session, chosen))
        self._bridge.say("")  # it was looked for; what was found is here
        dialog.open()

    def _accept(self, session: Session, ghosts: list[Ghost]) -> None:
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

        def done(outcome: Outcome | None) -> None:
            if outcome is None:
                self._bridge.say(tr("Stopped: nothing was accepted."))
            elif self._bridge.session is not session or store.changes != changes:
                self._performer.refuse(tr("The layer was changed meanwhile: nothing was accepted. Try again."))
            else:
                self._performer.perform(outcome)

        self._proposals.accept(scene, ghosts, tag, done)


def place_of(proposal: Proposal) -> GhostMark:
    """A proposal whose speaker is not known yet, as it is painted.

    Args:
        proposal: a place of a quote, or a span of another tag.
    """
    from analyst_app.assist.suggestions import SuggestedSpan

    return mark_of(proposal) if isinstance(proposal, SuggestedSpan) else GhostMark(proposal.quotation.segments)
