"""The menu of the right button (or the Menu key) in the article and in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from analyst_app.core.annotation import Annotation, Unplaced
from analyst_app.gestures.placing import place_of
from analyst_app.gestures.tagging import set_value
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.panels.annotation_table import choices_for

if TYPE_CHECKING:
    from analyst_app.ui.annotate.waiting_commands import WaitingCommands
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge

_OF_CURRENT = (
    "annotate.link",
    "annotate.unlink",
    "annotate.identity",
    "annotate.same",
    "annotate.note",
    "annotate.edges",
    "edit.delete",
)
_OF_ACTORS = ("annotate.identity", "annotate.same")
"""Offered on people and bodies only."""


class ContextMenus(QObject):
    """Builds the menus from the actions."""

    def __init__(
        self,
        performer: Performer,
        bridge: SessionBridge,
        view: ArticleView,
        actions: ActionSet,
        waiting: WaitingCommands,
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._view = performer, bridge, view
        self._actions, self._waiting = actions, waiting
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._show_in_text)

    def _show_in_text(self, point: QPoint) -> None:
        selection, position = self._bridge.selection, self._view.position_at(point)
        if self._bridge.session is not None and (selection is None or not selection.start <= position <= selection.end):
            self._view.place_caret(position)
            self._bridge.take_here()
        self.pop_up(self.menu_for_text(), self._view.viewport().mapToGlobal(point))

    def show_in_table(self, record: object, point: QPoint) -> None:
        """Show what can be done with a row of the table.

        Args:
            record: what stands in the row.
            point: on the screen.
        """
        if isinstance(record, Annotation):
            self._bridge.set_current(record.id, reveal=True)
            self.pop_up(self.menu_for_text(), point)
        elif isinstance(record, Unplaced):
            self.pop_up(self.menu_for_waiting(record), point)

    def menu_for_text(self) -> QMenu:
        """The menu of what can be done with the selection, or with the current annotation."""
        menu = QMenu(self._view)
        menu.setObjectName("context_menu")
        rows = self._actions.rows
        for action_id in rows:
            if action_id.startswith("tag."):
                menu.addAction(self._actions.action(action_id))
        current = self._bridge.current
        if current is not None and self._bridge.selection is None:
            menu.addSeparator()
            change = menu.addMenu("Change tag")
            for action_id in rows:
                if action_id.startswith("retag.") and action_id != f"retag.{current.tag}":
                    change.addAction(self._actions.action(action_id))
            self._add_values(menu, current)
            for action_id in _OF_CURRENT:
                if action_id in _OF_ACTORS and not self._is_actor(current):
                    continue
                menu.addAction(self._actions.action(action_id))
        menu.addSeparator()
        menu.addAction(self._actions.action("edit.copy"))
        return menu

    def menu_for_waiting(self, item: Unplaced) -> QMenu:
        """The menu of what can be done with something that has no place yet."""
        menu = QMenu(self._view)
        menu.setObjectName("unplaced_menu")
        session = self._bridge.session
        place = place_of(session.document.text, item) if session is not None else None
        acts = {
            "confirm": self._waiting.confirm,
            "both": self._waiting.keep_both,
            "place": self._waiting.place_here,
            "discard": self._waiting.discard,
        }
        for what, words in choices_for(item, has_place=place is not None).items():
            menu.addAction(words).triggered.connect(lambda _=False, act=acts[what]: act(item))
        return menu

    def _is_actor(self, current: Annotation) -> bool:
        session = self._bridge.session
        return session is not None and any(tag.id == current.tag for tag in session.codebook.tags_for("actor"))

    def _add_values(self, menu: QMenu, current: Annotation) -> None:
        session = self._bridge.session
        tag = session.codebook.tag(current.tag) if session is not None else None
        for attribute in tag.attributes if tag is not None else ():
            if not attribute.kind.lists_values:
                continue
            values = menu.addMenu(attribute.name.replace("&", "&&"))
            held = current.attribute(attribute.id)
            for value in attribute.values:
                action = values.addAction(value.name.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(value.id == held)
                wanted = None if value.id == held else value.id
                outcome = set_value(current, attribute.name, attribute.id, wanted)
                action.triggered.connect(lambda _=False, outcome=outcome: self._performer.perform(outcome))

    def pop_up(self, menu: QMenu, point: QPoint) -> None:
        """Show a menu, with letters for its entries, until something is chosen.

        Args:
            menu: it is deleted afterwards.
            point: on the screen.
        """
        self._actions.letters.watch(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)
