"""S: preview all mentions of a name in the article, then tag them in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.core.annotation import Annotation
from analyst_app.core.excerpts import counted
from analyst_app.core.span import Span
from analyst_app.gestures.tagging import Scene, tag_all_like
from analyst_app.ui.annotate.annotating import NONE_CURRENT
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.commands.modes import ModeKeeper

if TYPE_CHECKING:
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.keys import Key
    from analyst_app.ui.widgets.tasks import Tasks

SAME = "SAME"
_AT_ONCE = 200_000
"""Code points that are searched at once; longer articles are searched in a worker."""


class SameMode:
    """The preview: Enter (or S) tags, Esc leaves."""

    name = SAME

    def __init__(
        self, performer: Performer, modes: ModeKeeper, scene: Scene, annotation: Annotation, spans: list[Span]
    ) -> None:
        self._performer, self._modes, self._scene = performer, modes, scene
        self.annotation, self.spans = annotation, spans
        performer.view.set_hits(spans)

    def hints(self) -> list[str]:
        """The keys of the preview."""
        name = self._scene.words(self.annotation.span)
        return [f"Enter tag {counted(len(self.spans), 'mention')} of {name}", "Esc leave"]

    def key_pressed(self, key: Key) -> bool:
        """Tag all or leave; any other command leaves and acts."""
        if key.ctrl or key.alt or not (key.name in ("Enter", "Esc") or (key.letter == "S" and not key.shift)):
            return False
        self._modes.leave(keep=False)
        if key.name != "Esc":
            self._performer.perform(tag_all_like(self._scene, self.annotation, self.spans))
        return True

    def leave(self, *, keep: bool) -> None:
        """Take the preview away."""
        self._performer.view.set_hits([])


class SameCommands(QObject):
    """Finds the mentions and shows them."""

    def __init__(self, performer: Performer, modes: ModeKeeper, actions: ActionSet, tasks: Tasks) -> None:
        super().__init__(performer)
        self._performer, self._modes, self._tasks = performer, modes, tasks
        actions.register("annotate.same", self.begin)
        performer.bridge.opened.connect(self._leave)

    def begin(self) -> None:
        """S on an actor."""
        scene, current = self._performer.scene(), self._performer.bridge.current
        if scene is None or current is None:
            self._performer.bridge.refused.emit(NONE_CURRENT)
            return
        if all(tag.id != current.tag for tag in scene.codebook.tags_for("actor")):
            self._performer.bridge.refused.emit("Only names have other mentions. Click into an actor first.")
            return
        words = current.span.of(scene.text)
        if len(scene.text) <= _AT_ONCE:
            self._preview(scene, current, _mentions(scene, words))
        else:
            self._tasks.run(_mentions, scene, words, done=lambda spans: self._preview(scene, current, spans))

    def _preview(self, scene: Scene, annotation: Annotation, spans: list[Span]) -> None:
        bridge = self._performer.bridge
        if bridge.session is None or bridge.session.store is not scene.store:
            return  # another article was opened meanwhile
        fresh = [span for span in spans if not any(one.tag == annotation.tag for one in scene.store.touching(*span))]
        if not fresh:
            bridge.refused.emit(f"Every mention of {scene.words(annotation.span)} is tagged.")
            return
        self._modes.enter(SameMode(self._performer, self._modes, scene, annotation, fresh))

    def _leave(self) -> None:
        if isinstance(self._modes.mode, SameMode):
            self._modes.leave(keep=False)


def _mentions(scene: Scene, words: str) -> list[Span]:
    from analyst_app.language.mentions import mentions

    return mentions(scene.text, " ".join(words.split()), scene.language)
