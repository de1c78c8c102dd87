"""Moving the edges of an annotation: a preview that keys move, one Change when it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.gestures.tagging import Scene, move_edges
from analyst_app.language import snapping
from analyst_app.language.snapping import Edge, count_words
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.article.article_keys import is_onward
from analyst_app.ui.commands.modes import EDGE, ModeKeeper
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.keys import Key
    from analyst_app.ui.files.session_bridge import SessionBridge

_HINTS: dict[Edge, tuple[str, str]] = {
    "start": (marked("←/→ first edge ({n} word)|←/→ first edge ({n} words)"), marked("F2 last edge")),
    "end": (marked("←/→ last edge ({n} word)|←/→ last edge ({n} words)"), marked("F2 first edge")),
}
"""By the edge that is moved: its hint, and that of the key that goes to the other."""
_HEARD: dict[Edge, str] = {
    "start": marked(
        "first edge between {before} and {after}, {n} word|first edge between {before} and {after}, {n} words"
    ),
    "end": marked("last edge between {before} and {after}, {n} word|last edge between {before} and {after}, {n} words"),
}
"""By the edge that is moved: what a screen reader says."""
_NEAR = 60
"""Code points on each side of an edge in which the words beside it are looked for."""


class EdgeMode:
    """One annotation whose edges are being moved.

    Args:
        performer: gives it its new edges.
        view: shows where they would be.
        modes: to leave through.
        scene: the layer and text.
        annotation: it.
    """

    name = EDGE

    def __init__(
        self, performer: Performer, view: ArticleView, modes: ModeKeeper, scene: Scene, annotation: Annotation
    ) -> None:
        self._performer, self._view, self._modes, self._scene = performer, view, modes, scene
        self.annotation = annotation
        self._is_stored = scene.store.annotation(annotation.id) is not None
        """False in a review, where it is another's, and its new edges become a decision."""
        self.edge: Edge = "end"
        self.span = annotation.span
        """The preview."""

    def hints(self) -> list[str]:
        """The keys of the mode."""
        moving, other = _HINTS[self.edge]
        moved = tr(moving, count_words(self._scene.text, self.span))
        return [moved, tr("E natural edge"), tr(other), tr("Enter keep"), tr("Esc restore")]

    def heard(self) -> str:
        """The edge that is moved, and the words between which it stands."""
        text, place = self._scene.text, self._place
        before = (text[max(0, place - _NEAR) : place].split() or ["…"])[-1]
        after = (text[place : place + _NEAR].split() or ["…"])[0]
        number = count_words(text, self.span)
        return tr(_HEARD[self.edge], number, before=before, after=after)

    def take(self, edge: Edge) -> None:
        """Move this edge from now on."""
        self.edge = edge
        self._show()

    def drag(self, span: Span) -> None:
        """The mouse dragged a handle: go on from there, with that edge."""
        self.edge = "end" if span.start == self.span.start else "start"
        self.span = span
        self._show()

    def key_pressed(self, key: Key) -> bool:
        """Move the edge, keep, or go back; any other command keeps."""
        if key.alt:
            return False
        if key.name in ("Left", "Right") and not key.shift:
            self._step(forward=self._is_onward(key), by_words=key.ctrl)
        elif key.name in ("Home", "End") and not key.ctrl:
            from analyst_app.language.sentences import sentence_at

            sentence = sentence_at(self._scene.text, self._place, self._scene.language)
            self._move(sentence.start if key.name == "Home" else sentence.end)
        elif key.letter == "E" and not key.ctrl:
            self._step_naturally(outwards=not key.shift)
        elif key.name in ("Enter", "Esc") and not key.ctrl:
            self._modes.leave(keep=key.name == "Enter")
        else:
            return False
        return True

    def leave(self, *, keep: bool) -> None:
        """Give the annotation its new edges, or put the old ones back."""
        self._view.set_preview(None)
        now = self.annotation_now
        if keep and now is not None and self.span != now.span:
            outcome, current = move_edges(self._scene, now, self.span), self._performer.current
            if current is None or current.id != self.annotation.id:  # it was left: whatever is current stays so
                outcome = outcome._replace(current=None)
            self._performer.perform(outcome)

    @property
    def annotation_now(self) -> Annotation | None:
        """The annotation with what was set meanwhile in the inspector; None if its edges were changed elsewhere."""
        now = self._scene.store.annotation(self.annotation.id) if self._is_stored else self.annotation
        return now if now is not None and now.span == self.annotation.span else None

    # -- inside ------------------------------------------------------------------

    @property
    def _place(self) -> int:
        return self.span.start if self.edge == "start" else self.span.end

    def _is_onward(self, key: Key) -> bool:
        """True if an arrow leads on in the paragraph of the edge, as it does for the caret."""
        block = self._view.document().findBlock(self._view.to_utf16(self._place))
        return is_onward(block, is_right=key.name == "Right")

    def _step(self, *, forward: bool, by_words: bool) -> None:
        text, place = self._scene.text, self._place
        if by_words:
            step = snapping.next_word if forward else snapping.previous_word
            self._move(step(text, place, edge=self.edge))
        else:
            self._move(snapping.next_grapheme(text, place) if forward else snapping.previous_grapheme(text, place))

    def _step_naturally(self, *, outwards: bool) -> None:
        from analyst_app.language import ladder

        scene = self._scene
        place = ladder.moved_edge(scene.text, self.span, self.edge, scene.language, outwards=outwards)
        if place is None:
            self._performer.refuse(tr("There is no further natural edge."))
        else:
            self._move(place)

    def _move(self, place: int) -> None:
        """Put the edge somewhere; the edges stay one grapheme apart."""
        text = self._scene.text
        if self.edge == "start":
            self.span = Span(min(place, snapping.previous_grapheme(text, self.span.end)), self.span.end)
        else:
            self.span = Span(self.span.start, max(place, snapping.next_grapheme(text, self.span.start)))
        self._show()

    def _show(self) -> None:
        self._view.set_preview(self.span)
        self._view.reveal(Span(self._place, self._place))


