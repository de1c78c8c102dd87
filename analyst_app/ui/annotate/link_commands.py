"""L and Shift+L: the way into link mode, and links that go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.excerpts import excerpt, set_apart
from analyst_app.gestures import linking
from analyst_app.gestures.tagging import Scene
from analyst_app.ui.annotate.link_candidates import quotes
from analyst_app.ui.annotate.link_mode import LinkMode, LinkSubject
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.commands.modes import ModeKeeper
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.annotate.link_list import LinkList
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge


class LinkCommands(QObject):
    """L and Shift+L."""

    def __init__(
        self,
        performer: Performer,
        bridge: SessionBridge,
        beside: LinkList,
        modes: ModeKeeper,
        actions: ActionSet,
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._list, self._modes = performer, bridge, beside, modes
        self._actions = actions
        actions.register("annotate.link", self.begin)
        actions.register("annotate.unlink", self.unlink)
        self._made: set[str] = set()
        bridge.selection_changed.connect(self._follow_selection)
        bridge.opened.connect(self._leave)

    def begin(self) -> None:
        """L on a quote or claim proposes people; on a person, quotes without a speaker."""
        scene, current = self._performer.scene(), self._performer.current_or_refusal()
        if scene is None or current is None:
            return
        current = linking.first_part(scene, current)
        roles = linking.roles_of(scene.codebook.tag(current.tag))
        if roles:
            self._enter(LinkSubject(current, roles, is_person=False, made=self._made))
            return
        role = linking.speaking_role(scene, current)
        if role is None:
            self._performer.refuse(tr("A {tag} has no links in this codebook.", tag=scene.tag_name(current.tag)))
        elif not quotes(scene, current):
            self._performer.refuse(tr("No quote near is without a speaker."))
        else:
            self._enter(LinkSubject(current, [role], is_person=True, made=self._made))

    def begin_on(self, annotation_id: str) -> None:
        """The word beside a quote was clicked: as L on it, also where that is refused."""
        self._modes.leave()
        self._bridge.set_current(annotation_id)
        self._actions.trigger("annotate.link")

    def _enter(self, subject: LinkSubject) -> None:
        self._modes.enter(LinkMode(self._performer, self._bridge, self._list, self._modes, subject))

    def unlink(self) -> None:
        """Shift+L: remove the link; asks which, if there are several."""
        scene, current = self._performer.scene(), self._performer.current_to_change()
        if scene is None or current is None:
            return
        links = linking.removable(scene, current)
        if not links:
            self._performer.refuse(tr("This {tag} has no link.", tag=scene.tag_name(current.tag)))
        elif len(links) == 1:
            self._performer.perform(linking.unlink(scene, links))
        else:
            self._ask(scene, current, links)

    def _ask(self, scene: Scene, current: Annotation, links: list[Link]) -> None:
        menu = QMenu(self._list)
        menu.setObjectName("unlink_menu")
        for number, link in enumerate(links[:20], 1):
            is_own = link.from_id == current.id
            other = scene.store.annotation(link.to_id if is_own else link.from_id)
            name = set_apart(excerpt(scene.text, other.span)) if other is not None else "?"
            role = scene.role_name(link)
            words = f"{role} → {name}" if is_own else tr("{role} of {name}", role=role, name=name)
            words = words.replace("&", "&&")
            action = menu.addAction(f"&{number} {words}" if number <= 9 else words)
            action.triggered.connect(lambda _=False, link=link: self._performer.perform(linking.unlink(scene, [link])))
        everything = menu.addAction(tr("&All of them"))
        everything.triggered.connect(lambda: self._performer.perform(linking.unlink(scene, links)))
        self._list.pop_up(menu, current.end)

    def _follow_selection(self) -> None:
        mode = self._modes.mode
        if isinstance(mode, LinkMode):
            mode.take_selection()

    def _leave(self) -> None:
        if isinstance(self._modes.mode, LinkMode):
            self._modes.leave(keep=False)
