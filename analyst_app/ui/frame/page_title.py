"""The head of a page that covers the window: the way back, and what the page is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from analyst_app.ui.widgets.message import ElidedLabel, PlainLabel
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks


class PageTitle(QWidget):
    """One line over the page.

    Args:
        name: begins the names of its widgets.
        title: the name of the page.
        looks: colours and sizes.
        parent: the page.
    """

    def __init__(self, name: str, title: str, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self.setMinimumHeight(looks.sizes.height("page_head"))
        self.back = QToolButton(self)
        self.back.setObjectName(f"{name}_back")
        self.back.setAccessibleName(tr("Back to the article"))
        self.back.setToolTip(tr("Back to the article (Esc)"))
        self._title = PlainLabel(title, self)
        self.facts = ElidedLabel("", self)
        self.facts.setObjectName(f"{name}_facts")
        self.row = QHBoxLayout(self)
        space = looks.sizes.space
        self.row.setContentsMargins(space(1), space(0), space(2), space(0))
        self.row.setSpacing(space(1))
        self.row.addWidget(self.back)
        self.row.addWidget(self._title)
        self.row.addWidget(self.facts, 1)
        looks.changed.connect(self._wear)
        self._wear()

    def say(self, words: str) -> None:
        """Say something beside the name of the page."""
        self.facts.setText(words)

    def _wear(self) -> None:
        self.back.setIcon(self._looks.colours.icon("previous"))
        side = self._looks.sizes.space(3)
        self.back.setIconSize(QSize(side, side))
        self._title.setFont(self._looks.sizes.font("card_head"))
