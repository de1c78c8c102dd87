"""Decisions on what waits: annotations without a certain place, and second readings from a merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.core.annotation import Unplaced
from analyst_app.gestures import placing, second_readings
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.annotate.performing import Performer
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.panels.annotation_table import AnnotationPanel


class WaitingCommands(QObject):
    """Places, keeps or discards what waits.

    Args:
        performer: carries it out.
        bridge: says what is selected and current.
        panel: lists what waits, and asks for decisions.
        actions: whose command it is to go to the next.
    """

    def __init__(self, performer: Performer, bridge: SessionBridge, panel: AnnotationPanel, actions: ActionSet) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._panel = performer, bridge, panel
        actions.register("go.waiting", self._go_on)
        panel.confirm_wanted.connect(self.confirm)
        panel.place_wanted.connect(self.place_here)
        panel.discard_wanted.connect(self.discard)
        panel.both_wanted.connect(self.keep_both)

    def confirm(self, item: Unplaced) -> None:
        """Let an item stand where it was moved to; let a second reading take the place of the first."""
        choose = second_readings.take if item.why == "reading" else placing.confirm
        scene = self._performer.scene()
        if scene is not None and self._performer.perform(choose(scene, item)):
            self._reveal_current()

    def keep_both(self, item: Unplaced) -> None:
        """Let a second reading stand beside the first."""
        scene = self._performer.scene()
        if scene is not None and self._performer.perform(second_readings.keep_both(scene, item)):
            self._reveal_current()

    def place_here(self, item: Unplaced) -> None:
        """Put an item where the text is selected."""
        scene, selection = self._performer.scene(), self._bridge.selection
        if scene is not None and (selection is None or self._performer.is_seen(selection)):
            outcome = placing.place_here(scene, item, selection)
            self._performer.perform(outcome, clears_selection=True)
            self._performer.focus_text()

    def discard(self, item: Unplaced) -> None:
        """Let an item go."""
        self._performer.perform(placing.discard(item))

    def discard_chosen(self) -> bool:
        """Let the item go whose row has the keyboard; False if none has it."""
        item = self._panel.chosen_waiting
        if item is None:
            return False
        self.discard(item)
        return True

    # -- inside ------------------------------------------------------------------

    def _go_on(self) -> None:
        if not self._panel.go_waiting():
            self._performer.refuse(tr("Nothing waits for a place or a choice."))

    def _reveal_current(self) -> None:
        current = self._bridge.current
        if current is not None:
            self._bridge.set_current(current.id, reveal=True)
