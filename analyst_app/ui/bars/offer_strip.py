"""A strip over the bottom of the article that offers something, until it is answered. It moves no line of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from analyst_app.ui.bars.cap_button import CapButton
from analyst_app.ui.bars.floating import FloatingCard
from analyst_app.ui.bars.tag_chip import TagChip
from analyst_app.ui.widgets.message import BarChoice, ElidedLabel
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.ui.widgets.second_click import SecondClick
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks, TagLook

_BESIDE = 2
"""So many buttons stand beside the words; more stand under them."""
_WORDS_ROOM = 280
"""Pixels that are enough for words that may be cut; in a narrow strip it is half of the width."""


class _Offer(NamedTuple):
    """Words on a matter, and what can be answered."""

    words: str
    choices: Sequence[BarChoice]
    declined: BarChoice | None
    seconds: float
    kept: Sequence[str]
    keys: Sequence[str]
    look: Callable[[], TagLook | None] | None


class OfferStrip(FloatingCard):
    """Shows the latest offer until it is answered or withdrawn, then the one before it.

    One that goes by itself never takes the place of one that waits for an answer.

    Args:
        looks: colours and sizes.
        parent: the widget that it floats over.
    """

    shown = Signal(str)
    """The matter of an offer that has come to be seen."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(looks, parent)
        self.setObjectName("offer_strip")
        self._offers: dict[str, _Offer] = {}
        self._seen: _Offer | None = None
        self._second_click = SecondClick(self)
        self.label = ElidedLabel("", self)
        self.label.setObjectName("offer_words")
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.chip = TagChip(looks, is_dashed=True)
        line = QHBoxLayout()
        line.setSpacing(looks.sizes.space(1))
        line.addWidget(self.chip)
        line.addWidget(self.label, 1)
        self._box.addLayout(line, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(looks.sizes.space(0))
        self._box.addLayout(self._row)
        self._buttons: list[CapButton] = []
        self._cross: QToolButton | None = None
        self._more = QToolButton(self)
        self._more.setObjectName("offer_more")
        self._more.setText("⋯")
        self._more.setAutoRaise(True)
        self._more.setAccessibleName(tr("More"))
        self._more.setToolTip(tr("More"))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(QMenu(self._more))
        self._more.hide()

    def offer(
        self,
        matter: str,
        words: str,
        choices: Sequence[BarChoice],
        *,
        declined: BarChoice | None = None,
        seconds: float = 0,
        kept: Sequence[str] = (),
        keys: Sequence[str] = (),
        look: Callable[[], TagLook | None] | None = None,
    ) -> None:
        """Show an offer; one on the same matter takes the old one's place.

        Args:
            matter: names it.
            words: one sentence.
            choices: the buttons; each takes the offer away, then acts.
            declined: the words of the cross, and the function that it calls besides; None: it only closes.
            seconds: takes it away by itself when it was seen so long; 0: it stays.
            kept: ends of the words that are seen also where room is scarce, the longest first.
            keys: those of the first choices, in their order; seen on their buttons.
            look: of the tag that is proposed, whose chip stands before the words; None: it is about no tag.
        """
        self._offers[matter] = _Offer(words, choices, declined, seconds, kept, keys, look)
        self._show()

    def withdraw(self, matter: str) -> None:
        """Take an offer away, if it is there."""
        if self._offers.pop(matter, None) is not None:
            self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """No width of its own: what has no room is cut, or in the menu."""
        return QSize(0, super().minimumSizeHint().height())

    def wanted_width(self) -> int:
        for button in self._buttons:
            button.leave_out_keys(False)
        margins, spacing = self._box.contentsMargins(), self._row.spacing()
        words = self._words_width + spacing
        ends = (*self._buttons, self._cross)
        buttons = sum(one.sizeHint().width() + spacing for one in ends if one is not None)
        inner = max(words, buttons) if self._is_high else words + buttons
        return inner + margins.left() + margins.right() + 2 * self.shadow + 2

    def height_for(self, width: int) -> int:
        return self._looks.sizes.height("high_toast" if self._is_high else "toast") + 2 * self.shadow

    def words(self, matter: str) -> str:
        """The words of the offer on a matter; empty if there is none."""
        offer = self._offers.get(matter)
        return offer.words if offer is not None else ""

    # -- inside ------------------------------------------------------------------

    @property
    def _words_width(self) -> int:
        """Pixels of the words and the chip before them."""
        chip = 0 if self.chip.isHidden() else self.chip.sizeHint().width() + self._looks.sizes.space(1)
        return self.label.fontMetrics().horizontalAdvance(self.label.text()) + chip

    @property
    def _first(self) -> str:
        lasting = (matter for matter, offer in reversed(self._offers.items()) if not offer.seconds)
        return next(lasting, next(reversed(self._offers), ""))

    def _expire(self, matter: str, offer: _Offer) -> None:
        if self._offers.get(matter) is offer:
            self.withdraw(matter)

    def _note_seen(self, matter: str, offer: _Offer) -> None:
        """Tell of an offer that is seen for the first time, and let its seconds run."""
        if offer is self._seen:
            return
        self._seen = offer
        if offer.seconds:
            QTimer.singleShot(int(offer.seconds * 1000), self, lambda: self._expire(matter, offer))
        self.shown.emit(matter)

    @property
    def _is_high(self) -> bool:
        """True if the buttons stand under the words: there are many."""
        return len(self._buttons) > _BESIDE

    def _show(self) -> None:
        for button in (*self._buttons, self._cross):
            if button is not None:
                self._row.removeWidget(button)
                button.hide()
                button.deleteLater()
        self._buttons, self._cross = [], None
        while self._row.count():
            self._row.takeAt(0)
        matter = self._first
        if matter:
            self._fill(matter, self._offers[matter])
        self.wish(bool(matter))
        self._fit()
        if matter:
            self._note_seen(matter, self._offers[matter])

    def _fill(self, matter: str, offer: _Offer) -> None:
        """Show an offer's words and buttons."""
        self.stands_high = False
        self.chip.setVisible(offer.look is not None)
        self.chip.show_look(offer.look or (lambda: None))
        self.label.setText(offer.words)
        self.label.keep(offer.kept)
        self.label.setToolTip(plain_tip(offer.words))
        for number, (name, act) in enumerate(offer.choices):
            button = CapButton(self._looks, self)
            button.setText(name.replace("&", "&&"))
            button.setAutoDefault(False)
            if number < len(offer.keys):
                button.show_keys(offer.keys[number].split("+"), is_first=number == 0)
            self._take(button, matter, act)
            self._buttons.append(button)
        self._row.addWidget(self._more)
        if self._is_high:
            self._row.addStretch(1)
        self._cross = _cross(self, offer.declined)
        self._take(self._cross, matter, offer.declined[1] if offer.declined else None)
        way = QBoxLayout.Direction.TopToBottom if self._is_high else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(way)
        inset = self._looks.sizes.space(2) if self._is_high else 6
        self._box.setContentsMargins(16, inset, inset, inset)

    def _take(self, button: QPushButton | QToolButton, matter: str, act: object) -> None:
        """Put a button at the end of the row, which answers the offer on a matter."""

        def clicked() -> None:
            self.withdraw(matter)
            if callable(act):
                act()

        button.clicked.connect(clicked)
        self._second_click.watch(button)
        self._row.addWidget(button)
        button.show()

    def _fit(self) -> None:
        """Put into a menu the last choices that would leave too little room to the words."""
        margins, spacing = self._box.contentsMargins(), self._row.spacing()
        room = self.width() - 2 * self.shadow - margins.left() - margins.right()
        if not self._is_high:
            words = self._words_width + spacing
            room -= min(words, room // 2, _WORDS_ROOM)
        room -= self._cross.sizeHint().width() + spacing if self._cross is not None else 0
        needed = 0
        for is_narrow in (False, True):
            for button in self._buttons:
                button.leave_out_keys(is_narrow)
            needed = sum(button.sizeHint().width() + spacing for button in self._buttons)
            if needed <= room:
                break
        if needed > room:
            room -= self._more.sizeHint().width() + spacing
        menu, is_full = self._more.menu(), False
        menu.clear()
        for button in self._buttons:
            room -= button.sizeHint().width() + spacing
            is_full = is_full or room < 0
            button.setVisible(not is_full)
            if is_full:
                menu.addAction(button.text(), button.click)
        self._more.setVisible(is_full)


def _cross(parent: QWidget, answer: BarChoice | None) -> QToolButton:
    cross = QToolButton(parent)
    cross.setText("✕")
    cross.setAutoRaise(True)
    words = answer[0] if answer else tr("Close")
    cross.setAccessibleName(words)
    cross.setToolTip(plain_tip(words))
    return cross
