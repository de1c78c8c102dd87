"""Commands on one annotation, or on all that are chosen in the table: another tag, a value, deletion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from analyst_app.core.annotation import Annotation
from analyst_app.gestures import several, tagging
from analyst_app.gestures.tagging import Outcome
from analyst_app.ui.commands.tag_menu import TagMenu
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.annotate.annotating import Annotating
    from analyst_app.ui.annotate.performing import Performer
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.panels.annotation_table import AnnotationPanel


class SeveralCommands(QObject):
    """Takes the rows that are chosen in the table, if they are several; else the current annotation.

    Args:
        performer: carries it out, as one step.
        panel: has the rows.
        annotating: changes the current annotation.
        actions: whose commands these are.
    """

    def __init__(
        self, performer: Performer, panel: AnnotationPanel, annotating: Annotating, actions: ActionSet
    ) -> None:
        super().__init__(performer)
        self._performer, self._panel, self._annotating, self._actions = performer, panel, annotating, actions
        actions.register("retag.*", self.retag)
        actions.register("attribute.*", self.press_value)
        actions.register("edit.delete", self.delete)

    def retag(self, tag_id: str) -> None:
        """Give all that are chosen another tag."""
        scene, chosen = self._performer.scene(), self._panel.chosen
        tag = scene.codebook.tag(tag_id) if scene is not None else None
        if not chosen:
            self._annotating.retag(tag_id)
        elif scene is not None and tag is not None:
            self._performer.perform(several.retag(scene, chosen, tag))

    def press_value(self, which: str) -> None:
        """A digit, or ``clear``: set the value on all that are chosen."""
        scene, chosen = self._performer.scene(), self._panel.chosen
        if not chosen:
            self._annotating.press_value(which)
        elif scene is not None:
            self._performer.perform(several.press_digit(scene, chosen, 0 if which == "clear" else int(which)))

    def delete(self) -> None:
        """Delete all that are chosen."""
        scene, chosen = self._performer.scene(), self._panel.chosen
        if not chosen:
            self._annotating.delete()
        elif scene is not None:
            self._performer.perform(tagging.delete(scene, chosen))

    # -- the menu ----------------------------------------------------------------

    def menu_for(self, chosen: list[Annotation]) -> QMenu:
        """The menu of what can be done with several annotations."""
        menu = QMenu(self._panel)
        menu.setObjectName("several_menu")
        TagMenu(menu.addMenu(tr("Change tag")), self._actions, "retag")
        self._add_values(menu, chosen)
        delete = menu.addAction(tr("Delete {n} annotation|Delete {n} annotations", len(chosen)))
        delete.triggered.connect(lambda: self._actions.trigger("edit.delete"))
        return menu

    def _add_values(self, menu: QMenu, chosen: list[Annotation]) -> None:
        """The values of their tag, if it is one; what all have is checked."""
        scene = self._performer.scene()
        tag = several.common_tag(scene, chosen) if scene is not None else None
        for attribute in tag.attributes if tag is not None else ():
            if attribute.kind.lists_values:
                values: list[tuple[object, str]] = [(value.id, value.name) for value in attribute.values]
            elif attribute.kind.is_switch:
                values = [(True, attribute.name)]
            else:
                continue
            into = menu.addMenu(attribute.name.replace("&", "&&")) if attribute.kind.lists_values else menu
            for value, name in values:
                action = into.addAction(name.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(all(value in attribute.each(one.attribute(attribute.id)) for one in chosen))
                outcome = several.toggle_value(chosen, attribute, value)
                action.triggered.connect(lambda _=False, outcome=outcome: self._set(outcome))

    def _set(self, outcome: Outcome) -> None:
        self._performer.perform(outcome)
