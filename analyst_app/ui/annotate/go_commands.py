"""Going from annotation to annotation with keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.core.annotation import Annotation, sort_key
from analyst_app.gestures import going
from analyst_app.ui.annotate.performing import NONE_CURRENT, Performer
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.panels.annotation_filter import AnnotationFilter
    from analyst_app.ui.panels.annotation_table import AnnotationPanel


class GoCommands(QObject):
    """The commands that change nothing but the current annotation."""

    def __init__(
        self,
        performer: Performer,
        bridge: SessionBridge,
        actions: ActionSet,
        table: AnnotationPanel,
        shown: AnnotationFilter,
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._table, self._filter = performer, bridge, table, shown
        actions.register("go.next", lambda: self.go(forward=True))
        actions.register("go.previous", lambda: self.go(forward=False))
        actions.register("go.next_same", lambda: self.go_same(forward=True))
        actions.register("go.previous_same", lambda: self.go_same(forward=False))
        actions.register("go.cycle", self.cycle)

    def go(self, *, forward: bool) -> None:
        """Make the next or previous annotation current that the filter lets through; cues and skips are passed over."""
        session = self._bridge.session
        if session is None:
            return
        is_usual = self._filter.tags is None and not self._filter.is_older_only
        helpers = {tag.id for tag in session.codebook.tags if tag.helper} if is_usual else set()
        if not self._is_listed(lambda: self.go(forward=forward), helpers, forward=forward):
            return
        if not self._go(helpers, forward=forward):
            if self._filter.is_on:
                words = tr("No annotation that the filter lets through follows.")
                before = tr("No annotation that the filter lets through stands before.")
            else:
                words, before = tr("No annotation follows."), tr("No annotation stands before.")
            self._performer.refuse(words if forward else before)

    def go_same(self, *, forward: bool) -> None:
        """Make the next or previous annotation of the same tag current."""
        current, scene = self._bridge.current, self._performer.scene()
        if current is None or scene is None:
            self._performer.refuse(tr(NONE_CURRENT))
            return
        others = scene.store.tags.keys() - {current.tag}
        if not self._is_listed(lambda: self.go_same(forward=forward), others, forward=forward):
            return
        if not self._go(others, forward=forward):
            name = scene.tag_name(current.tag)
            follows, before = tr("No {tag} follows.", tag=name), tr("No {tag} stands before.", tag=name)
            self._performer.refuse(follows if forward else before)

    def _go(self, past: Container[str], *, forward: bool) -> bool:
        """Go to the next that the table lists and whose tag is not among some; False if there is none."""
        found = self._neighbour(past, forward=forward)
        if found is not None:
            self._bridge.set_current(found.id, reveal=True)
        return found is not None

    def _is_listed(self, again: Callable[[], object], past: Container[str], *, forward: bool) -> bool:
        """True if the filter has looked as far as it takes to go there; if not, what is wanted is done again then."""
        found = self._neighbour(past, forward=forward)
        begin = going.beginning(self._bridge.current, self._bridge.caret)
        end = sort_key(found) if found is not None else None
        is_known = self._table.is_known(*((begin, end) if forward else (end, begin)))
        if not is_known:
            self._table.when_listed(again)
        return is_known

    def _neighbour(self, past: Container[str], *, forward: bool) -> Annotation | None:
        bridge = self._bridge
        return going.neighbour(
            self._table.listed, current=bridge.current, caret=bridge.caret, forward=forward, past=past
        )

    def cycle(self) -> None:
        """Make the next of the annotations under the caret current."""
        session = self._bridge.session
        if session is None:
            return
        place, current = self._bridge.caret, self._bridge.current
        found = going.next_here(session.store, current=current, caret=place, shown=self._filter.painted)
        if found is None:
            self._performer.refuse(tr("No annotation is here."))
            return
        self._bridge.set_current(found.id, reveal=True)
        self._say_place(found, place)

    def _say_place(self, found: Annotation, place: int) -> None:
        scene = self._performer.scene()
        if scene is not None:
            here = [one for one in scene.store.at(place) if self._bridge.shows(one)]
            number = next((n for n, one in enumerate(here, 1) if one.id == found.id), 0)
            name, many = scene.tag_name(found.tag), len(here)
            self._bridge.say(tr("{tag} · {number} of {many} here", tag=name, number=number, many=many))
