"""The line over the list of articles that says whether it shows a person's own articles or all, and changes that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy

from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class OwnStrip(QPushButton):
    """A button that leads from one's own articles to all, and back; hidden from those to whom none were given."""

    own_wanted = Signal(bool)
    """True: only her own are to be listed; False: all."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("articles_own")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFlat(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.articles: Mapping[str, str] | None = None
        """By article that she reads, the day by which it is to be done; None: she was given none."""
        self._is_own = False
        self.clicked.connect(self._change)

    def set_articles(self, articles: Mapping[str, str] | None) -> None:
        """Know which articles she reads; None: she was given none."""
        self.articles = articles

    def tell(self, every: int, *, is_own: bool, left: str) -> None:
        """Say what is listed, and what a click lists instead.

        Args:
            every: number of all articles of the folder.
            is_own: whether only her own are listed.
            left: what is listed and not done, in words; empty: nothing is.
        """
        self._is_own = is_own
        self.setVisible(self.articles is not None and every > 0)
        if self.articles is None:
            return
        if not is_own:
            words = tr("Show only mine")
        elif left:
            words = tr("Yours: {left}. Show all {all}", left=left, all=every)
        else:
            words = tr("All of yours are done. Show all {all}", all=every)
        self.setText(words)
        self.setAccessibleName(words)
        self.setToolTip(plain_tip(words))

    def _change(self) -> None:
        self.own_wanted.emit(not self._is_own)
