"""The article: a calm, read-only text with the annotations painted into it.

Positions outside are code points of the Document; the widget's own text is a copy that is never read back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QWidget

from analyst_app.core.span import Span
from analyst_app.ui.article import selection_gestures as gestures
from analyst_app.ui.article.article_frame import ArticleFrame, parts_of
from analyst_app.ui.article.article_keys import ArticleKeys
from analyst_app.ui.article.article_mouse import ArticleMouse
from analyst_app.ui.article.heading_line import ArticleHeading
from analyst_app.ui.article.margin_painter import MarginPainter
from analyst_app.ui.article.marked_places import MarkedPlaces
from analyst_app.ui.article.painted_layers import PaintedLayers
from analyst_app.ui.article.scroll_place import ScrollPlace
from analyst_app.ui.article.selection_gestures import Selection
from analyst_app.ui.article.shown_text import ShownText
from analyst_app.ui.article.span_painter import SpanPainter
from analyst_app.ui.article.steady_line import SteadyLine
from analyst_app.ui.article.text_loader import TextLoader
from analyst_app.ui.article.text_style import TextStyle
from analyst_app.ui.article.text_widget import ReadingText
from analyst_app.ui.widgets.theme import Theme, theme
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from analyst_app.core.annotation import Annotation
    from analyst_app.core.codebook import Codebook
    from analyst_app.core.document import Document
    from analyst_app.core.store import AnnotationStore, Change
    from analyst_app.ui.article.article_frame import Guest
    from analyst_app.ui.article.block_plan import BlockPlan
    from analyst_app.ui.article.column_layout import ColumnLook
    from analyst_app.ui.article.span_painter import ShownBlock

_NEAR = 200_000
"""Code points that are loaded within a frame, to open an article at a place that soon."""
_SCREEN = 8_000
"""Code points that are on one screen at most."""
_FEW_HITS = 20
"""So many are painted anew one by one; more, with all that is seen."""


class ArticleView(ReadingText):
    """Shows one article and one layer of annotations, or two of them.

    Args:
        parent: as ever.
        colours: the theme; by default the system's.
        has_heading: whether there is room for the facts of the article above its title.
    """

    selection_changed = Signal()
    """The selection or the caret is another."""
    sentence_taken = Signal()
    """A triple-click selected a sentence."""
    selected_by_mouse = Signal(QPoint)
    """A mouse gesture ended with something selected: where, in the viewport."""
    clicked_at = Signal(int)
    """A click put the caret there, code points, with nothing selected."""
    annotation_clicked = Signal(str)
    """A letter in the margin was clicked: the annotation's id."""
    speaker_clicked = Signal(str)
    """The speaker's name, or the ? beside a quote was clicked: the annotation's id."""
    edges_dragged = Signal(str, object, bool)
    """A handle is being dragged: id, the Span it would have, whether the mouse was released."""
    loaded = Signal()
    """The whole text is there."""
    zoomed = Signal()
    """The text has another size."""

    def __init__(
        self, parent: QWidget | None = None, *, colours: Theme | None = None, has_heading: bool = False
    ) -> None:
        layers = PaintedLayers()
        super().__init__(parent, layers)
        self.setObjectName("article_view")
        self.setAccessibleName(tr("Article"))
        self._snaps_to_words, self._has_heading = True, has_heading
        self._shown = ShownText("")
        self.painter = SpanPainter(colours or theme("system"), self._column, layers)
        self._loader = TextLoader(self.document(), self._column, self)
        self._loader.grown.connect(self._on_grown)
        self._loader.finished.connect(self.loaded)
        self.marks = MarkedPlaces(self.verticalScrollBar())
        self._mouse, self._keys = ArticleMouse(self, self.painter), ArticleKeys(self)
        self._place = ScrollPlace(self, self._column)
        self._text_style = TextStyle()
        self._margins = self._text_style.margins()
        self._frame = ArticleFrame(self, self.painter, self._column)
        self._steady = SteadyLine(self, self._frame, self._column, self.painter)
        self._wanted_top: int | None = None
        self._wanted_caret: int | None = None
        self._told: tuple[Span | None, int] = (None, 0)
        self.selectionChanged.connect(self._on_cursor)
        self.cursorPositionChanged.connect(self._on_cursor)
        self._wear()
        self._apply_style()

    # -- what is shown -------------------------------------------------------

    @property
    def text(self) -> str:
        """The article's canonical text; empty without one."""
        return self._shown.text

    def ask_for_language(self, noted: Callable[[], str]) -> None:
        """Have the language's code that a person noted told by ``noted``, as it may change."""
        self._mouse.noted_language = noted

    def show_document(self, document: Document | None) -> None:
        """Show an article from its beginning, its first line as a title, without annotations; None for none."""
        self._loader.stop()
        self._wanted_top = self._wanted_caret = None
        self._frame.forget()
        self._shown = ShownText(document.text if document is not None else "")
        has_second = self.painter.has_second
        self.painter.begin(self._shown)
        if has_second:
            self._apply_style()
        self.marks.length = len(self._shown.text)
        self.set_scroll_marks(())
        self._column.hold()
        if not self.document().isEmpty():
            self.clear()
        self._place_column()
        self._loader.start(self._shown, self._column.find_title)
        self.setTextCursor(QTextCursor(self.document()))
        self.verticalScrollBar().setValue(0)
        self._column.release()
        self._on_cursor()

    def show_annotations(self, store: AnnotationStore | None, codebook: Codebook | None) -> None:
        """Paint the annotations of a layer; its changes are told by ``apply_change``."""
        if not self.painter.paints(store, codebook):  # a session's layer was shown with its text
            self.painter.set_first(store, codebook)
            self.viewport().update()

    def show_second(
        self, store: AnnotationStore | None, codebook: Codebook | None, quiet: Collection[str] = ()
    ) -> None:
        """Paint another layer's lanes above the text, to compare; None for none.

        Args:
            store: its annotations, on the same text.
            codebook: for its looks.
            quiet: ids of annotations, of both, that are only hinted at.
        """
        self.painter.set_second(store, codebook, quiet)
        self._apply_style()

    def apply_change(self, change: Change) -> None:
        """Paint what a change has touched anew; the current annotation stays the same one."""
        self.painter.overlays.follow(change)
        self._steady.through(lambda: self.painter.forget_change(change))

    def set_shown_tags(self, tags: Collection[str] | None) -> None:
        """Paint annotations of these tags only; None for all."""
        if self.painter.shows_other(tags):  # else it would be laid out to see what stays
            self._steady.through(lambda: self.painter.set_shown_tags(tags))

    def set_current(self, annotation: Annotation | None) -> None:
        """Emphasise an annotation and give it handles."""
        self._frame.update(self.painter.overlays.show_current(annotation))

    @property
    def looked_at(self) -> Span | None:
        """From the first to the last of what is current or marked as found; None: there is nothing."""
        return self.painter.overlays.looked_at

    def set_preview(self, span: Span | None) -> None:
        """Show the current annotation as if it had this span."""
        self._frame.update(self.painter.overlays.show_preview(span))

    def set_hits(self, spans: Sequence[Span]) -> None:
        """Mark spans as found."""
        touched = self.painter.overlays.show_hits(spans)
        self._frame.update(touched) if len(touched) <= _FEW_HITS else self.viewport().update()

    def set_proposal(self, span: Span | None) -> None:
        """Frame the proposed other end of a link."""
        self.painter.overlays.show_proposal(span)
        self.viewport().update()

    def show_heading(self, heading: ArticleHeading) -> None:
        """Show the facts of the article above its title, where room was kept for them."""
        self._frame.show_heading(heading if self._has_heading else ArticleHeading())

    def let_paint(self, guest: Guest) -> None:
        """Have something painted with the annotations that is none of them."""
        self._frame.let_paint(guest)

    def paint_anew(self, stretches: Sequence[tuple[int, int]]) -> None:
        """Paint the paragraphs that these stretches touch, code points: a guest has something else there."""
        self._frame.update(stretches)

    def set_scroll_marks(self, positions: Sequence[int]) -> None:
        """Mark code points on the scroll bar."""
        self.marks.set_places(positions, self.painter.theme.colour("accent"))

    def lay_scroll_marks_over(self, positions: Sequence[int] | None) -> None:
        """Mark these code points on the scroll bar instead of the others; None: the others again."""
        self.marks.lay_over(positions, self.painter.theme.colour("accent"))

    # -- selection -----------------------------------------------------------

    @property
    def selection(self) -> Span | None:
        """The selected span, whole graphemes; None for nothing."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        span = Span(self.to_codepoints(cursor.selectionStart()), self.to_codepoints(cursor.selectionEnd()))
        return gestures.whole_graphemes(self.text, Selection(*span)).span if span.length else None

    @property
    def caret(self) -> int:
        """The place of the caret, code points."""
        if self._wanted_caret is not None:
            return self._wanted_caret
        return self.to_codepoints(self.textCursor().position())

    @property
    def ends(self) -> Selection:
        """Anchor and caret."""
        cursor = self.textCursor()
        return Selection(self.to_codepoints(cursor.anchor()), self.to_codepoints(cursor.position()))

    def select(self, span: Span, *, reveal: bool = True) -> None:
        """Select a span, the caret at its end."""
        self.set_ends(Selection(*span))
        if reveal:
            self.reveal(span)

    def place_caret(self, position: int) -> None:
        """Put the caret somewhere, nothing selected; in text that is still loading, as soon as that is there."""
        if position > self._shown.reached and not self._loader.is_done:
            self._wanted_caret = position
            self._on_cursor()
        else:
            self.set_ends(Selection(position, position))

    def clear_selection(self) -> None:
        """Select nothing; the caret stays."""
        self.place_caret(self.caret)

    def set_ends(self, selection: Selection) -> None:
        """Put anchor and caret; nothing is scrolled."""
        self._wanted_caret = None
        self._loader.load_to(max(selection) + 1)
        bar = self.verticalScrollBar()
        top = bar.value()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.to_utf16(selection.anchor))
        cursor.setPosition(self.to_utf16(selection.caret), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        bar.setValue(top)

    def rect_of(self, position: int) -> QRect:
        """The rectangle of a caret at a code point, in the viewport."""
        self._loader.load_to(position + 1)
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.to_utf16(position))
        return self.cursorRect(cursor)

    def position_at(self, point: QPoint) -> int:
        """The code point nearest to a point of the viewport."""
        return self.to_codepoints(self.cursorForPosition(point).position())

    @property
    def reading_position(self) -> int:
        """The code point at the top of the viewport. Set it to return there, also while the text is loading."""
        return self._place.top if self._wanted_top is None else self._wanted_top

    @reading_position.setter
    def reading_position(self, position: int) -> None:
        if position >= self._shown.reached and not self._loader.is_done:
            if position > _NEAR:
                self._wanted_top = position
                return
            self._loader.load_to(position + _SCREEN)
        self._wanted_top = None
        self._place.return_to(position)

    def reveal(self, span: Span, covered: int = 0) -> None:
        """Scroll so that a span can be seen, if it cannot; so many pixels at the bottom are covered."""
        self._loader.load_to(span.end + 1)
        self._wanted_top = None
        self._place.reveal(span, covered)

    def shows(self, span: Span) -> bool:
        """True if some of a span is on the screen."""
        return self._place.shows(span)

    def set_theme(self, colours: Theme) -> None:
        """Use these colours, if they are others."""
        if colours is not self.painter.theme:
            self.painter.set_theme(colours)
            self._column.wear(self._look())
            self._wear()

    @property
    def text_style(self) -> TextStyle:
        """The style of the text. Assign another (``_replace``) to set it anew, at the same place."""
        return self._text_style

    @text_style.setter
    def text_style(self, style: TextStyle) -> None:
        if style != self._text_style:
            self._text_style = style
            self._apply_style()

    def zoom_by(self, steps: int) -> None:
        """Make the text larger or smaller by tenths; 0 gives it its usual size."""
        zoom = max(-8, min(14, self._text_style.zoom + steps)) if steps else 0
        if zoom != self._text_style.zoom:
            self.text_style = self._text_style._replace(zoom=zoom)
            self.zoomed.emit()

    # -- Qt's side -----------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        self._column.hold()
        seen = self._frame.paint_under(event.region())
        for part in parts_of(event.region()):  # Qt would draw all lines from the first part to the last
            super().paintEvent(QPaintEvent(part))
        self._frame.paint_over(event.region(), seen, self.margin_painter(), self._text_style.sizes)
        self._column.release()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_column()
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._wanted_caret = None
        if not self._mouse.press(event):
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._mouse.move(event):
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._mouse.release(event):
            super().mouseReleaseEvent(event)
            self._mouse.released(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self._mouse.double_click(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._wanted_caret = None
        if not self._keys.press(event):
            before = self.caret
            super().keyPressEvent(event)
            self._keys.settle(event, before)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif turned:
            self.zoom_by(1 if turned > 0 else -1)

    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        selection = self.selection
        data.setText(selection.of(self.text) if selection else "")
        return data

    def snap(self, snaps_to_words: bool) -> None:
        """Let a drag snap to words when the mouse is released, or not."""
        self._snaps_to_words = snaps_to_words

    @property
    def snaps_to_words(self) -> bool:
        """True if a drag snaps to words when the mouse is released."""
        return self._snaps_to_words

    def margin_painter(self) -> MarginPainter:
        """The painter of what stands beside the text."""
        return MarginPainter(self.painter.theme, self._margins, self._column, self.viewport().width())

    def frame(self) -> list[tuple[ShownBlock, BlockPlan]]:
        """The visible blocks and their plans."""
        return self._frame.blocks()

    def to_utf16(self, position: int) -> int:
        """The place of a code point in the widget's text, as far as that is loaded."""
        return max(0, min(self.document().characterCount() - 1, self._shown.offsets.to_utf16(position)))

    def to_codepoints(self, position_utf16: int) -> int:
        """The code point at a place of the widget's text."""
        return self._shown.offsets.to_codepoints(position_utf16)

    # -- inside --------------------------------------------------------------

    def _wear(self) -> None:
        self.put_on(self.painter.theme.article_palette)
        self.marks.show(self.painter.theme.colour("accent"))
        self.viewport().update()

    def _on_cursor(self) -> None:
        told = (self.selection, self.caret)
        if told != self._told:
            self._told = told
            self.selection_changed.emit()

    def _on_grown(self, before: int) -> None:
        self.painter.forget_from(before)
        if not self._frame.is_full:
            self.viewport().update()
        reached = len(self.text) + 1 if self._loader.is_done else self._shown.reached
        if self._wanted_caret is not None and self._wanted_caret < reached:
            self.place_caret(self._wanted_caret)
        if self._wanted_top is not None and self._wanted_top < reached:
            self.reading_position = self._wanted_top

    def _place_column(self) -> None:
        top, width = self.reading_position, self._column.width
        if self._column.set_column(*self._text_style.column(self.viewport().width(), self._margins, self._shown.ways)):
            self.painter.forget_plans()
            self.viewport().update()
            if top and self._column.width != width:
                self.reading_position = top

    def _look(self) -> ColumnLook:
        has_two = self.painter.has_second
        return self._text_style.column_look(self.painter.theme, for_two=has_two, has_heading=self._has_heading)

    def _apply_style(self) -> None:
        top = self.reading_position
        self.setFont(self._text_style.font())
        self._margins = self._text_style.margins()
        self._column.wear(self._look())
        self.painter.forget_plans()
        self._place_column()
        self.viewport().update()
        self.reading_position = top
