"""The mouse in the article: handles, letters in the margin, words and sentences."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from analyst_app.ui.article import selection_gestures as gestures

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect, SignalInstance
    from PySide6.QtGui import QTextCursor
    from PySide6.QtWidgets import QWidget

    from analyst_app.core.span import Span
    from analyst_app.ui.article.block_plan import BlockPlan
    from analyst_app.ui.article.margin_painter import MarginPainter
    from analyst_app.ui.article.selection_gestures import Selection
    from analyst_app.ui.article.span_painter import ShownBlock, SpanPainter

_REACH = 7.0
"""Distance from a handle at which the mouse still takes it, pixels."""
_LEFT = Qt.MouseButton.LeftButton


class PointedText(Protocol):
    """The text that the mouse points at; places are code points."""

    @property
    def snaps_to_words(self) -> bool:
        """True if a drag snaps to words when the mouse is released."""

    @property
    def sentence_taken(self) -> SignalInstance:
        """A triple-click selected a sentence."""

    @property
    def selection_changed(self) -> SignalInstance:
        """The selection or the caret is another, or was chosen anew."""

    @property
    def selected_by_mouse(self) -> SignalInstance:
        """A mouse gesture ended with something selected: the point, in the viewport."""

    @property
    def clicked_at(self) -> SignalInstance:
        """A click put the caret there, code points, with nothing selected."""

    @property
    def annotation_clicked(self) -> SignalInstance:
        """A letter in the margin was clicked: the annotation's id."""

    @property
    def speaker_clicked(self) -> SignalInstance:
        """The word beside a quote was clicked: the annotation's id."""

    @property
    def edges_dragged(self) -> SignalInstance:
        """A handle is being dragged: id, the Span it would have, True if the mouse was released."""

    @property
    def text(self) -> str:
        """The article's canonical text."""

    @property
    def selection(self) -> Span | None:
        """The selected span; None for nothing."""

    @property
    def ends(self) -> Selection:
        """Anchor and caret."""

    def set_ends(self, selection: Selection) -> None:
        """Put anchor and caret."""

    def set_preview(self, span: Span | None) -> None:
        """Show the current annotation as if it had this span."""

    def position_at(self, point: QPoint) -> int:
        """The code point nearest to a point of the viewport."""

    def rect_of(self, position: int) -> QRect:
        """The rectangle of a caret at a code point, in the viewport."""

    def cursorForPosition(self, point: QPoint) -> QTextCursor:
        """The widget's cursor nearest to a point of the viewport."""

    def viewport(self) -> QWidget:
        """The widget that is painted on."""

    def margin_painter(self) -> MarginPainter:
        """The painter of what stands beside the text."""

    def frame(self) -> list[tuple[ShownBlock, BlockPlan]]:
        """The visible blocks and their plans."""


