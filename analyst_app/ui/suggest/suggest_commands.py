"""The way into suggest mode, and all that ends it: U shows what would be made of the next quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.gestures import accepting
from analyst_app.ui.annotate.fences import why_nothing_proposed
from analyst_app.ui.article.ghost_painter import GhostLooks
from analyst_app.ui.suggest.span_mode import SpanMode
from analyst_app.ui.suggest.suggest_mode import GhostMode, SuggestMode
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.assist.left_proposals import Proposal
    from analyst_app.core.codebook import Codebook, Tag
    from analyst_app.core.span import Span
    from analyst_app.ui.annotate.performing import Performer
    from analyst_app.ui.article.ghost_painter import GhostPainter
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.modes import ModeKeeper
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.message import BarChoice
    from analyst_app.ui.widgets.theme import Theme


class SuggestCommands(QObject):
    """Shows the suggestion for the quotation that U goes to, and leaves it where something else happens.

    Args:
        performer: makes what is accepted.
        bridge: the open session.
        ghosts: paint the suggestion.
        modes: holds the mode.
        actions: the commands are registered there.
    """

    told = Signal(str)
    """The suggestion that is shown, in one line; empty: none is any more."""

    def __init__(
        self,
        performer: Performer,
        bridge: SessionBridge,
        ghosts: GhostPainter,
        modes: ModeKeeper,
        actions: ActionSet,
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._ghosts = performer, bridge, ghosts
        self._modes, self._actions = modes, actions
        self._words = ""
        actions.register("suggest.accept", lambda: self._decide(lambda mode: mode.accept()))
        actions.register("suggest.dismiss", lambda: self._decide(GhostMode.dismiss))
        modes.changed.connect(self._tell)
        bridge.selection_changed.connect(self._follow)
        bridge.current_changed.connect(self._follow)
        for happening in (bridge.changed, bridge.opened, bridge.closing, bridge.codebook_changed):
            happening.connect(self._leave)
        bridge.opened.connect(self._take_looks)
        bridge.codebook_changed.connect(self._take_looks)

    def show(self, proposal: Proposal) -> bool:
        """Show what would be made at a place that is selected; False where nothing is proposed."""
        from analyst_app.assist.suggestions import SuggestedSpan

        scene = self._performer.scene()
        if scene is None or self._actions.is_reviewing or why_nothing_proposed(self._bridge.session):
            return False
        if isinstance(proposal, SuggestedSpan):
            tag = scene.codebook.tag(proposal.tag)
        else:
            tag = accepting.quotation_tag(scene)
        if tag is None:
            return False
        parts = (self._performer, self._ghosts, self._modes, self._actions)
        self._bridge.set_current(None)
        if isinstance(proposal, SuggestedSpan):
            self._modes.enter(SpanMode(*parts, (proposal, tag)))
        else:
            self._modes.enter(SuggestMode(*parts, (accepting.suggested(scene, proposal, tag), tag)))
        self._selected = self._bridge.selection
        return True

    @property
    def choices(self) -> list[BarChoice]:
        """The decisions as buttons, for who has the mouse in hand."""
        mode = self._modes.mode
        dismissing = mode.dismissing if isinstance(mode, SpanMode) else tr("No quotation")
        found: list[BarChoice] = [(tr("Accept"), lambda: self._by_mouse(lambda mode: mode.accept()))]
        if isinstance(mode, SuggestMode):
            found.append((tr("Other speaker"), lambda: self._by_mouse(_ask_for_speaker)))
        found.append((dismissing, lambda: self._by_mouse(GhostMode.dismiss)))
        return [*found, (tr("Next"), lambda: self._by_mouse(GhostMode.show_next))]

    @property
    def keys(self) -> list[str]:
        """The keys of the decisions, in their order."""
        speaker = ["L"] if isinstance(self._modes.mode, SuggestMode) else []
        return ["Enter", *speaker, "Del", "N"]

    @property
    def kept(self) -> list[str]:
        """The ends of the suggestion's line that are seen also where room is scarce."""
        mode = self._modes.mode
        return mode.kept if isinstance(mode, GhostMode) else []

    @property
    def tag(self) -> Tag | None:
        """The tag of what is proposed; None: nothing is."""
        mode = self._modes.mode
        return mode.tag if isinstance(mode, GhostMode) else None

    @property
    def places(self) -> list[Span]:
        """The place of what is proposed: the words alone; with the reporting verb; with the speaker, too."""
        mode = self._modes.mode
        return mode.places if isinstance(mode, GhostMode) else []

    @property
    def leaving(self) -> BarChoice:
        """The button that leaves the suggestion unmade."""
        return tr("Leave it"), lambda: self._by_mouse(GhostMode.end)

    # -- inside --------------------------------------------------------------------

    def _tell(self) -> None:
        mode = self._modes.mode
        words = mode.words if isinstance(mode, GhostMode) else ""
        if words != self._words:
            self._words = words
            self.told.emit(words)

    def _by_mouse(self, decision: Callable[[GhostMode], object]) -> None:
        self._performer.focus_text()
        self._decide(decision)
        self._words = ""  # the button took the words with it
        self._tell()

    def _decide(self, decision: Callable[[GhostMode], object]) -> None:
        mode = self._modes.mode
        if isinstance(mode, GhostMode):
            decision(mode)
        else:
            self._performer.refuse(tr("No suggestion is shown. Press U for the next quotation."))

    def _follow(self) -> None:
        """Another selection, or an annotation that was chosen: the person is at something else."""
        mode = self._modes.mode
        if isinstance(mode, GhostMode) and (
            self._bridge.selection != self._selected or self._bridge.current is not None
        ):
            self._modes.leave(keep=False)

    def _leave(self, _: object = None) -> None:
        if isinstance(self._modes.mode, GhostMode):
            self._modes.leave(keep=False)

    def _take_looks(self, _: object = None) -> None:
        session = self._bridge.session
        if session is not None:
            codebook = session.codebook
            self._ghosts.wear(lambda theme: looks_of(theme, codebook))


def looks_of(theme: Theme, codebook: Codebook) -> GhostLooks:
    """The looks of the tags that suggestions would get.

    Args:
        theme: the colours.
        codebook: has the tags.
    """
    looks = theme.tag_looks(codebook)
    tags = [codebook.first_for(part) for part in ("quotation", "actor", "cue")]
    quote, actor, cue = (looks[tag.id] if tag is not None else theme.unknown_look for tag in tags)
    return GhostLooks(quote, actor, cue, looks)


def _ask_for_speaker(mode: GhostMode) -> None:
    if isinstance(mode, SuggestMode):
        mode.ask_for_speaker()
