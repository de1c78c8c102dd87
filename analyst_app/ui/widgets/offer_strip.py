"""A strip under the text that offers something: its place is always there, so that it covers and moves nothing."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from analyst_app.ui.widgets.message import BarChoice, ElidedLabel
from analyst_app.ui.widgets.second_click import SecondClick
from analyst_app.wording import tr

_WORDS_ROOM = 280
"""Pixels that are enough for words that may be cut; in a narrow strip it is half of the width."""


class _Offer(NamedTuple):
    """Words on a matter, and what can be answered."""

    words: str
    choices: Sequence[BarChoice]
    declined: BarChoice | None
    seconds: float
    kept: Sequence[str]


class OfferStrip(QWidget):
    """Shows the latest offer until it is answered or withdrawn, then the one before it.

    One that goes by itself never takes the place of one that waits for an answer.

    Args:
        place: the strip fills it and leaves its size alone.
    """

    shown = Signal(str)
    """The matter of an offer that has come to be seen."""

    def __init__(self, place: QWidget) -> None:
        super().__init__(place)
        self.setObjectName("offer_strip")
        self._offers: dict[str, _Offer] = {}
        self._seen: _Offer | None = None
        self._second_click = SecondClick(self)
        self.label = ElidedLabel("", self)
        self.label.setObjectName("offer_words")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 2, 6, 2)
        self._row.addWidget(self.label, 1)
        self._buttons: list[QWidget] = []
        self._more = QToolButton(self)
        self._more.setObjectName("offer_more")
        self._more.setText("⋯")
        self._more.setAutoRaise(True)
        self._more.setAccessibleName(tr("More"))
        self._more.setToolTip(tr("More"))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(QMenu(self._more))
        self._more.hide()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self)
        self.hide()

    def offer(
        self,
        matter: str,
        words: str,
        choices: Sequence[BarChoice],
        *,
        declined: BarChoice | None = None,
        seconds: float = 0,
        kept: Sequence[str] = (),
    ) -> None:
        """Show an offer; one on the same matter takes the old one's place.

        Args:
            matter: names it.
            words: one sentence.
            choices: the buttons; each takes the offer away, then acts.
            declined: the words of the cross, and the function that it calls besides; None: it only closes.
            seconds: takes it away by itself when it was seen so long; 0: it stays.
            kept: ends of the words that are seen also where room is scarce, the longest first.
        """
        self._offers[matter] = _Offer(words, choices, declined, seconds, kept)
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

    def words(self, matter: str) -> str:
        """The words of the offer on a matter; empty if there is none."""
        offer = self._offers.get(matter)
        return offer.words if offer is not None else ""

    # -- inside ------------------------------------------------------------------

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

    def _show(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        matter = self._first
        if matter:
            offer = self._offers[matter]
            self.label.setText(offer.words)
            self.label.keep(offer.kept)
            self.label.setToolTip(f"<p>{html.escape(offer.words)}</p>")
            for name, act in offer.choices:
                button = QPushButton(name.replace("&", "&&"), self)
                button.setAutoDefault(False)
                self._take(button, matter, act)
            self._row.removeWidget(self._more)
            self._row.addWidget(self._more)
            self._take(_cross(self, offer.declined), matter, offer.declined[1] if offer.declined else None)
        self._fit()
        self.setVisible(bool(matter))
        if matter:
            self._note_seen(matter, self._offers[matter])

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
        self._buttons.append(button)

    def _fit(self) -> None:
        """Put into a menu the last choices that would leave too little room to the words."""
        choices, room = self._buttons[:-1], max(self.width() // 2, self.width() - _WORDS_ROOM)
        menu = self._more.menu()
        menu.clear()
        for button in choices:
            room -= button.sizeHint().width() + self._row.spacing()
            button.setVisible(room >= 0)
            if room < 0 and isinstance(button, QPushButton):
                menu.addAction(button.text(), button.click)
        self._more.setVisible(bool(choices) and room < 0)


def _cross(parent: QWidget, answer: BarChoice | None) -> QToolButton:
    cross = QToolButton(parent)
    cross.setText("✕")
    cross.setAutoRaise(True)
    words = answer[0] if answer else tr("Close")
    cross.setAccessibleName(words)
    cross.setToolTip(words)
    return cross
