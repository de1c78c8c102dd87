"""Selecting with keys: grow and shrink, sentences, Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.core.span import Span
from analyst_app.gestures import going
from analyst_app.language.snapping import count_words
from analyst_app.ui.annotate.performing import Performer
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.language import ladder
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.panels.tool_bar import ToolBar


class Selecting(QObject):
    """The commands that change nothing but the selection."""

    nothing_left = Signal()
    """Esc, where nothing was left to clear."""

    def __init__(
        self,
        performer: Performer,
        bridge: SessionBridge,
        view: ArticleView,
        actions: ActionSet,
        tool_bar: ToolBar,
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._view, self._tool_bar = performer, bridge, view, tool_bar
        self._origin: Span | None = None
        self._grown: Span | None = None
        for action_id, function in (
            ("select.grow", self.grow),
            ("select.shrink", self.shrink),
            ("select.next_sentence", lambda: self.go_to_sentence(1)),
            ("select.previous_sentence", lambda: self.go_to_sentence(-1)),
            ("select.clear", self.clear),
        ):
            actions.register(action_id, function)

    # -- growing -----------------------------------------------------------------

    def grow(self) -> None:
        """Select the smallest rung that strictly contains the selection (or the caret)."""
        from analyst_app.language import ladder

        scene = self._performer.scene()
        if scene is None:
            return
        span = self._selected()
        if self._grown != span or self._origin is None:
            self._origin = span
        rung = ladder.grow(scene.text, span, scene.language)
        if rung is None:
            self._performer.refuse(tr("This is the whole paragraph; it grows no further."))
            return
        self._show(rung)

    def shrink(self) -> None:
        """Select the largest rung strictly inside the selection, around where growing began."""
        from analyst_app.language import ladder

        scene = self._performer.scene()
        if scene is None:
            return
        span = self._bridge.selection
        if span is None:
            self._performer.refuse(tr("Nothing is selected. Press E to grow a selection."))
            return
        origin = self._origin if self._origin is not None and self._grown == span else span.start
        rung = ladder.shrink(scene.text, span, origin, scene.language)
        if rung is None:
            begun = self._origin if self._grown == span else None
            if begun is not None and begun != span and span.contains(begun):
                self._select(begun)
                self._grown = begun
                return
            self._performer.refuse(tr("It shrinks no further."))
            return
        self._show(rung)

    def _show(self, rung: ladder.Rung) -> None:
        self._select(rung.span)
        self._grown = rung.span
        words = count_words(self._view.text, rung.span)
        self._bridge.say(tr("{rung} · {n} word|{rung} · {n} words", words, rung=rung.name))

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
        """Go to the next (1) or previous (-1) sentence of the article; it is a place, no selection of its words."""
        scene = self._performer.scene()
        if scene is None:
            return
        found = going.neighbour_sentence(
            scene, selection=self._bridge.selection, caret=self._bridge.caret, forward=step > 0
        )
        if found is None:
            self._performer.refuse(tr("No sentence follows.") if step > 0 else tr("No sentence stands before."))
            return
        self._view.select(found)
        self._bridge.mark_place()

    # -- Esc -----------------------------------------------------------------------

    def clear(self) -> None:
        """Esc: disarm a tag, else clear the selection, else make no annotation current, else go back to the text."""
        if self._tool_bar.armed_tag:
            self._tool_bar.arm("")
        elif self._bridge.selection is not None:
            self._view.clear_selection()
        elif self._bridge.current is not None:
            self._bridge.set_current(None)
        else:
            self.nothing_left.emit()
            self._performer.focus_text()
