"""Tagging, changing tags, values, deleting: the keys of the Annotate menu that change annotations one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.core.codebook import Tag
from analyst_app.core.span import Span
from analyst_app.gestures import tagging
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.annotate.performing import Performer
    from analyst_app.ui.annotate.waiting_commands import WaitingCommands
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.panels.tool_bar import ToolBar


class Annotating(QObject):
    """The commands that change annotations one by one.

    Args:
        performer: carries them out.
        bridge: says what is selected and current.
        actions: whose commands these are.
        tool_bar: says which tag is armed.
        waiting: deletes what waits for a place, where the table has the keyboard.
    """

    def __init__(
        self,
        performer: Performer,
        bridge: SessionBridge,
        actions: ActionSet,
        tool_bar: ToolBar,
        waiting: WaitingCommands,
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._tool_bar, self._waiting = performer, bridge, tool_bar, waiting
        actions.register("tag.*", self.tag)

    # -- tagging -----------------------------------------------------------------

    def tag(self, tag_id: str) -> None:
        """Tag the selection, or the tag's natural unit in the sentence that was gone to or at the caret."""
        scene, tag = self._performer.scene(), self._tag(tag_id)
        bridge = self._bridge
        place = bridge.selection or Span(bridge.caret, bridge.caret)
        if scene is not None and tag is not None and self._performer.is_seen(place):
            outcome = tagging.tag_here(scene, tag, selection=bridge.selection, caret=bridge.caret, place=bridge.place)
            self._performer.perform(outcome, clears_selection=True)

    def tag_if_armed(self) -> None:
        """Tag what the mouse has just selected, if a tag is armed."""
        tag_id = self._tool_bar.armed_tag
        if tag_id and self._bridge.selection is not None:
            self.tag(tag_id)

    def retag(self, tag_id: str) -> None:
        """Give the current annotation another tag."""
        scene, tag, current = self._performer.scene(), self._tag(tag_id), self._performer.current_to_change()
        if scene is not None and tag is not None and current is not None:
            self._performer.perform(tagging.retag(scene, current, tag))

    def delete(self) -> None:
        """Delete the current annotation, or the one that is exactly selected; in the table, what waits there."""
        if self._waiting.discard_chosen():
            return
        scene = self._performer.scene()
        if scene is None:
            return
        found = tagging.to_delete(scene.store, self._bridge.current, self._bridge.selection, self._bridge.shows)
        if isinstance(found, str):
            self._performer.refuse(found)
            return
        if self._performer.is_seen(found.span):
            outcome = tagging.delete(scene, [found])
            if self._performer.perform(outcome, clears_selection=True):
                self._bridge.set_current(None)  # not what stood round it, or a second press would delete that too

    # -- values ------------------------------------------------------------------

    def press_value(self, which: str) -> None:
        """A digit, or ``clear``: nothing while text is selected."""
        if self._bridge.selection is not None:
            self._performer.refuse(tr("Digits set values of the current annotation; press Esc to clear the selection."))
            return
        scene, current = self._performer.scene(), self._performer.current_to_change(at_caret=True)
        if scene is not None and current is not None:
            self._performer.perform(tagging.press_digit(scene, current, 0 if which == "clear" else int(which)))

    # -- inside ------------------------------------------------------------------

    def _tag(self, tag_id: str) -> Tag | None:
        session = self._bridge.session
        return session.codebook.tag(tag_id) if session is not None else None
