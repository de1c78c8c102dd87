"""Moving about with keys: grow and shrink, sentences, next and previous annotation, untagged quotations."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.core.annotation import Annotation
from analyst_app.core.excerpts import counted
from analyst_app.core.span import Span
from analyst_app.gestures import going
from analyst_app.language import ladder
from analyst_app.language.sentences import next_sentence, previous_sentence, sentence_at
from analyst_app.language.snapping import count_words
from analyst_app.ui.annotate.performing import Performer

if TYPE_CHECKING:
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.panels.tool_bar import ToolBar


class Selecting(QObject):
    """The commands that change nothing but the selection and the current annotation."""

    def __init__(
        self,
        performer: Performer,
        actions: ActionSet,
        tool_bar: ToolBar,
        shown_tags: Callable[[], Collection[str] | None],
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._view = performer, performer.bridge, performer.view
        self._tool_bar, self._shown_tags = tool_bar, shown_tags
        self._origin: Span | None = None
        self._grown: Span | None = None
        for action_id, function in (
            ("select.grow", self.grow),
            ("select.shrink", self.shrink),
            ("select.next_sentence", lambda: self.go_to_sentence(1)),
            ("select.previous_sentence", lambda: self.go_to_sentence(-1)),
            ("select.clear", self.clear),
            ("go.next", lambda: self.go(forward=True)),
            ("go.previous", lambda: self.go(forward=False)),
            ("go.cycle", self.cycle),
        ):
            actions.register(action_id, function)

    # -- growing -----------------------------------------------------------------

    def grow(self) -> None:
        """Select the smallest rung that strictly contains the selection (or the caret)."""
        scene = self._performer.scene()
        if scene is None:
            return
        span = self._selected()
        if self._grown != span or self._origin is None:
            self._origin = span
        rung = ladder.grow(scene.text, span, scene.language)
        if rung is None:
            self._bridge.refused.emit("This is the whole paragraph; it grows no further.")
            return
        self._show(rung)

    def shrink(self) -> None:
        """Select the largest rung strictly inside the selection, around where growing began."""
        scene = self._performer.scene()
        if scene is None:
            return
        span = self._bridge.selection
        if span is None:
            self._bridge.refused.emit("Nothing is selected. Press E to grow a selection.")
            return
        origin = self._origin if self._origin is not None and self._grown == span else span.start
        rung = ladder.shrink(scene.text, span, origin, scene.language)
        if rung is None:
            begun = self._origin if self._grown == span else None
            if begun is not None and begun != span and span.contains(begun):
                self._select(begun)
                self._grown = begun
                return
            self._bridge.refused.emit("It shrinks no further.")
            return
        self._show(rung)

    def _show(self, rung: ladder.Rung) -> None:
        self._select(rung.span)
        self._grown = rung.span
        words = count_words(self._view.text, rung.span)
        self._bridge.say(f"{rung.name} · {counted(words, 'word')}")

    def _selected(self) -> Span:
        caret = self._bridge.caret
        return self._bridge.selection or Span(caret, caret)

    def _select(self, span: Span) -> None:
        if span.length:
            self._view.select(span)
        else:
            self._view.place_caret(span.start)

    # -- sentences ---------------------------------------------------------------

    def go_to_sentence(self, step: int) -> None:
        """Select the next (1) or previous (-1) sentence; from a caret, the one that begins there counts as next."""
        scene = self._performer.scene()
        if scene is None:
            return
        selection = self._bridge.selection
        place = selection.start if selection is not None else self._bridge.caret
        here = sentence_at(scene.text, place, scene.language)
        if step > 0 and selection is None and here.length and here.start == place:
            found: Span | None = here
        elif step > 0:
            found = next_sentence(scene.text, place, scene.language)
        else:
            found = previous_sentence(scene.text, place, scene.language)
        if found is None:
            self._bridge.refused.emit("No sentence follows." if step > 0 else "No sentence stands before.")
            return
        self._view.select(found)

    # -- annotations -------------------------------------------------------------

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
            shown=self._shown_tags(),
        )
        if found is None:
            self._bridge.refused.emit("No annotation follows." if forward else "No annotation stands before.")
            return
        self._view.place_caret(found.start)
        self._bridge.set_current(found.id, reveal=True)

    def cycle(self) -> None:
        """Make the next of the annotations under the caret current."""
        session = self._bridge.session
        if session is None:
            return
        place = self._bridge.caret
        current = self._bridge.current
        if current is not None and not current.start <= place <= current.end:
            place = current.start
        found = going.next_here(session.store, current=current, caret=place, shown=self._shown_tags())
        if found is None:
            self._bridge.refused.emit("No annotation is here.")
            return
        self._bridge.set_current(found.id)
        self._say_place(found, place)

    def _say_place(self, found: Annotation, place: int) -> None:
        scene = self._performer.scene()
        if scene is not None:
            here = scene.store.at(place)
            number = next((n for n, one in enumerate(here, 1) if one.id == found.id), 0)
            self._bridge.say(f"{scene.tag_name(found.tag)} · {number} of {len(here)} here")

    # -- Esc -----------------------------------------------------------------------

    def clear(self) -> None:
        """Esc: disarm a tag, else clear the selection, else make no annotation current."""
        if self._tool_bar.armed_tag:
            self._tool_bar.arm("")
        elif self._bridge.selection is not None:
            self._view.clear_selection()
        else:
            self._bridge.set_current(None)
