"""S: preview all mentions of a name in the article, then tag them in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from analyst_app.core.annotation import Annotation
from analyst_app.core.excerpts import counted
from analyst_app.core.span import Span
from analyst_app.gestures.tagging import Scene, tag_all_like
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.commands.modes import ModeKeeper

if TYPE_CHECKING:
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.keys import Key
    from analyst_app.ui.widgets.tasks import Tasks

SAME = "SAME"
_AT_ONCE = 200_000
"""Code points that are searched at once; longer articles are searched in a worker."""


class SameName(NamedTuple):
    """A name with its mentions that are not tagged yet."""

    scene: Scene
    annotation: Annotation
    """The mention that is tagged."""
    spans: list[Span]


class SameMode:
    """The preview: Enter (or S) tags, Esc leaves.

    Args:
        performer: tags.
        view: shows the mentions.
        modes: to leave through.
        found: the mentions.
    """

    name = SAME

    def __init__(self, performer: Performer, view: ArticleView, modes: ModeKeeper, found: SameName) -> None:
        self._performer, self._view, self._modes, self._found = performer, view, modes, found
        view.set_hits(found.spans)

    @property
    def spans(self) -> list[Span]:
        """The mentions."""
        return self._found.spans

    def hints(self) -> list[str]:
        """The keys of the preview."""
        name = self._found.scene.words(self._found.annotation.span)
        return [f"Enter tag {counted(len(self.spans), 'mention')} of {name}", "Esc leave"]

    def key_pressed(self, key: Key) -> bool:
        """Tag all or leave; any other command leaves and acts."""
        if key.ctrl or key.alt or not (key.name in ("Enter", "Esc") or (key.letter == "S" and not key.shift)):
            return False
        self._modes.leave(keep=False)
        if key.name != "Esc":
            self._performer.perform(tag_all_like(*self._found))
        return True

    def leave(self, *, keep: bool) -> None:
        """Take the preview away."""
        self._view.set_hits([])


class SameCommands(QObject):
    """Finds the mentions and shows them."""

    def __init__(
        self, performer: Performer, view: ArticleView, modes: ModeKeeper, actions: ActionSet, tasks: Tasks
    ) -> None:
        super().__init__(performer)
        self._performer, self._view, self._modes, self._tasks = performer, view, modes, tasks
        actions.register("annotate.same", self.begin)

    def begin(self) -> None:
        """S on an actor."""
        scene, current = self._performer.scene(), self._performer.current_or_refusal()
        if scene is None or current is None:
            return
        if all(tag.id != current.tag for tag in scene.codebook.tags_for("actor")):
            self._performer.refuse("Only names have other mentions. Click into an actor first.")
            return
        words = current.span.of(scene.text)
        if len(scene.text) <= _AT_ONCE:
            self._preview(scene, current, _mentions(scene, words))
        else:
            self._tasks.run(_mentions, scene, words, done=lambda spans: self._preview(scene, current, spans))

    def _preview(self, scene: Scene, annotation: Annotation, spans: list[Span]) -> None:
        if not self._performer.is_on(scene):
            return  # another article was opened meanwhile
        fresh = [span for span in spans if not any(one.tag == annotation.tag for one in scene.store.touching(*span))]
        if not fresh:
            self._performer.refuse(f"Every mention of {scene.words(annotation.span)} is tagged.")
            return
        self._modes.enter(SameMode(self._performer, self._view, self._modes, SameName(scene, annotation, fresh)))

    def leave(self) -> None:
        """Take the preview away, if there is one."""
        if isinstance(self._modes.mode, SameMode):
            self._modes.leave(keep=False)


def _mentions(scene: Scene, words: str) -> list[Span]:
    from analyst_app.language.mentions import mentions

    return mentions(scene.text, " ".join(words.split()), scene.language)
