"""The quotations that are left untagged: U goes to them, the scroll bar and the status bar show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Codebook
from analyst_app.core.excerpts import counted
from analyst_app.core.store import Change
from analyst_app.language.snapping import count_words
from analyst_app.ui.annotate.performing import Performer
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.assist.untagged import Untagged
    from analyst_app.language.language import Language
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks


_AT_ONCE = 100_000
"""Characters that are looked through within a few frames."""


class UntaggedWatch(QObject):
    """Looks for quotations once, in a worker; from then on each Change costs what it touches."""

    counted = Signal(object)
    """So many quotations are left untagged; None: not known, or the codebook has none."""

    def __init__(
        self, performer: Performer, bridge: SessionBridge, view: ArticleView, actions: ActionSet, tasks: Tasks
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._view, self._tasks = performer, bridge, view, tasks
        self._untagged: Untagged | None = None
        self._missed: list[Change] = []
        actions.register("go.untagged", self.go)
        bridge.opened.connect(self._begin)
        bridge.codebook_changed.connect(self._begin)
        bridge.changed.connect(self._take)

    def go(self) -> None:
        """Select the next quotation that is not tagged, with its marks."""
        if not self._has_quotations():
            self._performer.refuse(tr("No tag of this codebook is for quotations."))
            return
        if self._untagged is None:
            self._look_now()
        if self._untagged is None:
            self._performer.refuse("Still looking for quotations. Try again in a moment.")
            return
        selection = self._bridge.selection
        found = self._untagged.next(selection.start + 1 if selection is not None else self._bridge.caret)
        if found is None:
            self._performer.refuse("No quotation is left untagged.")
            return
        self._view.select(found.span)
        words = count_words(self._view.text, found.span)
        self._bridge.say(f"with marks · {counted(words, 'word')} · {len(self._untagged)} left")

    def _look_now(self) -> None:
        """U came before the worker's answer: a text of usual length is looked through at once."""
        scene = self._performer.scene()
        if scene is not None and len(scene.text) <= _AT_ONCE:
            annotations = list(scene.store.annotations)
            self._untagged, self._missed = _look(scene.text, annotations, scene.codebook, scene.language), []
            self._show()

    def _begin(self) -> None:
        self._let_go(self._untagged)
        self._untagged, self._missed = None, []
        self._view.set_scroll_marks([])
        self._tasks.give_up(self)
        session = self._bridge.session
        if session is None or not session.codebook.has_part("quotation"):
            self.counted.emit(None)
            return
        codebook = session.codebook

        def done(untagged: Untagged) -> None:
            if self._bridge.session is not session or session.codebook is not codebook or self._untagged is not None:
                self._let_go(untagged)
                return
            self._untagged = untagged
            for change in self._missed:
                untagged.update(change, session.store.touching)
            self._missed = []
            self._show()

        annotations = list(session.store.annotations)
        text, noted = session.document.text, session.language
        self._tasks.run_at_rest(self, _look_at_rest, text, annotations, codebook, noted, done=done)

    def _let_go(self, untagged: Untagged | None) -> None:
        """Let a worker free the answer about another article: that of a long one would stop the window."""
        if untagged is not None and untagged.is_large:
            self._tasks.run(untagged.let_go)

    def _has_quotations(self) -> bool:
        session = self._bridge.session
        return session is None or session.codebook.has_part("quotation")

    def _take(self, change: Change) -> None:
        session = self._bridge.session
        if self._untagged is None:
            self._missed.append(change)
        elif session is not None and self._untagged.update(change, session.store.touching):
            self._show()

    def _show(self) -> None:
        if self._untagged is not None:
            self.counted.emit(len(self._untagged))
            self._view.set_scroll_marks([span.start for span in self._untagged.spans])


def _look_at_rest(text: str, annotations: list[Annotation], codebook: Codebook, noted: str) -> Untagged:
    """In a worker: the same, and what the first gesture goes by is read, so that it does not wait for that."""
    from analyst_app.language.languages import language_of, warm

    warm()
    return _look(text, annotations, codebook, language_of(text, noted))


def _look(text: str, annotations: list[Annotation], codebook: Codebook, language: Language) -> Untagged:
    """The quotations of a text, and which of them are tagged."""
    from analyst_app.assist.untagged import Untagged
    from analyst_app.language.quotations import all_quotations

    return Untagged(
        all_quotations(text, language),
        annotations,
        quote_tags=[tag.id for tag in codebook.tags_for("quotation")],
        skip_tags=[tag.id for tag in codebook.tags_for("skip")],
    )
