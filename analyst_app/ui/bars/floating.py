"""Cards that float over the bottom of a page: one at a time, the latest first. What lies under them does not move."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QFrame

from analyst_app.ui.widgets.shapes import paint_popup

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.widgets.theme import Looks


class FloatingCard(QFrame):
    """A rounded card with a shadow. Clicks beside its buttons reach nothing under it.

    Args:
        looks: colours and sizes.
        parent: the widget that it floats over.
    """

    wish_changed = Signal()
    """It has something to show, or no longer has, or something newer."""
    left = Signal()
    """Esc: the keyboard goes back to the text."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self.has_words = False
        """True while it has something to show."""
        self.stands_high = False
        """True while it stands at the top: what it is about lies at the bottom."""
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setFont(QApplication.font())  # not the article's, which it would inherit
        self.setContentsMargins(*[self.shadow] * 4)
        looks.changed.connect(self.update)
        self.hide()

    @property
    def shadow(self) -> int:
        """The width of the shadow round the card, pixels."""
        return self._looks.sizes.width("shadow")

    def wish(self, has_words: bool) -> None:
        """Say that there is something to show, or nothing any more."""
        self.has_words = has_words
        self.wish_changed.emit()

    def stand(self, *, high: bool) -> None:
        """Stand at the top, or at the bottom."""
        if high != self.stands_high:
            self.stands_high = high
            self.wish_changed.emit()

    def wanted_width(self) -> int:
        """The width that shows all words on one line, shadow and all, pixels."""
        return self.sizeHint().width()

    def height_for(self, width: int) -> int:
        """The height that it needs at a width, shadow and all, pixels."""
        return max(self.sizeHint().height(), self._looks.sizes.height("toast") + 2 * self.shadow)

    @property
    def is_attended(self) -> bool:
        """True while the mouse is over it, or the keyboard in it."""
        focus = QApplication.focusWidget()
        return self.underMouse() or (focus is not None and self.isAncestorOf(focus))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, shadow = QPainter(self), self.shadow
        paint_popup(painter, QRectF(self.rect()).adjusted(shadow, shadow, -shadow, -shadow), self._looks)


class Stage(QObject):
    """The place of the cards: bottom centre of a widget, 20 off its edge, at most 560 wide; or its top.

    Args:
        looks: sizes.
        anchor: the widget at whose bottom they stand.
        parent: lives as long as the cards.
    """

    def __init__(self, looks: Looks, anchor: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._looks, self._anchor = looks, anchor
        self._cards: list[FloatingCard] = []
        """The one that wished last stands last."""
        self._conditions: dict[FloatingCard, Callable[[], bool]] = {}
        self._kept_clear: Callable[[], QRect] = QRect
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._step_aside)
        anchor.installEventFilter(self)

    def put_on(self, card: FloatingCard, condition: Callable[[], bool] = lambda: True) -> None:
        """Take in a card.

        Args:
            card: is shown when it wishes.
            condition: asked each time; False: it is held back.
        """
        self._cards.insert(0, card)
        self._conditions[card] = condition
        card.wish_changed.connect(lambda: self._bring(card))

    def stand_in(self, anchor: QWidget) -> None:
        """Stand at the bottom of another widget: another page is shown."""
        self._anchor.removeEventFilter(self)
        self._anchor = anchor
        anchor.installEventFilter(self)
        self.arrange()

    def keep_clear(self, of: Callable[[], QRect]) -> None:
        """Have cards stand at the top while they would lie over something at the bottom, and at the top would not.

        Args:
            of: gives its rectangle in the widget that the cards float over; an empty one: there is nothing.
        """
        self._kept_clear = of

    def follow(self) -> None:
        """Place the card anew in a moment: what is to be kept clear is elsewhere, or will be after scrolling."""
        if any(card.isVisible() for card in self._cards):
            self._soon.start()

    def arrange(self) -> None:
        """Show the card that wished last, at its place, and no other."""
        wishing = [card for card in self._cards if card.has_words and self._conditions[card]()]
        shown = wishing[-1] if wishing else None
        for card in self._cards:
            if card is not shown:
                card.hide()
        if shown is not None:
            self._place(shown)
            shown.show()
            shown.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show):
            self.arrange()
        return False

    # -- inside --------------------------------------------------------------------------

    def _bring(self, card: FloatingCard) -> None:
        if card.has_words:
            self._cards.remove(card)
            self._cards.append(card)
        self.arrange()

    def _place(self, card: FloatingCard) -> None:
        floor, sizes, shadow = card.parentWidget(), self._looks.sizes, card.shadow
        if floor is None:
            return
        edge = sizes.width("toast_edge")
        room = self._anchor.width() - 2 * edge
        width = min(card.wanted_width(), sizes.width("toast") + 2 * shadow, room + 2 * shadow)
        corner = self._anchor.mapTo(floor, self._anchor.rect().topLeft()) if self._anchor is not floor else None
        left, top = (corner.x(), corner.y()) if corner is not None else (0, 0)
        height = card.height_for(width)
        left += (self._anchor.width() - width) // 2
        low = QRect(left, max(0, top + self._anchor.height() - edge + shadow - height), width, height)
        high = QRect(left, top + edge - shadow, width, height)
        card.setGeometry(high if card.stands_high or self._is_clearer(high, low, shadow) else low)

    def _is_clearer(self, one: QRect, other: QRect, shadow: int) -> bool:
        """True if a card at one place lies over nothing that is kept clear, and at another would."""
        kept = self._kept_clear()
        inner = [place.adjusted(shadow, shadow, -shadow, -shadow) for place in (one, other)]
        return not kept.intersects(inner[0]) and kept.intersects(inner[1])

    def _step_aside(self) -> None:
        """Place the card anew, unless the mouse or the keyboard is on its way through it."""
        if not any(card.isVisible() and card.is_attended for card in self._cards):
            self.arrange()