class EdgeCommands(QObject):
    """F2, [ and ], and the handles that the mouse drags."""

    def __init__(
        self,
        performer: Performer,
        bridge: SessionBridge,
        view: ArticleView,
        modes: ModeKeeper,
        actions: ActionSet,
    ) -> None:
        super().__init__(performer)
        self._performer, self._bridge, self._view, self._modes = performer, bridge, view, modes
        actions.register("annotate.edges", self.toggle)
        actions.register("annotate.edge_start", lambda: self.begin("start"))
        actions.register("annotate.edge_end", lambda: self.begin("end"))
        view.edges_dragged.connect(self._drag)
        bridge.current_changed.connect(self._follow_current)
        bridge.changed.connect(self._follow_change)
        bridge.closing.connect(lambda: self._leave(keep=True))
        bridge.opened.connect(lambda: self._leave(keep=False))

    def toggle(self) -> None:
        """F2: begin with the last edge; again, the other edge."""
        mode = self._modes.mode
        if isinstance(mode, EdgeMode):
            mode.take("start" if mode.edge == "end" else "end")
            self._modes.renew()
        else:
            self.begin("end")

    def begin(self, edge: Edge) -> None:
        """Move this edge of the current annotation."""
        mode = self._modes.mode
        if isinstance(mode, EdgeMode):
            mode.take(edge)
            self._modes.renew()
            return
        scene, current = self._performer.scene(), self._performer.current_or_refusal(at_caret=True)
        if scene is not None and current is not None:
            self._bridge.set_current(current.id)
            mode = EdgeMode(self._performer, self._view, self._modes, scene, current)
            self._modes.enter(mode)
            mode.take(edge)

    def _drag(self, annotation_id: str, span: Span, is_final: bool) -> None:
        scene = self._performer.scene()
        annotation = scene.store.annotation(annotation_id) if scene is not None else None
        if scene is None or annotation is None:
            return
        mode = self._modes.mode
        if not is_final:
            self._bridge.say(tr("{n} word|{n} words", count_words(scene.text, span)))
        elif isinstance(mode, EdgeMode) and mode.annotation.id == annotation_id:
            mode.drag(span)
            self._modes.renew()
        elif span != annotation.span:
            self._performer.perform(move_edges(scene, annotation, span))

    def _follow_current(self) -> None:
        mode, current = self._modes.mode, self._bridge.current
        if isinstance(mode, EdgeMode) and (current is None or current.id != mode.annotation.id):
            session = self._bridge.session
            self._leave(keep=session is not None and session.store.annotation(mode.annotation.id) is not None)

    def _follow_change(self) -> None:
        """Edges that an undo, a merge or a colleague changed are not written over."""
        mode = self._modes.mode
        if isinstance(mode, EdgeMode) and mode.annotation_now is None:
            self._leave(keep=False)
            self._bridge.say(tr("These edges were changed elsewhere meanwhile. They stay as they are now."))

    def _leave(self, *, keep: bool) -> None:
        if isinstance(self._modes.mode, EdgeMode):
            self._modes.leave(keep=keep)
