"""The card of the article that was read last, with the button that goes on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from analyst_app.core.excerpts import set_apart
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.ui.widgets.shapes import paint_ring
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.welcome.start_facts import LastArticle
    from analyst_app.ui.widgets.theme import Looks


class _Ring(QWidget):
    """The ring that shows the part of the folder that is done."""

    def __init__(self, share: float, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._share, self._looks = share, looks
        self.setFixedSize(QSize(looks.sizes.space(4), looks.sizes.space(4)))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_ring(QPainter(self), QRectF(self.rect()).adjusted(1, 1, -1, -1), self._share, self._looks)


class ContinueCard(QFrame):
    """Title, place, button.

    Args:
        last: the article.
        looks: colours and sizes.
        parent: the page.
    """

    def __init__(self, last: LastArticle, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        sizes = looks.sizes
        self.setProperty("role", "card")
        self.setObjectName("continue_card")
        self.title, self.place = PlainLabel(last.title, self), PlainLabel(last.place, self)
        self.title.setFont(sizes.font("card_head"))
        self.place.setFont(sizes.font("secondary"))
        self.place.setProperty("role", "muted")
        for label in (self.title, self.place):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            label.setWordWrap(True)
        self.button = QPushButton(tr("Continue"), self)
        self.button.setObjectName("start_continue")
        self.button.setProperty("role", "primary")
        self.button.setAutoDefault(True)
        self.button.setAccessibleDescription(f"{set_apart(last.title)}, {last.place}")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.place)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.space(3), sizes.space(3), sizes.space(3), sizes.space(3))
        row.setSpacing(sizes.space(3))
        row.addWidget(_Ring(last.share, looks, self))
        row.addLayout(words, 1)
        row.addWidget(self.button)
