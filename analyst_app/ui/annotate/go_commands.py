"""Going from annotation to annotation with keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.core.annotation import Annotation
from analyst_app.gestures import going

if TYPE_CHECKING:
    from analyst_app.ui.annotate.performing import Performer
    from analyst_app.ui.annotate.shown_tags import ShownTags
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge


class GoCommands(QObject):
    """The commands that change nothing but the current annotation."""

    def __init__(
        self,
        performer: Performer,
        bridge: SessionBridge,
        view: ArticleView,
        actions: ActionSet,
        shown_tags: ShownTags,
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._view, self._shown_tags = performer, bridge, view, shown_tags
        actions.register("go.next", lambda: self.go(forward=True))
        actions.register("go.previous", lambda: self.go(forward=False))
        actions.register("go.cycle", self.cycle)

    def go(self, *, forward: bool) -> None:
        """Make the next or previous annotation current."""
        session = self._bridge.session
        if session is None:
            return
        found = going.neighbour(
            session.store,
            current=self._bridge.current,
            caret=self._bridge.caret,
            forward=forward,
            shown=self._shown_tags.tags,
        )
        if found is None:
            self._performer.refuse("No annotation follows." if forward else "No annotation stands before.")
            return
        self._bridge.set_current(found.id, reveal=True)

    def cycle(self) -> None:
        """Make the next of the annotations under the caret current."""
        session = self._bridge.session
        if session is None:
            return
        place, current = self._bridge.caret, self._bridge.current
        found = going.next_here(session.store, current=current, caret=place, shown=self._shown_tags.tags)
        if found is None:
            self._performer.refuse("No annotation is here.")
            return
        self._bridge.set_current(found.id, reveal=True)
        self._say_place(found, place)

    def _say_place(self, found: Annotation, place: int) -> None:
        scene = self._performer.scene()
        if scene is not None:
            here = scene.store.at(place)
            number = next((n for n, one in enumerate(here, 1) if one.id == found.id), 0)
            self._bridge.say(f"{scene.tag_name(found.tag)} · {number} of {len(here)} here")
