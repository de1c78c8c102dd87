"""The way into suggest mode, and all that ends it: U shows what would be made of the next quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.gestures import accepting
from analyst_app.ui.annotate.fences import why_nothing_proposed
from analyst_app.ui.article.ghost_painter import GhostLooks
from analyst_app.ui.suggest.suggest_mode import SuggestMode
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.assist.suggestions import SuggestedQuote
    from analyst_app.core.codebook import Codebook
    from analyst_app.language.quotations import Quotation
    from analyst_app.ui.annotate.performing import Performer
    from analyst_app.ui.article.ghost_painter import GhostPainter
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.modes import ModeKeeper
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.message import BarChoice
    from analyst_app.ui.widgets.theme import Theme

    Known = Callable[[str, Quotation], SuggestedQuote | None]


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
        self._known: Known = lambda text, quotation: None
        actions.register("suggest.accept", lambda: self._decide(SuggestMode.accept))
        actions.register("suggest.dismiss", lambda: self._decide(SuggestMode.dismiss))
        modes.changed.connect(self._tell)
        bridge.selection_changed.connect(self._follow)
        bridge.current_changed.connect(self._follow)
        for happening in (bridge.changed, bridge.opened, bridge.closing, bridge.codebook_changed):
            happening.connect(self._leave)
        bridge.opened.connect(self._take_looks)
        bridge.codebook_changed.connect(self._take_looks)

    def show(self, quotation: Quotation) -> bool:
        """Show what would be made of a quotation that is selected; False where nothing is proposed."""
        scene = self._performer.scene()
        if scene is None or self._actions.is_reviewing or why_nothing_proposed(self._bridge.session):
            return False
        tag = accepting.quotation_tag(scene)
        if tag is None:
            return False
        learnt = self._known(scene.text, quotation)
        ghost = accepting.suggested(scene, quotation.segments, tag, learnt)
        self._bridge.set_current(None)
        self._modes.enter(SuggestMode(self._performer, self._ghosts, self._modes, self._actions, (ghost, tag)))
        self._selected = self._bridge.selection
        return True

    def let_know(self, known: Known) -> None:
        """Have suggestions shown that were learnt.

        Args:
            known: gives that for a quotation of a text; None: the rules are asked.
        """
        self._known = known

    @property
    def choices(self) -> list[BarChoice]:
        """The decisions as buttons, for who has the mouse in hand."""
        return [
            (tr("Accept"), lambda: self._by_mouse(SuggestMode.accept)),
            (tr("Other speaker"), lambda: self._by_mouse(SuggestMode.ask_for_speaker)),
            (tr("No quotation"), lambda: self._by_mouse(SuggestMode.dismiss)),
            (tr("Next"), lambda: self._by_mouse(SuggestMode.show_next)),
        ]

    @property
    def kept(self) -> list[str]:
        """The ends of the suggestion's line that are seen also where room is scarce."""
        mode = self._modes.mode
        return mode.kept if isinstance(mode, SuggestMode) else []

    @property
    def leaving(self) -> BarChoice:
        """The button that leaves the suggestion unmade."""
        return tr("Leave it"), lambda: self._by_mouse(SuggestMode.end)

    # -- inside --------------------------------------------------------------------

    def _tell(self) -> None:
        mode = self._modes.mode
        words = mode.words if isinstance(mode, SuggestMode) else ""
        if words != self._words:
            self._words = words
            self.told.emit(words)

    def _by_mouse(self, decision: Callable[[SuggestMode], object]) -> None:
        self._performer.focus_text()
        self._decide(decision)
        self._words = ""  # the button took the words with it
        self._tell()

    def _decide(self, decision: Callable[[SuggestMode], object]) -> None:
        mode = self._modes.mode
        if isinstance(mode, SuggestMode):
            decision(mode)
        else:
            self._performer.refuse(tr("No suggestion is shown. Press U for the next quotation."))

    def _follow(self) -> None:
        """Another selection, or an annotation that was chosen: the person is at something else."""
        mode = self._modes.mode
        if isinstance(mode, SuggestMode) and (
            self._bridge.selection != self._selected or self._bridge.current is not None
        ):
            self._modes.leave(keep=False)

    def _leave(self, _: object = None) -> None:
        if isinstance(self._modes.mode, SuggestMode):
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
    return GhostLooks(*(looks[tag.id] if tag is not None else theme.unknown_look for tag in tags))
