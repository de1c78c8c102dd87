"""The menu of the right button (or the Menu key) in the article and in the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from analyst_app.core.annotation import Annotation, Unplaced
from analyst_app.gestures.identifying import NAME as IDENTITY
from analyst_app.gestures.identifying import is_actor
from analyst_app.gestures.linking import removable, roles_of, speaking_role
from analyst_app.gestures.placing import place_of
from analyst_app.gestures.tagging import set_value
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.commands.tag_menu import TagMenu
from analyst_app.ui.panels.annotation_table import choices_for
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Attribute
    from analyst_app.ui.annotate.waiting_commands import WaitingCommands
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge

_OF_CURRENT = (
    "annotate.link",
    "annotate.unlink",
    "annotate.identity",
    "annotate.same",
    "annotate.source",
    "annotate.note",
    "annotate.edges",
    "edit.delete",
)
"""Offered on the current annotation, as far as they apply to it."""


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
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The Menu key is for what is current, which O may have chosen among several at the caret."""
        if not isinstance(event, QContextMenuEvent) or event.reason() != QContextMenuEvent.Reason.Keyboard:
            return False
        if self._bridge.session is not None and self._bridge.current is None:
            self._bridge.take_here()
        place = self._view.rect_of(self._view.caret).bottomLeft()
        self.pop_up(self.menu_for_text(), self._view.viewport().mapToGlobal(place))
        return True

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
        TagMenu(menu, self._actions, "tag")
        current = self._bridge.current
        if current is not None and self._bridge.selection is None:
            menu.addSeparator()
            change = menu.addMenu(tr("Change tag"))
            TagMenu(change, self._actions, "retag", left_out=lambda: (current.tag,))
            self._add_values(menu, current)
            for action_id in _OF_CURRENT:
                if self._applies(action_id, current):
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

    def _applies(self, action_id: str, current: Annotation) -> bool:
        """True unless a command could only be refused for this annotation."""
        scene = self._performer.scene()
        if scene is None:
            return False
        tag = scene.codebook.tag(current.tag)
        if action_id == "annotate.link":
            return bool(roles_of(tag)) or speaking_role(scene, current) is not None
        if action_id == "annotate.unlink":
            return bool(removable(scene, current))
        if action_id == "annotate.identity":
            return is_actor(scene.codebook, current) and tag is not None and tag.attribute(IDENTITY) is not None
        if action_id == "annotate.source":
            return current.tag in scene.codebook.ids_counted_as("quotation") or tag in scene.codebook.tags_for(
                "quotation"
            )
        return action_id != "annotate.same" or is_actor(scene.codebook, current)

    def _add_values(self, menu: QMenu, current: Annotation) -> None:
        session = self._bridge.session
        tag = session.codebook.tag(current.tag) if session is not None else None
        for attribute in tag.attributes if tag is not None else ():
            if attribute.kind.is_switch:
                self._add_value(menu, current, attribute, True, attribute.name)
            elif attribute.kind.lists_values:
                values = menu.addMenu(attribute.name.replace("&", "&&"))
                for value in attribute.values:
                    self._add_value(values, current, attribute, value.id, value.name)

    def _add_value(self, menu: QMenu, current: Annotation, attribute: Attribute, value: object, name: str) -> None:
        """An entry with a tick that sets a value, or clears it where it is set."""
        held = current.attribute(attribute.id)
        action = menu.addAction(name.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(value in attribute.each(held))
        outcome = set_value(current, attribute.name, attribute.id, attribute.toggled(held, value))
        action.triggered.connect(lambda: self._performer.perform(outcome))

    def pop_up(self, menu: QMenu, point: QPoint) -> None:
        """Show a menu, with letters for its entries, until something is chosen.

        Args:
            menu: it is deleted afterwards.
            point: on the screen.
        """
        self._actions.give_letters(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(point)
