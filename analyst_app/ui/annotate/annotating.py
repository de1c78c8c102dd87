"""Tagging, changing tags, values, deleting: what the keys of the Annotate menu do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.core.annotation import Annotation, Unplaced
from analyst_app.core.codebook import Tag
from analyst_app.gestures import placing, second_readings, tagging
from analyst_app.ui.annotate.performing import Performer

if TYPE_CHECKING:
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.panels.annotation_table import AnnotationPanel
    from analyst_app.ui.panels.inspector import Inspector
    from analyst_app.ui.panels.tool_bar import ToolBar

NONE_CURRENT = "No annotation is current. Click into one, or press N for the next."


class Annotating(QObject):
    """The commands that change annotations one by one."""

    def __init__(self, performer: Performer, actions: ActionSet, tool_bar: ToolBar) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._view = performer, performer.bridge, performer.view
        self._tool_bar = tool_bar
        actions.register("tag.*", self.tag)
        actions.register("retag.*", self.retag)
        actions.register("attribute.*", self._press_value)
        actions.register("edit.delete", self.delete)
        self._view.selected_by_mouse.connect(self._tag_if_armed)
        # Without a selection a click tags what stands at the caret, which a double click must not do.
        tool_bar.acts_at_once = lambda: self._bridge.selection is not None

    def connect_panels(self, panel: AnnotationPanel, inspector: Inspector, actions: ActionSet) -> None:
        """Follow what is asked for in the panels."""
        self._panel = panel
        actions.register("annotate.note", inspector.focus_note)
        actions.register("annotate.inspect", lambda: self._inspect(inspector))
        actions.register("go.waiting", self._go_waiting)
        inspector.left.connect(self._performer.focus_text)
        inspector.digit_pressed.connect(lambda digit: actions.trigger(f"attribute.{digit}"))
        panel.confirm_wanted.connect(self.confirm)
        panel.place_wanted.connect(self.place_here)
        panel.discard_wanted.connect(self.discard)
        panel.both_wanted.connect(self.keep_both)
        panel.looked_at.connect(self._view.set_proposal)

    # -- tagging -----------------------------------------------------------------

    def tag(self, tag_id: str) -> None:
        """Tag the selection, or the tag's natural unit at the caret."""
        scene, tag = self._performer.scene(), self._tag(tag_id)
        if scene is not None and tag is not None:
            bridge = self._bridge
            outcome = tagging.tag_here(scene, tag, selection=bridge.selection, caret=bridge.caret)
            self._performer.perform(outcome, clears_selection=True)

    def retag(self, tag_id: str) -> None:
        """Give the current annotation another tag."""
        scene, tag, current = self._performer.scene(), self._tag(tag_id), self._current()
        if scene is not None and tag is not None and current is not None:
            self._performer.perform(tagging.retag(scene, current, tag))

    def delete(self) -> None:
        """Delete the current annotation, or the one that is exactly selected; in the table, what waits there."""
        item = self._panel.chosen_waiting
        if item is not None:
            self.discard(item)
            return
        scene = self._performer.scene()
        if scene is None:
            return
        found = tagging.to_delete(scene.store, self._bridge.current, self._bridge.selection)
        if isinstance(found, str):
            self._bridge.refused.emit(found)
            return
        self._performer.perform(tagging.delete(scene, [found]), clears_selection=True)

    def _tag_if_armed(self) -> None:
        tag_id = self._tool_bar.armed_tag
        if tag_id and self._bridge.selection is not None:
            self.tag(tag_id)

    # -- values ------------------------------------------------------------------

    def _press_value(self, which: str) -> None:
        """A digit, or ``clear``: nothing while text is selected."""
        if self._bridge.selection is not None:
            self._bridge.refused.emit("Digits set values of the current annotation; press Esc to clear the selection.")
            return
        scene, current = self._performer.scene(), self._current()
        if scene is not None and current is not None:
            self._performer.perform(tagging.press_digit(scene, current, 0 if which == "clear" else int(which)))

    # -- what waits for a place ----------------------------------------------------

    def confirm(self, item: Unplaced) -> None:
        """An item stands where it was moved to; a second reading takes the place of the first."""
        choose = second_readings.take if item.why == "reading" else placing.confirm
        scene = self._performer.scene()
        if scene is not None and self._performer.perform(choose(scene, item)):
            self._reveal_current()

    def keep_both(self, item: Unplaced) -> None:
        """A second reading stands beside the first."""
        scene = self._performer.scene()
        if scene is not None and self._performer.perform(second_readings.keep_both(scene, item)):
            self._reveal_current()

    def place_here(self, item: Unplaced) -> None:
        """An item belongs to what is selected."""
        scene = self._performer.scene()
        if scene is not None:
            outcome = placing.place_here(scene, item, self._bridge.selection)
            self._performer.perform(outcome, clears_selection=True)
            self._performer.focus_text()

    def discard(self, item: Unplaced) -> None:
        """An item is let go."""
        self._performer.perform(placing.discard(item))

    # -- inside ------------------------------------------------------------------

    def _inspect(self, inspector: Inspector) -> None:
        if self._panel.chosen_waiting is not None:
            self._panel.waiting.take_focus()
        else:
            inspector.focus_first_field()

    def _go_waiting(self) -> None:
        if not self._panel.go_waiting():
            self._bridge.refused.emit("Nothing waits for a place or a choice.")

    def _reveal_current(self) -> None:
        current = self._bridge.current
        if current is not None:
            self._bridge.set_current(current.id, reveal=True)

    def _current(self) -> Annotation | None:
        current = self._bridge.current
        if current is None:
            self._bridge.refused.emit(NONE_CURRENT)
        return current

    def _tag(self, tag_id: str) -> Tag | None:
        session = self._bridge.session
        return session.codebook.tag(tag_id) if session is not None else None