class ArticleMouse:
    """Reads the mouse for one view.

    Args:
        view: the text.
        painter: has painted the handles, and knows which annotation is current.
    """

    def __init__(self, view: PointedText, painter: SpanPainter) -> None:
        self._view, self._painter = view, painter
        self.noted_language: Callable[[], str] = str
        """Tells the language's code that a person noted for the article; empty: found from the text."""
        self._edge: bool | None = None  # whether the handle that is held is the end's
        self._held: tuple[str, Span] | None = None
        self._below = 0
        """Pixels below the middle of its line at which the handle was taken: dots stand out of the words."""
        self._pressed: QPoint | None = None
        self._is_drag = False
        self._doubled: tuple[float, QPoint] = (0.0, QPoint())

    def press(self, event: QMouseEvent) -> bool:
        """A button went down; True if that is dealt with."""
        if event.button() != _LEFT:
            return False
        point = event.position()
        self._pressed, self._is_drag = point.toPoint(), False
        if self._take_handle(point):
            return True
        clicked = self._letter_at(point)
        if clicked:
            self._pressed = None
            self._view.annotation_clicked.emit(clicked)
            return True
        quote = self._speaker_at(point)
        if quote:
            self._pressed = None
            self._view.speaker_clicked.emit(quote)
            return True
        if self._triple_click(point.toPoint()):
            return True
        self._leave_selection(event)
        return False

    def move(self, event: QMouseEvent) -> bool:
        """The mouse moved; True if that is dealt with."""
        point = event.position()
        if event.buttons() & _LEFT and self._pressed is not None:
            distance = (point.toPoint() - self._pressed).manhattanLength()
            self._is_drag = self._is_drag or distance >= QApplication.startDragDistance()
        if self._edge is not None:
            self._drag_edge(event, is_final=False)
            return True
        if event.buttons() & _LEFT:
            return self._pressed is None
        self._show_cursor(point)
        return False

    def release(self, event: QMouseEvent) -> bool:
        """A button came up; True if that is dealt with."""
        if event.button() != _LEFT or self._edge is None:
            return False
        self._drag_edge(event, is_final=True)
        self._edge = self._held = None
        return True

    def released(self, event: QMouseEvent) -> None:
        """The text widget has dealt with a button that came up."""
        if event.button() != _LEFT or self._pressed is None:
            return
        view = self._view
        if self._is_drag and view.selection is not None:
            view.set_ends(gestures.after_drag(view.text, view.ends, is_exact=self._is_exact(event)))
        is_click, self._pressed, self._is_drag = not self._is_drag, None, False
        if view.selection is not None:
            view.selected_by_mouse.emit(event.position().toPoint())
            return
        view.selection_changed.emit()  # a click into what the caret stands in already chooses it, too
        if is_click:
            view.clicked_at.emit(view.ends.caret)

    def double_click(self, event: QMouseEvent) -> None:
        """The text widget has dealt with a double click."""
        if event.button() != _LEFT:
            return
        point = event.position().toPoint()
        self._pressed, self._is_drag = point, False
        self._doubled = (monotonic(), point)
        self._view.set_ends(gestures.word_at(self._view.text, self._character_at(point)))

    # -- inside --------------------------------------------------------------

    def _triple_click(self, point: QPoint) -> bool:
        when, where = self._doubled
        self._doubled = (0.0, QPoint())
        if monotonic() - when > QApplication.doubleClickInterval() / 1000:
            return False
        if (point - where).manhattanLength() > QApplication.startDragDistance():
            return False
        from analyst_app.language.languages import language_of

        view = self._view
        language = language_of(view.text, self.noted_language())
        view.set_ends(gestures.sentence_at(view.text, self._character_at(point), language))
        view.sentence_taken.emit()
        view.selected_by_mouse.emit(point)
        self._pressed = None
        return True

    def _leave_selection(self, event: QMouseEvent) -> None:
        """Begin anew where a press meets what is selected: Qt would begin to drag these words out of the window."""
        view, place = self._view, self._view.position_at(event.position().toPoint())
        is_extending = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if view.selection is not None and not is_extending and view.selection.start <= place <= view.selection.end:
            view.set_ends(gestures.Selection(place, place))

    def _character_at(self, point: QPoint) -> int:
        """The code point whose character is under a point, rather than the nearest gap."""
        view = self._view
        position = view.position_at(point)
        is_before = view.rect_of(position).center().x() > point.x()
        is_rtl = view.cursorForPosition(point).block().textDirection() == Qt.LayoutDirection.RightToLeft
        return max(0, position - 1) if is_before != is_rtl and position else position

    def _take_handle(self, point: QPointF) -> bool:
        overlays, edge = self._painter.overlays, self._handle_at(point)
        if overlays.current is None or overlays.emphasised is None or edge is None:
            return False
        span = overlays.emphasised
        place = self._view.rect_of(span.end if edge else span.start).center()
        self._edge, self._held, self._below = edge, (overlays.current.id, span), round(point.y()) - place.y()
        return True

    def _drag_edge(self, event: QMouseEvent, *, is_final: bool) -> None:
        """Move the edge that is held; a press without a drag leaves it where it is."""
        if self._held is None or self._edge is None or not self._is_drag:
            return
        view, (annotation_id, span) = self._view, self._held
        place = view.position_at(event.position().toPoint() - QPoint(0, self._below))
        moved = gestures.dragged_edge(view.text, span, place, is_end=self._edge, is_exact=self._is_exact(event))
        view.set_preview(None if is_final else moved)
        view.edges_dragged.emit(annotation_id, moved, is_final)

    def _is_exact(self, event: QMouseEvent) -> bool:
        is_held = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return is_held or not self._view.snaps_to_words

    def _handle_at(self, point: QPointF) -> bool | None:
        """True if the handle at a point is the end's; None if there is none."""
        if self._painter.overlays.current is None:
            return None
        frame = self._view.frame()
        for is_end, rect in self._painter.edges([shown for shown, _ in frame], [plan for _, plan in frame]):
            # Each handle is taken more from its outer side, so that short spans leave room for both.
            inner, outer = _REACH / 2, _REACH
            reach = rect.adjusted(
                -inner if is_end else -outer, 0 if is_end else -outer, outer if is_end else inner, outer * is_end
            )
            if reach.contains(point):
                return is_end
        return None

    def _letter_at(self, point: QPointF) -> str:
        painter = self._view.margin_painter()
        for shown, plan in self._view.frame():
            for chip in painter.chips(shown, plan):
                if chip.rect.contains(point):
                    return chip.id
        return ""

    def _speaker_at(self, point: QPointF) -> str:
        """The id of the quote whose speaker, or ? for one, stands beside the text at a point."""
        painter = self._view.margin_painter()
        if not painter.is_beside(point.x()):
            return ""
        for shown, plan in self._view.frame():
            for word in painter.words(shown, plan):
                if not word.mark.is_second and word.rect.contains(point):
                    return word.mark.id
        return ""

    def _show_cursor(self, point: QPointF) -> None:
        if self._handle_at(point) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif self._letter_at(point) or self._speaker_at(point):
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.IBeamCursor
        viewport = self._view.viewport()
        if viewport.cursor().shape() != shape:
            viewport.setCursor(shape)
