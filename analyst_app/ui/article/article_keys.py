"""Moving keys in the article: the caret goes by whole graphemes and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from analyst_app.ui.article import selection_gestures as gestures
from analyst_app.ui.article.selection_gestures import Direction, Selection

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextCursor

_SIDEWAYS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


def is_onward(block: QTextBlock, *, is_right: bool) -> bool:
    """True if a step to the side leads on in a paragraph as it is seen: to the left where it is right-to-left."""
    return is_right != (block.textDirection() == Qt.LayoutDirection.RightToLeft)


class TextWithCaret(Protocol):
    """The text whose caret the keys move; places are code points."""

    @property
    def text(self) -> str:
        """The article's canonical text."""

    @property
    def caret(self) -> int:
        """Place of the caret."""

    @property
    def ends(self) -> Selection:
        """Anchor and caret."""

    def set_ends(self, selection: Selection) -> None:
        """Put anchor and caret."""

    def textCursor(self) -> QTextCursor:
        """The widget's own cursor."""

    def ensureCursorVisible(self) -> None:
        """Scroll to the caret."""


class ArticleKeys:
    """Reads moving keys for one view."""

    def __init__(self, view: TextWithCaret) -> None:
        self._view = view

    def press(self, event: QKeyEvent) -> bool:
        """A key went down; True if that is dealt with."""
        held = event.modifiers()
        if event.key() not in _SIDEWAYS or held & Qt.KeyboardModifier.AltModifier:
            return False
        self._move_sideways(
            is_right=event.key() == Qt.Key.Key_Right,
            is_kept=bool(held & Qt.KeyboardModifier.ShiftModifier),
            by_words=bool(held & Qt.KeyboardModifier.ControlModifier),
        )
        return True

    def settle(self, event: QKeyEvent, before: int) -> None:
        """The text widget has moved the caret: take it off the inside of a grapheme."""
        view = self._view
        after = view.caret
        settled = gestures.settled(view.text, after, before) if after != before else after
        if settled != after:
            is_kept = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            view.set_ends(Selection(view.ends.anchor if is_kept else settled, settled))

    def _move_sideways(self, *, is_right: bool, is_kept: bool, by_words: bool) -> None:
        """Move the caret as it is seen: in a right-to-left paragraph, right is back."""
        view = self._view
        ends = view.ends
        direction: Direction = "forward" if is_onward(view.textCursor().block(), is_right=is_right) else "backward"
        if not is_kept and not by_words and ends.span.length:
            moved = ends.span.end if direction == "forward" else ends.span.start
        else:
            moved = gestures.extended(view.text, ends, direction, by_words=by_words).caret
        view.set_ends(Selection(ends.anchor if is_kept else moved, moved))
        view.ensureCursorVisible()
