"""The suggestions that are left, each with its speaker by what the layer tells: asked for in a worker."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.core.store import AnnotationStore
from analyst_app.gestures import accepting
from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.wording import marked

if TYPE_CHECKING:
    from analyst_app.assist.left_proposals import Proposal
    from analyst_app.core.annotation import Record
    from analyst_app.core.codebook import Tag
    from analyst_app.gestures.accepting import Ghost
    from analyst_app.gestures.tagging import Outcome, Scene
    from analyst_app.ui.annotate.performing import Performer
    from analyst_app.ui.annotate.untagged_watch import UntaggedWatch
    from analyst_app.ui.widgets.tasks import Tasks


class LeftGhosts(QObject):
    """Goes by the list that U goes by, and asks for speakers as U does.

    Args:
        performer: has the article and its layer.
        watch: knows what is left.
        tasks: asks beside the window.
    """

    changed = Signal()
    """Others are left than before, or all of them are known now."""

    def __init__(self, performer: Performer, watch: UntaggedWatch, tasks: Tasks) -> None:
        super().__init__(performer)
        self._performer, self._watch, self._tasks = performer, watch, tasks
        watch.changed.connect(self.changed)

    @property
    def left(self) -> list[Proposal] | None:
        """All that is proposed and left, in the order of the text; None while not all of it is known."""
        from analyst_app.assist.left_proposals import key_of

        left = self._watch.left
        return sorted([*left.quotes, *left.spans], key=key_of) if left is not None else None

    def look(self) -> None:
        """Look for all that is proposed; ``changed`` tells when it is known."""
        self._watch.look_for_all()

    def ask(self, left: list[Proposal], done: Callable[[list[Ghost]], object]) -> None:
        """Ask for suggestions with speakers, as the layer is now; a later question takes the place of this one.

        Args:
            left: of those that are left.
            done: called with a suggestion for each.
        """
        scene = self._performer.scene()
        tag = accepting.quotation_tag(scene) if scene is not None else None
        if scene is not None and tag is not None:
            self._tasks.run_at_rest(self, _suggested, scene, scene.store.records(), left, tag, done=done)

    def give_up(self) -> None:
        """Drop the question, if it has not begun."""
        self._tasks.give_up(self)

    def accept(self, scene: Scene, ghosts: list[Ghost], tag: Tag, done: Callable[[Outcome | None], object]) -> None:
        """Make suggestions on a copy of the layer.

        Args:
            scene: the article and its layer.
            ghosts: the suggestions, by start.
            tag: of quotes.
            done: called with the Outcome; None if the person stopped it.
        """
        copy = scene._replace(store=AnnotationStore(scene.store.records(), length=len(scene.text)))
        words = marked("Accepting the suggestions…")
        work = LongWork(words, words)

        def end(outcome: Outcome) -> None:
            done(None if work.is_stopped else outcome)

        self._tasks.run(accepting.all_accepted, copy, ghosts, tag, done=end, work=work)


def _suggested(scene: Scene, records: list[Record], left: list[Proposal], tag: Tag) -> list[Ghost]:
    """In a worker: the suggestions for what is left, by a copy of the layer."""
    from analyst_app.language.whole_text import WholeText

    text = WholeText(scene.text, scene.language)
    store = AnnotationStore(records, length=len(text))
    return accepting.all_suggested(scene._replace(text=text, store=store), left, tag)
